// What the draft guide leaves out, over FHIR: agreements and oppositions as Consent (TD0.2, TD0.3, TD0.4, TD1.6), the journal as AuditEvent (ITI-81),
// the public registers; and the statement that says all the door does, held against its routes.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routeTable } from '../refusal/route-table.ts';
import { deposit, fhirJson, insOf, linkIn, matchesIn, recordOf } from '../support/fhir-deposits.ts';
import { type FhirServer, type Reply, startFhirServer } from '../support/fhir-server.ts';

let fhir: FhirServer;
beforeAll(async () => {
  fhir = await startFhirServer();
});
afterAll(async () => fhir.close());

type Json = Record<string, any>;
const get = (card: string, path: string): Promise<Reply> => fhir.ask(card, 'GET', path);
const idNat = (card: string): string => fhir.personas.professionals.find(({ key }) => key === card)!.idNat;
const resourcesIn = ({ json }: Reply, mode = 'match'): readonly Json[] =>
  (json['entry'] as { resource: Json; search: { mode: string } }[]).filter(({ search }) => search.mode === mode).map(({ resource }) => resource);
const kindOf = (resource: Json): string =>
  (resource['category'] as Json[]).flatMap(({ coding }) => coding as Json[]).find(({ system }) => system === 'urn:carnet:consentement')!['code'] as string;
const agreement = (patient: string, more: Json = {}): string =>
  JSON.stringify({
    resourceType: 'Consent',
    status: 'active',
    scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }] },
    patient: { identifier: { system: 'urn:oid:1.2.250.1.213.1.4.10', value: insOf(fhir, patient) } },
    provision: { type: 'permit' },
    ...more,
  });
const declare = (card: string, body: string): Promise<Reply> => fhir.ask(card, 'POST', '/Consent', { headers: fhirJson, body });
const end = (card: string, id: string): Promise<Reply> =>
  fhir.ask(card, 'PATCH', `/Consent/${id}`, {
    headers: { 'content-type': 'application/json-patch+json' },
    body: JSON.stringify([{ op: 'replace', path: '/status', value: 'inactive' }]),
  });

describe('agreements', () => {
  test('are searched by whoever may see the record (TD1.6): each with its kind, its person, its dates', async () => {
    const reply = await get('dr-moreau', `/Consent?${recordOf(fhir, 'dominique')}`);
    expect(reply.status, reply.body.toString('utf8')).toBe(200);
    const found = resourcesIn(reply);
    expect(new Set(found.map(kindOf))).toEqual(new Set(['autorisation', 'medecin-traitant', 'opposition']));
    expect(
      found
        .filter((one) => kindOf(one) === 'opposition')
        .map(({ provision }) => provision.purpose[0].code as string)
        .toSorted(),
    ).toEqual(['BTG', 'ETREAT']);
    const lefevre = found.find(({ provision }) => provision.actor?.[0].reference.identifier.value === idNat('dr-lefevre'))!;
    expect(lefevre).toMatchObject({ status: 'active', provision: { type: 'permit', actor: [{ reference: { display: expect.stringMatching(/\S/) } }] } });
    expect(
      matchesIn(await get('dr-moreau', `/Consent?${recordOf(fhir, 'dominique')}&category=autorisation&actor=Practitioner/${idNat('dr-lefevre')}`)),
    ).toEqual([lefevre['id']]);
    expect((await get('dr-royer', `/Consent?${recordOf(fhir, 'dominique')}`)).codes).toEqual(['AUTORISATION_ABSENTE']);
  });
  test('say one’s own without that right (TD0.2)', async () => {
    const own = async (card: string, patient: string) => resourcesIn(await get(card, `/Consent?${recordOf(fhir, patient)}&actor=${idNat(card)}`)).map(kindOf);
    expect([await own('dr-royer', 'dominique'), await own('dr-lefevre', 'dominique'), await own('dr-moreau', 'dominique')]).toEqual([
      [],
      ['autorisation'],
      expect.arrayContaining(['medecin-traitant']),
    ]);
  });
  test('are declared, said again, ended, and worth what the law says (TD0.3)', async () => {
    const list = `/DocumentReference?${recordOf(fhir, 'bernard')}`;
    expect((await get('dr-royer', list)).codes).toEqual(['AUTORISATION_ABSENTE']);
    const declared = await declare('dr-royer', agreement('bernard'));
    expect(declared.status, declared.body.toString('utf8')).toBe(201);
    const id = String(declared.json['id']);
    expect(declared.headers['location']).toBe(`${fhir.url}/Consent/${id}`);
    expect((await get('dr-royer', list)).status).toBe(200);
    expect(String((await declare('dr-royer', agreement('bernard'))).json['id'])).toBe(id);
    // Another's is not theirs to end.
    expect((await end('dr-lefevre', id)).codes).toContain('AUTORISATION_INCONNUE');
    expect((await get('dr-royer', list)).status).toBe(200);
    expect((await end('dr-royer', id)).status).toBe(204);
    expect((await get('dr-royer', list)).codes).toEqual(['AUTORISATION_ABSENTE']);
    expect((await end('dr-royer', id)).codes).toContain('AUTORISATION_INCONNUE');
  });
  test.each([
    [
      'of somebody else',
      (other: string) => ({ provision: { type: 'permit', actor: [{ reference: { reference: `Practitioner/${other}` } }] } }),
      'ACTE_RESERVE',
    ],
    ['of nobody', () => ({ provision: { type: 'deny' } }), 'CHAMP_ABSENT'],
    ['that ended', () => ({ status: 'inactive' }), 'VALEUR_INATTENDUE'],
    ['of a kind nobody knows', () => ({ category: [{ coding: [{ system: 'urn:carnet:consentement', code: 'opposition' }] }] }), 'CODE_INCONNU'],
    ['about nobody', () => ({ patient: {} }), 'CHAMP_ABSENT'],
  ])('are refused: %s', async (_what, more, rule) => {
    const reply = await declare('dr-royer', agreement('bernard', more(idNat('dr-lefevre'))));
    expect({ refused: reply.status >= 400, codes: reply.codes }).toEqual({ refused: true, codes: expect.arrayContaining([rule]) });
  });
  test('a médecin traitant keeps somebody out at the patient’s request', async () => {
    const blocked = await declare(
      'dr-moreau',
      agreement('bernard', { provision: { type: 'deny', actor: [{ reference: { reference: `Practitioner/${idNat('dr-royer')}` } }] } }),
    );
    expect(blocked.status, blocked.body.toString('utf8')).toBe(201);
    expect((await get('dr-royer', `/DocumentReference?${recordOf(fhir, 'bernard')}`)).codes).toEqual(['PS_BLOQUE']);
    expect(resourcesIn(await get('dr-moreau', `/Consent?${recordOf(fhir, 'bernard')}&category=blocage`)).map(({ id }) => id as string)).toEqual([
      blocked.json['id'],
    ]);
    expect(
      (
        await declare(
          'dr-lefevre',
          agreement('dominique', { provision: { type: 'deny', actor: [{ reference: { reference: `Practitioner/${idNat('dr-royer')}` } }] } }),
        )
      ).status,
    ).toBe(403);
  });
  test('without a patient, are those of one’s own patients (TD0.4), page by page', async () => {
    const whole = await get('dr-moreau', `/Consent?actor=${idNat('dr-moreau')}&_include=Consent:patient&_count=200`);
    expect(whole.status, whole.body.toString('utf8')).toBe(200);
    const patients = resourcesIn(whole, 'include');
    expect(patients.length).toBe(matchesIn(whole).length);
    expect(patients.find(({ identifier }) => identifier[0].value === insOf(fhir, 'dominique'))).toMatchObject({
      resourceType: 'Patient',
      name: [{ use: 'official' }],
    });
    const ids: string[] = [];
    for (let next: string | undefined = `/Consent?actor=${idNat('dr-moreau')}&_count=2`; next !== undefined;) {
      const page: Reply = await get('dr-moreau', next);
      ids.push(...matchesIn(page));
      next = linkIn(page, 'next')?.slice(fhir.url.length);
    }
    expect(ids).toEqual(matchesIn(whole));
    expect((await get('dr-moreau', `/Consent?actor=${idNat('dr-lefevre')}`)).codes).toEqual(['PARAMETRE_INVALIDE', 'PATIENT_ABSENT']);
  });
});

test('Patient says when and why a record was closed, and whether somebody opened its space', async () => {
  const patient = async (key: string): Promise<Json> =>
    resourcesIn(await get('dr-moreau', `/Patient?identifier=urn:oid:1.2.250.1.213.1.4.10%7C${insOf(fhir, key)}`))[0]!;
  const extension = (resource: Json, name: string): Json | undefined => (resource['extension'] as Json[]).find(({ url }) => (url as string).endsWith(name));
  const closed = await patient('odette');
  expect(closed['active']).toBe(false);
  const open = await patient('dominique');
  expect([open['active'], extension(open, 'dmp-medecin-traitant')?.['valueBoolean'], extension(open, 'dmp-fermeture')]).toEqual([true, true, undefined]);
  expect(typeof extension(open, 'dmp-rattachement-mes')?.['valueBoolean']).toBe('boolean');
  expect((await get('dr-moreau', `/Patient/${String(open['id'])}`)).json).not.toHaveProperty('identifier');
  expect((await get('dr-moreau', '/Patient/00000000-0000-4000-8000-000000000000')).status).toBe(404);
});

describe('ITI-81', () => {
  test('a professional reads their own lines, the médecin traitant everybody’s, within dates', async () => {
    const { id } = await deposit(fhir, { title: 'Tracé' });
    await get('dr-lefevre', `/DocumentReference/${id}`);
    const lines = (card: string, filter = '') => get(card, `/AuditEvent?${recordOf(fhir, 'dominique')}&date=ge2020-01-01${filter}`);
    const agents = (reply: Reply) => new Set(resourcesIn(reply).map(({ agent }) => agent[0].who.identifier.value as string));
    expect(agents(await lines('dr-lefevre'))).toEqual(new Set([idNat('dr-lefevre')]));
    expect(agents(await lines('dr-moreau')).size).toBeGreaterThan(1);
    expect(agents(await lines('dr-moreau', `&agent=Practitioner/${idNat('dr-lefevre')}`))).toEqual(new Set([idNat('dr-lefevre')]));
    const reads = resourcesIn(await lines('dr-lefevre', '&subtype=read&outcome=0'));
    expect(reads.map(({ action, subtype, outcome }) => [action, subtype[0].code, outcome])).toEqual(reads.map(() => ['R', 'read', '0']));
    expect(reads.length).toBeGreaterThan(0);
    expect((await lines('dr-moreau', '&date=lt2021')).json['total']).toBe(0);
    expect((await get('dr-moreau', `/AuditEvent?${recordOf(fhir, 'dominique')}`)).codes).toEqual(['PARAMETRE_INVALIDE', 'CHAMP_ABSENT']);
    expect((await lines('dr-moreau', '&outcome=8')).codes).toContain('CODE_INCONNU');
  });
});

describe('the public registers', () => {
  test('say who and where, by number and by name', async () => {
    const moreau = fhir.personas.professionals.find(({ key }) => key === 'dr-moreau')!;
    const person = await get('cabinet-moreau', `/Practitioner?identifier=urn:oid:1.2.250.1.71.4.2.1%7C${moreau.idNat}`);
    expect(resourcesIn(person)).toMatchObject([{ id: moreau.idNat, active: true, name: [{ family: moreau.familyName }] }]);
    expect((await get('dr-lefevre', `/Practitioner/${moreau.idNat}`)).json).toEqual(resourcesIn(person)[0]);
    expect(matchesIn(await get('dr-lefevre', `/Practitioner?identifier=${moreau.idNat.slice(1)}`))).toEqual([moreau.idNat]);
    expect(matchesIn(await get('dr-lefevre', `/Practitioner?family=${moreau.familyName.slice(0, 4).toLowerCase()}`))).toContain(moreau.idNat);
    const [role] = resourcesIn(await get('dr-lefevre', `/PractitionerRole?practitioner=Practitioner/${moreau.idNat}`));
    expect(role).toMatchObject({
      resourceType: 'PractitionerRole',
      practitioner: { reference: `Practitioner/${moreau.idNat}` },
      organization: { display: expect.any(String) },
    });
    expect((await get('dr-lefevre', `/PractitionerRole/${String(role!['id'])}`)).json).toEqual(role);
    const place = await get('dr-lefevre', `/${String(role!['organization'].reference)}`);
    expect(place.json).toMatchObject({ resourceType: 'Organization', name: role!['organization'].display });
    for (const path of ['/Practitioner/899999999999', '/Organization/1999999999', '/PractitionerRole/x', '/Practitioner/nobody'])
      expect((await get('dr-lefevre', path)).status).toBe(404);
    expect((await get('dr-lefevre', '/Practitioner')).codes).toEqual(['PARAMETRE_INVALIDE', 'CHAMP_ABSENT']);
  });
});

const interactionOf: Readonly<Record<string, string>> = {
  'GET ': 'search-type',
  'POST /_search': 'search-type',
  'GET /:id': 'read',
  'POST ': 'create',
  'PATCH ': 'patch',
  'PATCH /:id': 'patch',
  'PUT /:id': 'update',
  'DELETE /:id': 'delete',
};
test('the statement says every interaction of every route, and no other', async () => {
  const { json } = await get('none', '/metadata');
  const said = (json['rest'][0].resource as Json[]).flatMap(({ type, interaction, operation = [] }) => [
    ...(interaction as Json[]).map(({ code }) => `${String(type)} ${String(code)}`),
    ...(operation as Json[]).map(({ name }) => `${String(type)} $${String(name)}`),
  ]);
  const routes = Object.keys(routeTable).flatMap((key): readonly string[] => {
    const [, method, type, rest] = /^(\S+) \/fhir\/([A-Z][A-Za-z]+)(.*)$/.exec(key) ?? [];
    if (type === undefined) return [];
    const operation = /\/(\$[a-z-]+)$/.exec(rest!)?.[1];
    if (operation !== undefined) return [`${type} ${operation}`];
    const code = interactionOf[`${method!} ${rest!.replace(/:[A-Za-z]+$/, ':id')}`];
    return [`${type} ${code ?? `${method!} ${rest!}`}`];
  });
  expect([...new Set(said)].toSorted()).toEqual([...new Set(routes)].toSorted());
  expect(json['rest'][0].interaction).toEqual([{ code: 'transaction' }]);
});
