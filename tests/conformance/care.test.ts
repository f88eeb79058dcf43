// What the professional's door answers about patients, agreements, labels, archives and the matrix is what the contract says, field by field;
// and the same acts over FHIR: labels released one at a time and for good, documents put away.

import { documentDetailSchema, documentListSchema, dossierStatusSchema, ownMatrixSchema, patientsSchema } from '@carnet/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declareFile } from '../../tools/deposit/declare.ts';
import { depositorOf } from '../../tools/deposit/sandbox-files.ts';
import { simplifiedPublish } from '../../tools/deposit/write-fhir.ts';
import { tinyPdf } from '../fixtures/cda/compose.ts';
import { type FhirServer, type Reply, startFhirServer } from '../support/fhir-server.ts';
import { noon } from '../support/records.ts';
import { type Answer, type Ask, type WebWorld, professionals, startWebWorld, structures } from '../support/web-server.ts';

function conforms<Shape>(answer: Answer, schema: { readonly parse: (value: unknown) => Shape }, status = 200): Shape {
  expect(answer.statusCode, answer.body.slice(0, 400)).toBe(status);
  const came: unknown = answer.json();
  const parsed = schema.parse(came);
  expect(parsed).toEqual(came);
  return parsed;
}

describe('the web door', () => {
  let world: WebWorld;
  let treating: string;
  let author: string;
  let reader: string;
  beforeAll(async () => {
    world = await startWebWorld();
    [treating, author, reader] = await Promise.all([
      world.asProfessional('treating', structures.cabinet.id),
      world.asProfessional('author', structures.clinic.id),
      world.asProfessional('reader'),
    ]);
  });
  afterAll(() => world.close());
  const pro = (path: string, ask: Ask): Promise<Answer> => world.ask('pro', path, ask);
  const inRecord = (path: string, ask: Ask): Promise<Answer> => pro(`/dossiers/${world.alice.id}${path}`, ask);

  test('my patients', async () => {
    const { patients, total } = conforms(await pro('/patients', { token: treating }), patientsSchema);
    expect({ total, first: patients[0] }).toMatchObject({
      total: 1,
      first: { dossierId: world.alice.id, tie: 'medecin-traitant', displayName: 'CLAIRE MARCHAND', sexe: 'F' },
    });
    expect(conforms(await pro('/patients?filter=documents', { token: treating }), patientsSchema)).toEqual({ patients: [] });
    expect((await pro('/patients?filter=everything', { token: treating })).statusCode).toBe(400);
    expect(conforms(await pro('/patients', { token: await world.asProfessional('blocked') }), patientsSchema).patients).toEqual([]);
  });

  test('what stands between the caller and the record, and what they may do about it', async () => {
    expect(conforms(await inRecord('/status', { token: treating }), dossierStatusSchema)).toMatchObject({
      autorisation: 'VALIDE',
      medecinTraitant: true,
      may: ['declare-autorisation', 'withdraw-autorisation', 'declare-medecin-traitant', 'end-medecin-traitant', 'block-professionnel'],
    });
    expect(conforms(await inRecord('/status', { token: await world.asProfessional('nurse') }), dossierStatusSchema)).toMatchObject({
      byStructure: false,
      may: ['declare-autorisation', 'withdraw-autorisation'],
    });
  });

  test('an agreement for the team, until the end of the stay; one’s own ended', async () => {
    const asked = { method: 'POST', token: author, body: { consentCollected: true, for: 'my-structure', stayEndsOn: '2026-12-01' } } as const;
    expect(conforms(await inRecord('/autorisations', asked), dossierStatusSchema, 201).autorisation).toBe('VALIDE');
    const late = await inRecord('/autorisations', { ...asked, body: { ...asked.body, stayEndsOn: '2026-02-31' } });
    expect(late.statusCode).toBe(400);
    const ended = conforms(await inRecord('/autorisations', { method: 'DELETE', token: author }), dossierStatusSchema);
    expect(ended).toMatchObject({ autorisation: 'VALIDE', byStructure: true, until: '2026-12-01T23:00:00.000Z' });
  });

  test('labels told to professionals only, released with the announcement, archived and brought back', async () => {
    const hidden = { masquePs: false, invisiblePatient: true, invisibleRepresentants: true };
    const { logicalId } = await world.deposit(Buffer.from('à annoncer'), { mimeType: 'text/plain', over: { visibilite: hidden } });
    const document = `/documents/${logicalId}`;
    const sheet = conforms(await inRecord(document, { token: treating }), documentDetailSchema);
    expect(sheet).toMatchObject({
      invisiblePatient: true,
      invisibleRepresentants: true,
      releasesAt: new Date(noon + 30 * 86_400_000).toISOString(),
      abilities: { 'show-to-patient': { allowed: true }, 'archive': { allowed: true } },
    });
    const unannounced = await inRecord(`${document}/show-to-patient`, { method: 'POST', token: treating, body: { version: sheet.version } });
    expect(unannounced.statusCode).toBe(400);
    const shown = conforms(
      await inRecord(`${document}/show-to-patient`, { method: 'POST', token: treating, body: { version: sheet.version, announced: true } }),
      documentDetailSchema,
    );
    expect(shown.invisiblePatient).toBe(false);
    expect(shown.releasesAt).toBeUndefined();
    const representants = { method: 'POST', token: treating, body: { version: shown.version } } as const;
    expect(conforms(await inRecord(`${document}/show-to-representants`, representants), documentDetailSchema).invisibleRepresentants).toBeUndefined();
    const notTheirs = await inRecord(`${document}/archive`, { method: 'POST', token: reader, body: { version: shown.version + 1 } });
    expect([notTheirs.statusCode, notTheirs.json()]).toMatchObject([403, { code: 'ACTE_RESERVE' }]);
    const archived = conforms(
      await inRecord(`${document}/archive`, { method: 'POST', token: treating, body: { version: shown.version + 1 } }),
      documentDetailSchema,
    );
    expect(archived).toMatchObject({ status: 'Archived', abilities: { unarchive: { allowed: true } } });
    const archives = conforms(await inRecord('/documents?archived=true', { token: reader }), documentListSchema);
    expect(archives.documents.map(({ id }) => id)).toEqual([logicalId]);
    const back = await inRecord(`${document}/unarchive`, { method: 'POST', token: treating, body: { version: archived.version } });
    expect(conforms(back, documentDetailSchema).status).toBe('Approved');
  });

  test('the médecin traitant keeps another out only at the patient’s request; a médecin becomes it only with an agreement', async () => {
    const id = professionals.stranger.id.slice(1);
    for (const body of [{ id }, { id, askedByPatient: false }])
      expect((await inRecord('/accesses/block', { method: 'POST', token: treating, body })).statusCode).toBe(400);
    expect((await inRecord('/accesses/block', { method: 'POST', token: reader, body: { id, askedByPatient: true } })).json()).toMatchObject({
      code: 'FONCTION_INTERDITE',
    });
    expect((await inRecord('/accesses/block', { method: 'POST', token: treating, body: { id, askedByPatient: true } })).statusCode).toBe(204);
    expect((await inRecord('', { token: await world.asProfessional('stranger') })).json()).toMatchObject({ code: 'PS_BLOQUE' });
    expect((await inRecord('/medecin-traitant', { method: 'POST', token: reader, body: {} })).statusCode).toBe(400);
    const became = await inRecord('/medecin-traitant', { method: 'POST', token: reader, body: { consentCollected: true } });
    expect(conforms(became, dossierStatusSchema, 201).medecinTraitant).toBe(true);
    expect(conforms(await inRecord('/medecin-traitant', { method: 'DELETE', token: reader }), dossierStatusSchema)).toMatchObject({
      medecinTraitant: false,
      autorisation: 'VALIDE',
    });
  });

  test('the matrix of one’s own profession, in force today', async () => {
    const nurse = conforms(await pro('/matrix', { token: await world.asProfessional('nurse') }), ownMatrixSchema);
    const types = nurse.classes.flatMap((one) => one.types);
    expect({ total: nurse.total, open: nurse.open }).toEqual({ total: types.length, open: types.filter(({ allowed }) => allowed).length });
    expect(types.find(({ code }) => code === '68599-0')).toMatchObject({ allowed: false, origin: 'sourced' });
    expect(nurse.professionLabel).toBe('Infirmier');
  });
});

describe('the FHIR door', () => {
  let fhir: FhirServer;
  beforeAll(async () => {
    fhir = await startFhirServer();
  });
  afterAll(() => fhir.close());

  async function deposited(visibilite: { readonly invisiblePatient?: boolean; readonly invisibleRepresentants?: boolean }): Promise<string> {
    const declared = declareFile(
      { file: 'x.pdf', bytes: tinyPdf(JSON.stringify([visibilite, performance.now()])), mimeType: 'application/pdf', typeCode: '11488-4', title: 'Note' },
      fhir.personas.patients.find(({ key }) => key === 'dominique')!,
      depositorOf(fhir.personas, 'dr-lefevre')!,
      false,
    );
    if (!declared.ok) throw new Error(JSON.stringify(declared.findings));
    const { metadata } = declared.value;
    const resource = simplifiedPublish({ ...declared.value, metadata: { ...metadata, visibilite: { ...metadata.visibilite, ...visibilite } } });
    const reply = await fhir.ask('dr-lefevre', 'POST', '/DocumentReference', {
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify(resource),
    });
    expect(reply.status).toBe(201);
    return reply.json['id'] as string;
  }
  const system = 'https://mos.esante.gouv.fr/NOS/TRE_A07-StatutVisibiliteDocument/FHIR/TRE-A07-StatutVisibiliteDocument';
  const patch = (card: string, id: string, operations: readonly object[]): Promise<Reply> =>
    fhir.ask(card, 'PATCH', `/DocumentReference/${id}`, { headers: { 'content-type': 'application/json-patch+json' }, body: JSON.stringify(operations) });
  const labels = (reply: Reply): readonly string[] =>
    (reply.json['securityLabel'] as readonly { coding: readonly { code: string }[] }[]).map(({ coding }) => coding[0]!.code);
  const isArchived = 'https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition/pdsm-ext-is-archived';

  test('a label is released by taking it away, one or all at once, and never put back', async () => {
    const whole = await deposited({ invisiblePatient: true, invisibleRepresentants: true });
    const both = await patch('dr-lefevre', whole, [{ op: 'replace', path: '/securityLabel', value: [{ coding: [{ code: 'N' }] }] }]);
    expect({ status: both.status, labels: labels(both), etag: both.headers['etag'] }).toEqual({ status: 200, labels: ['N'], etag: 'W/"2"' });
    const id = await deposited({ invisiblePatient: true, invisibleRepresentants: true });
    const shown = await patch('dr-lefevre', id, [{ op: 'remove', path: '/securityLabel/1' }]);
    expect({ status: shown.status, labels: labels(shown) }).toEqual({ status: 200, labels: ['N', 'INVISIBLE_REPRESENTANTS_LEGAUX'] });
    const again = await patch('dr-lefevre', id, [{ op: 'add', path: '/securityLabel/-', value: { coding: [{ system, code: 'INVISIBLE_PATIENT' }] } }]);
    expect({ status: again.status, codes: again.codes }).toMatchObject({ status: 403, codes: expect.arrayContaining(['ACTE_RESERVE', 'INVISIBLE_AU_DEPOT']) });
    const all = await patch('dr-lefevre', id, [{ op: 'remove', path: '/securityLabel/1' }]);
    expect(labels(all)).toEqual(['N']);
    expect((await patch('dr-royer', id, [{ op: 'remove', path: '/securityLabel/1' }])).status).toBe(403);
  });

  test('its author puts it away and brings it back; another does not', async () => {
    const id = await deposited({});
    const away = [{ op: 'add', path: '/extension/-', value: { url: isArchived, valueBoolean: true } }];
    const back = [{ op: 'add', path: '/extension/-', value: { url: isArchived, valueBoolean: false } }];
    const others = await patch('ide-garnier', id, away);
    expect(others.status).toBeGreaterThanOrEqual(403);
    const archived = await patch('dr-lefevre', id, away);
    expect({ status: archived.status, etag: archived.headers['etag'], size: archived.body.length }).toEqual({ status: 204, etag: 'W/"2"', size: 0 });
    const read = await fhir.ask('dr-lefevre', 'GET', `/DocumentReference/${id}`);
    expect(JSON.stringify(read.json['extension'])).toContain('true');
    expect((await patch('dr-lefevre', id, back)).headers['etag']).toBe('W/"3"');
    expect((await patch('dr-lefevre', id, back)).codes).toEqual(expect.arrayContaining(['TRANSITION_INTERDITE']));
  });
});
