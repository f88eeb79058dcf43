// English of the patient app.

import type { PatientWords } from '../patient.ts';
import { patientCard } from './patient-card.ts';
import { formatNumber as number, plural } from '../plural.ts';
import { patientAccesses } from './patient-accesses.ts';
import { patientAccount, patientMyAccount } from './patient-account.ts';
import { measures } from './measures.ts';
import { reminders } from './reminders.ts';
import { patientDocuments } from './patient-documents.ts';
import { patientEasy, patientLook } from './patient-look.ts';
import { patientExport } from './patient-export.ts';
import { patientFamily } from './patient-family.ts';
import { patientClosing, patientOpening, patientOpposition } from './patient-opening.ts';
import { patientDevices, patientPreferences } from './patient-preferences.ts';
import { patientReports } from './patient-reports.ts';
import { patientRights } from './patient-rights.ts';
import { patientServices } from './patient-services.ts';
import { misfiled, misfiledNotices } from './patient-misfiled.ts';
import { patientShare } from './patient-share.ts';

export const patient: PatientWords = {
  appName: 'Carnet',
  title: (page) => `${page} · Carnet`,
  homeLink: 'Carnet, home',
  nav: {
    home: 'Home',
    documents: 'Documents',
    add: 'Add',
    accesses: 'Who has access',
    accessesShort: 'Access',
    accessesFull: 'Who may see my record',
    journal: 'Journal',
    notices: 'Notices',
    health: 'My health',
    healthFull: 'My health information',
    identity: 'My identity',
    healthOther: 'Their health',
    identityOther: 'Their identity',
    more: 'More',
    unread: (count) => plural('en', count, { one: '1 unread notice', other: `${count} unread notices` }),
  },
  account: { label: 'My account', signOut: 'Sign out', signedOut: 'You are signed out.', leaving: 'Signing out…' },
  help: {
    title: 'Need help?',
    line: 'DMP Info Service',
    hours: 'Monday to Friday, 8:30 am to 5:30 pm',
    phone: '+33\u00A01\u00A099\u00A000\u00A024\u00A024',
    phoneHref: 'tel:+33199002424',
    emergencyTitle: 'An emergency?',
    emergency: 'Call 15 or 112. By text or video, deaf or hard of hearing: 114.',
    accessibility: 'Accessibility: partly compliant',
    discover: 'What Carnet is for',
  },
  notFound: { title: 'This page does not exist', body: 'The address may be mistyped, or the page was moved.', home: 'Back to the home page' },
  crashed: { reload: 'Reload the page' },
  sessionOver: {
    title: 'Your session has ended',
    body: 'For safety, it closes after a time without activity. Sign in again: you will come back to this page.',
    signIn: 'Sign in again',
  },
  updating: 'A new version has just arrived. The page is reloading.',

  home: {
    title: (name) => `Hello ${name}`,
    lastVisit: 'You last signed in:',
    firstVisit: 'This is your first visit. Welcome to your health notebook.',
    newTitle: 'What is new',
    nothingNew: 'Nothing new since your last visit.',
    notices: (unread) => plural('en', unread, { one: 'Read the unread notice', other: `Read the ${number('en', unread)} unread notices` }),
    allNew: (unseen) => `See the ${number('en', unseen)} new documents`,
    spacesTitle: 'My nine spaces',
    views: { all: 'All documents', recent: 'Recent documents', own: 'In my own words' },
    viewsHelp: { all: 'newest act first', recent: 'in order of arrival', own: 'what you have added' },
    viewsTitle: 'Other views',
    add: 'Add a document',
    empty: { title: 'Your notebook is still empty', body: 'Your doctors’ documents will arrive here. You can already add yours.' },
    emptyOther: { title: 'No document to show you', body: 'The documents of this record that you may read will arrive here.' },
  },

  notices: {
    title: 'Notices',
    lead: 'What happened in your record that you should know.',
    kinds: {
      'dossier-cree': { title: 'Your record is open', body: 'Your health professionals can deposit documents in it. You choose who reads them.' },
      'document-nouveau': { title: 'A new document has arrived', body: 'It is filed in your record.' },
      'premier-acces': { title: 'A professional opened your record for the first time', body: 'If you do not know them, you can withdraw their access.' },
      'bris-de-glace': { title: 'Your record was opened in an emergency', body: 'The reason given is in the journal.' },
      'centre-15': { title: 'The emergency call centre (centre 15) opened your record', body: 'The time and the doctor’s name are in the journal.' },
      'document-annonce': { title: 'A document can now be seen', body: 'It was waiting to be announced, or to be shown.' },
      'document-supprime': { title: 'A document was deleted', body: 'A professional took a document out of this record. The journal says which.' },
      'medecin-traitant': { title: 'Your médecin traitant has changed', body: 'If this is a mistake, put it right in “Who may see my record”.' },
      'partage': {
        title: 'A share has begun or ended',
        body: 'A carer has accepted, declined or given up; or a person who was helped took back the access they gave.',
      },
      'majorite': { title: 'You are of age', body: 'Your record is yours alone: your parents no longer enter it.' },
      'fin-representation': { title: 'A representation has ended', body: 'The record no longer opens to the person who represented.' },
      'signalement-repondu': { title: 'Your report has been answered', body: 'The answer is in “My reports”.' },
      'copie-prete': {
        title: 'A copy of your record is ready',
        body: 'The person who asked for it can download it in “Take my record away”, and nobody else. It was not you? Change your password.',
      },
      'carte-ouverte': {
        title: 'Your emergency card was opened',
        body: 'The journal says when, and whether its code was given. It was not an emergency? Withdraw it: it will not open any more.',
      },
      'code-utilise': {
        title: 'A professional used the code you showed',
        body: 'They may consult your record. The journal says who and when. It is not the person who was with you? Withdraw their access.',
      },
      'dossier-ferme': { title: 'Your record was closed', body: 'Nobody consults it or adds to it until it is reopened. It is kept for ten years.' },
      'dossiers-reunis': {
        title: 'Your two records are one from now on',
        body: 'Two records had been opened in your name. You read both here. Whoever read one does not read the other until you allow it.',
      },
      'dossiers-separes': {
        title: 'Two records were parted',
        body: 'They had been joined by mistake. Each has what is its own again; professionals who read them are told.',
      },
      ...misfiledNotices,
      'acces-injustifie': {
        title: 'An access to your record was found unjustified',
        body: 'The review of accesses found it by itself. Who and when: see the journal. You may block this person.',
      },
    },
    from: (actor) => `By ${actor}`,
    open: 'Open the document',
    many: (count) => `${number('en', count)} new documents have arrived`,
    seeRecent: 'See the recent documents',
    seeAccesses: 'See who accesses my record',
    seeRelatives: 'See my relatives and carers',
    seeJournal: 'See the journal',
    unread: 'Unread',
    markAll: 'Mark all as read',
    markedAll: 'All your notices are marked as read.',
    markOne: 'Mark as read',
    markedOne: 'This notice is marked as read.',
    settings: 'Choose how to be told',
    empty: { title: 'No notice', body: 'A new document, a first access: you will know it here.' },
  },
  preferences: patientPreferences,
  devices: patientDevices,

  card: patientCard,
  share: patientShare,
  misfiled,
  measures,
  reminders,
  health: {
    title: 'My health information',
    lead: 'What you say yourself. Each answer is marked “stated by the patient”.',
    titleOf: (name) => `${name}’s health information`,
    leadOf: 'What the person, or you for them, say of their health. Each answer is marked “declared by the patient”.',
    bloodGroup: 'Blood group',
    bloodHelp: 'It is on your blood group card. In hospital, it is always checked.',
    allergies: 'Allergies',
    allergiesNone: 'I have no known allergy',
    family: 'Illnesses in the family',
    familyNone: 'No particular illness in the family',
    familyHelp: 'Say the tie (mother, brother…) and the illness. Do not write names.',
    diabetes: 'Diabetes',
    diabetesHelp: 'Used for reminders, such as the one about the back of the eye.',
    diabetesAnswers: { yes: 'Yes', no: 'No' },
    vision: 'Glasses or lenses',
    visions: { none: 'Neither glasses nor lenses', glasses: 'Glasses', lenses: 'Lenses', both: 'Glasses and lenses' },
    unsaid: 'Not stated',
    statement: { unsaid: 'I do not say', none: 'None', list: 'I have some:' },
    contacts: 'People to call in an emergency',
    contactsNone: 'Nobody to call',
    contactNames: 'People to call',
    contactsHelp: 'One per line: the tie (mother, friend…) and the number. They may be on the emergency card.',
    allergyNames: 'Your allergies',
    familyNames: 'Known illnesses',
    onePerLine: 'One per line.',
    listNeeded: 'Write at least one, or choose another answer.',
    tooMany: 'No more than 50 lines, of 200 characters each.',
    change: (what) => `Change: ${what}`,
    edit: 'Change',
    save: 'Save',
    saved: 'Saved.',
    changedAt: 'Last change:',
  },

  identity: {
    title: 'My identity',
    lead: 'Your civil identity. It makes sure your documents reach the right record.',
    titleOf: (name) => `${name}’s identity`,
    leadOf: 'The identity of the civil register. It ensures that documents arrive in the right record.',
    name: 'Name',
    ins: 'National health identity (INS)',
    insName: 'the national health identity',
    insHelp: 'The number that names your record throughout France. It is usually your social security number.',
    birthName: 'Birth name',
    firstNames: 'First names at birth',
    birthDate: 'Date of birth',
    sex: 'Sex',
    sexes: { F: 'Female', M: 'Male', I: 'Undetermined' },
    former: 'Former identifiers',
    formerNone: 'None',
    local: 'Numbers in hospitals',
    localName: 'the patient number',
    insC: '(INS-C, once calculated from the carte Vitale)',
    openedAt: 'Record opened on',
    doctor: 'Médecin traitant (regular doctor)',
    doctorNone: 'No médecin traitant declared',
    wrongTitle: 'A mistake?',
    wrong: 'Carnet does not change your civil identity. Ask your health insurance office, which will correct it at the source.',
  },

  more: { title: 'More' },

  siteMap: {
    title: 'Site map',
    lead: 'Every page of Carnet, by its name.',
    open: 'Without signing in',
    record: 'In my record',
    health: 'My health and my account',
  },

  accessibility: {
    title: 'Accessibility',
    status: 'Accessibility: partly compliant with RGAA 4.1, by our own audit.',
    score: (held, applicable) => `${held} criteria hold of the ${applicable} that apply, on a sample of 26 pages.`,
    paragraphs: [
      'Carnet follows RGAA 4.1, WCAG 2.2 level AA and EN 301 549. The audit was made by those who write it: no third party, and nobody who uses a screen reader every day, has checked it yet.',
      'At every version the pages of the sample are checked again: by an automatic tool (axe), with the keyboard alone, with text spaced out, with text twice as large, at 320 pixels wide. A page that no longer holds stops the version.',
      'Your doctors’ structured documents become pages with headings and tables that can be read aloud.',
    ],
    failedTitle: 'What is not accessible yet',
    failed: {
      '7.1': 'The screens tell their roles, names and states, which tests check; they have not been tried yet with screen readers themselves (criterion 7.1).',
    },
    exemptTitle: 'What the law sets apart',
    exempt:
      'Documents that others deposited (PDFs, photos, scanned papers) are shown as they are: a PDF made of pictures cannot be read aloud. Ask its author for a version that can.',
    planTitle: 'What comes next',
    plan: 'By June 2027: an audit by a third party, trials by people who use NVDA, VoiceOver and TalkBack, and the proof-reading of easy French.',
    contactTitle: 'Report a difficulty',
    contact: 'Call the help line at the hours given at the foot of the page. Without an answer within a month, turn to the Défenseur des droits.',
    dated: 'Page written on',
  },

  arriving: {
    title: 'Your health, in a well-kept notebook',
    lead: 'Your reports, your results and your prescriptions, in one place. You choose who reads them. It is free.',
    doors: {
      access: { title: 'Enter my record', body: 'With your identifier, your password and the code received by e-mail.', action: 'Sign in' },
      discover: { title: 'Discover', body: 'What the record is for, who writes in it, who reads it.', action: 'Understand in two minutes' },
      create: { title: 'Create my record', body: 'Online, in two minutes, with your Vitale card and your mailbox.', action: 'Open my record' },
    },
    lost: 'I forgot my password',
    promisesTitle: 'What Carnet guarantees',
    promises: [
      { title: 'You decide', body: 'You hide a document, you withdraw an access, whenever you want.' },
      { title: 'You know', body: 'Every reading of your record is written down. You read the journal.' },
      { title: 'Nobody else', body: 'No employer, insurer, bank or mutual has access. They may not even ask.' },
    ],
  },
  discover: {
    title: 'What Carnet is for',
    lead: 'Carnet keeps your health documents and shares them with the professionals you choose.',
    questions: [
      {
        question: 'Who writes in it?',
        answer:
          'Your doctors, nurses, pharmacists, laboratories and hospitals deposit their documents. Assurance Maladie deposits your reimbursements. You add yours.',
      },
      {
        question: 'Who reads it?',
        answer: 'You. Your médecin traitant. The professionals to whom you gave your agreement. Each sees only what their profession allows.',
      },
      { question: 'Can I hide a document?', answer: 'Yes. A hidden document no longer appears to professionals, except its author and your médecin traitant.' },
      { question: 'Should I give my codes to my doctor?', answer: 'No, never. Doctors have their own professional card. Your codes are of no use to them.' },
      { question: 'Is my data on the Vitale card?', answer: 'No. The card only says who you are. It holds no document.' },
      {
        question: 'Does the occupational doctor have access?',
        answer: 'No, unless you expressly allow it. Your refusal is no fault and your employer never knows.',
      },
    ],
    rights: 'Your rights, and the limits of others',
    sign: 'Sign in',
  },
  opening: patientOpening,
  opposition: patientOpposition,
  closing: patientClosing,
  signIn: patientAccount,
  myAccount: patientMyAccount,
  documents: patientDocuments,
  accesses: patientAccesses.accesses,
  hidden: patientAccesses.hidden,
  seeAs: patientAccesses.seeAs,
  inEmergency: patientAccesses.inEmergency,
  journal: patientAccesses.journal,
  family: patientFamily,
  rights: patientRights,
  reports: patientReports,
  services: patientServices,
  export: patientExport,
  look: patientLook,
  easy: patientEasy,
};
