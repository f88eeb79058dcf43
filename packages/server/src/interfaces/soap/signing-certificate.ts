// The certificate that signed an assertion or a submission set: from one of our authorities, in its dates, not taken back, and made to sign. The
// same authorities and the same lists of revoked cards as those of TLS; dates are read at the machine's time, as those of cards are.

import 'reflect-metadata';
import type { NameAttribute } from '@carnet/codecs/vihf';
import { type Finding, type Refused, type RefusalCode, type Result, ok, refuse } from '@carnet/domain/kernel';
import * as x509 from '@peculiar/x509';
import type { X509Certificate } from 'node:crypto';
import { type Card, authenticates, namedBy } from '../pipeline/card.ts';
import type { Revocations } from '../pipeline/revocations.ts';
import { certificateOf, unlessOpenSslRefuses } from './signature-crypto.ts';

export interface SigningTrust {
  readonly revocations: Revocations;
  /** Those that cards and signature certificates come from: CARNET_CARD_CA_FILE. */
  readonly authorities: readonly X509Certificate[];
}
export interface SigningCertificate {
  readonly holder: Card;
  readonly subject: readonly NameAttribute[];
}

/** `field`: where it was found. `at`: milliseconds. */
export function readSigningCertificate(der: Uint8Array, field: string, { authorities, revocations }: SigningTrust, at: number): Result<SigningCertificate> {
  const fault = (code: RefusalCode, rule: string, expected?: string): Refused => {
    const finding: Finding = { field, rule, ...(expected === undefined ? {} : { expected }) };
    return refuse(code, [finding]);
  };
  const certificate = certificateOf(der);
  if (certificate === undefined || certificate.ca || !isTrusted(certificate, authorities, at)) return fault('CERTIFICAT_REFUSE', 'SIGNATURE_AUTORITE');
  if (!isWithin(certificate, at)) return fault('CERTIFICAT_EXPIRE', 'SIGNATURE_DATES');
  const standing = revocations.standing(revocations.issuedBy(certificate));
  if (standing === 'revoked') return fault('CERTIFICAT_REVOQUE', 'SIGNATURE_REVOQUEE');
  if (standing === 'unverifiable') return fault('SERVICE_INDISPONIBLE', 'REVOCATION_NON_VERIFIEE');
  const read = unlessOpenSslRefuses(() => new x509.X509Certificate(Buffer.from(der)));
  const usage = read?.getExtension(x509.KeyUsagesExtension)?.usages ?? 0;
  if (authenticates(certificate) || (usage & (x509.KeyUsageFlags.nonRepudiation | x509.KeyUsageFlags.digitalSignature)) === 0)
    return fault('CERTIFICAT_REFUSE', 'SIGNATURE_USAGE', 'ORG_SIGN | CPS');
  const holder = namedBy(certificate);
  return holder.ok ? ok({ holder: holder.value, subject: attributesOf(read!) }) : holder;
}

const isWithin = ({ validFromDate, validToDate }: X509Certificate, at: number): boolean => validFromDate.getTime() <= at && at < validToDate.getTime();

/** Deeper than the IGC-Santé is. */
const longestChain = 5;

/** Up to an authority that signed itself, by authorities of ours only, each in its dates. */
function isTrusted(certificate: X509Certificate, authorities: readonly X509Certificate[], at: number): boolean {
  let one = certificate;
  for (let depth = 0; depth < longestChain; depth += 1) {
    const below = one;
    const issuer = authorities.find((authority) => authority.ca && isWithin(authority, at) && issued(authority, below));
    if (issuer === undefined) return false;
    if (issued(issuer, issuer)) return true;
    one = issuer;
  }
  return false;
}
const issued = (authority: X509Certificate, certificate: X509Certificate): boolean =>
  unlessOpenSslRefuses(() => certificate.checkIssued(authority) && certificate.verify(authority.publicKey)) === true;

const attributesOf = ({ subjectName }: x509.X509Certificate): readonly NameAttribute[] =>
  subjectName.toJSON().flatMap((part) => Object.entries(part).flatMap(([type, values]) => values.map((value): NameAttribute => [type, value])));
