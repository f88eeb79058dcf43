// The FHIR door interaction by interaction, as PDSm, MHD and FHIR R4 word them: what each answers, its headers, its pages, its versions.

import { matriculeKey } from '@carnet/domain/identity';
import { instantOf } from '@carnet/domain/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declareFile } from '../../tools/deposit/declare.ts';
import { depositorOf } from '../../tools/deposit/sandbox-files.ts';
import { provideBundle, simplifiedPublish } from '../../tools/deposit/write-fhir.ts';
import { tinyPdf } from '../fixtures/cda/compose.ts';
import { deposit } from '../support/fhir-deposits.ts';
import { type FhirServer, type Reply, startFhirServer } from '../support/fhir-server.ts';

let fhir: FhirServer;
beforeAll(async () => {
  fhir = await startFhirServer();
});
afterAll(async () => fhir.close());

const json = { 'content-type': 'application/fhir+json' };
const patientOf = (key: string) => fhir.personas.patients.find((one) => one.key === key)!;
const record = (key: string): string => `patient.identifier=urn:oid:1.2.250.1.213.1.4.10%7C${patientOf(key).ins}`;
let written = 0;

function pdf(patient = 'dominique', author = 'dr-moreau', masked = false) {
  written += 1;
  const bytes = tinyPdf(`Page ${written}`);
  const declared = declareFile(
    { file: 'x.pdf', bytes, mimeType: 'application/pdf', typeCode: '11488-4', title: `Note ${written}` },
    patientOf(patient),
    depositorOf(fhir.personas, author)!,
    masked,
  );
  if (!declared.ok) throw new Error(JSON.stringify(declared.findings));
  return declared.value;
}
const publish = (declared = pdf(), card = 'dr-moreau', headers: Readonly<Record<string, string>> = {}): Promise<Reply> =>
  fhir.ask(card, 'POST', '/DocumentReference', { headers: { ...json, ...headers }, body: JSON.stringify(simplifiedPublish(declared)) });
const idOf = async (reply: Promise<Reply>): Promise<string> => (await reply).json['id'] as string;
const visibilite = 'https://mos.esante.gouv.fr/NOS/TRE_A07-StatutVisibiliteDocument/FHIR/TRE-A07-StatutVisibiliteDocument';
const maskPatch = JSON.stringify([{ op: 'add', path: '/securityLabel/-', value: { coding: [{ system: visibilite, code: 'MASQUE_PS' }] } }]);
const deletion = JSON.stringify([{ op: 'replace', path: '/status', value: 'entered-in-error' }]);
const patch = (card: string, path: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> =>
  fhir.ask(card, 'PATCH', path, { headers: { 'content-type': 'application/json-patch+json', ...headers }, body });

describe('TD0.2, a record’s existence', () => {
  const ask = async (card: string, patient: string) =>
    (await fhir.ask(card, 'GET', `/Patient?identifier=urn:oid:1.2.250.1.213.1.4.10%7C${patientOf(patient).ins}`)).json;
  const statusOf = (bundle: Record<string, any>): unknown =>
    bundle['entry'][0].resource.extension.find((one: { url: string }) => one.url === 'urn:carnet:autorisation').valueCode;
  test.each([
    ['dr-moreau', 'dominique', 'VALIDE'],
    ['dr-lefevre', 'dominique', 'VALIDE'],
    ['dr-royer', 'dominique', 'NON_EXISTE'],
    ['dr-lefevre', 'camille', 'EXPIREE'],
    ['ide-garnier', 'camille', 'VALIDE'],
    ['dr-royer', 'roland', 'INTERDIT'],
  ])('%s for %s: %s', async (card, patient, status) => expect(statusOf(await ask(card, patient))).toBe(status));
  test('says nothing of the person', async () => {
    const text = JSON.stringify(await ask('dr-moreau', 'dominique'));
    for (const trait of ['PAT-TROIS', 'DOMINIQUE', '1979', 'female']) expect(text).not.toContain(trait);
  });
  test('a closed record exists and is not active', async () => expect((await ask('dr-moreau', 'odette'))['entry'][0].resource.active).toBe(false));
  test('no record is an empty answer, not an error', async () => {
    const number = '2840563113042';
    const reply = await fhir.ask('dr-moreau', 'GET', `/Patient?identifier=urn:oid:1.2.250.1.213.1.4.10%7C${number}${matriculeKey(number)}`);
    expect({ status: reply.status, total: reply.json['total'] }).toEqual({ status: 200, total: 0 });
  });
});

describe('deposit', () => {
  test('ITI-65 answers one line per entry, in order', async () => {
    const bundle = provideBundle(pdf());
    const first = await fhir.ask('dr-moreau', 'POST', '', { headers: json, body: JSON.stringify(bundle) });
    expect(first.status).toBe(200);
    expect(first.json).toMatchObject({ resourceType: 'Bundle', type: 'transaction-response' });
    const lines = first.json['entry'].map(
      ({ response }: { response: { status: string; location: string } }) => `${response.status} ${response.location.split('/')[0]!}`,
    );
    expect(lines).toEqual(['201 Created List', '201 Created DocumentReference', '201 Created Binary']);
    const again = await fhir.ask('dr-moreau', 'POST', '', { headers: json, body: JSON.stringify(bundle) });
    expect(again.json['entry'].map(({ response }: { response: { location: string } }) => response.location)).toEqual(
      first.json['entry'].map(({ response }: { response: { location: string } }) => response.location),
    );
    expect(again.json['entry'].every(({ response }: { response: { status: string } }) => response.status === '200 OK')).toBe(true);
  });
  test('ITI-105 answers where it is, and as much as is preferred', async () => {
    const whole = await publish();
    expect({ status: whole.status, etag: whole.headers['etag'], type: whole.json['resourceType'] }).toEqual({
      status: 201,
      etag: 'W/"1"',
      type: 'DocumentReference',
    });
    expect(whole.headers['location']).toBe(`${fhir.url}/DocumentReference/${whole.json['id'] as string}`);
    const little = await publish(pdf(), 'dr-moreau', { prefer: 'return=minimal' });
    expect({
      status: little.status,
      size: little.body.length,
      located: String(little.headers['location']).startsWith(`${fhir.url}/DocumentReference/`),
    }).toEqual({ status: 201, size: 0, located: true });
  });
  test('a replacement takes the place of the old one', async () => {
    const old = pdf();
    const oldId = await idOf(publish(old));
    const next = { ...pdf(), replaces: old.metadata.uniqueId };
    const newId = await idOf(publish(next));
    expect((await fhir.ask('dr-moreau', 'GET', `/DocumentReference/${oldId}`)).json).toMatchObject({ status: 'superseded', meta: { versionId: '2' } });
    expect((await fhir.ask('dr-moreau', 'GET', `/DocumentReference/${newId}`)).json).toMatchObject({
      status: 'current',
      relatesTo: [{ code: 'replaces', target: { reference: `DocumentReference/${oldId}` } }],
    });
  });
});

describe('content', () => {
  test('comes as bytes in its own type, or as a Binary, or not again', async () => {
    const declared = pdf();
    const id = await idOf(publish(declared));
    const bytes = await fhir.ask('dr-moreau', 'GET', `/Binary/${id}`);
    expect({ type: bytes.headers['content-type'], same: bytes.body.equals(declared.bytes), disposition: bytes.headers['content-disposition'] }).toEqual({
      type: 'application/pdf',
      same: true,
      disposition: 'attachment',
    });
    const resource = await fhir.ask('dr-moreau', 'GET', `/Binary/${id}`, { headers: { accept: 'application/fhir+json' } });
    expect(resource.json).toMatchObject({ resourceType: 'Binary', contentType: 'application/pdf', data: Buffer.from(declared.bytes).toString('base64') });
    expect((await fhir.ask('dr-moreau', 'GET', `/Binary/${id}`, { headers: { 'if-none-match': String(bytes.headers['etag']) } })).status).toBe(304);
    expect((await fhir.ask('dr-moreau', 'GET', `/Binary/${id}`, { headers: { accept: 'image/png' } })).status).toBe(406);
  });
});

describe('search', () => {
  test('pages hold every document once, and the total is theirs', async () => {
    for (let n = 0; n < 7; n += 1) await publish(pdf('bernard'));
    const ids: string[] = [];
    let next: string | undefined = `/DocumentReference?${record('bernard')}&status=current&_count=3`;
    let pages = 0;
    while (next !== undefined) {
      const page: Reply = await fhir.ask('dr-moreau', 'GET', next);
      expect(page.json['total']).toBe(7);
      ids.push(...(page.json['entry'] as { resource: { id: string } }[]).map(({ resource }) => resource.id));
      const link = (page.json['link'] as { relation: string; url: string }[]).find(({ relation }) => relation === 'next')?.url;
      next = link?.slice(fhir.url.length);
      pages += 1;
    }
    expect({ pages, ids: ids.length, distinct: new Set(ids).size }).toEqual({ pages: 3, ids: 7, distinct: 7 });
  });
  test('by type, by date, by author, by what nobody has', async () => {
    const total = async (filter: string): Promise<number> =>
      (await fhir.ask('dr-moreau', 'GET', `/DocumentReference?${record('bernard')}&${filter}`)).json['total'] as number;
    const moreau = fhir.personas.professionals.find(({ key }) => key === 'dr-moreau')!.idNat;
    expect([
      await total('type=http://loinc.org%7C11488-4'),
      await total('type=11502-2'),
      await total(`author.identifier=${moreau}`),
      await total('period=lt2000'),
      await total('period=ge2020-01-01'),
    ]).toEqual([7, 0, 7, 0, 7]);
  });
  test('a masked document is in the author’s list only', async () => {
    const id = await idOf(publish(pdf('dominique', 'dr-moreau', true)));
    const listed = async (card: string): Promise<boolean> =>
      ((await fhir.ask(card, 'GET', `/DocumentReference?${record('dominique')}&_count=200`)).json['entry'] as { resource: { id: string } }[]).some(
        ({ resource }) => resource.id === id,
      );
    expect([await listed('dr-moreau'), await listed('dr-lefevre')]).toEqual([true, false]);
  });
});

describe('change', () => {
  test('a FHIRPath Patch and a JSON Patch mask alike, each making a version', async () => {
    const id = await idOf(publish());
    const masked = await patch('dr-moreau', `/DocumentReference/${id}`, maskPatch, { 'if-match': 'W/"1"' });
    expect({ status: masked.status, etag: masked.headers['etag'] }).toEqual({ status: 200, etag: 'W/"2"' });
    const parameters = {
      resourceType: 'Parameters',
      parameter: [
        {
          name: 'operation',
          part: [
            { name: 'type', valueCode: 'delete' },
            { name: 'path', valueString: "DocumentReference.securityLabel.where(coding.code = 'MASQUE_PS')" },
          ],
        },
      ],
    };
    const shown = await fhir.ask('dr-moreau', 'PATCH', `/DocumentReference/${id}`, { headers: json, body: JSON.stringify(parameters) });
    expect({ status: shown.status, etag: shown.headers['etag'], labels: shown.json['securityLabel'].length }).toEqual({
      status: 200,
      etag: 'W/"3"',
      labels: 1,
    });
  });
  test('on condition of its identifier', async () => {
    const declared = pdf();
    await publish(declared);
    const masked = await patch('dr-moreau', `/DocumentReference?identifier=urn:oid:${declared.metadata.uniqueId}&${record('dominique')}`, maskPatch);
    expect({ status: masked.status, master: masked.json['masterIdentifier'].value }).toEqual({ status: 200, master: `urn:oid:${declared.metadata.uniqueId}` });
    expect((await patch('dr-moreau', `/DocumentReference?identifier=urn:oid:1.2.3.4&${record('dominique')}`, maskPatch)).status).toBe(404);
  });
  test('whoever fed deletes without having to consult; a second doctor does not', async () => {
    const declared = pdf('dominique', 'dr-boileau');
    const id = await idOf(publish(declared, 'dr-boileau'));
    expect((await fhir.ask('dr-boileau', 'GET', `/DocumentReference/${id}`)).codes).toContain('AUTORISATION_ABSENTE');
    expect((await patch('dr-lefevre', `/DocumentReference/${id}`, deletion)).codes).toContain('ACTE_RESERVE');
    expect((await patch('dr-boileau', `/DocumentReference/${id}`, deletion)).status).toBe(204);
    expect((await fhir.ask('dr-moreau', 'GET', `/Binary/${id}`)).codes).toContain('DOCUMENT_INEXISTANT');
  });
  test('a structure deletes its own by uniqueId', async () => {
    const declared = pdf();
    await publish(declared, 'cabinet-moreau');
    const path = `/DocumentReference?identifier=urn:oid:${declared.metadata.uniqueId}&${record('dominique')}`;
    expect((await patch('pharmacie-village', path, deletion)).codes).toContain('DOCUMENT_INEXISTANT');
    expect((await patch('cabinet-moreau', path, deletion)).status).toBe(204);
  });
});

test('the first access of a professional is told to the patient once, and each access leaves its trace', async () => {
  const count = async (kind: string): Promise<number> =>
    Number((await fhir.query<{ n: string }>(`SELECT count(*) AS n FROM notice WHERE kind = '${kind}'`))[0]!.n);
  const before = await count('premier-acces');
  await fhir.ask('sf-roche', 'GET', `/DocumentReference?${record('ruth')}`);
  await fhir.ask('sf-roche', 'GET', `/DocumentReference?${record('ruth')}`);
  expect(await count('premier-acces')).toBe(before + 1);
  const traced = await fhir.query<{ n: string }>(`SELECT count(*) AS n FROM trace WHERE action = 'list-documents' AND actor_id = $1`, [
    fhir.personas.professionals.find(({ key }) => key === 'sf-roche')!.idNat,
  ]);
  expect(traced[0]!.n).toBe('2');
});

test('documents of past care sent one after the other wait for one message of the morning (features A051, N10)', async () => {
  const long = instantOf(Date.UTC(2015, 4, 12, 9));
  const options = { patient: 'camille', metadata: { creationTime: long, serviceStart: long } };
  const sent: string[] = [];
  // Of a resource's id, the half that is the document's own.
  for (let index = 0; index < 5; index++) sent.push((await deposit(fhir, options)).id.slice(32));
  const rows = await fhir.query<{ timing: string; leaves: Date }>(
    `SELECT o.timing, o.next_attempt_at AS leaves FROM outbox o JOIN notice n ON n.dossier_id = o.dossier_id AND n.id = o.notice_id
     WHERE n.logical_id = ANY ($1) AND o.channel = 'email'`,
    [sent],
  );
  expect(rows).toHaveLength(5);
  const daily = rows.filter(({ timing }) => timing === 'daily');
  // The first has left alone where the second took more than ten seconds to come.
  expect(daily.length).toBeGreaterThanOrEqual(4);
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', timeStyle: 'short' });
  expect(new Set(daily.map(({ leaves }) => clock.format(leaves)))).toEqual(new Set(['08:00']));
});
