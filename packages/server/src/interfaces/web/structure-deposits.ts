// A structure's deposits at the professional door: a page of the list, or all of it for a spreadsheet. A refusal is worded from its code, as the answer
// was then: nothing is looked up anew.

import { type Deposits, depositsFileQuerySchema, depositsQuerySchema } from '@carnet/contract';
import { type LabelLanguage, depositOutcomes, depositsFileColumns, depositsFileName, findingSentence, refusalWording } from '@carnet/contract/wording';
import { type Result, civilDateInParis, instantOf, ok, parseCivilDate, refuse, startOfDayInParis, toIso } from '@carnet/domain/kernel';
import type { FastifyInstance } from 'fastify';
import { type DepositsAsked, type ListedDeposit, type ListedDeposits, listDeposits } from '../../application/list-deposits.ts';
import type { Ports } from '../../ports/index.ts';
import { FileAnswer } from './answer.ts';
import { csvCell } from './csv-cell.ts';
import type { Calls, Limiting } from './door.ts';
import { parseInput } from './parse-input.ts';
import type { Call, WebDeps } from './web-deps.ts';

const pageSize = 50;
/** A page of the file, and its longest. */
const fileStep = 500;
const fileMaximum = 10_000;
const hourMs = 3_600_000;

export function depositListRoutes(app: FastifyInstance, { ports }: WebDeps, { call }: Calls, limit: Limiting): void {
  app.get(
    '/deposits',
    limit,
    call((current, { query }) => showDeposits(ports, current, query)),
  );
  app.get(
    '/deposits/csv',
    limit,
    call((current, { query }) => downloadDeposits(ports, current, query)),
  );
}

async function showDeposits(ports: Ports, { caller, language }: Call, query: unknown): Promise<Result<Deposits>> {
  const input = parseInput(depositsQuerySchema, query);
  if (!input.ok) return input;
  const { limit = pageSize, cursor, ...filters } = input.value;
  const asked = askedOf(filters);
  if (!asked.ok) return asked;
  const listed = await listDeposits(ports, caller, { ...asked.value, limit, ...(cursor === undefined ? {} : { cursor }) });
  if (!listed.ok) return listed;
  const { rows, nextCursor, counts, keptDays } = listed.value;
  return ok({
    lines: rows.map((row) => present(row, language)),
    ...(nextCursor === undefined ? {} : { nextCursor }),
    ...(counts === undefined ? {} : { counts: presentCounts(counts, language) }),
    keptDays,
  });
}

type Filters = Pick<DepositsAsked, 'outcome' | 'code'> & { readonly from?: string | undefined; readonly until?: string | undefined };

function askedOf({ from, until, outcome, code }: { readonly [Key in keyof Filters]: Filters[Key] | undefined }): Result<Omit<DepositsAsked, 'limit'>> {
  const since = from === undefined ? undefined : parseCivilDate(from, 'from');
  const last = until === undefined ? undefined : parseCivilDate(until, 'until');
  const findings = [since, last].flatMap((day) => (day?.ok === false ? day.findings : []));
  if (findings.length > 0) return refuse('PARAMETRE_INVALIDE', findings);
  return ok({
    ...(outcome === undefined ? {} : { outcome }),
    ...(code === undefined ? {} : { code }),
    ...(since?.ok === true ? { since: startOfDayInParis(since.value) } : {}),
    // Its last hour is over within twenty-five: clocks change once.
    ...(last?.ok === true ? { until: startOfDayInParis(civilDateInParis(instantOf(startOfDayInParis(last.value) + 30 * hourMs))) } : {}),
  });
}

type Line = Deposits['lines'][number];

function present(row: ListedDeposit, language: LabelLanguage): Line {
  const { id, at, outcome, door, by } = row;
  const numbers = row.outcome === 'refused' ? row.sent?.numbers : row.number === undefined ? undefined : { documents: [row.number] };
  return {
    id,
    at: toIso(at),
    outcome,
    door,
    ...(by === undefined
      ? {}
      : {
          by: {
            id: by.id,
            byCertificate: by.kind === 'structure',
            ...(by.name === undefined || by.kind === 'structure' ? {} : { name: by.name }),
            ...(by.software === undefined ? {} : { software: by.software }),
          },
        }),
    ...(numbers === undefined ? {} : { numbers: { ...(numbers.set === undefined ? {} : { set: numbers.set }), documents: [...numbers.documents] } }),
    ...(row.outcome === 'refused' ? { refusal: presentRefusal(row, language) } : {}),
  };
}

function presentRefusal(
  { code, faults, times, lastAt }: Extract<ListedDeposit, { outcome: 'refused' }>,
  language: LabelLanguage,
): NonNullable<Line['refusal']> {
  const { title, why, remedy } = refusalWording[code];
  return {
    code,
    title: title[language],
    why: why[language],
    remedy: remedy[language],
    findings: faults.map(({ rule, field }) => ({ rule, text: findingSentence(rule, language), ...(field === undefined ? {} : { field }) })),
    times,
    lastAt: toIso(lastAt),
  };
}

const presentCounts = ({ taken, refused }: NonNullable<ListedDeposits['counts']>, language: LabelLanguage): NonNullable<Deposits['counts']> => ({
  taken,
  refused: refused.reduce((sum, { times }) => sum + times, 0),
  reasons: refused.map(({ code, times }) => ({ code, title: refusalWording[code].title[language], times })),
});

/** A page at a time, each traced as the list is: what a file holds was read. */
async function downloadDeposits(ports: Ports, { caller, language }: Call, query: unknown): Promise<Result<FileAnswer>> {
  const input = parseInput(depositsFileQuerySchema, query);
  if (!input.ok) return input;
  const asked = askedOf(input.value);
  if (!asked.ok) return asked;
  const rows: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listDeposits(ports, caller, { ...asked.value, limit: fileStep, ...(cursor === undefined ? {} : { cursor }) });
    if (!page.ok) return page;
    rows.push(...page.value.rows.map((row) => cellsOf(present(row, language), language).map(csvCell).join(';')));
    cursor = page.value.nextCursor;
  } while (cursor !== undefined && rows.length < fileMaximum);
  // Spreadsheets read UTF-8 by its mark.
  const text = `\uFEFF${[depositsFileColumns[language].join(';'), ...rows, ''].join('\r\n')}`;
  return ok(new FileAnswer(Buffer.from(text, 'utf8'), 'text/csv', depositsFileName(language, civilDateInParis(ports.clock.now()))));
}

const cellsOf = ({ at, outcome, door, by, numbers, refusal }: Line, language: LabelLanguage): readonly string[] => [
  at,
  depositOutcomes[language][outcome],
  door,
  String(refusal?.times ?? 1),
  refusal?.lastAt ?? at,
  refusal?.code ?? '',
  refusal?.title ?? '',
  refusal?.remedy ?? '',
  refusal?.findings.map(({ text, field }) => (field === undefined ? text : `${text} (${field})`)).join(' ') ?? '',
  numbers?.set ?? '',
  numbers?.documents.join(' ') ?? '',
  by?.name ?? '',
  by?.id ?? '',
  by?.software ?? '',
];
