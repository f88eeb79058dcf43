// What a fresh clone lacks: the packages of the lockfile, and a Node recent enough to run Carnet. Plain JavaScript for any Node from 20.19.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** Whether node_modules holds, version for version, what the lockfile asks for (optional packages of other machines aside). */
export function isInstalled() {
  const installedLock = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedLock)) return false;
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const installed = packagesOf(installedLock);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, wanted]) => !path.includes('node_modules/') || wanted.optional || wanted.link || installed[path]?.version === wanted.version,
  );
}

/** True when it went well. */
export const install = () =>
  spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;

/** The Node of the lockfile where there is one for this machine, else the one running if it is recent enough; undefined otherwise. */
export function node24() {
  const bundled = join(root, 'node_modules/.bin/node');
  if (existsSync(bundled)) return bundled;
  return Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : undefined;
}
