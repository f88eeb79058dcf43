// A record at a glance: what its documents say in codes, under six heads. Documents that say the same are one line, which keeps each of them; a
// head about which nothing is said is told apart from one of which a document says that there is none. Nothing is concluded: each line is the
// word of its newest document, completed by what older ones alone tell.

import type { DocumentEntry } from '../document/document-entry.ts';
import { type Instant, plusDays } from '../kernel/instant.ts';
import { type GlanceHead, glanceHeads } from '../terminology/glance-heads.ts';
import { type ClinicalContent, type ClinicalFact, type Concept, type ObservationFact, type StatedAbsence, conceptOf, startOf } from './clinical-fact.ts';

export type GlanceSource = Pick<DocumentEntry, 'logicalId' | 'serviceStart' | 'sha1'>;
export interface GlanceValue {
  readonly at: Instant;
  readonly value: number;
}
export type Trend = 'up' | 'down' | 'steady';
export interface GlanceLine<Source> {
  /** What the newest of the documents says, completed by the others. */
  readonly fact: ClinicalFact;
  /** The documents that say it, once each, newest first: the first is that of `fact`. */
  readonly sources: readonly Source[];
  /** Of a result in numbers: its values in the unit of the last one, newest first. */
  readonly values: readonly GlanceValue[];
  /** From the value before to the last one. */
  readonly trend?: Trend;
  /** Different days on which it happened: doses of a vaccine. */
  readonly days: number;
}
export interface GlanceBlock<Source> {
  readonly lines: readonly GlanceLine<Source>[];
  /** Treatments that ended, were given on the spot, or that no document says since a year. */
  readonly former: readonly GlanceLine<Source>[];
  /** What documents say there is none of. `whole`: of the head as a whole, and not of foods or of medicines alone. */
  readonly none: readonly { readonly concept: Concept; readonly whole: boolean; readonly sources: readonly Source[] }[];
}
export type Glance<Source> = Readonly<Record<GlanceHead, GlanceBlock<Source>>>;

interface Said<Source> {
  readonly fact: ClinicalFact;
  readonly source: Source;
}

/** Over, as its author says it: an antecedent rather than a problem. */
export const isOver = (fact: ClinicalFact): boolean =>
  fact.kind === 'condition' && (fact.clinicalStatus === 'inactive' || fact.clinicalStatus === 'remission' || fact.clinicalStatus === 'resolved');

/** "No known food allergy" says nothing of other allergies (IPS absent-unknown; SNOMED CT: of drugs, of foods, of the environment). */
const partialAbsences: ReadonlySet<string> = new Set([
  'no-known-medication-allergies',
  'no-known-food-allergies',
  'no-known-environmental-allergies',
  '409137002',
  '429625007',
  '428607008',
]);
export const isWholeAbsence = ({ concept }: StatedAbsence): boolean => !concept.codings.some(({ code }) => partialAbsences.has(code));

const headOfAbsence = {
  allergy: 'allergies',
  medication: 'treatments',
  condition: 'problems',
  procedure: 'past',
  immunization: 'vaccines',
} as const satisfies Record<StatedAbsence['of'], GlanceHead>;

/** Undefined: no line of a glance (a report as a whole, a result that was cancelled). */
function headOf(fact: ClinicalFact): GlanceHead | undefined {
  switch (fact.kind) {
    case 'allergy':
      return 'allergies';
    case 'medication':
      return 'treatments';
    case 'condition':
      return isOver(fact) ? 'past' : 'problems';
    case 'procedure':
      return 'past';
    case 'immunization':
      return 'vaccines';
    case 'observation':
      return fact.status === 'cancelled' ? undefined : 'results';
    case 'report':
      return undefined;
  }
}

export function glanceOf<Source extends GlanceSource>(
  documents: readonly { readonly entry: Source; readonly content: ClinicalContent }[],
  now: Instant,
): Glance<Source> {
  const said = documents.flatMap(({ entry, content }) => content.facts.map((fact): Said<Source> => ({ fact, source: entry })));
  const lines = Map.groupBy(
    joined(said.filter(({ fact }) => headOf(fact) !== undefined)).map((group) => lineOf(group)),
    ({ fact }) => headOf(fact)!,
  );
  const absences = documents.flatMap(({ entry, content }) => content.absences.map((absence) => ({ absence, source: entry })));
  const block = (head: GlanceHead): GlanceBlock<Source> => {
    const all = (lines.get(head) ?? []).toSorted(inOrder);
    const holds = ({ fact, sources }: GlanceLine<Source>): boolean => fact.kind !== 'medication' || isCurrent(fact, sources[0]!, now);
    const none = Map.groupBy(
      absences.filter(({ absence }) => headOfAbsence[absence.of] === head),
      ({ absence }) => keyOf(absence.concept),
    );
    return {
      lines: all.filter(holds),
      former: all.filter((line) => !holds(line)),
      none: [...none.values()].map((group) => ({
        concept: group[0]!.absence.concept,
        whole: isWholeAbsence(group[0]!.absence),
        sources: once(group.map(({ source }) => source)),
      })),
    };
  };
  return Object.fromEntries(glanceHeads.map((head) => [head, block(head)])) as unknown as Glance<Source>;
}

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
const labelOf = ({ codings: [first], text }: Concept): string => folded(first?.display ?? text ?? '');
/** By its author's code; a notion in words alone, by its words. */
const keyOf = (concept: Concept): string => {
  const [first] = concept.codings;
  return first === undefined ? `|${labelOf(concept)}` : `${first.system}|${first.code}`;
};

/** Facts that are one line: the same notion in the same code, or in the same words where one of them has no code. */
function joined<Source extends GlanceSource>(all: readonly Said<Source>[]): readonly (readonly Said<Source>[])[] {
  const groups = new Map<string, Said<Source>[]>();
  const byWords = new Map<string, string>();
  // A germ in urine and the same in blood are two results.
  const familyOf = ({ fact }: Said<Source>): string =>
    fact.kind === 'observation' && fact.specimen !== undefined ? `observation ${keyOf(fact.specimen)}` : fact.kind;
  const isCoded = ({ fact }: Said<Source>): boolean => conceptOf(fact).codings.length > 0;
  const inWords = all.filter((one) => !isCoded(one));
  for (const one of [...all.filter(isCoded), ...inWords]) {
    const family = familyOf(one);
    const concept = conceptOf(one.fact);
    const words = inWords.length === 0 ? undefined : `${family} ${labelOf(concept)}`;
    const own = `${family} ${keyOf(concept)}`;
    const key = isCoded(one) || words === undefined ? own : (byWords.get(words) ?? own);
    if (words !== undefined && !byWords.has(words)) byWords.set(words, key);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

/** What happened is as new as it happened; what is said of a person is as new as its document. */
const momentOf = ({ fact, source }: Said<GlanceSource>): Instant =>
  fact.kind === 'observation' || fact.kind === 'immunization' ? (startOf(fact) ?? source.serviceStart) : source.serviceStart;

function lineOf<Source extends GlanceSource>(group: readonly Said<Source>[]): GlanceLine<Source> {
  const sorted = group.toSorted((one, other) => momentOf(other) - momentOf(one) || other.source.serviceStart - one.source.serviceStart);
  const { source } = sorted[0]!;
  const fact = completed(
    sorted[0]!.fact,
    sorted.map((one) => one.fact),
  );
  const values = fact.kind === 'observation' ? valuesOf(fact, sorted) : [];
  const trend = trendOf(values);
  return {
    fact,
    sources: once([source, ...sorted.map((one) => one.source).toSorted((one, other) => other.serviceStart - one.serviceStart)]),
    values,
    ...(trend === undefined ? {} : { trend }),
    days: new Set(sorted.map((one) => Math.floor(momentOf(one) / 86_400_000))).size,
  };
}

/** What the newest word leaves out and an older one tells: reactions and gravity of an allergy, the dose of a treatment. Never what it contradicts. */
function completed(newest: ClinicalFact, all: readonly ClinicalFact[]): ClinicalFact {
  if (newest.kind === 'allergy') {
    const allergies = all.filter((one) => one.kind === 'allergy');
    const reactions = new Map(allergies.flatMap((one) => one.reactions).map((reaction) => [labelOf(reaction), reaction]));
    const grave = newest.criticality === undefined && allergies.some(({ criticality }) => criticality === 'high');
    return { ...newest, reactions: [...reactions.values()], ...(grave ? { criticality: 'high' } : {}) };
  }
  if (newest.kind !== 'medication' || newest.dose !== undefined) return newest;
  const dosed = all.find((one) => one.kind === 'medication' && one.dose !== undefined);
  if (dosed?.kind !== 'medication' || dosed.dose === undefined) return newest;
  return { ...newest, dose: dosed.dose, ...(dosed.every === undefined ? {} : { every: dosed.every }) };
}

/** One document is told once; so is the same file that came under two identifiers. */
function once<Source extends GlanceSource>(sources: readonly Source[]): readonly Source[] {
  const kept = new Map<string, Source>();
  for (const source of sources) if (!kept.has(source.sha1)) kept.set(source.sha1, source);
  return [...kept.values()];
}

const valuesMaximum = 12;
function valuesOf(last: ObservationFact, sorted: readonly Said<GlanceSource>[]): readonly GlanceValue[] {
  if (last.value.kind !== 'quantity') return [];
  const { unit } = last.value;
  const values = new Map<string, GlanceValue>();
  for (const one of sorted) {
    const at = momentOf(one);
    const { fact } = one;
    if (fact.kind !== 'observation' || fact.value.kind !== 'quantity' || fact.value.unit !== unit || fact.value.comparator !== undefined) continue;
    values.set(`${at} ${fact.value.value}`, { at, value: fact.value.value });
  }
  return [...values.values()].slice(0, valuesMaximum);
}

/** Less than a twentieth is no change. */
const steadyWithin = 0.05;
function trendOf([last, before]: readonly GlanceValue[]): Trend | undefined {
  if (last === undefined || before === undefined) return undefined;
  const change = last.value - before.value;
  if (Math.abs(change) <= Math.abs(before.value) * steadyWithin) return 'steady';
  return change > 0 ? 'up' : 'down';
}

const saidForDays = 365;
/** Not ended, and said within a year. What was given on the spot is no treatment one goes on with. */
function isCurrent(fact: Extract<ClinicalFact, { kind: 'medication' }>, source: GlanceSource, now: Instant): boolean {
  if (fact.use === 'administered') return false;
  const end = fact.time?.kind === 'period' ? fact.time.to : undefined;
  if (end !== undefined) return end.until > now;
  return Math.max(startOf(fact) ?? 0, source.serviceStart) > plusDays(now, -saidForDays);
}

export type Deviation = 'high' | 'low' | 'abnormal';
const deviations: Readonly<Record<string, Deviation>> = { H: 'high', HH: 'high', HU: 'high', L: 'low', LL: 'low', LU: 'low', A: 'abnormal', AA: 'abnormal' };
/** As the laboratory interprets it (HL7 ObservationInterpretation); without its word, by the bounds it gives in the same unit. */
export function deviationOf({ interpretation, value, ranges }: ObservationFact): Deviation | undefined {
  if (interpretation.length > 0) return interpretation.map(({ code }) => deviations[code]).find((one) => one !== undefined);
  if (value.kind !== 'quantity' || value.comparator !== undefined) return undefined;
  const [range] = ranges;
  const within = (bound: { readonly unit?: string } | undefined): boolean => bound !== undefined && (bound.unit === undefined || bound.unit === value.unit);
  if (within(range?.high) && value.value > range!.high!.value) return 'high';
  return within(range?.low) && value.value < range!.low!.value ? 'low' : undefined;
}

const isGrave = ({ fact }: GlanceLine<GlanceSource>): boolean => fact.kind === 'allergy' && fact.criticality === 'high';
/** What may kill first, then the newest. */
const inOrder = (one: GlanceLine<GlanceSource>, other: GlanceLine<GlanceSource>): number =>
  Number(isGrave(other)) - Number(isGrave(one)) ||
  momentOf({ fact: other.fact, source: other.sources[0]! }) - momentOf({ fact: one.fact, source: one.sources[0]! }) ||
  one.fact.place - other.fact.place;
