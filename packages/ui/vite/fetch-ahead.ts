// Vite plugin: puts before the app's own script a short one that asks for the parts of the page at once, told here which those are. They are read
// in the app's routes and in its words, as the app itself imports them; a route that cannot be read stops the build.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Plugin, type Rolldown, minifySync, transformWithOxc } from 'vite';

interface Sources {
  /** The short script, which finds what is told here under the name `ahead`. */
  readonly start: string;
  readonly routes: string;
  readonly words: string;
  /** What every page of a record stands in, with its words. */
  readonly frame: { readonly file: string; readonly volumes: readonly string[] };
}
interface Route {
  readonly path: string;
  readonly file: string;
  readonly volumes: readonly string[];
  readonly isOfRecord: boolean;
}

/** `/documents/:documentId` as the text of a pattern. */
const patternOf = (path: string): string => path.replaceAll(/\/:\w+\?/g, '(?:/[^/]+)?').replaceAll(/:\w+/g, '[^/]+');

function routesOf(source: string): readonly Route[] {
  const found = [...source.matchAll(/path: '([^']+)',\s*(?:asks: \w+,\s*)?lazy: page\(\(\) => import\('\.\/([^']+)'\)((?:, '\w+')*)\)/g)];
  const outOfPaths = [...source.matchAll(/const load = page\(/g)].length;
  if (found.length === 0 || found.length + outOfPaths !== [...source.matchAll(/page\(\(\) => import\(/g)].length) throw new Error('a route is not read');
  let parent = '';
  return found.map(({ 1: path, 2: file, 3: volumes, index }) => {
    // A page inside another one.
    const whole = path!.startsWith('/') ? path! : `${parent}/${path!}`;
    if (path!.startsWith('/')) parent = path!;
    return {
      path: whole,
      file: file!,
      volumes: [...volumes!.matchAll(/'(\w+)'/g)].map(([, one]) => one!),
      isOfRecord: index > source.indexOf('const recordPages'),
    };
  });
}

/** Language, then volume, then files. Easy French is said over French. */
function wordsOf(source: string): ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> {
  const files = new Map<string, Map<string, readonly string[]>>([
    ['fr', new Map([['', ['fr/kit.ts']]])],
    ['fr-simple', new Map([['', ['fr-simple/kit.ts']]])],
    ['en', new Map([['', ['en/kit.ts']]])],
  ]);
  const found = [...source.matchAll(/^(?: {2}'(\w*)'|const \w+Other).*import\('\.\/((fr|fr-simple|en)\/[^']+)'\)/gm)];
  if (found.length < 9) throw new Error('the words are not read');
  for (const [, volume = 'other', file, language] of found) {
    const said = files.get(language!)!;
    said.set(volume, [...(said.get(volume) ?? []), file!]);
  }
  const french = files.get('fr')!;
  files.set('fr-simple', new Map([...files.get('fr-simple')!].map(([volume, easy]) => [volume, [...(french.get(volume) ?? []), ...easy]])));
  return files;
}

type Bundle = Rolldown.OutputBundle;
type Chunk = Rolldown.OutputChunk & { readonly viteMetadata?: { readonly importedCss: ReadonlySet<string> } };
const chunksOf = (bundle: Bundle): readonly Chunk[] => Object.values(bundle).filter((one) => one.type === 'chunk');

/** Every file that a module needs, but those that `index.html` names. */
function filesOf(bundle: Bundle): (module: string) => readonly string[] {
  const all = chunksOf(bundle);
  const needed = (chunk: Chunk, seen = new Set<string>()): ReadonlySet<string> => {
    if (seen.has(chunk.fileName)) return seen;
    seen.add(chunk.fileName);
    for (const file of chunk.viteMetadata?.importedCss ?? []) seen.add(file);
    for (const name of chunk.imports) needed(bundle[name] as Chunk, seen);
    return seen;
  };
  const first = new Set(all.filter(({ isEntry }) => isEntry).flatMap((entry) => [...needed(entry)]));
  return (module) => {
    const chunk = all.find(({ facadeModuleId }) => facadeModuleId === module) ?? all.find(({ moduleIds }) => moduleIds.includes(module));
    if (chunk === undefined) throw new Error(`${module} is in no file`);
    return [...needed(chunk)].filter((file) => !first.has(file));
  };
}

export function fetchAhead({ start, routes, words, frame }: Sources): Plugin {
  let root = '';
  let base = '/';
  return {
    name: 'carnet:fetch-ahead',
    apply: 'build',
    configResolved(config) {
      ({ root, base } = config);
    },
    async writeBundle({ dir }, bundle) {
      const files: string[] = [];
      const needs = filesOf(bundle);
      const placesOf = (modules: readonly string[]): readonly number[] =>
        [...new Set(modules.flatMap(needs))].map((file) => {
          const href = base + file;
          if (!files.includes(href)) files.push(href);
          return files.indexOf(href);
        });
      const wordFiles = resolve(root, words, '..');
      const ahead = {
        pages: routesOf(readFileSync(resolve(root, routes), 'utf8')).map(({ path, file, volumes, isOfRecord }) => ({
          path: patternOf(path),
          code: placesOf([...(isOfRecord ? [frame.file] : []), join('src', file)].map((one) => resolve(root, one))),
          volumes: [...(isOfRecord ? frame.volumes : []), ...volumes],
          isOfRecord,
        })),
        words: Object.fromEntries(
          [...wordsOf(readFileSync(resolve(root, words), 'utf8'))].map(([language, volumes]) => [
            language,
            Object.fromEntries([...volumes].map(([volume, modules]) => [volume, placesOf(modules.map((one) => resolve(wordFiles, one)))])),
          ]),
        ),
        files,
      };
      const { code } = await transformWithOxc(readFileSync(resolve(root, start), 'utf8'), resolve(root, start));
      const script = minifySync('start.js', `{const ahead=${JSON.stringify(ahead)};${code}}`).code;
      const name = `assets/start-${createHash('sha256').update(script).digest('base64url').slice(0, 8)}.js`;
      writeFileSync(join(dir!, name), script);
      const page = join(dir!, 'index.html');
      const html = readFileSync(page, 'utf8');
      const before = '<script type="module"';
      if (!html.includes(before)) throw new Error('index.html has no script');
      writeFileSync(page, html.replace(before, `<script async src="${base}${name}"></script>\n    ${before}`));
    },
  };
}
