// What the insurer tells: one record per line of its file (docs/integrators/feed.md). Identity and attachments of an insured, their médecin
// traitant, a line of reimbursement, the cancelling of one, and the end of the file with its count of lines.

import type { Regime } from '../dossier/assure.ts';
import type { ContactDetails } from '../identity/contact.ts';
import type { Ins } from '../identity/ins.ts';
import type { PsIdNat } from '../identity/professionnel.ts';
import type { IdentityTraits } from '../identity/traits.ts';
import type { CivilDate } from '../kernel/instant.ts';
import type { CancelledLine, ReimbursementLine } from './line.ts';

export interface InsuredRecord {
  readonly type: 'assure';
  readonly ins: Ins;
  readonly traits: IdentityTraits;
  readonly regime: Regime;
  /** Of the rights to the insurance: open since; closed since, where they are. */
  readonly rights: { readonly openedOn: CivilDate; readonly closedOn?: CivilDate };
  /** The insured whose rights cover this person, both parents for a child. Empty: insured in their own right. */
  readonly attachedTo: readonly Ins[];
  readonly contact?: ContactDetails;
}
export interface TreatingRecord {
  readonly type: 'medecin-traitant';
  readonly ins: Ins;
  /** Undefined: there is none any more. */
  readonly professionnel?: PsIdNat;
  readonly since: CivilDate;
}
export interface LineRecord {
  readonly type: 'remboursement' | 'annulation';
  readonly ins: Ins;
  readonly line: ReimbursementLine | CancelledLine;
}
export interface EndRecord {
  readonly type: 'fin';
  /** Of the whole file, this one not counted. */
  readonly lines: number;
}
export type FeedRecord = InsuredRecord | TreatingRecord | LineRecord | EndRecord;
