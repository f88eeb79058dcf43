// Where the database is that a command reads: DATABASE_URL, or the running server of a data directory.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Undefined: neither was given. */
export function databaseOf(dataDir: string | undefined, environment: Readonly<Record<string, string | undefined>>): string | undefined {
  if (dataDir === undefined) return environment['DATABASE_URL'];
  const [, , , port] = readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n');
  const password = readFileSync(join(dataDir, 'postgres.password'), 'utf8').trim();
  return `postgres://carnet_owner:${password}@127.0.0.1:${port}/carnet`;
}
