// Signatures as a program of the national DMP makes them: XML-DSIG around an assertion, XAdES 1.1.1 over a submission set (docs/sources.md
// §2.2). Made by xml-crypto, another implementation than the one the server verifies with.

import { type KeyObject, createHash, sign as signWith } from 'node:crypto';
import { alreadyMarkup, element, type Markup, parseXml, text } from '@carnet/codecs/xml';
import { type SignatureAlgorithm, SignedXml } from 'xml-crypto';
import type { SigningMaterial } from './sender.ts';

const algorithms = {
  exclusive: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  inclusive: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
  withComments: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments',
  enveloped: 'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  sha1: 'http://www.w3.org/2000/09/xmldsig#sha1',
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
  rsaSha1: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  rsaSha256: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  ecdsaSha256: 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
} as const;

/** RFC 4050 §3.3: r and s side by side, not DER. xml-crypto has RSA only. */
class EcdsaSha256 implements SignatureAlgorithm {
  getSignature = (signedInfo: string, key: KeyObject): string =>
    signWith('sha256', Buffer.from(signedInfo), { key, dsaEncoding: 'ieee-p1363' }).toString('base64');
  verifySignature = (): boolean => false;
  getAlgorithmName = (): string => algorithms.ecdsaSha256;
}

export interface SignatureChoices {
  readonly signature?: string;
  readonly digest?: string;
}

function signerOf({ key, certificate }: SigningMaterial, { signature }: SignatureChoices, objects: readonly Markup[] = []): SignedXml {
  const signer = new SignedXml({
    privateKey: key as never,
    publicCert: certificate.toString(),
    signatureAlgorithm: signature ?? (key.asymmetricKeyType === 'rsa' ? algorithms.rsaSha256 : algorithms.ecdsaSha256),
    canonicalizationAlgorithm: algorithms.exclusive,
    objects: objects.map((content) => ({ content })),
  });
  signer.SignatureAlgorithms = { ...signer.SignatureAlgorithms, [algorithms.ecdsaSha256]: EcdsaSha256 };
  return signer;
}

/** The assertion with its signature after `Issuer`, over the whole of it by its ID. */
export function signEnveloped(assertion: Markup, signing: SigningMaterial, choices: SignatureChoices = {}): Markup {
  const signer = signerOf(signing, choices);
  signer.addReference({
    xpath: "/*[local-name(.)='Assertion']",
    digestAlgorithm: choices.digest ?? algorithms.sha256,
    transforms: [algorithms.enveloped, algorithms.exclusive],
  });
  signer.computeSignature(assertion, { prefix: 'ds', location: { reference: "/*/*[local-name(.)='Issuer']", action: 'after' } });
  return alreadyMarkup(signer.getSignedXml());
}

/** What the manifest of a submission set lists; `xml`: its digest is over its canonical form, as the national samples do. */
interface SignedDocument {
  readonly uniqueId: string;
  readonly bytes: Uint8Array;
  readonly xml: boolean;
}
export interface Lot {
  /** `uniqueId` of the submission set. */
  readonly uniqueId: string;
  /** `uniqueId` of the signature's own entry. */
  readonly signatureId: string;
  readonly documents: readonly SignedDocument[];
  readonly now?: Date;
}

const xades = 'http://uri.etsi.org/01903/v1.1.1#';
const dsig = 'http://www.w3.org/2000/09/xmldsig#';
/** ASTM E1762: source, the purpose the DMP asks for. */
const purpose = '1.2.840.10065.1.12.1.14';
const hashNames: Readonly<Record<string, string>> = { [algorithms.sha1]: 'sha1', [algorithms.sha256]: 'sha256' };
const digestOf = (algorithm: string, bytes: Uint8Array | string): string => createHash(hashNames[algorithm]!).update(bytes).digest('base64');

function canonical(bytes: Uint8Array): string {
  const document = parseXml(bytes);
  if (!document.ok) throw new Error(`not XML: ${JSON.stringify(document.findings)}`);
  using tree = document.value;
  return tree.canonicalizeToString({ withComments: true });
}

const reference = (uri: string, algorithm: string, digest: string, transform?: string): Markup =>
  element(
    'ds:Reference',
    { URI: uri },
    transform === undefined ? undefined : element('ds:Transforms', {}, element('ds:Transform', { Algorithm: transform })),
    element('ds:DigestMethod', { Algorithm: algorithm }),
    element('ds:DigestValue', {}, text(digest)),
  );

const urn = (uniqueId: string): string => (/^[\d.]+(\^|$)/.test(uniqueId) ? `urn:oid:${uniqueId}` : `urn:uuid:${uniqueId}`);

/** A XAdES over the manifest of a submission set: the set itself (one zero byte in the place of a digest, IHE DSG), then each document. */
export function signLot({ uniqueId, signatureId, documents, now = new Date() }: Lot, signing: SigningMaterial, choices: SignatureChoices = {}): Markup {
  const digest = choices.digest ?? algorithms.sha256;
  const manifest = element(
    'ds:Manifest',
    { 'xmlns:ds': dsig, 'Id': 'IHEManifest' },
    reference(urn(uniqueId), digest, 'AA=='),
    ...documents.map((one) =>
      reference(urn(one.uniqueId), digest, digestOf(digest, one.xml ? canonical(one.bytes) : one.bytes), one.xml ? algorithms.withComments : undefined),
    ),
  );
  const properties = element(
    'ds:SignatureProperties',
    { 'xmlns:ds': dsig },
    element('ds:SignatureProperty', { Id: 'purposeOfSignature', Target: `#${idOf(signatureId)}` }, text(purpose)),
  );
  const { certificate } = signing;
  const qualifying = element(
    'xad:QualifyingProperties',
    { 'xmlns:xad': xades, 'xmlns:ds': dsig, 'Target': `#${idOf(signatureId)}` },
    element(
      'xad:SignedProperties',
      { Id: 'S0-SignedProperties' },
      element(
        'xad:SignedSignatureProperties',
        {},
        element('xad:SigningTime', {}, text(now.toISOString())),
        element(
          'xad:SigningCertificate',
          {},
          element(
            'xad:Cert',
            {},
            element(
              'xad:CertDigest',
              {},
              element('xad:DigestMethod', { Algorithm: digest }),
              element('xad:DigestValue', {}, text(digestOf(digest, certificate.raw))),
            ),
            element(
              'xad:IssuerSerial',
              {},
              element('ds:X509IssuerName', {}, text(certificate.issuer.split('\n').toReversed().join(','))),
              element('ds:X509SerialNumber', {}, text(BigInt(`0x${certificate.serialNumber}`).toString())),
            ),
          ),
        ),
        element('xad:SignaturePolicyIdentifier', {}, element('xad:SignaturePolicyImplied')),
      ),
      element('xad:SignedDataObjectProperties'),
    ),
  );
  const signer = signerOf(signing, choices, [properties, manifest, qualifying]);
  const referTo = (id: string, type: string): void =>
    signer.addReference({ xpath: `//*[@Id='${id}']`, digestAlgorithm: digest, transforms: [algorithms.exclusive], type });
  referTo('IHEManifest', `${dsig}Manifest`);
  referTo('S0-SignedProperties', `${xades}SignedProperties`);
  // Signed beside nothing: the file is the signature alone.
  signer.computeSignature('<lot/>', { prefix: 'ds', attrs: { Id: idOf(signatureId) } });
  return alreadyMarkup(signer.getSignatureXml());
}

/** An XML id begins with no digit. */
const idOf = (uniqueId: string): string => (/^[A-Za-z_]/.test(uniqueId) ? uniqueId : `_${uniqueId}`);
