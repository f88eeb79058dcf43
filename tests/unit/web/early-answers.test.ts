// The short script that precedes the app: what it asks is what the app asks, in the same language, and each answer is taken once.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { stripTypeScriptTypes } from 'node:module';
import { createContext, runInContext } from 'node:vm';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type * as Early from '../../../packages/ui/src/http/early.ts';

const source = readFileSync(resolve(import.meta.dirname, '../../../apps/patient/src/start.ts'), 'utf8');
const ahead = {
  files: ['/assets/home.js', '/assets/home.css', '/assets/fr.js', '/assets/en.js', '/assets/en-health.js', '/assets/fr-other.js'],
  pages: [
    { path: '/accueil', code: [0, 1], volumes: ['health'], isOfRecord: true },
    { path: '/connexion/[^/]+', code: [0], volumes: [], isOfRecord: false },
  ],
  words: { fr: { '': [2], 'other': [5] }, en: { '': [3], 'health': [4] } },
};

interface Begun {
  readonly asked: readonly { readonly path: string; readonly language: string }[];
  readonly files: readonly string[];
  readonly lang: string;
}
const session = { dossierId: '1-2', displayName: 'A' };

interface Circumstances {
  readonly kept?: string;
  readonly answer?: object;
  readonly isFirst?: boolean;
}
/** The script as a browser would run it at this address. */
function begin(
  pathname: string,
  { kept, answer = session, isFirst = true }: Circumstances = {},
): Begun & { readonly taken: (path: string) => Promise<unknown> } {
  const asked: { path: string; language: string }[] = [];
  const links: { href: string }[] = [];
  const documentElement = { lang: 'fr' };
  const page = createContext({
    ahead,
    location: { pathname },
    localStorage: { getItem: () => kept ?? null },
    document: { documentElement, createElement: () => ({}), head: { append: (link: { href: string }) => links.push(link) } },
    fetch: async (path: string, { headers }: { headers: Record<string, string> }) => {
      asked.push({ path, language: headers['accept-language']! });
      return Response.json(answer);
    },
    ...(isFirst ? {} : { carnetEarly: { answers: new Map() } }),
  });
  runInContext(stripTypeScriptTypes(source), page);
  const { answers } = page['carnetEarly'] as { answers: Map<string, Promise<Response>> };
  return { asked, files: links.map(({ href }) => href), lang: documentElement.lang, taken: async (path) => answers.get(path) };
}
/** Once all that it asked is answered. */
async function begun(...of: Parameters<typeof begin>): Promise<Begun> {
  const page = begin(...of);
  await later(5);
  return page;
}

describe('before the app', () => {
  test('the home of one’s record: its parts, its words, what it shows', async () => {
    const { asked, files, lang } = await begun('/accueil');
    expect(files).toEqual(['/assets/home.js', '/assets/home.css', '/assets/fr.js']);
    expect(lang).toBe('fr');
    expect(asked.map(({ path }) => path)).toEqual([
      '/api/patient/session',
      '/api/patient/dossiers/1-2',
      '/api/patient/dossiers/1-2/documents?sort=deposited&limit=50',
      '/api/patient/dossiers/1-2/spaces',
      '/api/patient/dossiers/1-2/notices?limit=1',
      '/api/patient/dossiers/1-2/reminders',
      '/api/patient/records',
    ]);
  });

  test('the app knows whose record it is once all is asked', async () => {
    const page = begin('/accueil');
    await page.taken('/api/patient/session');
    expect(page.asked).toHaveLength(7);
  });

  test('words and answers are in the language of the device', async () => {
    const { asked, files, lang } = await begun('/accueil', { kept: 'en' });
    expect(files).toEqual(['/assets/home.js', '/assets/home.css', '/assets/en.js', '/assets/en-health.js']);
    expect(lang).toBe('en');
    expect(new Set(asked.map(({ language }) => language))).toEqual(new Set(['en']));
  });

  test('of a closed record, and of somebody else’s, only who is signed in is asked', async () => {
    expect((await begun('/accueil', { answer: { ...session, closed: true } })).asked).toHaveLength(1);
    const other = await begun('/pour/01a20911-caf6-7852-838d-ce61db07ec48/accueil');
    expect(other.asked).toHaveLength(1);
    expect(other.files).toContain('/assets/fr-other.js');
  });

  test('signing in asks for its own step and nothing of a record', async () => {
    expect((await begun('/connexion/abc')).asked.map(({ path }) => path)).toEqual(['/api/sign-in/abc']);
  });

  test('nothing at an address of no page, nor where the app came first', async () => {
    expect(await begun('/nulle-part')).toMatchObject({ asked: [], files: [] });
    expect(await begun('/accueil', { isFirst: false })).toMatchObject({ asked: [], files: [] });
  });
});

describe('an early answer', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });
  const withEarly = async (now: number): Promise<typeof Early> => {
    vi.stubGlobal('carnetEarly', { answers: new Map([['/api/a', Promise.resolve(Response.json(1))]]) });
    vi.stubGlobal('performance', { now: () => now });
    return import('../../../packages/ui/src/http/early.ts');
  };

  test('is taken once', async () => {
    const { takeEarly } = await withEarly(1_000);
    expect(await (await takeEarly('/api/a'))?.json()).toBe(1);
    expect(takeEarly('/api/a')).toBeUndefined();
    expect(takeEarly('/api/b')).toBeUndefined();
  });

  test('is not taken once it is old', async () => {
    const { takeEarly } = await withEarly(40_000);
    expect(takeEarly('/api/a')).toBeUndefined();
  });
});
