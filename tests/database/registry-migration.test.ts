// Links kept before folders and updates were: between versions of metadata then, between documents now. Migrated, they hold between the same documents.

import { migrate } from '@carnet/server/storage/postgres/migrate';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { emptyDatabase } from '../support/database.ts';

const migrations = path.resolve(import.meta.dirname, '../../packages/server/src/storage/postgres/migrations');
const { url, drop } = await emptyDatabase();
const before = mkdtempSync(path.join(os.tmpdir(), 'carnet-migrations-'));
const owner = new pg.Client({ connectionString: url });
afterAll(async () => {
  await owner.end();
  rmSync(before, { recursive: true });
  await drop();
});

test('a link to a version becomes a link to its document; a set’s member is one it brought', async () => {
  for (const name of readdirSync(migrations)) if (name < '0020') cpSync(path.join(migrations, name), path.join(before, name));
  await migrate(url, before);
  await owner.connect();
  const [dossier, set, first, last] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const version = async (logical: string, number: number, current: boolean): Promise<string> => {
    const uuid = randomUUID();
    await owner.query(`INSERT INTO document_entry SELECT r.* FROM jsonb_populate_record(NULL::document_entry, $1) r`, [
      {
        dossier_id: dossier,
        entry_uuid: uuid,
        logical_id: logical,
        version: number,
        is_current: current,
        status: 'Approved',
        type_code: '11488-4',
        class_code: '10',
        format_code: 'x',
        mime_type: 'text/xml',
        masque_ps: false,
        invisible_patient: false,
        invisible_representants: false,
        depositor: 'professionnel',
        author_ids: [],
        author_structures: [],
        creation_time: '2026-01-01',
        service_start: '2026-01-01',
        deposited_at: '2026-01-01',
        changed_at: '2026-01-01',
        submission_set_id: set,
        unique_id: logical,
        blob_address: `\\x${'00'.repeat(32)}`,
        size: 1,
        sealed: '\\x00',
      },
    ]);
    return uuid;
  };
  const [old, masked] = [await version(first, 1, false), await version(first, 2, false)];
  await version(first, 3, true);
  const replacing = await version(last, 1, true);
  for (const [kind, source, target] of [
    ['HasMember', set, old],
    ['HasMember', set, replacing],
    ['RPLC', replacing, masked],
  ])
    await owner.query('INSERT INTO association (dossier_id, id, kind, source, target) VALUES ($1, gen_random_uuid(), $2, $3, $4)', [
      dossier,
      kind,
      source,
      target,
    ]);
  expect(await migrate(url)).toContain('0020-registry.sql');
  const { rows } = await owner.query('SELECT kind, source, target, membership FROM association WHERE dossier_id = $1 ORDER BY kind, target', [dossier]);
  expect(rows).toEqual([
    ...[first, last].toSorted().map((target) => ({ kind: 'HasMember', source: set, target, membership: 'Original' })),
    { kind: 'RPLC', source: last, target: first, membership: null },
  ]);
});
