// Limits of requests at the doors themselves: a card, a structure and a person who spent their minute are told when to come back, and
// nobody else is kept out by them. The address is limited before anything else is looked at, on both listeners.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';

let server: FhirServer;
const narrow = { CARNET_LIMIT_CARD: '4', CARNET_LIMIT_STRUCTURE: '5', CARNET_LIMIT_PERSON: '3', CARNET_LIMIT_ADDRESS: '60' };
beforeAll(async () => {
  server = await startFhirServer(narrow);
}, 180_000);
afterAll(async () => server.close());

const url = '/Patient?identifier=urn:oid:1.2.250.1.213.1.4.10%7C1';
/** Limits count by whole minutes: one that turns meanwhile would give everybody a new one. */
async function withinOneMinute(): Promise<void> {
  const left = 60_000 - (performance.now() % 60_000);
  if (left < 8_000) await new Promise((later) => setTimeout(later, left + 50));
}

test('a card, then its structure, then the address', async () => {
  await withinOneMinute();
  const knock = async (card: string) => {
    const { status, headers, codes } = await server.ask(card, 'GET', url);
    return { status, code: codes[0], policy: headers['ratelimit-policy'], left: headers['ratelimit'], retry: Number(headers['retry-after']) };
  };
  const first = await knock('dr-lefevre');
  expect(first).toMatchObject({ policy: '"address";q=60;w=60, "card";q=4;w=60, "structure";q=5;w=60' });
  expect(first.left).toMatch(/^"address";r=59;t=\d+, "card";r=3;t=\d+, "structure";r=4;t=\d+$/);
  for (let asked = 0; asked < 3; asked++) expect((await knock('dr-lefevre')).status).not.toBe(429);
  const spent = await knock('dr-lefevre');
  expect(spent).toMatchObject({ status: 429, code: 'TROP_DE_DEMANDES' });
  expect(spent.retry).toBeGreaterThan(0);
  expect(spent.retry).toBeLessThanOrEqual(60);

  // Another card of the same hospital: the structure has one request left.
  expect((await knock('sf-roche')).status).not.toBe(429);
  expect(await knock('sf-roche')).toMatchObject({ status: 429, code: 'TROP_DE_DEMANDES' });
  // And one of elsewhere.
  expect((await knock('dr-royer')).status).not.toBe(429);
  // A certificate of a structure is counted as the structure.
  for (let asked = 0; asked < 5; asked++) expect((await knock('labo-charmes')).status).not.toBe(429);
  expect((await knock('labo-charmes')).status).toBe(429);

  // Whoever it is, on either listener: the address comes first, and says so in the form of each door.
  for (let asked = 0; asked < 60; asked++) await fetch(`${server.server.httpUrl}/health/live`);
  const anybody = await fetch(`${server.server.httpUrl}/`, { headers: { 'accept-language': 'en' } });
  expect(anybody.status).toBe(429);
  expect(Number(anybody.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await anybody.json()).toMatchObject({ code: 'TROP_DE_DEMANDES', status: 429 });
  expect(await server.ask('dr-royer', 'GET', '/metadata')).toMatchObject({ status: 429 });
}, 60_000);
