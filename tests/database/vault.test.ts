// A stolen disk says nothing, and bytes moved, altered or copied between rows, records and tables do not open.

import { randomUUID } from 'node:crypto';
import { readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { traceOfAccountAct } from '@carnet/domain/audit';
import { plusDays } from '@carnet/domain/kernel';
import { dossierKeys } from '@carnet/server/storage/dossier-keys';
import { sealFormerAuthors } from '@carnet/server/storage/postgres/seal-former-authors';
import { afterAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { depositAs, doctor, factsOf, newDossier, newEntry, newSet, noon, permitFor, titulaireOf } from '../support/records.ts';

const { storage, url, blobDir, alarms, close } = await freshDatabase();
const owner = new pg.Client({ connectionString: url });
await owner.connect();
afterAll(async () => {
  await owner.end();
  await close();
});

const author = doctor('001');

async function withDocument(bytes = Buffer.from(`<ClinicalDocument>${randomUUID()}</ClinicalDocument>`)) {
  const dossier = newDossier({ medecinTraitant: author.id });
  await storage.registry.openDossier(dossier);
  const entry = newEntry(dossier.ins, bytes, { author: author.id, title: 'Résultat très secret', comments: 'commentaire très secret' });
  expect(await depositAs(storage, author, dossier, entry, bytes)).toEqual({ kind: 'stored' });
  return { dossier, entry, bytes };
}
const read = ({ dossier, entry }: Awaited<ReturnType<typeof withDocument>>) =>
  storage.transactions.run(async (tx) => {
    const permit = await permitFor(tx, 'read-document', titulaireOf(dossier), dossier.id, { logicalId: entry.logicalId });
    const stored = await tx.documents.read(permit);
    return { entry: stored.entry, blob: stored.blob, bytes: await storage.blobs.read(permit, stored.blob) };
  });
const fileOf = (address: string): string => path.join(blobDir, address.slice(0, 3), address);

describe('at rest', () => {
  test('neither the database nor the blobs hold a name, a title, an INS or the content in clear', async () => {
    const { dossier, entry, bytes } = await withDocument();
    const tables = await owner.query<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`,
    );
    const dump: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await owner.query<{ row: Record<string, unknown> }>(`SELECT to_jsonb(t) AS row FROM ${name} t`);
      // bytea is shown in hexadecimal: read both as it is shown and as bytes.
      for (const { row } of rows)
        for (const value of Object.values(row))
          dump.push(typeof value === 'string' && value.startsWith('\\x') ? Buffer.from(value.slice(2), 'hex').toString('latin1') : JSON.stringify(value));
    }
    const database = dump.join('\n');
    const blob = (await readFile(fileOf((await read({ dossier, entry, bytes })).blob.address))).toString('latin1');
    expect(database).toContain(entry.uniqueId);
    for (const secret of ['très secret', 'DURAND', 'MARCHAND', dossier.ins.matricule, entry.sha1]) {
      expect(database).not.toContain(secret);
      expect(database).not.toContain(Buffer.from(secret, 'utf8').toString('latin1'));
    }
    expect(blob).not.toContain('ClinicalDocument');
  });

  test('who recorded an agreement is sealed, when it is given and when it was written before it was sealed; its list still names them', async () => {
    const { dossier } = await withDocument();
    const agreement = (declaredBy: string) => ({
      id: randomUUID() as never,
      beneficiaire: { kind: 'professionnel', id: doctor(declaredBy.slice(0, 3)).id } as const,
      declaredAt: noon,
      declaredBy,
      expiresAt: plusDays(noon, 30),
    });
    const given = agreement('123 Mme Nom-Tres-Reconnaissable');
    const names = () =>
      storage.transactions.run(async (tx) => {
        const permit = await permitFor(tx, 'manage-accesses', titulaireOf(dossier), dossier.id);
        return (await tx.accesses.history(permit)).map(({ declaredBy }) => declaredBy);
      });
    await storage.transactions.run(async (tx) => tx.accesses.authorise(await permitFor(tx, 'manage-accesses', titulaireOf(dossier), dossier.id), given));
    const former = agreement('124 M. Nom-Ecrit-Avant');
    await owner.query(
      `INSERT INTO autorisation (dossier_id, id, beneficiaire_kind, beneficiaire, declared_at, declared_by, expires_at, express, secret)
       VALUES ($1, $2, 'professionnel', $3, now(), $4, now(), false, false)`,
      [dossier.id, former.id, former.beneficiaire.id, former.declaredBy],
    );
    await sealFormerAuthors(storage.pool, dossierKeys(storage.vault));
    const { rows } = await owner.query<{ line: string }>('SELECT a::text AS line FROM autorisation a WHERE dossier_id = $1', [dossier.id]);
    expect(rows).toHaveLength(2);
    for (const { line } of rows) {
      expect(line).not.toContain('Nom-');
      expect(line).not.toContain(Buffer.from('Nom-').toString('hex'));
    }
    expect((await names()).toSorted()).toEqual([given.declaredBy, former.declaredBy]);
  });

  test('sealed metadata moved to another document of the same record does not open', async () => {
    const first = await withDocument();
    const bytes = Buffer.from('second');
    const second = newEntry(first.dossier.ins, bytes, { author: author.id });
    await depositAs(storage, author, first.dossier, second, bytes);
    await owner.query('UPDATE document_entry SET sealed = (SELECT sealed FROM document_entry WHERE entry_uuid = $1) WHERE entry_uuid = $2', [
      second.entryUuid,
      first.entry.entryUuid,
    ]);
    await expect(read(first)).rejects.toThrow();
  });

  test('an altered row is told without what it is about, and the list goes on with the others', async () => {
    const first = await withDocument();
    const bytes = Buffer.from('second');
    const second = newEntry(first.dossier.ins, bytes, { author: author.id, title: 'Intact' });
    await depositAs(storage, author, first.dossier, second, bytes);
    await owner.query('UPDATE document_entry SET sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) WHERE entry_uuid = $1', [first.entry.entryUuid]);
    const before = alarms.length;
    await expect(read(first)).rejects.toMatchObject({ code: 'CONTENU_ALTERE' });
    const page = await storage.transactions.run(async (tx) =>
      tx.documents.list(await permitFor(tx, 'list-documents', titulaireOf(first.dossier), first.dossier.id), {}),
    );
    expect(page.rows.map(({ entry }) => entry.title)).toEqual(['Intact']);
    expect([page.total, page.missing]).toEqual([2, 1]);
    expect(alarms.slice(before).map(({ place, reference }) => ({ place, reference }))).toEqual(
      Array.from({ length: 2 }, () => ({ place: 'document_entry', reference: expect.stringMatching(/^[0-9a-f]{16}$/) })),
    );
  });

  test('an altered line of the journal, and an altered notice, are told and left out of their page, which counts them', async () => {
    const { dossier } = await withDocument();
    const holder = { personne: dossier.titulaire, dossier: dossier.id, displayName: 'Apolline MARCHAND' };
    await storage.transactions.run(async ({ traces, notices }) => {
      for (const requestId of ['first', 'second', 'third']) {
        await traces.append(traceOfAccountAct({ action: 'sign-in', at: noon, holder, uid: 'x', authentication: 'DEUX_FACTEURS', requestId }));
        await notices.raise({ id: randomUUID(), dossier: dossier.id, kind: 'premier-acces', at: noon, actorName: requestId });
      }
    });
    const flip = (table: string, one: string): Promise<unknown> =>
      owner.query(`UPDATE ${table} SET sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) WHERE dossier_id = $1 AND ${one}`, [dossier.id]);
    await flip('trace', `request_id = 'second'`);
    await flip('notice', `id = (SELECT id FROM notice WHERE dossier_id = '${dossier.id}' AND kind = 'premier-acces' LIMIT 1)`);
    const before = alarms.length;
    const { journal, walked, told } = await storage.transactions.run(async (tx) => {
      const permit = await permitFor(tx, 'read-journal', titulaireOf(dossier), dossier.id);
      const taken = [];
      for await (const part of tx.traces.walk(permit)) taken.push(part);
      return {
        journal: await tx.traces.list(permit, { actions: ['sign-in'] }),
        walked: taken,
        told: await tx.notices.list(await permitFor(tx, 'read-notices', titulaireOf(dossier), dossier.id), { limit: 50 }),
      };
    });
    expect(journal.rows.map(({ requestId }) => requestId)).toEqual(['third', 'first']);
    expect([journal.total, journal.missing]).toEqual([3, 1]);
    expect(walked.reduce((sum, { missing }) => sum + missing, 0)).toBe(1);
    expect(told.rows.filter(({ kind }) => kind === 'premier-acces')).toHaveLength(2);
    expect(told.missing).toBe(1);
    expect(alarms.slice(before).map(({ place }) => place)).toEqual(['trace', 'trace', 'notice']);
  });

  test('a record whose wrapped key was overwritten is lost for ever', async () => {
    const record = await withDocument();
    await read(record);
    await owner.query('UPDATE dossier SET wrapped_key = $1 WHERE dossier_id = $2', [await storage.vault.newDossierKey(record.dossier.id), record.dossier.id]);
    await expect(read(record)).rejects.toThrow();
  });
});

test('a record opened anew under an id known before is sealed with its new key', async () => {
  const { dossier } = await withDocument();
  await owner.query('TRUNCATE dossier, ins_directory, unique_id_directory, document_entry, submission_set, association, medecin_traitant');
  expect(await storage.registry.openDossier(dossier)).toBe(true);
  const blob = await storage.blobs.keep(dossier.id, Buffer.from('anew'));
  await storage.transactions.run(async (tx) => {
    const permit = await permitFor(tx, 'list-documents', titulaireOf(dossier), dossier.id);
    expect((await tx.dossiers.identity(permit)).ins).toEqual(dossier.ins);
  });
  const entry = newEntry(dossier.ins, Buffer.from('anew'), { author: author.id });
  await storage.registry.importDocuments(dossier.id, newSet(entry), [{ entry, blob, facts: factsOf(entry) }]);
  expect((await read({ dossier, entry, bytes: Buffer.from('anew') })).bytes.toString()).toBe('anew');
});

describe('blobs', () => {
  test('bytes come back, whatever their size', async () => {
    for (const size of [1, 15, 70_000, 5_000_000]) {
      const record = await withDocument(Buffer.alloc(size, size));
      expect((await read(record)).bytes.equals(record.bytes)).toBe(true);
    }
  });
  test('a flipped bit on disk is refused', async () => {
    const record = await withDocument();
    const { blob } = await read(record);
    const bytes = await readFile(fileOf(blob.address));
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(fileOf(blob.address), bytes);
    await expect(read(record)).rejects.toThrow('altered');
  });
  test('a missing file is refused', async () => {
    const record = await withDocument();
    const { blob } = await read(record);
    await rm(fileOf(blob.address));
    await expect(read(record)).rejects.toThrow('missing');
  });
  test('another record’s bytes are refused', async () => {
    const [mine, theirs] = [await withDocument(), await withDocument()];
    const { blob } = await read(theirs);
    await storage.transactions.run(async (tx) => {
      const permit = await permitFor(tx, 'read-document', titulaireOf(mine.dossier), mine.dossier.id, { logicalId: mine.entry.logicalId });
      await expect(storage.blobs.read(permit, blob)).rejects.toThrow();
    });
  });
  test('a size or a hash that lies is refused', async () => {
    const record = await withDocument();
    const { blob } = await read(record);
    await storage.transactions.run(async (tx) => {
      const permit = await permitFor(tx, 'read-document', titulaireOf(record.dossier), record.dossier.id, { logicalId: record.entry.logicalId });
      await expect(storage.blobs.read(permit, { ...blob, size: blob.size + 1 })).rejects.toThrow('not the bytes');
      await expect(storage.blobs.read(permit, { ...blob, sha256: '0'.repeat(64) })).rejects.toThrow('not the bytes');
      await expect(storage.blobs.read(permit, { ...blob, address: '../../etc/passwd' })).rejects.toThrow();
    });
  });
  test('thirty writes in flight all land', async () => {
    const dossier = newDossier();
    await storage.registry.openDossier(dossier);
    const blobs = await Promise.all(Array.from({ length: 30 }, (_, index) => storage.blobs.keep(dossier.id, Buffer.from(`n° ${index}`))));
    expect(new Set(blobs.map(({ address }) => address)).size).toBe(30);
  });
  test('sweeping removes old orphans, unfinished drafts too, and nothing else', async () => {
    const record = await withDocument();
    const { blob } = await read(record);
    const [old, recent] = await Promise.all(['old', 'recent'].map((text) => storage.blobs.keep(record.dossier.id, Buffer.from(text))));
    const draft = path.join(path.dirname(fileOf(blob.address)), `.${randomUUID()}`);
    await writeFile(draft, 'half');
    for (const file of [fileOf(old!.address), fileOf(blob.address), draft]) await utimes(file, 1_000, 1_000);
    expect(await storage.blobs.sweepOrphans(2_000_000)).toBe(2);
    expect(await readdir(path.dirname(draft))).not.toContain(path.basename(draft));
    await expect(readFile(fileOf(old!.address))).rejects.toThrow('ENOENT');
    expect((await readFile(fileOf(recent!.address))).length).toBeGreaterThan(0);
    expect((await read(record)).bytes.equals(record.bytes)).toBe(true);
  });
});
