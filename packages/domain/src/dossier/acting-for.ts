// Those who enter a record that is not their own: representatives by law, aidants by choice, services by pairing, heirs after death.
// Each right is dated on both sides; none is ever presumed. What each may see and do is the rules' business (access/rules.ts).

import type { Instant } from '../kernel/instant.ts';
import type { Space } from '../terminology/types.ts';

/**
 * Why one person acts for another (371-1, 408, 473 and 494-1 code civil). A `curateur` assists and never represents: recorded so that the
 * refusal can say why, it opens nothing (features A113).
 */
export const representationKinds = ['parent', 'tuteur', 'habilitation_familiale', 'curateur'] as const;
export type RepresentationKind = (typeof representationKinds)[number];

export interface Representation {
  readonly kind: RepresentationKind;
  readonly since: Instant;
  /** Majority of the child, or end of the measure; absent: the measure has no term. Exclusive. */
  readonly until?: Instant;
}

interface Dated {
  readonly since: Instant;
  readonly until?: Instant;
}
export const holdsAt = ({ since, until }: Dated, at: Instant): boolean => since <= at && (until === undefined || at < until);

/** Whether this tie opens the record at that moment. */
export const represents = (representation: Representation, at: Instant): boolean => representation.kind !== 'curateur' && holdsAt(representation, at);

/** An adult the patient chose, for some of the nine spaces, until a day (features N7); a temporary share (A115) is one that ends soon. */
export interface Delegation {
  readonly categories: readonly Space[];
  /** When the invitation was accepted. */
  readonly since: Instant;
  /** Exclusive; set to the moment it was ended when either of the two ends it. */
  readonly until: Instant;
}

/** What a service is paired for: documents of a space, or measures, which are in none. */
export type ServiceCategory = Space | 'mesures';

/** A service the patient paired: what it may read and write, until when, and whether a representative paired it. */
export interface Appairage {
  readonly reads: readonly ServiceCategory[];
  readonly writes: readonly ServiceCategory[];
  readonly since: Instant;
  readonly until: Instant;
  readonly pairedBy: 'titulaire' | 'representant';
}

/** L.1110-4 V CSP: why an heir may be told anything at all. One is chosen, and kept. */
export const successionReasons = ['causes_du_deces', 'memoire_du_defunt', 'faire_valoir_ses_droits'] as const;
export type SuccessionReason = (typeof successionReasons)[number];

/** An heir's access after death: one of the three lawful reasons, for a time; nothing if the deceased refused (L.1110-4 V CSP). */
export interface Succession {
  readonly reason: SuccessionReason;
  readonly since: Instant;
  readonly until: Instant;
  readonly refusedByDeceased: boolean;
}
