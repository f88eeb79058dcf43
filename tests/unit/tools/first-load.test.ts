// What a browser fetches before a first page is shown, read in what is built: the short script that fetches ahead, scripts that the page imports, its
// styles, the words of one language and the font of the text, each as gzip sends it. A page above its budget says what weighs in it. docs/performance.md tells the figures.

import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../../tools/build.mjs';

const root = resolve(import.meta.dirname, '../../..');
interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}
const wording = (path: string): string => `../../packages/ui/src/wording/fr/${path}.ts`;

/** `parts`: what the page fetches beside the first script. Kilobytes of a thousand bytes. */
const pages = [
  { app: 'patient', page: '/', parts: ['src/journeys/arriving/welcome.tsx', wording('patient')], budgetKB: 160 },
  { app: 'patient', page: '/connexion', parts: ['src/journeys/signing-in/sign-in.tsx', wording('patient'), wording('volumes/account')], budgetKB: 176 },
  {
    app: 'patient',
    page: '/accueil',
    parts: ['src/record-frame.tsx', 'src/journeys/home/home.tsx', wording('patient'), wording('volumes/record'), wording('volumes/health')],
    budgetKB: 192,
  },
  { app: 'professional', page: '/pro/connexion', parts: [wording('professional')], budgetKB: 206 },
  { app: 'steering', page: '/pilotage/connexion', parts: [wording('steering')], budgetKB: 182 },
] as const;

function fetched(app: string, parts: readonly string[]): ReadonlyMap<string, number> {
  const dist = join(root, 'apps', app, 'dist');
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Readonly<Record<string, Chunk>>;
  const files = new Set<string>();
  const take = (key: string): void => {
    const chunk = manifest[key];
    if (chunk === undefined) throw new Error(`${key} is no part of apps/${app}`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const file of chunk.css ?? []) files.add(file);
    for (const other of chunk.imports ?? []) take(other);
  };
  for (const key of ['index.html', wording('kit'), ...parts]) take(key);
  for (const name of readdirSync(join(dist, 'assets'))) if (/^(?:text-normal|start)-.*\.(?:woff2|js)$/.test(name)) files.add(`assets/${name}`);
  const sent = (file: string): number => {
    const bytes = readFileSync(join(dist, file));
    return file.endsWith('.woff2') ? bytes.length : gzipSync(bytes, { level: 9 }).length;
  };
  return new Map([...files, 'index.html'].map((file) => [file, sent(file)]));
}

beforeAll(() => void build(), 240_000);

describe('what is fetched before a page is shown', () => {
  test.each(pages)('$page of $app weighs no more than $budgetKB KB', ({ app, parts, budgetKB }) => {
    const weights = fetched(app, parts);
    expect([...weights.keys()].filter((file) => file.endsWith('.woff2'))).toHaveLength(1);
    const total = [...weights.values()].reduce((sum, one) => sum + one, 0) / 1_000;
    const heaviest = [...weights].toSorted(([, one], [, other]) => other - one).map(([file, bytes]) => `${file} ${Math.round(bytes / 100) / 10} KB`);
    expect(total, heaviest.join('\n')).toBeLessThanOrEqual(budgetKB);
  });
});
