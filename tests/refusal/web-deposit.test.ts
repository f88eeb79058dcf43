// A patient's deposit, and everything that can be wrong with it: each file and each form refused for what it is, and nothing kept.

import { documentDetailSchema, documentListSchema, patientDepositMaximumBytes, problemSchema } from '@carnet/contract';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallJpeg, smallPdf, smallPng } from '../support/small-files.ts';
import { type Answer, type FormPart, type WebWorld, formHeaders, formOf, startWebWorld } from '../support/web-server.ts';

let world: WebWorld;
let token: string;
beforeAll(async () => {
  world = await startWebWorld();
  token = await world.asPatient(world.alice);
});
afterAll(() => world.close());

const fields: readonly FormPart[] = [
  { name: 'title', value: 'Ordonnance de juin' },
  { name: 'typeCode', value: 'DOCPAT02' },
  { name: 'serviceDate', value: '2026-06-12' },
];
const file = (value: Buffer, filename = 'photo.pdf', type = 'application/pdf'): FormPart => ({ name: 'file', value, filename, type });
const post = (payload: Buffer, headers: Readonly<Record<string, string>> = formHeaders): Promise<Answer> =>
  world.ask('patient', `/dossiers/${world.alice.id}/documents`, { method: 'POST', token, headers, payload });
const total = async (): Promise<number> =>
  documentListSchema.parse((await world.ask('patient', `/dossiers/${world.alice.id}/documents`, { token })).json()).total;
const findings = (answer: Answer): readonly string[] => (problemSchema.parse(answer.json()).findings ?? []).map(({ field, rule }) => `${field}: ${rule}`);

describe('a file that is taken', () => {
  it.each([
    ['a PDF', smallPdf(), 'application/pdf', 'pdf'],
    ['a PNG', smallPng(), 'image/png', 'image'],
    ['a JPEG', smallJpeg(800, 600), 'image/jpeg', 'image'],
    ['a PNG that says it is a PDF', smallPng(), 'image/png', 'image'],
  ])('%s is kept as what its bytes say', async (_name, bytes, mimeType, block) => {
    const answer = await post(formOf([...fields, { name: 'comments', value: 'Reçue par courrier' }, file(bytes)]));
    expect(answer.statusCode).toBe(201);
    const detail = documentDetailSchema.parse(answer.json());
    expect(detail).toMatchObject({
      mimeType,
      depositor: 'patient',
      space: 'espace-personnel',
      title: 'Ordonnance de juin',
      size: bytes.length,
      masked: false,
      comments: 'Reçue par courrier',
    });
    expect(detail.uniqueId).toMatch(/^2\.25\.\d+$/);
    expect(detail.abilities.delete).toEqual({ allowed: true });
    const path = `/dossiers/${world.alice.id}/documents/${detail.id}`;
    const view = (await world.ask('patient', `${path}/reading`, { token })).json() as { blocks: { kind: string }[] };
    expect(view.blocks.map(({ kind }) => kind)).toEqual([block]);
    const media = await world.ask('patient', `${path}/media/0`, { token });
    expect(media.rawPayload.equals(bytes)).toBe(true);
    expect(media.headers).toMatchObject({
      'content-type': mimeType,
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    expect(media.headers['content-security-policy']).toBe("sandbox; default-src 'none'");
    const original = await world.ask('patient', `${path}/original`, { token });
    expect(original.rawPayload.equals(bytes)).toBe(true);
    expect(original.headers['content-disposition']).toMatch(/^attachment; filename="Ordonnance de juin\.(pdf|png|jpg)"/);
    expect((await world.ask('patient', `${path}/media/1`, { token })).statusCode).toBe(404);
    expect((await world.ask('patient', `${path}?version=${detail.version}`, { method: 'DELETE', token })).statusCode).toBe(204);
  });
  it('arrives masked when asked', async () => {
    const answer = await post(formOf([...fields, { name: 'masked', value: 'true' }, file(smallPdf('/Lang (fr) '))]));
    expect(documentDetailSchema.parse(answer.json()).masked).toBe(true);
  });
});

describe('a file that is refused', () => {
  it.each([
    ['an executable named photo.pdf', Buffer.from('MZ\u0090\0'), 'file: FICHIER_TYPE'],
    ['HTML named photo.png', Buffer.from('<html><script>alert(1)</script>'), 'file: FICHIER_TYPE'],
    ['an encrypted PDF', smallPdf('/Encrypt 9 0 R '), 'file: PDF_CHIFFRE'],
    ['a PDF that runs a script', smallPdf('/OpenAction << /S /JavaScript /JS (x) >> '), 'file: PDF_ACTIF'],
    ['half a PDF', smallPdf().subarray(0, 100), 'file: PDF_TRONQUE'],
    ['a picture that would take 64 GB', smallPng(0xffff, 0xffff), 'file: IMAGE_TROP_GRANDE'],
    ['half a picture', smallPng().subarray(0, 40), 'file: IMAGE_TRONQUEE'],
    ['an empty file', Buffer.alloc(0), 'file: FICHIER_VIDE'],
  ])('%s', async (_name, bytes, expected) => {
    const before = await total();
    const answer = await post(formOf([...fields, file(bytes)]));
    expect(answer.statusCode).toBe(422);
    expect(findings(answer)).toEqual([expected]);
    // In words a patient can act on, never a bare code.
    expect(problemSchema.parse(answer.json()).findings?.[0]?.text).toMatch(/^\p{Lu}.{12,}\.$/u);
    expect(await total()).toBe(before);
  });
  it('one byte over the cap', async () => {
    const answer = await post(formOf([...fields, file(Buffer.concat([smallPdf(), Buffer.alloc(patientDepositMaximumBytes + 1 - smallPdf().length)]))]));
    expect(answer.statusCode).toBe(413);
    expect(findings(answer)).toEqual(['file: TAILLE']);
  });
});

describe('what is there already', () => {
  const alike = async (bytes: Buffer, dossier = world.alice, of = token): Promise<unknown> =>
    (
      await world.ask('patient', `/dossiers/${dossier.id}/documents/alike`, {
        method: 'POST',
        token: of,
        body: { sha256: createHash('sha256').update(bytes).digest('hex') },
      })
    ).json();
  it('is told to who sees it, and to nobody else', async () => {
    const bytes = smallPdf('/Lang (alike) ');
    expect(await alike(bytes)).toEqual({});
    const { id, title, depositedAt } = documentDetailSchema.parse((await post(formOf([...fields, file(bytes)]))).json());
    expect(await alike(bytes)).toEqual({ document: { id, title, depositedAt } });
    expect(await alike(bytes, world.bob, await world.asPatient(world.bob))).toEqual({});
    // A document that waits to be announced to her says nothing of itself.
    const waiting = smallPdf('/Lang (waiting) ');
    await world.deposit(waiting, { visibilite: { invisiblePatient: true, masquePs: false, invisibleRepresentants: false } });
    expect(await alike(waiting)).toEqual({});
  });
  it('is asked by a digest and by nothing else', async () => {
    const answer = await world.ask('patient', `/dossiers/${world.alice.id}/documents/alike`, { method: 'POST', token, body: { sha256: 'radio' } });
    expect(findings(answer)).toEqual(['sha256: FORME']);
  });
});

describe('a form that is refused', () => {
  it.each([
    ['no file', formOf(fields), 400, 'file: CHAMP_ABSENT'],
    ['no title', formOf([...fields.slice(1), file(smallPdf())]), 400, 'title: CHAMP_ABSENT'],
    ['a blank title', formOf([{ name: 'title', value: '   ' }, ...fields.slice(1), file(smallPdf())]), 400, 'title: TROP_COURT'],
    ['a professional’s type', formOf([fields[0]!, { name: 'typeCode', value: '11488-4' }, fields[2]!, file(smallPdf())]), 400, 'typeCode: VALEUR_HORS_LISTE'],
    [
      'the thirtieth of February',
      formOf([fields[0]!, fields[1]!, { name: 'serviceDate', value: '2026-02-30' }, file(smallPdf())]),
      400,
      'serviceDate: DATE_FORME',
    ],
    ['an act of next year', formOf([fields[0]!, fields[1]!, { name: 'serviceDate', value: '2027-11-30' }, file(smallPdf())]), 400, 'serviceDate: DATE_FUTURE'],
    ['a field of its own', formOf([...fields, { name: 'author', value: 'Dr House' }, file(smallPdf())]), 400, 'author: CHAMP_INCONNU'],
    ['a field twice', formOf([fields[0]!, ...fields, file(smallPdf())]), 400, 'title: CHAMP_REPETE'],
    ['a file under another name', formOf([...fields, { ...file(smallPdf()), name: 'piece' }]), 400, 'piece: CHAMP_INCONNU'],
    ['two files', formOf([...fields, file(smallPdf()), file(smallPdf())]), 400, 'form: TROP_DE_PARTIES'],
    [
      'thirty fields',
      formOf([...Array.from({ length: 30 }, (_, index) => ({ name: `f${index}`, value: 'x' })), file(smallPdf())]),
      400,
      'form: TROP_DE_PARTIES',
    ],
    ['a stream that stops half-way', formOf([...fields, file(smallPdf())], { unfinished: true }), 400, 'form: MULTIPART_ILLISIBLE'],
    ['nothing at all', Buffer.alloc(0), 400, 'title: CHAMP_ABSENT'],
    ['noise', Buffer.from('--carnet-frontiere\r\n\r\n\0\0\0'), 400, 'form: MULTIPART_ILLISIBLE'],
  ])('%s', async (_name, payload, status, expected) => {
    const before = await total();
    const answer = await post(payload);
    expect({ status: answer.statusCode, findings: findings(answer) }).toEqual({ status, findings: expect.arrayContaining([expected]) as unknown });
    expect(await total()).toBe(before);
  });
  it('one that is not multipart', async () => {
    const answer = await world.ask('patient', `/dossiers/${world.alice.id}/documents`, { method: 'POST', token, body: { title: 'x' } });
    expect(findings(answer)).toEqual(['Content-Type: MEDIA_TYPE']);
  });
  it('the sixty-first in a minute, of another person, whose own limit it is', async () => {
    const bob = await world.asPatient(world.bob);
    const send = (): Promise<Answer> =>
      world.ask('patient', `/dossiers/${world.bob.id}/documents`, { method: 'POST', token: bob, headers: formHeaders, payload: formOf(fields) });
    for (let sent = 0; sent < 60; sent++) expect((await send()).statusCode).toBe(400);
    const refused = await send();
    expect([refused.statusCode, problemSchema.parse(refused.json()).code]).toEqual([429, 'TROP_DE_DEMANDES']);
    expect((await post(formOf(fields))).statusCode).toBe(400);
  });
  it('one without a boundary', async () => {
    const answer = await post(formOf(fields), { ...formHeaders, 'content-type': 'multipart/form-data' });
    expect(answer.statusCode).toBe(400);
    expect(problemSchema.parse(answer.json()).code).toBe('REQUETE_MALFORMEE');
  });
});
