// What makes a day of accesses stand out: the codes of watch/signals.ts, where each has its weight and its limit.

export const signalCodes = [
  'ENUMERATION',
  'NOM_DE_FAMILLE',
  'SIGNALEMENT',
  'BRIS_DE_GLACE_REPETE',
  'VOLUME_INHABITUEL',
  'HEURE_INHABITUELLE',
  'SANS_SOIN',
  'VOLUME_STRUCTURE',
] as const;
export type SignalCode = (typeof signalCodes)[number];
