// One line of the history of reimbursements: what was delivered or done, when, and whether it was during a stay in hospital. The five kinds
// are the five tables of the national document (features A071 to A075). No amount, no rate, no right to anything: nothing here says, or could
// say, what is reimbursed (A080).

import type { CivilDate } from '../kernel/instant.ts';

export const lineNatures = ['pharmacie', 'hospitalisation', 'soins', 'radiologie', 'biologie'] as const;
export type LineNature = (typeof lineNatures)[number];

interface LineBase {
  /** Given by the insurer; with the date, it names the line for ever. */
  readonly id: string;
  /** From 1; a correction, or the cancelling of the line, has a higher one. */
  readonly version: number;
  /** Of the delivery, the admission or the act. */
  readonly date: CivilDate;
  /** Done during a stay in a hospital or another establishment: the H of the national document (A076). */
  readonly inHospital: boolean;
}
export type ReimbursementLine = LineBase &
  (
    | {
        readonly nature: 'pharmacie';
        readonly label: string;
        /** Names of the active ingredients; none for supplies. */
        readonly ingredients: readonly string[];
        readonly quantity: number;
        /** CIP (13 digits) or UCD (7): not shown, written in the document for software. */
        readonly code?: string;
      }
    /** `days`: 1 for a stay that ends on the day of the admission. */
    | { readonly nature: 'hospitalisation'; readonly days: number; readonly stay: string }
    /** `act`: CCAM or NGAP. */
    | { readonly nature: 'soins'; readonly act: string; readonly label: string; readonly specialty: string }
    | { readonly nature: 'radiologie'; readonly act: string; readonly label: string }
    /** `act`: NABM. */
    | { readonly nature: 'biologie'; readonly act: string; readonly label: string; readonly quantity: number }
  );

/** What is left of a cancelled line until its month goes: an older file that comes again does not bring it back. */
export interface CancelledLine {
  readonly id: string;
  readonly version: number;
  readonly date: CivilDate;
  readonly cancelled: true;
}
export type KeptLine = ReimbursementLine | CancelledLine;
export const isCancelled = (line: KeptLine): line is CancelledLine => 'cancelled' in line;

/**
 * What one line of a feed does to what is held under its id and date. `unchanged`: held already, or held in a later version.
 * `VERSION_REPETEE`: another content under a version that was used: which one is right cannot be known.
 */
export type LineOutcome = 'added' | 'corrected' | 'cancelled' | 'unchanged' | 'VERSION_REPETEE';

export function outcomeOf(held: KeptLine | undefined, incoming: KeptLine): LineOutcome {
  if (held !== undefined && held.version > incoming.version) return 'unchanged';
  if (held?.version === incoming.version) return sameLine(held, incoming) ? 'unchanged' : 'VERSION_REPETEE';
  if (isCancelled(incoming)) return 'cancelled';
  return held === undefined ? 'added' : 'corrected';
}

/** Both were written by the same parser, their fields in the same order. */
const sameLine = (one: KeptLine, other: KeptLine): boolean => JSON.stringify(one) === JSON.stringify(other);
