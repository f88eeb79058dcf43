// What changes in who may see a record, as the journal names it.

/** What an act on accesses did, where the action alone does not say it. */
export const accessActs = [
  'authorised',
  'withdrawn',
  'blocked',
  'unblocked',
  'masked',
  'unmasked',
  'medecin-traitant-declared',
  'medecin-traitant-ended',
  'administrateur-given',
  'administrateur-taken',
  'choices-changed',
  'previewed',
  'aidant-invited',
  'aidant-changed',
  'aidant-ended',
] as const;
export type AccessAct = (typeof accessActs)[number];
