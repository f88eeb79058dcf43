/**
 * By which means whoever acts on a record came to it, as the journal tells it: their own card, Pro Santé Connect, the portal of their establishment
 * (accès indirect renforcé), an assertion of their software (VIHF), a service opened from the record (SMART), or a structure's certificate alone.
 */
export const comingMeans = ['carte', 'pro-sante-connect', 'etablissement', 'logiciel', 'service', 'certificat'] as const;
export type ComingMeans = (typeof comingMeans)[number];
