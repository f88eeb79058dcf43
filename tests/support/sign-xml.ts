// Signs XML for tests with xml-crypto: another implementation of canonicalization and of signatures than the product's, and so a check of it.

import { type KeyObject, X509Certificate, createSign, createVerify } from 'node:crypto';
import { type Material, keyObjectOf } from '@carnet/server/sandbox/certificates';
import { SignedXml } from 'xml-crypto';

export interface Signer {
  readonly key: KeyObject;
  /** PEM. */
  readonly certificate: string;
}
export const signerOf = ({ certificate, key }: Material): Signer => ({ key: keyObjectOf(key), certificate: certificate.toString('pem') });
export const derOf = ({ certificate }: Signer): Buffer => new X509Certificate(certificate).raw;
export const keyInfoOf = (signer: Signer): string => `<X509Data><X509Certificate>${derOf(signer).toString('base64')}</X509Certificate></X509Data>`;

const dsigMore = 'http://www.w3.org/2001/04/xmldsig-more#';
export const digests = {
  sha1: 'http://www.w3.org/2000/09/xmldsig#sha1',
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
  sha512: 'http://www.w3.org/2001/04/xmlenc#sha512',
} as const;
export const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const methodFor = ({ key }: Signer, hash: keyof typeof digests): string =>
  hash === 'sha1' ? 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' : `${dsigMore}${key.asymmetricKeyType === 'ec' ? 'ecdsa' : 'rsa'}-${hash}`;

const ecdsa = (hash: string): unknown =>
  class {
    getAlgorithmName = (): string => `${dsigMore}ecdsa-${hash}`;
    getSignature = (info: string, key: KeyObject): string => createSign(hash).update(info).sign({ key, dsaEncoding: 'ieee-p1363' }, 'base64');
    verifySignature = (info: string, key: string, value: string): boolean =>
      createVerify(hash).update(info).verify({ key, dsaEncoding: 'ieee-p1363' }, value, 'base64');
  };

/** xml-crypto with what it lacks: ECDSA. */
export function signedXml(options: ConstructorParameters<typeof SignedXml>[0]): SignedXml {
  const signed = new SignedXml(options);
  for (const hash of ['sha256', 'sha512']) Object.assign(signed.SignatureAlgorithms, { [`${dsigMore}ecdsa-${hash}`]: ecdsa(hash) });
  return signed;
}

export interface SigningOptions {
  readonly hash?: keyof typeof digests;
  readonly transforms?: readonly string[];
  /** PrefixList of the transform. */
  readonly prefixes?: readonly string[];
  readonly canonicalization?: string;
}

const issuer = '//*[local-name(.)="Issuer"]';

/** The first Assertion of this document, signed, its signature behind its Issuer. */
export function signAssertion(
  xml: string,
  signer: Signer,
  { hash = 'sha256', transforms = [enveloped, exclusive], prefixes = [], canonicalization = exclusive }: SigningOptions = {},
): string {
  const signed = signedXml({
    privateKey: signer.key as unknown as Buffer,
    signatureAlgorithm: methodFor(signer, hash),
    canonicalizationAlgorithm: canonicalization as typeof exclusive,
    getKeyInfoContent: () => keyInfoOf(signer),
  });
  signed.addReference({ xpath: '//*[local-name(.)="Assertion"]', transforms, digestAlgorithm: digests[hash], inclusiveNamespacesPrefixList: [...prefixes] });
  signed.computeSignature(xml, { location: { reference: issuer, action: 'after' } });
  return signed.getSignedXml();
}
