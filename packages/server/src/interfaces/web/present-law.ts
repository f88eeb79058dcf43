// The law as the steering app shows it: labels beside codes, days as days, who decided by name.

import type { MatrixInForce, MatrixPreview, MatrixSummary, PolicyChange, PolicySetting } from '@carnet/contract';
import { type LabelLanguage, classLabel, professionLabel, typeLabel } from '@carnet/contract/wording';
import { type CellCounts, type CellDifference, type Outcome, type PolicyEntry, countCells, policyTable } from '@carnet/domain/access';
import { toIso } from '@carnet/domain/kernel';
import { classOfType, documentTypes } from '@carnet/domain/terminology';
import type { MatrixPreview as Preview } from '../../application/load-matrix.ts';
import type { MatrixOfDay, PolicyOutcomes } from '../../application/read-law.ts';
import type { Decided, MatrixDecision } from '../../ports/index.ts';

const presentCounts = ({ cells, open, sourced }: CellCounts): MatrixSummary['counts'] => ({ cells, open, sourced, prudent: cells - sourced });
const presentDecided = ({ name, at, reason }: Decided): NonNullable<MatrixSummary['loaded']> => ({ by: name, at: toIso(at), reason });

export const presentMatrix = ({ decision, state, until, endedBy }: Outcome<MatrixDecision>): MatrixSummary => ({
  id: decision.id,
  from: decision.from,
  ...(until === undefined ? {} : { until }),
  source: decision.source,
  state,
  counts: presentCounts(decision.counts),
  loadedAt: toIso(decision.decidedAt),
  ...(decision.decided === undefined ? {} : { loaded: presentDecided(decision.decided) }),
  ...(endedBy?.withdrawn === true && endedBy.decided !== undefined ? { withdrawn: presentDecided(endedBy.decided) } : {}),
});

const labelled = (code: string, label: string): { readonly code: string; readonly label: string } => ({ code, label });
const presentType = (code: string, language: LabelLanguage): MatrixInForce['types'][number] => ({
  ...labelled(code, typeLabel(language, code)),
  class: labelled(classOfType(code) ?? '', classLabel(language, code)),
});

export function presentMatrixOfDay({ day, today, decided, matrix }: MatrixOfDay, language: LabelLanguage): MatrixInForce {
  if (decided === undefined || matrix === undefined) return { day, today, professions: [], types: [], cells: [] };
  const professions = [...matrix.cells.keys()].toSorted();
  const types = Object.keys(documentTypes);
  const { id, from, until, source, counts } = presentMatrix(decided);
  return {
    day,
    today,
    matrix: { id, from, ...(until === undefined ? {} : { until }), source, counts },
    professions: professions.map((code) => labelled(code, professionLabel(language, code))),
    types: types.map((code) => presentType(code, language)),
    // A type learnt since that matrix has no cell: closed, and nobody's text says so.
    cells: professions.map((profession) => types.map((type) => matrix.cells.get(profession)?.get(type) ?? { allowed: false, origin: 'prudent' })),
  };
}

export function presentPreview({ from, earliestFrom, matrix, against, replaces, differences }: Preview, language: LabelLanguage): MatrixPreview {
  const cellsOf = (change: CellDifference['change']): readonly CellDifference[] => differences.filter((one) => one.change === change);
  const cell = ({ profession, type }: CellDifference): MatrixPreview['opened'][number] => ({
    profession: labelled(profession, professionLabel(language, profession)),
    type: labelled(type, typeLabel(language, type)),
  });
  return {
    from,
    fileFrom: matrix.from,
    earliestFrom,
    source: matrix.source,
    counts: presentCounts(countCells(matrix.cells)),
    ...(against === undefined ? {} : { against: { from: against.from, source: against.source } }),
    ...(replaces === undefined
      ? {}
      : { replaces: { source: replaces.source, ...(replaces.decided === undefined ? {} : { loaded: presentDecided(replaces.decided) }) } }),
    opened: cellsOf('opened').map(cell),
    closed: cellsOf('closed').map(cell),
    originChanged: cellsOf('origin').map((one) => ({ ...cell(one), origin: one.after?.origin ?? 'prudent' })),
  };
}

const presentChange = ({ decision: { from, value, decided }, state }: PolicyOutcomes['changes'][number]): PolicyChange => ({
  from,
  ...(value === undefined ? {} : { value }),
  state,
  decided: presentDecided(decided),
});

export function presentPolicy({ key, value, since, earliestFrom, changes }: PolicyOutcomes): PolicySetting {
  const entry: PolicyEntry = policyTable[key];
  const shared = {
    key,
    value,
    ...(since === undefined ? {} : { since }),
    earliestFrom,
    changeable: entry.changeable,
    applied: entry.awaited !== true,
    source: entry.source,
  };
  const decided = changes.map(presentChange).toReversed();
  switch (entry.type) {
    case 'integer': {
      const { type, unit, minimum, maximum, default: otherwise } = entry;
      return { ...shared, changes: decided, type, unit, minimum, maximum, default: otherwise };
    }
    case 'boolean':
      return { ...shared, changes: decided, type: entry.type, default: entry.default };
    case 'choice':
      return { ...shared, changes: decided, type: entry.type, choices: [...entry.choices], default: entry.default };
  }
}
