// The names of the staff of structures, sealed: unlike those of professionals they are in no public register.

import type { Personnel } from '@carnet/domain/identity';
import type pg from 'pg';
import type { Vault } from '../vault.ts';

type Names = Pick<Personnel, 'familyName' | 'givenName'>;
const bindingOf = (id: string): string => `personnel|${id}`;

export const sealNames = (vault: Vault, id: string, { familyName, givenName }: Names): Buffer =>
  vault.sealSystem(bindingOf(id), JSON.stringify({ familyName, givenName } satisfies Names));
export const openNames = (vault: Vault, id: string, sealed: Buffer): Names => JSON.parse(vault.openSystem(bindingOf(id), sealed).toString('utf8')) as Names;

/** Those written in clear before they were sealed, once. */
export async function sealFormerNames(pool: pg.Pool, vault: Vault): Promise<void> {
  const { rows } = await pool.query<Names & { id: string }>(
    'SELECT id, family_name AS "familyName", given_name AS "givenName" FROM personnel WHERE sealed IS NULL',
  );
  for (const { id, ...names } of rows)
    await pool.query('UPDATE personnel SET sealed = $2, family_name = NULL, given_name = NULL WHERE id = $1 AND sealed IS NULL', [
      id,
      sealNames(vault, id, names),
    ]);
}
