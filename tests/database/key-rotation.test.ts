// Keys changed and destroyed by the operator's own command, against a storage that serves meanwhile, and killed with -9 on the way.

import { destroyDossier } from '@carnet/server/application/destroy-dossier';
import { openDossier } from '@carnet/server/application/open-dossier';
import { readSealKey } from '@carnet/server/seal-key';
import { fileMasterKey, openStorage } from '@carnet/server/storage/index';
import type { NewDossier } from '@carnet/server/storage/index';
import type { DocumentEntry } from '@carnet/domain/document';
import { type PsIdNat, type StructIdNat, noContact } from '@carnet/domain/identity';
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { portsOn } from '../support/ports.ts';
import { depositAs, doctor, factsOf, newDossier, newEntry, newSet, noon, permitFor, titulaireOf } from '../support/records.ts';

const root = path.resolve(import.meta.dirname, '../..');
const base = await freshDatabase();
await base.storage.close();
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'carnet-rotation-'));
const keyFile = path.join(dataDir, 'master.key');
writeFileSync(keyFile, Buffer.alloc(32, 0x5a).toString('base64'), { mode: 0o600 });
const signer = readSealKey(path.join(dataDir, 'seal.key'), true);
const environment = { CARNET_MASTER_KEY_FILE: keyFile, CARNET_BLOB_URL: pathToFileURL(base.blobDir).href, CARNET_DATA_DIR: dataDir, DATABASE_URL: base.url };
const faults: unknown[] = [];
/** What a running server holds. */
const storage = await openStorage({ databaseUrl: base.url, blobDir: base.blobDir, masterKey: fileMasterKey(keyFile), alarm: (fault) => faults.push(fault) });
const owner = new pg.Client({ connectionString: base.url });
await owner.connect();
afterAll(async () => {
  await owner.end();
  await storage.close();
  await base.drop();
});

const author = doctor('001');
const operator = '899700000001' as PsIdNat;
const ports = portsOn(storage, () => noon);

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly said: string;
}
function launch(args: readonly string[]): { readonly process: ChildProcess; readonly ended: Promise<Ran> } {
  const child = spawn(process.execPath, [path.join(root, 'tools/keys/main.ts'), ...args], { cwd: root, env: { ...process.env, ...environment } });
  let [out, said] = ['', ''];
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  return { process: child, ended: new Promise((done) => child.once('close', (code) => done({ code, out, said }))) };
}
const keys = (args: readonly string[]): Promise<Ran> => launch(args).ended;

/** Holds a row that the command must change, so that it is killed with some of its work done and not the rest. */
async function killedHalfway(args: readonly string[], row: string, values: readonly unknown[], begun: () => Promise<boolean>): Promise<void> {
  const holder = new pg.Client({ connectionString: base.url });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query(`${row} FOR UPDATE`, [...values]);
  const running = launch(args);
  while (!(await begun())) await pause(20);
  running.process.kill('SIGKILL');
  expect((await running.ended).code).toBe(null);
  await holder.end();
}

interface Held {
  readonly dossier: NewDossier;
  readonly documents: readonly { readonly entry: DocumentEntry; readonly bytes: Buffer }[];
}
const opened = async (): Promise<NewDossier> => {
  const dossier = newDossier({ medecinTraitant: author.id });
  await storage.registry.openDossier(dossier);
  return dossier;
};
async function recordOf(count: number): Promise<Held> {
  const dossier = await opened();
  const documents = Array.from({ length: count }, (_, index) => {
    const bytes = Buffer.from(`document ${index} of ${dossier.id}`);
    return { bytes, entry: newEntry(dossier.ins, bytes, { author: author.id, title: `Titre ${index}` }) };
  });
  const imported = await Promise.all(
    documents.map(async ({ entry, bytes }) => ({ entry, blob: await storage.blobs.keep(dossier.id, bytes), facts: factsOf(entry) })),
  );
  if (count > 0) await storage.registry.importDocuments(dossier.id, newSet(documents[0]!.entry), imported);
  return { dossier, documents };
}
const readOne = ({ dossier }: Held, entry: DocumentEntry): Promise<{ title: string; bytes: Buffer }> =>
  storage.transactions
    .run(async (tx) => {
      const permit = await permitFor(tx, 'read-document', titulaireOf(dossier), dossier.id, { logicalId: entry.logicalId });
      return { permit, stored: await tx.documents.read(permit) };
    })
    .then(async ({ permit, stored }) => ({ title: stored.entry.title, bytes: await storage.blobs.read(permit, stored.blob) }));
async function expectWhole(held: Held): Promise<void> {
  for (const { entry, bytes } of held.documents) expect(await readOne(held, entry)).toEqual({ title: entry.title, bytes });
}
/** Reads one document after the other until told to stop; how many were read. A single failure fails the test. */
function reading(held: Held): { stop(): Promise<number> } {
  const stopping = new AbortController();
  let read = 0;
  const work = (async () => {
    for (let index = 0; !stopping.signal.aborted; index++) {
      const { entry, bytes } = held.documents[index % held.documents.length]!;
      expect(await readOne(held, entry)).toEqual({ title: entry.title, bytes });
      read += 1;
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await work;
      return read;
    },
  };
}
const count = async (text: string, values: readonly unknown[] = []): Promise<number> => Number((await owner.query(text, [...values])).rows[0]?.count);

beforeAll(async () => {
  const structure = { id: '1990000001' as StructIdNat, name: 'Exploitation', sector: 'SA01', active: true };
  await storage.registry.register({
    structures: [structure],
    personnels: [{ id: operator, familyName: 'LEROY', givenName: 'Anne', role: 'exploitation', structure: structure.id, active: true }],
  });
});

describe('rotating the master key', () => {
  const rewrapped = (): Promise<number> => count('SELECT count(*) FROM dossier WHERE get_byte(wrapped_key, 0) = 2');
  let held: Held;

  test('killed in the middle, it has done some of it; run again, it ends; nobody noticed', async () => {
    held = await recordOf(5);
    for (let index = 0; index < 420; index++) await storage.registry.openDossier(newDossier());
    const waiting = { ...newDossier(), regime: 'general', contact: noContact, attachedTo: [] } as const;
    await storage.registry.knowAssure(waiting, noon);
    const before = (await owner.query("SELECT encode(sealed, 'hex') AS sealed FROM document_entry ORDER BY entry_uuid")).rows;
    const readers = reading(held);
    await killedHalfway(
      ['rotate-master'],
      'SELECT FROM dossier WHERE dossier_id = (SELECT max(dossier_id::text)::uuid FROM dossier)',
      [],
      async () => (await rewrapped()) > 0,
    );
    const done = await rewrapped();
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(421);
    const again = await keys(['rotate-master']);
    expect(again).toMatchObject({ code: 0 });
    expect(again.out).toContain('file 2');
    expect(await rewrapped()).toBe(421);
    // A key that waits for its record is one of them.
    expect(await count('SELECT count(*) FROM assure WHERE get_byte(wrapped_key, 0) = 2')).toBe(1);
    expect(await count('SELECT count(*) FROM system_key WHERE get_byte(wrapped, 0) = 2')).toBe(2);
    expect(await readers.stop()).toBeGreaterThan(0);
    expect((await owner.query("SELECT encode(sealed, 'hex') AS sealed FROM document_entry ORDER BY entry_uuid")).rows).toEqual(before);
  }, 120_000);

  test('a record opened by the running server since is wrapped by the new generation', async () => {
    const { id } = await opened();
    expect(await count('SELECT get_byte(wrapped_key, 0) AS count FROM dossier WHERE dossier_id = $1', [id])).toBe(2);
  });

  test('the former generation is retired only when nothing needs it, and everything opens without it', async () => {
    const [system] = (await owner.query<{ name: string; wrapped: Buffer }>('SELECT name, wrapped FROM system_key')).rows;
    await owner.query('UPDATE system_key SET wrapped = set_byte(wrapped, 0, 1) WHERE name = $1', [system!.name]);
    // The generation it names did not wrap it: neither can it be opened.
    expect((await keys(['retire-master'])).code).not.toBe(0);
    await owner.query('UPDATE system_key SET wrapped = $2 WHERE name = $1', [system!.name, system!.wrapped]);
    expect(await keys(['retire-master'])).toMatchObject({ code: 0 });
    expect(readFileSync(keyFile, 'utf8')).toMatch(/^2:\S{44}\n$/);
    const anew = await openStorage({ databaseUrl: base.url, blobDir: base.blobDir, masterKey: fileMasterKey(keyFile), alarm: () => undefined });
    await anew.close();
    await expectWhole(held);
  }, 60_000);
});

describe('rotating the key of a record', () => {
  const sealedBy = (generation: number, { dossier }: Held): Promise<number> =>
    count('SELECT count(*) FROM document_entry WHERE dossier_id = $1 AND get_byte(sealed, 0) = $2', [dossier.id, generation]);

  test('killed in the middle and run again, with readers and deposits all along: everything is there, sealed by the new key', async () => {
    const held = await recordOf(450);
    const readers = reading(held);
    const lastRow = 'SELECT FROM document_entry WHERE entry_uuid = (SELECT max(entry_uuid::text)::uuid FROM document_entry WHERE dossier_id = $1)';
    await killedHalfway(['rotate-dossier', held.dossier.id], lastRow, [held.dossier.id], async () => (await sealedBy(2, held)) > 0);
    expect(await sealedBy(1, held)).toBeGreaterThan(0);
    const bytes = Buffer.from('deposited between the two');
    const late = newEntry(held.dossier.ins, bytes, { author: author.id, title: 'Entre les deux' });
    expect(await depositAs(storage, author, held.dossier, late, bytes)).toEqual({ kind: 'stored' });
    const again = await keys(['rotate-dossier', held.dossier.id]);
    expect(again).toMatchObject({ code: 0 });
    expect(again.out).toContain('génération 2');
    expect(await readers.stop()).toBeGreaterThan(0);
    expect([await sealedBy(1, held), await sealedBy(2, held)]).toEqual([0, 451]);
    const heads = await owner.query<{ address: string }>(`SELECT DISTINCT encode(blob_address, 'hex') AS address FROM document_entry WHERE dossier_id = $1`, [
      held.dossier.id,
    ]);
    expect(heads.rows.map(({ address }) => readFileSync(path.join(base.blobDir, address.slice(0, 3), address))[0])).toEqual(
      Array.from({ length: 451 }, () => 2),
    );
    await expectWhole({ ...held, documents: [...held.documents.slice(0, 40), { entry: late, bytes }] });
    expect(faults).toEqual([]);
  }, 180_000);

  test('an altered row is named, left as it is, and does not stop the others', async () => {
    const held = await recordOf(3);
    await owner.query('UPDATE document_entry SET sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) WHERE entry_uuid = $1', [
      held.documents[0]!.entry.entryUuid,
    ]);
    const ran = await keys(['rotate-dossier', held.dossier.id]);
    expect(ran.code).toBe(1);
    expect(ran.out).toMatch(/document_entry [0-9a-f]{16}/);
    expect([await sealedBy(1, held), await sealedBy(2, held)]).toEqual([1, 2]);
    await expectWhole({ ...held, documents: held.documents.slice(1) });
  }, 60_000);

  test('of a record that does not exist is refused', async () => {
    expect((await keys(['rotate-dossier', newDossier().id])).code).toBe(1);
  });
});

describe('destroying the key of a record', () => {
  const certificateFile = path.join(dataDir, 'certificate.json');
  let held: Held;
  let other: Held;

  test('is refused to whoever is no operator', async () => {
    held = await recordOf(2);
    other = await recordOf(1);
    expect((await keys(['destroy-dossier', held.dossier.id, '--by', '899799999999', '--reason', 'essai'])).code).toBe(1);
    const caller = { actor: titulaireOf(held.dossier), mode: 'normal', context: { door: 'job', actorName: 'x' } } as const;
    expect(await destroyDossier(ports, signer, caller, { dossier: held.dossier.id, reason: 'essai' })).toMatchObject({
      ok: false,
      refusal: { code: 'FONCTION_INTERDITE' },
    });
    await expectWhole(held);
  }, 60_000);

  test('yields a certificate whose signature anybody can verify', async () => {
    const { wrapped } = (await owner.query<{ wrapped: Buffer }>('SELECT wrapped_key AS wrapped FROM dossier WHERE dossier_id = $1', [held.dossier.id]))
      .rows[0]!;
    const ran = await keys(['destroy-dossier', held.dossier.id, '--by', operator, '--reason', 'Dix ans après la fermeture', '--to', certificateFile]);
    expect(ran).toMatchObject({ code: 0 });
    const { certificate, signature, publicKey } = JSON.parse(readFileSync(certificateFile, 'utf8')) as Record<string, string>;
    expect(JSON.parse(certificate!)).toMatchObject({
      dossier: held.dossier.id,
      by: { id: operator, name: 'Anne LEROY' },
      reason: 'Dix ans après la fermeture',
      documents: 2,
      versions: 2,
      wrappedKeySha256: createHash('sha256').update(wrapped).digest('hex'),
      signedBy: signer.id,
    });
    expect(verify(null, Buffer.from(certificate!), publicKey!, Buffer.from(signature!, 'base64'))).toBe(true);
  }, 60_000);

  test('leaves nothing that opens, and the server says that there is no such record', async () => {
    const caller = { actor: titulaireOf(held.dossier), mode: 'normal', context: { door: 'patient', actorName: 'x' } } as const;
    expect(await openDossier(ports, caller, { id: held.dossier.id })).toMatchObject({ ok: false, refusal: { code: 'DOSSIER_INEXISTANT' } });
    expect(await openDossier(ports, caller, { ins: held.dossier.ins })).toMatchObject({ ok: false, refusal: { code: 'DOSSIER_INEXISTANT' } });
    expect(await count('SELECT count(*) FROM dossier WHERE dossier_id = $1 AND wrapped_key IS NULL', [held.dossier.id])).toBe(1);
    await expectWhole(other);
  });

  test('is traced, with who and why, in a line that can be read', async () => {
    const { rows } = await owner.query<{ chain: string; id: string; sealed: Buffer }>(
      `SELECT dossier_id AS chain, id, sealed FROM trace WHERE action = 'administer' AND outcome = 'granted' AND actor_id = $1`,
      [operator],
    );
    const said = rows.map(
      ({ chain, id, sealed }) => JSON.parse(storage.vault.openSystem(`trace|${chain}|${id}`, sealed).toString('utf8')) as { reason: string },
    );
    expect(said.map(({ reason }) => reason)).toEqual([`destruction du dossier ${held.dossier.id} : Dix ans après la fermeture`]);
  });

  test('cannot be done twice, and its certificate can be had again', async () => {
    expect((await keys(['destroy-dossier', held.dossier.id, '--by', operator, '--reason', 'encore'])).code).toBe(1);
    const again = await keys(['certificate', held.dossier.id, '--by', operator]);
    expect((JSON.parse(again.out) as { certificate: string }).certificate).toBe(
      (JSON.parse(readFileSync(certificateFile, 'utf8')) as { certificate: string }).certificate,
    );
  }, 60_000);

  test('leaves the person free to have another record', async () => {
    expect(await storage.registry.openDossier(newDossier({ ins: held.dossier.ins }))).toBe(true);
  });

  test('is not within the power of the server’s own role', async () => {
    await expect(storage.pool.query(`INSERT INTO destruction_certificate VALUES ($1, now(), '', '')`, [other.dossier.id])).rejects.toMatchObject({
      code: '42501',
    });
    await expect(storage.pool.query('DELETE FROM ins_directory WHERE dossier_id = $1', [other.dossier.id])).rejects.toMatchObject({ code: '42501' });
    await expect(storage.pool.query('UPDATE system_key SET wrapped = wrapped')).rejects.toMatchObject({ code: '42501' });
  });
});
