// What a structure fed and what was refused of it, through the real doors: each refusal leaves one line with the number its software gave, in the list of
// that structure and of no other, and the line says no more than the answer did.

import { type Deposits, depositsSchema } from '@carnet/contract';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { provideBundle, simplifiedPublish } from '../../tools/deposit/write-fhir.ts';
import { asLotDocument, authorOf } from '../../tools/simulator/lps.ts';
import { actions, provideAndRegister } from '../../tools/simulator/xds.ts';
import { type Professional, signedInPro } from '../support/ehr-launch.ts';
import { declaredPdf, fhirJson } from '../support/fhir-deposits.ts';
import type { Reply } from '../support/fhir-server.ts';
import { newIns } from '../support/records.ts';
import { type SoapWorld, startSoapWorld } from '../support/soap-world.ts';

let world: SoapWorld;
const people = new Map<string, Professional>();
beforeAll(async () => {
  world = await startSoapWorld();
});
afterAll(async () => world.close());

const signedIn = async (key: string): Promise<Professional> => {
  const known = people.get(key) ?? (await signedInPro(world.server, key));
  people.set(key, known);
  return known;
};
const ours = { 'x-carnet': '1', 'sec-fetch-site': 'same-origin' };
async function deposits(key: string, query = ''): Promise<Deposits> {
  const answer = await (await signedIn(key)).ask<Deposits>('GET', `/deposits?${query}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return depositsSchema.parse(answer.body);
}
const refusals = async (key: string): Promise<Deposits['lines']> => (await deposits(key, 'outcome=refused')).lines;

type Json = Record<string, any>;
const numberOf = (value: string): string => value.replace('urn:oid:', '').replace('urn:uuid:', '');
/** A good one for a test to spoil. */
const resource = (over: Json = {}): Json => ({ ...(structuredClone(simplifiedPublish(declaredPdf(world.server))) as Json), ...over });
const post = (path: string, body: unknown, card = 'dr-moreau', headers = fhirJson): Promise<Reply> =>
  world.server.ask(card, 'POST', path, { headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
const aboutNobody = (): Json => ({ reference: `Patient?identifier=urn:oid:1.2.250.1.213.1.4.10|${newIns().matricule}` });

test('ITI-105, ITI-65 and ITI-41: one line each, with the number of the software and the code of the answer', async () => {
  const before = new Set((await refusals('dr-moreau')).map(({ id }) => id));
  const lone = resource({ subject: aboutNobody() });
  expect((await post('/DocumentReference', lone)).codes[0]).toBe('PATIENT_INCONNU');
  const bundle = structuredClone(provideBundle(declaredPdf(world.server))) as Json;
  const inside = (type: string): Json => (bundle['entry'] as Json[]).find(({ resource: one }) => one.resourceType === type)!['resource'] as Json;
  const [list, document] = [inside('List'), inside('DocumentReference')];
  document['type'].coding[0].code = 'INVENTE';
  const refusedBundle = await post('/', bundle);
  expect(refusedBundle.status).toBe(422);
  const sender = await world.sender({ card: 'dr-moreau' });
  const declared = declaredPdf(world.server);
  const patient = { ins: newIns().matricule, oid: declared.metadata.patient.oid };
  const lot = { ...declared, metadata: { ...declared.metadata, patient: { matricule: patient.ins, oid: patient.oid } } } as typeof declared;
  const uniqueId = `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`;
  await world.ask({ card: 'dr-moreau' }, 'repository', {
    action: actions.provide,
    vihf: { patient },
    ...provideAndRegister([asLotDocument(lot)], { author: authorOf(sender), signing: undefined, uniqueId }),
  });

  const lines = (await refusals('dr-moreau')).filter(({ id }) => !before.has(id));
  expect(
    lines.map(({ door, refusal, numbers }) => ({ door, code: refusal?.code, times: refusal?.times, set: numbers?.set, document: numbers?.documents[0] })),
  ).toEqual([
    { door: 'ITI-41', code: 'PATIENT_INCONNU', times: 1, set: uniqueId, document: String(declared.metadata.uniqueId) },
    {
      door: 'ITI-65',
      code: refusedBundle.codes[0],
      times: 1,
      set: numberOf(list['identifier'][0].value),
      document: numberOf(document['masterIdentifier'].value),
    },
    { door: 'ITI-105', code: 'PATIENT_INCONNU', times: 1, set: undefined, document: numberOf(lone['masterIdentifier'].value) },
  ]);
  expect(lines[0]!.by).toMatchObject({ byCertificate: false, name: expect.stringContaining('MOREAU') });
  expect(lines[2]!.refusal!.findings).toEqual([{ rule: 'PATIENT_INCONNU', text: expect.any(String), field: 'subject' }]);
  expect(lines[1]!.refusal!.findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(refusedBundle.codes.slice(1, 2)));
});

test('the same again within the hour is counted, and kept once', async () => {
  const again = resource({ subject: aboutNobody() });
  for (let time = 0; time < 3; time++) await post('/DocumentReference', again);
  const [line] = await refusals('dr-moreau');
  expect(line).toMatchObject({ numbers: { documents: [numberOf(again['masterIdentifier'].value)] }, refusal: { code: 'PATIENT_INCONNU', times: 3 } });
});

test('no record and a closed one read alike, as they were answered, and no line says whose it was', async () => {
  const { ins } = world.server.personas.patients.find(({ key }) => key === 'odette')!;
  const answers = [];
  for (const subject of [aboutNobody(), { reference: `Patient?identifier=urn:oid:1.2.250.1.213.1.4.10|${ins}` }])
    answers.push((await post('/DocumentReference', resource({ subject }))).codes);
  expect(answers[0]).toEqual(answers[1]);
  const told = (await refusals('dr-moreau'))
    .slice(0, 2)
    .map(({ id: _, at: _at, numbers: _numbers, refusal, ...line }) => ({ ...line, refusal: { ...refusal, lastAt: '' } }));
  expect(told[0]).toEqual(told[1]);
  expect(JSON.stringify(await deposits('dr-moreau'))).not.toContain(ins);
});

test('what cannot be read, is too large for its kind or is of another type is a refused deposit too', async () => {
  await post('/', '{ "resourceType": "Bundle", ');
  await post('/DocumentReference', '<html/>', 'dr-moreau', { 'content-type': 'text/html' });
  expect((await refusals('dr-moreau')).slice(0, 2).map(({ door, refusal }) => [door, refusal?.code, refusal?.findings.map(({ rule }) => rule)])).toEqual([
    ['ITI-105', 'REQUETE_MALFORMEE', ['MEDIA_TYPE']],
    ['ITI-65', 'REQUETE_MALFORMEE', ['JSON_MAL_FORME']],
  ]);
});

test('a structure’s certificate: its own list has the line, an assertion that is worth nothing included; who feeds for it reads it, nobody else', async () => {
  const spoilt = resource({ subject: aboutNobody() });
  await post('/DocumentReference', spoilt, 'hopital-saint-fictif');
  await world.ask({ card: 'hopital-saint-fictif', person: 'dr-lefevre' }, 'repository', {
    action: actions.provide,
    assertion: null,
    ...provideAndRegister([asLotDocument(declaredPdf(world.server))], { author: authorOf(await world.sender({ card: 'dr-moreau' })), signing: undefined }),
  });
  const [assertion, certificate] = await refusals('sec-marchal');
  expect(assertion).toMatchObject({ door: 'ITI-41', by: { byCertificate: true }, refusal: { code: 'VIHF_ABSENT' } });
  expect(assertion!.numbers!.documents).toHaveLength(1);
  expect(certificate).toMatchObject({ door: 'ITI-105', by: { byCertificate: true }, refusal: { code: 'PATIENT_INCONNU' } });
  expect((await refusals('dr-lefevre')).map(({ id }) => id)).toContain(certificate!.id);
  const others = [...(await refusals('dr-royer')), ...(await refusals('dr-moreau'))].map(({ id }) => id);
  expect(others).not.toContain(certificate!.id);
  expect(others).not.toContain(assertion!.id);
});

test('who acts for no structure, or may not feed for it, reads no list', async () => {
  const moreau = await signedIn('dr-moreau');
  const { body: session } = await moreau.ask<{ structure: { id: string }; listsDeposits?: true }>('GET', '/session');
  expect(session.listsDeposits).toBe(true);
  const alone = await moreau.ask<{ listsDeposits?: true }>('POST', '/session/structure', { id: null });
  expect(alone.body.listsDeposits).toBeUndefined();
  expect((await moreau.ask('GET', '/deposits')).body).toMatchObject({ code: 'FONCTION_INTERDITE' });
  await moreau.ask('POST', '/session/structure', { id: session.structure.id });
  expect((await (await signedIn('pilote-saint-fictif')).ask('GET', '/deposits')).body).toMatchObject({ code: 'FONCTION_INTERDITE' });
});

test('what was taken is there with its number, counted beside what was refused, and the file says the same', async () => {
  const good = resource();
  expect((await post('/DocumentReference', good)).status).toBe(201);
  expect((await post('/DocumentReference', good)).status).toBe(200);
  const { lines, counts } = await deposits('dr-moreau');
  expect(lines[1]).toMatchObject({
    outcome: 'taken',
    door: 'FHIR',
    numbers: { documents: [numberOf(good['masterIdentifier'].value)] },
    by: { name: expect.stringContaining('MOREAU') },
  });
  // Sent again, it was there: no other document bears its number.
  expect(lines[0]).toMatchObject({ outcome: 'taken', door: 'FHIR' });
  expect(lines[0]!.numbers).toBeUndefined();
  const all = await refusals('dr-moreau');
  expect(counts!.refused).toBe(all.reduce((sum, { refusal }) => sum + refusal!.times, 0));
  expect(counts!.reasons.map(({ code }) => code)).toContain('PATIENT_INCONNU');
  expect((await deposits('dr-moreau', 'code=PATIENT_INCONNU')).lines.every(({ refusal }) => refusal?.code === 'PATIENT_INCONNU')).toBe(true);
  const pages: string[] = [];
  for (let cursor = ''; ;) {
    const page = await deposits('dr-moreau', `limit=2${cursor}`);
    pages.push(...page.lines.map(({ id }) => id));
    if (page.nextCursor === undefined) break;
    cursor = `&cursor=${page.nextCursor}`;
  }
  expect(pages).toEqual((await deposits('dr-moreau', 'limit=100')).lines.map(({ id }) => id));
  const file = await (await signedIn('dr-moreau')).browser.fetch('/api/pro/deposits/csv?outcome=refused', { headers: ours });
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="depots-\d{4}-\d{2}-\d{2}\.csv"/);
  const rows = (await file.text()).trim().split('\r\n');
  expect(rows).toHaveLength(1 + all.length);
  expect(rows.slice(1).every((row) => row.includes(';"refusé";'))).toBe(true);
});

test('days that are none are refused; the days of a period are in it', async () => {
  const moreau = await signedIn('dr-moreau');
  expect((await moreau.ask('GET', '/deposits?from=2026-02-30')).body).toMatchObject({
    code: 'PARAMETRE_INVALIDE',
    findings: [{ field: 'from', rule: 'DATE_FORME' }],
  });
  const [newest] = (await deposits('dr-moreau')).lines;
  const day = new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' }).format(new Date(newest!.at));
  expect((await deposits('dr-moreau', `from=${day}&until=${day}`)).lines[0]!.id).toBe(newest!.id);
  expect((await deposits('dr-moreau', 'until=2020-01-01')).lines).toEqual([]);
});
