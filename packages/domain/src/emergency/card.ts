// The emergency card (features A190, A037): what the record says in codes, and what patients say of themselves, on one page they carry. Made
// for them to choose from, line by line; what they choose is copied, so that a card that was given says the same until they make it again.
// Two parts: the minimum, for whoever holds the card, and the rest, for whoever has its code too. "None" and "not said" are never one.

import { type ClinicalFact, type FactKind, conceptOf, startOf } from '../clinical/clinical-fact.ts';
import type { Coded, DocumentEntry } from '../document/document-entry.ts';
import { type Instant, plusDays } from '../kernel/instant.ts';
import { icd10System } from '../terminology/types.ts';

/** Kinds of facts a card is made from. */
export const cardKinds = ['allergy', 'medication', 'condition'] as const satisfies readonly FactKind[];
export const cardParts = ['allergies', 'implants', 'contacts', 'treatments', 'conditions', 'doctor', 'directives'] as const;
export type CardPart = (typeof cardParts)[number];
/** What opens without the code. */
export const minimumParts = ['allergies', 'implants', 'contacts'] as const satisfies readonly CardPart[];
export const isMinimum = (part: CardPart): boolean => (minimumParts as readonly CardPart[]).includes(part);

export interface CardLine {
  /** Names the line in the answer that offers it: `<document>/<place>`, or what the patient said, by its part and its rank. */
  readonly key: string;
  readonly part: CardPart;
  /** Codes first: they are told in each language. */
  readonly codings: readonly Coded[];
  /** As its author wrote it; empty where nothing but a code is known. */
  readonly text: string;
  readonly by: 'document' | 'patient';
  readonly at?: Instant;
  /** Its document is hidden from professionals: it is on no card unless it is chosen. */
  readonly masked?: true;
}
/** `none`: somebody said that there is none. Absent from `said`: nobody said anything. */
export interface CardOffer {
  readonly lines: readonly CardLine[];
  readonly none: readonly CardPart[];
}
export interface SaidByPatient {
  readonly allergies?: 'none' | readonly string[];
  readonly emergencyContacts?: 'none' | readonly string[];
}
export interface CardSources {
  readonly facts: readonly { readonly fact: ClinicalFact; readonly source: Pick<DocumentEntry, 'logicalId' | 'serviceStart' | 'visibilite'> }[];
  /** What documents say there is none of. */
  readonly absent: readonly FactKind[];
  readonly said: SaidByPatient;
  /** The médecin traitant's name. */
  readonly doctor?: string;
  /** There is a document of advance directives. */
  readonly directives: boolean;
  readonly at: Instant;
}

/** A treatment nobody wrote of for a year is no longer one; nor is what was found on one visit. */
const currentDays = 365;
const ended = ['inactive', 'remission', 'resolved'];
/** So many of each part: a card is one page. */
const partMaximum = 12;

/** ICD-10 Z95 to Z97: devices that were put into somebody. */
const isImplant = ({ codings }: Pick<CardLine, 'codings'>): boolean => codings.some(({ system, code }) => system === icd10System && /^Z9[567]/.test(code));

export function offerCard({ facts, absent, said, doctor, directives, at }: CardSources): CardOffer {
  const lines = distinct(facts.flatMap((one) => lineOf(one, at)));
  const told = (part: 'allergies' | 'contacts', statements: SaidByPatient['allergies']): readonly CardLine[] =>
    Array.isArray(statements) ? statements.map((text, index) => ({ key: `${part}/${index}`, part, codings: [], text, by: 'patient' })) : [];
  const all: readonly CardLine[] = [
    ...lines,
    ...told('allergies', said.allergies),
    ...told('contacts', said.emergencyContacts),
    ...(doctor === undefined ? [] : [{ key: 'doctor', part: 'doctor', codings: [], text: doctor, by: 'document' } as const]),
    ...(directives ? [{ key: 'directives', part: 'directives', codings: [], text: '', by: 'document' } as const] : []),
  ];
  const none: readonly (readonly [CardPart, boolean])[] = [
    ['allergies', said.allergies === 'none' || absent.includes('allergy')],
    ['contacts', said.emergencyContacts === 'none'],
    ['treatments', absent.includes('medication')],
    ['conditions', absent.includes('condition')],
  ];
  return {
    lines: cardParts.flatMap((part) => all.filter((line) => line.part === part).slice(0, partMaximum)),
    none: none.flatMap(([part, isSaid]) => (isSaid && !all.some((line) => line.part === part) ? [part] : [])),
  };
}

function lineOf({ fact, source }: CardSources['facts'][number], at: Instant): readonly CardLine[] {
  const { codings, text } = conceptOf(fact);
  const started = startOf(fact) ?? source.serviceStart;
  const line = {
    key: `${source.logicalId}/${fact.place}`,
    codings,
    text: text ?? codings.find(({ display }) => display !== undefined)?.display ?? '',
    by: 'document',
    at: started,
    ...(source.visibilite.masquePs ? ({ masked: true } as const) : {}),
  } as const;
  const recent = started > plusDays(at, -currentDays);
  switch (fact.kind) {
    case 'allergy':
      return ended.includes(fact.clinicalStatus ?? '') ? [] : [{ ...line, part: 'allergies' }];
    case 'medication':
      return recent && !(fact.time?.kind === 'period' && fact.time.to !== undefined && fact.time.to.until <= at) ? [{ ...line, part: 'treatments' }] : [];
    case 'condition':
      if (ended.includes(fact.clinicalStatus ?? '') || (fact.category === 'encounter-diagnosis' && !recent)) return [];
      return [{ ...line, part: isImplant(line) ? 'implants' : 'conditions' }];
    default:
      return [];
  }
}

/** Once each, by their first code, or their words: as the newest open document says it; a hidden one speaks only where no other does. */
function distinct(lines: readonly CardLine[]): readonly CardLine[] {
  const told = new Map<string, CardLine>();
  const byDate = lines.toSorted((a, b) => Number(a.masked ?? false) - Number(b.masked ?? false) || (b.at ?? 0) - (a.at ?? 0));
  for (const line of byDate) {
    const [first] = line.codings;
    const name = `${line.part}|${first === undefined ? line.text.toLowerCase() : `${first.system}|${first.code}`}`;
    if (!told.has(name)) told.set(name, line);
  }
  return [...told.values()].toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0));
}

/** What is copied on the card: the chosen lines, and what is said to be none of. A part whose lines were all left out says nothing. */
export function chosenFor({ lines, none }: CardOffer, keys: readonly string[], minimum: boolean): CardOffer {
  return {
    lines: lines.filter(({ key, part }) => isMinimum(part) === minimum && keys.includes(key)),
    none: none.filter((part) => isMinimum(part) === minimum && keys.includes(`none/${part}`)),
  };
}
