// What patients say of themselves (features A036): read and replaced whole.

import { type Profile, profileSchema } from '@carnet/contract';
import { type Result, ok, toIso } from '@carnet/domain/kernel';
import { readProfile, saveProfile } from '../../application/profile.ts';
import type { HealthProfile, Ports } from '../../ports/index.ts';
import { parseInput } from './parse-input.ts';
import type { DossierCall } from './web-deps.ts';

const statement = (said: 'none' | readonly string[]): 'none' | string[] => (said === 'none' ? 'none' : [...said]);

const presentProfile = ({ bloodGroup, allergies, diabetes, familyHistory, visionAid, emergencyContacts, changedAt }: HealthProfile): Profile => ({
  ...(bloodGroup === undefined ? {} : { bloodGroup }),
  ...(allergies === undefined ? {} : { allergies: statement(allergies) }),
  ...(familyHistory === undefined ? {} : { familyHistory: statement(familyHistory) }),
  ...(diabetes === undefined ? {} : { diabetes }),
  ...(visionAid === undefined ? {} : { visionAid }),
  ...(emergencyContacts === undefined ? {} : { emergencyContacts: statement(emergencyContacts) }),
  ...(changedAt === undefined ? {} : { changedAt: toIso(changedAt) }),
});

export async function showProfile(ports: Ports, { caller, dossier }: DossierCall): Promise<Result<Profile>> {
  const profile = await readProfile(ports, caller, dossier);
  return profile.ok ? ok(presentProfile(profile.value)) : profile;
}

/** `changedAt` is read back by the app and ignored here: the server's clock says when. */
export async function changeProfile(ports: Ports, { caller, dossier }: DossierCall, body: unknown): Promise<Result<Profile>> {
  const input = parseInput(profileSchema, body);
  if (!input.ok) return input;
  const { bloodGroup, allergies, diabetes, familyHistory, visionAid, emergencyContacts } = input.value;
  const saved = await saveProfile(ports, caller, dossier, {
    ...(bloodGroup === undefined ? {} : { bloodGroup }),
    ...(allergies === undefined ? {} : { allergies }),
    ...(familyHistory === undefined ? {} : { familyHistory }),
    ...(diabetes === undefined ? {} : { diabetes }),
    ...(visionAid === undefined ? {} : { visionAid }),
    ...(emergencyContacts === undefined ? {} : { emergencyContacts }),
  });
  return saved.ok ? ok(presentProfile(saved.value)) : saved;
}
