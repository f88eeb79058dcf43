// The names of the staff of structures, sealed: unlike those of professionals they are in no public register.

import type { Personnel } from '@carnet/domain/identity';
import type { Vault } from '../vault.ts';

type Names = Pick<Personnel, 'familyName' | 'givenName'>;
const bindingOf = (id: string): string => `personnel|${id}`;

export const sealNames = (vault: Vault, id: string, { familyName, givenName }: Names): Buffer =>
  vault.sealSystem(bindingOf(id), JSON.stringify({ familyName, givenName } satisfies Names));
export const openNames = (vault: Vault, id: string, sealed: Buffer): Names => JSON.parse(vault.openSystem(bindingOf(id), sealed).toString('utf8')) as Names;
