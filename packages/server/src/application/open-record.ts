// A record as the patient, or somebody who acts for them, opens it: who it is about, as what it is entered and until when, and what may be
// done in it. An aidant or an heir is given a name and a birth date, and nothing else of the identity.

import type { Delegation, Representation, Succession } from '@carnet/domain/dossier';
import { type Professionnel, displayName, isMinor } from '@carnet/domain/identity';
import { type CivilDate, type Result, ok } from '@carnet/domain/kernel';
import type { DossierIdentity, DossierKey, KnownIdentifier, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { type RecordAbilities, recordAbilities } from './record-abilities.ts';
import { withAccess } from './with-access.ts';

export interface OpenedRecord {
  readonly id: DossierIdentity['id'];
  readonly displayName: string;
  readonly birthDate: CivilDate;
  /** Absent for an aidant and an heir. */
  readonly identity?: DossierIdentity;
  /** The numbers structures know the person by. Absent for an aidant and an heir. */
  readonly localIdentifiers?: readonly KnownIdentifier[];
  readonly medecinTraitant?: Professionnel;
  readonly minor: boolean;
  readonly representation?: Representation;
  readonly delegation?: Delegation;
  readonly succession?: Succession;
  readonly abilities: RecordAbilities;
}

export function openRecord(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<OpenedRecord>> {
  return withAccess(ports, caller, { action: 'read-identity', dossier }, async ({ permit, tx, at, policy }) => {
    const identity = await tx.dossiers.identity(permit);
    const { medecinTraitant, representation, delegation, succession } = permit.dossier;
    const { traits } = identity;
    const minor = isMinor(traits.birthDate, at);
    const whole = permit.actor.kind !== 'aidant' && permit.actor.kind !== 'ayant-droit';
    const treating = whole && medecinTraitant !== undefined ? await tx.directory.professionnel(medecinTraitant) : undefined;
    return ok({
      id: identity.id,
      displayName: displayName(traits),
      birthDate: traits.birthDate,
      ...(whole ? { identity, localIdentifiers: await tx.identities.localIdentifiers(permit) } : {}),
      ...(treating === undefined ? {} : { medecinTraitant: treating }),
      minor,
      ...(permit.actor.kind === 'representant' && representation !== undefined ? { representation } : {}),
      ...(permit.actor.kind === 'aidant' && delegation !== undefined ? { delegation } : {}),
      ...(permit.actor.kind === 'ayant-droit' && succession !== undefined ? { succession } : {}),
      abilities: recordAbilities(permit, policy, minor),
    });
  });
}
