// English of the professional app, around the record.

import type { care as french } from '../fr/professional-care.ts';
import { lasting } from '../lasting.ts';
import { formatNumber as number, plural } from '../plural.ts';
import type { Widen } from '../widen.ts';

export const care: Widen<typeof french> = {
  patients: {
    title: 'My patients',
    lead: 'The records you may open today.',
    leadSecretariat: 'Patients who gave their agreement to your care team. You read their name, never their record.',
    filter: 'Show',
    filters: { all: 'All', new: 'Agreements of the last 30 days', documents: 'New documents', expiring: 'Agreements ending within 30 days' },
    count: (total: number) => plural('en', total, { zero: 'No patient', one: '1 patient', other: `${number('en', total)} patients` }),
    shown: (shown: number) => plural('en', shown, { zero: 'No patient', one: '1 patient shown', other: `${number('en', shown)} patients shown` }),
    ties: {
      'medecin-traitant': 'Family doctor',
      'administrateur': 'Administrator of the record',
      'autorisation': 'You are authorised',
      'equipe': (structure: string) => `Team of ${structure}`,
    },
    until: (day: string) => `until ${day}`,
    soon: 'Ends soon',
    never: 'never opened',
    last: 'opened',
    newDocuments: (count: number) => plural('en', count, { one: '1 new document', other: `${number('en', count)} new documents` }),
    more: 'Show more',
    empty: {
      all: { title: 'No patient yet', why: 'A patient appears here when they authorise you, or choose your team, or you as their family doctor.' },
      new: { title: 'No recent agreement', why: 'Nobody authorised you in the last thirty days.' },
      documents: { title: 'Nothing new', why: 'No document has arrived since your last visit in the records you have opened.' },
      expiring: { title: 'No agreement ends soon', why: 'Agreements that end within thirty days will be recalled here.' },
    },
    emptySecretariat: { title: 'No patient yet', why: 'A patient appears here when their agreement to your care team is recorded.' },
  },

  secretariat: {
    title: 'Record a patient’s agreement',
    lead: 'With your card you record a patient’s agreement for your care team. You read no record.',
    noStructure: { title: 'Choose your structure first', why: 'The agreement is given to the team of a structure. Without it, nothing can be recorded.' },
    valid: { title: 'Your team is authorised', until: (day: string) => `The patient’s agreement holds until ${day}. You may prolong it.` },
    closedToYou: {
      title: 'This page is for health professionals',
      why: 'A secretary’s card records the patient’s agreement and deposits the structure’s documents. It never opens a record (matrix of rights of the DMP).',
      action: 'Record an agreement',
    },
    action: 'Record the agreement for the team',
  },
  otherRole: {
    title: 'This card opens no record',
    why: 'It serves to steer or to run Carnet. Records open with the card of a health professional only.',
    action: 'Go to steering',
  },

  agreement: {
    stayEndsOn: 'Last day of care',
    stayHelp: (days) => `Leave empty if it is not known: the agreement then holds for ${lasting('en', days)}.`,
    toldForTeam: 'The patient will see this agreement in their space, with your name and the structure’s, and may withdraw it at any time.',
    recordedUntil: (day: string) => `The patient’s agreement is recorded. It holds until ${day}.`,
    badDay: (days) => `Choose a day between today and ${lasting('en', days)} from now.`,
    renew: 'Renew the agreement and open the record',
  },

  occupational: {
    title: 'The patient has not given you their express agreement',
    why: 'An occupational physician opens a record only with the patient’s express agreement (article L.1111-17 IV of the public health code). You cannot record it for them.',
    who: 'The patient gives it in person, from their space, page “Who may see my record”. They may refuse: it is no fault, and neither their employer nor your service is told.',
  },

  mine: {
    title: 'Your access to this record',
    medecinTraitant: 'You are the family doctor: you enter the record without any other agreement.',
    administrateur: 'The patient gave you the family doctor’s rights on this record.',
    until: (day: string) => `The patient authorised you until ${day}.`,
    teamUntil: (day: string) => `The patient authorised your care team until ${day}.`,
    renew: 'Renew the agreement',
    withdraw: {
      open: 'End my access',
      title: 'End your access',
      why: 'Your own authorisation ends at once. To open the record again, the patient’s agreement will be needed.',
      team: 'The agreement given to your care team, if there is one, is not withdrawn: only the patient can do that.',
      action: 'End my access',
      done: 'Your authorisation has ended.',
    },
    become: {
      open: 'Become the family doctor',
      title: 'Become the family doctor',
      why: 'You will enter the record without any other agreement, and also see masked documents and the whole journal. You take the place of the present family doctor, if there is one.',
      agreement: 'The patient, informed, chooses me as their family doctor.',
      required: 'Collect the patient’s agreement, then tick the box.',
      action: 'Become the family doctor',
      done: 'You are the family doctor. The patient is told.',
    },
    leave: {
      open: 'Stop being the family doctor',
      title: 'Stop being the family doctor',
      why: 'You will no longer see this record, unless the patient authorises you otherwise. They are told.',
      action: 'Stop being the family doctor',
      done: 'You are no longer the family doctor. The patient is told.',
    },
  },

  block: {
    open: 'Close to a professional',
    title: 'Close the record to a professional',
    why: 'At the patient’s request only. This professional will read nothing any more, even in an emergency; they may still deposit. Only the patient can change it back.',
    number: 'RPPS number of the professional',
    numberHelp: '11 digits, printed on their prescriptions.',
    missing: 'Enter the RPPS number.',
    asked: 'The patient asks me to.',
    askedRequired: 'Tick the box if the patient asks for it. Otherwise, close nothing.',
    traced: 'Your name and what you do are written in the patient’s journal.',
    action: 'Close the record to this professional',
    done: 'The record is closed to this professional.',
    of: (name: string) => `Close the record to ${name}`,
  },

  labels: {
    releasesOn: (day: string) => `Without an announcement from you, it will be shown to them on ${day}.`,
    hiddenFromRepresentants: 'Hidden from representatives',
    representantsBand: 'Those who represent the patient do not see this document.',
    showToPatient: {
      open: 'Show to the patient',
      title: 'Show this document to the patient',
      why: 'The patient will see it at once in their space, and is told. This cannot be undone.',
      tick: 'I have told the patient what this document says.',
      required: 'Tell the patient first, then tick the box.',
      action: 'Show to the patient',
      done: 'The patient can now read this document.',
    },
    showToRepresentants: {
      open: 'Show to representatives',
      title: 'Show this document to those who represent the patient',
      why: 'Their parents, or whoever represents them, will see it at once. This cannot be undone.',
      tick: 'The patient, informed, does not oppose it.',
      required: 'Make sure that the patient does not oppose it, then tick the box.',
      action: 'Show to representatives',
      done: 'Those who represent the patient can now read this document.',
    },
    archive: {
      open: 'Archive',
      title: 'Archive this document',
      why: 'It leaves the everyday list for the record’s archives, where it stays readable. You may take it out again.',
      action: 'Archive',
      done: 'The document is archived.',
    },
    unarchive: {
      open: 'Take out of the archives',
      title: 'Take this document out of the archives',
      why: 'It comes back to the everyday list.',
      action: 'Take out of the archives',
      done: 'The document is back in the list.',
    },
    archivedBand: 'This document is archived.',
    archives: 'Archives of the record',
    emptyArchives: { title: 'No archived document', why: 'What its author or the family doctor puts away is found here.' },
    notYours: {
      archive: 'Only the author of this document and the family doctor may archive it, or take it out. For a patient’s document: they, or their family doctor.',
      show: 'You cannot lift this restriction now. An authorised professional may, outside an emergency.',
    },
  },

  secret: {
    open: 'Secret connection',
    title: 'Enter a secret connection',
    why: 'At the request of a minor who wants to keep a care secret (articles L.1111-5 and R.1111-50 of the public health code).',
    what: [
      'All that you deposit will be hidden from those who represent them.',
      'Your consultations and deposits will be neither in their journal nor in their notices.',
      'What you did before is not changed.',
    ],
    action: 'Enter a secret connection',
    done: 'The secret connection is on for this record.',
    band: 'Secret connection',
    bandWhy: 'What you do in this record is not shown to representatives.',
    end: 'End the secret connection',
    ended: 'The secret connection has ended.',
  },

  centre15: {
    action: 'Regulation (centre 15)',
    title: 'Open this record for regulation',
    what: 'For a call received by the centre 15 only (article L.1111-17 of the public health code).',
    reason: 'Reason of the call',
    reasonHelp: 'Optional. The patient will read it. For instance: “Chest pain, spouse calling”.',
    confirm: 'Open for regulation',
  },

  matrix: {
    title: 'What my profession may read',
    link: 'What my profession may read',
    lead: (profession: string) => `The types of documents open to your profession: ${profession}.`,
    source: (source: string, day: string) => `Matrix in force since ${day}. Source: ${source}.`,
    none: { title: 'No matrix is in force', why: 'Until one is loaded, nobody reads any document.' },
    count: (open: number, total: number) => `${number('en', open)} types open out of ${number('en', total)}`,
    show: 'Show',
    shows: { all: 'All types', open: 'Open types', closed: 'Closed types' },
    columns: { type: 'Type of document', may: 'You read it', origin: 'Where the rule comes from' },
    open: 'Yes',
    closed: 'No',
    origins: { sourced: 'Official text', prudent: 'Carnet’s cautious default, no text being known' },
    rest: 'The matrix says what is read, never what is deposited.',
    back: 'Back to patients',
  },
};
