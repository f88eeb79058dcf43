// Builds the web apps that are missing or older than their sources, and leaves compressed copies beside what compresses.
// `--force` builds them all. Says nothing when there is nothing to do.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = resolve(import.meta.dirname, '..');
const sharedSources = ['packages/ui/src', 'packages/contract/src', 'packages/domain/src', 'package-lock.json'].map((path) => join(root, path));
const compressible = new Set(['.html', '.js', '.mjs', '.css', '.svg', '.json', '.wasm', '.webmanifest', '.ttf']);
/** Below this a compressed copy saves nothing. */
const smallestCompressedBytes = 1024;
/** A sixteenth less for ten times the work: what a first page fetches is below, the viewers that few open are above. */
const largestCompressedWell = 400_000;

/** Apps with a Vite configuration. */
export const apps = () =>
  readdirSync(join(root, 'apps'))
    .map((name) => ({ name, directory: join(root, 'apps', name) }))
    .filter(({ directory }) => existsSync(join(directory, 'vite.config.ts')));

function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path)
    .filter((name) => name !== 'node_modules' && name !== 'dist')
    .reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0);
}

/** Built after the last change of what it is made of. */
function isFresh({ directory }) {
  const built = join(directory, 'dist/index.html');
  if (!existsSync(built)) return false;
  return [...sharedSources, directory].every((source) => newest(source) <= statSync(built).mtimeMs);
}

function compress(directory) {
  for (const entry of readdirSync(directory, { withFileTypes: true, recursive: true })) {
    const file = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !compressible.has(extname(file))) continue;
    const bytes = readFileSync(file);
    if (bytes.length < smallestCompressedBytes) continue;
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    const quality = bytes.length < largestCompressedWell ? 10 : 9;
    writeFileSync(
      `${file}.br`,
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    );
  }
}

/** Names of the apps just built; throws when one does not build. */
export function build({ force = false, onApp = () => undefined } = {}) {
  const stale = apps().filter((app) => force || !isFresh(app));
  for (const app of stale) {
    onApp(app.name);
    const vite = spawnSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], {
      cwd: app.directory,
      // Whatever the shell says: another value makes other bundles.
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (vite.status !== 0) throw new Error(`apps/${app.name} does not build: see above`);
    compress(join(app.directory, 'dist'));
  }
  return stale.map(({ name }) => name);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build({ force: process.argv.includes('--force'), onApp: (name) => console.log(`apps/${name}`) });
