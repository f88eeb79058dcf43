// What a synthesis may be begun with: what the documents of the record say in codes, sorted under its headings. Proposed, never concluded: its author
// keeps, removes or rewrites each line. What is kept from anybody is not proposed: a synthesis is read by whoever reads the record.

import { type Glance, type GlanceLine, type GlanceSource, deviationOf } from '../clinical/glance.ts';
import type { Visibilite } from '../document/visibilite.ts';
import type { SynthesisPart } from '../terminology/synthesis-parts.ts';

export interface DraftBlock<Source> {
  readonly lines: readonly GlanceLine<Source>[];
  /** Documents say there is none, and none says otherwise: these. */
  readonly none?: readonly Source[];
}
/** The headings that codes of documents fill; risks and family history, they do not. */
export type DraftPart = Extract<SynthesisPart, 'past-medical' | 'past-surgical' | 'allergies' | 'problems' | 'treatments' | 'results'>;
export type SynthesisDraft<Source> = Readonly<Record<DraftPart, DraftBlock<Source>>>;

/** Masked to professionals, not announced to the patient, secret from the representatives: a synthesis would tell it. */
export const mayBeQuoted = ({ visibilite }: { readonly visibilite: Visibilite }): boolean =>
  !visibilite.masquePs && !visibilite.invisiblePatient && !visibilite.invisibleRepresentants;

/** Of the last results, those out of their range are proposed: at most so many. */
const resultsMaximum = 10;
const linesMaximum = 30;

export function draftOf<Source extends GlanceSource>({ allergies, problems, treatments, past, results }: Glance<Source>): SynthesisDraft<Source> {
  const block = ({ lines, none }: Glance<Source>['allergies']): DraftBlock<Source> => {
    const whole = none.filter((one) => one.whole).flatMap(({ sources }) => sources);
    return { lines: lines.slice(0, linesMaximum), ...(lines.length === 0 && whole.length > 0 ? { none: whole } : {}) };
  };
  const ofKind = (kind: 'condition' | 'procedure'): DraftBlock<Source> => ({
    lines: past.lines.filter(({ fact }) => fact.kind === kind).slice(0, linesMaximum),
  });
  return {
    'past-medical': ofKind('condition'),
    'past-surgical': ofKind('procedure'),
    'allergies': block(allergies),
    'problems': block(problems),
    'treatments': block(treatments),
    'results': { lines: results.lines.filter(({ fact }) => fact.kind === 'observation' && deviationOf(fact) !== undefined).slice(0, resultsMaximum) },
  };
}
