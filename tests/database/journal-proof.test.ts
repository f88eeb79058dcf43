// The journal proves itself: whatever is altered, removed or added, in a line, a chain, a seal or the whole database, is named. What is done
// to it here is done as the owner of the database, who may do anything; the server's own role may do none of it.

import { type Chained, type Trace, chainInput } from '@carnet/domain/audit';
import { instantOf, millisecondsPerDay } from '@carnet/domain/kernel';
import { type SealingDeps, sealJournal } from '@carnet/server/jobs/seal-journal';
import { readSealKey } from '@carnet/server/seal-key';
import { postgresSeals } from '@carnet/server/storage/postgres/seal-store';
import { type NewDossier, openStorage } from '@carnet/server/storage/index';
import { type ProofFinding, proofSentences } from '@carnet/contract/wording';
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Verified, verifyIn } from '../../tools/journal/verify.ts';
import { type FreshDatabase, copyOf, freshDatabase, testMasterKey } from '../support/database.ts';
import { doctor, newDossier, noon } from '../support/records.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'carnet-seals-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const keyFile = path.join(folder, 'seal.key');
const key = readSealKey(keyFile, true);

interface World {
  readonly database: FreshDatabase;
  readonly owner: pg.Client;
  readonly copies: string;
  readonly alice: NewDossier;
  readonly bob: NewDossier;
}
let world: World;
let now = noon;

const traceOn = (dossier: NewDossier, minute: number): Trace => ({
  at: instantOf(now + minute * 60_000),
  action: 'list-documents',
  outcome: 'granted',
  mode: 'normal',
  dossier: dossier.id,
  actorKind: 'professionnel',
  actorId: doctor('001').id,
  profession: '10',
  door: 'fhir',
  actorName: 'Dr X',
  authentication: 'DIRECTE',
  requestId: `request-${minute}`,
});
const append = (dossier: NewDossier, count: number): Promise<void> =>
  world.database.storage.transactions.run(async (tx) => {
    for (let minute = 0; minute < count; minute++) await tx.traces.append(traceOn(dossier, minute));
  });
const sealing = (): SealingDeps => ({ seals: postgresSeals(world.database.storage.pool), key, directory: world.copies, clock: { now: () => now } });
const seal = (): Promise<void> => sealJournal(sealing());
const nextDay = (): void => {
  now = instantOf(now + millisecondsPerDay);
};
/** Within one transaction that is given up: what `harm` does there is seen by the verifier, and by nobody after it. */
async function verify(harm: (owner: pg.Client) => Promise<unknown> = async () => undefined, copies: string | undefined = world.copies): Promise<Verified> {
  const { owner } = world;
  await owner.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  try {
    await harm(owner);
    return await verifyIn(owner, { publicKeys: [key.publicKey], copies }, () => undefined);
  } finally {
    await owner.query('ROLLBACK');
  }
}
const findings = async (...given: Parameters<typeof verify>): Promise<readonly ProofFinding[]> => (await verify(...given)).findings;
const withoutCopies = async (harm: (owner: pg.Client) => Promise<unknown>): Promise<readonly ProofFinding[]> => {
  const { findings: found } = await verify(harm, path.join(folder, 'none'));
  return found.filter(({ code }) => code !== 'COPIES_ABSENTES');
};

/** Two records, two sealed days, then lines of today that no seal covers. */
async function freshWorld(): Promise<void> {
  now = noon;
  const database = await freshDatabase();
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  world = { database, owner, copies: mkdtempSync(path.join(folder, 'copies-')), alice: newDossier(), bob: newDossier() };
  for (const dossier of [world.alice, world.bob]) await database.storage.registry.openDossier(dossier);
  for (let day = 0; day < 2; day++) {
    await append(world.alice, 5);
    await append(world.bob, 2);
    nextDay();
    await seal();
  }
  await append(world.alice, 3);
  opened.push(world);
}
const opened: World[] = [];
beforeAll(freshWorld);
afterAll(async () => {
  for (const { owner, database } of opened) {
    await owner.end();
    await database.close();
  }
});

test('a journal nobody touched holds, and says how far it is sealed', async () => {
  const { findings: none, lines, chains, seals, last } = await verify();
  expect(none).toEqual([]);
  expect({ lines, chains, seals, through: last?.through }).toEqual({ lines: 17, chains: 2, seals: 2, through: '2026-11-21' });
});

test('the role of the server can neither change nor remove a line, nor what proves it', async () => {
  const { rows } = await world.owner.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relname LIKE 'trace%' AND c.relkind IN ('r', 'p')`,
  );
  const tables = rows.map(({ name }) => name).filter((name) => name !== 'trace_head');
  expect(tables).toEqual(expect.arrayContaining(['trace', 'trace_2026_11', 'trace_seal', 'trace_seal_head']));
  const asServer = world.database.storage.pool;
  expect((await asServer.query<{ role: string }>('SELECT current_user AS role')).rows[0]!.role).toBe('carnet_server');
  for (const table of tables) {
    const column = table === 'trace_seal' ? 'number' : 'sequence';
    for (const statement of [
      `UPDATE ${table} SET ${column} = ${column}`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table}`,
      `DROP TABLE ${table}`,
      `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
    ])
      await expect(asServer.query(statement), statement).rejects.toThrow(/permission denied|must be owner/);
  }
  for (const statement of ['DELETE FROM trace_head', 'TRUNCATE trace_head', 'ALTER TABLE trace DETACH PARTITION trace_2026_11', 'CREATE TABLE another (x int)'])
    await expect(asServer.query(statement), statement).rejects.toThrow(/permission denied|must be owner/);
});

const columns = [
  `at = at + interval '1 microsecond'`,
  `at = at + interval '1 second'`,
  `id = gen_random_uuid()`,
  `action = 'read-document'`,
  `outcome = 'refused', rule = 'PS_BLOQUE'`,
  `mode = 'bris_de_glace'`,
  `logical_id = gen_random_uuid()`,
  `type_code = 'REMB'`,
  `actor_kind = 'titulaire'`,
  `actor_id = '8999'`,
  `profession = NULL`,
  `structure_id = '1750000018'`,
  `door = 'patient'`,
  `sealed = sealed || '\\x00'::bytea`,
  `secret = true`,
  `authentication = 'INDIRECTE_RENFORCEE'`,
  `authentication = NULL`,
  `request_id = NULL`,
  `previous_hash = hash`,
  `hash = previous_hash`,
];
test.each(columns)('a line altered (%s) is named', async (change) => {
  const harm = (owner: pg.Client) => owner.query(`UPDATE trace SET ${change} WHERE dossier_id = $1 AND sequence = 7`, [world.alice.id]);
  expect(await findings(harm)).toEqual([expect.objectContaining({ code: 'LIGNE_MODIFIEE', chain: world.alice.id, sequence: 7 })]);
});
test('no column is left out of what a link covers', async () => {
  const { rows } = await world.owner.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = 'trace'::regclass AND attnum > 0 AND NOT attisdropped`,
  );
  // Moved to another chain or place, a line is missing there and added here.
  const tried = [...columns.map((change) => change.split(' ')[0]), 'rule', 'dossier_id', 'sequence'];
  expect(rows.map(({ name }) => name).filter((name) => !tried.includes(name))).toEqual([]);
});

test.each([
  ['in the middle', 4, { sequence: 4 }],
  ['the first', 1, { sequence: 1 }],
  ['the last, not sealed yet', 13, { sequence: 13 }],
] as const)('a line removed, %s, is named', async (_which, sequence, named) => {
  const harm = (owner: pg.Client) => owner.query('DELETE FROM trace WHERE dossier_id = $1 AND sequence = $2', [world.alice.id, sequence]);
  expect(await findings(harm)).toEqual([expect.objectContaining({ code: 'LIGNES_MANQUANTES', chain: world.alice.id, ...named })]);
});
test('the last lines removed with the end of the chain put back: the seal names them', async () => {
  const harm = async (owner: pg.Client): Promise<void> => {
    await owner.query('DELETE FROM trace WHERE dossier_id = $1 AND sequence > 3', [world.bob.id]);
    await owner.query(
      `UPDATE trace_head SET sequence = 3, (previous_hash, hash) = (SELECT previous_hash, hash FROM trace WHERE dossier_id = $1 AND sequence = 3) WHERE dossier_id = $1`,
      [world.bob.id],
    );
  };
  expect(await findings(harm)).toEqual([{ code: 'LIGNES_MANQUANTES', chain: world.bob.id, sequence: 4, seal: 2 }]);
});
test('a whole chain removed is named', async () => {
  const harm = async (owner: pg.Client): Promise<void> => {
    for (const table of ['trace', 'trace_head']) await owner.query(`DELETE FROM ${table} WHERE dossier_id = $1`, [world.bob.id]);
  };
  expect(await findings(harm)).toEqual([{ code: 'LIGNES_MANQUANTES', chain: world.bob.id, sequence: 1, upTo: 4, seal: 2 }]);
});
test('a month taken away is named in every chain', async () => {
  const found = await findings((owner) => owner.query('DROP TABLE trace_2026_11'));
  expect(found.map(({ code, chain }) => `${code} ${chain}`).toSorted()).toEqual([world.alice, world.bob].map(({ id }) => `LIGNES_MANQUANTES ${id}`).toSorted());
});

const copyLine = (dossier: NewDossier, sequence: number, as: string): Promise<unknown> =>
  world.owner.query(
    `INSERT INTO trace SELECT r.* FROM trace t CROSS JOIN LATERAL jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'at', t.at + interval '1 second') || ${as}) r
      WHERE t.dossier_id = $1 AND t.sequence = $2`,
    [dossier.id, sequence],
  );
test.each([
  ['beside another', `'{}'::jsonb`, 4, 4],
  ['after the end', `jsonb_build_object('sequence', 14, 'previous_hash', t.hash)`, 13, 14],
  ['before the first', `jsonb_build_object('sequence', 0)`, 1, 0],
] as const)('a line added, %s, is named', async (_where, as, copied, named) => {
  const found = await findings(() => copyLine(world.alice, copied, as));
  expect(found).toEqual([expect.objectContaining({ chain: world.alice.id, sequence: named })]);
  expect(found[0]!.code).toMatch(/^LIGNE_(AJOUTEE|MODIFIEE)$/);
});
test('a line added in a chain of its own is named', async () => {
  const harm = () => copyLine(world.bob, 1, `'{"dossier_id": "11111111-1111-4111-8111-111111111111"}'::jsonb`);
  expect(await findings(harm)).toEqual([expect.objectContaining({ code: 'LIGNE_MODIFIEE', chain: '11111111-1111-4111-8111-111111111111' })]);
});

/** What somebody does who owns the database and knows how the chain is made: every link computed again from `from` on, the end with it. */
async function rewrite(dossier: NewDossier, from: number, change: string): Promise<void> {
  await world.owner.query(`UPDATE trace SET ${change} WHERE dossier_id = $1 AND sequence = $2`, [dossier.id, from]);
  const { rows } = await world.owner.query<Record<string, unknown> & { at: Date; sealed: Buffer; hash: Buffer }>(
    'SELECT * FROM trace WHERE dossier_id = $1 ORDER BY sequence',
    [dossier.id],
  );
  let previous: Buffer = Buffer.alloc(32);
  for (const row of rows) {
    const line = {
      id: row['id'],
      at: row.at.getTime(),
      action: row['action'],
      outcome: row['outcome'],
      rule: row['rule'] ?? undefined,
      mode: row['mode'],
      dossier: dossier.id,
      actorKind: row['actor_kind'],
      actorId: row['actor_id'],
      profession: row['profession'],
      door: row['door'],
      secret: row['secret'],
      authentication: row['authentication'],
      requestId: row['request_id'],
    } as unknown as Chained;
    const sealed = createHash('sha256').update(row.sealed).digest('hex');
    const hash = createHash('sha256')
      .update(previous)
      .update(chainInput(line, Number(row['sequence']), sealed), 'utf8')
      .digest();
    await world.owner.query('UPDATE trace SET previous_hash = $3, hash = $4 WHERE dossier_id = $1 AND sequence = $2', [
      dossier.id,
      row['sequence'],
      previous,
      hash,
    ]);
    await world.owner.query('UPDATE trace_head SET previous_hash = $2, hash = $3 WHERE dossier_id = $1', [dossier.id, previous, hash]);
    previous = hash;
  }
}
test('a whole chain rewritten consistently, its end included, is named by its seal', async () => {
  const harm = () => rewrite(world.alice, 7, `actor_id = '8999'`);
  expect(await findings(harm)).toEqual([expect.objectContaining({ code: 'CHAINE_REECRITE', chain: world.alice.id, sequence: 6, upTo: 10, seal: 2 })]);
  // With the ends that the seal kept rewritten too, it is the seal that no longer holds.
  const further = async (owner: pg.Client): Promise<void> => {
    await harm();
    await owner.query('UPDATE trace_seal_head s SET hash = t.hash FROM trace t WHERE t.dossier_id = s.dossier_id AND t.sequence = s.sequence');
  };
  expect(await findings(further)).toEqual([{ code: 'SCEAU_SANS_SES_FINS', seal: 2 }]);
});
test('a seal altered, signed by somebody else, removed, or cut off is named', async () => {
  const { text, signature } = (await sealing().seals.last())!;
  const put = (newText: string, newSignature: Uint8Array) => (owner: pg.Client) =>
    owner.query('UPDATE trace_seal SET text = $1, signature = $2 WHERE number = 2', [newText, newSignature]);
  const altered = put(text.replace('chains 2', 'chains 1'), signature);
  expect(await withoutCopies(altered)).toEqual([{ code: 'SCEAU_MODIFIE', seal: 2 }]);
  expect(await findings(altered)).toEqual([
    { code: 'SCEAU_MODIFIE', seal: 2 },
    { code: 'SCEAU_DIFFERENT', seal: 2 },
  ]);
  const another = readSealKey(path.join(folder, 'another.key'), true);
  const forged = text.replace(key.id, another.id);
  expect(await withoutCopies(put(forged, another.sign(forged)))).toEqual([{ code: 'SCEAU_CLE_INCONNUE', seal: 2 }]);
  const claimed = text.replace('sealed-at 2026', 'sealed-at 2025');
  expect(await withoutCopies(put(claimed, another.sign(claimed)))).toEqual([{ code: 'SCEAU_MODIFIE', seal: 2 }]);
  const detached = text.replace(/previous .*/, `previous ${'0'.repeat(64)}`);
  expect(await withoutCopies(put(detached, key.sign(detached)))).toEqual([{ code: 'SCEAU_DETACHE', seal: 2 }]);
  expect(await withoutCopies((owner) => owner.query('DELETE FROM trace_seal WHERE number = 1'))).toEqual([{ code: 'SCEAU_MANQUANT', seal: 2 }]);
  expect(await withoutCopies((owner) => owner.query('TRUNCATE trace_seal, trace_seal_head'))).toEqual([{ code: 'AUCUN_SCEAU' }]);
});

test('an older copy of the whole database, sound by itself, is told by the copies of the seals; the server seals nothing on it', async () => {
  await freshWorld();
  const older = path.join(folder, 'older');
  cpSync(world.copies, older, { recursive: true });
  // The database as it stands now is put back after it went on for a day: a copy by PostgreSQL itself, once nobody is connected.
  const { url } = world.database;
  await world.owner.end();
  await world.database.storage.close();
  const copy = await copyOf(url);
  const storage = await openStorage({ databaseUrl: url, blobDir: world.database.blobDir, masterKey: testMasterKey, alarm: () => undefined });
  nextDay();
  await sealJournal({ ...sealing(), seals: postgresSeals(storage.pool) });
  await storage.close();
  const owner = new pg.Client({ connectionString: copy.url });
  await owner.connect();
  const restored = await openStorage({ databaseUrl: copy.url, blobDir: world.database.blobDir, masterKey: testMasterKey, alarm: () => undefined });
  opened.pop();
  await world.database.drop();
  world = { ...world, owner };
  try {
    expect(await findings(undefined, older)).toEqual([]);
    expect(await findings()).toEqual([{ code: 'COPIE_ANCIENNE', seal: 3, at: '2026-11-22' }]);
    nextDay();
    await expect(sealJournal({ ...sealing(), seals: postgresSeals(restored.pool) })).rejects.toThrow('an older copy was put back');
    expect((await owner.query('SELECT number FROM trace_seal')).rowCount).toBe(2);
  } finally {
    await owner.end();
    await restored.close();
    await copy.drop();
  }
});

test('days that were missed are sealed together; a clock moved to and fro breaks nothing; two sealers make one seal', async () => {
  await freshWorld();
  now = instantOf(now + 9 * millisecondsPerDay);
  await Promise.all([seal(), seal(), seal()]);
  const { seal: third } = (await sealing().seals.last())!;
  expect(third).toMatchObject({ number: 3, from: '2026-11-22', through: '2026-11-30', chains: 1 });
  now = instantOf(now + 3_650 * millisecondsPerDay);
  await append(world.bob, 2);
  await seal();
  now = noon;
  await append(world.bob, 2);
  await seal();
  await seal();
  expect((await sealing().seals.last())!.seal).toMatchObject({ number: 5, from: '2026-11-19', through: '2026-11-19', chains: 1 });
  nextDay();
  nextDay();
  await seal();
  expect((await sealing().seals.last())!.seal).toMatchObject({ number: 6, from: '2026-11-20', through: '2026-11-21', chains: 0 });
  expect(await findings()).toEqual([]);
  expect(readdirSync(world.copies).filter((name) => name.endsWith('.txt'))).toHaveLength(6);
});

test('copies that were lost are written again', async () => {
  // On the world of the test before.
  rmSync(world.copies, { recursive: true });
  expect(await findings()).toEqual([{ code: 'COPIES_ABSENTES' }]);
  await seal();
  expect(await findings()).toEqual([]);
});

test('whoever has openssl and the public key checks a seal, and its root with psql alone', async () => {
  const file = path.join(world.copies, '00000002');
  const openssl = (text: string): string =>
    execFileSync('openssl', ['pkeyutl', '-verify', '-pubin', '-inkey', `${keyFile}.pub`, '-rawin', '-in', text, '-sigfile', `${file}.sig`]).toString();
  expect(openssl(`${file}.txt`)).toContain('Signature Verified Successfully');
  expect(() => openssl(path.join(world.copies, '00000001.txt'))).toThrow();
  const { rows } = await world.owner.query<{ line: string }>(
    `SELECT dossier_id || ' ' || sequence || ' ' || encode(hash, 'hex') AS line FROM trace_seal_head WHERE seal = 2 ORDER BY dossier_id`,
  );
  const root = createHash('sha256')
    .update(rows.map(({ line }) => `${line}\n`).join(''))
    .digest('hex');
  expect(readFileSync(`${file}.txt`, 'utf8')).toContain(`root ${root}\n`);
});

test('the command says it in both languages, and by its exit code', async () => {
  await freshWorld();
  const node = promisify(execFile);
  const root = path.resolve(import.meta.dirname, '../..');
  const run = (command: string, ...args: readonly string[]): Promise<{ stdout: string; stderr: string; code?: number }> =>
    node(process.execPath, [path.resolve(root, 'tools/journal/main.ts'), command, '--public-key', `${keyFile}.pub`, ...args], {
      env: { ...process.env, DATABASE_URL: world.database.url },
    }).catch((failed: { stdout: string; stderr: string; code: number }) => failed);
  const sound = await run('verify', '--seals', world.copies);
  expect(sound.stdout).toContain('Rien n’a été modifié, retiré ni ajouté : 17 lignes dans 2 chaînes, 2 sceaux, le dernier pour le 2026-11-21.');
  expect(sound.stdout).toContain('Nothing was altered, removed or added');
  expect(sound.code).toBeUndefined();
  await world.owner.query(`DELETE FROM trace WHERE dossier_id = $1 AND sequence IN (4, 5)`, [world.alice.id]);
  const broken = await run('verify', '--no-copies');
  expect(broken).toMatchObject({ code: 1 });
  expect(broken.stdout).toContain(`Il manque : dossier ${world.alice.id}, lignes 4 à 5, avant celle du 2026-11-21T12:00:00.000Z.`);
  expect(broken.stdout).toContain(`Missing: record ${world.alice.id}, lines 4 to 5`);
  expect(await run('verify', '--public-key', '/nowhere')).toMatchObject({ code: 2 });
}, 30_000);

test('every finding has its sentence in both languages', () => {
  for (const [code, sentence] of Object.entries(proofSentences)) {
    const { fr, en } = sentence({ code: code as ProofFinding['code'], chain: 'c', sequence: 1, seal: 2, at: 'd' });
    for (const said of [fr, en]) expect(said).not.toContain('undefined');
    expect(fr).not.toBe(en);
  }
});
