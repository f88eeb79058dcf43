// What patients say of themselves (features A036): always shown as declared by the patient.

import { type Result, ok } from '@carnet/domain/kernel';
import type { DossierKey, HealthProfile, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

export function readProfile(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<HealthProfile>> {
  return withAccess(ports, caller, { action: 'read-profile', dossier }, async ({ permit, tx }) => ok(await tx.profiles.read(permit)));
}

export function saveProfile(ports: Ports, caller: Caller, dossier: DossierKey, profile: HealthProfile): Promise<Result<HealthProfile>> {
  return withAccess(ports, caller, { action: 'write-profile', dossier }, async ({ permit, tx, at }) => {
    const saved = { ...profile, changedAt: at };
    await tx.profiles.save(permit, saved);
    return ok(saved);
  });
}
