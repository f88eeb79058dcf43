// Nothing ties what the insurance reimburses to having a record, or to what somebody does with it (features A080, L.1111-14 CSP): no route asks it, no
// field of the contract or of the feed says it, no column holds it. That the insurer is answered the same of everybody, with a record or without,
// is held in tests/database/feed.test.ts.

import { parseFeedRecord } from '@carnet/codecs/feed';
import * as contract from '@carnet/contract';
import type { CivilDate } from '@carnet/domain/kernel';
import { lineNatures } from '@carnet/domain/reimbursement';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { newIns } from '../support/records.ts';
import { careLine } from '../support/feed-lines.ts';
import { routeTable } from '../refusal/route-table.ts';

/** Money, rates, rights to be paid: in French and in English, as a name would hold them. */
const money =
  /amount|price|tariff|\bfee\b|payment|payer|paid|copay|coverage|entitle|rate(?!_|limit)\b|montant|tarif|taux|prix|prise.?en.?charge|ticket.?mod|franchise|solde/i;
const reimbursement = /reimburs|rembours/i;
const named = (names: Iterable<string>, pattern: RegExp): readonly string[] => [...new Set(names)].filter((name) => pattern.test(name)).toSorted();

/** What zod keeps of a schema: its own kind, and the schemas it is made of. */
interface Definition {
  readonly type?: string;
  readonly shape?: Readonly<Record<string, unknown>>;
}
const definitionOf = (value: unknown): Definition | undefined =>
  typeof value === 'object' && value !== null && 'def' in value ? (value.def as Definition) : undefined;
function* fieldsOf(value: unknown, seen: Set<unknown>): Generator<string> {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  const definition = definitionOf(value);
  if (definition?.shape !== undefined) yield* Object.keys(definition.shape);
  for (const inner of Object.values(definition ?? value)) yield* fieldsOf(inner, seen);
}
const fields = (): readonly string[] => {
  const seen = new Set<unknown>();
  return Object.values(contract).flatMap((one) => (definitionOf(one) === undefined ? [] : [...fieldsOf(one, seen)]));
};

test('no route of the server is about money, or about being reimbursed', () => {
  const routes = Object.keys(routeTable);
  expect(routes.length).toBeGreaterThan(100);
  expect(named(routes, money)).toEqual([]);
  expect(named(routes, reimbursement)).toEqual([]);
});

test('the contract names reimbursements once: the switch that hides them', () => {
  const all = fields();
  expect(all.length).toBeGreaterThan(500);
  expect(named(all, money)).toEqual([]);
  expect(named(all, reimbursement)).toEqual(['masksReimbursements']);
});

test('the database holds the lines and the document made of them, and nothing of what is owed for them', () => {
  const schema = readFileSync(resolve(import.meta.dirname, '../../packages/server/src/storage/postgres/schema.sql'), 'utf8');
  const tables = [...schema.matchAll(/^CREATE TABLE (\w+) \(\n([\s\S]*?)\n\)/gm)].map(([, table, body]) => ({
    table: table!,
    columns: body!.split('\n').flatMap((line) => /^ {2}([a-z_0-9]+) /.exec(line)?.[1] ?? []),
  }));
  expect(tables.length).toBeGreaterThan(60);
  expect(
    named(
      tables.flatMap(({ columns }) => columns),
      money,
    ),
  ).toEqual([]);
  expect(
    named(
      tables.flatMap(({ columns }) => columns),
      reimbursement,
    ),
  ).toEqual(['masks_reimbursements']);
  expect(Object.fromEntries(tables.filter(({ table }) => reimbursement.test(table)).map(({ table, columns }) => [table, columns]))).toEqual({
    reimbursement_document: expect.any(Array),
    reimbursement_month: ['dossier_id', 'month', 'oldest', 'sealed'],
  });
});

test.each(lineNatures)('a line of %s that says an amount, a rate or a condition is refused by the name of the field', (nature) => {
  const line = careLine(newIns(), 'a', '2026-05-04', nature);
  expect(parseFeedRecord(JSON.stringify(line), '2026-11-20' as CivilDate).ok).toBe(true);
  for (const field of ['montant', 'taux', 'base', 'priseEnCharge', 'dossierOuvert', 'rembourse']) {
    const read = parseFeedRecord(JSON.stringify({ ...line, [field]: 1 }), '2026-11-20' as CivilDate);
    expect(read).toMatchObject({ ok: false, findings: [{ field, rule: 'CHAMP_INCONNU' }] });
  }
});
