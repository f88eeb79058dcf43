// A professional's deposit by hand: what leaves is a CDA in their name that every other door would take, what is refused is refused for what it is,
// and nothing is kept of it. Who may not, what replaces what, and what a record says is expected, without a word of what is hidden.

import { parseCdaHeader, versionOf } from '@carnet/codecs/cda';
import {
  type DepositOptions,
  depositOptionsSchema,
  depositedSchema,
  documentDetailSchema,
  documentListSchema,
  glanceSchema,
  noteMaximum,
  patientDepositMaximumBytes,
  problemSchema,
  readingViewSchema,
} from '@carnet/contract';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Schema, openSchema, schemaPresent } from '../support/xsd.ts';
import { smallJpeg, smallPdf, smallPng } from '../support/small-files.ts';
import {
  type Answer,
  type FormPart,
  type ProfessionalName,
  type WebWorld,
  formHeaders,
  formOf,
  professionals,
  startWebWorld,
  structures,
} from '../support/web-server.ts';

let world: WebWorld;
let schema: Schema | undefined;
const tokens = new Map<string, string>();
beforeAll(async () => {
  world = await startWebWorld();
  schema = schemaPresent ? openSchema('cda/CDA_extended.xsd') : undefined;
});
afterAll(async () => {
  schema?.close();
  await world.close();
});

const tokenOf = async (name: ProfessionalName): Promise<string> => {
  const token = tokens.get(name) ?? (await world.asProfessional(name, structures.cabinet.id));
  tokens.set(name, token);
  return token;
};
type Given = Readonly<Record<string, string | Buffer>>;
const fields = (): Given => ({ attempt: randomUUID(), title: 'Consultation de juin', typeCode: '11488-4', serviceDate: '2026-01-12' });
/** Fields first, then the file. */
const parts = (given: Given): readonly FormPart[] =>
  Object.entries(given).map(([name, value]) => (typeof value === 'string' ? { name, value } : { name, value, filename: 'scan.pdf', type: 'application/pdf' }));
const post = async (given: Given, name: ProfessionalName = 'author', dossier = world.alice.id): Promise<Answer> =>
  world.ask('pro', `/dossiers/${dossier}/documents`, { method: 'POST', token: await tokenOf(name), headers: formHeaders, payload: formOf(parts(given)) });
const deposited = async (given: Given, name?: ProfessionalName): Promise<{ readonly id: string; readonly alike: boolean }> => {
  const answer = await post(given, name);
  expect(answer.statusCode, answer.body).toBe(201);
  return depositedSchema.parse(answer.json());
};
const get = async (path: string, name: ProfessionalName = 'author'): Promise<Answer> =>
  world.ask('pro', `/dossiers/${world.alice.id}${path}`, { token: await tokenOf(name) });
const detailOf = async (id: string, name?: ProfessionalName) => documentDetailSchema.parse((await get(`/documents/${id}`, name)).json());
const total = async (name?: ProfessionalName): Promise<number> => documentListSchema.parse((await get('/documents', name)).json()).total;
const options = async (name: ProfessionalName): Promise<DepositOptions> => depositOptionsSchema.parse((await get('/deposit', name)).json());
const findings = (answer: Answer): readonly string[] => (problemSchema.parse(answer.json()).findings ?? []).map(({ field, rule }) => `${field}: ${rule}`);
const originalOf = async (id: string): Promise<Buffer> => (await get(`/documents/${id}/original`)).rawPayload;

describe('what leaves', () => {
  it.each([
    ['a PDF', smallPdf(), 'pdf', 'urn:ihe:iti:xds-sd:pdf:2008'],
    ['a photograph', smallJpeg(800, 600), 'image', 'urn:ihe:iti-fr:xds-sd:jpeg:2010'],
    ['a PNG', smallPng(), 'image', 'urn:ihe:iti-fr:xds-sd:jpeg:2010'],
  ])('%s is carried whole in a CDA of level 1, in the name of who sent it', async (_name, file, block, formatCode) => {
    const { id } = await deposited({ ...fields(), file });
    const detail = await detailOf(id);
    expect(detail).toMatchObject({ mimeType: 'text/xml', formatCode, depositor: 'professionnel', mine: true, title: 'Consultation de juin', masked: false });
    expect(detail.authors).toEqual([{ displayName: 'Camille AUTEUR', specialtyLabel: 'Médecin', institution: 'Cabinet des Tilleuls' }]);
    const view = readingViewSchema.parse((await get(`/documents/${id}/reading`)).json());
    expect(view.blocks.map(({ kind }) => kind)).toEqual([block]);
    expect((await get(`/documents/${id}/media/0`)).rawPayload.equals(file)).toBe(true);
    const cda = await originalOf(id);
    if (schema !== undefined) expect(schema.faults(cda)).toEqual([]);
    const header = parseCdaHeader(cda);
    expect(header.ok && header.value).toMatchObject({
      patient: world.alice.ins,
      type: { code: '11488-4' },
      authors: [{ kind: 'professionnel', id: professionals.author.id, institution: { id: structures.cabinet.id } }],
      confidentialityCode: 'N',
    });
  });
  it('a note is read as it was typed', async () => {
    const { id } = await deposited({ ...fields(), title: 'Appel de ce matin', note: 'Va mieux.\nTension 13/8.\n\n<b>À revoir</b> en mars.' });
    const { sections } = readingViewSchema.parse((await get(`/documents/${id}/reading`)).json());
    expect(sections.flatMap(({ blocks }) => blocks)).toEqual([
      { kind: 'paragraph', children: [{ kind: 'text', text: 'Va mieux.' }, { kind: 'break' }, { kind: 'text', text: 'Tension 13/8.' }] },
      { kind: 'paragraph', children: [{ kind: 'text', text: '<b>À revoir</b> en mars.' }] },
    ]);
    if (schema !== undefined) expect(schema.faults(await originalOf(id))).toEqual([]);
  });
  it('the médecin traitant signs as such', async () => {
    const { id } = await deposited({ ...fields(), note: 'Vu.' }, 'treating');
    const header = parseCdaHeader((await get(`/documents/${id}/original`, 'treating')).rawPayload);
    expect(header.ok && header.value.authors[0]?.role).toMatchObject({ code: 'PCP' });
  });
  it('is masked, or hidden until announced, as asked', async () => {
    const masked = await deposited({ ...fields(), note: 'Masquée', masked: 'true' });
    expect((await detailOf(masked.id)).masked).toBe(true);
    expect((await get(`/documents/${masked.id}`, 'reader')).statusCode).toBe(404);
    const waits = await deposited({ ...fields(), note: 'À annoncer', hiddenFromPatient: 'true', hiddenFromRepresentants: 'true' });
    expect(await detailOf(waits.id)).toMatchObject({ invisiblePatient: true, invisibleRepresentants: true });
    const patient = await world.asPatient(world.alice);
    expect((await world.ask('patient', `/dossiers/${world.alice.id}/documents/${waits.id}`, { token: patient })).statusCode).toBe(404);
  });
  it('the same file again is one line with the first, and said so; the same sending is not taken twice', async () => {
    const file = smallPdf('/Lang (fr-FR) ');
    const attempt = randomUUID();
    const first = await deposited({ ...fields(), attempt, file });
    expect(first.alike).toBe(false);
    const lines = await total();
    expect((await deposited({ ...fields(), attempt, file })).id).toBe(first.id);
    // Later, or corrected in between: it is no longer the same document, and its number is taken.
    const again = await post({ ...fields(), attempt, title: 'Consultation', file });
    expect([again.statusCode, problemSchema.parse(again.json()).code]).toEqual([409, 'IDENTIFIANT_DEJA_UTILISE']);
    expect(await deposited({ ...fields(), file })).toMatchObject({ alike: true });
    expect(await total()).toBe(lines);
  });
});

describe('what is refused', () => {
  it.each([
    ['an executable', { file: Buffer.from('MZ\u0090\0') }, 'file: FICHIER_TYPE'],
    ['a PDF that runs a script', { file: smallPdf('/OpenAction << /S /JavaScript /JS (x) >> ') }, 'file: PDF_ACTIF'],
    ['an encrypted PDF', { file: smallPdf('/Encrypt 9 0 R ') }, 'file: PDF_CHIFFRE'],
    ['a picture that would take 64 GB', { file: smallPng(0xffff, 0xffff) }, 'file: IMAGE_TROP_GRANDE'],
    ['a file over the cap', { file: Buffer.alloc(patientDepositMaximumBytes + 1, 32) }, 'file: TAILLE'],
    ['neither file nor note', {}, 'file: CHAMP_ABSENT'],
    ['a file and a note', { note: 'Vu.', file: smallPdf() }, 'file: CHAMP_REPETE'],
    ['a note too long', { note: 'a'.repeat(noteMaximum + 1) }, 'note: TROP_LONG'],
    ['an empty note', { note: '  \n ' }, 'note: TROP_COURT'],
    ['a day that does not exist', { serviceDate: '2026-02-30', note: 'Vu.' }, 'serviceDate: FORME'],
    ['a day to come', { serviceDate: '2099-01-01', note: 'Vu.' }, 'serviceDate: DATE_FUTURE'],
    ['a type of the patient’s own', { typeCode: 'DOCPAT01', note: 'Vu.' }, 'typeCode: VALEUR_HORS_LISTE'],
    ['a type of the health insurance', { typeCode: 'REMB', note: 'Vu.' }, 'typeCode: VALEUR_HORS_LISTE'],
    ['a type the DMP does not know', { typeCode: 'toString', note: 'Vu.' }, 'typeCode: VALEUR_HORS_LISTE'],
    ['masked and hidden from the patient', { masked: 'true', hiddenFromPatient: 'true', note: 'Vu.' }, 'confidentialityCode: CONFIDENTIALITE_CUMUL'],
    ['an unknown field', { owner: 'me', note: 'Vu.' }, 'owner: CHAMP_INCONNU'],
    ['content kept of nothing', { keepsContent: 'true' }, 'replaces: CHAMP_ABSENT'],
  ] as const)('%s, and nothing is kept', async (_name, given, finding) => {
    const before = await total();
    const answer = await post({ ...fields(), ...given });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(findings(answer)).toContain(finding);
    expect(await total()).toBe(before);
  });
  it('a type the matrix does not let one’s profession read again', async () => {
    const { types } = await options('nurse');
    const closed = (await options('author')).types.find(({ code }) => !types.some((one) => one.code === code));
    expect(closed).toBeDefined();
    expect(findings(await post({ ...fields(), typeCode: closed!.code, note: 'Vu.' }, 'nurse'))).toEqual(['typeCode: VALEUR_HORS_LISTE']);
  });
  it('who acts for no structure signs for nobody: it is said before, and refused', async () => {
    const token = await world.asProfessional('author');
    const path = `/dossiers/${world.alice.id}`;
    const told = depositOptionsSchema.parse((await world.ask('pro', `${path}/deposit`, { token })).json());
    expect(told).toMatchObject({ may: { allowed: true } });
    expect(told.author).toBeUndefined();
    const payload = formOf(parts({ ...fields(), note: 'Vu.' }));
    const answer = await world.ask('pro', `${path}/documents`, { method: 'POST', token, headers: formHeaders, payload });
    expect([problemSchema.parse(answer.json()).code, ...findings(answer)]).toEqual(['STRUCTURE_INCOHERENTE', 'structure: CHAMP_ABSENT']);
  });
});

describe('who may', () => {
  it('needs no agreement of the patient, even blocked, and reads nothing for it', async () => {
    for (const name of ['stranger', 'blocked', 'expired'] as const) {
      expect(await options(name)).toMatchObject({ may: { allowed: true }, author: { structure: 'Cabinet des Tilleuls' } });
      const { id } = await deposited({ ...fields(), note: `De ${name}` }, name);
      expect((await get(`/documents/${id}`, name)).statusCode).toBe(403);
    }
  });
  it('nobody stands for an adult: nothing is asked about it', async () => expect(await options('author')).toMatchObject({ represented: false }));
  it('the usual types come first: what is expected, then what the profession writes', async () => {
    const first = async (name: ProfessionalName): Promise<readonly string[]> => {
      const { types, usual } = await options(name);
      expect(usual).toBeGreaterThan(0);
      return types.slice(0, usual).map(({ code }) => code);
    };
    expect((await first('treating'))[0]).toBe('60591-5');
    expect((await first('nurse'))[0]).toBe('11506-3');
    expect((await first('author'))[0]).toBe('11488-4');
  });
});

describe('a correction', () => {
  it('takes the place of one’s own, in the same set of versions, and keeps who may see it', async () => {
    const first = await deposited({ ...fields(), note: 'Dose : 10 mg', masked: 'true' });
    const second = await deposited({ ...fields(), title: 'Consultation de juin, corrigée', note: 'Dose : 1 mg', replaces: first.id });
    const [old, now] = [await detailOf(first.id), await detailOf(second.id)];
    expect(old.status).toBe('Deprecated');
    expect(now).toMatchObject({ status: 'Approved', masked: true, title: 'Consultation de juin, corrigée' });
    expect(now.history).toMatchObject([
      { id: first.id, title: old.title, typeLabel: old.typeLabel, serviceStart: old.serviceStart, masked: true, invisiblePatient: false },
      { id: second.id, title: 'Consultation de juin, corrigée', masked: true },
    ]);
    const third = await deposited({ ...fields(), note: 'Dose : 2 mg', replaces: second.id });
    const header = parseCdaHeader(await originalOf(third.id));
    expect(header.ok && header.value.replaces).toBe(now.uniqueId);
    expect(versionOf(await originalOf(third.id))).toEqual({ setId: old.uniqueId, number: 3 });
  });
  it('of its title alone keeps the file as it was', async () => {
    const file = smallPdf('/Lang (fr-BE) ');
    const first = await deposited({ ...fields(), title: 'Consulation', file });
    const second = await deposited({ ...fields(), title: 'Consultation', keepsContent: 'true', replaces: first.id });
    expect((await get(`/documents/${second.id}/media/0`)).rawPayload.equals(file)).toBe(true);
    const note = await deposited({ ...fields(), note: 'Vu.' });
    expect(findings(await post({ ...fields(), keepsContent: 'true', replaces: note.id }))).toEqual(['keepsContent: CONTENU_NON_REPRIS']);
  });
  it('is its author’s: another’s is refused, what is not there too, and a document is replaced once', async () => {
    const mine = await deposited({ ...fields(), note: 'De l’auteur' });
    const by = async (name: ProfessionalName, replaces: string): Promise<string> =>
      problemSchema.parse((await post({ ...fields(), note: 'Autre', replaces }, name)).json()).code;
    expect(await by('reader', mine.id)).toBe('ACTE_RESERVE');
    expect(await by('author', randomUUID())).toBe('DOCUMENT_INEXISTANT');
    await deposited({ ...fields(), note: 'Corrigée', replaces: mine.id });
    expect(await by('author', mine.id)).toBe('TRANSITION_INTERDITE');
  });
  it('deleting it is its author’s too, and final', async () => {
    const { id } = await deposited({ ...fields(), note: 'Déposée par erreur' });
    const remove = async (name: ProfessionalName): Promise<number> =>
      (await world.ask('pro', `/dossiers/${world.alice.id}/documents/${id}?version=1`, { method: 'DELETE', token: await tokenOf(name) })).statusCode;
    expect(await remove('reader')).toBe(403);
    expect(await remove('author')).toBe(204);
    expect((await get(`/documents/${id}`)).statusCode).toBe(404);
  });
});

describe('what is expected (A157)', () => {
  const expectedOf = async (name: ProfessionalName) => glanceSchema.parse((await get('/glance', name)).json()).expected;
  it('says what one’s profession has to feed, and what of it is there', async () => {
    expect(await expectedOf('treating')).toEqual([{ typeCode: '60591-5', typeLabel: 'Synthèse médicale', by: 'anyone' }]);
    const { id } = await deposited({ ...fields(), typeCode: '60591-5', title: 'Synthèse', note: 'Rien de particulier.' });
    expect(await expectedOf('treating')).toMatchObject([{ newest: { id, title: 'Synthèse', author: 'Camille AUTEUR' } }]);
    expect(await expectedOf('author')).toEqual([]);
  });
  it('a bilan is one’s own: another’s does not fill the line', async () => {
    await deposited({ ...fields(), typeCode: '11506-3', title: 'Bilan', note: 'D’un médecin' });
    expect(await expectedOf('nurse')).toEqual([expect.not.objectContaining({ newest: expect.anything() })]);
    const { id } = await deposited({ ...fields(), typeCode: '11506-3', title: 'Bilan infirmier', note: 'Pansement propre.' }, 'nurse');
    expect(await expectedOf('nurse')).toMatchObject([{ newest: { id } }]);
  });
  it('betrays nothing: what waits for its announcement, or is hidden, is told as what is not there', async () => {
    const absent = await expectedOf('nurse');
    const { id } = await deposited({ ...fields(), typeCode: '11506-3', title: 'À annoncer', note: 'Secret', hiddenFromPatient: 'true' }, 'nurse');
    expect(await expectedOf('nurse')).toEqual(absent);
    expect(JSON.stringify(await expectedOf('nurse'))).not.toContain(id);
  });
});
