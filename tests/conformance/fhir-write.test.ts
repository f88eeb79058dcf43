// Depositing and changing over FHIR: sets of several documents with folders and links, all or nothing; conditional create; the bytes whole, in part or
// not again; XML as well as JSON, both ways; the three kinds of PATCH.

import { createHash, randomUUID } from 'node:crypto';
import { writeXml } from '@carnet/codecs/fhir';
import type { UniqueId } from '@carnet/domain/document';
import { instantOf } from '@carnet/domain/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { provideBundle, simplifiedPublish } from '../../tools/deposit/write-fhir.ts';
import { fhirDocument } from '../fixtures/fhir-document.ts';
import { type DepositOptions, declaredPdf, deposit, fhirJson, insOf, linkIn, matchesIn, recordOf } from '../support/fhir-deposits.ts';
import { type FhirServer, type Reply, startFhirServer } from '../support/fhir-server.ts';

let fhir: FhirServer;
beforeAll(async () => {
  fhir = await startFhirServer();
});
afterAll(async () => fhir.close());

type Json = Record<string, any>;
const post = (bundle: object, card = 'dr-moreau'): Promise<Reply> => fhir.ask(card, 'POST', '', { headers: fhirJson, body: JSON.stringify(bundle) });
const placesIn = ({ json }: Reply): readonly string[] => (json['entry'] as { response: { location: string } }[]).map(({ response }) => response.location);
const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> => fhir.ask('dr-moreau', 'GET', path, { headers });

/** A transaction of these documents, for a test to add to. */
function bundleOf(...documents: readonly DepositOptions[]): Json {
  const parts = documents.map((one) => provideBundle(declaredPdf(fhir, one)) as Json);
  const [first] = parts as [Json];
  const others = parts.slice(1).flatMap((one) => (one['entry'] as Json[]).slice(1));
  first['entry'].push(...others);
  for (const { fullUrl, resource } of others)
    if (resource.resourceType === 'DocumentReference') first['entry'][0].resource.entry.push({ item: { reference: fullUrl } });
  return first;
}
const documentsIn = (bundle: Json): Json[] => (bundle['entry'] as Json[]).filter(({ resource }) => resource.resourceType === 'DocumentReference');
function folderOf(title: string, members: readonly string[], request: Json = { method: 'POST', url: 'List' }): Json {
  return {
    fullUrl: `urn:uuid:${randomUUID()}`,
    request,
    resource: {
      resourceType: 'List',
      extension: [
        {
          url: 'https://profiles.ihe.net/ITI/MHD/StructureDefinition/ihe-designationType',
          valueCodeableConcept: { coding: [{ system: 'urn:oid:1.2.250.1.213.2.2', code: '07' }] },
        },
      ],
      identifier: [{ use: 'usual', system: 'urn:ietf:rfc:3986', value: `urn:uuid:${randomUUID()}` }],
      status: 'current',
      mode: 'working',
      title,
      code: { coding: [{ system: 'https://profiles.ihe.net/ITI/MHD/CodeSystem/MHDlistTypes', code: 'folder' }] },
      subject: { reference: `Patient?identifier=urn:oid:1.2.250.1.213.1.4.10|${insOf(fhir, 'dominique')}` },
      entry: members.map((reference) => ({ item: { reference } })),
    },
  };
}

describe('a transaction', () => {
  test('sent again is answered as the first time; another under the identifier of its set is refused, and leaves nothing', async () => {
    const bundle = bundleOf({ title: 'Reçu' });
    const [first, again] = [await post(bundle), await post(bundle)];
    expect([placesIn(again), again.json['entry'][1].response.status]).toEqual([placesIn(first), '200 OK']);
    const stored = await fhir.stored();
    const other = bundleOf({ title: 'Autre' });
    other['entry'][0].resource.identifier = bundle['entry'][0].resource.identifier;
    const refused = await post(other);
    expect([refused.status, refused.codes]).toEqual([409, ['IDENTIFIANT_DEJA_UTILISE', 'LOT_DEJA_RECU']]);
    expect(await fhir.stored()).toEqual(stored);
  });
  test('of two documents and a folder keeps all of it, and says where each is', async () => {
    const bundle = bundleOf({ title: 'Un' }, { title: 'Deux' });
    const [one, two] = documentsIn(bundle);
    bundle['entry'].push(folderOf('Genou', [one!['fullUrl'], two!['fullUrl']]));
    const reply = await post(bundle);
    expect(reply.status, reply.body.toString('utf8')).toBe(200);
    const places = placesIn(reply);
    expect(places.map((place) => place.split('/')[0])).toEqual(['List', 'DocumentReference', 'Binary', 'DocumentReference', 'Binary', 'List']);
    const folder = await get(`/${places[5]!}`);
    expect(folder.json).toMatchObject({ title: 'Genou', code: { coding: [{ code: 'folder' }] } });
    const held = folder.json['entry'].map(({ item }: Json) => item.reference as string);
    expect(held.toSorted()).toEqual([places[1]!, places[3]!].toSorted());
    expect((await get(`/${places[0]!}`)).json['entry'].map(({ item }: Json) => item.reference)).toEqual(
      expect.arrayContaining([places[1], places[3], places[5]]),
    );
    // Sent again, it is where it was.
    expect(placesIn(await post(bundle))).toEqual(places);
    // Later, one more in the same folder, and one the record held already.
    const before = await deposit(fhir, { title: 'Déjà là' });
    const more = bundleOf({ title: 'Trois' });
    more['entry'].push(folderOf('Genou', [documentsIn(more)[0]!['fullUrl'], `DocumentReference/${before.id}`], { method: 'PUT', url: places[5] }));
    const added = await post(more);
    expect(added.status, added.body.toString('utf8')).toBe(200);
    expect(placesIn(added).at(-1)).toBe(places[5]);
    const now = (await get(`/${places[5]!}`)).json['entry'].map(({ item }: Json) => item.reference as string);
    expect(now.toSorted()).toEqual([...held, placesIn(added)[1]!, `DocumentReference/${before.id}`].toSorted());
    expect(matchesIn(await get(`/List?${recordOf(fhir, 'dominique')}&code=folder&title=genou`))).toEqual([places[5]!.split('/')[1]]);
  });
  test('keeps nothing where one of its parts is wrong', async () => {
    const before = await fhir.stored();
    const spoilt = bundleOf({ title: 'Bon' }, { title: 'Mauvais' });
    documentsIn(spoilt)[1]!['resource'].content[0].attachment.hash = Buffer.alloc(20).toString('base64');
    expect((await post(spoilt)).codes).toEqual(['METADONNEES_INCOHERENTES', 'HASH_FAUX']);
    // Well written, and refused by the record only: the second replaces what is not there.
    const lost = bundleOf({ title: 'Bon' }, { title: 'Mauvais' });
    documentsIn(lost)[1]!['resource'].relatesTo = [{ code: 'replaces', target: { identifier: { system: 'urn:ietf:rfc:3986', value: 'urn:oid:2.25.1' } } }];
    expect((await post(lost)).codes[0]).toBe('DOCUMENT_INEXISTANT');
    const astray = bundleOf({ title: 'Bon' });
    astray['entry'].push(folderOf('Genou', [`DocumentReference/${'0'.repeat(64)}`]));
    expect((await post(astray)).codes[0]).toBe('DOCUMENT_INEXISTANT');
    expect(await fhir.stored()).toEqual(before);
  });
  test('says what a document adds to, transforms or signs', async () => {
    const old = await deposit(fhir, { title: 'Compte rendu' });
    const bundle = bundleOf({ title: 'Complément' }, { title: 'Signature' });
    const [appended, signature] = documentsIn(bundle);
    appended!['resource'].relatesTo = [{ code: 'appends', target: { reference: `DocumentReference/${old.id}` } }];
    signature!['resource'].relatesTo = [{ code: 'signs', target: { reference: appended!['fullUrl'] } }];
    expect((await post(bundle)).status).toBe(200);
    const kinds = await fhir.query<{ kind: string }>(`SELECT kind FROM association WHERE kind IN ('APND', 'signs') ORDER BY kind`);
    expect(kinds.map(({ kind }) => kind)).toEqual(['APND', 'signs']);
    appended!['resource'].relatesTo = [{ code: 'complements', target: { reference: `DocumentReference/${old.id}` } }];
    expect((await post(bundle)).codes).toContain('CODE_INCONNU');
  });
});

test('a conditional create answers what is there, creates what is not, and refuses what it cannot hold to one', async () => {
  const there = await deposit(fhir, { title: 'Là' });
  const count = async (): Promise<number> => (await fhir.stored()).entries;
  const before = await count();
  const publish = (condition: string, card = 'dr-moreau') =>
    fhir.ask(card, 'POST', '/DocumentReference', {
      headers: { ...fhirJson, 'if-none-exist': condition },
      body: JSON.stringify(simplifiedPublish(declaredPdf(fhir))),
    });
  const known = `identifier=urn:oid:${there.declared.metadata.uniqueId}`;
  const again = await publish(known);
  expect({ status: again.status, place: again.headers['location'], codes: again.codes }).toEqual({
    status: 200,
    place: `${fhir.url}/DocumentReference/${there.id}`,
    codes: ['DEJA_PRESENT'],
  });
  expect((await publish(`${known}&${recordOf(fhir, 'dominique')}`)).status).toBe(200);
  const other = await deposit(fhir, { title: 'Autre' });
  expect((await publish(`${known},urn:oid:${other.declared.metadata.uniqueId}`)).status).toBe(412);
  expect((await publish('type=11488-4')).status).toBe(405);
  expect(await count()).toBe(before + 1);
  expect((await publish('identifier=urn:oid:2.25.424242')).status).toBe(201);
  // Who feeds for the structure, and never consults, is told as well.
  expect((await publish(known, 'cabinet-moreau')).codes).toEqual(['DEJA_PRESENT']);
});

test('in a transaction, what ifNoneExist finds is left where it is, the rest is kept around it', async () => {
  const there = await deposit(fhir, { title: 'Là' });
  const before = await fhir.stored();
  const conditional = (condition: string): Json => {
    const bundle = bundleOf({ title: 'Là' }, { title: 'Neuf' });
    documentsIn(bundle)[0]!['request'].ifNoneExist = condition;
    return bundle;
  };
  const known = `identifier=urn:oid:${there.declared.metadata.uniqueId}`;
  const bundle = conditional(known);
  bundle['entry'].push(
    folderOf(
      'Suivi',
      documentsIn(bundle).map(({ fullUrl }) => fullUrl as string),
    ),
  );
  const reply = await post(bundle);
  expect(reply.status, reply.body.toString('utf8')).toBe(200);
  const statuses = reply.json['entry'].map(({ response }: Json) => response.status.slice(0, 3));
  expect(statuses).toEqual(['201', '200', '200', '201', '201', '201']);
  expect(placesIn(reply).slice(1, 3)).toEqual([`DocumentReference/${there.id}`, `Binary/${there.id}`]);
  expect((await fhir.stored()).entries).toBe(before.entries + 1);
  const held = (await get(`/${placesIn(reply)[5]!}`)).json['entry'].map(({ item }: Json) => item.reference as string);
  expect(held.toSorted()).toEqual([`DocumentReference/${there.id}`, placesIn(reply)[3]!].toSorted());
  // All of it is there: nothing is kept, not even a set.
  const all = bundleOf({ title: 'Là' });
  documentsIn(all)[0]!['request'].ifNoneExist = known;
  const again = await post(all);
  expect(again.json['entry'].map(({ response }: Json) => [response.status, response.location?.split('/')[0]])).toEqual([
    ['200 OK', undefined],
    ['200 OK', 'DocumentReference'],
    ['200 OK', 'Binary'],
  ]);
  expect((await fhir.stored()).sets).toBe(before.sets + 1);
  expect((await post(conditional(`${known},urn:oid:${(await deposit(fhir, { title: 'Autre' })).declared.metadata.uniqueId}`))).status).toBe(412);
  expect((await post(conditional('type=11488-4'))).status).toBe(405);
  const onSet = bundleOf({ title: 'Neuf' });
  onSet['entry'][0].request.ifNoneExist = 'identifier=urn:oid:1.2';
  expect((await post(onSet)).codes).toContain('NON_PRIS_EN_CHARGE');
});

test('Patient?identifier= says for a button whether there is a record, and whether one may read it, in one call', async () => {
  const asked = async (ins: string): Promise<unknown> => {
    const { status, json } = await get(`/Patient?identifier=urn:oid:1.2.250.1.213.1.4.10%7C${ins}`);
    const [found] = (json['entry'] ?? []) as { resource: Json }[];
    const agreement = found?.resource['extension']?.find(({ url }: Json) => url === 'urn:carnet:autorisation')?.valueCode as string | undefined;
    return { status, active: found?.resource['active'] as boolean | undefined, agreement };
  };
  const said = async (patient: string): Promise<unknown> => asked(insOf(fhir, patient));
  expect(await said('dominique')).toEqual({ status: 200, active: true, agreement: 'VALIDE' });
  expect(await Promise.all(fhir.personas.patients.map(({ key }) => said(key)))).toContainEqual({ status: 200, active: true, agreement: 'NON_EXISTE' });
  const nobody = '2990199999999';
  expect(await asked(`${nobody}${String(97 - (Number(nobody) % 97)).padStart(2, '0')}`)).toEqual({ status: 200, active: undefined, agreement: undefined });
});

describe('a FHIR document as content', () => {
  const written = { typeCode: '11488-4', title: 'Synthèse', date: '2026-01-12T09:30:00+01:00' };
  type Change = (bundle: Json) => void;
  /** Declared as its Composition says, unless `declared` says otherwise. */
  function declaredDocument(change?: Change, declared: DepositOptions['metadata'] = {}) {
    const { idNat, familyName, givenName } = fhir.personas.professionals.find(({ key }) => key === 'dr-moreau')!;
    const uniqueId = `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`;
    const bytes = fhirDocument({
      ...written,
      ins: insOf(fhir, 'dominique'),
      author: { id: idNat, familyName, givenName },
      uniqueId: `urn:oid:${uniqueId}`,
      ...(change === undefined ? {} : { change }),
    });
    const at = instantOf(Date.parse(written.date));
    const content = { sha1: createHash('sha1').update(bytes).digest('hex'), size: bytes.length, mimeType: 'application/fhir+json' };
    const { metadata } = declaredPdf(fhir, { title: written.title });
    return { bytes, metadata: { ...metadata, ...content, uniqueId: uniqueId as UniqueId, creationTime: at, serviceStart: at, ...declared } };
  }
  const publish = (declared: ReturnType<typeof declaredDocument>): Promise<Reply> =>
    fhir.ask('dr-moreau', 'POST', '/DocumentReference', { headers: fhirJson, body: JSON.stringify(simplifiedPublish(declared)) });

  test('is kept and given back to the byte, alone or in a transaction, and what it says in codes is found', async () => {
    const declared = declaredDocument();
    const reply = await publish(declared);
    expect(reply.status, reply.body.toString('utf8')).toBe(201);
    const other = declaredDocument();
    expect((await post(provideBundle(other))).status).toBe(200);
    for (const accept of ['application/fhir+json', '*/*']) {
      const { headers, body } = await get(`/Binary/${reply.json['id']}`, { accept });
      expect({ type: headers['content-type'], same: body.equals(declared.bytes) }).toEqual({ type: 'application/fhir+json', same: true });
    }
    const wrapped = await get(`/Binary/${reply.json['id']}`, { accept: 'application/fhir+xml' });
    expect(wrapped.body.toString('utf8')).toContain('<contentType value="application/fhir+json"/>');
    const found = await get(`/Immunization?${recordOf(fhir, 'dominique')}&vaccine-code=J07CA02`);
    expect(found.json['entry'].map(({ resource }: Json) => resource.lotNumber)).toContain('L42');
  });
  test('is held against its metadata, as a CDA is', async () => {
    const codesOf = async (change: Change | undefined, declared: DepositOptions['metadata'] = {}): Promise<readonly string[]> =>
      (await publish(declaredDocument(change, declared))).codes;
    const composition = (bundle: Json): Json => bundle['entry'][0].resource as Json;
    expect(await codesOf(undefined, { title: 'Autre' })).toEqual(['METADONNEES_INCOHERENTES', 'TITRE_DIFFERENT']);
    expect(await codesOf(undefined, { uniqueId: '2.25.9' as UniqueId })).toEqual(['METADONNEES_INCOHERENTES', 'UNIQUE_ID_DIFFERENT']);
    expect(await codesOf((bundle) => (composition(bundle)['date'] = '2026-01-13T09:30:00+01:00'))).toEqual(['METADONNEES_INCOHERENTES', 'DATE_DIFFERENTE']);
    expect(await codesOf((bundle) => (composition(bundle)['type'].coding[0].code = '34112-3'))).toContain('TYPE_DIFFERENT');
    expect(await codesOf((bundle) => (bundle['entry'][1].resource.identifier[0].value = insOf(fhir, 'camille')))).toContain('PATIENT_DIFFERENT');
    expect(await codesOf((bundle) => (bundle['entry'][2].resource.identifier[0].value = '899900000099'))).toContain('AUTEUR_DIFFERENT');
    expect(await codesOf((bundle) => delete composition(bundle)['subject'])).toContain('INS_ABSENT');
  });
  test('is refused where it is none', async () => {
    const asContent = async (text: string): Promise<readonly string[]> => {
      const resource = structuredClone(simplifiedPublish(declaredDocument())) as Json;
      const { attachment } = resource['content'][0];
      Object.assign(attachment, { data: Buffer.from(text).toString('base64'), hash: undefined, size: undefined });
      return (await fhir.ask('dr-moreau', 'POST', '/DocumentReference', { headers: fhirJson, body: JSON.stringify(resource) })).codes;
    };
    expect(await asContent('{"resourceType":"Bundle","__proto__":{}}')).toEqual(['CONTENU_REFUSE', 'CONTENU_NON_FHIR', 'JSON_CLE_RESERVEE']);
    expect(await asContent(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toEqual(['CONTENU_REFUSE', 'CONTENU_NON_FHIR', 'JSON_TROP_PROFOND']);
    expect(await asContent('<ClinicalDocument/>')).toEqual(['CONTENU_REFUSE', 'CONTENU_NON_FHIR', 'JSON_MAL_FORME', 'TYPE_MIME_FAUX']);
  });
});

describe('content', () => {
  test('in part, whole, or not again', async () => {
    const { id, declared } = await deposit(fhir);
    const { bytes } = declared;
    const path = `/Binary/${id}`;
    const whole = await get(path);
    const etag = String(whole.headers['etag']);
    expect(whole.headers['accept-ranges']).toBe('bytes');
    const part = async (range: string, more: Readonly<Record<string, string>> = {}) => {
      const { status, headers, body } = await get(path, { range, ...more });
      return { status, range: headers['content-range'], same: Buffer.compare(body, Buffer.from(bytes)) === 0, size: body.length };
    };
    const size = bytes.length;
    expect(await part('bytes=0-9')).toEqual({ status: 206, range: `bytes 0-9/${size}`, same: false, size: 10 });
    expect(await part('bytes=-5')).toEqual({ status: 206, range: `bytes ${size - 5}-${size - 1}/${size}`, same: false, size: 5 });
    expect(await part(`bytes=${size - 3}-99999999`)).toMatchObject({ status: 206, size: 3 });
    expect(await part(`bytes=${size}-`)).toMatchObject({ status: 416, range: `bytes */${size}` });
    for (const range of ['bytes=0-1,3-4', 'pages=1-2', 'bytes=9-1', 'bytes=-'])
      expect(await part(range)).toEqual({ status: 200, range: undefined, same: true, size });
    expect(await part('bytes=0-9', { 'if-range': etag })).toMatchObject({ status: 206 });
    expect(await part('bytes=0-9', { 'if-range': '"autre"' })).toMatchObject({ status: 200, same: true });
    expect((await get(path, { 'if-none-match': `"autre", W/${etag}` })).status).toBe(304);
    const resource = await get(path, { accept: 'application/fhir+xml' });
    expect(resource.headers['content-type']).toBe('application/fhir+xml; charset=utf-8');
    expect(resource.body.toString('utf8')).toContain(`<data value="${Buffer.from(bytes).toString('base64')}"/>`);
    expect(resource.headers['etag']).not.toBe(etag);
  });
});

describe('XML', () => {
  const xml = { 'content-type': 'application/fhir+xml', 'accept': 'application/fhir+xml' };
  test('a deposit, a search, a refusal, as JSON would have it', async () => {
    const declared = declaredPdf(fhir, { title: 'Note « < & > »' });
    const sent = await fhir.ask('dr-moreau', 'POST', '/DocumentReference', { headers: xml, body: writeXml(simplifiedPublish(declared)) });
    expect(sent.status, sent.body.toString('utf8')).toBe(201);
    expect(sent.body.toString('utf8')).toContain('<title value="Note « &lt; &amp; &gt; »"/>');
    const id = String(sent.headers['location']).split('/').at(-1)!;
    expect((await get(`/DocumentReference/${id}`)).json['content'][0].attachment.title).toBe('Note « < & > »');
    const found = await get(`/DocumentReference?${recordOf(fhir, 'dominique')}&identifier=urn:oid:${declared.metadata.uniqueId}&_format=xml`);
    expect(found.body.toString('utf8')).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?><Bundle xmlns="http:\/\/hl7.org\/fhir"><type value="searchset"\/><total value="1"\/>/,
    );
    const refused = await get('/DocumentReference/x', { accept: 'application/fhir+xml' });
    expect({ status: refused.status, told: refused.body.toString('utf8').includes('<code value="DOCUMENT_INEXISTANT"/>') }).toEqual({
      status: 404,
      told: true,
    });
    const bundle = await fhir.ask('dr-moreau', 'POST', '', { headers: xml, body: writeXml(provideBundle(declaredPdf(fhir))) });
    expect(bundle.status, bundle.body.toString('utf8')).toBe(200);
    expect((await get('/metadata', { accept: 'text/xml' })).body.toString('utf8')).toContain('<fhirVersion value="4.0.1"/>');
  });
  test.each([
    ['not XML', '<DocumentReference', 'XML_MAL_FORME'],
    ['an entity', '<!DOCTYPE x [<!ENTITY a "b">]><DocumentReference xmlns="http://hl7.org/fhir"/>', 'XML_DTD'],
    ['no resource', '<html xmlns="http://hl7.org/fhir"/>', 'RESSOURCE_INATTENDUE'],
    ['another namespace', '<DocumentReference/>', 'RESSOURCE_INATTENDUE'],
    ['an element FHIR has not', '<DocumentReference xmlns="http://hl7.org/fhir"><colour value="blue"/></DocumentReference>', 'ELEMENT_INCONNU'],
    [
      'twice what is once',
      '<DocumentReference xmlns="http://hl7.org/fhir"><status value="current"/><status value="current"/></DocumentReference>',
      'CARDINALITE',
    ],
  ])('refuses %s', async (_what, body, rule) => {
    const reply = await fhir.ask('dr-moreau', 'POST', '/DocumentReference', { headers: { 'content-type': 'application/fhir+xml' }, body });
    expect({ status: reply.status, codes: reply.codes }).toEqual({ status: 400, codes: ['REQUETE_MALFORMEE', rule] });
  });
});

describe('PATCH', () => {
  const isArchived = 'https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition/pdsm-ext-is-archived';
  const label =
    '<f:securityLabel xmlns:f="http://hl7.org/fhir"><f:coding><f:system value="urn:oid:1.2.250.1.213.1.1.4.13"/><f:code value="MASQUE_PS"/></f:coding></f:securityLabel>';
  const patched = (id: string, operations: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> =>
    fhir.ask('dr-moreau', 'PATCH', `/DocumentReference/${id}`, {
      headers: { 'content-type': 'application/xml-patch+xml', ...headers },
      body: `<diff xmlns:f="http://hl7.org/fhir">${operations}</diff>`,
    });
  const codesOf = (reply: Reply): readonly string[] => (reply.json['securityLabel'] as Json[]).map(({ coding }) => coding[0].code as string);

  test('in XML masks, unmasks, archives and deletes', async () => {
    const { id } = await deposit(fhir);
    expect(codesOf(await patched(id, `<add sel="f:DocumentReference">${label}</add>`, { 'if-match': 'W/"1"' }))).toEqual(['N', 'MASQUE_PS']);
    expect((await patched(id, `<add sel="f:DocumentReference">${label}</add>`, { 'if-match': 'W/"1"' })).status).toBe(412);
    expect(codesOf(await patched(id, `<remove sel="f:DocumentReference/f:securityLabel[2]"/>`))).toEqual(['N']);
    await patched(id, `<add sel="f:DocumentReference">${label}</add>`);
    expect(codesOf(await patched(id, `<remove sel="f:DocumentReference/f:securityLabel[f:coding/f:code/@value='MASQUE_PS']"/>`))).toEqual(['N']);
    expect((await patched(id, `<replace sel="f:DocumentReference/f:extension[@url='${isArchived}']/f:valueBoolean/@value">true</replace>`)).status).toBe(204);
    expect((await get(`/DocumentReference/${id}`)).json['extension'][0].valueBoolean).toBe(true);
    expect((await patched(id, `<replace sel="f:DocumentReference/f:status/@value">entered-in-error</replace>`)).status).toBe(204);
  });
  test.each([
    [`<replace sel="f:DocumentReference/f:type/f:coding/f:code/@value">1</replace>`, 'CHAMP_NON_MODIFIABLE'],
    [`<replace sel="//f:status">x</replace>`, 'CHAMP_NON_MODIFIABLE'],
    [`<move sel="f:DocumentReference/f:status"/>`, 'NON_PRIS_EN_CHARGE'],
    [`<add sel="f:DocumentReference"><securityLabel/></add>`, 'ELEMENT_INCONNU'],
    ['', 'CARDINALITE'],
  ])('refuses %s', async (operations, rule) => {
    const { id } = await deposit(fhir);
    expect((await patched(id, operations)).codes).toContain(rule);
  });
  test('by FHIRPath in XML as in JSON', async () => {
    const { id } = await deposit(fhir);
    const parameters = {
      resourceType: 'Parameters',
      parameter: [
        {
          name: 'operation',
          part: [
            { name: 'type', valueCode: 'add' },
            { name: 'path', valueString: 'DocumentReference' },
            { name: 'name', valueString: 'securityLabel' },
            { name: 'value', valueCodeableConcept: { coding: [{ system: 'urn:oid:1.2.250.1.213.1.1.4.13', code: 'MASQUE_PS' }] } },
          ],
        },
      ],
    };
    const headers = { 'content-type': 'application/fhir+xml' };
    const reply = await fhir.ask('dr-moreau', 'PATCH', `/DocumentReference/${id}`, { headers, body: writeXml(parameters) });
    expect(codesOf(reply)).toEqual(['N', 'MASQUE_PS']);
    expect(linkIn(await get(`/DocumentReference?${recordOf(fhir, 'dominique')}&_id=${id}`), 'self')).toContain(id);
  });
});
