// What people take away. The journal: the very lines its reader may read, each an AuditEvent, in one Bundle. The whole record: one folder that opens
// anywhere, made of what who asked may read on that day, downloaded by nobody else. Taking either is itself a line of the journal.

import type { Journal, RecordExport, RecordExports } from '@carnet/contract';
import { decideAcross, policyAt } from '@carnet/domain/access';
import type { Trace } from '@carnet/domain/audit';
import type { PersonneId } from '@carnet/domain/dossier';
import type { PsIdNat } from '@carnet/domain/identity';
import { type Instant, type Result, instantOf, millisecondsPerDay, plusDays } from '@carnet/domain/kernel';
import type { Caller } from '@carnet/server/application/caller';
import { type ExportPorts, downloadExport } from '@carnet/server/application/export-record';
import { confirmFusion, endFusion, proposeFusion } from '@carnet/server/application/fusions';
import { assureIdentity } from '@carnet/server/application/keep-identity';
import { recordWriter } from '@carnet/server/interfaces/web/export/record-writer';
import { expireExports, startExportMaking } from '@carnet/server/jobs/make-exports';
import { newId } from '@carnet/server/new-id';
import type { NewDossier } from '@carnet/server/storage/index';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compose, level1, section, structured, tinyPdf } from '../fixtures/cda/compose.ts';
import { changeOf, depositAs, factsOf, newDossier, newEntry, newSet, noon, permitFor, titulaireOf } from '../support/records.ts';
import { smallPdf, smallPng } from '../support/small-files.ts';
import { type WebWorld, acting, professionals, startWebWorld } from '../support/web-server.ts';
import { openXdsSchema, schemaPresent } from '../support/xsd.ts';
import { readZip, unzip } from '../support/zip.ts';

/** 300 at each run; `npm run drill -- export` takes fifty thousand (features A191). */
const pictures = Number(process.env['CARNET_EXPORT_PICTURES'] ?? '300');
const pictureBytes = Number(process.env['CARNET_EXPORT_PICTURE_BYTES'] ?? '500');

let world: WebWorld;
beforeAll(async () => {
  world = await startWebWorld();
});
afterAll(async () => world.close());

interface Bundle {
  readonly resourceType: string;
  readonly type: string;
  readonly entry: readonly { readonly resource: { readonly resourceType: string; readonly id: string; readonly entity: readonly object[] } }[];
}
const download = (token: string, encoding?: string) =>
  world.app.inject({
    url: `/api/patient/dossiers/${world.alice.id}/journal/export`,
    cookies: { carnet_patient: token },
    headers: { 'x-carnet': '1', 'sec-fetch-site': 'same-origin', ...(encoding === undefined ? {} : { 'accept-encoding': encoding }) },
  });
const linesOf = async (token: string): Promise<Journal> => {
  const lines: Journal['lines'][number][] = [];
  for (let cursor = ''; ;) {
    const page = (await world.ask('patient', `/dossiers/${world.alice.id}/journal?limit=200${cursor}`, { token })).json<Journal>();
    lines.push(...page.lines);
    if (page.nextCursor === undefined) return { ...page, lines };
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
};

test('is what the reader reads, and says afterwards that it was taken', async () => {
  const token = await world.asPatient(world.alice);
  await world.deposit(Buffer.from('shown'), { title: 'Bilan montré' });
  const hidden = await world.deposit(Buffer.from('awaiting'), {
    title: 'Bilan en attente',
    visibilite: { masquePs: false, invisiblePatient: true, invisibleRepresentants: false },
  });
  const trace: Trace = {
    at: noon,
    action: 'read-document',
    outcome: 'granted',
    mode: 'normal',
    dossier: world.alice.id,
    actorKind: 'professionnel',
    actorId: '899700000009',
    door: 'fhir',
    actorName: 'Dr Z',
    authentication: 'DIRECTE',
  };
  // More than the store reads at a time.
  await world.database.storage.transactions.run(async (tx) => {
    for (let line = 0; line < 1_203; line++) await tx.traces.append({ ...trace, at: instantOf(noon - line * 1_000) });
    await tx.traces.append({ ...trace, document: hidden.logicalId, documentTitle: hidden.title });
  });
  const answer = await download(token);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe('application/fhir+json');
  expect(answer.headers['content-disposition']).toContain('attachment; filename="journal-du-dossier-2026-11-20.json"');
  const bundle = answer.json<Bundle>();
  expect({ resourceType: bundle.resourceType, type: bundle.type }).toEqual({ resourceType: 'Bundle', type: 'collection' });
  expect(answer.payload).not.toContain('Bilan en attente');
  // What was read before it, in the same order: the line of the reading that follows it is the first of that one.
  const read = await linesOf(token);
  const taken = bundle.entry.map(({ resource }) => resource.id);
  expect(taken.length).toBeGreaterThan(1_203);
  const ids = new Set(taken);
  expect(
    read.lines
      .map(({ id }) => id)
      .filter((id) => ids.has(id))
      .toSorted(),
  ).toEqual(taken.toSorted());
  expect(read.lines.filter(({ about }) => about?.act === 'journal-downloaded')).toHaveLength(1);
});

test('is compressed for whoever reads that, and the same for who does not', async () => {
  const token = await world.asPatient(world.alice);
  const small = await download(token, 'gzip, br');
  expect(small.headers['content-encoding']).toBe('gzip');
  const plain = await download(token);
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(small.rawPayload.length).toBeLessThan(plain.rawPayload.length / 10);
});

test('is refused to whoever may not read it, and the refusal is a line', async () => {
  const answer = await download(await world.asPatient(world.bob));
  expect(answer.statusCode).toBe(404);
  expect(answer.json<{ code: string }>().code).toBe('DOSSIER_INEXISTANT');
  const { lines } = await linesOf(await world.asPatient(world.alice));
  expect(lines.filter(({ outcome, action, actorId }) => outcome === 'refused' && action === 'read-journal' && actorId === world.bob.titulaire)).toHaveLength(1);
});

describe('the whole record', () => {
  const ports = (at: Instant = noon): ExportPorts => ({ ...world.ports, clock: { now: () => at }, exportBytes: world.database.storage.exportBytes });
  /** Makes all that is asked for, as the job does. */
  const make = async (at: Instant = noon, over: Partial<ExportPorts> = {}): Promise<readonly unknown[]> => {
    const faults: unknown[] = [];
    const making = await startExportMaking({
      ports: { ...ports(at), ...over },
      writerOf: recordWriter({ newId, fhirUrl: 'https://localhost/fhir' }),
      onNew: async () => async () => undefined,
      onError: (error) => faults.push(error),
    });
    await making.now();
    await making.stop();
    return faults;
  };
  const asked = async (token: string, dossier: NewDossier): Promise<RecordExport> => {
    const answer = await world.ask('patient', `/dossiers/${dossier.id}/exports`, { method: 'POST', token });
    expect(answer.statusCode, answer.payload).toBe(201);
    return answer.json<RecordExport>();
  };
  const own = async (token: string, dossier: NewDossier): Promise<RecordExport | undefined> =>
    (await world.ask('patient', '/exports', { token })).json<RecordExports>().exports.find(({ dossierId }) => dossierId === dossier.id);
  const file = (token: string | undefined, dossier: NewDossier, id: string) => world.ask('patient', `/dossiers/${dossier.id}/exports/${id}`, { token });
  const opened = async (token: string, dossier: NewDossier): Promise<ReadonlyMap<string, Buffer>> => {
    const { id, bytes } = (await own(token, dossier))!;
    const answer = await file(token, dossier, id);
    expect(answer.statusCode, answer.payload.slice(0, 300)).toBe(200);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/zip', 'content-length': String(bytes), 'cache-control': 'private, no-store' });
    return unzip(answer.rawPayload);
  };
  /** As `textOf` shows what is written in UTF-8. */
  const utf8 = (text: string): string => Buffer.from(text).toString('latin1');
  const textOf = (files: ReadonlyMap<string, Buffer>): string => [...files.values()].map((bytes) => bytes.toString('latin1')).join('\n');
  const put = async (dossier: NewDossier, bytes: Buffer, options: Parameters<typeof newEntry>[2] = {}) => {
    const author = professionals.author;
    const entry = newEntry(dossier.ins, bytes, { author: author.id, ...options });
    await depositAs(world.database.storage, acting(author), dossier, entry, bytes);
    return entry;
  };
  const fresh = async (): Promise<NewDossier> => {
    const dossier = newDossier();
    await world.database.storage.registry.openDossier(dossier);
    return dossier;
  };
  /** A parent, whose name is known to the record. */
  const parentOf = async (dossier: NewDossier): Promise<{ readonly personne: PersonneId; readonly token: string }> => {
    const personne = randomUUID() as PersonneId;
    await world.database.storage.transactions.run(async (tx) => {
      const decision = decideAcross({ action: 'create-record', actor: { kind: 'systeme' }, mode: 'normal', at: noon, policy: policyAt(noon, []) });
      if (!decision.granted) throw new Error(decision.rule);
      const names = { representant: 'Jeanne MARCHAND', titulaire: 'Claire MARCHAND' };
      await tx.ties.represent(decision.permit, dossier.id, { personne, kind: 'parent', since: plusDays(noon, -1), until: plusDays(noon, 100), names });
    });
    const token = await world.sessions.open({
      kind: 'patient',
      personne,
      dossier: randomUUID() as NewDossier['id'],
      displayName: 'Jeanne MARCHAND',
      factors: 2,
      openedAt: noon,
      expiresAt: instantOf(noon + 3_600_000),
    });
    return { personne, token };
  };
  const hiddenFromParents = { masquePs: false, invisiblePatient: false, invisibleRepresentants: true };

  test('is one folder for people, for spreadsheets and for health software, each file with its SHA-256', async () => {
    const dossier = await fresh();
    const token = await world.asPatient(dossier);
    const text = Buffer.from('Première ligne\n\n<script>alert(1)</script>');
    await put(dossier, text, { mimeType: 'text/plain', title: '=Note & <b>texte</b>' });
    const level3 = Buffer.from(
      compose({ body: structured(section('Motif', '<paragraph>Fatigue <content styleCode="Bold">passagère</content>.</paragraph>')) }),
    );
    await put(dossier, level3, { title: 'Synthèse' });
    const level1Pdf = tinyPdf('Lettre');
    const letter = Buffer.from(compose({ id: '<id root="2.25.1001" extension="A-2"/>', body: level1(level1Pdf.toString('base64')) }));
    await put(dossier, letter, { title: 'Lettre' });
    const pdf = await put(dossier, smallPdf(), { mimeType: 'application/pdf', title: 'Radiographie' });
    await put(dossier, Buffer.from('pas encore annoncé'), {
      title: 'Résultat en attente',
      visibilite: { masquePs: false, invisiblePatient: true, invisibleRepresentants: false },
    });
    const first = await asked(token, dossier);
    expect(first).toMatchObject({ state: 'asked', done: 0 });
    // Asked twice, made once.
    expect((await asked(token, dossier)).id).toBe(first.id);
    expect(await make()).toEqual([]);
    expect(await own(token, dossier)).toMatchObject({ id: first.id, state: 'ready', done: 4, total: 4, until: new Date(plusDays(noon, 7)).toISOString() });
    const files = await opened(token, dossier);

    const manifest = files
      .get('MANIFEST.TXT')!
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => line.split('  ') as [string, string]);
    expect(manifest.map(([, path]) => path).toSorted()).toEqual([...files.keys()].filter((path) => path !== 'MANIFEST.TXT').toSorted());
    for (const [sum, path] of manifest) expect(createHash('sha256').update(files.get(path)!).digest('hex'), path).toBe(sum);
    for (const path of files.keys()) expect(path).toMatch(/^(?:index\.html|(?:[A-Z0-9_]{1,8}\/){0,2}[A-Z0-9_]{1,8}\.[A-Z0-9]{1,3})$/);

    const originals = [...files].filter(([path]) => path.startsWith('IHE_XDM/SUBSET01/DOC')).map(([, bytes]) => bytes.toString('latin1'));
    expect(originals.toSorted()).toEqual([text, level3, letter, smallPdf()].map((bytes) => bytes.toString('latin1')).toSorted());
    const pages = [...files].filter(([path]) => /^LIRE\/.*HTM$/.test(path)).map(([, bytes]) => bytes.toString());
    expect(pages).toHaveLength(3);
    expect(pages.join('')).toContain('Fatigue <strong>passagère</strong>.');
    expect([...files].filter(([path]) => /^LIRE\/.*PDF$/.test(path)).map(([, bytes]) => bytes.toString('latin1'))).toEqual([level1Pdf.toString('latin1')]);
    expect(textOf(files)).not.toContain('sultat en attente');
    const index = files.get('index.html')!.toString();
    expect(index).toContain('=Note &amp; &lt;b&gt;texte&lt;/b&gt;');
    for (const [path, bytes] of files)
      if (/\.(?:HTM|html)$/.test(path)) expect(bytes.toString(), path).not.toMatch(/<script|javascript:|\son\w+=|<iframe|https?:\/\//);
    // Every link of every page leads to a file of the folder.
    for (const [path, bytes] of files)
      if (/\.(?:HTM|html)$/.test(path))
        for (const [, href] of bytes.toString().matchAll(/href="([^"#]+)"/g))
          expect([...files.keys()], `${path} -> ${href}`).toContain(new URL(href!, `file:///${path}`).pathname.slice(1));
    const journal = files.get('DONNEES/JOURNAL.CSV')!.toString();
    expect(journal).toContain('Copie de tout le dossier');
    expect(journal.split('\r\n')[0]).toContain(';"Moyen d’identification / Means of identification";');
    const summary = JSON.parse(files.get('DONNEES/IPS.JSN')!.toString()) as { type: string; entry: { resource: { resourceType: string } }[] };
    expect({ type: summary.type, first: summary.entry[0]!.resource.resourceType }).toEqual({ type: 'document', first: 'Composition' });

    const metadata = files.get('IHE_XDM/SUBSET01/METADATA.XML')!.toString();
    expect(metadata).toContain(pdf.uniqueId);
    expect([...metadata.matchAll(/<rim:Slot name="URI"><rim:ValueList><rim:Value>([^<]+)/g)].map(([, uri]) => files.has(`IHE_XDM/SUBSET01/${uri}`))).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  test.skipIf(!schemaPresent)('has a METADATA.XML that is valid against the schemas of ebRIM [the schemas stay beside the project]', async () => {
    const dossier = await fresh();
    const token = await world.asPatient(dossier);
    await put(dossier, smallPng(), { mimeType: 'image/png', title: 'Photo' });
    await asked(token, dossier);
    expect(await make()).toEqual([]);
    const metadata = (await opened(token, dossier)).get('IHE_XDM/SUBSET01/METADATA.XML')!;
    const schema = openXdsSchema();
    try {
      expect(schema.faults(metadata)).toEqual([]);
    } finally {
      schema.close();
    }
  });

  test(`of ${pictures} pictures holds each one, and its pages lead to all of them`, { timeout: 3_600_000 }, async () => {
    const dossier = await fresh();
    const token = await world.asPatient(dossier);
    const { storage } = world.database;
    const { rows } = await storage.pool.query<{ wrapped_key: Buffer }>('SELECT wrapped_key FROM dossier WHERE dossier_id = $1', [dossier.id]);
    const sealer = await storage.vault.sealer(dossier.id, rows[0]!.wrapped_key);
    for (let start = 0; start < pictures; start += 1_000) {
      const batch = Array.from({ length: Math.min(1_000, pictures - start) }, () => Buffer.concat([smallPng(), randomBytes(pictureBytes)]));
      const blobs = await storage.blobs.keepSealedWith(dossier.id, sealer, batch);
      const made = batch.map((bytes, offset) => {
        const at = instantOf(noon - (start + offset) * 60_000);
        const entry = newEntry(dossier.ins, bytes, { mimeType: 'image/png', title: `Image ${start + offset}`, serviceStart: at, over: { depositedAt: at } });
        return { entry, facts: factsOf(entry), blob: blobs[offset]! };
      });
      await storage.registry.importDocuments(dossier.id, newSet(made[0]!.entry), made);
    }
    const { id } = await asked(token, dossier);
    const before = { memory: process.memoryUsage(), cpu: process.cpuUsage(), at: performance.now() };
    let [rss, heap] = [0, 0];
    const watch = setInterval(() => {
      const { rss: now, heapUsed } = process.memoryUsage();
      [rss, heap] = [Math.max(rss, now), Math.max(heap, heapUsed)];
    }, 50);
    expect(await make()).toEqual([]);
    clearInterval(watch);
    const { user, system } = process.cpuUsage(before.cpu);
    const seconds = (performance.now() - before.at) / 1000;
    const { bytes = 0, done, state } = (await own(token, dossier))!;
    expect({ done, state }).toEqual({ done: pictures, state: 'ready' });
    const directory = await mkdtemp(join(tmpdir(), 'carnet-export-'));
    try {
      const zip = join(directory, 'copy.zip');
      const actor = { kind: 'titulaire', personne: dossier.titulaire, factors: 2 } as const;
      const caller: Caller = { actor, mode: 'normal', context: { door: 'patient', actorName: 'Claire MARCHAND' } };
      const found = await downloadExport(ports(), caller, { id: dossier.id }, id);
      if (!found.ok) throw new Error(found.refusal.code);
      await pipeline(found.value.read(), createWriteStream(zip));
      expect((await stat(zip)).size).toBe(bytes);
      let [images, linked] = [0, 0];
      await readZip(zip, (path, content) => {
        if (path.endsWith('.PNG')) images += 1;
        else if (/^(?:index\.html|DOCS\d+\.HTM)$/.test(path)) linked += content.toString().match(/\.PNG"/g)?.length ?? 0;
      });
      expect({ images, linked }).toEqual({ images: pictures, linked: pictures });
    } finally {
      await rm(directory, { recursive: true });
    }
    const megabytes = (count: number): number => Math.round(count / 1e5) / 10;
    const grown = { rss: megabytes(rss - before.memory.rss), heap: megabytes(heap - before.memory.heapUsed) };
    const report = process.env['CARNET_EXPORT_REPORT'];
    if (report !== undefined)
      await writeFile(
        report,
        JSON.stringify({ pictures, zipMegabytes: megabytes(bytes), seconds, processorSeconds: (user + system) / 1e6, grownMegabytes: grown, faults: [] }),
      );
    // The whole is hundreds of megabytes in the long form; what is held is a page of rows, a document and a piece.
    if (pictures >= 10_000) expect(grown.rss).toBeLessThan(400);
  });

  test('is downloaded by who asked for it, for seven days; then it is gone', async () => {
    const dossier = await fresh();
    const token = await world.asPatient(dossier);
    const { token: parent } = await parentOf(dossier);
    const { id } = await asked(token, dossier);
    expect((await file(token, dossier, id)).statusCode).toBe(404);
    expect(await make()).toEqual([]);
    for (const [who, session, status] of [
      ['nobody', undefined, 401],
      ['another patient', await world.asPatient(world.bob), 404],
      ['somebody else of this record', parent, 404],
      ['one factor', await world.asPatient(dossier, 1), 403],
    ] as const)
      expect((await file(session, dossier, id)).statusCode, who).toBe(status);
    expect((await file(token, dossier, id)).statusCode).toBe(200);
    expect(await world.ask('pro', `/dossiers/${dossier.id}/exports`, { method: 'POST', token: await world.asProfessional('treating') })).toMatchObject({
      statusCode: 404,
    });
    expect(await expireExports(ports(instantOf(noon + 7 * millisecondsPerDay - 1)))).toBe(0);
    expect(await expireExports(ports(plusDays(noon, 7)))).toBeGreaterThan(0);
    expect(await own(token, dossier)).toMatchObject({ state: 'expired' });
    expect((await file(token, dossier, id)).statusCode).toBe(404);
    const { rows } = await world.database.storage.pool.query('SELECT 1 FROM record_export_piece WHERE dossier_id = $1', [dossier.id]);
    expect(rows).toHaveLength(0);
    expect(await world.database.storage.exportBytes.sweepOrphans(Date.now() + 60_000)).toBeGreaterThan(0);
  });

  test('is a line of the journal when it is asked for, downloaded and deleted, and a notice says that it is ready', async () => {
    const dossier = await fresh();
    const token = await world.asPatient(dossier);
    const { id } = await asked(token, dossier);
    expect(await make()).toEqual([]);
    await file(token, dossier, id);
    expect((await world.ask('patient', `/dossiers/${dossier.id}/exports/${id}`, { method: 'DELETE', token })).statusCode).toBe(204);
    expect(await own(token, dossier)).toBeUndefined();
    const { lines } = (await world.ask('patient', `/dossiers/${dossier.id}/journal`, { token })).json<Journal>();
    expect(lines.filter(({ action }) => action === 'export-record').map(({ about }) => about?.act)).toEqual([
      'export-deleted',
      'export-downloaded',
      'export-asked',
    ]);
    const notices = (await world.ask('patient', `/dossiers/${dossier.id}/notices`, { token })).json<{ notices: { kind: string }[] }>();
    expect(notices.notices.map(({ kind }) => kind)).toContain('copie-prete');
  });

  test('asked for by a parent holds no act the minor asked the secret of, and is not given once one is hidden', async () => {
    const dossier = newDossier({ traits: { ...world.alice.traits, birthDate: '2012-03-01' as NewDossier['traits']['birthDate'] } });
    await world.database.storage.registry.openDossier(dossier);
    const { token: parent } = await parentOf(dossier);
    const token = await world.asPatient(dossier);
    await put(dossier, Buffer.from('secret du mineur'), { title: 'Acte secret', mimeType: 'text/plain', visibilite: hiddenFromParents });
    const shown = await put(dossier, Buffer.from('vaccin'), { title: 'Vaccin', mimeType: 'text/plain' });
    // Each copy has the binders of who asked for it.
    for (const [who, name] of [
      [token, 'Classeur de la mineure'],
      [parent, 'Classeur du parent'],
    ] as const)
      await world.ask('patient', `/dossiers/${dossier.id}/arrangement`, { method: 'POST', token: who, body: { act: 'make', name, document: shown.logicalId } });
    const { id } = await asked(parent, dossier);
    await asked(token, dossier);
    expect(await make()).toEqual([]);
    const theirs = textOf(await opened(parent, dossier));
    expect(theirs).toContain('Vaccin');
    expect(theirs).not.toContain('Acte secret');
    expect(theirs).not.toContain('secret du mineur');
    expect(theirs).toContain('Classeur du parent');
    expect(theirs).not.toContain('Classeur de la mineure');
    const hers = await opened(token, dossier);
    expect(textOf(hers)).toContain('Acte secret');
    expect(hers.get('DONNEES/CLASSEUR.CSV')!.toString().split('\r\n')).toEqual([expect.stringContaining('Classeur'), '"Classeur de la mineure";"Vaccin"', '']);
    expect(textOf(hers)).not.toContain('Classeur du parent');
    // One that comes hidden afterwards changes nothing a parent could notice.
    await put(dossier, Buffer.from('autre secret'), { title: 'Autre secret', mimeType: 'text/plain', visibilite: hiddenFromParents });
    expect((await file(parent, dossier, id)).statusCode).toBe(200);
    await world.database.storage.transactions.run(async (tx) =>
      tx.documents.change(
        await permitFor(tx, 'mask', titulaireOf(dossier), dossier.id, { logicalId: shown.logicalId }),
        changeOf(shown, { expectedVersion: 1, at: instantOf(noon + 1_000), visibilite: hiddenFromParents }),
      ),
    );
    expect((await file(parent, dossier, id)).statusCode).toBe(404);
  });

  test('is not made for who lost the right meanwhile, nor given to them', async () => {
    const dossier = await fresh();
    const { personne, token: parent } = await parentOf(dossier);
    const ready = await asked(parent, dossier);
    expect(await make()).toEqual([]);
    await world.database.storage.pool.query('UPDATE representation SET until = $2 WHERE personne = $1', [personne, new Date(noon - 1_000).toISOString()]);
    expect((await file(parent, dossier, ready.id)).statusCode).toBe(403);
    await world.database.storage.pool.query(`UPDATE record_export SET state = 'asked', next_attempt_at = asked_at WHERE id = $1`, [ready.id]);
    expect(await make()).toEqual([]);
    expect(await own(parent, dossier)).toMatchObject({ state: 'failed', failure: 'rights' });
  });

  test('of two records that are one person’s holds both, by either account, to each reader what is theirs of each; once they are parted it is gone', async () => {
    const [stays, goes] = [await fresh(), await fresh()];
    await put(stays, smallPng(), { over: { title: 'Cliché du premier' } });
    await put(goes, smallPdf(), { over: { title: 'Bilan du second' } });
    const { token: parent } = await parentOf(goes);
    const tokens = [await world.asPatient(stays), await world.asPatient(goes)] as const;
    const cell = (number: number): Caller => {
      const actor = { kind: 'exploitation', id: `3750000018/000${number}` as PsIdNat, active: true, structures: [] } as const;
      return { actor, mode: 'normal', context: { door: 'professional', actorName: 'KELLER Agnès' } };
    };
    const done = (result: Result<unknown>): void => expect(result).toMatchObject({ ok: true });
    done(await assureIdentity(world.ports, cell(1), { id: goes.id }, 'doubt'));
    const proposed = await proposeFusion(world.ports, cell(1), stays.id, { absorbed: goes.id, reason: 'pièce vue' });
    if (!proposed.ok) throw new Error(JSON.stringify(proposed.refusal));
    done(await confirmFusion(world.ports, cell(2), stays.id, proposed.value.id));

    await asked(tokens[0], stays);
    await asked(tokens[1], goes);
    await asked(parent, goes);
    expect(await make()).toEqual([]);
    const [byOne, byOther, byParent] = [await opened(tokens[0], stays), await opened(tokens[1], goes), await opened(parent, goes)].map(textOf);
    for (const title of ['Cliché du premier', 'Bilan du second']) for (const text of [byOne, byOther]) expect(text).toContain(utf8(title));
    expect(byParent).toContain(utf8('Bilan du second'));
    expect(byParent).not.toContain(utf8('Cliché du premier'));

    const before = [(await own(tokens[0], stays))!, (await own(tokens[1], goes))!] as const;
    done(await endFusion(world.ports, cell(2), stays.id, proposed.value.id));
    for (const [index, dossier] of [stays, goes].entries()) {
      expect(await own(tokens[index]!, dossier)).toBeUndefined();
      expect((await file(tokens[index], dossier, before[index]!.id)).statusCode).toBe(404);
      await asked(tokens[index]!, dossier);
    }
    expect(await make()).toEqual([]);
    expect(textOf(await opened(tokens[0], stays))).not.toContain(utf8('Bilan du second'));
    expect(textOf(await opened(tokens[1], goes))).not.toContain(utf8('Cliché du premier'));
  });

  test('is made of a closed record too', async () => {
    const dossier = await fresh();
    const token = await world.asPatient(dossier);
    await put(dossier, Buffer.from('avant la fermeture'), { title: 'Avant', mimeType: 'text/plain' });
    expect((await world.ask('patient', `/dossiers/${dossier.id}/close`, { method: 'POST', token, body: {} })).statusCode).toBe(200);
    expect((await world.ask('patient', `/dossiers/${dossier.id}/documents`, { token })).statusCode).toBe(404);
    await asked(token, dossier);
    expect(await make()).toEqual([]);
    expect(textOf(await opened(token, dossier))).toContain('avant la fermeture');
  });

  test('whose maker fell is made again, whole, from its beginning; what the fallen one left is none of it', async () => {
    const dossier = await fresh();
    const token = await world.asPatient(dossier);
    await put(dossier, Buffer.alloc(5 * 1024 * 1024, 1), { title: 'Grand', mimeType: 'application/pdf' });
    const { id } = await asked(token, dossier);
    const { storage } = world.database;
    let pieces = 0;
    const falling = {
      ...storage.exportBytes,
      keepPiece: (...given: Parameters<typeof storage.exportBytes.keepPiece>) => {
        if (++pieces > 1) return Promise.reject(Object.assign(new Error('no room'), { code: 'ENOSPC' }));
        return storage.exportBytes.keepPiece(...given);
      },
    };
    expect(await make(noon, { exportBytes: falling })).toHaveLength(1);
    expect(await own(token, dossier)).toMatchObject({ state: 'asked' });
    // Not before its time, then whole.
    expect(await make(noon)).toEqual([]);
    expect(await own(token, dossier)).toMatchObject({ state: 'asked' });
    expect(await make(instantOf(noon + 61_000))).toEqual([]);
    expect(await own(token, dossier)).toMatchObject({ state: 'ready' });
    expect([...(await opened(token, dossier)).values()].some((bytes) => bytes.length === 5 * 1024 * 1024)).toBe(true);
    const { rows } = await storage.pool.query<{ attempts: number }>(
      'SELECT count(DISTINCT attempt)::int AS attempts FROM record_export_piece WHERE export_id = $1',
      [id],
    );
    expect(rows[0]!.attempts).toBe(1);
  });

  test('given up while it is made is not finished', async () => {
    const dossier = await fresh();
    const token = await world.asPatient(dossier);
    await put(dossier, Buffer.from('un'), { title: 'Un', mimeType: 'text/plain' });
    const { id } = await asked(token, dossier);
    const { storage } = world.database;
    const leaving = {
      ...storage.exportBytes,
      keepPiece: async (...given: Parameters<typeof storage.exportBytes.keepPiece>) => {
        expect((await world.ask('patient', `/dossiers/${dossier.id}/exports/${id}`, { method: 'DELETE', token })).statusCode).toBe(204);
        return storage.exportBytes.keepPiece(...given);
      },
    };
    expect(await make(noon, { exportBytes: leaving })).toEqual([]);
    expect(await own(token, dossier)).toBeUndefined();
  });
});
