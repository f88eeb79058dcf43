// How many requests a minute one address, one person, one card or one structure may send, and what each answer says of it (ADR 12).
// Counted in this process, in windows of a minute that all begin together: what is kept is one number for whoever came in this minute.
// Headers are those of draft-ietf-httpapi-ratelimit-headers-10, one item for each limit that a request was counted against.

import type { Actor } from '@carnet/domain/access';
import { actorId } from '@carnet/domain/audit';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { FastifyReply } from 'fastify';

export const rateKinds = ['address', 'person', 'card', 'structure'] as const;
export type RateKind = (typeof rateKinds)[number];
/** Requests a minute. */
export type RatesPerMinute = Readonly<Record<RateKind, number>>;

/**
 * A hospital leaves through one address and feeds with one certificate; a card is one doctor's software; a person is one reader.
 * Some ten times what the busiest of each was seen to need: who meets them is a script.
 */
export const defaultRates: RatesPerMinute = { address: 12_000, person: 1_200, card: 1_200, structure: 12_000 };

export interface RateLimits {
  /** Counts this request against whoever `key` is; refused once they have spent their minute. */
  spend(reply: FastifyReply, kind: RateKind, key: string): Result<true>;
  /** A limit of one act, narrower than the person's: `name` is its policy in the headers. */
  spendOn(reply: FastifyReply, name: string, perMinute: number, key: string): Result<true>;
}

const windowSeconds = 60;

/** `now` in milliseconds: the machine's, for a sandbox whose clock is moved must not give anybody a new minute. */
export function newRateLimits(rates: RatesPerMinute, now: () => number = () => performance.now()): RateLimits {
  let window = -1;
  const spent = new Map<string, number>();
  const spendOn: RateLimits['spendOn'] = (reply, name, perMinute, key) => {
    const at = now() / 1_000;
    if (Math.floor(at / windowSeconds) !== window) {
      window = Math.floor(at / windowSeconds);
      spent.clear();
    }
    const counted = (spent.get(`${name} ${key}`) ?? 0) + 1;
    spent.set(`${name} ${key}`, counted);
    const resets = Math.max(1, Math.ceil((window + 1) * windowSeconds - at));
    tell(reply, 'ratelimit-policy', `"${name}";q=${perMinute};w=${windowSeconds}`);
    tell(reply, 'ratelimit', `"${name}";r=${Math.max(0, perMinute - counted)};t=${resets}`);
    if (counted <= perMinute) return ok(true);
    void reply.header('retry-after', String(resets));
    return refuse('TROP_DE_DEMANDES');
  };
  return { spendOn, spend: (reply, kind, key) => spendOn(reply, kind, rates[kind], key) };
}

/** Whoever was found on the session or on the socket: a person by themselves; a card, and the structure it acts for. */
export function spendByActor(limits: RateLimits, reply: FastifyReply, actor: Actor): Result<true> {
  if (actor.kind === 'structure' || actor.kind === 'assurance-maladie') return limits.spend(reply, 'structure', actor.id);
  if ('personne' in actor) return limits.spend(reply, 'person', actor.personne);
  const own = limits.spend(reply, 'card', actorId(actor));
  const structure = 'structure' in actor ? actor.structure : undefined;
  return own.ok && structure !== undefined ? limits.spend(reply, 'structure', structure.id) : own;
}

function tell(reply: FastifyReply, header: string, item: string): void {
  const said = reply.getHeader(header);
  void reply.header(header, said === undefined ? item : `${String(said)}, ${item}`);
}

/** A household has one IPv4 address, or the whole of one IPv6 /64: its devices choose the rest. */
export function addressKey(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped !== undefined || !ip.includes(':')) return mapped ?? ip;
  const [head = '', tail = ''] = ip.split('%')[0]!.split('::');
  const [first, last] = [head.split(':').filter(Boolean), tail.split(':').filter(Boolean)];
  const zeros = ip.includes('::') ? Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0') : [];
  return [...first, ...zeros, ...last].slice(0, 4).join(':').toLowerCase();
}
