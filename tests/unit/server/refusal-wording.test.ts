// Every code and every rule the sources can name has its words in both languages, and no words are left over for a code that is gone.

import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findingWording, refusalWording, signInRules } from '@carnet/contract/wording';
import { accessRefusalCodes, inputRefusalCodes } from '@carnet/domain/kernel';
import { problemOf, httpStatusOf, languageOf } from '@carnet/server/interfaces/pipeline/refusal-http';
import { describe, expect, test } from 'vitest';

const codes = [...accessRefusalCodes, ...inputRefusalCodes];
const packages = resolve(import.meta.dirname, '../../../packages');

const sources = ['domain', 'codecs', 'contract', 'server']
  .flatMap((name) => readdirSync(join(packages, name, 'src'), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('/wording'))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

/** Rules as the sources write them: `rule: 'X'`, and the second argument of the helpers that make findings. */
const rulePatterns = [
  /\brule: '([A-Z][A-Z0-9_]+)'/g,
  /\b(?:fault|differ|finding)\((?:'[^']*'|`[^`]*`|[\w.]+), '([A-Z][A-Z0-9_]+)'/g,
  /\bfinding\('([A-Z][A-Z0-9_]+)'/g,
  /\bfault\([^;\n]*[?:] '([A-Z][A-Z0-9_]+)'/g,
];
const rules = [...new Set(sources.flatMap((text) => rulePatterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1]!))))].toSorted();
const spoken = new Set([...Object.keys(findingWording), ...Object.keys(signInRules), ...codes]);

describe('refusals', () => {
  test('each code has its words, and only codes have', () => expect(Object.keys(refusalWording).toSorted()).toEqual(codes.toSorted()));
  test.each(codes)('%s says what happened, why and what to do, in both languages', (code) => {
    for (const part of Object.values(refusalWording[code])) for (const text of [part.fr, part.en]) expect(text.trim().length).toBeGreaterThan(3);
    expect(httpStatusOf[code]).toBeGreaterThanOrEqual(400);
  });
  test('what one may not know is said with the words of what does not exist', () => {
    for (const code of ['DOCUMENT_MASQUE_PS', 'DOCUMENT_INVISIBLE_PATIENT', 'DOCUMENT_INVISIBLE_REPRESENTANTS'] as const) {
      expect(refusalWording[code]).toEqual(refusalWording.DOCUMENT_INEXISTANT);
      expect(httpStatusOf[code]).toBe(httpStatusOf.DOCUMENT_INEXISTANT);
    }
  });
});

describe('findings', () => {
  test('the sources name many', () => expect(rules.length).toBeGreaterThan(60));
  test('each has its sentence', () => expect(rules.filter((rule) => !spoken.has(rule))).toEqual([]));
});

describe('a problem', () => {
  test('speaks the language asked for, French otherwise', () => {
    expect(languageOf({ 'accept-language': 'en-GB,fr;q=0.5' })).toBe('en');
    expect(languageOf({ 'accept-language': 'de, fr' })).toBe('fr');
    expect(languageOf({})).toBe('fr');
    expect(problemOf({ code: 'PS_BLOQUE', findings: [] }, 'en')).toEqual({
      type: '/docs/erreurs#PS_BLOQUE',
      status: 403,
      code: 'PS_BLOQUE',
      title: 'Access refused by the patient',
      detail: expect.stringContaining('Talk to the patient'),
    });
  });
});
