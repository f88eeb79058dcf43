// Enumeration at the real TLS door, with one card: INS after INS, by several interactions and connections at once. At most twenty are
// answered; then the card is stopped, told when it may come back, and a reviewer is alerted. CARNET_ENUMERATION_TRIES=10000 is the long form.

import { matriculeKey } from '@carnet/domain/identity';
import { Agent, request } from 'node:https';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';

const tries = Number(process.env['CARNET_ENUMERATION_TRIES'] ?? 300);
let server: FhirServer;
beforeAll(async () => {
  server = await startFhirServer();
});
afterAll(async () => {
  await server.close();
});

interface Heard {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: string;
}
const get = (agent: Agent, url: string): Promise<Heard> =>
  new Promise((resolve, reject) => {
    request(url, { agent, headers: { accept: 'application/fhir+json' } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode!, retryAfter: answer.headers['retry-after'], body: Buffer.concat(parts).toString('utf8') }));
    })
      .on('error', reject)
      .end();
  });

test(`one card tries ${tries} INS: at most twenty are answered, and it is told what to do`, { timeout: 600_000 }, async () => {
  const agent = new Agent({ ...(await server.material('dr-royer')), keepAlive: true, maxSockets: 12 });
  const token = (index: number): string => {
    const number = `2720399${String(index).padStart(6, '0')}`;
    return encodeURIComponent(`urn:oid:1.2.250.1.213.1.4.10|${number}${matriculeKey(number)}`);
  };
  const doors = [(one: string) => `/Patient?identifier=${one}`, (one: string) => `/DocumentReference?patient.identifier=${one}`];
  const heard: Heard[] = [];
  for (let from = 0; from < tries; from += 24)
    heard.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(24, tries - from) }, (_, at) => get(agent, `${server.url}${doors[(from + at) % 2]!(token(from + at))}`)),
      )),
    );
  agent.destroy();
  const stopped = heard.filter(({ status }) => status === 429);
  const answered = heard.filter(({ status }) => status === 200 || status === 404);
  expect(answered.length).toBeLessThanOrEqual(20);
  expect(answered.length + stopped.length).toBe(tries);
  expect(Number(stopped[0]!.retryAfter)).toBeGreaterThan(3_500);
  expect(stopped[0]!.body).toContain('RECHERCHES_ARRETEES');
  expect(stopped[0]!.body).toContain('ARRET_CARTE');
  // The same stop for the same card at the other door, where it is told in words.
  const rows = await server.query<{ misses: number }>('SELECT misses FROM lookup_stop');
  expect(rows).toEqual([{ misses: 20 }]);
  expect(await server.query(`SELECT rule FROM trace WHERE rule = 'RECHERCHES_ARRETEES'`)).toHaveLength(1);
});
