// A minute of requests, counted: what is spent, by whom, what the headers say, and how addresses are told apart.

import { addressKey, newRateLimits, spendByActor } from '@carnet/server/interfaces/pipeline/rate-limits';
import { doctor } from '../../support/records.ts';
import type { FastifyReply } from 'fastify';
import { describe, expect, test } from 'vitest';

function replyWithHeaders() {
  const headers: Record<string, string> = {};
  const reply = {
    getHeader: (name: string) => headers[name],
    header: (name: string, value: string) => {
      headers[name] = value;
      return reply;
    },
  };
  return { headers, reply: reply as unknown as FastifyReply };
}

const rates = { address: 3, person: 2, card: 2, structure: 3 };

describe('a minute', () => {
  test('is spent by one and not by another, and begins again', () => {
    let now = 10_000;
    const limits = newRateLimits(rates, () => now);
    const spend = (key: string) => {
      const { headers, reply } = replyWithHeaders();
      return { ok: limits.spend(reply, 'address', key).ok, headers };
    };
    expect(spend('a')).toEqual({ ok: true, headers: { 'ratelimit-policy': '"address";q=3;w=60', 'ratelimit': '"address";r=2;t=50' } });
    expect([spend('a').ok, spend('a').ok]).toEqual([true, true]);
    expect(spend('a')).toEqual({
      ok: false,
      headers: { 'ratelimit-policy': '"address";q=3;w=60', 'ratelimit': '"address";r=0;t=50', 'retry-after': '50' },
    });
    expect(spend('b').ok).toBe(true);
    now = 59_999;
    expect(spend('a')).toMatchObject({ ok: false, headers: { 'retry-after': '1' } });
    now = 60_000;
    expect(spend('a').ok).toBe(true);
  });

  test('of a professional is their card’s and their structure’s; each limit is one item of the headers', () => {
    const limits = newRateLimits(rates, () => 0);
    const structure = { id: '1750000018', active: true } as never;
    const spend = (id: string) => {
      const { headers, reply } = replyWithHeaders();
      return { ok: spendByActor(limits, reply, { ...doctor(''), id: id as never, structure }).ok, headers };
    };
    expect(spend('one')).toEqual({
      ok: true,
      headers: { 'ratelimit-policy': '"card";q=2;w=60, "structure";q=3;w=60', 'ratelimit': '"card";r=1;t=60, "structure";r=2;t=60' },
    });
    expect([spend('one').ok, spend('one').ok]).toEqual([true, false]);
    // The third of the structure, whoever holds the card; the fourth is one too many.
    expect([spend('two').ok, spend('two').ok]).toEqual([true, false]);
  });
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:1:2::6', '2001:db8:1:2'],
  ['2001:db8::6', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('%s counts as %s', (ip, key) => expect(addressKey(ip)).toBe(key));
