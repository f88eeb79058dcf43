// From a TLS socket to the card on it. The listener asks every visitor for a certificate and refuses nobody (TLS 1.3 has no
// renegotiation): what TLS found is read here, so that each fault gets its own answer. A card's dates are read at the machine's time, and
// its authority's list of revoked cards at every request: a connection, or a session of TLS, outlives neither.

import { TLSSocket } from 'node:tls';
import type { Socket } from 'node:net';
import type { X509Certificate } from 'node:crypto';
import { type PsIdNat, type StructIdNat, parsePsIdNat, parseStructIdNat } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { IssuedCard, Revocations } from './revocations.ts';

export interface ProfessionalCard {
  readonly kind: 'professionnel';
  readonly id: PsIdNat;
  /** SHA-256 of the certificate, lower-case hex. */
  readonly certificate: string;
  readonly issued?: IssuedCard | undefined;
}
export interface StructureCard {
  readonly kind: 'structure';
  readonly id: StructIdNat;
  readonly certificate: string;
  readonly issued?: IssuedCard | undefined;
}
export type Card = ProfessionalCard | StructureCard;

const clientAuthentication = '1.3.6.1.5.5.7.3.2';
const datesAtFault = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'];

export function cardOf(socket: Socket, revocations: Revocations): Result<Card> {
  if (!(socket instanceof TLSSocket)) return refuse('CERTIFICAT_ABSENT');
  // Before `authorized`: a resumed TLS 1.3 session without certificate counts as authorized for Node.
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return refuse('CERTIFICAT_ABSENT');
  if (!socket.authorized) return refuse(datesAtFault.includes(faultOf(socket)) ? 'CERTIFICAT_EXPIRE' : 'CERTIFICAT_REFUSE');
  // A resumed session was checked when it was opened: the dates are read again.
  const now = Date.now();
  if (certificate.validToDate.getTime() <= now || certificate.validFromDate.getTime() > now) return refuse('CERTIFICAT_EXPIRE');
  const { issued, holder } = readOnce(socket, certificate, revocations);
  const standing = revocations.standing(issued);
  if (standing === 'revoked') return refuse('CERTIFICAT_REVOQUE');
  if (standing === 'unverifiable') return refuse('SERVICE_INDISPONIBLE', [{ field: 'card', rule: 'REVOCATION_NON_VERIFIEE' }]);
  return holder;
}

interface ReadCard {
  readonly print: string;
  readonly issued: IssuedCard | undefined;
  readonly holder: Result<Card>;
}
const readCards = new WeakMap<TLSSocket, ReadCard>();

/** What cannot change while a connection lasts, its issuer's signature first, costs a millisecond: worked out at the first request. */
function readOnce(socket: TLSSocket, certificate: X509Certificate, revocations: Revocations): ReadCard {
  const print = certificate.fingerprint256;
  const known = readCards.get(socket);
  if (known?.print === print) return known;
  const issued = revocations.issuedBy(certificate);
  const holder = holderOf(certificate);
  const read = { print, issued, holder: holder.ok && issued !== undefined ? ok({ ...holder.value, issued }) : holder };
  readCards.set(socket, read);
  return read;
}

// Typed as an Error, it is the code of OpenSSL's verification.
const faultOf = (socket: TLSSocket): string => String(socket.authorizationError);

/** What Node calls keyUsage is the extended one, as OIDs. */
export const authenticates = (certificate: X509Certificate): boolean => certificate.keyUsage?.includes(clientAuthentication) === true;

/** Whose card it is, if it is one to authenticate with. */
export const holderOf = (certificate: X509Certificate): Result<Card> =>
  certificate.ca || !authenticates(certificate) ? refuse('CERTIFICAT_REFUSE') : namedBy(certificate);

/** Reads the subject as the IGC-Santé lays it out: a surname makes it a person (CN = PS_IdNat), otherwise OU is the Struct_IdNat. */
export function namedBy(certificate: X509Certificate): Result<Card> {
  const subject = subjectOf(certificate);
  const print = certificate.fingerprint256.replaceAll(':', '').toLowerCase();
  const single = (attribute: string): string => subject.get(attribute) ?? '';
  if (subject.has('SN')) {
    const id = parsePsIdNat(single('CN'));
    return id.ok ? ok({ kind: 'professionnel', id: id.value, certificate: print }) : refuse('CERTIFICAT_REFUSE', id.findings);
  }
  const id = parseStructIdNat(single('OU'));
  return id.ok ? ok({ kind: 'structure', id: id.value, certificate: print }) : refuse('CERTIFICAT_REFUSE', id.findings);
}

/** One attribute a line, as Node writes them: control characters come escaped, so that no value makes a line of its own. One said twice is none. */
function subjectOf({ subject }: X509Certificate): ReadonlyMap<string, string> {
  const read = new Map<string, string>();
  for (const line of (subject ?? '').split('\n')) {
    const at = line.indexOf('=');
    const name = line.slice(0, Math.max(0, at));
    read.set(name, read.has(name) ? '' : line.slice(at + 1));
  }
  return read;
}
