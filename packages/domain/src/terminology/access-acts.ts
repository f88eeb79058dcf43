// What changes in who may see a record, as the journal names it.

/** What an act on accesses, or on the journal, did, where the action alone does not say it. */
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
  'service-paired',
  'service-unpaired',
  'journal-downloaded',
  'export-asked',
  'export-downloaded',
  'export-deleted',
  'opened-for',
  'opening-declined',
  'access-given',
  'parent-tied',
  'heir-registered',
  'heir-refused',
  'heir-ended',
] as const;
export type AccessAct = (typeof accessActs)[number];
