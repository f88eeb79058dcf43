// What documents say in codes, over FHIR: deposited, found by code, date and category, read by id with where it comes from, and gone with its document.
// Then the International Patient Summary. A whole server, real cards.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declareCda, readdressed } from '../../tools/deposit/declare.ts';
import { depositorOf } from '../../tools/deposit/sandbox-files.ts';
import { simplifiedPublish } from '../../tools/deposit/write-fhir.ts';
import { coded, entry, everything, noKnownAllergy, result, results } from '../fixtures/cda/clinical.ts';
import { compose, section, structured } from '../fixtures/cda/compose.ts';
import { type FhirServer, type Reply, startFhirServer } from '../support/fhir-server.ts';

let fhir: FhirServer;
beforeAll(async () => {
  fhir = await startFhirServer();
});
afterAll(async () => fhir.close());

const loinc = '2.16.840.1.113883.6.1';
const patientOf = (key: string) => fhir.personas.patients.find((one) => one.key === key)!;
const about = (key: string): string => `patient.identifier=urn:oid:1.2.250.1.213.1.4.10%7C${patientOf(key).ins}`;
interface Deposited {
  readonly id: string;
  readonly uniqueId: string;
}
async function deposit(
  body: string,
  { patient = 'dominique', typeCode = '34133-9', replaces }: { patient?: string; typeCode?: string; replaces?: Deposited } = {},
): Promise<Deposited> {
  const made = compose({ body, typeCode, title: `Document ${typeCode}`, id: `<id root="2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}"/>` });
  const copy = readdressed(Buffer.from(made), patientOf(patient), depositorOf(fhir.personas, 'dr-moreau')!);
  if (!copy.ok) throw new Error(JSON.stringify(copy.findings));
  const declared = declareCda(copy.value, false);
  if (!declared.ok) throw new Error(JSON.stringify(declared.findings));
  const { uniqueId } = declared.value.metadata;
  const answer = await fhir.ask('dr-moreau', 'POST', '/DocumentReference', {
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify(simplifiedPublish({ ...declared.value, ...(replaces === undefined ? {} : { replaces: replaces.uniqueId as typeof uniqueId }) })),
  });
  if (answer.status !== 201) throw new Error(answer.body.toString('utf8'));
  return { id: answer.json['id'] as string, uniqueId };
}
const search = (path: string, card = 'dr-moreau'): Promise<Reply> => fhir.ask(card, 'GET', path);
type Resource = Record<string, any> & { readonly resourceType: string; readonly id: string };
const matches = (reply: Reply): Resource[] =>
  (reply.json['entry'] as { search: { mode: string }; resource: Resource }[])
    .filter(({ search: { mode } }) => mode === 'match')
    .map(({ resource }) => resource);
const included = (reply: Reply): Resource[] =>
  (reply.json['entry'] as { search: { mode: string }; resource: Resource }[])
    .filter(({ search: { mode } }) => mode === 'include')
    .map(({ resource }) => resource);
const a1c = (value: number, time: string): string =>
  structured(
    section(
      'Résultats',
      '<paragraph/>',
      entry(results(result({ value: `<value xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="PQ" value="${value}" unit="%"/>`, time }))),
    ),
  );
const mask = JSON.stringify([
  {
    op: 'add',
    path: '/securityLabel/-',
    value: { coding: [{ system: 'https://mos.esante.gouv.fr/NOS/TRE_A07-StatutVisibiliteDocument/FHIR/TRE-A07-StatutVisibiliteDocument', code: 'MASQUE_PS' }] },
  },
]);

describe('A146: a series of results, from reports of the laboratory', () => {
  let reports: readonly Deposited[];
  const seen = async (query = '', card = 'dr-moreau') =>
    matches(await search(`/Observation?${about('dominique')}&code=http://loinc.org%7C4548-4${query}`, card)).map((one) => one['valueQuantity'].value as number);
  beforeAll(async () => {
    reports = [
      await deposit(a1c(8.1, '20250110'), { typeCode: '11502-2' }),
      await deposit(a1c(7.4, '20250612'), { typeCode: '11502-2' }),
      await deposit(a1c(6.9, '20260203'), { typeCode: '11502-2' }),
    ];
  });
  test('is found by its code, newest first, in pages, within dates', async () => {
    expect(await seen()).toEqual([6.9, 7.4, 8.1]);
    expect(await seen('&date=ge2025-06&date=lt2026')).toEqual([7.4]);
    expect(await seen('&category=vital-signs')).toEqual([]);
    expect(matches(await search(`/Observation?${about('dominique')}&code=http://snomed.info/sct%7C4548-4`))).toEqual([]);
    const first = await search(`/Observation?${about('dominique')}&code=4548-4&_count=2`);
    expect([first.json['total'], matches(first).length]).toEqual([3, 2]);
    const next = (first.json['link'] as { relation: string; url: string }[]).find(({ relation }) => relation === 'next')!.url;
    const second = await search(next.slice(fhir.url.length));
    expect(matches(second).map((one) => one['valueQuantity'].value)).toEqual([8.1]);
  });
  test('says which document, by whom, in which section, and is read by its id', async () => {
    const reply = await search(`/Observation?${about('dominique')}&code=4548-4&_count=1`);
    const [resource] = matches(reply);
    expect(resource).toMatchObject({
      status: 'final',
      category: [{ coding: [{ code: 'laboratory' }] }],
      valueQuantity: { value: 6.9, unit: '%', system: 'http://unitsofmeasure.org', code: '%' },
      effectiveDateTime: '2026-02-03',
      referenceRange: [{ low: { value: 4 }, high: { value: 6 } }],
      derivedFrom: [{ reference: `DocumentReference/${reports[2]!.id}` }],
      meta: { source: `${fhir.url}/DocumentReference/${reports[2]!.id}` },
    });
    expect(included(reply)).toMatchObject([
      {
        resourceType: 'Provenance',
        target: [{ reference: `Observation/${resource!.id}` }],
        entity: [{ role: 'source', what: { reference: `DocumentReference/${reports[2]!.id}` } }],
      },
    ]);
    const one = await search(`/Observation/${resource!.id}`);
    expect(one.json).toEqual(resource);
    expect(await search(`/Condition/${resource!.id}`)).toMatchObject({ status: 404 });
  });
  test('each document used is a line of the journal, as read', async () => {
    const lines = () => fhir.query<{ n: string }>(`SELECT count(*) AS n FROM trace WHERE action = 'read-document' AND outcome = 'granted'`);
    const before = Number((await lines())[0]!.n);
    await seen();
    expect(Number((await lines())[0]!.n) - before).toBe(3);
    await seen('&date=ge2026');
    expect(Number((await lines())[0]!.n) - before).toBe(4);
  });
  test('a report is one DiagnosticReport of its results', async () => {
    const found = matches(await search(`/DiagnosticReport?${about('dominique')}&category=LAB`));
    const last = found.find((one) => one['presentedForm'][0].url === `${fhir.url}/Binary/${reports[2]!.id}`);
    expect(last).toMatchObject({ status: 'final', code: { coding: [{ code: '11502-2' }] }, category: [{ coding: [{ code: 'LAB' }] }] });
    expect((await search(`/${last!['result'][0].reference as string}`)).json).toMatchObject({ valueQuantity: { value: 6.9 } });
  });
  test('what a replacement says takes the place of what was said', async () => {
    const corrected = await deposit(a1c(6.8, '20260203'), { typeCode: '11502-2', replaces: reports[2]! });
    expect(await seen()).toEqual([6.8, 7.4, 8.1]);
    const [resource] = matches(await search(`/Observation?${about('dominique')}&code=4548-4&_count=1`));
    expect(resource!['derivedFrom'][0].reference).toBe(`DocumentReference/${corrected.id}`);
  });
  test('goes with its document: masked, then deleted', async () => {
    expect(await seen('', 'dr-lefevre')).toHaveLength(3);
    const [hidden] = matches(await search(`/Observation?${about('dominique')}&code=4548-4&date=lt2025-02`));
    const patch = { headers: { 'content-type': 'application/json-patch+json' }, body: mask };
    expect((await fhir.ask('dr-moreau', 'PATCH', `/DocumentReference/${reports[0]!.id}`, patch)).status).toBe(200);
    expect(await seen('', 'dr-lefevre')).toEqual([6.8, 7.4]);
    expect(await search(`/Observation/${hidden!.id}`, 'dr-lefevre')).toMatchObject({ status: 404 });
    expect((await search(`/Observation?${about('dominique')}&code=4548-4`, 'dr-lefevre')).json['total']).toBe(2);
    const removed = {
      headers: { 'content-type': 'application/json-patch+json' },
      body: JSON.stringify([{ op: 'replace', path: '/status', value: 'entered-in-error' }]),
    };
    expect((await fhir.ask('dr-moreau', 'PATCH', `/DocumentReference/${reports[0]!.id}`, removed)).status).toBe(204);
    expect(await seen()).toEqual([6.8, 7.4]);
  });
  test('codes lie nowhere in clear', async () => {
    const rows = await fhir.query<{ row: string }>('SELECT c::text AS row FROM clinical_content c');
    expect(rows.length).toBeGreaterThan(3);
    for (const { row } of rows) for (const word of ['4548-4', Buffer.from('4548-4').toString('hex'), 'laboratory']) expect(row).not.toContain(word);
  });
});

test.each([
  ['patient=nobody', 404, 'DOSSIER_INEXISTANT'],
  ['code=1', 400, 'PATIENT_ABSENT'],
  ['patient=a&date=hier', 400, 'DATE_FORME'],
  ['patient=a&code=urn:nowhere%7C1', 400, 'SYSTEME_INCONNU'],
  ['patient=a&code:not=1', 400, 'MODIFICATEUR_INCONNU'],
  ['patient=a&cursor=abc', 400, 'VALEUR_INATTENDUE'],
])('a search that cannot be read is told why: %s', async (query, status, code) => {
  const reply = await search(`/Observation?${query}`);
  expect({ status: reply.status, told: reply.codes.includes(code) }).toEqual({ status, told: true });
});
test('a parameter that is not known is left out and said so, or refused on request', async () => {
  const reply = await search(`/Observation?${about('dominique')}&code=none&_has=x`);
  expect(reply.json['entry']).toMatchObject([{ search: { mode: 'outcome' } }]);
  expect((await fhir.ask('dr-moreau', 'GET', `/Observation?${about('dominique')}&_has=x`, { headers: { prefer: 'handling=strict' } })).status).toBe(400);
});

describe('every kind', () => {
  let document: Deposited;
  beforeAll(async () => {
    document = await deposit(everything, { patient: 'leo' });
  });
  test.each([
    ['Observation', 2, { category: [{ coding: [{ code: 'vital-signs' }] }] }],
    [
      'Condition',
      1,
      {
        clinicalStatus: { coding: [{ code: 'active' }] },
        code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'E11.9' }] },
        onsetDateTime: '2019',
      },
    ],
    ['AllergyIntolerance', 1, { type: 'allergy', category: ['medication'], reaction: [{ manifestation: [{ coding: [{ code: '126485001' }] }] }] }],
    ['Immunization', 1, { occurrenceDateTime: '2024-09-10', lotNumber: 'AB123', protocolApplied: [{ series: 'Rappel', doseNumberPositiveInt: 3 }] }],
    ['MedicationStatement', 3, { derivedFrom: [{}] }],
    ['Procedure', 1, { performedDateTime: '2012-06' }],
  ])('%s', async (type, count, expected) => {
    const reply = await search(`/${type}?${about('leo')}`);
    expect(reply.status, reply.body.toString('utf8')).toBe(200);
    const found = matches(reply);
    expect(found).toHaveLength(count);
    expect(found[0]).toMatchObject({ ...expected, resourceType: type, meta: { source: `${fhir.url}/DocumentReference/${document.id}` } });
  });
  test('in XML as in JSON, and the total alone', async () => {
    const xml = await fhir.ask('dr-moreau', 'GET', `/Condition?${about('leo')}`, { headers: { accept: 'application/fhir+xml' } });
    expect(xml.headers['content-type']).toContain('application/fhir+xml');
    expect(xml.body.toString('utf8')).toContain('<code value="E11.9"/>');
    const total = await search(`/Condition?${about('leo')}&_count=0`);
    expect([total.json['total'], matches(total)]).toEqual([1, []]);
  });
  test('treatments say how they are known', async () =>
    expect(matches(await search(`/MedicationStatement?${about('leo')}&category=prescribed`))).toMatchObject([{ status: 'intended' }]));
  test('the CapabilityStatement names them', async () => {
    const types = ((await search('/metadata')).json['rest'][0].resource as { type: string }[]).map(({ type }) => type);
    expect(types).toEqual(
      expect.arrayContaining(['Observation', 'DiagnosticReport', 'Immunization', 'AllergyIntolerance', 'MedicationStatement', 'Condition', 'Procedure']),
    );
  });
});

describe('measures of health (IG « mesures de santé »)', () => {
  const fhirJson = { 'content-type': 'application/fhir+json' };
  const send = (method: string, path: string, resource: unknown, card = 'dr-moreau', headers: Record<string, string> = {}): Promise<Reply> =>
    fhir.ask(card, method, path, { headers: { ...fhirJson, ...headers }, body: JSON.stringify(resource) });
  const remove = (path: string, card = 'dr-moreau'): Promise<Reply> => fhir.ask(card, 'DELETE', path);
  const ucum = 'http://unitsofmeasure.org';
  const observation = (over: object = {}): object => ({
    resourceType: 'Observation',
    meta: { profile: ['https://interop.esante.gouv.fr/ig/fhir/mesures/StructureDefinition/mesures-fr-observation-body-weight'], source: 'urn:oid:1.2.3.4' },
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '29463-7', display: 'Body weight' }] },
    subject: { identifier: { system: 'urn:oid:1.2.250.1.213.1.4.10', value: patientOf('dominique').ins } },
    effectiveDateTime: '2026-02-10T08:00:00+01:00',
    valueQuantity: { value: 71.5, unit: 'kg', system: ucum, code: 'kg' },
    ...over,
  });
  const component = (code: string, value: number): object => ({
    code: { coding: [{ system: 'http://loinc.org', code }] },
    valueQuantity: { value, system: ucum, code: 'mm[Hg]' },
  });
  const pressure = (over: object = {}): object => {
    const { valueQuantity: _, ...rest } = observation() as Record<string, unknown>;
    return {
      ...rest,
      code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }] },
      component: [component('8480-6', 128), component('8462-4', 79)],
      ...over,
    };
  };
  const identifier = { system: 'urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680', value: 'FE-ED-AB-AA' };
  const device = {
    fullUrl: 'urn:uuid:d36bfdb6-b1b1-4efd-9cb9-d217a8696575',
    resource: {
      resourceType: 'Device',
      id: 'd36b',
      identifier: [identifier],
      manufacturer: 'OMRONHEALTHCARE',
      deviceName: [{ name: 'Mon tensiomètre', type: 'patient-reported-name' }],
    },
    request: { method: 'POST', url: 'Device', ifNoneExist: `identifier=${identifier.system}|${identifier.value}` },
  };
  const transaction = (...resources: readonly object[]): object => ({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [device, ...resources.map((resource) => ({ resource, request: { method: 'POST', url: 'Observation' } }))],
  });
  const lines = (reply: Reply): readonly { status: string; location: string }[] =>
    (reply.json['entry'] as { response: { status: string; location: string } }[]).map(({ response }) => response);
  const placed = (reply: Reply, index: number): string => `/${lines(reply)[index]!.location.split('/_history')[0]!}`;
  const made = { device: { reference: device.fullUrl } };

  test('a transaction is answered entry by entry, and once only', async () => {
    const sent = transaction(pressure({ ...made, note: [{ text: 'Au repos' }] }), observation({ device: { reference: 'Device/d36b' } }));
    const first = await send('POST', '', sent);
    expect(first.status, first.body.toString('utf8')).toBe(200);
    expect(lines(first).map(({ status }) => status)).toEqual(['201 Created', '201 Created', '201 Created']);
    const again = await send('POST', '', sent);
    expect(lines(again).map(({ status }) => status)).toEqual(['200 OK', '200 OK', '200 OK']);
    expect(lines(again).map(({ location }) => location)).toEqual(lines(first).map(({ location }) => location));
    const read = await search(placed(first, 1));
    expect(read.json).toMatchObject({
      status: 'final',
      meta: { source: 'urn:oid:1.2.3.4', versionId: '1', profile: [expect.stringContaining('mesures-fr-observation-bp')] },
      component: [{ valueQuantity: { value: 128, code: 'mm[Hg]' } }, { valueQuantity: { value: 79 } }],
      note: [{ text: 'Au repos' }],
      performer: [{ type: 'Practitioner' }],
      device: { reference: placed(first, 0).slice(1) },
    });
    expect((await search(placed(first, 0))).json).toMatchObject({ resourceType: 'Device', identifier: [identifier], manufacturer: 'OMRONHEALTHCARE' });
  });
  test('results of laboratories and measures are one search, each with its provenance, oldest first on request', async () => {
    const hba1c = observation({
      code: { coding: [{ system: 'http://loinc.org', code: '4548-4' }] },
      valueQuantity: { value: 7, system: ucum, code: '%' },
      effectiveDateTime: '2025-09-01T08:00:00+02:00',
    });
    expect((await send('POST', '/Observation', hba1c)).status).toBe(201);
    const values = (reply: Reply): readonly number[] => matches(reply).map((one) => one['valueQuantity'].value as number);
    const ask = (query: string): Promise<Reply> => search(`/Observation?${about('dominique')}&code=http://loinc.org%7C4548-4${query}`);
    const found = await ask('');
    expect(values(found)).toEqual([6.8, 7, 7.4]);
    expect(values(await ask('&_sort=date'))).toEqual([7.4, 7, 6.8]);
    const page = await ask('&_sort=date&_count=2');
    const next = (page.json['link'] as { relation: string; url: string }[]).find(({ relation }) => relation === 'next')!.url;
    expect([values(page), values(await search(next.slice(fhir.url.length)))]).toEqual([[7.4, 7], [6.8]]);
    const origins = included(found).map(({ activity, entity }) => (activity?.coding[0].code as string | undefined) ?? (entity[0].what.reference as string));
    expect(origins).toEqual(expect.arrayContaining(['professionnel', expect.stringMatching(/^DocumentReference\//)]));
    expect(values(await search(`/Observation?${about('dominique')}&category=laboratory&code=4548-4`))).toEqual([6.8, 7.4]);
    expect(values(await search(`/Observation?${about('dominique')}&category=vital-signs&code=4548-4`))).toEqual([7]);
    expect((await ask('&_sort=code')).codes).toContain('VALEUR_INATTENDUE');
  });
  test('is corrected and withdrawn by who entered it', async () => {
    const created = await send('POST', '/Observation', observation({ effectiveDateTime: '2026-02-11T08:00:00+01:00' }));
    const address = String(created.headers['location']).slice(fhir.url.length);
    const heavier = observation({ effectiveDateTime: '2026-02-11T08:00:00+01:00', valueQuantity: { value: 72, system: ucum, code: 'kg' } });
    expect((await send('PUT', address, heavier, 'dr-lefevre')).codes[0]).toBe('ACTE_RESERVE');
    expect((await send('PUT', address, heavier, 'dr-moreau', { 'if-match': 'W/"4"' })).status).toBe(412);
    expect((await send('PUT', address, pressure())).codes).toContain('CHAMP_NON_MODIFIABLE');
    expect((await send('PUT', address, heavier, 'dr-moreau', { 'if-match': 'W/"1"' })).json).toMatchObject({
      status: 'amended',
      valueQuantity: { value: 72 },
      meta: { versionId: '2' },
    });
    expect((await remove(address, 'dr-lefevre')).codes[0]).toBe('ACTE_RESERVE');
    expect((await remove(address)).status).toBe(204);
    expect((await search(address)).status).toBe(404);
    const [ofDocument] = matches(await search(`/Observation?${about('dominique')}&category=laboratory&_count=1`));
    expect((await remove(`/Observation/${ofDocument!.id}`)).codes[0]).toBe('DOCUMENT_INEXISTANT');
  });
  test.each([
    ['a value nobody has', () => observation({ valueQuantity: { value: 7150, system: ucum, code: 'kg' } }), 422, 'valueQuantity.value MESURE_HORS_LIMITES'],
    ['another unit', () => observation({ valueQuantity: { value: 71, system: ucum, code: '[lb_av]' } }), 422, 'valueQuantity.code UNITE_INATTENDUE'],
    ['a code of no measure', () => observation({ code: { coding: [{ system: 'http://loinc.org', code: '1-8' }] } }), 422, 'code MESURE_INCONNUE'],
    [
      'an index that is computed',
      () => observation({ code: { coding: [{ system: 'http://loinc.org', code: '39156-5' }] }, valueQuantity: { value: 22, system: ucum, code: 'kg/m2' } }),
      422,
      'code MESURE_CALCULEE',
    ],
    ['tomorrow', () => observation({ effectiveDateTime: '2090-01-01T08:00:00+01:00' }), 422, 'effectiveDateTime DATE_FUTURE'],
    ['before birth', () => observation({ effectiveDateTime: '1890-01-01' }), 422, 'effectiveDateTime DATE_AVANT_NAISSANCE'],
    ['a long comment', () => observation({ note: [{ text: 'a'.repeat(151) }] }), 422, 'note TROP_LONG'],
    ['a pressure of one number', () => pressure({ component: [component('8480-6', 128)] }), 422, 'component CHAMP_ABSENT'],
    ['a pressure upside down', () => pressure({ component: [component('8480-6', 79), component('8462-4', 128)] }), 422, 'component PRESSION_INVERSEE'],
    ['a draft', () => observation({ status: 'preliminary' }), 422, 'status VALEUR_INATTENDUE'],
    ['a device that is not sent', () => observation(made), 422, 'device.reference REFERENCE_INTROUVABLE'],
    ['a solution without an OID', () => observation({ meta: { source: 'ma balance' } }), 422, 'meta.source VALEUR_INATTENDUE'],
    ['nobody’s', () => observation({ subject: undefined }), 400, 'patient.identifier PATIENT_ABSENT'],
    ['no resource', () => ({ resourceType: 'Condition' }), 400, 'resourceType RESSOURCE_INATTENDUE'],
  ])('refuses %s, by field and rule, with its fix and its page', async (_name, resource, status, told) => {
    const reply = await send('POST', '/Observation', resource());
    expect([
      reply.status,
      ...(reply.json['issue'] as { expression?: string[]; details: { coding: { code: string }[] } }[]).map(
        (issue) => `${issue.expression?.[0]} ${issue.details.coding[0]!.code}`,
      ),
    ]).toEqual(expect.arrayContaining([status, told]));
    for (const issue of reply.json['issue'] as { details: { text: string }; extension: { valueUri: string }[] }[]) {
      expect(issue.details.text).not.toBe('');
      expect(issue.extension[0]!.valueUri).toMatch(/^\/docs\/erreurs#/);
    }
  });
  test.each([
    ['a document among measures', () => ({ ...device, resource: { resourceType: 'DocumentReference' }, request: { method: 'POST' } }), 'BUNDLE_MELE'],
    ['a device without its condition', () => ({ ...device, request: { method: 'POST', url: 'Device' } }), 'DISPOSITIF_CONDITION'],
    ['a medication', () => ({ resource: { resourceType: 'Medication' }, request: { method: 'POST' } }), 'NON_PRIS_EN_CHARGE'],
    [
      'another patient’s',
      () => ({ resource: { ...observation(), subject: { reference: 'Patient/0190a000-0000-7000-8000-000000000000' } }, request: { method: 'POST' } }),
      'PATIENT_DIFFERENT',
    ],
    ['an update', () => ({ resource: observation(), request: { method: 'PUT' } }), 'VALEUR_INATTENDUE'],
  ])('a transaction with %s is refused whole', async (_name, extra, rule) => {
    const count = async (): Promise<string> => (await fhir.query<{ n: string }>('SELECT count(*) AS n FROM measure'))[0]!.n;
    const before = await count();
    const bundle = transaction(observation({ effectiveDateTime: '2026-02-12T08:00:00+01:00' })) as { entry: readonly object[] };
    const reply = await send('POST', '', { ...bundle, entry: [...bundle.entry, extra()] });
    expect([reply.status >= 400, reply.codes.includes(rule)], reply.body.toString('utf8')).toEqual([true, true]);
    expect(await count()).toBe(before);
  });
  test('a structure’s certificate neither enters nor reads them', async () => {
    expect((await send('POST', '/Observation', observation(), 'hopital-saint-fictif')).codes[0]).toBe('FONCTION_INTERDITE');
    expect((await send('POST', '/Observation', observation(), 'assurance-maladie')).codes[0]).toBe('ACTEUR_INTERDIT');
  });
});

describe('the International Patient Summary', () => {
  const idOf = async (key: string): Promise<string> =>
    (await search(`/Patient?identifier=urn:oid:1.2.250.1.213.1.4.10%7C${patientOf(key).ins}`)).json['entry'][0].resource.id as string;
  const summary = async (key: string, card = 'dr-moreau') => search(`/Patient/${await idOf(key)}/$summary`, card);
  interface Section {
    readonly code: { readonly coding: readonly { readonly code: string }[] };
    readonly text: { readonly div: string };
    readonly entry?: readonly { readonly reference: string }[];
    readonly emptyReason?: { readonly coding: readonly { readonly code: string }[] };
  }
  const sectionsOf = (reply: Reply): Record<string, Section> =>
    Object.fromEntries((reply.json['entry'][0].resource.section as Section[]).map((one) => [one.code.coding[0]!.code, one]));

  test('tells each thing once, with its patient, and every reference leads inside', async () => {
    await deposit(everything, { patient: 'leo' });
    const reply = await summary('leo');
    expect({ resourceType: reply.json['resourceType'], type: reply.json['type'] }).toEqual({ resourceType: 'Bundle', type: 'document' });
    const [composition, patient] = (reply.json['entry'] as { resource: Resource }[]).map(({ resource }) => resource);
    expect(composition).toMatchObject({ resourceType: 'Composition', type: { coding: [{ code: '60591-5' }] } });
    expect(patient).toMatchObject({ resourceType: 'Patient', birthDate: expect.any(String) as string });
    const addresses = new Set((reply.json['entry'] as { resource: Resource }[]).map(({ resource }) => `${resource.resourceType}/${resource.id}`));
    const sections = sectionsOf(reply);
    expect(Object.keys(sections)).toEqual(['10160-0', '48765-2', '11450-4', '11369-6', '47519-4', '30954-2', '8716-3']);
    for (const one of Object.values(sections)) {
      expect(one.text.div).toMatch(/^<div xmlns="http:\/\/www.w3.org\/1999\/xhtml"/);
      for (const { reference } of one.entry ?? []) expect(addresses).toContain(reference);
    }
    expect(sections['11450-4']!.entry).toHaveLength(1);
    expect(sections['30954-2']!.text.div).toContain('7.2 %');
  });
  test('a section without anything says which: none known, or nothing said', async () => {
    await deposit(structured(section('Allergies', '<paragraph>Aucune</paragraph>', entry(noKnownAllergy))), { patient: 'sacha' });
    const sections = sectionsOf(await summary('sacha'));
    expect(sections['48765-2']!.emptyReason!.coding[0]!.code).toBe('nilknown');
    expect(sections['11450-4']!.emptyReason!.coding[0]!.code).toBe('unavailable');
  });
  test('says nothing of what the caller may not see, and refuses who may not list', async () => {
    const { id } = await deposit(structured(section('Résultats', '<paragraph/>', entry(results(result({ code: coded('30313-1', loinc, 'Canari') }))))));
    expect((await summary('dominique', 'dr-lefevre')).body.toString('utf8')).toContain('Canari');
    await fhir.ask('dr-moreau', 'PATCH', `/DocumentReference/${id}`, { headers: { 'content-type': 'application/json-patch+json' }, body: mask });
    expect((await summary('dominique', 'dr-lefevre')).body.toString('utf8')).not.toContain('Canari');
    expect((await summary('dominique', 'dr-royer')).codes).toContain('AUTORISATION_ABSENTE');
  });
});
