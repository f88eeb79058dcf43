// Which journeys are walked at one size only: the pages of those who work at a desk, each also looked at 320 px wide; and those where the other
// size shows nothing else. All the others are walked at both.

export const atOneSize: Readonly<Record<'phone' | 'desktop', readonly string[]>> = {
  desktop: [
    'accessibility',
    'care',
    'counter',
    'depositing',
    'emergency',
    'identities',
    'kept-focus',
    'misfiled',
    'opening-with',
    'pro-sante-connect',
    'steering',
    'stories',
    'synthesis',
    'templates',
  ],
  phone: [
    'accesses',
    'binders',
    'changing-and-adding',
    'emergency-card',
    'family',
    'guardian',
    'history',
    'listening',
    'measures',
    'missing',
    'notices',
    'reading',
    'same-document',
    'scanning',
    'services',
    'share-code',
    'situations',
    'unreached',
    'uploading',
    'watch',
  ],
};

export const fileOf = (journey: string): string => `${journey}.spec.ts`;

/** By the path of a journey's file. */
export const isAtOneSize = (path: string): boolean =>
  Object.values(atOneSize).some((journeys) => journeys.some((journey) => path.endsWith(`/${fileOf(journey)}`)));
