// A document sent part by part: what arrives is what left, nothing of it is somebody else's, it ends by itself, and it survives a stopped server.

import {
  type Upload,
  documentDetailSchema,
  documentListSchema,
  patientDepositMaximumBytes,
  problemSchema,
  uploadPartMinimumBytes,
  uploadSchema,
} from '@carnet/contract';
import { instantOf } from '@carnet/domain/kernel';
import { expireUploads } from '@carnet/server/application/upload-document';
import { createHash, randomBytes } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noon } from '../support/records.ts';
import { smallPdf } from '../support/small-files.ts';
import { type Answer, type WebWorld, startWebWorld } from '../support/web-server.ts';

let world: WebWorld;
let alice: string;
let bob: string;
beforeAll(async () => {
  world = await startWebWorld();
  alice = await world.asPatient(world.alice);
  bob = await world.asPatient(world.bob);
});
afterAll(() => world.close());

const canary = 'CONTENU-DE-LA-RADIO';
/** A PDF of this many bytes that a reader opens, with words a stolen disk must not say. */
function pdfOf(size: number): Buffer {
  const small = smallPdf(`/Lang (${canary}) `);
  const filling = Buffer.from(
    randomBytes(size)
      .toString('base64')
      .slice(0, size - small.length - 2)
      .replaceAll('/', '-'),
  );
  // Between the header and the first object: a comment.
  return Buffer.concat([small.subarray(0, 9), Buffer.from('%'), filling, Buffer.from('\n'), small.subarray(9)]);
}
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const uploadsOf = ({ id }: { readonly id: string }): string => `/dossiers/${id}/uploads`;

const begin = async (size: number, token = alice, dossier: { readonly id: string } = world.alice): Promise<Upload> => {
  const answer = await world.ask('patient', uploadsOf(dossier), { method: 'POST', token, body: { size, hiddenFromRepresentants: false } });
  expect(answer.statusCode).toBe(201);
  return uploadSchema.parse(answer.json());
};
const send = (id: string, offset: number, payload: Buffer, token = alice, dossier: { readonly id: string } = world.alice): Promise<Answer> =>
  world.ask('patient', `${uploadsOf(dossier)}/${id}`, {
    method: 'PATCH',
    token,
    headers: { 'x-carnet': '1', 'sec-fetch-site': 'same-origin', 'content-type': 'application/partial-upload', 'upload-offset': String(offset) },
    payload,
  });
const said = { title: 'Radio du genou', typeCode: 'DOCPAT04', serviceDate: '2026-06-12', masked: false };
const deposit = (id: string, bytes: Buffer, token = alice): Promise<Answer> =>
  world.ask('patient', `${uploadsOf(world.alice)}/${id}/deposit`, { method: 'POST', token, body: { ...said, sha256: sha256(bytes) } });
const total = async (): Promise<number> =>
  documentListSchema.parse((await world.ask('patient', `/dossiers/${world.alice.id}/documents`, { token: alice })).json()).total;
const rules = (answer: Answer): readonly string[] => (problemSchema.parse(answer.json()).findings ?? []).map(({ field, rule }) => `${field}: ${rule}`);
const uploadFiles = async (): Promise<readonly string[]> => {
  const directory = path.join(world.database.blobDir, 'uploads');
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
};

describe('what is sent in parts', () => {
  it('is one document, the bytes that left, and its beginning and its deposit are lines of the journal', async () => {
    const bytes = pdfOf(100_000);
    const before = await total();
    const { id, received, size } = await begin(bytes.length);
    expect({ received, size }).toEqual({ received: 0, size: bytes.length });
    for (const from of [0, 40_000, 80_000]) {
      const part = bytes.subarray(from, Math.min(from + 40_000, bytes.length));
      const answer = await send(id, from, part);
      expect([answer.statusCode, answer.headers['upload-offset'], answer.headers['upload-complete']]).toEqual([
        200,
        String(from + part.length),
        from === 80_000 ? '?1' : '?0',
      ]);
      expect(await total()).toBe(before);
    }
    // Sealed from the first byte.
    for (const file of await uploadFiles()) expect((await readFile(file)).includes(canary)).toBe(false);
    const answer = await deposit(id, bytes);
    expect(answer.statusCode).toBe(201);
    const detail = documentDetailSchema.parse(answer.json());
    const original = await world.ask('patient', `/dossiers/${world.alice.id}/documents/${detail.id}/original`, { token: alice });
    expect(original.rawPayload.equals(bytes)).toBe(true);
    expect(await total()).toBe(before + 1);
    // The answer was lost: asked again, it is the same document, received once.
    const again = documentDetailSchema.parse((await deposit(id, bytes)).json());
    expect([again.id, again.received, await total()]).toEqual([detail.id, undefined, before + 1]);
    const { rows } = await world.database.storage.pool.query<{ outcome: string }>(
      `SELECT outcome FROM trace WHERE dossier_id = $1 AND action = 'deposit' ORDER BY at`,
      [world.alice.id],
    );
    expect(rows).toEqual([{ outcome: 'granted' }, { outcome: 'granted' }]);
    const { rows: parts } = await world.database.storage.pool.query('SELECT FROM record_upload_part WHERE upload_id = $1', [id]);
    expect(parts).toEqual([]);
  });

  it('goes on from where it stopped: a part twice, a part too far, and where the next must begin', async () => {
    const bytes = pdfOf(60_000);
    const { id } = await begin(bytes.length);
    expect((await send(id, 0, bytes.subarray(0, 30_000))).statusCode).toBe(200);
    for (const wrong of [0, 45_000]) {
      const answer = await send(id, wrong, bytes.subarray(wrong, wrong + 15_000));
      expect([answer.statusCode, answer.headers['upload-offset'], rules(answer)]).toEqual([409, '30000', ['Upload-Offset: DECALAGE_FAUX']]);
    }
    const early = await deposit(id, bytes);
    expect([early.statusCode, rules(early)]).toEqual([409, ['uploadId: ENVOI_INCOMPLET']]);
    // Two at once, of which one is kept.
    const both = await Promise.all([send(id, 30_000, bytes.subarray(30_000)), send(id, 30_000, bytes.subarray(30_000))]);
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
    expect((await deposit(id, bytes)).statusCode).toBe(201);
  });

  it('is erased when it is given up', async () => {
    const { id } = await begin(60_000);
    await send(id, 0, pdfOf(60_000).subarray(0, 30_000));
    expect((await world.ask('patient', `${uploadsOf(world.alice)}/${id}`, { method: 'DELETE', token: alice })).statusCode).toBe(204);
    expect(rules(await send(id, 30_000, Buffer.alloc(30_000)))).toEqual(['uploadId: ENVOI_INCONNU']);
  });
});

describe('what is refused', () => {
  it('another person’s upload is none, in their record and in one’s own', async () => {
    const bytes = pdfOf(20_000);
    const { id } = await begin(bytes.length);
    const own = await send(id, 0, bytes, bob, world.bob);
    expect([own.statusCode, rules(own)]).toEqual([404, ['uploadId: ENVOI_INCONNU']]);
    expect((await send(id, 0, bytes, bob)).statusCode).toBe(404);
    const { rows } = await world.database.storage.pool.query<{ received: number }>('SELECT received FROM record_upload WHERE id = $1', [id]);
    expect(rows).toEqual([{ received: 0 }]);
  });

  it('a file that is too large, a part beyond its end, parts by the byte, an offset that is none, a part of another kind', async () => {
    const big = await world.ask('patient', uploadsOf(world.alice), {
      method: 'POST',
      token: alice,
      body: { size: patientDepositMaximumBytes + 1, hiddenFromRepresentants: false },
    });
    expect([big.statusCode, rules(big)]).toEqual([413, ['size: TAILLE']]);
    const { id } = await begin(50_000);
    expect(rules(await send(id, 0, Buffer.alloc(50_001)))).toEqual(['file: TAILLE']);
    expect(rules(await send(id, 0, Buffer.alloc(uploadPartMinimumBytes - 1)))).toEqual(['body: PARTIE_TROP_PETITE']);
    const headers = { 'x-carnet': '1', 'sec-fetch-site': 'same-origin', 'content-type': 'application/partial-upload', 'upload-offset': '-1' };
    const path = `${uploadsOf(world.alice)}/${id}`;
    expect(rules(await world.ask('patient', path, { method: 'PATCH', token: alice, headers, payload: Buffer.alloc(50_000) }))).toEqual([
      'Upload-Offset: FORME',
    ]);
    expect(rules(await world.ask('patient', path, { method: 'PATCH', token: alice, body: { upload: 1 } }))).toEqual(['Content-Type: MEDIA_TYPE']);
  });

  it('bytes that are not what they should be, once they are whole: nothing is deposited', async () => {
    const before = await total();
    const hostile = smallPdf('/OpenAction << /S /JavaScript /JS (x) >> ');
    const script = await begin(hostile.length);
    await send(script.id, 0, hostile);
    expect(rules(await deposit(script.id, hostile))).toEqual(['file: PDF_ACTIF']);
    const bytes = pdfOf(20_000);
    const other = await begin(bytes.length);
    await send(other.id, 0, bytes);
    expect(rules(await deposit(other.id, pdfOf(20_000)))).toEqual(['sha256: HASH_FAUX']);
    expect(await total()).toBe(before);
  });

  it('an adult has nobody to hide it from', async () => {
    const answer = await world.ask('patient', uploadsOf(world.alice), { method: 'POST', token: alice, body: { size: 10, hiddenFromRepresentants: true } });
    expect(answer.statusCode).toBe(400);
  });
});

describe('how it ends', () => {
  it('of four at once the oldest gives way', async () => {
    const first = await begin(20_000, bob, world.bob);
    for (let more = 0; more < 3; more++) await begin(20_000, bob, world.bob);
    expect((await send(first.id, 0, pdfOf(20_000), bob, world.bob)).statusCode).toBe(404);
    const { rows } = await world.database.storage.pool.query('SELECT FROM record_upload WHERE dossier_id = $1', [world.bob.id]);
    expect(rows).toHaveLength(3);
  });

  it('a day later it is gone, its bytes with it', async () => {
    const bytes = pdfOf(40_000);
    const { id } = await begin(bytes.length);
    await send(id, 0, bytes.subarray(0, 20_000));
    expect((await uploadFiles()).length).toBeGreaterThan(0);
    expect(await expireUploads({ ...world.ports, clock: { now: () => instantOf(noon + 23 * 3_600_000) } })).toBe(0);
    expect(await expireUploads({ ...world.ports, clock: { now: () => instantOf(noon + 24 * 3_600_000) } })).toBeGreaterThan(0);
    expect((await send(id, 20_000, bytes.subarray(20_000))).statusCode).toBe(404);
    await world.database.storage.uploadBytes.sweepOrphans(Date.now() + 60_000);
    expect(await uploadFiles()).toEqual([]);
  });
});
