// Unpacks a base where PostgreSQL can start on it, and holds each file against the list that PostgreSQL made when it copied them.

import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { as, unprivilegedAccount } from '../postgres/embedded-process.ts';
import { makeFolder } from '../postgres/embedded.ts';
import { type Base, sha256Of } from './layout.ts';

interface ListedFile {
  readonly Path?: string;
  readonly Size: number;
  readonly Checksum: string;
}

/** Throws naming the first file that is not as listed. */
export async function extractBase({ directory }: Base, to: string): Promise<void> {
  const account = unprivilegedAccount();
  mkdirSync(path.dirname(to), { recursive: true });
  makeFolder(to, account);
  // Opened by us: the account PostgreSQL runs as may have no right on the backup.
  const archive = openSync(path.join(directory, 'base.tar.gz'), 'r');
  try {
    const [program, ...rest] = as(account, ['tar', '-xzf', '-', '--no-same-owner', '-C', to], [to]);
    execFileSync(program!, rest, { stdio: [archive, 'ignore', 'pipe'], cwd: '/' });
  } finally {
    closeSync(archive);
  }
  const { Files } = JSON.parse(await readFile(path.join(directory, 'backup_manifest'), 'utf8')) as { readonly Files: readonly ListedFile[] };
  for (const { Path: name, Size, Checksum } of Files) {
    if (name === undefined) continue;
    const file = path.join(to, name);
    const found = await stat(file).catch(() => undefined);
    if (found?.size !== Size || (await sha256Of(file)) !== Checksum) throw new Error(`base.tar.gz: ${name} is not as PostgreSQL listed it`);
  }
}
