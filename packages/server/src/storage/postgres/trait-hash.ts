// How people are found by their traits without storing any: a keyed hash of each family name, as it is written and as it sounds, with the
// whole birth date. A name alone has no hash: counted, it would say by itself which names are common.

import { type IdentityTraits, type SoughtTraits, familyNamesOf, normalisedName, phoneticName, strictTraits } from '@carnet/domain/identity';
import type { CivilDate } from '@carnet/domain/kernel';
import type { DossierId } from '@carnet/domain/dossier';
import type { Vault } from '../vault.ts';
import type { Queryable } from './connection.ts';

const spelt = (vault: Vault, name: string, birthDate: CivilDate): Buffer => vault.blindIndex('traits', `spelt|${normalisedName(name)}|${birthDate}`);
const heard = (vault: Vault, name: string, birthDate: CivilDate): Buffer => vault.blindIndex('traits', `heard|${phoneticName(name)}|${birthDate}`);

/** Under what this search is filed. */
export const soughtHash = (vault: Vault, { familyName, approximateName, birthDate }: SoughtTraits): Buffer =>
  (approximateName ? heard : spelt)(vault, familyName, birthDate);

/** Under what the same person, opened twice, would be found twice. */
export const strictHash = (vault: Vault, traits: IdentityTraits): Buffer => vault.blindIndex('strict-traits', strictTraits(traits));

/** Under what somebody of these traits is filed; a hash may come twice. */
export const traitHashes = (vault: Vault, traits: IdentityTraits): readonly Buffer[] =>
  familyNamesOf(traits).flatMap((name) => [spelt(vault, name, traits.birthDate), heard(vault, name, traits.birthDate)]);

export async function listTraits(db: Queryable, vault: Vault, dossier: DossierId, traits: IdentityTraits): Promise<void> {
  await db.query({
    name: 'traits-list',
    text: 'INSERT INTO trait_directory (trait_hash, dossier_id) SELECT given, $1 FROM unnest($2::bytea[]) AS given ON CONFLICT DO NOTHING',
    values: [dossier, traitHashes(vault, traits)],
  });
}
