// What Carnet says of its own over FHIR is published: no extension, code system, operation or parameter of ours is written anywhere without its
// definition, and each definition is the same in XML.

import { type Definition, jsonOfXml, writeCapabilityStatement, writeDefinitions, writeXml } from '@carnet/codecs/fhir';
import { findingWording, refusalWording } from '@carnet/contract/wording';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const definitions: readonly Definition[] = writeDefinitions({ version: '0.1.0', refusals: findingWording });
const urls = definitions.map(({ url }) => url);

/** Names of somebody or of something, not definitions: systems of identifiers, topics of subscriptions, a policy. */
const names = /^urn:carnet:(?:idpe|sujet:[a-z-]+|authentication:?|)$/;

test('nothing of ours is written that is not published', () => {
  const root = resolve(import.meta.dirname, '../../../packages');
  const written = ['codecs/src/fhir', 'codecs/src/fhir-document', 'server/src/interfaces/fhir'].flatMap((folder) =>
    readdirSync(join(root, folder)).flatMap((file) =>
      [...readFileSync(join(root, folder, file), 'utf8').matchAll(/urn:carnet:[a-z:-]*/g)].map(([url]) => ({ url, file })),
    ),
  );
  expect(written.filter(({ url, file }) => !urls.includes(url) && !names.test(url) && file !== 'write-definitions.ts')).toEqual([]);
  expect(written.length).toBeGreaterThan(urls.filter((url) => !url.includes(':valeurs:')).length);
  expect(new Set(urls).size).toBe(urls.length);
});

test('what the statement points to is there', () => {
  const statement = writeCapabilityStatement({ baseUrl: '', software: '', version: '', date: '', publisher: '', description: '', security: '' });
  const [...pointed] = new Set([...JSON.stringify(statement).matchAll(/"definition":"(urn:carnet:[^"]+)"/g)].map(([, url]) => url!));
  expect(pointed.length).toBe(3);
  for (const url of pointed) expect(urls).toContain(url);
});

test('every refusal and every rule is a code, in both languages', () => {
  const refusals = { ...Object.fromEntries(Object.entries(refusalWording).map(([code, { title }]) => [code, title])), ...findingWording };
  const system = writeDefinitions({ version: '0.1.0', refusals }).find(({ url }) => url === 'urn:carnet:refusal');
  expect(system!['concept']).toHaveLength(Object.keys(refusals).length);
  expect(system!['concept']).toContainEqual({
    code: 'INS_INVALIDE',
    display: refusalWording.INS_INVALIDE.title.fr,
    designation: [{ language: 'en', value: refusalWording.INS_INVALIDE.title.en }],
  });
});

test.each(definitions.map((one) => [one.url, one] as const))('%s is the same in XML', (_, definition) => {
  const read = jsonOfXml(Buffer.from(writeXml(definition)));
  expect(read.ok && JSON.parse(read.value)).toEqual(definition);
});

test('what has no place in XML is a fault, not left out', () => {
  expect(() => writeXml({ resourceType: 'Patient', surprise: true })).toThrow('Patient.surprise');
  expect(() => writeXml({ resourceType: 'Claim', id: 'x' })).toThrow('no table in XML for Claim');
});
