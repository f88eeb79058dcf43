// Whatever comes in, the codecs answer with a value or with findings: documents and resources broken at random never make them throw.

import { isCda, parseCdaHeader, readCda } from '@carnet/codecs/cda';
import { parseDocumentReference, parseFhirPathPatch, parseJsonPatch, parseProvideBundle, parseSearch } from '@carnet/codecs/fhir';
import { readingViewSchema } from '@carnet/contract';
import { visibleToAll } from '@carnet/domain/document';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, compose, picture, pngBase64, section, structured } from '../../fixtures/cda/compose.ts';
import { testWording } from '../../fixtures/cda/wording.ts';
import { type Json, binary, binaryUrl, bundle, cda, comprehensive, context, documentUrl, entry, setUrl, simplified, submissionSet } from './fhir-compose.ts';

const document = compose({
  body: structured(
    section(
      'S',
      '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td colspan="2"><renderMultiMedia referencedObject="p"/></td></tr></tbody></table><list><item><linkHtml href="#x">b</linkHtml></item></list>',
      picture('p', pngBase64),
    ),
  ),
});
const tags = [...document.matchAll(/<\/?[A-Za-z][^>]*>/g)].map(([tag]) => tag);

/** Removes, doubles, empties or renames one tag. */
const breakTag = fc.record({ at: fc.nat(tags.length - 1), how: fc.constantFrom('remove', 'double', 'empty', 'rename', 'strip') });
const brokenTag = (tag: string, how: string): string => {
  if (how === 'remove') return '';
  if (how === 'double') return tag + tag;
  if (how === 'empty') return tag.replaceAll(/="[^"]*"/g, '=""');
  return how === 'strip' ? tag.replaceAll(/ [\w:]+="[^"]*"/g, '') : tag.replace(/[A-Za-z]+/, 'text');
};

test('documents', () => {
  fc.assert(
    fc.property(fc.array(breakTag, { minLength: 1, maxLength: 5 }), fc.option(fc.tuple(fc.nat(document.length), fc.nat(255))), (breaks, stray) => {
      const bytes = bytesOf(breaks.reduce((text, { at, how }) => text.replace(tags[at]!, brokenTag(tags[at]!, how)), document));
      if (stray !== null && stray[0] < bytes.length) bytes[stray[0]] = stray[1];
      expect(typeof isCda(bytes)).toBe('boolean');
      const header = parseCdaHeader(bytes);
      if (!header.ok) expect(header.findings.length).toBeGreaterThan(0);
      const reading = readCda(bytes, testWording);
      if (reading.ok) expect(readingViewSchema.safeParse(reading.value.view).success).toBe(true);
      else expect(reading.findings.length).toBeGreaterThan(0);
    }),
    { numRuns: 250 },
  );
});

const odd = fc.constantFrom<unknown>(
  null,
  3,
  -1,
  1e99,
  '',
  ' ',
  '#',
  '#author',
  'x',
  [],
  {},
  true,
  [[]],
  ['x'],
  { a: 1 },
  'urn:uuid:x',
  'Patient/1',
  '2026-13',
);

/** Every place of a JSON value. */
function placesOf(value: unknown): [Json, string][] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Object.keys(value).map((key): [Json, string] => [value as Json, key]);
  return [...own, ...Object.values(value).flatMap(placesOf)];
}
const whole = bundle(entry(setUrl, submissionSet()), entry(documentUrl, comprehensive()), entry(binaryUrl, binary(cda, 'application/xml')));

test('resources', () => {
  const patchContext = { visibilite: visibleToAll, cumulAllowed: false };
  const patch = [{ op: 'add', path: '/securityLabel/-', value: { coding: [{ code: 'MASQUE_PS' }] } }];
  const parameters = {
    resourceType: 'Parameters',
    parameter: [
      {
        name: 'operation',
        part: [
          { name: 'type', valueCode: 'add' },
          { name: 'path', valueString: 'DocumentReference' },
          { name: 'name', valueString: 'securityLabel' },
          { name: 'value', valueCode: 'MASQUE_PS' },
        ],
      },
    ],
  };
  fc.assert(
    fc.property(
      fc.constantFrom(simplified(), whole, patch, parameters),
      fc.array(fc.tuple(fc.nat(), fc.option(odd)), { minLength: 1, maxLength: 5 }),
      (source, changes) => {
        const value = structuredClone(source);
        for (const [at, replacement] of changes) {
          const places = placesOf(value);
          const place = places[at % Math.max(places.length, 1)];
          if (place === undefined) continue;
          if (replacement === null) delete place[0][place[1]];
          else place[0][place[1]] = structuredClone(replacement);
        }
        const json = JSON.stringify(value);
        for (const read of [
          parseDocumentReference(json, context),
          parseProvideBundle(json, context),
          parseJsonPatch(json, patchContext),
          parseFhirPathPatch(json, patchContext),
        ])
          if (!read.ok) expect(read.findings.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 400 },
  );
});

test('queries', () => {
  const name = fc.constantFrom(
    'patient',
    'patient.identifier',
    'status',
    'date',
    'identifier',
    'author',
    '_count',
    '_sort',
    'type',
    'period',
    'isArchived',
    'security-label',
    '__proto__',
  );
  const value = fc.oneof(fc.constantFrom('%', '%E0%A4', '|', 'a|b', 'ge', 'ge2026-', 'urn:uuid:', 'Patient?identifier=%25', '\\,', ','), fc.string());
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), { maxLength: 8 }), (pairs) => {
      const read = parseSearch(pairs.map(([key, given]) => `${key}=${given}`).join('&'));
      if (!read.ok) expect(read.findings.length).toBeGreaterThan(0);
    }),
    { numRuns: 400 },
  );
});
