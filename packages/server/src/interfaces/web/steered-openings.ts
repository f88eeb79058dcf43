// Openings, under /api/pilotage: where they are, the letters to print, and an opposition that came on paper or at a counter.

import { type SteeredOpenings, letterRunSchema, recordOppositionSchema } from '@carnet/contract';
import { type InsOid, parseIns } from '@carnet/domain/identity';
import { type Result, ok, parseCivilDate, parseInstant, refuse, toIso } from '@carnet/domain/kernel';
import type { FastifyInstance } from 'fastify';
import { type Openings, exportLetters, readOpenings } from '../../application/read-openings.ts';
import { recordOpposition } from '../../application/record-opposition.ts';
import type { Information } from '../../ports/index.ts';
import { FileAnswer } from './answer.ts';
import { csvCell } from './csv-cell.ts';
import type { Calls } from './door.ts';
import { parseInput } from './parse-input.ts';
import type { Call, WebDeps } from './web-deps.ts';

const jsonMaximumBytes = 16 * 1024;

export function openingRoutes(app: FastifyInstance, { ports, insOids, publicUrl }: WebDeps, { call }: Calls): void {
  app.get(
    '/openings',
    call(async ({ caller }) => {
      const read = await readOpenings(ports, caller);
      return read.ok ? ok(presentOpenings(read.value)) : read;
    }),
  );
  app.post(
    '/openings/letters',
    call(async ({ caller }) => {
      const printed = await exportLetters(ports, caller, undefined);
      return printed.ok ? ok({ at: toIso(printed.value.at), count: printed.value.letters.length }) : printed;
    }),
  );
  app.get(
    '/openings/letters.csv',
    call(async ({ caller }, { query }) => {
      const input = parseInput(letterRunSchema, query);
      if (!input.ok) return input;
      const run = parseInstant(input.value.run, 'run');
      if (!run.ok) return refuse('PARAMETRE_INVALIDE', run.findings);
      const printed = await exportLetters(ports, caller, run.value);
      if (!printed.ok) return printed;
      const file = lettersCsv(printed.value.letters, publicUrl);
      return ok(new FileAnswer(Buffer.from(`\uFEFF${file}`, 'utf8'), 'text/csv', `lettres-ouverture-${toIso(run.value).slice(0, 10)}.csv`));
    }),
  );
  app.post(
    '/openings/oppositions',
    { bodyLimit: jsonMaximumBytes },
    call((current, { body }) => oppose({ ports, insOids }, current, body)),
  );
}

async function oppose(
  { ports, insOids }: { readonly ports: WebDeps['ports']; readonly insOids: readonly InsOid[] },
  { caller }: Call,
  body: unknown,
): Promise<Result<unknown>> {
  const input = parseInput(recordOppositionSchema, body);
  if (!input.ok) return input;
  const { matricule, familyName, firstName, birthDate, means, proof } = input.value;
  const read = insOids.map((oid) => parseIns(matricule, oid, 'matricule'));
  const candidates = read.flatMap((one) => (one.ok ? [one.value] : []));
  const [first] = read;
  if (candidates.length === 0 && first !== undefined && !first.ok) return refuse('PARAMETRE_INVALIDE', first.findings);
  const date = parseCivilDate(birthDate, 'birthDate');
  if (!date.ok) return refuse('PARAMETRE_INVALIDE', date.findings);
  const said = await recordOpposition(ports, caller, { candidates, traits: { familyName, firstName, birthDate: date.value } }, { means, proof });
  if (!said.ok) return said;
  return ok(said.value.kind === 'opened' ? { state: 'opened' } : { state: 'recorded', at: toIso(said.value.at) });
}

const presentOpenings = ({ today, regime, weeks, counts, runs }: Openings): SteeredOpenings => ({
  today,
  regime,
  weeks,
  ...counts,
  coming: [...counts.coming],
  runs: runs.map(({ at, count }) => ({ at: toIso(at), count })),
});

const columns = [
  'destinataire',
  'concerne',
  'adresse_1',
  'adresse_2',
  'adresse_3',
  'code_postal',
  'ville',
  'code_opposition',
  'lien_opposition',
  'ouverture_le',
];
function lettersCsv(letters: readonly Information[], publicUrl: string): string {
  const rows = letters.map(({ to, toName, aboutName, code, opensOn }) => {
    const { lines, postalCode = '', city = '' } = to.channel === 'letter' ? to.address : { lines: [] };
    const written = code.replace(/(.{4})(?=.)/g, '$1-');
    return [toName, aboutName ?? toName, lines[0] ?? '', lines[1] ?? '', lines[2] ?? '', postalCode, city, written, `${publicUrl}/opposition`, opensOn];
  });
  return [columns, ...rows].map((row) => row.map(csvCell).join(';')).join('\r\n');
}
