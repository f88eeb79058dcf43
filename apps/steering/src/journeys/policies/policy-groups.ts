// The order and the headings under which the values are read. A key that is not here comes last.

import type { PolicySetting } from '@carnet/contract';

export const groups = ['access', 'people', 'documents', 'watch', 'software', 'running', 'other'] as const;
export type Group = (typeof groups)[number];

const groupOfKey: Readonly<Record<string, Group>> = {
  autorisationDays: 'access',
  teamAutorisationDays: 'access',
  brisDeGlaceHours: 'access',
  shareConsultationHours: 'access',
  shareCodeMinutes: 'access',
  shareCodeTries: 'access',
  blocageLiftable: 'access',
  teenAccountAge: 'people',
  majorityAge: 'people',
  aidantsPerPerson: 'people',
  personsPerAidant: 'people',
  heirAccessMaximumDays: 'people',
  fusionUndoDays: 'people',
  misfiledDelayDays: 'people',
  temporaryShareMaximumDays: 'people',
  temporaryShareDefaultDays: 'people',
  cumulInvisiblePatientMasquePs: 'documents',
  announcementDelayDays: 'documents',
  patientDocumentDestroyedAfterDays: 'documents',
  historyMonths: 'documents',
  exportDays: 'documents',
  uploadHours: 'documents',
  refusedDepositDays: 'documents',
  newDocumentDigestThreshold: 'documents',
  pastCareAfterDays: 'documents',
  documentMaximumBytes: 'documents',
  registryMaximumObjects: 'documents',
  registryMaximumReferences: 'documents',
  lookupMissesPerCard: 'watch',
  lookupMissesPerStructure: 'watch',
  lookupStopHours: 'watch',
  reportAnswerDays: 'watch',
  watchDailyRecords: 'watch',
  watchStructureDailyRecords: 'watch',
  watchEmergencies: 'watch',
  watchScore: 'watch',
  vihfMinutes: 'software',
  vihfSkewMinutes: 'software',
  sha1Signatures: 'software',
  lotSignatureRequired: 'software',
  journalYears: 'running',
  openingRegime: 'running',
  oppositionWeeks: 'running',
  creationByProfessionals: 'running',
  openingAtCounter: 'running',
  openingByProfessionals: 'running',
  openingByCareHomes: 'running',
  pilotageAccountsPerStructure: 'running',
};

export const inGroup = (policies: readonly PolicySetting[], group: Group): readonly PolicySetting[] =>
  policies.filter(({ key }) => (groupOfKey[key] ?? 'other') === group);
