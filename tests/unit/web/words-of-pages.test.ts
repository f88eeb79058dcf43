// Each page of the patient's app fetches, with its code, the volumes of words that it says: one that it did not name would be fetched after,
// once the page is half drawn. What a page says is read in its sources and in all that they import.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { volumes } from '@carnet/ui/wording/patient';
import { expect, test } from 'vitest';

const sources = resolve(import.meta.dirname, '../../../apps/patient/src');
const read = (file: string): string => readFileSync(file, 'utf8');
const volumeOf = new Map(Object.entries(volumes).flatMap(([volume, keys]) => keys.map((key) => [key as string, volume] as const)));

/** The keys of the words that a source takes: `{ a, b: c } = useWords()`, `useWords().a`, `words.a` where `words = useWords()`. */
function saidBy(source: string): readonly string[] {
  const taken = [...source.matchAll(/\{([^{}]*)\}\s*=\s*useWords\(\)(?!\.)/g)].flatMap(([, keys]) => keys!.split(',').map((key) => key.split(':')[0]!.trim()));
  const reached = [...source.matchAll(/useWords\(\)\.(\w+)/g)].map(([, key]) => key!);
  const named = [...source.matchAll(/(\w+) = useWords\(\)(?!\.)/g)].flatMap(([, name]) =>
    [...source.matchAll(new RegExp(`(?<![\\w.])${name}\\.(\\w+)`, 'g'))].map(([, key]) => key!),
  );
  return [...taken, ...reached, ...named];
}

function importedBy(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file) || !existsSync(file)) return seen;
  seen.add(file);
  for (const [, path] of read(file).matchAll(/from '(\.[^']+\.tsx?)'/g)) importedBy(resolve(dirname(file), path!), seen);
  return seen;
}

const said = (files: ReadonlySet<string>): readonly string[] => [...new Set([...files].flatMap((file) => saidBy(read(file))))];
const wanted = (file: string): readonly string[] => [...new Set(said(importedBy(resolve(sources, file))).flatMap((key) => volumeOf.get(key) ?? []))].toSorted();

/** What the frame of a record says is fetched with it. */
const framed = wanted('record-frame.tsx');

const routes = read(resolve(sources, 'routes.tsx'));
const pages = [...routes.matchAll(/page\(\(\) => import\('\.\/([^']+)'\)((?:, '\w+')*)\)/g)].map(({ 1: file, 2: named, index }) => ({
  file: file!,
  // The pages of a record stand in its frame.
  inFrame: index > routes.indexOf('const recordPages'),
  named: [...named!.matchAll(/'(\w+)'/g)].map(([, volume]) => volume!).toSorted(),
}));

test('the addresses of the app are read', () => {
  expect(pages.length).toBe([...routes.matchAll(/import\('/g)].length);
  expect(pages.length).toBeGreaterThan(30);
});

test.each(pages)('$file names the volumes it says', ({ file, named, inFrame }) => {
  expect(named).toEqual(wanted(file).filter((volume) => !inFrame || file === 'record-frame.tsx' || !framed.includes(volume)));
});

test('what stands around every page says the first volume alone', () => {
  const around = ['frames.tsx', 'look-button.tsx', 'app.tsx'].map((file) => read(resolve(sources, file)));
  expect(around.flatMap(saidBy).filter((key) => volumeOf.has(key))).toEqual([]);
});

test('words are found however they are taken', () => {
  expect(saidBy('const { accesses, export: copy } = useWords();')).toEqual(['accesses', 'export']);
  expect(saidBy('const { open } = useWords().card;')).toEqual(['card']);
  expect(saidBy('const words = useWords();\nuse(words.reports.title, other.words.family);')).toEqual(['reports']);
});
