// Documents written from a template at the web door: who is offered which, that feeding needs no agreement while beginning one from the record does,
// what is refused and where, and that what is deposited is read under its headings and says its figures in codes.

import { readCdaEntries } from '@carnet/codecs/cda';
import type { DepositOptions, DepositedDocument, DocumentDetail, Problem, ReadingView, TemplateDraft, TemplateForm } from '@carnet/contract';
import { type Visibilite, visibleToAll } from '@carnet/domain/document';
import type { Caller } from '@carnet/server/application/caller';
import { depositDocuments } from '@carnet/server/application/deposit-documents';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allergy, entry, treatment } from '../fixtures/cda/clinical.ts';
import { bytesOf, compose, section, structured } from '../fixtures/cda/compose.ts';
import { newEntry, newSet } from '../support/records.ts';
import { type ProfessionalName, type WebWorld, acting, professionals, startWebWorld, structures } from '../support/web-server.ts';

let world: WebWorld;
const tokens = new Map<ProfessionalName, string>();
beforeAll(async () => {
  world = await startWebWorld();
  for (const name of ['treating', 'author', 'nurse', 'stranger', 'blocked'] as const) tokens.set(name, await world.asProfessional(name, structures.cabinet.id));
  await documentSaying([treatment()], visibleToAll);
  await documentSaying([allergy()], { ...visibleToAll, masquePs: true });
});
afterAll(async () => world.close());

async function documentSaying(statements: readonly string[], visibilite: Visibilite): Promise<void> {
  const bytes = bytesOf(compose({ body: structured(section('S', '<paragraph>Mots</paragraph>', statements.map(entry).join(''))) }));
  const made = newEntry(world.alice.ins, bytes, { author: professionals.author.id, visibilite });
  const { entryUuid: _, logicalId: __, version: ___, status: ____, ...metadata } = made;
  const caller: Caller = { actor: acting(professionals.author), mode: 'normal', context: { door: 'fhir', actorName: 'Camille AUTEUR' } };
  const done = await depositDocuments(world.ports, caller, { ins: world.alice.ins }, { set: newSet(made), documents: [{ metadata, bytes }] });
  expect(done.ok).toBe(true);
}

const record = () => `/dossiers/${world.alice.id}`;
const ask = async (name: ProfessionalName, path: string) => world.ask('pro', `${record()}${path}`, { token: tokens.get(name) });
const deposit = async (name: ProfessionalName, template: string, content: object) =>
  world.ask('pro', `${record()}/templates/${template}`, {
    method: 'POST',
    token: tokens.get(name),
    body: {
      attempt: randomUUID(),
      serviceDate: '2026-01-02',
      texts: {},
      lines: {},
      fields: {},
      masked: false,
      hiddenFromPatient: false,
      hiddenFromRepresentants: false,
      ...content,
    },
  });
const nursing = {
  texts: { reason: 'Pansement prescrit', conclusion: 'Passage tous les deux jours' },
  fields: { vitals: { systolic: '128', diastolic: '74' } },
};
const offered = async (name: ProfessionalName) => (await ask(name, '/deposit')).json<DepositOptions>().templates.map(({ name: template }) => template);

describe('who is offered which', () => {
  test('a nurse their assessment and no letter of a hospital; a doctor the letters, and no assessment of a nurse', async () => {
    const [nurse, doctor] = [await offered('nurse'), await offered('author')];
    expect(nurse.slice(0, 2)).toEqual(['nursing', 'emergency-liaison']);
    expect(nurse).not.toContain('discharge-letter');
    expect(nurse).not.toContain('physiotherapy');
    expect(doctor).toContain('discharge-letter');
    expect(doctor).toContain('emergency-liaison');
    expect(doctor).not.toContain('nursing');
  });
  test('what is not offered is neither shown nor taken; nor is what is no template', async () => {
    for (const answer of [
      await ask('nurse', '/templates/physiotherapy'),
      await deposit('nurse', 'physiotherapy', {}),
      await ask('nurse', '/templates/nothing'),
      await ask('nurse', '/templates/nothing/draft'),
    ]) {
      expect(answer.statusCode).toBe(400);
      expect(answer.json<Problem>().findings).toMatchObject([{ field: 'template', rule: 'VALEUR_HORS_LISTE' }]);
    }
  });
  test('the form is in the language of its reader, each field with what it asks', async () => {
    const form = (await ask('nurse', '/templates/nursing')).json<TemplateForm>();
    expect(form).toMatchObject({ name: 'nursing', title: 'Bilan de soins infirmiers', begun: false });
    expect(form.headings.find(({ name }) => name === 'vitals')!.fields).toContainEqual({
      name: 'temperature',
      kind: 'number',
      label: 'Température',
      unit: '°C',
    });
    expect(Buffer.from(form.draftKey, 'base64')).toHaveLength(32);
    expect((await ask('author', '/templates/emergency-liaison')).json<TemplateForm>().draftKey).not.toBe(form.draftKey);
  });
});

describe('what it is begun with', () => {
  test('what the record says in codes, nothing of what is masked, to whoever may read it', async () => {
    const answer = await ask('author', '/templates/emergency-liaison/draft');
    const { parts, unquoted } = answer.json<TemplateDraft>();
    expect(parts['treatments']!.lines).toMatchObject([{ line: { dose: { value: 1, unit: '{tablet}' } }, said: { count: 1 } }]);
    expect(parts['allergies']!.lines).toEqual([]);
    expect(unquoted).toBe(1);
    expect(answer.body).not.toContain('moxicilline');
  });
  test('nobody without the patient’s agreement; who has none writes and deposits all the same', async () => {
    const refused = await ask('stranger', '/templates/discharge-letter/draft');
    expect(refused.statusCode).toBe(403);
    expect(refused.json<Problem>().code).toBe('AUTORISATION_ABSENTE');
    expect((await ask('stranger', '/templates/discharge-letter')).statusCode).toBe(200);
    const content = { 'reason': 'Chute', 'stay': 'Fracture du col', 'follow-up': 'Consultation à six semaines' };
    expect((await deposit('stranger', 'discharge-letter', { texts: content })).statusCode).toBe(201);
  });
});

describe('what is deposited', () => {
  test('a fault is told by its place: a heading that must be filled, a figure out of its bounds, an answer that is none', async () => {
    const answer = await deposit('nurse', 'nursing', {
      texts: { reason: ' ' },
      lines: { wounds: { lines: [{ text: '' }], none: false } },
      fields: { vitals: { systolic: '70', diastolic: '128', temperature: '385' }, autonomy: { washing: 'sometimes' } },
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json<Problem>().findings!.map(({ field, rule }) => [field, rule])).toEqual([
      ['reason', 'CHAMP_ABSENT'],
      ['vitals.temperature', 'MESURE_HORS_LIMITES'],
      ['vitals.diastolic', 'PRESSION_INVERSEE'],
      ['autonomy.washing', 'VALEUR_HORS_LISTE'],
      ['wounds.lines.0.text', 'CHAMP_ABSENT'],
      ['conclusion', 'CHAMP_ABSENT'],
    ]);
    const unknown = await deposit('nurse', 'nursing', { texts: { ...nursing.texts, secret: 'x' }, fields: { vitals: { shoe: '42' } } });
    expect(unknown.json<Problem>().findings!.map(({ field }) => field)).toEqual(['text.secret', 'vitals.shoe']);
    expect((await deposit('nurse', 'nursing', { ...nursing, serviceDate: '2999-01-01' })).json<Problem>().findings).toMatchObject([{ rule: 'DATE_FUTURE' }]);
  });
  test('it is signed, filed under its type, read under its headings, and its figures are read again', async () => {
    const answer = await deposit('nurse', 'nursing', nursing);
    expect(answer.statusCode).toBe(201);
    const { id } = answer.json<DepositedDocument>();
    const detail = (await ask('nurse', `/documents/${id}`)).json<DocumentDetail>();
    expect(detail).toMatchObject({ title: 'Bilan de soins infirmiers', typeCode: '11506-3', mine: true });
    const { sections } = (await ask('nurse', `/documents/${id}/reading`)).json<ReadingView>();
    expect(sections.map(({ title }) => title)).toEqual(['Motif des soins', 'Constantes', 'Conclusion et suite des soins']);
    const original = (await ask('nurse', `/documents/${id}/original`)).rawPayload;
    expect(readCdaEntries(original)!.facts.map((fact) => fact.kind === 'observation' && fact.value)).toEqual([
      { kind: 'quantity', value: 128, unit: 'mm[Hg]' },
      { kind: 'quantity', value: 74, unit: 'mm[Hg]' },
    ]);
  });
  test('sent again under the same number, it is not taken twice', async () => {
    const attempt = randomUUID();
    expect((await deposit('nurse', 'nursing', { ...nursing, attempt })).statusCode).toBe(201);
    expect((await deposit('nurse', 'nursing', { ...nursing, fields: {}, attempt })).json<Problem>().code).toBe('IDENTIFIANT_DEJA_UTILISE');
  });
  test('one that says how things are takes the place of one’s own; the draft names it, and another’s is not named', async () => {
    const card = { texts: { danger: 'Crises : ne pas tenir' }, fields: { disability: { kind: 'autism' } } };
    expect((await ask('author', '/templates/alert-card/draft')).json<TemplateDraft>().replaces).toBeUndefined();
    const first = (await deposit('author', 'alert-card', card)).json<DepositedDocument>();
    const named = (await ask('author', '/templates/alert-card/draft')).json<TemplateDraft>().replaces;
    expect(named?.id).toBe(first.id);
    expect((await ask('treating', '/templates/alert-card/draft')).json<TemplateDraft>().replaces).toBeUndefined();
    expect((await ask('author', '/templates/emergency-liaison/draft')).json<TemplateDraft>().replaces).toBeUndefined();
    const second = (await deposit('author', 'alert-card', { ...card, replaces: first.id })).json<DepositedDocument>();
    expect((await ask('author', '/templates/alert-card/draft')).json<TemplateDraft>().replaces?.id).toBe(second.id);
    expect((await deposit('treating', 'alert-card', { ...card, replaces: second.id })).statusCode).toBe(403);
  });
});

describe('a copy to be taken away', () => {
  test('is a tagged PDF in French, with its fonts, of whoever may read the document; a PDF that is carried is given as it is', async () => {
    const { id } = (await deposit('nurse', 'nursing', nursing)).json<DepositedDocument>();
    const copy = await ask('nurse', `/documents/${id}/pdf`);
    expect(copy.statusCode).toBe(200);
    expect(copy.headers['content-type']).toBe('application/pdf');
    expect(copy.headers['content-disposition']).toContain('Bilan de soins infirmiers.pdf');
    const told = copy.rawPayload.toString('latin1');
    expect(told).toMatch(/^%PDF-1\.7/);
    expect(told).toContain('/Lang (fr-FR)');
    expect(told).toContain('/StructTreeRoot');
    expect(told).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect(told.match(/\/FontFile2/g)!.length).toBeGreaterThan(1);
    const refused = await ask('stranger', `/documents/${id}/pdf`);
    expect(refused.statusCode).toBe(403);
    const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
    const carried = await world.deposit(pdf, { mimeType: 'application/pdf' });
    expect((await ask('nurse', `/documents/${carried.logicalId}/pdf`)).rawPayload.equals(pdf)).toBe(true);
  });
});
