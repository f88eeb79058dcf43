// The signature of a submission set: as the national kit makes it and as the simulator does, and each way in which it is not the signature of
// this set by who deposits it. Published signatures (../shared/samples/signatures) are read where they are there.

import { signatureCrypto } from '@carnet/server/interfaces/soap/signature-crypto';
import { type LotContent, manifestFaults, readLotSignature } from '@carnet/codecs/xades';
import { standingAlone, verifyEnveloped } from '@carnet/codecs/xmldsig';
import { parseXml } from '@carnet/codecs/xml';
import type { UniqueId } from '@carnet/domain/document';
import { issueCard, makeAuthority, newSigningKeys } from '@carnet/server/sandbox/certificates';
import fc from 'fast-check';
import { X509Certificate, createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { signLot } from '../../../tools/simulator/sign.ts';
import { type Signer, derOf, digests, exclusive, keyInfoOf, signedXml, signerOf } from '../../support/sign-xml.ts';

let signer: Signer;
let other: Signer;
beforeAll(async () => {
  const validity = { from: new Date(Date.now() - 60_000), until: new Date(Date.now() + 3_600_000) };
  const authority = await makeAuthority('Autorite', validity);
  const person = { id: '801234567897', familyName: 'ESSAI', givenName: 'Camille', professionLabel: 'Médecin', structure: '1750803447' };
  const sign = await newSigningKeys();
  signer = signerOf(await issueCard(authority, person, { sign }, validity));
  // On the same key: only the certificate tells them apart.
  other = signerOf(await issueCard(authority, { ...person, id: '899700000009' }, { sign }, validity));
});

const id = (text: string): UniqueId => text as UniqueId;
const cda = Buffer.from(
  '<?xml version="1.0"?>\r\n<?xml-stylesheet href="a.xsl"?><ClinicalDocument xmlns="urn:hl7-org:v3" b="2" a=\'1\'><!-- é --><title>Lettre</title></ClinicalDocument>',
);
const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0]);
const lot: LotContent = {
  uniqueId: id('1.2.250.1.999.7'),
  documents: [
    { uniqueId: id('1.2.250.1.999.1^a'), bytes: cda },
    { uniqueId: id('4b1f2a3c-0000-4000-8000-00000000000a'), bytes: picture },
  ],
};

const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const dsig = 'http://www.w3.org/2000/09/xmldsig#';
interface Shape {
  readonly hash?: keyof typeof digests;
  readonly xades?: string;
  readonly canonicalization?: string;
  readonly transforms?: readonly string[];
  readonly lines?: readonly string[];
  readonly certificate?: Signer;
  /** Ids that SignedInfo refers to. */
  readonly signed?: readonly string[];
}
const line = (uri: string, digest: string, hash: keyof typeof digests = 'sha256', transform?: string): string =>
  `<Reference URI="${uri}">${transform === undefined ? '' : `<Transforms><Transform Algorithm="${transform}"/></Transforms>`}<DigestMethod Algorithm="${digests[hash]}"/><DigestValue>${digest}</DigestValue></Reference>`;
const hashOf = (bytes: Uint8Array | string, hash = 'sha256'): string => createHash(hash).update(bytes).digest('base64');
/** By hand: what C14N 1.0 with comments makes of `cda` (line ends, quotes, the order of attributes, the declaration gone). */
const canonicalCda = '<?xml-stylesheet href="a.xsl"?>\n<ClinicalDocument xmlns="urn:hl7-org:v3" a="1" b="2"><!-- é --><title>Lettre</title></ClinicalDocument>';
const usual = (hash: keyof typeof digests = 'sha256'): readonly string[] => [
  line('urn:oid:1.2.250.1.999.7', 'AA==', hash),
  line('urn:oid:1.2.250.1.999.1^a', hashOf(canonicalCda, hash), hash, `${inclusive}#WithComments`),
  line('urn:uuid:4b1f2a3c-0000-4000-8000-00000000000a', hashOf(picture, hash), hash),
];

/** In the shape of the national kit: XAdES 1.1.1, inclusive canonical form with comments. */
function sign({
  hash = 'sha256',
  xades = '1.1.1',
  canonicalization = `${inclusive}#WithComments`,
  transforms = [`${inclusive}#WithComments`],
  lines = usual(hash),
  certificate = signer,
  signed = ['IHEManifest', 'S0-SignedProperties'],
}: Shape = {}): Buffer {
  const namespace = `http://uri.etsi.org/01903/v${xades}#`;
  const maker = signedXml({
    privateKey: signer.key as unknown as Buffer,
    signatureAlgorithm: hash === 'sha1' ? `${dsig}rsa-sha1` : `http://www.w3.org/2001/04/xmldsig-more#rsa-${hash}`,
    canonicalizationAlgorithm: canonicalization as typeof exclusive,
    getKeyInfoContent: () => keyInfoOf(signer),
    objects: [
      {
        content: `<SignatureProperties xmlns="${dsig}"><SignatureProperty Id="purposeOfSignature" Target="#s">1.2.840.10065.1.12.1.14</SignatureProperty></SignatureProperties>`,
      },
      { content: `<Manifest xmlns="${dsig}" Id="IHEManifest">${lines.join('')}</Manifest>` },
      {
        content: `<QualifyingProperties xmlns="${namespace}" Target="#s"><SignedProperties Id="S0-SignedProperties"><SignedSignatureProperties><SigningTime>2026-11-22T10:00:00Z</SigningTime><SigningCertificate><Cert><CertDigest><DigestMethod Algorithm="${digests[hash]}"/><DigestValue>${hashOf(derOf(certificate), hash)}</DigestValue></CertDigest></Cert></SigningCertificate></SignedSignatureProperties></SignedProperties></QualifyingProperties>`,
      },
    ],
  });
  for (const one of signed) maker.addReference({ xpath: `//*[@Id='${one}']`, transforms, digestAlgorithm: digests[hash] });
  maker.computeSignature('<lot/>', { attrs: { Id: 's' } });
  return Buffer.from(maker.getSignatureXml());
}

const strict = { sha1: false };
const rulesOf = (bytes: Uint8Array, content: LotContent = lot, policy = strict): string => {
  const read = readLotSignature(bytes, signatureCrypto, policy);
  if (!read.ok) return read.findings.map(({ rule }) => rule).join(' ');
  return (
    manifestFaults(read.value.manifest, content, signatureCrypto, policy)
      .map(({ rule }) => rule)
      .join(' ') || 'theirs'
  );
};
const altered = (bytes: Buffer, change: (text: string) => string): Buffer => Buffer.from(change(bytes.toString('utf8')));

describe('the signature of a set', () => {
  test.each<[string, () => Buffer]>([
    ['as the national kit makes it', () => sign()],
    ['in a later XAdES', () => sign({ xades: '1.3.2' })],
    ['in exclusive canonical form', () => sign({ canonicalization: exclusive, transforms: [exclusive] })],
    ['in SHA-512', () => sign({ hash: 'sha512' })],
    [
      'whose manifest carries no digest',
      () =>
        sign({
          lines: ['urn:oid:1.2.250.1.999.7', 'urn:oid:1.2.250.1.999.1^a', 'urn:uuid:4b1f2a3c-0000-4000-8000-00000000000a'].map((uri) => line(uri, 'AA==')),
        }),
    ],
    [
      'as the simulator makes it',
      () =>
        Buffer.from(
          signLot(
            {
              uniqueId: lot.uniqueId,
              signatureId: '1.2.250.1.999.9',
              documents: lot.documents.map(({ uniqueId, bytes }) => ({ uniqueId, bytes, xml: bytes === cda })),
            },
            { key: signer.key, certificate: new X509Certificate(signer.certificate) },
          ),
        ),
    ],
  ])('is verified %s', (_how, made) => {
    const bytes = made();
    expect(rulesOf(bytes)).toBe('theirs');
    const read = readLotSignature(bytes, signatureCrypto, strict);
    if (read.ok) expect(Buffer.compare(read.value.certificate, derOf(signer))).toBe(0);
  });
  test('in SHA-1 is taken where the policy says so', () => {
    expect(rulesOf(sign({ hash: 'sha1' }), lot, { sha1: true })).toBe('theirs');
    expect(rulesOf(sign({ hash: 'sha1' }))).toBe('XMLDSIG_ALGORITHME');
    expect(rulesOf(sign({ lines: usual('sha1') }))).toBe('XMLDSIG_ALGORITHME XMLDSIG_ALGORITHME');
  });

  test.each<[string, () => Buffer, LotContent, string]>([
    [
      'a document that was altered',
      () => sign(),
      { ...lot, documents: [{ ...lot.documents[0]!, bytes: Buffer.from(String(cda).replace('Lettre', 'Autre')) }, lot.documents[1]!] },
      'LOT_EMPREINTE',
    ],
    [
      'a document that was exchanged for no XML',
      () => sign(),
      { ...lot, documents: [{ ...lot.documents[0]!, bytes: picture }, lot.documents[1]!] },
      'LOT_EMPREINTE',
    ],
    ['a document more in the set', () => sign(), { ...lot, documents: [...lot.documents, { uniqueId: id('1.2.3'), bytes: picture }] }, 'LOT_DOCUMENT_ABSENT'],
    ['a document less in the set', () => sign(), { ...lot, documents: lot.documents.slice(1) }, 'LOT_DOCUMENT_EN_TROP'],
    ['another set', () => sign(), { ...lot, uniqueId: id('1.2.250.1.999.8') }, 'LOT_DOCUMENT_EN_TROP LOT_ABSENT'],
    ['a document named twice', () => sign({ lines: [...usual(), usual()[2]!] }), lot, 'CHAMP_REPETE'],
    ['a manifest without the set', () => sign({ lines: usual().slice(1) }), lot, 'LOT_ABSENT'],
    ['a name that is no identifier', () => sign({ lines: [...usual(), line('http://example.org/a', 'AA==')] }), lot, 'UNIQUE_ID_FORME'],
    [
      'a document by XPath',
      () => sign({ lines: [line('urn:oid:1.2.250.1.999.1^a', 'AA==', 'sha256', 'http://www.w3.org/TR/1999/REC-xpath-19991116')] }),
      lot,
      'XMLDSIG_TRANSFORMATION',
    ],
    ['a manifest beside what is signed', () => sign({ signed: ['S0-SignedProperties'] }), lot, 'XADES_MANIFESTE'],
    ['properties beside what is signed', () => sign({ signed: ['IHEManifest'] }), lot, 'XADES_PROPRIETES'],
    ['properties that name another certificate', () => sign({ certificate: other }), lot, 'XADES_CERTIFICAT'],
    [
      'another certificate on the same key',
      () => altered(sign(), (text) => text.replace(derOf(signer).toString('base64'), derOf(other).toString('base64'))),
      lot,
      'XADES_CERTIFICAT',
    ],
    ['no certificate', () => altered(sign(), (text) => text.replace(/<X509Certificate>.*<\/X509Certificate>/s, '')), lot, 'XMLDSIG_CERTIFICAT'],
    [
      'a manifest altered after signing',
      () => altered(sign(), (text) => text.replace('urn:oid:1.2.250.1.999.1^a', 'urn:oid:1.2.250.1.999.1^b')),
      lot,
      'XMLDSIG_EMPREINTE',
    ],
    [
      'a value altered',
      () => altered(sign(), (text) => text.replace(/<SignatureValue>./, (start) => start.slice(0, -1) + (start.endsWith('A') ? 'B' : 'A'))),
      lot,
      'XMLDSIG_SIGNATURE',
    ],
    [
      'a second manifest under the same identifier',
      () => altered(sign(), (text) => text.replace('</Signature>', `<Object><Manifest Id="IHEManifest"></Manifest></Object></Signature>`)),
      lot,
      'XMLDSIG_ID_REPETE',
    ],
    [
      'a manifest before the signed one',
      () => altered(sign(), (text) => text.replace('<Object>', `<Object><Manifest Id="evil">${line('urn:oid:1.2.3', 'AA==')}</Manifest></Object><Object>`)),
      { ...lot, documents: [{ uniqueId: id('1.2.3'), bytes: picture }] },
      'LOT_DOCUMENT_EN_TROP LOT_DOCUMENT_EN_TROP LOT_DOCUMENT_ABSENT',
    ],
    ['something else in the signature', () => altered(sign(), (text) => text.replace('</Signature>', '<x/></Signature>')), lot, 'XMLDSIG_FORME'],
    ['a comment', () => altered(sign(), (text) => text.replace('</Signature>', '<!-- --></Signature>')), lot, 'XMLDSIG_COMMENTAIRE'],
    ['no signature', () => Buffer.from('<Manifest/>'), lot, 'XADES_RACINE'],
    ['no XML', () => picture, lot, 'XML_MAL_FORME'],
  ])('is refused: %s', (_what, made, content, wanted) => expect(rulesOf(made(), content)).toBe(wanted));

  test('any one byte changed is refused, or changes nothing of what was signed', () => {
    const good = sign();
    const before = readLotSignature(good, signatureCrypto, strict);
    if (!before.ok) throw new Error('the seed must be good');
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Buffer.from(good);
        changed[at] = changed[at]! ^ flip;
        const read = readLotSignature(changed, signatureCrypto, strict);
        if (read.ok) expect(read.value).toEqual(before.value);
      }),
      { numRuns: 600 },
    );
  });
});

/**
 * What stops each of them here. XADES_MANIFESTE, XMLDSIG_REFERENCE and XMLDSIG_TRANSFORMATION come after the value of the signature was found
 * right (the first after every digest too): they are signatures of others than us, over something else than a submission set.
 */
const samples = resolve(import.meta.dirname, '../../../../shared/samples/signatures');
const published: readonly (readonly [name: string, asLot: string, around: string])[] = [
  ['445v1-signed-xades-baseline-b', 'XMLDSIG_TRANSFORMATION', 'XMLDSIG_ABSENTE'],
  ['DoubleSignature', 'XADES_RACINE', 'XMLDSIG_PLACE'],
  ['FichierSigningTimeVide', 'XADES_RACINE', 'XMLDSIG_TRANSFORMATION'],
  ['Signature_Dsig_Enveloppante_passant', 'XADES_MANIFESTE', 'XMLDSIG_ABSENTE'],
  ['Signature_Dsig_Enveloppee_doc_altere_Signature_intacte', 'XADES_RACINE', 'XMLDSIG_REFERENCE'],
  ['Signature_Dsig_Enveloppee_passant', 'XADES_RACINE', 'XMLDSIG_REFERENCE'],
  ['Signature_Dsig_enveloppante_alteree', 'BASE64_INVALIDE', 'XMLDSIG_ABSENTE'],
  ['Signature_Dsig_enveloppee_document_modifie', 'XADES_RACINE', 'XMLDSIG_REFERENCE'],
  ['Signature_Xades_Enveloppante_passant', 'XMLDSIG_CERTIFICAT', 'XMLDSIG_ABSENTE'],
  ['Signature_modifiee', 'BASE64_INVALIDE', 'XMLDSIG_ABSENTE'],
  ['XADESCertExpire', 'XADES_RACINE', 'XMLDSIG_TRANSFORMATION'],
  ['XADES_elements_de_signature_corrompus', 'XADES_RACINE', 'XMLDSIG_TRANSFORMATION'],
  ['XADES_enveloppante_sans_certificat', 'XMLDSIG_CERTIFICAT', 'XMLDSIG_ABSENTE'],
  ['XADES_enveloppee_signature_corrompue', 'XADES_RACINE', 'XMLDSIG_TRANSFORMATION'],
  ['XmldSig-certificat_expire', 'XADES_MANIFESTE', 'XMLDSIG_ABSENTE'],
];
describe.skipIf(!existsSync(samples))('published signatures (skipped where ../shared/samples is absent)', () => {
  test.each(published)('%s', (name, asLot, around) => {
    const open = { sha1: true };
    const bytes = readFileSync(join(samples, `${name}.xml`));
    const lotRead = readLotSignature(bytes, signatureCrypto, open);
    const document = parseXml(bytes);
    if (!document.ok) throw new Error(document.findings[0]!.rule);
    using tree = document.value;
    const limits = { bytes: 1_000_000, depth: 50, elements: 9_000, attributes: 9_000 };
    const aroundRead = verifyEnveloped(standingAlone(tree.root), signatureCrypto, { field: 'document', identifier: 'Id', limits, policy: open });
    expect([lotRead, aroundRead].map((read) => (read.ok ? 'verified' : read.findings[0]!.rule))).toEqual([asLot, around]);
  });
});
