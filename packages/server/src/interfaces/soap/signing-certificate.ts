// The certificate that signed an assertion or a submission set: from one of our authorities, in its dates, not taken back, and made to sign. The
// same authorities and the same lists of revoked cards as those of TLS; dates are read at the machine's time, as those of cards are.

import 'reflect-metadata';
import type { NameAttribute } from '@carnet/codecs/vihf';
import { type Finding, type Refused, type RefusalCode, type Result, ok, refuse } from '@carnet/domain/kernel';
import * as x509 from '@peculiar/x509';
import type { X509Certificate } from 'node:crypto';
import { type Card, authenticates, namedBy } from '../pipeline/card.ts';
import type { Revocations } from '../pipeline/revocations.ts';
import { remembered } from './remembered.ts';
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
  const issuer = certificate === undefined || certificate.ca ? undefined : trustedIssuer(certificate, authorities, at);
  if (certificate === undefined || issuer === undefined) return fault('CERTIFICAT_REFUSE', 'SIGNATURE_AUTORITE');
  if (!isWithin(certificate, at)) return fault('CERTIFICAT_EXPIRE', 'SIGNATURE_DATES');
  const standing = revocations.standing({ authority: issuer.fingerprint256, serial: certificate.serialNumber });
  if (standing === 'revoked') return fault('CERTIFICAT_REVOQUE', 'SIGNATURE_REVOQUEE');
  if (standing === 'unverifiable') return fault('SERVICE_INDISPONIBLE', 'REVOCATION_NON_VERIFIEE');
  const { signs, subject } = said(certificate.fingerprint256, () => whatItSays(certificate));
  if (!signs) return fault('CERTIFICAT_REFUSE', 'SIGNATURE_USAGE', 'ORG_SIGN | CPS');
  const holder = namedBy(certificate);
  return holder.ok ? ok({ holder: holder.value, subject }) : holder;
}

const isWithin = ({ validFromDate, validToDate }: X509Certificate, at: number): boolean => validFromDate.getTime() <= at && at < validToDate.getTime();

/** Deeper than the IGC-Santé is. */
const longestChain = 5;

/** Who issued it, when its chain ends at an authority that signed itself, by authorities of ours only, each in its dates. */
function trustedIssuer(certificate: X509Certificate, authorities: readonly X509Certificate[], at: number): X509Certificate | undefined {
  const chain: X509Certificate[] = [];
  for (let below = certificate; chain.length < longestChain; below = chain.at(-1)!) {
    const one = below;
    const issuer = authorities.find((authority) => authority.ca && isWithin(authority, at) && issued(authority, one));
    if (issuer === undefined) return undefined;
    chain.push(issuer);
    if (issued(issuer, issuer)) return chain[0];
  }
  return undefined;
}

/** A signature holds for ever, or never: verified once in the life of the process, for it costs a millisecond. */
const issued = (authority: X509Certificate, certificate: X509Certificate): boolean =>
  verified(`${authority.fingerprint256} ${certificate.fingerprint256}`, () =>
    Boolean(unlessOpenSslRefuses(() => certificate.checkIssued(authority) && certificate.verify(authority.publicKey))),
  );

interface Said {
  readonly signs: boolean;
  readonly subject: readonly NameAttribute[];
}
function whatItSays(certificate: X509Certificate): Said {
  const read = new x509.X509Certificate(certificate.raw);
  const usage = read.getExtension(x509.KeyUsagesExtension)?.usages ?? 0;
  const signs = !authenticates(certificate) && (usage & (x509.KeyUsageFlags.nonRepudiation | x509.KeyUsageFlags.digitalSignature)) !== 0;
  const parts = read.subjectName.toJSON();
  return { signs, subject: parts.flatMap((part) => Object.entries(part).flatMap(([type, values]) => values.map((value): NameAttribute => [type, value]))) };
}

const verified = remembered<boolean>(50_000);
const said = remembered<Said>(20_000);
