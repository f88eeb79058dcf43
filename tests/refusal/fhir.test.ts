// Everything hostile, wrong or not allowed that can be sent to the FHIR door: each gets its own status and code, names what is at fault,
// and leaves nothing behind. Real TLS, real cards, real PostgreSQL.

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { matriculeKey } from '@carnet/domain/identity';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declareCda, declareFile } from '../../tools/deposit/declare.ts';
import { depositorOf } from '../../tools/deposit/sandbox-files.ts';
import { provideBundle, simplifiedPublish } from '../../tools/deposit/write-fhir.ts';
import { type Composed, compose, doctor, doctorRole, practice, testOid } from '../fixtures/cda/compose.ts';
import { type FhirServer, type Reply, startFhirServer } from '../support/fhir-server.ts';

let fhir: FhirServer;
beforeAll(async () => {
  fhir = await startFhirServer();
});
afterAll(async () => fhir.close());

const json = { 'content-type': 'application/fhir+json' };
const patient = (key: string) => fhir.personas.patients.find((one) => one.key === key)!;
const insToken = (key: string): string => encodeURIComponent(`urn:oid:${testOid}|${patient(key).ins}`);

/** A CDA about a sandbox patient, written by the Dr Moreau, with identifiers of its own. */
function cda(of = 'dominique', given: Composed = {}): Buffer {
  const { idNat, familyName, givenName } = fhir.personas.professionals.find(({ key }) => key === 'dr-moreau')!;
  const cabinet = fhir.personas.structures.find(({ key }) => key === 'cabinet-moreau')!;
  const role = doctorRole
    .replace(doctor.id, idNat)
    .replace(doctor.familyName, familyName)
    .replace(doctor.givenName, givenName)
    .replace(practice.id, cabinet.idNat)
    .replace(practice.name, cabinet.name);
  const text = compose({
    id: `<id root="2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}"/>`,
    patientIds: `<id root="${testOid}" extension="${patient(of).ins}"/>`,
    author: `<author><time value="20260402101500+0200"/><assignedAuthor>${role}</assignedAuthor></author>`,
    authenticator: `<legalAuthenticator><time value="20260402101500+0200"/><signatureCode code="S"/><assignedEntity>${role}</assignedEntity></legalAuthenticator>`,
    ...given,
  });
  return Buffer.from(text, 'utf8');
}

type Json = Record<string, any>;
/** The ITI-105 resource of a good document, for a test to spoil. */
function resourceOf(bytes: Buffer): Json {
  const declared = declareCda(bytes, false);
  if (!declared.ok) throw new Error(JSON.stringify(declared.findings));
  return structuredClone(simplifiedPublish(declared.value)) as Json;
}
const attachmentOf = (resource: Json): Json => resource['content'][0].attachment as Json;

const publish = (resource: Json, card = 'dr-moreau'): Promise<Reply> =>
  fhir.ask(card, 'POST', '/DocumentReference', { headers: json, body: JSON.stringify(resource) });

/** The least a sender may say of content that cannot be read to be described. */
const bare = (content: Buffer | string, contentType = 'text/xml'): Json => ({
  resourceType: 'DocumentReference',
  status: 'current',
  subject: { reference: `Patient?identifier=urn:oid:${testOid}|${patient('dominique').ins}` },
  content: [{ attachment: { contentType, data: typeof content === 'string' ? content : content.toString('base64') } }],
});

/** Refused with this status and these codes, and not a row more than before. */
async function expectRefused(act: () => Promise<Reply>, status: number, ...codes: readonly string[]): Promise<Reply> {
  const before = await fhir.stored();
  const reply = await act();
  expect({ status: reply.status, codes: reply.codes }).toEqual({ status, codes: expect.arrayContaining([...codes]) });
  expect(reply.json['resourceType']).toBe('OperationOutcome');
  expect(await fhir.stored()).toEqual(before);
  return reply;
}

describe('the card', () => {
  const ask = (card: string) => fhir.ask(card, 'GET', `/Patient?identifier=${insToken('dominique')}`);
  test.each([
    ['none', 401, 'CERTIFICAT_ABSENT'],
    ['refused/expired', 401, 'CERTIFICAT_EXPIRE'],
    ['refused/other-authority', 401, 'CERTIFICAT_REFUSE'],
    ['refused/unknown', 403, 'CARTE_INCONNUE'],
    ['dr-valette', 401, 'CERTIFICAT_REVOQUE'],
  ])('%s', async (card, status, code) => {
    await expectRefused(() => ask(card), status, code);
    await expectRefused(() => publish(resourceOf(cda()), card), status, code);
  });

  test('a signature certificate does not authenticate', async () => {
    const folder = `${fhir.sandbox}/cards/dr-moreau`;
    const reply = await new Promise<number>((resolve, reject) => {
      request(
        `${fhir.url}/Patient?identifier=x`,
        { ca: readFileSync(`${fhir.sandbox}/ca.pem`), cert: readFileSync(`${folder}/sign-cert.pem`), key: readFileSync(`${folder}/sign-key.pem`) },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        },
      )
        .on('error', reject)
        .end();
    });
    expect(reply).toBe(401);
  });

  test('what is open to all is open without a card', async () => {
    const reply = await fhir.ask('none', 'GET', '/metadata');
    expect(reply.status).toBe(200);
    expect(reply.json).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' });
  });

  test('a structure feeds and never consults (features A094)', async () => {
    const resource = resourceOf(cda());
    const reply = await publish(resource, 'cabinet-moreau');
    expect(reply.status).toBe(201);
    const id = reply.json['id'] as string;
    for (const path of [`/DocumentReference?patient.identifier=${insToken('dominique')}`, `/DocumentReference/${id}`, `/Binary/${id}`])
      await expectRefused(() => fhir.ask('cabinet-moreau', 'GET', path), 403, 'AUTHENTIFICATION_INSUFFISANTE');
  });

  test('a structure claimed must be one’s own', async () => {
    const headers = { ...json, 'x-carnet-structure': '1120459876' };
    await expectRefused(
      () => fhir.ask('dr-moreau', 'POST', '/DocumentReference', { headers, body: JSON.stringify(resourceOf(cda())) }),
      403,
      'STRUCTURE_INCOHERENTE',
    );
    await expectRefused(
      () => fhir.ask('dr-moreau', 'GET', '/Patient?identifier=x', { headers: { 'x-carnet-structure': "1'; DROP TABLE" } }),
      400,
      'PARAMETRE_INVALIDE',
      'STRUCT_IDNAT_FORME',
    );
  });
});

describe('whose document it is', () => {
  const about = (id: string, oid = testOid) => cda('dominique', { patientIds: `<id root="${oid}" extension="${id}"/>` });
  test('an INS with a wrong key', async () => {
    const wrong = `${patient('dominique').ins.slice(0, 13)}00`;
    await expectRefused(() => publish(bare(about(wrong))), 422, 'INS_INVALIDE', 'INS_CLE');
    await expectRefused(() => fhir.ask('dr-moreau', 'GET', `/Patient?identifier=urn:oid:${testOid}%7C${wrong}`), 422, 'INS_INVALIDE', 'INS_CLE');
  });
  test('a production OID', async () => {
    const { ins } = patient('dominique');
    await expectRefused(() => publish(resourceOf(about(ins, '1.2.250.1.213.1.4.8'))), 422, 'INS_INVALIDE', 'INS_OID');
  });
  test('an unknown patient', async () => {
    await expectRefused(() => publish(resourceOf(about(`2840563113042${matriculeKey('2840563113042')}`))), 422, 'PATIENT_INCONNU');
  });
  test('the INS of another person', async () => {
    const resource = resourceOf(cda('dominique'));
    resource['subject'] = { reference: `Patient?identifier=urn:oid:${testOid}|${patient('camille').ins}` };
    await expectRefused(() => publish(resource), 422, 'METADONNEES_INCOHERENTES', 'PATIENT_DIFFERENT');
  });
  test('a closed record is answered as one that does not exist', async () => {
    await expectRefused(() => publish(resourceOf(cda('odette'))), 422, 'PATIENT_INCONNU');
  });
  test('somebody who did not write it', async () => {
    const [{ n: before }] = (await fhir.query<{ n: string }>(`SELECT count(*) AS n FROM trace WHERE rule = 'DEPOSANT_NON_AUTEUR'`)) as [{ n: string }];
    await expectRefused(() => publish(resourceOf(cda()), 'dr-royer'), 403, 'DEPOSANT_NON_AUTEUR');
    const [{ n: after }] = (await fhir.query<{ n: string }>(`SELECT count(*) AS n FROM trace WHERE rule = 'DEPOSANT_NON_AUTEUR'`)) as [{ n: string }];
    expect(Number(after)).toBe(Number(before) + 1);
  });
});

describe('what the content is', () => {
  test('truncated XML', async () => {
    const whole = cda();
    await expectRefused(() => publish(bare(whole.subarray(0, whole.length - 400))), 422, 'CONTENU_REFUSE', 'XML_MAL_FORME');
  });
  test.each([
    ['a document type declaration', '<!DOCTYPE ClinicalDocument>'],
    ['an internal entity', '<!DOCTYPE ClinicalDocument [<!ENTITY a "aaaa">]>'],
    ['an external entity', '<!DOCTYPE ClinicalDocument [<!ENTITY a SYSTEM "file:///etc/passwd">]>'],
    [
      'entities of entities',
      '<!DOCTYPE ClinicalDocument [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>',
    ],
  ])('%s', async (_what, declaration) => {
    await expectRefused(
      () => publish(bare(cda('dominique', { prolog: `<?xml version="1.0" encoding="UTF-8"?>\n${declaration}\n` }))),
      422,
      'CONTENU_REFUSE',
      'XML_DTD',
    );
  });
  test('an entity nobody declared', async () => {
    await expectRefused(() => publish(bare(cda('dominique', { title: 'Synthèse &intrus;' }))), 422, 'CONTENU_REFUSE', 'XML_MAL_FORME');
  });
  test('nesting without end', async () => {
    await expectRefused(
      () => publish(bare(cda('dominique', { body: `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}` }))),
      422,
      'CONTENU_REFUSE',
      'XML_TROP_PROFOND',
    );
  });
  test('XML that is no CDA', async () => {
    await expectRefused(
      () => publish(bare(Buffer.from('<html xmlns="http://www.w3.org/1999/xhtml"><script>1</script></html>'))),
      422,
      'CONTENU_REFUSE',
      'CDA_RACINE',
    );
  });
  test.each([
    ['letters outside the alphabet', '%%%%'],
    ['no padding', 'PD94bWw'],
    ['white space', 'PD94 bWwg'],
  ])('base64: %s', async (_what, data) => {
    await expectRefused(() => publish(bare(data)), 422, 'CONTENU_REFUSE', 'BASE64_INVALIDE');
  });
  test('no content at all', async () => {
    await expectRefused(() => publish(bare('')), 422, 'METADONNEES_INCOHERENTES', 'CHAMP_VIDE');
  });
  test('a format a browser could run', async () => {
    const file = { file: 'x.html', bytes: Buffer.from('<html><script>alert(1)</script></html>'), mimeType: 'text/html', typeCode: '11488-4' };
    const declared = declareFile(file, patient('dominique'), depositorOf(fhir.personas, 'dr-moreau')!, false);
    if (!declared.ok) throw new Error('not declared');
    await expectRefused(() => publish(simplifiedPublish(declared.value) as Json), 422, 'CONTENU_REFUSE', 'MEDIA_TYPE');
  });
  test('a PDF that is none', async () => {
    const declared = declareFile(
      { file: 'x.pdf', bytes: Buffer.from('MZ not a PDF'), mimeType: 'application/pdf', typeCode: '11488-4' },
      patient('dominique'),
      depositorOf(fhir.personas, 'dr-moreau')!,
      false,
    );
    if (!declared.ok) throw new Error('not declared');
    await expectRefused(() => publish(simplifiedPublish(declared.value) as Json), 422, 'CONTENU_REFUSE', 'TYPE_MIME_FAUX');
  });
});

describe('what is declared of it', () => {
  test('a hash that lies', async () => {
    const resource = resourceOf(cda());
    attachmentOf(resource)['hash'] = Buffer.alloc(20, 1).toString('base64');
    await expectRefused(() => publish(resource), 422, 'METADONNEES_INCOHERENTES', 'HASH_FAUX');
  });
  test('a size that lies', async () => {
    const resource = resourceOf(cda());
    attachmentOf(resource)['size'] = 12;
    await expectRefused(() => publish(resource), 422, 'METADONNEES_INCOHERENTES', 'TAILLE_FAUSSE');
  });
  test('every disagreement with the document is named', async () => {
    const resource = resourceOf(cda());
    attachmentOf(resource)['title'] = 'Un autre titre';
    attachmentOf(resource)['creation'] = '2020-01-01T00:00:00Z';
    resource['type'] = { coding: [{ system: 'http://loinc.org', code: '11502-2' }] };
    delete resource['category'];
    resource['masterIdentifier'].value = 'urn:oid:1.2.3';
    const reply = await expectRefused(
      () => publish(resource),
      422,
      'METADONNEES_INCOHERENTES',
      'TITRE_DIFFERENT',
      'DATE_DIFFERENTE',
      'TYPE_DIFFERENT',
      'UNIQUE_ID_DIFFERENT',
    );
    expect(reply.issues.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['content[0].attachment.title', 'content[0].attachment.creation', 'type', 'masterIdentifier']),
    );
  });
  test('a class that is not the type’s', async () => {
    const resource = resourceOf(cda());
    resource['category'] = [{ coding: [{ system: 'https://mos.esante.gouv.fr/NOS/TRE_A03-ClasseDocument/FHIR/TRE-A03-ClasseDocument', code: '60' }] }];
    await expectRefused(() => publish(resource), 422, 'METADONNEES_INCOHERENTES', 'CLASSE_DIFFERENTE');
  });
  test('a type the DMP does not take', async () => {
    const resource = resourceOf(cda('dominique', { typeCode: '60280-5' }));
    await expectRefused(() => publish(resource), 422, 'METADONNEES_INCOHERENTES', 'TYPE_HORS_LISTE');
  });
  test('masked and hidden from the patient at once', async () => {
    const resource = resourceOf(cda());
    const visibilite = 'https://mos.esante.gouv.fr/NOS/TRE_A07-StatutVisibiliteDocument/FHIR/TRE-A07-StatutVisibiliteDocument';
    resource['securityLabel'] = ['MASQUE_PS', 'INVISIBLE_PATIENT'].map((code) => ({ coding: [{ system: visibilite, code }] }));
    await expectRefused(() => publish(resource), 422, 'METADONNEES_INCOHERENTES', 'CONFIDENTIALITE_CUMUL');
  });
  test('a replacement of what is not there', async () => {
    const resource = resourceOf(cda());
    resource['relatesTo'] = [{ code: 'replaces', target: { identifier: { system: 'urn:ietf:rfc:3986', value: 'urn:oid:1.2.3.4' } } }];
    await expectRefused(() => publish(resource), 404, 'DOCUMENT_INEXISTANT');
  });
});

describe('a uniqueId is given once', () => {
  test('same bytes: the same answer; other bytes, or another record: refused', async () => {
    const id = `<id root="2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}"/>`;
    const bytes = cda('dominique', { id });
    const first = await publish(resourceOf(bytes));
    expect(first.status).toBe(201);
    const stored = await fhir.stored();
    const again = await publish(resourceOf(bytes));
    expect({ status: again.status, id: again.json['id'], version: again.json['meta'].versionId }).toEqual({ status: 200, id: first.json['id'], version: '1' });
    expect(await fhir.stored()).toEqual(stored);
    await expectRefused(() => publish(resourceOf(cda('dominique', { id, title: 'Autre contenu' }))), 409, 'IDENTIFIANT_DEJA_UTILISE', 'UNIQUE_ID_PRIS');
    await expectRefused(() => publish(resourceOf(cda('camille', { id }))), 409, 'IDENTIFIANT_DEJA_UTILISE', 'UNIQUE_ID_PRIS');
  });

  test('twenty at once keep one', async () => {
    const resource = JSON.stringify(resourceOf(cda()));
    const before = await fhir.stored();
    const replies = await Promise.all(Array.from({ length: 20 }, () => fhir.ask('dr-moreau', 'POST', '/DocumentReference', { headers: json, body: resource })));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([...Array.from({ length: 19 }, () => 200), 201]);
    expect(new Set(replies.map((reply) => reply.json['id'])).size).toBe(1);
    expect((await fhir.stored()).entries).toBe(before.entries + 1);
  });

  test('a set is kept whole or not at all', async () => {
    const declared = [cda(), cda('dominique', { typeCode: '60280-5' })].map((bytes) => {
      const read = declareCda(bytes, false);
      if (!read.ok) throw new Error('not declared');
      return provideBundle(read.value) as { entry: { fullUrl: string; resource: Json; request: Json }[] };
    });
    const [good, bad] = declared as [(typeof declared)[number], (typeof declared)[number]];
    good.entry[0]!.resource['entry'].push({ item: { reference: bad.entry[1]!.fullUrl } });
    const bundle = { resourceType: 'Bundle', type: 'transaction', entry: [...good.entry, ...bad.entry.slice(1)] };
    await expectRefused(
      () => fhir.ask('dr-moreau', 'POST', '', { headers: json, body: JSON.stringify(bundle) }),
      422,
      'METADONNEES_INCOHERENTES',
      'TYPE_HORS_LISTE',
    );
  });
});

describe('the form of the request', () => {
  test('a body of 200 MB is refused before it is read', async () => {
    const before = await fhir.stored();
    const { ca, cert, key } = await fhir.material('dr-moreau');
    const status = await new Promise<number>((resolve, reject) => {
      const outgoing = request(
        fhir.url,
        { method: 'POST', ca, cert, key, headers: { ...json, 'content-length': String(200 * 1024 * 1024), 'expect': '100-continue' } },
        (answer) => {
          resolve(answer.statusCode ?? 0);
          outgoing.destroy();
        },
      );
      outgoing.on('error', reject);
      outgoing.write('{"resourceType":"Bundle"');
    });
    expect(status).toBe(413);
    expect(await fhir.stored()).toEqual(before);
  });
  test('a body without end is cut at the limit', async () => {
    const { ca, cert, key } = await fhir.material('dr-moreau');
    const chunk = Buffer.alloc(1024 * 1024, 0x20);
    const { status, sent } = await new Promise<{ status: number; sent: number }>((resolve, reject) => {
      let sent = 0;
      const outgoing = request(`${fhir.url}/DocumentReference/${'0'.repeat(64)}`, { method: 'PATCH', ca, cert, key, headers: json }, (answer) => {
        resolve({ status: answer.statusCode ?? 0, sent });
        outgoing.destroy();
      });
      outgoing.on('error', (error: NodeJS.ErrnoException) => (['EPIPE', 'ECONNRESET'].includes(error.code ?? '') ? undefined : reject(error)));
      const pour = (): void => {
        while (!outgoing.destroyed && sent < 50) {
          sent += 1;
          if (!outgoing.write(chunk)) return void outgoing.once('drain', pour);
        }
      };
      pour();
    });
    expect(status).toBe(413);
    expect(sent).toBeLessThan(50);
  });
  test.each([
    ['a Turtle', 'text/turtle', '[a fhir:Bundle].', 415, 'MEDIA_TYPE'],
    ['XML cut short', 'application/fhir+xml', '<Bundle xmlns="http://hl7.org/fhir">', 400, 'XML_MAL_FORME'],
    ['XML without end of depth', 'application/fhir+xml', '<a>'.repeat(100_000), 400, 'REQUETE_MALFORMEE'],
    ['text', 'text/plain', 'hello', 415, 'MEDIA_TYPE'],
    ['JSON cut short', 'application/fhir+json', '{"resourceType":"Bundle"', 400, 'JSON_MAL_FORME'],
    ['JSON of another kind', 'application/fhir+json', '[1, 2, 3]', 400, 'REQUETE_MALFORMEE'],
    ['a key given twice', 'application/fhir+json', '{"resourceType":"Bundle","resourceType":"Patient"}', 400, 'JSON_CLE_DOUBLE'],
    ['JSON without end of depth', 'application/fhir+json', '['.repeat(100_000), 400, 'REQUETE_MALFORMEE'],
    ['nothing', 'application/fhir+json', '', 400, 'REQUETE_MALFORMEE'],
    ['a prototype', 'application/fhir+json', '{"__proto__":{"resourceType":"Bundle"}}', 400, 'REQUETE_MALFORMEE'],
  ])('%s', async (_what, type, body, status, code) => {
    await expectRefused(() => fhir.ask('dr-moreau', 'POST', '', { headers: { 'content-type': type }, body }), status, code);
  });
  test('an answer as a table is not offered', async () => {
    await expectRefused(
      () => fhir.ask('dr-moreau', 'GET', `/DocumentReference?patient.identifier=${insToken('dominique')}`, { headers: { accept: 'text/csv' } }),
      406,
      'MEDIA_TYPE',
    );
  });
  test('an address of nothing', async () => {
    await expectRefused(() => fhir.ask('dr-moreau', 'GET', '/Appointment'), 404, 'NON_PRIS_EN_CHARGE');
  });
});

describe('what is searched and changed', () => {
  test('a search without its patient', () =>
    expectRefused(() => fhir.ask('dr-moreau', 'GET', '/DocumentReference?status=current'), 400, 'PARAMETRE_INVALIDE', 'PATIENT_ABSENT'));
  test('an unknown parameter is left out and said so, or refused on request', async () => {
    const path = `/DocumentReference?patient.identifier=${insToken('dominique')}&colour=red`;
    const lenient = await fhir.ask('dr-moreau', 'GET', path);
    expect(lenient.status).toBe(200);
    expect(lenient.json['link'][0].url).not.toContain('colour');
    expect(lenient.json['entry'].at(-1)).toMatchObject({
      search: { mode: 'outcome' },
      resource: { issue: [{ severity: 'warning', details: { coding: [{ code: 'PARAMETRE_INCONNU' }] } }] },
    });
    await expectRefused(() => fhir.ask('dr-moreau', 'GET', path, { headers: { prefer: 'handling=strict' } }), 400, 'PARAMETRE_INVALIDE', 'PARAMETRE_INCONNU');
  });
  test('without the patient’s agreement', () =>
    expectRefused(() => fhir.ask('dr-royer', 'GET', `/DocumentReference?patient.identifier=${insToken('dominique')}`), 403, 'AUTORISATION_ABSENTE'));
  test('after it has expired', () =>
    expectRefused(() => fhir.ask('dr-lefevre', 'GET', `/DocumentReference?patient.identifier=${insToken('camille')}`), 403, 'AUTORISATION_EXPIREE'));
  test('against the patient’s will', () =>
    expectRefused(() => fhir.ask('dr-royer', 'GET', `/DocumentReference?patient.identifier=${insToken('roland')}`), 403, 'PS_BLOQUE'));

  test('a masked document and none at all are answered alike', async () => {
    const created = await publish(resourceOf(cda()));
    const id = created.json['id'] as string;
    const mask = JSON.stringify([
      {
        op: 'add',
        path: '/securityLabel/-',
        value: {
          coding: [{ system: 'https://mos.esante.gouv.fr/NOS/TRE_A07-StatutVisibiliteDocument/FHIR/TRE-A07-StatutVisibiliteDocument', code: 'MASQUE_PS' }],
        },
      },
    ]);
    const patch = { headers: { 'content-type': 'application/json-patch+json', 'if-match': 'W/"1"' }, body: mask };
    const masked = await fhir.ask('dr-moreau', 'PATCH', `/DocumentReference/${id}`, patch);
    expect({ status: masked.status, etag: masked.headers['etag'], labels: masked.json['securityLabel'].length }).toEqual({
      status: 200,
      etag: 'W/"2"',
      labels: 2,
    });
    await expectRefused(
      () =>
        fhir.ask('dr-moreau', 'PATCH', `/DocumentReference/${id}`, {
          ...patch,
          body: JSON.stringify([{ op: 'replace', path: '/securityLabel', value: [{ coding: [{ code: 'N' }] }] }]),
        }),
      412,
      'VERSION_PERIMEE',
    );

    const absent = `${id.slice(0, 32)}${'0'.repeat(32)}`;
    for (const path of ['/DocumentReference/', '/Binary/']) {
      const [hidden, nothing] = [await fhir.ask('dr-lefevre', 'GET', path + id), await fhir.ask('dr-lefevre', 'GET', path + absent)];
      expect({ status: hidden.status, body: hidden.json }).toEqual({ status: nothing.status, body: nothing.json });
      expect(hidden.status).toBe(404);
    }
    const list = await fhir.ask('dr-lefevre', 'GET', `/DocumentReference?patient.identifier=${insToken('dominique')}&_count=200`);
    expect(list.json['entry'].map((entry: Json) => entry['resource'].id)).not.toContain(id);
    expect(list.json['total']).toBe(list.json['entry'].length);
    expect((await fhir.ask('dr-moreau', 'GET', `/Binary/${id}`)).status).toBe(200);
  });

  test.each([
    ['of nothing', 'x', 404, 'DOCUMENT_INEXISTANT'],
    ['of a record that is not', '0'.repeat(64), 404, 'DOSSIER_INEXISTANT'],
  ])('an id %s', async (_what, id, status, code) => {
    await expectRefused(() => fhir.ask('dr-moreau', 'GET', `/DocumentReference/${id}`), status, code);
  });

  test('a field that does not change', async () => {
    const { json: created } = await publish(resourceOf(cda()));
    const body = JSON.stringify([{ op: 'replace', path: '/content/0/attachment/title', value: 'autre' }]);
    await expectRefused(
      () =>
        fhir.ask('dr-moreau', 'PATCH', `/DocumentReference/${created['id'] as string}`, { headers: { 'content-type': 'application/json-patch+json' }, body }),
      405,
      'NON_PRIS_EN_CHARGE',
      'CHAMP_NON_MODIFIABLE',
    );
  });
});

describe('an emergency (docs/integrators/emergency.md)', () => {
  const search = (card: string, headers: Readonly<Record<string, string>>) =>
    fhir.ask(card, 'GET', `/DocumentReference?patient.identifier=${insToken('dominique')}`, { headers });
  const reason = encodeURIComponent('Patiente inconsciente, allergies à connaître');
  test.each([
    ['another purpose', { 'x-carnet-purpose': 'TREAT' }, 'VALEUR_HORS_LISTE'],
    ['no reason', { 'x-carnet-purpose': 'bris_de_glace' }, 'CHAMP_ABSENT'],
    ['a word', { 'x-carnet-purpose': 'bris_de_glace', 'x-carnet-reason': 'urgence' }, 'TROP_COURT'],
    ['a novel', { 'x-carnet-purpose': 'bris_de_glace', 'x-carnet-reason': 'a'.repeat(501) }, 'TROP_LONG'],
    ['a broken encoding', { 'x-carnet-purpose': 'bris_de_glace', 'x-carnet-reason': 'patient inconscient 100%' }, 'FORME'],
  ])('asked with %s', async (_name, headers, rule) => {
    await expectRefused(() => search('dr-royer', headers), 400, 'PARAMETRE_INVALIDE', rule);
  });
  test('the centre 15 is not a mode of everybody', async () => {
    await expectRefused(() => search('dr-royer', { 'x-carnet-purpose': 'centre_15' }), 403, 'FONCTION_INTERDITE');
    expect((await search('dr-astier', { 'x-carnet-purpose': 'centre_15' })).status).toBe(200);
    const exists = (card: string) => fhir.ask(card, 'GET', `/Patient?identifier=${insToken('dominique')}`, { headers: { 'x-carnet-purpose': 'centre_15' } });
    await expectRefused(() => exists('clinique-belvedere'), 403, 'FONCTION_INTERDITE');
    expect((await exists('samu-99')).status).toBe(200);
  });
  test('opens for the requests that say so, and writes why in the journal', async () => {
    await expectRefused(() => search('dr-royer', { 'x-carnet-purpose': 'normal' }), 403, 'AUTORISATION_ABSENTE');
    const headers = { 'x-carnet-purpose': 'bris_de_glace', 'x-carnet-reason': reason };
    const before = (await fhir.stored()).notices;
    expect((await search('dr-royer', headers)).status).toBe(200);
    expect((await search('dr-royer', headers)).status).toBe(200);
    expect((await fhir.stored()).notices).toBe(before + 1);
    await expectRefused(() => search('dr-royer', {}), 403, 'AUTORISATION_ABSENTE');
  });
});
