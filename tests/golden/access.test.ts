// Replays every case of tests/golden/access through decide(): cases on both sides of the line, one folder per rule.
// A rule without a case that it refuses and one that it lets through fails here.

import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decide, explain, rules } from '@carnet/domain/access';
import { readCase } from '../../tools/explain/case.ts';
import { matchesExpected } from '../../tools/explain/render.ts';

const folder = join(import.meta.dirname, 'access');
const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.json')).toSorted();
const cases = await Promise.all(
  files.map(async (file) => {
    const read = readCase(JSON.parse(await readFile(join(folder, file), 'utf8')));
    if (!read.ok) throw new Error(`${file}: ${JSON.stringify(read.findings)}`);
    if (read.value.expected === undefined) throw new Error(`${file}: expects nothing`);
    return { file, rule: file.split('/')[0]!, ...read.value, expected: read.value.expected };
  }),
);

describe('golden cases of access', () => {
  test.each(cases)('$file: $title', ({ request, expected }) => {
    const decision = decide(request);
    expect({ decision, matches: matchesExpected(decision, expected) }).toMatchObject({ matches: true });
  });

  test.each(rules.map(({ code }) => code))('%s has cases on both sides of its line', (code) => {
    const own = cases.filter(({ rule }) => rule === code);
    expect(own.some(({ expected }) => !expected.granted && expected.rule === code)).toBe(true);
    expect(own.some(({ expected }) => expected.granted || expected.rule !== code)).toBe(true);
  });

  test('every folder is a rule of the table', () => {
    expect([...new Set(cases.map(({ rule }) => rule))].filter((name) => !rules.some(({ code }) => code === name))).toEqual([]);
  });

  test.each(cases)('the explanation of $file ends where the decision does', ({ request }) => {
    const decision = decide(request);
    const refusing = explain(request).filter(({ outcome }) => outcome === 'refuses');
    expect(refusing.map(({ rule }) => rule.code)).toEqual(decision.granted ? [] : [decision.rule]);
  });
});
