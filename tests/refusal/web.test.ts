// Every route of the web door, by every caller who has no right to it: what they read is the rule's code and nothing of the record.

import { problemSchema } from '@carnet/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentEntry } from '@carnet/domain/document';
import { instantOf } from '@carnet/domain/kernel';
import { noon } from '../support/records.ts';
import { smallPdf } from '../support/small-files.ts';
import {
  type Answer,
  type Ask,
  type DoorName,
  type ProfessionalName,
  type WebWorld,
  formHeaders,
  formOf,
  startWebWorld,
  structures,
} from '../support/web-server.ts';

/** How one is told of an event: not at all. */
const untold = { email: 'off', push: false };

let world: WebWorld;
let open: DocumentEntry;
let masked: DocumentEntry;
let announced: DocumentEntry;

beforeAll(async () => {
  world = await startWebWorld();
  open = await world.deposit(Buffer.from('consultation'));
  masked = await world.deposit(Buffer.from('masked'), {
    title: 'Masqué',
    visibilite: { masquePs: true, invisiblePatient: false, invisibleRepresentants: false },
  });
  announced = await world.deposit(Buffer.from('awaiting'), {
    title: 'Annonce',
    visibilite: { masquePs: false, invisiblePatient: true, invisibleRepresentants: false },
  });
});
afterAll(() => world.close());

interface Route {
  readonly name: string;
  readonly path: (dossier: string, document: string) => string;
  readonly ask?: Ask;
}
const deposit = (): Ask => ({
  method: 'POST',
  headers: formHeaders,
  payload: formOf([
    { name: 'title', value: 'Ordonnance' },
    { name: 'typeCode', value: 'DOCPAT02' },
    { name: 'serviceDate', value: '2026-11-01' },
    { name: 'file', value: smallPdf(), filename: 'a.pdf', type: 'application/pdf' },
  ]),
});

/** Reading or changing the record: what both doors serve. */
const consulting: readonly Route[] = [
  { name: 'identity', path: (dossier) => `/dossiers/${dossier}` },
  { name: 'spaces', path: (dossier) => `/dossiers/${dossier}/spaces` },
  { name: 'documents', path: (dossier) => `/dossiers/${dossier}/documents` },
  { name: 'accesses', path: (dossier) => `/dossiers/${dossier}/accesses` },
];
const onDocument: readonly Route[] = [
  { name: 'sheet', path: (dossier, document) => `/dossiers/${dossier}/documents/${document}` },
  { name: 'reading', path: (dossier, document) => `/dossiers/${dossier}/documents/${document}/reading` },
  { name: 'media', path: (dossier, document) => `/dossiers/${dossier}/documents/${document}/media/0` },
  { name: 'original', path: (dossier, document) => `/dossiers/${dossier}/documents/${document}/original` },
  { name: 'mask', path: (dossier, document) => `/dossiers/${dossier}/documents/${document}/mask`, ask: { method: 'POST', body: { version: 1 } } },
  { name: 'unmask', path: (dossier, document) => `/dossiers/${dossier}/documents/${document}/unmask`, ask: { method: 'POST', body: { version: 1 } } },
];
const deletion: Route = { name: 'delete', path: (dossier, document) => `/dossiers/${dossier}/documents/${document}?version=1`, ask: { method: 'DELETE' } };
const journal: Route = { name: 'journal', path: (dossier) => `/dossiers/${dossier}/journal` };
const patientOnly: readonly Route[] = [
  {
    name: 'withdraw',
    path: (dossier) => `/dossiers/${dossier}/accesses/withdraw`,
    ask: { method: 'POST', body: { kind: 'professionnel', id: '810000000033' } },
  },
  { name: 'block', path: (dossier) => `/dossiers/${dossier}/accesses/block`, ask: { method: 'POST', body: { id: '10000000033' } } },
  { name: 'unblock', path: (dossier) => `/dossiers/${dossier}/accesses/unblock`, ask: { method: 'POST', body: { id: '10000000033' } } },
  { name: 'choices', path: (dossier) => `/dossiers/${dossier}/choices` },
  { name: 'change of choices', path: (dossier) => `/dossiers/${dossier}/choices`, ask: { method: 'PUT', body: { opposesBrisDeGlace: false } } },
  { name: 'notices', path: (dossier) => `/dossiers/${dossier}/notices` },
  { name: 'notices read', path: (dossier) => `/dossiers/${dossier}/notices/read`, ask: { method: 'POST', body: {} } },
  { name: 'notice preferences', path: (dossier) => `/dossiers/${dossier}/notices/preferences` },
  {
    name: 'change of preferences',
    path: (dossier) => `/dossiers/${dossier}/notices/preferences`,
    ask: { method: 'PUT', body: { choices: { 'dossier-cree': untold, 'document-nouveau': untold, 'premier-acces': untold }, quiet: null } },
  },
  { name: 'profile', path: (dossier) => `/dossiers/${dossier}/profile` },
  { name: 'change of profile', path: (dossier) => `/dossiers/${dossier}/profile`, ask: { method: 'PUT', body: { bloodGroup: 'A+' } } },
];
const patientRoutes = (): readonly Route[] => [
  ...consulting,
  ...onDocument,
  deletion,
  journal,
  ...patientOnly,
  { name: 'deposit', path: (dossier) => `/dossiers/${dossier}/documents`, ask: deposit() },
];
const agreement: Route = {
  name: 'agreement',
  path: (dossier) => `/dossiers/${dossier}/autorisations`,
  ask: { method: 'POST', body: { consentCollected: true } },
};
const emergency = (mode: string): Route => ({
  name: `emergency, ${mode}`,
  path: (dossier) => `/dossiers/${dossier}/emergency`,
  ask: { method: 'POST', body: { mode, reason: 'Patient inconscient' } },
});
const leaving: Route = { name: 'end of the emergency', path: (dossier) => `/dossiers/${dossier}/emergency`, ask: { method: 'DELETE' } };
const search: Route = { name: 'search', path: () => '/dossiers/search', ask: { method: 'POST', body: { ins: '000' } } };
const professionalRoutes: readonly Route[] = [...consulting, ...onDocument, deletion, journal, agreement, search, emergency('bris_de_glace'), leaving];
const sessionRoutes: readonly Route[] = [
  { name: 'session', path: () => '/session' },
  { name: 'sign out', path: () => '/session', ask: { method: 'DELETE' } },
];

const send = (door: DoorName, route: Route, token: string | undefined, documentId: string = open.logicalId): Promise<Answer> =>
  world.ask(door, route.path(world.alice.id, documentId), { ...route.ask, token });

function expectRefusal(answer: Answer, status: number, code: string): void {
  expect(answer.headers['content-type']).toContain('application/problem+json');
  const problem = problemSchema.strict().parse(answer.json());
  expect({ status: answer.statusCode, code: problem.code }).toEqual({ status, code });
  expect(problem.title).not.toBe('');
  expect(answer.headers['cache-control']).toBe('private, no-store');
  expect(answer.body).not.toMatch(/MARCHAND|Compte rendu|1850578006/);
}

describe('without a session', () => {
  it.each([...patientRoutes(), ...sessionRoutes].map((route) => [route.name, route] as const))('patient door: %s', async (_name, route) => {
    expectRefusal(await send('patient', route, undefined), 401, 'NON_AUTHENTIFIE');
    expectRefusal(await send('patient', route, 'not-a-token'), 401, 'NON_AUTHENTIFIE');
  });
  it.each(
    [
      ...professionalRoutes,
      ...sessionRoutes,
      { name: 'structure', path: () => '/session/structure', ask: { method: 'POST', body: { id: null } } } satisfies Route,
    ].map((route) => [route.name, route] as const),
  )('professional door: %s', async (_name, route) => {
    expectRefusal(await send('pro', route, undefined), 401, 'NON_AUTHENTIFIE');
  });
  it('gives no session to who has no card', async () => {
    expectRefusal(await world.ask('pro', '/card-session', { method: 'POST' }), 401, 'CERTIFICAT_ABSENT');
  });
});

describe('with the other door’s session', () => {
  it.each([...patientRoutes(), ...sessionRoutes].map((route) => [route.name, route] as const))('a professional at the patient’s: %s', async (_name, route) => {
    expectRefusal(await send('patient', route, await world.asProfessional('reader')), 401, 'NON_AUTHENTIFIE');
  });
  it.each([...professionalRoutes, ...sessionRoutes].map((route) => [route.name, route] as const))(
    'a patient at the professional’s: %s',
    async (_name, route) => {
      expectRefusal(await send('pro', route, await world.asPatient(world.alice)), 401, 'NON_AUTHENTIFIE');
    },
  );
});

describe('a patient', () => {
  it.each(patientRoutes().map((route) => [route.name, route] as const))('in another’s record: %s', async (_name, route) => {
    expectRefusal(await send('patient', route, await world.asPatient(world.bob)), 404, 'DOSSIER_INEXISTANT');
  });
  it.each(patientRoutes().map((route) => [route.name, route] as const))('with one proof only: %s', async (_name, route) => {
    expectRefusal(await send('patient', route, await world.asPatient(world.alice, 1)), 403, 'AUTHENTIFICATION_INSUFFISANTE');
  });
  it.each([...onDocument, deletion].map((route) => [route.name, route] as const))('and a document awaiting its announcement: %s', async (_name, route) => {
    expectRefusal(await send('patient', route, await world.asPatient(world.alice), announced.logicalId), 404, 'DOCUMENT_INEXISTANT');
  });
  it('deletes nothing a professional deposited', async () => {
    expectRefusal(await send('patient', deletion, await world.asPatient(world.alice)), 403, 'ACTE_RESERVE');
  });
  it.each(patientRoutes().map((route) => [route.name, route] as const))('under an id that is none: %s', async (_name, route) => {
    const token = await world.asPatient(world.alice);
    expectRefusal(await world.ask('patient', route.path('moi', open.logicalId), { ...route.ask, token }), 404, 'DOSSIER_INEXISTANT');
  });
});

describe('a professional without right', () => {
  const refusedWith: readonly (readonly [ProfessionalName, string])[] = [
    ['stranger', 'AUTORISATION_ABSENTE'],
    ['expired', 'AUTORISATION_EXPIREE'],
    ['blocked', 'PS_BLOQUE'],
  ];
  const table = refusedWith.flatMap(([name, code]) => [...consulting, ...onDocument].map((route) => [name, code, route.name, route] as const));
  it.each(table)('%s reads %s: %s', async (name, code, _route, route) => {
    expectRefusal(await send('pro', route, await world.asProfessional(name)), 403, code);
  });
  it.each(refusedWith)('%s deletes nothing', async (name) => {
    expectRefusal(await send('pro', deletion, await world.asProfessional(name)), 404, 'DOCUMENT_INEXISTANT');
  });
  it('who is blocked declares no agreement', async () => {
    expectRefusal(await send('pro', agreement, await world.asProfessional('blocked')), 403, 'PS_BLOQUE');
  });
  const closedHouse = [...consulting, ...onDocument, journal, agreement, emergency('bris_de_glace')].map((route) => [route.name, route] as const);
  it.each(closedHouse)('for a structure that has closed: %s', async (_name, route) => {
    expectRefusal(await send('pro', route, await world.asProfessional('stranger', structures.closedHouse.id)), 403, 'STRUCTURE_INCOHERENTE');
  });
  it.each(closedHouse)('for a structure that is not theirs: %s', async (_name, route) => {
    expectRefusal(await send('pro', route, await world.asProfessional('reader', structures.clinic.id)), 403, 'STRUCTURE_INCOHERENTE');
  });
  it.each(['card-session', 'sandbox-card', 'dossiers/x/profile', 'dossiers/x/notices'])('finds no such address: %s', async (path) => {
    const answer = await world.ask('pro', `/${path}`, { token: await world.asProfessional('treating') });
    expectRefusal(answer, 404, 'REQUETE_MALFORMEE');
  });
});

describe('an emergency', () => {
  const reopened = async (change: Record<string, boolean>): Promise<void> => {
    const body = { opposesBrisDeGlace: false, opposesCentre15: false, ...change };
    const answer = await world.ask('patient', `/dossiers/${world.alice.id}/choices`, { method: 'PUT', body, token: await world.asPatient(world.alice) });
    expect(answer.statusCode).toBe(200);
  };
  it('is refused where the patient opposed it, to whoever holds an agreement too', async () => {
    await reopened({ opposesBrisDeGlace: true });
    for (const name of ['stranger', 'reader', 'expired'] as const)
      expectRefusal(await send('pro', emergency('bris_de_glace'), await world.asProfessional(name)), 403, 'OPPOSITION_BRIS_DE_GLACE');
    await reopened({});
  });
  it('does not open to whom the patient keeps out', async () => {
    expectRefusal(await send('pro', emergency('bris_de_glace'), await world.asProfessional('blocked')), 403, 'PS_BLOQUE');
  });
  it('of the centre 15 is refused outside a centre 15, and where the patient opposed it', async () => {
    expectRefusal(await send('pro', emergency('centre_15'), await world.asProfessional('stranger', structures.cabinet.id)), 403, 'FONCTION_INTERDITE');
    await reopened({ opposesCentre15: true });
    expectRefusal(await send('pro', emergency('centre_15'), await world.asProfessional('regulator', structures.samu.id)), 403, 'OPPOSITION_CENTRE_15');
    await reopened({});
  });
  it('finds no record where there is none', async () => {
    const token = await world.asProfessional('stranger');
    for (const dossier of ['01900000-0000-7000-8000-000000000000', 'aucun'])
      expectRefusal(await world.ask('pro', `/dossiers/${dossier}/emergency`, { ...emergency('bris_de_glace').ask, token }), 404, 'DOSSIER_INEXISTANT');
  });
  it.each([
    ['no reason', { mode: 'bris_de_glace' }, 'reason: CHAMP_ABSENT'],
    ['a word', { mode: 'bris_de_glace', reason: 'urgence' }, 'reason: TROP_COURT'],
    ['a novel', { mode: 'bris_de_glace', reason: 'a'.repeat(501) }, 'reason: TROP_LONG'],
    ['another mode', { mode: 'normal', reason: 'Patient inconscient' }, 'mode: VALEUR_HORS_LISTE'],
    ['one’s own end', { mode: 'bris_de_glace', reason: 'Patient inconscient', until: '2036-01-01' }, 'until: CHAMP_INCONNU'],
  ])('asked with %s', async (_name, body, expected) => {
    const answer = await world.ask('pro', `/dossiers/${world.alice.id}/emergency`, { method: 'POST', body, token: await world.asProfessional('expired') });
    expectRefusal(answer, 400, 'PARAMETRE_INVALIDE');
    expect((answer.json() as { findings: { field: string; rule: string }[] }).findings.map(({ field, rule }) => `${field}: ${rule}`)).toContain(expected);
  });
  it('opens one record, in one session, for what its mode allows, until it is ended', async () => {
    const [token, elsewhere] = [await world.asProfessional('stranger'), await world.asProfessional('stranger')];
    const entered = await send('pro', emergency('bris_de_glace'), token);
    expect(entered.statusCode).toBe(201);
    const { emergency: shown } = (await send('pro', consulting[0]!, token)).json() as { emergency: unknown };
    expect(shown).toEqual({ mode: 'bris_de_glace', reason: 'Patient inconscient', until: '2026-11-20T16:00:00.000Z' });
    expect((await send('pro', onDocument[1]!, token)).statusCode).toBe(200);
    expectRefusal(await send('pro', onDocument[0]!, token, masked.logicalId), 404, 'DOCUMENT_INEXISTANT');
    for (const route of [agreement, onDocument[4]!, onDocument[5]!, journal]) expectRefusal(await send('pro', route, token), 403, 'FONCTION_INTERDITE');
    expectRefusal(await send('pro', consulting[0]!, elsewhere), 403, 'AUTORISATION_ABSENTE');
    expectRefusal(await world.ask('pro', `/dossiers/${world.bob.id}`, { token }), 403, 'AUTORISATION_ABSENTE');
    expect((await send('pro', leaving, token)).statusCode).toBe(204);
    expectRefusal(await send('pro', consulting[0]!, token), 403, 'AUTORISATION_ABSENTE');
  });
  it('ends by itself when its time has come, and when another structure is acted for', async () => {
    const token = await world.asProfessional('author', structures.cabinet.id);
    const until = (at: number) =>
      world.sessions.enterEmergency(token, world.bob.id, { id: 'x', mode: 'bris_de_glace', reason: 'Patient inconscient', until: instantOf(at) });
    const identity = () => world.ask('pro', `/dossiers/${world.bob.id}`, { token });
    await until(noon + 1);
    expect((await identity()).statusCode).toBe(200);
    await until(noon);
    expectRefusal(await identity(), 403, 'AUTORISATION_ABSENTE');
    await until(noon + 1);
    await world.ask('pro', '/session/structure', { method: 'POST', body: { id: structures.clinic.id }, token });
    expectRefusal(await identity(), 403, 'AUTORISATION_ABSENTE');
  });
});

describe('a masked document', () => {
  it.each(onDocument.map((route) => [route.name, route] as const))('is not there for another professional: %s', async (_name, route) => {
    expectRefusal(await send('pro', route, await world.asProfessional('reader'), masked.logicalId), 404, 'DOCUMENT_INEXISTANT');
  });
  it('answers as one that never was', async () => {
    const token = await world.asProfessional('reader');
    const hidden = await send('pro', onDocument[0]!, token, masked.logicalId);
    const absent = await send('pro', onDocument[0]!, token, '01900000-0000-7000-8000-000000000000');
    expect(hidden.json()).toEqual(absent.json());
  });
  it('leaves no gap in the list', async () => {
    const answer = await world.ask('pro', `/dossiers/${world.alice.id}/documents`, { token: await world.asProfessional('reader') });
    const { documents, total, masked: hidden } = answer.json() as { documents: { id: string }[]; total: number; masked: number };
    expect(documents.map(({ id }) => id).toSorted()).toEqual([open.logicalId, announced.logicalId].toSorted());
    expect({ total, hidden }).toEqual({ total: 2, hidden: 0 });
  });
  it('is not unmasked by who is neither its author nor the médecin traitant', async () => {
    expectRefusal(
      await world.ask('pro', `/dossiers/${world.alice.id}/documents/${open.logicalId}/unmask`, {
        method: 'POST',
        body: { version: 1 },
        token: await world.asProfessional('reader'),
      }),
      403,
      'ACTE_RESERVE',
    );
  });
});

describe('a request forged by another site', () => {
  const forged: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['no header of ours', { 'sec-fetch-site': 'same-origin' }],
    ['no word of the browser', { 'x-carnet': '1' }],
    ['another site', { 'x-carnet': '1', 'sec-fetch-site': 'cross-site' }],
    ['a sister site', { 'x-carnet': '1', 'sec-fetch-site': 'same-site' }],
    ['another origin', { 'x-carnet': '1', 'origin': 'https://mechant.example' }],
    ['no origin at all', { 'x-carnet': '1', 'origin': 'null' }],
    ['an origin that lies beside a true word', { 'x-carnet': '1', 'sec-fetch-site': 'same-origin', 'origin': 'https://mechant.example' }],
  ];
  it.each(forged)('%s changes nothing', async (_name, headers) => {
    const token = await world.asPatient(world.alice);
    for (const route of [onDocument[4]!, deletion, patientOnly[1]!, sessionRoutes[1]!]) {
      const answer = await world.ask('patient', route.path(world.alice.id, open.logicalId), { ...route.ask, token, headers });
      expectRefusal(answer, 400, 'REQUETE_MALFORMEE');
      expect(answer.json()).toMatchObject({ findings: [{ rule: 'ORIGINE_REFUSEE' }] });
    }
    expect((await world.ask('patient', '/session', { token })).statusCode).toBe(200);
  });
  it('a form of another site cannot even speak JSON', async () => {
    const token = await world.asPatient(world.alice);
    const answer = await world.ask('patient', patientOnly[1]!.path(world.alice.id, ''), {
      method: 'POST',
      token,
      headers: { 'x-carnet': '1', 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' },
      payload: Buffer.from('{"id":"10000000033"}'),
    });
    expectRefusal(answer, 415, 'REQUETE_MALFORMEE');
  });
});

describe('input', () => {
  const rules = (answer: Answer): readonly string[] =>
    ((answer.json() as { findings?: { field: string; rule: string }[] }).findings ?? []).map(({ field, rule }) => `${field}: ${rule}`);
  it.each([
    ['an unknown field', '/dossiers/search', { ins: '1', spy: true }, 'spy: CHAMP_INCONNU'],
    ['a missing field', '/dossiers/search', {}, 'ins: CHAMP_ABSENT'],
    ['a wrong kind', '/dossiers/search', { ins: 5 }, 'ins: FORME'],
    ['too long', '/dossiers/search', { ins: '1'.repeat(41) }, 'ins: TROP_LONG'],
  ])('%s', async (_name, path, body, expected) => {
    const answer = await world.ask('pro', path, { method: 'POST', body, token: await world.asProfessional('reader') });
    expectRefusal(answer, 400, 'PARAMETRE_INVALIDE');
    expect(rules(answer)).toContain(expected);
  });
  it.each([
    ['a wrong key', '185057800600100', 'ins: INS_CLE'],
    ['a wrong shape', '12345', 'ins: INS_FORME'],
  ])('an INS with %s is told without the right one', async (_name, ins, expected) => {
    const answer = await world.ask('pro', '/dossiers/search', { method: 'POST', body: { ins }, token: await world.asProfessional('reader') });
    expect(answer.statusCode).toBe(422);
    expect(rules(answer)).toEqual([expected]);
    expect(answer.body).not.toContain('"expected"');
  });
  it('an agreement without the tick is none', async () => {
    for (const body of [{}, { consentCollected: false }, { consentCollected: 'true' }, { consentCollected: true, for: 'everybody' }]) {
      const answer = await world.ask('pro', `/dossiers/${world.alice.id}/autorisations`, {
        method: 'POST',
        body,
        token: await world.asProfessional('stranger'),
      });
      expectRefusal(answer, 400, 'PARAMETRE_INVALIDE');
    }
    expectRefusal(await send('pro', consulting[0]!, await world.asProfessional('stranger')), 403, 'AUTORISATION_ABSENTE');
  });
  it('a stale version is told', async () => {
    const answer = await world.ask('patient', `/dossiers/${world.alice.id}/documents/${open.logicalId}/mask`, {
      method: 'POST',
      body: { version: 7 },
      token: await world.asPatient(world.alice),
    });
    expectRefusal(answer, 412, 'VERSION_PERIMEE');
  });
  it('a query that is none of the list’s is refused', async () => {
    const token = await world.asPatient(world.alice);
    for (const query of ['limit=0', 'limit=201', 'space=ailleurs', 'sort=title', 'nom=MARCHAND', 'cursor='])
      expectRefusal(await world.ask('patient', `/dossiers/${world.alice.id}/documents?${query}`, { token }), 400, 'PARAMETRE_INVALIDE');
  });
  it('speaks the caller’s language', async () => {
    const english = await world.ask('patient', '/session', { language: 'en-GB,fr;q=0.5' });
    const french = await world.ask('patient', '/session', { language: 'de, fr' });
    expect((english.json() as { title: string }).title).not.toBe((french.json() as { title: string }).title);
  });
  it('searches are counted', async () => {
    const token = await world.asProfessional('nurse');
    const statuses: number[] = [];
    for (let searched = 0; searched < 31; searched++)
      statuses.push((await world.ask('pro', '/dossiers/search', { method: 'POST', body: { ins: '12345' }, token })).statusCode);
    expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 422));
    const refused = await world.ask('pro', '/dossiers/search', { method: 'POST', body: { ins: '12345' }, token: await world.asProfessional('nurse') });
    expectRefusal(refused, 429, 'TROP_DE_DEMANDES');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });
});
