// What the simulator signs, verified by another implementation than the one it signs with: libxml2's canonical form and OpenSSL's arithmetic.

import { X509Certificate, createHash, verify } from 'node:crypto';
import { type Markup, alreadyMarkup } from '@carnet/codecs/xml';
import { issueCard, issueStructure, keyObjectOf, makeAuthority, newSigningKeys } from '@carnet/server/sandbox/certificates';
import { XmlC14NMode, XmlDocument, type XmlElement } from 'libxml2-wasm';
import { beforeAll, describe, expect, test } from 'vitest';
import { signEnveloped, signLot } from '../../../tools/simulator/sign.ts';
import type { Sender, SigningMaterial } from '../../../tools/simulator/sender.ts';
import { shownOf } from '../../../tools/simulator/documents.ts';
import { listedLines, recordLines } from '../../../tools/simulator/records.ts';
import { pack, readTree } from '../../../tools/simulator/soap.ts';
import { distinguishedName, signedVihf, vihfFields, writeVihf } from '../../../tools/simulator/vihf.ts';

const validity = { from: new Date(Date.now() - 60_000), until: new Date(Date.now() + 60_000) };
const ns = { ds: 'http://www.w3.org/2000/09/xmldsig#', saml: 'urn:oasis:names:tc:SAML:2.0:assertion', xad: 'http://uri.etsi.org/01903/v1.1.1#' };
const structure = { key: 'cabinet', idNat: '199700001', name: 'Cabinet', sector: 'SA07', material: '' };
const person = {
  key: 'dr',
  idNat: '899700000008',
  familyName: 'DUPUIS',
  givenName: 'Léa',
  profession: '10',
  specialty: 'SM26',
  structure: 'cabinet',
  card: '',
};
const tls = { ca: Buffer.alloc(0), cert: Buffer.alloc(0), key: Buffer.alloc(0) };
let card: Sender;
let automaton: Sender;
let elliptic: SigningMaterial;
beforeAll(async () => {
  const authority = await makeAuthority('Autorite', validity);
  const material = ({ certificate, key }: Awaited<ReturnType<typeof issueCard>>): SigningMaterial => ({
    certificate: new X509Certificate(certificate.toString('pem')),
    key: keyObjectOf(key),
  });
  const subject = { id: person.idNat, familyName: 'DUPUIS', givenName: 'Léa', professionLabel: 'Médecin', structure: structure.idNat };
  const signing = material(await issueCard(authority, subject, { sign: await newSigningKeys() }, validity));
  card = { mode: 'DIRECTE', structure, person, tls, signing };
  automaton = { mode: 'INDIRECTE', structure, tls, signing };
  elliptic = material(await issueStructure(authority, { id: structure.idNat, name: 'Cabinet' }, 'authenticate', validity));
});

/** Checks one signature of this document: every reference by its digest, then SignedInfo by the certificate it carries. */
function verified(xml: string): { readonly digests: boolean; readonly signature: boolean } {
  using document = XmlDocument.fromString(xml);
  const get = (path: string, from: XmlElement = document.root): XmlElement => from.get(path, ns) as XmlElement;
  const enveloped = document.root.name !== 'Signature';
  const signature = enveloped ? get('//ds:Signature') : document.root;
  const exclusive = { mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 } as const;
  const info = get('ds:SignedInfo', signature).canonicalizeToString(exclusive);
  const value = Buffer.from(get('ds:SignatureValue', signature).content, 'base64');
  const certificate = new X509Certificate(Buffer.from(get('ds:KeyInfo/ds:X509Data/ds:X509Certificate', signature).content, 'base64'));
  const key = { key: certificate.publicKey, dsaEncoding: 'ieee-p1363' } as const;
  const references = signature.find('ds:SignedInfo/ds:Reference', ns).map((reference) => {
    const [uri, given] = [(reference as XmlElement).attr('URI')!.value, get('ds:DigestValue', reference as XmlElement).content];
    return { id: uri.slice(1), given };
  });
  const info256 = verify('sha256', Buffer.from(info), key, value);
  // The enveloped signature goes before the digest is taken.
  if (enveloped) signature.remove();
  const digests = references.map(({ id, given }) => {
    const target = get(`//*[@ID='${id}' or @Id='${id}']`);
    return createHash('sha256').update(target.canonicalizeToString(exclusive)).digest('base64') === given;
  });
  return { digests: digests.length > 0 && digests.every(Boolean), signature: info256 };
}

const patient = { ins: '279035121518989', oid: '1.2.250.1.213.1.4.10' };

describe('a VIHF', () => {
  test('carries a signature that others verify', () => {
    expect(verified(signedVihf(card, { patient, purpose: 'bris_de_glace', reason: 'Malaise & < chute', secret: true }))).toEqual({
      digests: true,
      signature: true,
    });
    expect(verified(signedVihf(automaton))).toEqual({ digests: true, signature: true });
    expect(verified(signEnveloped(writeVihf(vihfFields(automaton)), elliptic))).toEqual({ digests: true, signature: true });
  });
  test('altered by one letter no longer verifies', () => {
    const altered = signedVihf(card, { patient }).replace('SA07', 'SA08');
    expect(verified(altered)).toEqual({ digests: false, signature: true });
  });
  test('says who, for whom and how, and what a test puts in their place', () => {
    const fields = vihfFields(card, { patient, version: '4.0' });
    expect(fields).toMatchObject({
      mode: 'DIRECTE',
      nameId: person.idNat,
      structure: structure.idNat,
      sector: 'SA07^1.2.250.1.71.4.2.4',
      resourceId: '279035121518989^^^&1.2.250.1.213.1.4.10&ISO^NH',
      version: '4.0',
      roles: [{ code: '10' }, { code: 'SM26' }],
    });
    expect(fields.issuer).toBe(distinguishedName(card.signing.certificate));
    expect(fields.issuer).toMatch(/^CN=899700000008,SN=DUPUIS,GN=Léa,title=Médecin,OU=199700001,O=.*,C=FR$/);
    const written = signedVihf(card, {}, { nameId: 'autre', mode: undefined, roles: [] });
    expect(written).toContain('>autre<');
    expect(written).not.toMatch(/Authentification_mode|subject:role|resource-id/);
  });
});

describe('a signed submission set', () => {
  const cda = Buffer.from('<?xml version="1.0"?>\n<?xml-stylesheet href="a.xsl"?><ClinicalDocument xmlns="urn:hl7-org:v3" b="2" a="1"/>\n');
  const lot = (): Markup => signLot({ uniqueId: '1.2.3', signatureId: '1.2.4', documents: [{ uniqueId: '1.2.5^x', bytes: cda, xml: true }] }, card.signing);
  test('verifies, manifest and signed properties', () => expect(verified(lot())).toEqual({ digests: true, signature: true }));
  test('lists the set, then each document by its canonical form', () => {
    const digest = createHash('sha256')
      .update('<?xml-stylesheet href="a.xsl"?>\n<ClinicalDocument xmlns="urn:hl7-org:v3" a="1" b="2"></ClinicalDocument>')
      .digest('base64');
    using document = XmlDocument.fromString(lot());
    const listed = document
      .find('//ds:Manifest/ds:Reference', ns)
      .map((one) => [(one as XmlElement).attr('URI')!.value, (one as XmlElement).get('ds:DigestValue', ns)!.content]);
    expect(listed).toEqual([
      ['urn:oid:1.2.3', 'AA=='],
      ['urn:oid:1.2.5^x', digest],
    ]);
  });
  test('a document changed afterwards is no longer the one listed', () => {
    expect(verified(lot().replace(/(urn:oid:1\.2\.5\^x"[^]*?DigestValue>)./, '$1!'))).toEqual({ digests: false, signature: true });
  });
});

test('a message with a document beside it is a multipart whose root comes first', () => {
  const packed = pack(alreadyMarkup('<a/>'), 'urn:a', new Map([['doc@x', { bytes: Buffer.from('%PDF'), contentType: 'application/pdf' }]]));
  expect(packed.contentType).toMatch(/^multipart\/related; type="application\/xop\+xml"; boundary="/);
  expect(packed.bytes.toString()).toMatch(
    /^--uuid-[^\r]+\r\nContent-Type: application\/xop\+xml[^]+\r\n\r\n<a\/>\r\n--[^]+Content-ID: <doc@x>\r\n\r\n%PDF\r\n--uuid-[^-]+-[^]+--\r\n$/,
  );
  expect(readTree(Buffer.from('<a xmlns="urn:x"><b c="1"> d </b></a>'))).toMatchObject({
    name: 'a',
    namespace: 'urn:x',
    children: [{ name: 'b', attributes: { c: '1' }, text: 'd' }],
  });
});

describe('what it tells', () => {
  const answered = (xml: string) => readTree(Buffer.from(`<a>${xml}</a>`));
  test('a record: flags by their value, a masked name said as such', () => {
    const lines = recordLines(
      answered(
        `<attentionLine><keyWordText code="STATUT_MT"/><value value="false"/></attentionLine><registrationEvent><patient><statusCode code="active"/><patientPerson><name nullFlavor="MSK"/></patientPerson></patient></registrationEvent>`,
      ),
    ).join('\n');
    expect(lines).toMatch(/STATUT_MT +false/);
    expect(lines).toMatch(/name +masqué/);
    expect(recordLines(answered('<registrationEvent><patientPerson><name><family>DUPUIS</family></name></patientPerson></registrationEvent>')).join()).toMatch(
      /name +DUPUIS/,
    );
  });
  test('the patients of a list, a line each', () =>
    expect(
      listedLines(
        answered(
          '<output><patientlistData><patientIdentifier><nationalId>279035121518989</nationalId></patientIdentifier><lastName>DUPUIS</lastName><firstName>Léa</firstName><dateOfBirth>19790328</dateOfBirth><MT>true</MT></patientlistData></output>',
        ),
      ),
    ).toEqual(['  279035121518989  DUPUIS Léa, né(e) le 28/03/1979 (médecin traitant)']));
  test('a search: what is current, and what changed whatever became of it', () => {
    const documents = { kept: { status: 'Approved' }, gone: { status: 'Deleted' }, archived: { status: 'Archived' } } as const;
    expect(shownOf(documents, ['archived']).map(([lid]) => lid)).toEqual(['kept', 'archived']);
  });
});
