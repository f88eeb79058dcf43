// Days of accesses at the reviewer's door: the list, one day with its reasons, the conclusion, and a structure's month as a file.

import { type WatchedDay, type WatchedDays, concludeDaySchema, dayOfSchema, daysQuerySchema } from '@carnet/contract';
import { type LabelLanguage, professionLabel, signalSentence } from '@carnet/contract/wording';
import { type CivilDate, type Result, ok, toIso } from '@carnet/domain/kernel';
import type { FastifyInstance } from 'fastify';
import { type DaysQuery, type EvidenceLine, type NamedDay, concludeDay, listDays, readDay } from '../../application/review-days.ts';
import { FileAnswer } from './answer.ts';
import { csvCell } from './csv-cell.ts';
import type { Calls } from './door.ts';
import { parseInput } from './parse-input.ts';
import type { WebDeps } from './web-deps.ts';

const jsonMaximumBytes = 16 * 1024;

export function dayRoutes(app: FastifyInstance, { ports }: WebDeps, { call }: Calls): void {
  app.get(
    '/days',
    call(async ({ caller, language }, { query }) => {
      const asked = queryOf(query);
      if (!asked.ok) return asked;
      const days = await listDays(ports, caller, asked.value);
      return days.ok ? ok<WatchedDays>({ days: days.value.map((day) => presentDay(day, language)) }) : days;
    }),
  );
  app.get(
    '/days.csv',
    call(async ({ caller, language }, { query }) => {
      const asked = queryOf(query);
      if (!asked.ok) return asked;
      const { reviewed: _both, ...where } = asked.value;
      const days = await listDays(ports, caller, where);
      if (!days.ok) return days;
      const file = writeCsv(days.value, language);
      return ok(new FileAnswer(Buffer.from(`\uFEFF${file}`, 'utf8'), 'text/csv', `revue-des-acces-${asked.value.month ?? 'tout'}.csv`));
    }),
  );
  app.get(
    '/days/one',
    call(async ({ caller, language }, { query }) => {
      const input = parseInput(dayOfSchema, query);
      if (!input.ok) return input;
      const day = await readDay(ports, caller, { ...input.value, day: input.value.day as CivilDate });
      return day.ok ? ok(presentDay(day.value, language, day.value.evidence)) : day;
    }),
  );
  app.post(
    '/days/conclude',
    { bodyLimit: jsonMaximumBytes },
    call(async ({ caller }, { body }) => {
      const input = parseInput(concludeDaySchema, body);
      if (!input.ok) return input;
      const { kind, id, day, ...conclusion } = input.value;
      return concludeDay(ports, caller, { kind, id, day: day as CivilDate }, conclusion);
    }),
  );
}

function queryOf(query: unknown): Result<DaysQuery> {
  const input = parseInput(daysQuerySchema, query);
  if (!input.ok) return input;
  const { reviewed, structure, month } = input.value;
  return ok({ reviewed: reviewed === 'true', ...(structure === undefined ? {} : { structure }), ...(month === undefined ? {} : { month }) });
}

function presentDay(day: NamedDay, language: LabelLanguage, evidence?: readonly EvidenceLine[]): WatchedDay {
  const { kind, id, day: date, name, profession, structureName, records, score, signals, reviewed, reviewedByName } = day;
  return {
    kind,
    id,
    day: date,
    name,
    ...(profession === undefined ? {} : { professionLabel: professionLabel(language, profession) }),
    ...(structureName === undefined ? {} : { structureName }),
    records,
    score,
    signals: signals.map((signal) => ({ ...signal, text: signalSentence(signal.code, signal.value, signal.limit)[language] })),
    ...(reviewed === undefined ? {} : { reviewed: { ...reviewed, at: toIso(reviewed.at), by: reviewedByName ?? reviewed.by } }),
    ...(evidence === undefined ? {} : { evidence: evidence.map((line) => ({ ...line, firstAt: toIso(line.firstAt) })) }),
  };
}

function writeCsv(days: readonly NamedDay[], language: LabelLanguage): string {
  const rows = days.map((day) => {
    const { day: date, id, name, professionLabel: profession = '', structureName = '', records, score, signals, reviewed } = presentDay(day, language);
    const why = signals.map(({ text }) => text).join(' ');
    return [date, id, name, profession, structureName, String(records), String(score), why, reviewed?.conclusion ?? '', reviewed?.by ?? '']
      .map(csvCell)
      .join(';');
  });
  return [['jour', 'identifiant', 'nom', 'profession', 'structure', 'dossiers', 'note', 'raisons', 'conclusion', 'par'].join(';'), ...rows, ''].join('\r\n');
}
