/** How an opposition to an opening was said: with the code received, or to somebody who recorded it with its proof. */
export const oppositionMeans = ['en-ligne', 'courrier', 'guichet', 'telephone'] as const;
export type OppositionMeans = (typeof oppositionMeans)[number];
