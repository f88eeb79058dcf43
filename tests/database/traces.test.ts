// The journal: chained line by line, one chain per record, verifiable without a key, read only by those who may.

import type { Trace } from '@carnet/domain/audit';
import type { DossierId } from '@carnet/domain/dossier';
import type { LogicalId } from '@carnet/domain/document';
import { instantOf } from '@carnet/domain/kernel';
import type { TraceQuery } from '@carnet/server/ports';
import type { NewDossier } from '@carnet/server/storage/index';
import { unattachedChain } from '@carnet/server/storage/postgres/trace-store';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { verifyJournal } from '../../tools/journal/verify.ts';
import { freshDatabase } from '../support/database.ts';
import { depositAs, doctor, newDossier, newEntry, noon, permitFor, titulaireOf } from '../support/records.ts';

const { storage, url, close } = await freshDatabase();
const owner = new pg.Client({ connectionString: url });
await owner.connect();
afterAll(async () => {
  await owner.end();
  await close();
});

const mt = doctor('001');
const other = doctor('002');

async function opened(): Promise<NewDossier> {
  const dossier = newDossier({ medecinTraitant: mt.id });
  await storage.registry.openDossier(dossier);
  return dossier;
}
const traceBy = (actorId: string, over: Partial<Trace> = {}): Trace => ({
  at: noon,
  action: 'list-documents',
  outcome: 'granted',
  mode: 'normal',
  actorKind: 'professionnel',
  actorId,
  profession: '10',
  structureId: '1100',
  door: 'fhir',
  actorName: 'Dr Hélène « Æ »',
  structureName: 'Cabinet',
  reason: 'urgence',
  software: 'LPS',
  authentication: 'DIRECTE',
  ...over,
});
const append = (...traces: Trace[]): Promise<void> =>
  storage.transactions.run(async (tx) => {
    for (const trace of traces) await tx.traces.append(trace);
  });
const journal = (actor: ReturnType<typeof titulaireOf>, dossier: NewDossier, query: TraceQuery = {}) =>
  storage.transactions.run(async (tx) => tx.traces.list(await permitFor(tx, 'read-journal', actor, dossier.id), query));

/** The first place of this chain that the verifier names, or undefined (journal-proof.test.ts holds the rest of it). */
async function brokenAt(chain: string): Promise<number | undefined> {
  const { findings, lines } = await verifyJournal(url, { publicKeys: [], copies: undefined }, () => undefined);
  expect(lines).toBeGreaterThan(0);
  return findings.find((finding) => finding.chain === chain)?.sequence;
}

test('a line comes back as it was written', async () => {
  const dossier = await opened();
  const trace = traceBy(other.id, {
    dossier: dossier.id,
    outcome: 'refused',
    rule: 'AUTORISATION_ABSENTE',
    document: randomUUID() as LogicalId,
    typeCode: '11488-4',
    documentTitle: 'Bilan',
    mode: 'bris_de_glace',
    requestId: 'a-request-id',
  });
  const least: Trace = {
    at: instantOf(noon + 1),
    action: 'deposit',
    outcome: 'granted',
    mode: 'normal',
    dossier: dossier.id,
    actorKind: 'titulaire',
    actorId: dossier.titulaire,
    door: 'patient',
    actorName: 'Claire MARCHAND',
    authentication: 'DEUX_FACTEURS',
  };
  await append(trace, least);
  const { rows, total } = await journal(titulaireOf(dossier), dossier);
  expect(total).toBe(2);
  expect(rows.map(({ id: _id, ...line }) => line)).toEqual([least, trace]);
});

test('a chain written by forty transactions at once holds, and names the line that is altered, removed or added', async () => {
  const dossier = await opened();
  const elsewhere = await opened();
  await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      append(traceBy(`8${index}`, { dossier: index % 4 === 0 ? elsewhere.id : dossier.id, at: instantOf(noon + index) })),
    ),
  );
  expect(await brokenAt(dossier.id)).toBeUndefined();
  expect(await brokenAt(elsewhere.id)).toBeUndefined();
  await owner.query(`UPDATE trace SET outcome = 'refused', rule = 'PS_BLOQUE' WHERE dossier_id = $1 AND sequence = 7`, [dossier.id]);
  expect(await brokenAt(dossier.id)).toBe(7);
  await owner.query('DELETE FROM trace WHERE dossier_id = $1 AND sequence = 10', [elsewhere.id]);
  expect(await brokenAt(elsewhere.id)).toBe(10);
  const { rows } = await owner.query<{ n: string }>('SELECT count(*) AS n FROM trace WHERE dossier_id = $1', [dossier.id]);
  expect(rows[0]!.n).toBe('30');
});

test('an access that fails leaves no trace and no hole', async () => {
  const dossier = await opened();
  await append(traceBy('8001', { dossier: dossier.id }));
  await expect(
    storage.transactions.run(async (tx) => {
      await tx.traces.append(traceBy('8002', { dossier: dossier.id }));
      throw new Error('given up');
    }),
  ).rejects.toThrow('given up');
  await append(traceBy('8003', { dossier: dossier.id }));
  expect(await brokenAt(dossier.id)).toBeUndefined();
  expect((await journal(titulaireOf(dossier), dossier)).rows.map(({ actorId }) => actorId)).toEqual(['8003', '8001']);
});

test('months never met before, past and future, are written by many at once', async () => {
  const dossier = await opened();
  const months = [0, 1, 2, 3, 4, 5].map((month) => instantOf(Date.UTC(2031 + month, month, 28, 23, 59, 59, 999)));
  await Promise.all([...months, ...months, ...months].map((at) => append(traceBy('8001', { dossier: dossier.id, at }))));
  expect(await brokenAt(dossier.id)).toBeUndefined();
  expect((await journal(titulaireOf(dossier), dossier)).total).toBe(18);
});

test('refusals about no record are chained by actor and hold up no record', async () => {
  const actor = doctor('777');
  await append(traceBy(actor.id, { outcome: 'refused', rule: 'DOSSIER_INEXISTANT' }), traceBy(actor.id, { outcome: 'refused', rule: 'DOSSIER_INEXISTANT' }));
  expect(await brokenAt(unattachedChain(actor.id))).toBeUndefined();
  const dossier = await opened();
  // An open transaction holds the unattached chain; a record's line is written all the same.
  await storage.transactions.run(async (tx) => {
    await tx.traces.append(traceBy(actor.id, { outcome: 'refused', rule: 'DOSSIER_INEXISTANT' }));
    await append(traceBy('8001', { dossier: dossier.id }));
  });
});

test('the patient and the médecin traitant read every line, another professional their own', async () => {
  const dossier = await opened();
  await append(
    traceBy(mt.id, { dossier: dossier.id }),
    traceBy(other.id, { dossier: dossier.id }),
    traceBy('8009', { dossier: dossier.id, outcome: 'refused', rule: 'AUTORISATION_ABSENTE' }),
  );
  expect((await journal(titulaireOf(dossier), dossier)).total).toBe(3);
  expect((await journal(mt, dossier)).total).toBe(3);
  const own = await journal(other, dossier);
  expect(own.total).toBe(1);
  expect(own.rows.map(({ actorId }) => actorId)).toEqual([other.id]);
  expect((await journal(other, dossier, { actorId: mt.id })).total).toBe(0);
});

test('lines about a document that awaits its announcement do not announce it to the patient', async () => {
  const dossier = await opened();
  const bytes = Buffer.from('x');
  const entry = newEntry(dossier.ins, bytes, { author: mt.id, visibilite: { masquePs: false, invisiblePatient: true, invisibleRepresentants: false } });
  await depositAs(storage, mt, dossier, entry, bytes);
  await append(
    traceBy(mt.id, { dossier: dossier.id, action: 'deposit', document: entry.logicalId, documentTitle: entry.title }),
    traceBy(mt.id, { dossier: dossier.id }),
  );
  expect((await journal(mt, dossier)).total).toBe(2);
  const shown = await journal(titulaireOf(dossier), dossier);
  expect(shown.total).toBe(1);
  expect(JSON.stringify(shown.rows)).not.toContain(entry.title);
});

test('filters and pages', async () => {
  const dossier = await opened();
  await append(
    ...Array.from({ length: 23 }, (_, index) =>
      traceBy(index % 2 === 0 ? '8001' : '8002', {
        dossier: dossier.id,
        at: instantOf(noon + Math.floor(index / 4)),
        action: index % 5 === 0 ? 'read-document' : 'list-documents',
      }),
    ),
  );
  const whole = (await journal(titulaireOf(dossier), dossier)).rows.map(({ id }) => id);
  const walked: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await journal(titulaireOf(dossier), dossier, { limit: 4, ...(cursor === undefined ? {} : { cursor }) });
    expect(page.total).toBe(23);
    walked.push(...page.rows.map(({ id }) => id));
    if (page.nextCursor === undefined) break;
    cursor = page.nextCursor;
  }
  expect(walked).toEqual(whole);
  expect(new Set(walked).size).toBe(23);
  expect((await journal(titulaireOf(dossier), dossier, { actions: ['read-document'] })).total).toBe(5);
  expect((await journal(titulaireOf(dossier), dossier, { actorId: '8001' })).total).toBe(12);
  expect((await journal(titulaireOf(dossier), dossier, { from: instantOf(noon + 5) })).total).toBe(3);
  expect((await journal(titulaireOf(dossier), dossier, { until: instantOf(noon + 1) })).total).toBe(4);
});

test.each([
  '',
  'x',
  'AAAA',
  Buffer.from('trace.1.z').toString('base64url'),
  Buffer.from('trace.99999999999999999999.1').toString('base64url'),
  Buffer.from('service.1.1').toString('base64url'),
  `trace.${noon}.1'--`,
  '\0',
])('a cursor that is none (%j) designates no position: an empty page, the same total', async (cursor) => {
  const dossier = await opened();
  await append(traceBy('8001', { dossier: dossier.id }));
  expect(await journal(titulaireOf(dossier), dossier, { cursor })).toEqual({ rows: [], total: 1, missing: 0 });
});

test('the chain of a record nobody has opened is not the unattached one', () => {
  expect(unattachedChain('8001')).toMatch(/^0{8}-0{4}-0{4}-0{4}-0{11}[0-9a-f]$/);
  expect(unattachedChain('8001') as DossierId).toBe(unattachedChain('8001'));
});

const linesOf = async (dossier: NewDossier): Promise<number> =>
  (await owner.query<{ lines: string }>('SELECT count(*) AS lines FROM trace WHERE dossier_id = $1', [dossier.id])).rows.map(({ lines }) => Number(lines))[0]!;

test('what is last is committed before its answers are read; then it may still be read, and nothing written', async () => {
  const dossier = await opened();
  const line = traceBy(mt.id, { dossier: dossier.id });
  const before = await linesOf(dossier);
  await storage.transactions.run(async (tx, last) => {
    const { written } = await tx.traces.send(line);
    last();
    await written;
    // Seen by another connection while this transaction is not given back.
    while ((await linesOf(dossier)) === before);
    expect(await tx.facts.space(dossier.id, noon)).toBe('none');
    await expect(tx.traces.append(line)).rejects.toThrow('nothing is written after it');
  });
  expect(await linesOf(dossier)).toBe(before + 1);
});

test('where one of what is last fails, nothing of it is kept', async () => {
  const dossier = await opened();
  const before = await linesOf(dossier);
  const sent = storage.transactions.run(async (tx, last) => {
    const good = await tx.traces.send(traceBy(mt.id, { dossier: dossier.id }));
    last();
    const wrong = await tx.traces.send(traceBy(mt.id, { dossier: dossier.id, outcome: 'perhaps' as 'granted' }));
    await Promise.all([good.written, wrong.written]);
  });
  await expect(sent).rejects.toMatchObject({ code: '23514' });
  expect(await linesOf(dossier)).toBe(before);
});
