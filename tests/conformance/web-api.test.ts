// What the web door answers is exactly what the contract says, field by field: a field too many would be something nobody decided to show.

import {
  accessesSchema,
  autorisationSchema,
  blockedSchema,
  choicesSchema,
  directorySchema,
  masquageSchema,
  masquagesSchema,
  previewSchema,
  documentCriteriaSchema,
  documentDetailSchema,
  documentListSchema,
  dossierSchema,
  patientDossierSchema,
  dossierStatusSchema,
  journalSchema,
  noticePreferencesSchema,
  noticesSchema,
  patientSessionSchema,
  problemSchema,
  professionalSessionSchema,
  profileSchema,
  pushDevicesSchema,
  readingViewSchema,
  spacesSchema,
  trialSchema,
} from '@carnet/contract';
import { type DocumentEntry, type UniqueId, visibleToAll } from '@carnet/domain/document';
import { instantOf, toIso } from '@carnet/domain/kernel';
import { depositDocuments } from '@carnet/server/application/deposit-documents';
import { createECDH, createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fhirDocument } from '../fixtures/fhir-document.ts';
import { newEntry, newSet } from '../support/records.ts';
import { type Answer, type Ask, type DoorName, type WebWorld, acting, professionals, startWebWorld, structures } from '../support/web-server.ts';

let world: WebWorld;
let patient: string;
let author: string;
let treating: string;
let reader: string;
let document: DocumentEntry;
const text = Buffer.from('Première ligne\r\nseconde ligne\n\nAutre paragraphe');

beforeAll(async () => {
  world = await startWebWorld();
  [patient, author, treating, reader] = await Promise.all([
    world.asPatient(world.alice),
    world.asProfessional('author', structures.cabinet.id),
    world.asProfessional('treating'),
    world.asProfessional('reader'),
  ]);
  document = await world.deposit(text, { mimeType: 'text/plain', title: 'Note de suivi' });
});
afterAll(() => world.close());

/** Parses with the schema, which drops what it does not know: equal to what came means nothing was too many. */
function conforms<Shape>(answer: Answer, schema: { readonly parse: (value: unknown) => Shape }, status = 200): Shape {
  expect(answer.statusCode, answer.body.slice(0, 400)).toBe(status);
  const came: unknown = answer.json();
  const parsed = schema.parse(came);
  expect(parsed).toEqual(came);
  expect(answer.headers['cache-control']).toBe('private, no-store');
  return parsed;
}
const inRecord = (door: DoorName, path: string, ask: Ask): Promise<Answer> => world.ask(door, `/dossiers/${world.alice.id}${path}`, ask);

describe('the patient’s door', () => {
  it('tells who is signed in', async () => {
    expect(conforms(await world.ask('patient', '/session', { token: patient }), patientSessionSchema)).toMatchObject({
      dossierId: world.alice.id,
      displayName: 'Claire MARCHAND',
    });
  });
  it('shows the record, its spaces, its documents and one of them', async () => {
    expect(conforms(await inRecord('patient', '', { token: patient }), patientDossierSchema)).toMatchObject({
      birthName: 'MARCHAND',
      ins: world.alice.ins.matricule,
      medecinTraitant: 'Camille TRAITANT',
    });
    const spaces = conforms(await inRecord('patient', '/spaces', { token: patient }), spacesSchema);
    expect(spaces.spaces).toHaveLength(9);
    expect(spaces.spaces.reduce((sum, { total }) => sum + total, 0)).toBe(spaces.total);
    const list = conforms(await inRecord('patient', '/documents?space=comptes-rendus&sort=deposited&limit=5', { token: patient }), documentListSchema);
    expect(list.documents.map(({ id }) => id)).toContain(document.logicalId);
    expect(conforms(await inRecord('patient', `/documents/${document.logicalId}`, { token: patient }), documentDetailSchema)).toMatchObject({
      typeLabel: 'CR ou fiche de consultation ou de visite',
      abilities: { mask: { allowed: true }, delete: { allowed: false, because: 'ACTE_RESERVE' } },
    });
    expect(conforms(await inRecord('patient', `/documents/${document.logicalId}`, { token: patient, language: 'en' }), documentDetailSchema).typeLabel).toBe(
      'Consultation report',
    );
  });
  it('reads plain text as paragraphs', async () => {
    const view = conforms(await inRecord('patient', `/documents/${document.logicalId}/reading`, { token: patient }), readingViewSchema);
    expect(view.blocks).toEqual([
      { kind: 'paragraph', children: [{ kind: 'text', text: 'Première ligne' }, { kind: 'break' }, { kind: 'text', text: 'seconde ligne' }] },
      { kind: 'paragraph', children: [{ kind: 'text', text: 'Autre paragraphe' }] },
    ]);
  });
  it('shows who comes, what was done and what was told', async () => {
    const accesses = conforms(await inRecord('patient', '/accesses', { token: patient }), accessesSchema);
    expect(accesses.autorisations.find(({ id }) => id === professionals.expired.id)?.expired).toBe(true);
    expect(accesses.blocages.map(({ id }) => id)).toEqual([professionals.blocked.id]);
    await inRecord('pro', '/documents', { token: reader });
    const journal = conforms(await inRecord('patient', '/journal?what=consultation', { token: patient }), journalSchema);
    expect(journal.lines.some(({ actorId, self }) => actorId === professionals.reader.id && !self)).toBe(true);
    expect(journal.lines.every(({ action }) => ['read-identity', 'list-documents', 'read-document', 'test-existence', 'find-reference'].includes(action))).toBe(
      true,
    );
    const notices = conforms(await inRecord('patient', '/notices', { token: patient }), noticesSchema);
    expect(notices.notices.map(({ kind }) => kind)).toContain('premier-acces');
    expect((await inRecord('patient', '/notices/read', { method: 'POST', body: {}, token: patient })).statusCode).toBe(204);
    expect(conforms(await inRecord('patient', '/notices', { token: patient }), noticesSchema).unread).toBe(0);
  });
  it('keeps preferences and profile as they were said', async () => {
    const choices = {
      'dossier-cree': { email: 'off', push: false },
      'document-nouveau': { email: 'weekly', push: true },
      'premier-acces': { email: 'now', push: false },
    } as const;
    const preferences = { choices, quiet: { from: '23:30', to: '06:15' } };
    conforms(await inRecord('patient', '/notices/preferences', { method: 'PUT', body: preferences, token: patient }), noticePreferencesSchema);
    expect(conforms(await inRecord('patient', '/notices/preferences', { token: patient }), noticePreferencesSchema)).toEqual(preferences);
    conforms(await inRecord('patient', '/notices/preferences', { method: 'PUT', body: { choices, quiet: null }, token: patient }), noticePreferencesSchema);
    expect(conforms(await inRecord('patient', '/notices/preferences', { token: patient }), noticePreferencesSchema).quiet).toBeNull();
    const profile = { bloodGroup: 'O-', allergies: ['Pénicilline'], familyHistory: 'none', visionAid: 'glasses' } as const;
    conforms(await inRecord('patient', '/profile', { method: 'PUT', body: profile, token: patient }), profileSchema);
    expect(conforms(await inRecord('patient', '/profile', { token: patient }), profileSchema)).toMatchObject(profile);
  });
  it('keeps the devices of a person, once each and by no other address than a push service’s, and forgets them', async () => {
    const ask = (method: 'GET' | 'POST' | 'DELETE', path = '', body?: object) =>
      world.ask('patient', `/push${path}`, { method, token: patient, ...(body === undefined ? {} : { body }) });
    const keys = { p256dh: createECDH('prime256v1').generateKeys().toString('base64url'), auth: randomBytes(16).toString('base64url') };
    const endpoint = 'https://push.exemple.net/navigateur';
    for (let twice = 0; twice < 2; twice++) expect((await ask('POST', '', { endpoint, keys })).statusCode).toBe(204);
    const { devices, publicKey, email } = conforms(await ask('GET'), pushDevicesSchema);
    expect(devices.map(({ mark }) => mark)).toEqual([createHash('sha256').update(endpoint).digest('hex')]);
    expect(Buffer.from(publicKey, 'base64url')).toHaveLength(65);
    expect(email).toBe('c…d@exemple.test');
    for (const wrong of ['http://push.exemple.net/x', 'https://127.0.0.1/x', 'https://169.254.169.254/x'])
      expect((await ask('POST', '', { endpoint: wrong, keys })).statusCode).toBe(400);
    expect((await ask('POST', '', { endpoint, keys: { ...keys, auth: 'A'.repeat(16) } })).statusCode).toBe(400);
    expect((await ask('DELETE', `/${devices[0]!.mark}`)).statusCode).toBe(204);
    expect(conforms(await ask('GET'), pushDevicesSchema).devices).toEqual([]);
    expect(conforms(await ask('POST', '/trial', {}), trialSchema)).toEqual({ email: 'taken', devices: 0, taken: 0 });
  });
  it('masks, and unmasks', async () => {
    const path = `/documents/${document.logicalId}`;
    const masked = conforms(await inRecord('patient', `${path}/mask`, { method: 'POST', body: { version: 1 }, token: patient }), documentDetailSchema);
    expect(masked).toMatchObject({ masked: true, version: 2, id: document.logicalId });
    expect((await inRecord('pro', path, { token: reader })).statusCode).toBe(404);
    expect(conforms(await inRecord('pro', path, { token: author }), documentDetailSchema).masked).toBe(true);
    expect(conforms(await inRecord('pro', '/documents', { token: treating }), documentListSchema)).toMatchObject({ total: 1, masked: 1 });
    expect(conforms(await inRecord('pro', '/documents', { token: reader }), documentListSchema)).toMatchObject({ total: 0, masked: 0 });
    expect(conforms(await inRecord('patient', `${path}/unmask`, { method: 'POST', body: { version: 2 }, token: patient }), documentDetailSchema)).toMatchObject(
      { masked: false, version: 3 },
    );
    expect((await inRecord('pro', path, { token: reader })).statusCode).toBe(200);
  });
  it('says at both doors how often a document came, once it came again', async () => {
    const bytes = Buffer.from('Reçu plusieurs fois');
    const once = await world.deposit(bytes, { mimeType: 'text/plain', title: 'Compte rendu renvoyé' });
    const { entryUuid: _, logicalId, version: __, status: ___, ...metadata } = once;
    const shown = async () => {
      const views = [];
      for (const [door, token] of [['patient', patient] as const, ['pro', author] as const]) {
        const { documents } = conforms(await inRecord(door, '/documents?limit=200', { token }), documentListSchema);
        const sheet = conforms(await inRecord(door, `/documents/${logicalId}`, { token }), documentDetailSchema);
        views.push(...documents.filter(({ id }) => id === logicalId), sheet);
        expect(documents.filter(({ id, received }) => id !== logicalId && received !== undefined)).toEqual([]);
      }
      return views.map(({ received }) => received);
    };
    expect(await shown()).toEqual([undefined, undefined, undefined, undefined]);
    const { id: ____, submittedAt: _____, ...set } = newSet(once);
    const sender = { actor: acting(professionals.author), mode: 'normal', context: { door: 'fhir', actorName: 'Camille AUTEUR' } } as const;
    for (let times = 2; times <= 3; times++) {
      const sent = await depositDocuments(world.ports, sender, { ins: world.alice.ins }, { set, documents: [{ metadata, bytes }] });
      expect(sent).toMatchObject({ ok: true, value: { repeated: true, entries: [{ logicalId }] } });
      const received = { count: times, lastAt: toIso(world.ports.clock.now()) };
      expect(await shown()).toEqual([received, received, received, received]);
    }
  });
  it('withdraws, blocks and unblocks, at once', async () => {
    const nurse = await world.asProfessional('nurse');
    expect((await inRecord('pro', '', { token: nurse })).statusCode).toBe(200);
    expect(
      (await inRecord('patient', '/accesses/withdraw', { method: 'POST', body: { kind: 'professionnel', id: professionals.nurse.id }, token: patient }))
        .statusCode,
    ).toBe(204);
    expect(conforms(await inRecord('pro', '', { token: nurse }), problemSchema, 403).code).toBe('AUTORISATION_ABSENTE');
    // As printed on a prescription: eleven digits.
    expect(
      conforms(await inRecord('patient', '/accesses/block', { method: 'POST', body: { id: professionals.nurse.id.slice(1) }, token: patient }), blockedSchema),
    ).toEqual({ medecinTraitant: false, administrateur: false });
    expect(conforms(await inRecord('pro', '', { token: nurse }), problemSchema, 403).code).toBe('PS_BLOQUE');
    expect((await inRecord('patient', '/accesses/unblock', { method: 'POST', body: { id: professionals.nurse.id }, token: patient })).statusCode).toBe(204);
    expect(conforms(await inRecord('pro', '', { token: nurse }), problemSchema, 403).code).toBe('AUTORISATION_ABSENTE');
  });
});

describe('the patient’s hand on who sees the record', () => {
  const post = (path: string, body: unknown): Promise<Answer> => inRecord('patient', path, { method: 'POST', body, token: patient });
  const accesses = async (query = '') => conforms(await inRecord('patient', `/accesses${query}`, { token: patient }), accessesSchema);

  it('finds whom to let in, by name or by number', async () => {
    const search = (q: string, token = patient): Promise<Answer> => world.ask('patient', `/directory?q=${encodeURIComponent(q)}`, { token });
    const named = conforms(await search('camille infir'), directorySchema);
    expect(named.professionnels).toEqual([
      {
        id: professionals.nurse.id,
        displayName: 'Camille INFIRMIER',
        professionLabel: 'Infirmier',
        professionCode: '60',
        structureName: 'Cabinet des Tilleuls',
        structures: [{ id: structures.cabinet.id, name: 'Cabinet des Tilleuls' }],
      },
    ]);
    expect(conforms(await search('rive'), directorySchema).structures).toEqual([{ id: structures.clinic.id, name: 'Clinique de la Rive' }]);
    expect(conforms(await search('1 0000000 077'), directorySchema).professionnels.map(({ id }) => id)).toEqual([professionals.nurse.id]);
    expect(conforms(await search('12345'), directorySchema).professionnels).toEqual([]);
    expect(conforms(await search('ab'), problemSchema, 400).code).toBe('PARAMETRE_INVALIDE');
    expect((await world.ask('pro', '/directory?q=camille', { token: reader })).statusCode).toBe(404);
    const another = await world.asPatient(world.bob);
    const codes = new Set<number>();
    for (let times = 0; times < 61; times++) codes.add((await search('12345', another)).statusCode);
    expect([...codes]).toEqual([200, 429]);
  });

  it('agrees until a day, prolongs, and keeps what there was', async () => {
    const given = conforms(
      await post('/accesses/authorise', { kind: 'professionnel', id: professionals.regulator.id, until: '2026-11-30' }),
      autorisationSchema,
      201,
    );
    expect(given).toMatchObject({ displayName: 'Camille REGULATEUR', expiresAt: '2026-11-30T23:00:00.000Z', state: 'valid', express: true });
    const team = conforms(await post('/accesses/authorise', { kind: 'structure', id: structures.clinic.id }), autorisationSchema, 201);
    expect(team).toMatchObject({ kind: 'structure', displayName: 'Clinique de la Rive', state: 'valid' });
    conforms(await post('/accesses/authorise', { kind: 'professionnel', id: professionals.regulator.id, until: '2026-12-24' }), autorisationSchema, 201);
    const ofRegulator = ({ id }: { readonly id: string }): boolean => id === professionals.regulator.id;
    expect((await accesses()).autorisations.filter(ofRegulator).map(({ state }) => state)).toEqual(['valid']);
    const history = (await accesses('?history=true')).autorisations.filter(ofRegulator);
    expect(history.map(({ state, renewed }) => [state, renewed]).toSorted()).toEqual([
      ['ended', true],
      ['valid', undefined],
    ]);
    expect(conforms(await inRecord('pro', '/accesses?history=true', { token: treating }), problemSchema, 403).code).toBe('FONCTION_INTERDITE');
    expect(conforms(await post('/accesses/authorise', { kind: 'structure', id: structures.closedHouse.id }), problemSchema, 400)).toMatchObject({
      code: 'PARAMETRE_INVALIDE',
      findings: [{ field: 'id', rule: 'STRUCTURE_INCONNUE' }],
    });
    for (const body of [
      {},
      { kind: 'professionnel' },
      { kind: 'personne', id: '1' },
      { kind: 'professionnel', id: '81', until: 'demain' },
      { kind: 'structure', id: '!!' },
    ])
      expect(conforms(await post('/accesses/authorise', body), problemSchema, 400).code).toBe('PARAMETRE_INVALIDE');
  });

  it('blocks until a day, and says when it was the médecin traitant', async () => {
    const blocked = conforms(await post('/accesses/block', { id: professionals.treating.id, until: '2026-11-21' }), blockedSchema);
    expect(blocked).toEqual({ medecinTraitant: true, administrateur: false, until: '2026-11-21T23:00:00.000Z' });
    expect((await accesses()).blocages.find(({ id }) => id === professionals.treating.id)?.until).toBe('2026-11-21T23:00:00.000Z');
    expect((await post('/accesses/unblock', { id: professionals.treating.id })).statusCode).toBe(204);
  });

  it('says who treats, and tells a screen that is late', async () => {
    const path = `/medecin-traitant?id=${professionals.treating.id}`;
    const choose = (body: unknown): Promise<Answer> => inRecord('patient', '/medecin-traitant', { method: 'PUT', body, token: patient });
    expect((await choose({ id: professionals.reader.id, replaces: professionals.treating.id })).statusCode).toBe(204);
    expect((await accesses()).medecinTraitant).toMatchObject({ displayName: 'Camille LECTEUR' });
    expect(conforms(await inRecord('patient', path, { method: 'DELETE', token: patient }), problemSchema, 412).code).toBe('VERSION_PERIMEE');
    expect((await choose({ id: professionals.treating.id, replaces: professionals.reader.id })).statusCode).toBe(204);
    expect((await post('/administrateurs', { id: professionals.nurse.id })).statusCode).toBe(204);
    expect((await accesses()).administrateurs.map(({ displayName }) => displayName)).toEqual(['Camille INFIRMIER']);
    expect((await inRecord('patient', `/administrateurs?id=${professionals.nurse.id}`, { method: 'DELETE', token: patient })).statusCode).toBe(204);
    expect((await accesses()).administrateurs).toEqual([]);
  });

  it('masks to some, says who still sees it, shows the record as they see it, and says it in the journal', async () => {
    const from = { kind: 'professionnel', id: professionals.reader.id };
    const what = { kind: 'document', id: document.logicalId };
    const previewed = async (query: string) => conforms(await inRecord('patient', `/preview?as=${query}`, { token: patient }), previewSchema);
    const asReader = `professionnel:${professionals.reader.id}`;
    const before = (await previewed(asReader)).documents!;
    expect(before.documents.map(({ id }) => id)).toContain(document.logicalId);
    expect(before).toEqual((await inRecord('pro', '/documents', { token: reader })).json());

    expect(conforms(await post('/masquages', { from, what }), masquageSchema, 201)).toMatchObject({
      from: { ...from, label: 'Camille LECTEUR' },
      what: { ...what, label: 'Note de suivi' },
      exceptions: [],
    });
    const space = { from: { kind: 'profession', id: '10' }, what: { kind: 'space', id: 'comptes-rendus' } };
    expect(conforms(await post('/masquages', space), masquageSchema, 201).exceptions).toEqual([
      { because: 'medecin-traitant', displayName: 'Camille TRAITANT' },
      { because: 'author' },
    ]);
    const listed = conforms(await inRecord('patient', '/masquages', { token: patient }), masquagesSchema);
    expect(listed.masquages).toHaveLength(2);
    expect(listed.professions).toContainEqual({ code: '40', label: 'Chirurgien-dentiste' });
    const detail = conforms(await inRecord('patient', `/documents/${document.logicalId}`, { token: patient }), documentDetailSchema);
    expect(detail.maskedTo?.map(({ label, because }) => `${because} : ${label}`).toSorted()).toEqual(['document : Camille LECTEUR', 'space : Médecin']);

    expect((await previewed(asReader)).documents?.total).toBe(before.total - before.documents.filter(({ space: one }) => one === 'comptes-rendus').length);
    expect((await previewed(asReader)).documents).toEqual((await inRecord('pro', '/documents', { token: reader })).json());
    expect((await previewed(asReader)).spaces).toEqual((await inRecord('pro', '/spaces', { token: reader })).json());
    const dentist = await previewed('profession:40');
    expect(dentist).toMatchObject({ as: { label: 'Chirurgien-dentiste' }, ifAuthorised: true });
    expect(dentist.documents?.total).toBe(dentist.spaces?.total);
    expect(await previewed(`profession:60&structure=${structures.clinic.id}`)).toMatchObject({
      as: { structureName: 'Clinique de la Rive' },
      ifAuthorised: false,
      documents: { masked: 0 },
    });
    for (const wrong of ['', 'personne:1', 'professionnel:!!', 'profession:97', `profession:60&structure=!!`, 'professionnel:899999999999'])
      expect(conforms(await inRecord('patient', `/preview?as=${wrong}`, { token: patient }), problemSchema, 400).code).toBe('PARAMETRE_INVALIDE');

    expect((await post('/masquages/end', { from, what })).statusCode).toBe(204);
    expect((await post('/masquages/end', space)).statusCode).toBe(204);
    expect((await inRecord('pro', `/documents/${document.logicalId}`, { token: reader })).statusCode).toBe(200);
    const { lines } = conforms(await inRecord('patient', '/journal?limit=200', { token: patient }), journalSchema);
    const told = lines.flatMap(({ about, documentId }) => (about === undefined ? [] : [{ ...about, documentId }]));
    expect(told).toContainEqual({ act: 'masked', name: 'Camille LECTEUR', professionLabel: 'Médecin', documentId: document.logicalId });
    expect(told).toContainEqual({ act: 'unmasked', professionLabel: 'Médecin', space: 'comptes-rendus', documentId: undefined });
    expect(told).toContainEqual({ act: 'previewed', name: 'Camille LECTEUR', professionLabel: 'Médecin', documentId: undefined });
  });

  it('switches, all reimbursements at once among them', async () => {
    const changed = await inRecord('patient', '/choices', { method: 'PUT', body: { masksReimbursements: true }, token: patient });
    expect(conforms(changed, choicesSchema).masksReimbursements).toBe(true);
    expect(
      conforms(await inRecord('patient', '/choices', { method: 'PUT', body: { masksReimbursements: false }, token: patient }), choicesSchema)
        .masksReimbursements,
    ).toBe(false);
  });

  it('keeps from professionals what is masked to whom', async () => {
    await post('/masquages', { from: { kind: 'profession', id: '40' }, what: { kind: 'document', id: document.logicalId } });
    const theirs = await inRecord('pro', '/accesses', { token: treating });
    expect(Object.keys(conforms(theirs, accessesSchema)).toSorted()).toEqual(['administrateurs', 'autorisations', 'blocages', 'medecinTraitant', 'terms']);
    expect(theirs.body).not.toMatch(/masquage|aidant|secret/i);
    expect(conforms(await inRecord('pro', `/documents/${document.logicalId}`, { token: treating }), documentDetailSchema).maskedTo).toBeUndefined();
    for (const path of ['/masquages', '/preview?as=profession:40']) expect((await inRecord('pro', path, { token: treating })).statusCode).toBe(404);
  });
});

describe('what narrows and arranges a professional’s list (A143)', () => {
  const authorOf = (familyName: string, givenName: string) => ({ kind: 'professionnel', id: professionals.author.id, familyName, givenName }) as const;
  const at = (day: string) => instantOf(Date.parse(`${day}T10:00:00Z`));
  const written = [
    { title: 'Un', typeCode: '11488-4', creationTime: at('2026-03-02'), authors: [authorOf('LE FÈVRE', 'Jeanne-Marie')], visibilite: visibleToAll },
    { title: 'Deux', typeCode: '18748-4', creationTime: at('2026-05-20'), authors: [authorOf('LE FÈVRE', 'Jeanne-Marie')], visibilite: visibleToAll },
    { title: 'Trois', typeCode: '11488-4', creationTime: at('2026-05-21'), authors: [authorOf('ABADIE', 'Zoé')], visibilite: visibleToAll },
    // Of one paper, another sending by somebody else: a line of its own for whoever looks for that person.
    { title: 'Quatre', typeCode: '11488-4', creationTime: at('2026-05-22'), authors: [authorOf('ZIMMER', 'Luc')], visibilite: visibleToAll },
    {
      title: 'Caché',
      typeCode: '11506-3',
      creationTime: at('2026-05-23'),
      authors: [authorOf('ABADIE', 'Zoé')],
      visibilite: { ...visibleToAll, masquePs: true },
    },
  ];
  let folder: string;
  let set: string;
  beforeAll(async () => {
    const sender = { actor: acting(professionals.author), mode: 'normal', context: { door: 'fhir', actorName: 'Camille AUTEUR' } } as const;
    const send = async (which: readonly (typeof written)[number][], filing: object = {}) => {
      const documents = which.map((one) => {
        const bytes = Buffer.from(one.title === 'Quatre' ? 'Trois' : one.title);
        const { entryUuid: _, logicalId: __, version: ___, status: ____, ...metadata } = newEntry(world.alice.ins, bytes, { ...one, mimeType: 'text/plain' });
        return { metadata, bytes };
      });
      const { id: _, submittedAt: __, ...submitted } = newSet({ ...documents[0]!.metadata, submissionSetId: document.submissionSetId });
      const sent = await depositDocuments(world.ports, sender, { ins: world.alice.ins }, { set: submitted, documents, ...filing });
      if (!sent.ok) throw new Error(JSON.stringify(sent.refusal));
      return sent.value.entries;
    };
    const folders = [{ uniqueId: '1.2.250.1.999.3.77' as UniqueId, title: 'Suivi du souffle', codes: [{ code: 'SOUFFLE', system: '1.2.250.1.999.8' }] }];
    const put = (submitted: number) => ({ kind: 'HasMember', folder: { submitted: 0 }, document: { submitted } });
    await send([written[0]!]);
    const [first] = await send([written[1]!, written[2]!, written[4]!], { folders, links: [put(1), put(2)] });
    await send([written[3]!]);
    set = first!.submissionSetId;
    folder = conforms(await inRecord('pro', '/criteria', { token: reader }), documentCriteriaSchema).folders[0]!.id;
  });
  const ours = new Set(written.map(({ title }) => title));
  const list = async (query: string, token = reader, limit = 200) => {
    const page = conforms(await inRecord('pro', `/documents?limit=${limit}${query}`, { token }), documentListSchema);
    return { ...page, titles: page.documents.flatMap(({ title }) => (ours.has(title) ? [title] : [])) };
  };

  it.each([
    ['type', () => '&type=18748-4', ['Deux']],
    ['a day, and later', () => '&createdFrom=2026-05-21', ['Trois']],
    ['a day, and earlier', () => '&createdUntil=2026-03-02', ['Un']],
    ['two days, both included', () => '&createdFrom=2026-03-02&createdUntil=2026-05-20', ['Deux', 'Un']],
    ['author, said as one says a name', () => `&author=${encodeURIComponent('jeanne le fevre')}`, ['Deux', 'Un']],
    ['author of a copy, whose line is then that copy', () => '&author=zimmer', ['Quatre']],
    ['submission set', () => `&set=${set}`, ['Deux', 'Trois']],
    ['folder', () => `&folder=${folder}`, ['Trois']],
    ['set, author, type, dates and space', () => `&set=${set}&author=abadie&type=11488-4&createdFrom=2026-05-01&space=comptes-rendus`, ['Trois']],
    ['a type of another space', () => '&type=11488-4&space=imagerie', []],
    ['a set there is not', () => '&set=00000000-0000-4000-8000-000000000000', []],
    ['nobody’s name', () => '&author=personne', []],
  ])('by %s', async (_name, query, expected) => {
    const { titles, total, documents } = await list(query());
    expect(titles.toSorted()).toEqual(expected.toSorted());
    expect(total).toBe(documents.length);
  });
  it('counts, offers and names nothing of what is masked', async () => {
    for (const query of ['&author=zoe', `&set=${set}`, `&folder=${folder}`, '&type=11506-3', '&createdFrom=2026-05-23&createdUntil=2026-05-23']) {
      const [seen, all] = [await list(query), await list(query, treating)];
      expect([seen.titles.includes('Caché'), all.titles.includes('Caché')], query).toEqual([false, true]);
      expect([seen.total, seen.masked, all.masked], query).toEqual([all.total - 1, 0, 1]);
    }
    const criteria = async (token: string) => conforms(await inRecord('pro', '/criteria', { token }), documentCriteriaSchema);
    const [seen, all] = [await criteria(reader), await criteria(treating)];
    const offered = ({ types, sets, folders }: typeof seen) => [
      types.some(({ code }) => code === '11506-3'),
      sets.find(({ id }) => id === set)?.documents,
      folders.map(({ title, documents }) => [title, documents]),
    ];
    expect(offered(seen)).toEqual([false, 2, [['Suivi du souffle', 1]]]);
    expect(offered(all)).toEqual([true, 3, [['Suivi du souffle', 2]]]);
    expect((await world.ask('patient', `/dossiers/${world.alice.id}/criteria`, { token: patient })).statusCode).toBe(404);
  });
  it('is arranged by type and by author over the whole record, page after page, each document once', async () => {
    for (const sort of ['type', 'author', 'deposited'] as const) {
      const pages = [];
      for (let cursor: string | undefined; ;) {
        const page: Awaited<ReturnType<typeof list>> = await list(`&sort=${sort}${cursor === undefined ? '' : `&cursor=${cursor}`}`, reader, 2);
        pages.push(page);
        cursor = page.nextCursor;
        if (cursor === undefined) break;
      }
      const rows = pages.flatMap(({ documents }) => documents);
      expect(rows).toHaveLength(pages[0]!.total);
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      const keys = rows.map(({ typeLabel, authors }) => (sort === 'type' ? typeLabel : authors[0]!.displayName.split(' ').slice(1).join(' ')));
      if (sort !== 'deposited') expect(keys).toEqual(keys.toSorted(new Intl.Collator('fr').compare));
    }
  });
  it('refuses what is no criterion, and says which', async () => {
    for (const [query, field] of [
      ['createdFrom=2026-02-30', 'createdFrom'],
      ['set=hier', 'set'],
      ['author=', 'author'],
      ['sort=title', 'sort'],
    ] as const) {
      const problem = conforms(await inRecord('pro', `/documents?${query}`, { token: reader }), problemSchema, 400);
      expect(problem).toMatchObject({ code: 'PARAMETRE_INVALIDE', findings: [{ field }] });
    }
  });
});

describe('the professional’s door', () => {
  it('tells who is signed in, for which structure, and changes it', async () => {
    expect(conforms(await world.ask('pro', '/session', { token: author }), professionalSessionSchema)).toMatchObject({
      displayName: 'Camille AUTEUR',
      professionLabel: 'Médecin',
      structure: { name: 'Cabinet des Tilleuls' },
    });
    const changed = conforms(
      await world.ask('pro', '/session/structure', { method: 'POST', body: { id: structures.clinic.id }, token: author }),
      professionalSessionSchema,
    );
    expect(changed.structure?.name).toBe('Clinique de la Rive');
    expect(conforms(await world.ask('pro', '/session', { token: author }), professionalSessionSchema).structure?.id).toBe(structures.clinic.id);
    for (const id of [structures.closedHouse.id, '1990000000', '!!'])
      expect(conforms(await world.ask('pro', '/session/structure', { method: 'POST', body: { id }, token: author }), problemSchema, 403).code).toBe(
        'STRUCTURE_INCOHERENTE',
      );
    expect(
      conforms(await world.ask('pro', '/session/structure', { method: 'POST', body: { id: null }, token: author }), professionalSessionSchema).structure,
    ).toBeUndefined();
  });
  it('finds a record by its INS, which is all that the carte Vitale gives (A093), and says nothing of the person', async () => {
    const search = (ins: string, token: string): Promise<Answer> => world.ask('pro', '/dossiers/search', { method: 'POST', body: { ins }, token });
    const statuses = await Promise.all(
      (['treating', 'reader', 'stranger', 'expired', 'blocked'] as const).map(async (name) =>
        conforms(await search(world.alice.ins.matricule, await world.asProfessional(name)), dossierStatusSchema),
      ),
    );
    expect(statuses.map(({ autorisation, medecinTraitant }) => [autorisation, medecinTraitant])).toEqual([
      ['VALIDE', true],
      ['VALIDE', false],
      ['NON_EXISTE', false],
      ['EXPIREE', false],
      ['INTERDIT', false],
    ]);
    expect(Object.keys(statuses[2]!).toSorted()).toEqual(['autorisation', 'dossierId', 'found', 'life', 'may', 'medecinTraitant']);
    expect(conforms(await search('1 85 05 78 006 084 91', reader), dossierStatusSchema)).toEqual({ found: false });
  });
  it('opens with the patient’s agreement, for oneself or for the team', async () => {
    const alone = await world.asProfessional('stranger');
    const declared = await inRecord('pro', '/autorisations', { method: 'POST', body: { consentCollected: true }, token: alone });
    expect(conforms(declared, dossierStatusSchema, 201).autorisation).toBe('VALIDE');
    conforms(await inRecord('pro', '', { token: alone }), dossierSchema);
    const accesses = conforms(await inRecord('patient', '/accesses', { token: patient }), accessesSchema);
    expect(accesses.autorisations.find(({ id }) => id === professionals.stranger.id)).toMatchObject({ declaredBy: 'Camille INCONNU', expired: false });
    // Without a structure there is no team to declare for.
    const team = await inRecord('pro', '/autorisations', { method: 'POST', body: { consentCollected: true, for: 'my-structure' }, token: treating });
    expect(conforms(team, problemSchema, 403).code).toBe('STRUCTURE_INCOHERENTE');
  });
  it('shows a professional their own lines, and the médecin traitant all of them', async () => {
    const own = conforms(await inRecord('pro', '/journal?limit=200', { token: reader }), journalSchema);
    expect(new Set(own.lines.map(({ self }) => self))).toEqual(new Set([true]));
    const all = conforms(await inRecord('pro', '/journal?limit=200', { token: treating }), journalSchema);
    expect(new Set(all.lines.map(({ actorId }) => actorId)).size).toBeGreaterThan(3);
    expect(all.lines.some(({ outcome, rule }) => outcome === 'refused' && rule === 'PS_BLOQUE')).toBe(true);
  });
  it('leaves to who masks another’s document its last sheet, then nothing', async () => {
    const other = await world.deposit(Buffer.from('autre'), { title: 'Autre note' });
    const path = `/documents/${other.logicalId}`;
    const after = conforms(await inRecord('pro', `${path}/mask`, { method: 'POST', body: { version: 1 }, token: reader }), documentDetailSchema);
    expect(after).toMatchObject({ masked: true, abilities: { unmask: { allowed: false, because: 'DOCUMENT_INEXISTANT' } } });
    expect((await inRecord('pro', path, { token: reader })).statusCode).toBe(404);
  });
  it('signs out for good', async () => {
    const token = await world.asProfessional('reader');
    const left = await world.ask('pro', '/session', { method: 'DELETE', token });
    expect(left.statusCode).toBe(204);
    expect(String(left.headers['set-cookie'])).toMatch(/^carnet_pro=;.*Path=\/api\/pro.*HttpOnly/);
    expect((await world.ask('pro', '/session', { token })).statusCode).toBe(401);
  });
});

const samples = resolve(import.meta.dirname, '../../../shared/samples/cda');
/** One of each kind: structured with pictures and PDFs, level 1, very long, many tables, drawings. Every document is read by the codec's own tests. */
const kinds = /2nde-intention-PDF|DEP-CCU|Niveau-1|VSM|LDL-SES|CNAM|CPA|FIDD|PPS_2025|VAC/;
const present = existsSync(samples);
if (!present) console.warn('skipped: reading published documents through the web door (../shared/samples is absent)');

describe.runIf(present)('published documents', () => {
  it('are each read as the contract says, with every picture and PDF they name', async () => {
    for (const name of readdirSync(samples).filter((file) => file.endsWith('.xml') && kinds.test(file))) {
      const bytes = readFileSync(resolve(samples, name));
      const { logicalId } = await world.deposit(bytes, { title: name });
      const path = `/documents/${logicalId}`;
      const view = conforms(await inRecord('pro', `${path}/reading`, { token: treating }), readingViewSchema);
      expect(view.unreadable, name).toBeUndefined();
      const media = [...JSON.stringify(view).matchAll(/"media":(\d+)/g)].map(([, index]) => Number(index));
      for (const index of new Set(media)) {
        const part = await inRecord('pro', `${path}/media/${index}`, { token: treating });
        expect(part.statusCode, `${name} ${index}`).toBe(200);
        expect(['application/pdf', 'image/png', 'image/jpeg', 'image/gif']).toContain(part.headers['content-type']);
      }
      expect((await inRecord('pro', `${path}/media/${media.length + 1}`, { token: treating })).statusCode).toBe(404);
      const original = await inRecord('pro', `${path}/original`, { token: treating });
      expect(original.rawPayload.equals(bytes), name).toBe(true);
    }
  });
});

// Last: it is one document more in the record.
it('reads a FHIR document: its narrative as a CDA’s, the files it carries, the original in its own type', async () => {
  const bytes = fhirDocument({
    ins: world.alice.ins.matricule,
    author: { id: professionals.author.id, familyName: 'Durand', givenName: 'Camille' },
    narrative: '<p onclick="alert(1)">Va <b>bien</b>.<script>alert(1)</script></p>',
  });
  const { logicalId } = await world.deposit(bytes, { mimeType: 'application/fhir+json', title: 'Synthèse' });
  for (const [door, token] of [
    ['patient', patient],
    ['pro', treating],
  ] as const) {
    const view = conforms(await inRecord(door, `/documents/${logicalId}/reading`, { token }), readingViewSchema);
    expect(view.sections.map(({ title }) => title)).toEqual(['Conclusion', 'Antécédents']);
    expect(view.sections[0]!.blocks[0]).toEqual({
      kind: 'paragraph',
      children: [
        { kind: 'text', text: 'Va ' },
        { kind: 'styled', style: 'strong', children: [{ kind: 'text', text: 'bien' }] },
        { kind: 'text', text: '.' },
      ],
    });
    const media = await inRecord(door, `/documents/${logicalId}/media/0`, { token });
    expect(media.headers['content-type']).toBe('application/pdf');
  }
  const original = await inRecord('patient', `/documents/${logicalId}/original`, { token: patient });
  expect(original.headers['content-type']).toContain('application/fhir+json');
  expect(original.rawPayload.equals(bytes)).toBe(true);
});
