// How an INS is found without being stored: a keyed hash of the matricule and its authority.

import type { Ins } from '@carnet/domain/identity';
import type { Vault } from '../vault.ts';

export const insHash = (vault: Vault, { matricule, oid }: Ins): Buffer => vault.blindIndex('ins', `${matricule}|${oid}`);
