// Which cards were taken back by their authority: lists of revoked certificates, read from files or fetched, again every hour (ADR 15).
// A card whose authority's list is not known, or too old, is not let in: the caller is told to come back, never that the card is bad.
// A list that cannot be read, or is older than the one in hand, changes nothing; the last good one serves until its grace has run out.

import type { X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { type RevocationList, readRevocationList } from './crl-reading.ts';

export type Standing = 'good' | 'revoked' | 'unverifiable';
/** Who issued a card, and its number: what a list names it by. */
export interface IssuedCard {
  readonly authority: string;
  readonly serial: string;
}
export interface Revocations {
  issuedBy(certificate: X509Certificate): IssuedCard | undefined;
  /** Undefined: of no authority we know. */
  standing(card: IssuedCard | undefined): Standing;
}

/** Where no list is asked for: production refuses to start so. */
export const noRevocations: Revocations = { issuedBy: () => undefined, standing: () => 'good' };

export interface RevocationSources {
  /** Paths, or http and https addresses. */
  readonly sources: readonly string[];
  readonly authorities: readonly X509Certificate[];
  /** How long after its nextUpdate a list still serves. */
  readonly graceHours: number;
  readonly onFault: (error: unknown, source: string) => void;
}

/** The IGC-Santé's longest are a few megabytes. */
const listMaximumBytes = 64 * 1024 * 1024;
const fetchMilliseconds = 30_000;

export interface KeptRevocations extends Revocations {
  refresh(): Promise<void>;
}

export function keepRevocations({ sources, authorities, graceHours, onFault }: RevocationSources): KeptRevocations {
  const bySource = new Map<string, RevocationList>();
  const standing: Revocations['standing'] = (card) => {
    const lists = card === undefined ? [] : [...bySource.values()].filter(({ authority }) => authority === card.authority);
    if (card === undefined || lists.length === 0) return 'unverifiable';
    if (lists.some(({ serials }) => serials.has(card.serial))) return 'revoked';
    const tooOld = Date.now() - graceHours * 3_600_000;
    return lists.some(({ nextUpdate }) => nextUpdate < tooOld) ? 'unverifiable' : 'good';
  };
  return {
    standing,
    issuedBy(certificate) {
      const authority = authorities.find((one) => certificate.checkIssued(one) && certificate.verify(one.publicKey));
      return authority === undefined ? undefined : { authority: authority.fingerprint256, serial: certificate.serialNumber };
    },
    async refresh() {
      for (const source of sources) {
        try {
          const list = readRevocationList(await bytesOf(source), authorities);
          if (list === undefined) throw new Error('not a list of revoked certificates signed by an authority of the cards');
          if (list.thisUpdate >= (bySource.get(source)?.thisUpdate ?? 0)) bySource.set(source, list);
        } catch (error) {
          onFault(error, source);
        }
      }
    },
  };
}

async function bytesOf(source: string): Promise<Buffer> {
  if (!/^https?:/.test(source)) {
    if ((await stat(source)).size > listMaximumBytes) throw new Error('the list is too large');
    return readFile(source);
  }
  // Signed, so that http is enough (RFC 5280 §8); a redirect is no list.
  const answer = await fetch(source, { redirect: 'error', signal: AbortSignal.timeout(fetchMilliseconds) });
  if (!answer.ok || answer.body === null) throw new Error(`the list was answered ${answer.status}`);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body) {
    size += part.length;
    if (size > listMaximumBytes) throw new Error('the list is too large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
