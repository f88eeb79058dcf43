// The record at a glance as the professional app shows it: domain values put into the contract's shape. Words are the documents' own.

import type { GlanceBlock, GlanceLine as ToldLine, RecordGlance } from '@carnet/contract';
import { type LabelLanguage, typeLabel } from '@carnet/contract/wording';
import {
  type ClinicalTime,
  type Concept,
  type GlanceLine,
  type ObservationFact,
  type WrittenTime,
  conceptOf,
  deviationOf,
  situationsOf,
  watchedClassOf,
  watchedIn,
} from '@carnet/domain/clinical';
import type { DocumentEntry } from '@carnet/domain/document';
import { type Result, ok, toIso } from '@carnet/domain/kernel';
import { type GlanceHead, glanceHeads } from '@carnet/domain/terminology';
import { readGlance } from '../../application/read-glance.ts';
import type { Ports } from '../../ports/index.ts';
import { authorName } from './present-document.ts';
import type { DossierCall } from './web-deps.ts';

/** Of one head: it is read at a glance; `total` says how many there are. */
const linesMaximum = 60;
const sourcesMaximum = 5;

type Line = GlanceLine<DocumentEntry>;

export async function showGlance(ports: Ports, { caller, dossier, language }: DossierCall): Promise<Result<RecordGlance>> {
  const read = await readGlance(ports, caller, dossier);
  if (!read.ok) return read;
  const { glance, papers, expected, read: count, heldBack, missing, more } = read.value;
  const block = (head: GlanceHead): GlanceBlock => {
    const { lines, former, none } = glance[head];
    return {
      lines: lines.slice(0, linesMaximum).map(presentLine),
      former: former.slice(0, linesMaximum).map(presentLine),
      total: lines.length + former.length,
      none: none.map(({ concept, whole, sources }) => ({ label: labelOf(concept), whole, said: saidBy(sources) })),
    };
  };
  return ok({
    heads: Object.fromEntries(glanceHeads.map((head) => [head, block(head)])) as RecordGlance['heads'],
    papers: papers.map((entry) => presentPaper(language, entry)),
    expected: expected.map(({ typeCode, by, newest }) => ({
      typeCode,
      typeLabel: typeLabel(language, typeCode),
      by,
      ...(newest === undefined ? {} : { newest: presentSource(newest) }),
    })),
    read: count,
    heldBack: heldBack.map(presentSource),
    missing,
    more,
  });
}

const presentPaper = (language: LabelLanguage, { logicalId, title, type, serviceStart }: DocumentEntry): RecordGlance['papers'][number] => ({
  id: logicalId,
  title,
  typeLabel: typeLabel(language, type.code),
  at: toIso(serviceStart),
});

export function presentSource({ logicalId, title, serviceStart, authors: [author] }: DocumentEntry): RecordGlance['heldBack'][number] {
  const name = author === undefined ? '' : authorName(author);
  return { id: logicalId, title, at: toIso(serviceStart), ...(name === '' ? {} : { author: name }) };
}
export const saidBy = (sources: readonly DocumentEntry[]): ToldLine['said'] => ({
  count: sources.length,
  sources: sources.slice(0, sourcesMaximum).map(presentSource),
});

/** As its author calls it: the display of their code, their words, the code itself. */
const labelOf = ({ codings: [first], text }: Concept): string => first?.display ?? text ?? first?.code ?? '';
const written = ({ at, precision }: WrittenTime): NonNullable<ToldLine['from']> => ({ at: toIso(at), precision });
function presentTime(time: ClinicalTime | undefined): Pick<ToldLine, 'from' | 'to'> {
  if (time === undefined) return {};
  if (time.kind === 'moment') return { from: written(time.at) };
  return { ...(time.from === undefined ? {} : { from: written(time.from) }), ...(time.to === undefined ? {} : { to: written(time.to) }) };
}

const presentLine = (line: Line): ToldLine => ({
  label: labelOf(conceptOf(line.fact)),
  counts: [...situationsOf(line.fact)],
  ...presentTime(line.fact.time),
  ...presentKind(line),
  said: saidBy(line.sources),
});

function presentKind({ fact, values, trend, days }: Line): Partial<ToldLine> {
  switch (fact.kind) {
    case 'allergy':
      return {
        ...(fact.clinicalStatus === undefined ? {} : { status: fact.clinicalStatus }),
        ...(fact.verification === 'unconfirmed' ? { unconfirmed: true } : {}),
        ...(fact.criticality === 'high' ? { grave: true } : {}),
        ...(fact.nature === 'intolerance' ? { intolerance: true } : {}),
        ...(fact.reactions.length === 0 ? {} : { reactions: fact.reactions.map(labelOf) }),
      };
    case 'condition':
      return {
        ...(fact.clinicalStatus === undefined ? {} : { status: fact.clinicalStatus }),
        ...(fact.verification === 'unconfirmed' ? { unconfirmed: true } : {}),
      };
    case 'medication': {
      const watched = watchedClassOf(fact);
      return {
        use: fact.use,
        ...(fact.dose === undefined ? {} : { dose: fact.dose }),
        ...(fact.every === undefined ? {} : { every: fact.every }),
        ...(fact.route === undefined ? {} : { route: labelOf(fact.route) }),
        ...(watched === undefined ? {} : { watch: { class: watched, in: [...watchedIn(watched)] } }),
      };
    }
    case 'immunization':
      return { days, ...(fact.lot === undefined ? {} : { lot: fact.lot }) };
    case 'observation':
      return {
        result: { ...presentResult(fact), values: values.map(({ at, value }) => ({ at: toIso(at), value })), ...(trend === undefined ? {} : { trend }) },
      };
    default:
      return {};
  }
}

function presentResult(fact: ObservationFact): Omit<NonNullable<ToldLine['result']>, 'values'> {
  const { value, status } = fact;
  const deviation = deviationOf(fact);
  const [range] = fact.ranges;
  return {
    ...(value.kind === 'quantity' ? { quantity: { value: value.value, ...(value.unit === undefined ? {} : { unit: value.unit }) } } : {}),
    ...(value.kind === 'quantity' && value.comparator !== undefined ? { comparator: value.comparator } : {}),
    ...textOf(value),
    ...(deviation === undefined ? {} : { deviation }),
    ...(range?.low === undefined ? {} : { low: range.low.value }),
    ...(range?.high === undefined ? {} : { high: range.high.value }),
    ...(status === 'preliminary' ? { preliminary: true } : {}),
  };
}

function textOf(value: ObservationFact['value']): { readonly text?: string } {
  switch (value.kind) {
    case 'range':
      return { text: `${value.low.value} – ${value.high.value} ${value.high.unit ?? ''}`.trim() };
    case 'concept':
      return { text: labelOf(value.concept) };
    case 'boolean':
      return { text: value.value ? '+' : '–' };
    case 'text':
      return { text: value.text };
    default:
      return {};
  }
}
