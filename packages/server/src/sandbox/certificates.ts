// Certificates of the sandbox: an authority, the server's, and for each professional and structure one to authenticate and one to sign,
// laid out as the IGC-Santé lays them out. Keys of authentication are ECDSA P-256: sixty of them are made in a second at first start, every
// browser and health-care library reads them, and none protects anything real. Keys of signature are RSA, since software of the national
// DMP signs with RSA-SHA256; one takes a quarter of a second to make, so all cards share one pair and all structures another.

// Subject of a professional: C, O (the sandbox's mark), OU (Struct_IdNat), CN (PS_IdNat: 8 + RPPS), SN, GN, T (profession).
// Subject of a structure:    C, O (the sandbox's mark), OU (Struct_IdNat), CN (name).

import 'reflect-metadata';
import { type KeyObject, KeyObject as NodeKey, randomBytes, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { sandboxAuthorityMark } from '../config.ts';

x509.cryptoProvider.set(webcrypto as unknown as Crypto);

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

export interface Material {
  readonly certificate: x509.X509Certificate;
  readonly key: CryptoKey;
}
export interface Validity {
  readonly from: Date;
  readonly until: Date;
}

/** A pair to sign assertions and submission sets with. */
export const newSigningKeys = async (): Promise<CryptoKeyPair> => {
  const rsa = { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' };
  return (await webcrypto.subtle.generateKey(rsa, true, ['sign', 'verify'])) as CryptoKeyPair;
};
const newKeys = async (): Promise<CryptoKeyPair> => (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
const serial = (): string => {
  const bytes = randomBytes(16);
  bytes[0] = bytes[0]! & 0x7f;
  return bytes.toString('hex');
};

export const keyObjectOf = (key: CryptoKey): KeyObject => NodeKey.from(key as webcrypto.CryptoKey);
export const keyPem = (key: CryptoKey): string => keyObjectOf(key).export({ format: 'pem', type: 'pkcs8' }) as string;

const oidCommonName = '2.5.4.3';
const oidSurname = '2.5.4.4';
const oidGivenName = '2.5.4.42';
const oidTitle = '2.5.4.12';

export async function makeAuthority(name: string, validity: Validity, organization: string = sandboxAuthorityMark): Promise<Material> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: [{ C: ['FR'] }, { O: [organization] }, { CN: [name] }],
    notBefore: validity.from,
    notAfter: validity.until,
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate, key: keys.privateKey };
}

/** An authority made earlier. */
export async function loadAuthority(certificatePem: string, pem: string): Promise<Material> {
  const key = await webcrypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(pem), algorithm, true, ['sign']);
  return { certificate: new x509.X509Certificate(certificatePem), key: key as CryptoKey };
}

async function issue(
  authority: Material,
  subject: x509.JsonName,
  validity: Validity,
  extensions: readonly x509.Extension[],
  given?: CryptoKeyPair,
): Promise<Material> {
  const keys = given ?? (await newKeys());
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    subject,
    issuer: authority.certificate.subject,
    notBefore: validity.from,
    notAfter: validity.until,
    publicKey: keys.publicKey,
    signingKey: authority.key,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      await x509.AuthorityKeyIdentifierExtension.create(authority.certificate.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ...extensions,
    ],
  });
  return { certificate, key: keys.privateKey };
}

/** The list of what this authority took back, by serial, good for `validity`. */
export async function issueRevocationList(authority: Material, serials: readonly string[], validity: Validity): Promise<string> {
  const list = await x509.X509CrlGenerator.create({
    issuer: authority.certificate.subject,
    thisUpdate: validity.from,
    nextUpdate: validity.until,
    entries: serials.map((serialNumber) => ({ serialNumber, revocationDate: validity.from, reason: x509.X509CrlReason.keyCompromise })),
    signingAlgorithm: algorithm,
    signingKey: authority.key,
  });
  // The label OpenSSL reads; the library writes another.
  return x509.PemConverter.encode(list.rawData, 'X509 CRL');
}

export const issueServer = (authority: Material, validity: Validity, organization: string = sandboxAuthorityMark): Promise<Material> =>
  issue(authority, [{ C: ['FR'] }, { O: [organization] }, { CN: ['localhost'] }], validity, [
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    new x509.SubjectAlternativeNameExtension([
      { type: 'dns', value: 'localhost' },
      { type: 'ip', value: '127.0.0.1' },
      { type: 'ip', value: '::1' },
    ]),
  ]);

/** `authenticate`: TLS client. `sign`: non-repudiation only, refused as a TLS client; with these keys. */
export type Purpose = 'authenticate' | { readonly sign: CryptoKeyPair };

const purposeExtensions = (purpose: Purpose): readonly x509.Extension[] =>
  purpose === 'authenticate'
    ? [new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true), new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth])]
    : [new x509.KeyUsagesExtension(x509.KeyUsageFlags.nonRepudiation, true), new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.emailProtection])];
const keysOf = (purpose: Purpose): CryptoKeyPair | undefined => (purpose === 'authenticate' ? undefined : purpose.sign);

export interface ProfessionalSubject {
  readonly id: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly professionLabel: string;
  readonly structure: string;
}
export const issueCard = (authority: Material, subject: ProfessionalSubject, purpose: Purpose, validity: Validity): Promise<Material> =>
  issue(
    authority,
    [
      { C: ['FR'] },
      { O: [sandboxAuthorityMark] },
      { OU: [subject.structure] },
      { [oidTitle]: [subject.professionLabel] },
      { [oidGivenName]: [subject.givenName] },
      { [oidSurname]: [subject.familyName] },
      { [oidCommonName]: [subject.id] },
    ],
    validity,
    purposeExtensions(purpose),
    keysOf(purpose),
  );

export const issueStructure = (
  authority: Material,
  subject: { readonly id: string; readonly name: string },
  purpose: Purpose,
  validity: Validity,
): Promise<Material> =>
  issue(
    authority,
    [{ C: ['FR'] }, { O: [sandboxAuthorityMark] }, { OU: [subject.id] }, { [oidCommonName]: [subject.name] }],
    validity,
    purposeExtensions(purpose),
    keysOf(purpose),
  );
