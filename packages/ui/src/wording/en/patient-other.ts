// English of a record that is not the reader's own, beside its French.

import type { SomePatientWords } from '../patient.ts';
import { formatNumber as number, plural } from '../plural.ts';

const agreement = 'they will need an agreement to read this record';

export const patientOther: SomePatientWords = {
  binders: {
    title: 'Binders',
    own: 'Only you see the binders you make here: nobody else does, nor the person. A binder moves no document.',
    open: (count) => (count === 0 ? 'Binders' : `Binders (${number('en', count)})`),
    remove: {
      what: (count) =>
        plural('en', count, {
          zero: 'It is empty.',
          one: 'The document in it stays in this record.',
          other: `The ${number('en', count)} documents in it stay in this record.`,
        }),
      done: 'The binder is deleted. Its documents stay in this record.',
    },
    pinned: 'The document is pinned on top of the lists.',
  },
  share: { title: 'Show this record to a professional', short: 'Show this record', withDoctor: 'Share with a doctor' },
  misfiled: {
    open: 'This document is not of this person',
    title: 'This document is not of this person?',
    what: 'It is put aside at once: nobody reads it here any more, neither you nor any professional. Only its author still can, to correct it.',
    next: 'Its author and the identity cell check whose it is. You will be told what becomes of it. If it is this person’s after all, it comes back as before.',
    instead: 'You only want to hide it? Choose “Mask”: it stays in this record.',
    words: 'Why do you think it is somebody else’s?',
    wordsHelp: 'For example: another name, an examination never had. Read by its author and by the identity cell.',
  },
  nav: { accessesFull: 'Who may see this record' },
  notices: {
    lead: 'What happened in this record that you should know.',
    kinds: {
      'dossier-cree': { title: 'The record is open', body: 'Health professionals can deposit documents in it. You choose who reads them.' },
      'document-nouveau': { body: 'It is filed in the record.' },
      'premier-acces': { title: 'A professional opened this record for the first time' },
      'bris-de-glace': { title: 'This record was opened in an emergency' },
      'centre-15': { title: 'The emergency call centre (centre 15) opened this record' },
      'signalement-repondu': { title: 'A report has been answered', body: 'The answer is in “Reports”.' },
      'copie-prete': {
        title: 'A copy of this record is ready',
        body: 'The person who asked for it can download it in “Take the record away”, and nobody else. It was not you? Change the password you sign in with.',
      },
      'carte-ouverte': { title: 'An emergency card of this person was opened', body: 'The journal says when, and whether its code was given.' },
      'code-utilise': { title: 'A professional used a code shown for this person', body: 'They may consult this record. The journal says who and when.' },
      'dossier-ferme': { title: 'This record was closed' },
      'dossiers-reunis': {
        title: 'Two records of this person are one from now on',
        body: 'Two records had been opened in their name. Whoever read one does not read the other until they are allowed to.',
      },
      'document-ecarte': { body: 'Its author says that it is not of this person. Nobody reads it here any more, while it is checked whose it is.' },
      'document-retire': {
        title: 'A document that did not belong to this record was withdrawn',
        body: 'The check is over. The professionals who had read it are told; the journal keeps a trace of it.',
      },
      'document-remis': { title: 'A document is back in this record', body: 'It was checked: it is of this person.' },
      'document-corrige': { title: 'A document of this person had been put elsewhere by mistake' },
      'acces-injustifie': { title: 'An access to this record was found unjustified' },
      'medecin-traitant': { title: 'The médecin traitant has changed', body: 'If this is a mistake, put it right in “Who has access”.' },
    },
    seeAccesses: 'See who accesses the record',
    seeRelatives: 'See the carers',
  },
  preferences: {
    emergencies:
      'When this record is opened in an emergency, you are always told at once, even at night: the law requires it. When who may enter it changes, too, without delay.',
    events: {
      'premier-acces': { title: 'A professional opens this record for the first time' },
      'dossier-cree': { title: 'The record is opened or reopened' },
    },
  },

  health: {
    bloodHelp: 'It is on the blood group card. In hospital, it is always checked.',
    allergiesNone: 'No known allergy',
    statement: { unsaid: 'Not said', list: 'There are some:' },
    allergyNames: 'Their allergies',
  },
  measures: {
    lead: 'What the person measures, or you for them, and what laboratories found, over time.',
    targetHelp: 'The one that was set with their doctor. It is drawn on the curve.',
    chosen: 'The choice is saved.',
  },
  reminders: {
    title: () => 'To keep in mind',
    lead: 'What is recommended at their age, or with an illness, and the notebook finds no trace of. Carnet looks when you open this page, and tells nobody: no e-mail, no notification.',
    none: 'Nothing to recall today.',
  },
  identity: {
    insHelp: 'The number that names this record throughout France. It is usually the person’s social security number.',
    wrong: 'Carnet does not change civil identities. Ask the person’s health insurance office, which will correct it at the source.',
  },
  documents: {
    spaceLead: {
      'synthese': 'The essentials of their health, summed up by a doctor.',
      'traitement': 'Their prescriptions and what was dispensed to them.',
      'analyses': 'Their laboratory results.',
      'comptes-rendus': 'What doctors write after a consultation or a stay.',
      'espace-personnel': 'What was added by the person or for them, and their administrative documents.',
    },
    writers: { 'espace-personnel': 'The person writes here, and you for them.' },
    counters: {
      explained: (masked) =>
        `${masked === 0 ? 'No document is hidden.' : masked === 1 ? '1 document is hidden: professionals do not find it.' : `${masked} documents are hidden: professionals do not find them.`} You see the total. Their authors and the médecin traitant see them too.`,
    },
    empty: { all: { body: 'The documents of this record that you may read will arrive here.' } },
    detail: {
      facts: { arrived: 'Arrived in the record' },
      depositors: { patient: 'The patient, or somebody for them' },
      maskedNotice: 'This document is hidden from professionals. Still see it: the person and those who act for them, its author and the médecin traitant.',
      gone: { title: 'This document is not in this record', back: 'See all documents' },
    },
    mask: {
      except: {
        you: 'the person, and you',
        doctor: (name) => `${name}, médecin traitant`,
        others: 'the other authorised professionals, as their profession allows',
      },
    },
    unmask: { what: 'Authorised professionals will be able to read it again, as their profession allows.' },
    delete: { what: 'It was added by the person or for them: you may remove it. It will disappear for everybody.' },
    adding: {
      lead: 'It will go to the personal space of this record. Authorised professionals will see it, unless it is hidden.',
      categories: { EXPPAT_1: 'Their wishes and rights', EXPPAT_3: 'Their advance directives' },
      hiddenHelp: 'The person and you will see it, with the médecin traitant. It can be undone.',
      send: 'Add to this record',
      storing: 'Sent. Filing it in the record…',
      doneTitle: 'The document is in the record',
      doneVisible: 'Authorised professionals can read it.',
    },
  },
  accesses: {
    doctorLead: 'Sees all documents, even hidden ones. Keeps the summary.',
    doctorNone: 'No médecin traitant is declared.',
    doctorDeclare: 'Declare their médecin traitant',
    adminExplained:
      'This person was made the “administrateur” of the record: they see everything, even what is hidden, read the journal and may block somebody at the patient’s request. You take these rights back here.',
    authorisedNone: { body: 'A professional will ask for an agreement before reading this record.' },
    seeAsThis: 'See the record as this person',
    blockedLead: 'They cannot read this record, even with an agreement. They can still deposit a document.',
    blockedNone: 'Nobody is blocked.',
    person: { known: 'Already known to this record' },
    authoriseDialog: {
      what: 'From now on and until the chosen day, this person may read what their profession allows. Not what is hidden.',
      done: (name) => `${name} may read this record.`,
    },
    withdrawDialog: {
      what: 'From now on, reading this record will be refused to them.',
      after: 'This person or team can ask for an agreement again. What was already read stays so. To keep a professional out altogether, block them.',
      done: (name) => `${name} no longer has access to this record.`,
    },
    blockDialog: {
      what: 'This professional will no longer read this record, even if somebody notes an agreement.',
      doctorTitle: 'This is the médecin traitant',
      doctor: 'They will see nothing any more: neither treatments nor allergies. They cannot keep the summary. Talk to them first if you can.',
      adminTitle: 'They have the rights of the médecin traitant',
      doneDoctor: (name) => `${name}, the médecin traitant, is blocked: they no longer see this record.`,
    },
    unblockDialog: {
      what: 'This professional will still not read this record: they will need a new agreement.',
      done: (name) => `${name} is unblocked. They need a new agreement to read this record.`,
    },
    doctorDialog: {
      declareTitle: 'Declare their médecin traitant',
      what: 'This doctor will see all documents, even hidden ones, and read the journal. They will keep the summary.',
      replaced: (name) => `${name} will no longer be the médecin traitant: ${agreement}.`,
      notInsurance: 'This does not replace the declaration to the Assurance Maladie, on which reimbursements depend.',
      done: (name) => `${name} is the médecin traitant.`,
    },
    doctorEndDialog: {
      title: (name) => `${name} will no longer be the médecin traitant?`,
      what: `From now on, ${agreement}, and what is hidden will be hidden from them.`,
      after: 'What they wrote stays visible to them as soon as they have an agreement. You can declare another doctor.',
      done: (name) => `${name} is no longer the médecin traitant.`,
    },
    giveAdminDialog: {
      what: 'The law calls this person “administrateur”. They will see all documents, even hidden ones, read the journal and may block somebody at the patient’s request.',
    },
    takeAdminDialog: { what: `From now on, ${agreement}, and what is hidden will be hidden from them.` },
  },
  hidden: {
    title: 'What is hidden from some',
    none: 'Nothing is hidden from anybody in particular.',
    showDialog: { what: 'From now on, it will be visible again to those who are authorised, as their profession allows.' },
    from: { everyoneHelp: 'except its author and the médecin traitant' },
  },
  seeAs: {
    noTeam: 'None of those that are authorised',
    bandIfAuthorised: (who) => `You see what this person would see, with an agreement: ${who}`,
    refusedTitle: (who) => `${who} sees nothing of this record`,
    refusedEmergency: 'In an emergency, the choices on the page “Who has access” apply.',
    empty: 'This person would enter this record and find no document in it.',
  },
  inEmergency: {
    lead: 'You decide beforehand. Each time this record is opened in an emergency, the person, you and the médecin traitant are told at once.',
    brisDeGlace: {
      label: 'A professional may open this record if the person is in danger and cannot answer',
      help: 'This is called “breaking the glass”. They must say why. If you refuse, nobody will be able to open it without an agreement, even to save the person.',
    },
    centre15: {
      label: 'The SAMU doctor (centre 15) may open this record during a call about the person',
      help: 'If you refuse, they will answer the call knowing neither their treatments nor their allergies.',
    },
    masked: { label: 'In an emergency, also show masked documents' },
    masksByDefault: {
      help: 'Each document a professional deposits arrives masked. Only the person, you, its author and the médecin traitant see it, until you show it.',
    },
    masksReimbursements: {
      label: 'Hide reimbursements from professionals',
      help: 'The whole history, past and to come. A reimbursement may reveal care that is hidden elsewhere. The person and you still see it.',
    },
  },
  reports: {
    title: 'Reports',
    see: 'See the reports',
    dialog: { textHelp: 'Read by the review of accesses only. Put nothing of the person’s health in it: it does not need it.' },
  },
  journal: {
    acts: {
      'declare-autorisation': (name, self) => `${self ? 'You' : name} noted the patient’s agreement to read the record`,
    },
    refusedActs: { 'declare-autorisation': (name) => `${name} wanted to note the patient’s agreement to read the record` },
    rules: {
      ACTEUR_INTERDIT: 'this account has no right on this record',
      PS_BLOQUE: 'this professional is blocked',
      OPPOSITION_BRIS_DE_GLACE: 'emergency access is refused',
      OPPOSITION_CENTRE_15: 'access by the centre 15 is refused',
      AUTORISATION_ABSENTE: 'no agreement was given to them',
      AUTORISATION_EXPIREE: 'the agreement had come to its end',
      CONSENTEMENT_TRAVAIL_ABSENT: 'no express agreement was given to the occupational physician',
      DOCUMENT_MASQUE_PS: 'the document is masked',
    },
  },
  family: {
    aidants: {
      full: 'There are as many carers as allowed. To invite another one, end a share first.',
      endedBy: { patient: 'by the person, or for them' },
      inviteDialog: { can: 'They can read these spaces, and add a document to the personal space if it is shared.' },
    },
  },
};
