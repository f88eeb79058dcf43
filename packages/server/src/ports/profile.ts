// What patients say of themselves: one sealed text for each record.

import type { Permit } from '@carnet/domain/access';
import type { Instant } from '@carnet/domain/kernel';

/** What patients say of themselves (features A036). Every text is sealed. */
export interface HealthProfile {
  readonly bloodGroup?: 'A+' | 'A-' | 'B+' | 'B-' | 'AB+' | 'AB-' | 'O+' | 'O-';
  /** `none`: the patient says there is none; undefined: not said. */
  readonly allergies?: 'none' | readonly string[];
  readonly familyHistory?: 'none' | readonly string[];
  readonly diabetes?: 'yes' | 'no';
  readonly visionAid?: 'none' | 'glasses' | 'lenses' | 'both';
  /** People to call. */
  readonly emergencyContacts?: 'none' | readonly string[];
  readonly changedAt?: Instant;
}
export interface ProfileStore {
  read(permit: Permit<'read-profile' | 'export-record'>): Promise<HealthProfile>;
  save(permit: Permit<'write-profile'>, profile: HealthProfile): Promise<void>;
}
