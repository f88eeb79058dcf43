// What a document says in codes: results, vital signs, vaccinations, allergies, treatments, problems, acts. A fact is what one statement of one
// document says of its patient, nothing more: two documents that say the same thing are two facts. What is denied, planned, refuted or said of
// somebody else is no fact; it is counted among what was left.

import type { Coded } from '../document/document-entry.ts';
import type { Instant } from '../kernel/instant.ts';

/** A moment as it was written: `2018-01` is a month, from its first moment to the first after it. */
export interface WrittenTime {
  readonly at: Instant;
  readonly until: Instant;
  readonly precision: 'year' | 'month' | 'day' | 'minute' | 'second';
}
/** `moment`: it happened then. `period`: from then, until then; an end that is not written is not known. */
export type ClinicalTime =
  | { readonly kind: 'moment'; readonly at: WrittenTime }
  | { readonly kind: 'period'; readonly from?: WrittenTime; readonly to?: WrittenTime };

/** A notion in its codes (the first is the author's choice, the others translate it), in words, or in both. Never neither. */
export interface Concept {
  readonly codings: readonly Coded[];
  readonly text?: string;
}

/** `unit` in UCUM, as CDA writes it; undefined: a bare number. */
export interface Quantity {
  readonly value: number;
  readonly unit?: string;
}
export type ObservedValue =
  | ({ readonly kind: 'quantity'; readonly comparator?: '<' | '<=' | '>' | '>=' } & Quantity)
  | { readonly kind: 'range'; readonly low: Quantity; readonly high: Quantity }
  | { readonly kind: 'concept'; readonly concept: Concept }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'text'; readonly text: string }
  /** `reason`: the nullFlavor the author gave; undefined: they wrote nothing. */
  | { readonly kind: 'absent'; readonly reason?: string };
export interface ReferenceRange {
  readonly low?: Quantity;
  readonly high?: Quantity;
  readonly text?: string;
}

interface Told {
  /** Which statement of the document it is, from 1 in document order, statements that were left included: it names the fact inside its document. */
  readonly place: number;
  /** The section it stands in. */
  readonly section?: Coded;
  readonly time?: ClinicalTime;
}
/** HL7 clinical statuses of a problem or an allergy. */
export type ClinicalStatus = 'active' | 'recurrence' | 'relapse' | 'inactive' | 'remission' | 'resolved';

export interface ObservationFact extends Told {
  readonly kind: 'observation';
  readonly category: 'laboratory' | 'vital-signs';
  readonly code: Concept;
  readonly value: ObservedValue;
  readonly status: 'final' | 'preliminary' | 'cancelled';
  readonly interpretation: readonly Coded[];
  readonly ranges: readonly ReferenceRange[];
  readonly method?: Concept;
  /** What was examined: a germ that was isolated, for its antibiogram. */
  readonly specimen?: Concept;
}
/** The document as a whole, where its type is a report of examinations. Its place is 0. */
export interface ReportFact extends Told {
  readonly kind: 'report';
  readonly category: ReportCategory;
  readonly code: Concept;
  /** Places of the results it brings. */
  readonly results: readonly number[];
}
export type ReportCategory = 'laboratory' | 'imaging' | 'pathology' | 'genetics';
export interface ImmunizationFact extends Told {
  readonly kind: 'immunization';
  readonly vaccine: Concept;
  /** First series, booster. */
  readonly series?: Coded;
  readonly lot?: string;
  readonly dose?: number;
  readonly route?: Concept;
  readonly site?: Concept;
}
export interface AllergyFact extends Told {
  readonly kind: 'allergy';
  readonly agent: Concept;
  readonly nature?: 'allergy' | 'intolerance';
  readonly category?: 'medication' | 'food' | 'environment';
  readonly clinicalStatus?: ClinicalStatus;
  readonly verification?: 'confirmed' | 'unconfirmed';
  readonly criticality?: 'low' | 'high' | 'unable-to-assess';
  readonly reactions: readonly Concept[];
}
export interface MedicationFact extends Told {
  readonly kind: 'medication';
  readonly use: 'prescribed' | 'dispensed' | 'taken' | 'administered';
  readonly product: Concept;
  readonly dose?: { readonly low?: Quantity; readonly high?: Quantity };
  /** Once in every such duration. */
  readonly every?: Quantity;
  readonly route?: Concept;
  readonly quantity?: number;
}
export interface ConditionFact extends Told {
  readonly kind: 'condition';
  readonly code: Concept;
  /** Followed over time, or found on that occasion. */
  readonly category: 'problem-list-item' | 'encounter-diagnosis';
  readonly clinicalStatus?: ClinicalStatus;
  readonly verification?: 'confirmed' | 'unconfirmed';
}
export interface ProcedureFact extends Told {
  readonly kind: 'procedure';
  readonly code: Concept;
  readonly site?: Concept;
}
export type ClinicalFact = ObservationFact | ReportFact | ImmunizationFact | AllergyFact | MedicationFact | ConditionFact | ProcedureFact;
export type FactKind = ClinicalFact['kind'];
export const factKinds = ['observation', 'report', 'immunization', 'allergy', 'medication', 'condition', 'procedure'] as const satisfies readonly FactKind[];

/** A document that says there is none: "no known allergy". */
export interface StatedAbsence {
  readonly of: 'allergy' | 'medication' | 'condition' | 'procedure' | 'immunization';
  readonly concept: Concept;
  readonly section?: Coded;
}

/** Statements that became no fact, by why. */
export interface LeftOut {
  /** No template this reader knows, or nothing readable in it. */
  readonly unknown: number;
  /** Said not to be: `negationInd`. */
  readonly negated: number;
  /** Said to have turned out false. */
  readonly refuted: number;
  /** Intended, asked for, proposed: not done. */
  readonly planned: number;
  /** Of the mother, the child, a relative. */
  readonly ofOthers: number;
  /** Withdrawn, or null by a nullFlavor. */
  readonly empty: number;
}
export interface ClinicalContent {
  readonly facts: readonly ClinicalFact[];
  readonly absences: readonly StatedAbsence[];
  readonly left: LeftOut;
  /** The document has more than this reader takes. */
  readonly truncated: boolean;
}

/** The first moment of a fact; undefined: the document does not say when. */
export const startOf = ({ time }: Pick<ClinicalFact, 'time'>): Instant | undefined =>
  time === undefined ? undefined : time.kind === 'moment' ? time.at.at : (time.from ?? time.to)?.at;

/** The concept by which a fact is looked for. */
export function conceptOf(fact: ClinicalFact): Concept {
  switch (fact.kind) {
    case 'immunization':
      return fact.vaccine;
    case 'allergy':
      return fact.agent;
    case 'medication':
      return fact.product;
    default:
      return fact.code;
  }
}
