// English of the policy table, by key.

import type { PolicyInWords } from '../fr/steering-policies.ts';

export const policiesInWords: Readonly<Record<string, PolicyInWords>> = {
  autorisationDays: {
    label: 'Length of an authorisation',
    what: 'How long a professional the patient has authorised may consult the record before asking for agreement again.',
  },
  teamAutorisationDays: {
    label: 'Length of a care team’s authorisation',
    what: 'How long an agreement given to a team holds when the end of the stay is not known.',
  },
  brisDeGlaceHours: {
    label: 'Length of an emergency access',
    what: 'When breaking the glass ends by itself, if the session has not ended before.',
  },
  blocageLiftable: {
    label: 'Breaking the glass overrides a block',
    what: 'Yes: in an emergency, a professional the patient has blocked reads the record all the same. No: the patient’s will prevails.',
  },
  cumulInvisiblePatientMasquePs: {
    label: 'Masked to professionals and hidden from the patient at once',
    what: 'Yes: one document may bear both marks, and then only its author and the médecin traitant read it.',
  },
  announcementDelayDays: {
    label: 'Announcement delay',
    what: 'When a document hidden from the patient, awaiting an announcement consultation, becomes visible to them by itself.',
  },
  journalYears: {
    label: 'Keeping of the journal',
    what: 'After how many years a line of the journal may be removed, by the operator’s command. The seal of the removed period is kept.',
  },
  patientDocumentDestroyedAfterDays: {
    label: 'Delay before a patient’s document is destroyed',
    what: 'How long a document the patient added then deleted can still be given back, before it is destroyed.',
  },
  teenAccountAge: { label: 'Age of a minor’s own account', what: 'From which age a minor may have an account of their own.' },
  majorityAge: { label: 'Age of majority', what: 'At which age access to the record passes from the parents to the person.' },
  aidantsPerPerson: { label: 'Carers per person', what: 'How many carers one person may choose.' },
  personsPerAidant: { label: 'Persons per carer', what: 'How many persons one carer may help.' },
  heirAccessMaximumDays: { label: 'Longest access of an heir', what: 'For how many days the record of a deceased person may be open to them.' },
  fusionUndoDays: {
    label: 'Time to go back on a correction of identity',
    what: 'For how many days two records that were joined can be parted again, and what was decided of a document put aside be taken up again.',
  },
  misfiledDelayDays: {
    label: 'Time to settle a document that was put aside',
    what: 'After how many days its author is told a second time, and the identity cell sees it as late.',
  },
  shareConsultationHours: {
    label: 'Length of a consultation, by a code that is shown',
    what: 'How long a professional to whom the patient shows a code “for a consultation” may read their record.',
  },
  shareCodeMinutes: { label: 'Life of a code that is shown', what: 'How long the code a patient shows may be used, once.' },
  shareCodeTries: { label: 'Wrong codes an hour', what: 'How many codes read aloud one card may type wrongly in an hour, before it has to wait.' },
  temporaryShareMaximumDays: { label: 'Longest temporary share', what: 'Beyond it, the patient has to share again.' },
  temporaryShareDefaultDays: { label: 'Suggested length of a temporary share', what: 'What the screen suggests first; the patient may choose another length.' },
  exportDays: { label: 'Copy to take away', what: 'How long a copy of the record, once ready, waits to be downloaded. Then it is destroyed.' },
  uploadHours: { label: 'Interrupted sending', what: 'How long a document whose sending was interrupted waits to be resumed. Then it is erased.' },
  refusedDepositDays: {
    label: 'A structure’s deposits',
    what: 'How long a structure sees what it deposited and what was refused of it. Then refusals are erased.',
  },
  historyMonths: { label: 'Reimbursement history', what: 'How old the oldest reimbursement shown may be.' },
  pilotageAccountsPerStructure: { label: 'Steering accounts per structure', what: 'How many persons of one structure see its indicators.' },
  oppositionWeeks: { label: 'Time to oppose', what: 'How long a person who has been informed has to oppose, before their record is opened.' },
  openingRegime: {
    label: 'How records are opened',
    what: 'What opens a person’s record: their silence once informed, or their express agreement.',
    choices: { opposition: 'opened unless opposed', consentement: 'opened on express agreement' },
  },
  creationByProfessionals: {
    label: 'Opening by professionals',
    what: 'Yes: a professional, a secretariat or a structure opens and reopens a record for a patient (TD1.1, TD1.2). No: records open by themselves or by the person.',
  },
  openingAtCounter: {
    label: 'Opening at the counter of a caisse',
    what: 'Yes: whoever holds the counter of a caisse opens a record for somebody who comes and agrees. They read none.',
  },
  openingByProfessionals: {
    label: 'Opening in front of a professional',
    what: 'Yes: a professional or pharmacist opens a record on Carnet’s screens, with their card, for somebody in front of them who agrees. TD1.1 does not depend on it.',
  },
  openingByCareHomes: {
    label: 'Opening by a care home',
    what: 'Yes: a care home opens the records of those residents who agreed, from its own list.',
  },
  newDocumentDigestThreshold: {
    label: 'Documents before grouping',
    what: 'Beyond this number of new documents within the hour, the patient gets a single notification.',
  },
  pastCareAfterDays: {
    label: 'Past care',
    what: 'A document about care that ended longer ago waits for the others: a back-load of history is one message.',
  },
  documentMaximumBytes: { label: 'Largest document', what: 'A document larger than this is refused to whoever deposits it.' },
  registryMaximumObjects: {
    label: 'Objects in one answer of the registry',
    what: 'Beyond, a query of care software (ITI-18) must be narrowed: it is not answered in part.',
  },
  registryMaximumReferences: {
    label: 'References in one answer of the registry',
    what: 'The same limit where the software asks for references only.',
  },
  lookupMissesPerCard: {
    label: 'Missed INS per card',
    what: 'How many unknown or refused INS one card may look up within an hour before its look-ups stop.',
  },
  lookupMissesPerStructure: {
    label: 'Missed INS per structure',
    what: 'The same limit for all cards and software of one structure together.',
  },
  lookupStopHours: {
    label: 'Length of a stop of look-ups',
    what: 'For how long a stopped card looks up no INS. Doubled each time it happens again.',
  },
  reportAnswerDays: { label: 'Time to answer a report', what: 'Within how many days a patient who reports an access gets an answer.' },
  watchDailyRecords: {
    label: 'Records a day per professional',
    what: 'Below this number of records opened in a day, a professional’s volume is never put before the reviewer.',
  },
  watchStructureDailyRecords: {
    label: 'Records a day per structure',
    what: 'Below this number of records opened in a day, a structure’s volume is never put before the reviewer.',
  },
  watchEmergencies: {
    label: 'Emergency entries in seven days',
    what: 'Beyond this number of records entered in an emergency in seven days by one professional, they are put before the reviewer.',
  },
  watchScore: { label: 'Score of a day to be examined', what: 'From which score a professional’s day of accesses is put before the reviewer.' },
  vihfMinutes: {
    label: 'Life of an open-ended VIHF',
    what: 'How long after its user signed in the assertion of a program holds, when it does not say its end.',
  },
  vihfSkewMinutes: { label: 'Clock difference allowed', what: 'By how much the dates of an assertion may differ from the time of the server.' },
  sha1Signatures: { label: 'SHA-1 signatures', what: 'Whether programs that still sign with SHA-1 are let in. To be opened only while they change.' },
  lotSignatureRequired: {
    label: 'Signature of sets required',
    what: 'Yes: a set of documents sent by SOAP without a XAdES signature is refused. No: it is taken; where it has one, it is verified.',
  },
};
