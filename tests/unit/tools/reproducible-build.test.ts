// Who has the sources and the lockfile can build the bundles that are served, to the byte: another time, another place, another locale change nothing.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { apps, build } from '../../../tools/build.mjs';

const vite = resolve(import.meta.dirname, '../../../node_modules/vite/bin/vite.js');
/** What the build of Carnet adds beside the bundles. */
const compressed = /\.(?:gz|br)$/;

const contents = (directory: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(directory, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && !compressed.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((file) => [relative(directory, file), createHash('sha256').update(readFileSync(file)).digest('hex')]),
  );

test('the apps built twice are the same bytes', { timeout: 240_000 }, async () => {
  build();
  const elsewhere = mkdtempSync(join(tmpdir(), 'carnet-build-'));
  try {
    for (const { name, directory } of apps()) {
      const outDir = join(elsewhere, name);
      await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'error', '--outDir', outDir, '--emptyOutDir'], {
        cwd: directory,
        env: { ...process.env, NODE_ENV: 'production', TZ: 'Pacific/Auckland', LANG: 'C', LC_ALL: 'C' },
      });
      const again = contents(outDir);
      expect(Object.keys(again).length).toBeGreaterThan(3);
      expect(again).toEqual(contents(join(directory, 'dist')));
    }
  } finally {
    rmSync(elsewhere, { recursive: true, force: true });
  }
});
