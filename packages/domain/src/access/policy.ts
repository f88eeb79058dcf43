// Values the texts leave open or that may change: dated data, never constants in a rule.

import type { CivilDate } from '../kernel/instant.ts';
import { type Instant, civilDateInParis } from '../kernel/instant.ts';
import { invariant } from '../kernel/invariant.ts';

export interface Policy {
  /** In force from this civil date (Paris) until the next one's. */
  readonly from: CivilDate;
  /** How long an autorisation lasts. No current text gives a figure (docs/sources.md §3.5): one year, renewable. */
  readonly autorisationDays: number;
  /** A bris de glace ends with the session, at the latest after this. */
  readonly brisDeGlaceHours: number;
  /** Whether a bris de glace overrides a blocage. */
  readonly blocageLiftable: boolean;
  /** `cumul-invisible_patient-masque_ps` of the DMP's parameters. */
  readonly cumulInvisiblePatientMasquePs: boolean;
  /** A document a patient deposited then deleted is destroyed after this. */
  readonly patientDocumentDestroyedAfterDays: number;
  /** One notice for more new documents than this in an hour becomes a digest. */
  readonly newDocumentDigestThreshold: number;
  /** Largest document accepted, in bytes. */
  readonly documentMaximumBytes: number;
}

export const policies: readonly Policy[] = [
  {
    from: '2020-01-01' as CivilDate,
    autorisationDays: 365,
    brisDeGlaceHours: 4,
    blocageLiftable: false,
    cumulInvisiblePatientMasquePs: false,
    patientDocumentDestroyedAfterDays: 30,
    newDocumentDigestThreshold: 5,
    documentMaximumBytes: 100 * 1024 * 1024,
  },
];

/** The policy in force that day in Paris. */
export function policyAt(at: Instant, table: readonly Policy[] = policies): Policy {
  const day = civilDateInParis(at);
  const inForce = table.filter((policy) => policy.from <= day).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0];
  invariant(inForce !== undefined, `no policy in force on ${day}`);
  return inForce;
}
