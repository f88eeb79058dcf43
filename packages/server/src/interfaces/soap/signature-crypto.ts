// The cryptography behind signatures of XML, by node:crypto: the codecs know the forms, this knows the keys.

import type { Hash, SignatureCrypto, SignatureMethod } from '@carnet/codecs/xmldsig';
import { type KeyObject, X509Certificate, createHash, verify } from 'node:crypto';
import { remembered } from './remembered.ts';

/** RGS B1: 2,048 bits at least. Beyond 8,192 a verification is only there to keep the server busy. */
const rsaBits = { least: 2_048, most: 8_192 } as const;
const curves = ['prime256v1', 'secp384r1', 'secp521r1'];

export const signatureCrypto: SignatureCrypto = {
  digest: (hash: Hash, bytes: Uint8Array) => createHash(hash).update(bytes).digest(),
  verify: ({ scheme, hash }: SignatureMethod, certificate, signed, signature) =>
    unlessOpenSslRefuses(() => {
      const key = certificateOf(certificate)?.publicKey;
      if (key === undefined || !suits(key, scheme)) return undefined;
      // ECDSA in XML is r and s one after the other (RFC 6931 §2.3.6), not DER.
      return verify(hash, signed, scheme === 'ecdsa' ? { key, dsaEncoding: 'ieee-p1363' } : key, signature) ? 'good' : 'wrong';
    }) ?? 'unsuitable',
};

function suits({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject, scheme: SignatureMethod['scheme']): boolean {
  if (scheme === 'ecdsa') return asymmetricKeyType === 'ec' && curves.includes(asymmetricKeyDetails?.namedCurve ?? '');
  const bits = asymmetricKeyDetails?.modulusLength ?? 0;
  return asymmetricKeyType === 'rsa' && bits >= rsaBits.least && bits <= rsaBits.most;
}

/** Undefined: OpenSSL does not take these bytes as a certificate. */
export const certificateOf = (der: Uint8Array): X509Certificate | undefined =>
  der.length > longestKept ? parsedCertificate(der) : known(Buffer.from(der).toString('latin1'), () => parsedCertificate(der));

const parsedCertificate = (der: Uint8Array): X509Certificate | undefined => unlessOpenSslRefuses(() => new X509Certificate(der));
/** Whoever signs signs again, and each signature is read twice: parsing costs a quarter of a millisecond. */
const known = remembered<X509Certificate | undefined>(2_000);
/** Beyond it no card's certificate is. */
const longestKept = 8 * 1024;

/** What it refuses is thrown: some with a code of its own, some with its words only (`error:…`). */
export function unlessOpenSslRefuses<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof Error && (String((error as { code?: unknown }).code).startsWith('ERR_OSSL') || error.message.startsWith('error:'))) return undefined;
    throw error;
  }
}
