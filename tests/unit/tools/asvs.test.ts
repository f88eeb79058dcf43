// The table of ASVS lines stays true to itself: every line once, every path it names there, the counts it says the counts it has.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const file = 'docs/security/asvs.md';
const page = readFileSync(join(root, file), 'utf8');
const rows = [...page.matchAll(/^\| (\d+\.\d+\.\d+)\s*\| (\d)\s*\| (.+?)\s*\| (met|n\/a|\*\*open\*\*)\s*\| (.+?)\s*\|$/gm)].map(
  ([, line, level, , state, by]) => ({
    line: line!,
    level: level!,
    state: state!,
    by: by!,
  }),
);
const count = (state: string): number => rows.filter((row) => row.state === state).length;

test('every line of levels 1 and 2 is there once: 253 of them', () => {
  expect(rows.length).toBe(253);
  expect(new Set(rows.map(({ line }) => line)).size).toBe(253);
  expect(rows.filter(({ level }) => level === '1')).toHaveLength(70);
  // No row in a form that would not be read.
  expect(page.match(/^\| \d+\./gm)).toHaveLength(253);
});
test('a line that is met names its tests; every path it names exists', () => {
  const paths = (by: string): readonly string[] => [...by.matchAll(/\]\(([^)]+)\)/g)].map(([, path]) => join(root, dirname(file), path!));
  expect(rows.filter(({ state, by }) => state === 'met' && paths(by).length === 0)).toEqual([]);
  expect(rows.flatMap(({ by }) => paths(by)).filter((path) => !existsSync(path))).toEqual([]);
  expect(rows.filter(({ state, by }) => state !== 'met' && by.length < 3)).toEqual([]);
});
test('the counts are the counts', () => {
  expect(page).toContain(`${count('met')} met, ${count('n/a')} not applicable, ${count('**open**')} open, of ${rows.length}.`);
});
test('every path a page of security names exists', () => {
  const directory = join(root, 'docs/security');
  const gone = readdirSync(directory).flatMap((name) => {
    const text = readFileSync(join(directory, name), 'utf8');
    const tests = [...text.matchAll(/`(tests\/[\w./-]+)`/g)].map(([, path]) => join(root, path!));
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path]) => join(directory, path!));
    return [...tests, ...links].filter((path) => !existsSync(path)).map((path) => `${name}: ${path}`);
  });
  expect(gone).toEqual([]);
});
