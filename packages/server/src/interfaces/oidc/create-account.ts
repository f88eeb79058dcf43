// Opens a person's access: a permanent login and the initial password of the access letter, which opens nothing but its own change.
// Used by the seed, and later by whoever issues access letters. Refuses nothing but a login or a person that has an account already.

import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import type { AccountPorts } from '../../ports/index.ts';
import { hashPassword } from './password-hash.ts';

export interface AccountToOpen {
  readonly personneId: PersonneId;
  readonly dossierId: DossierId;
  readonly login: string;
  readonly initialPassword: string;
  readonly email: string;
  readonly displayName: string;
  /** `1984`: kept out of the person's passwords. */
  readonly birthYear?: string;
}

/** False: the login, or the person, has an account already; nothing was changed. */
export async function createAccount({ accounts, clock }: Pick<AccountPorts, 'accounts' | 'clock'>, account: AccountToOpen): Promise<boolean> {
  const { personneId, dossierId, login, initialPassword, email, displayName, birthYear } = account;
  return accounts.create(
    {
      personne: personneId,
      dossier: dossierId,
      login: login.trim(),
      email,
      displayName,
      passwordHash: await hashPassword(initialPassword),
      ...(birthYear === undefined ? {} : { birthYear }),
    },
    clock.now(),
  );
}
