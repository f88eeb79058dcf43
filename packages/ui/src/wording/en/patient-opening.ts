// English of the opening of one's record, online.

import type { PatientWords } from '../patient.ts';

export const patientOpening: PatientWords['opening'] = {
  title: 'Create my record',
  step: (step) => `Step ${step} of 3`,
  lead: 'Two minutes, with your Vitale card and your mailbox. Copy what is written on the card.',
  findLogin: {
    title: 'Find my identifier',
    lead: 'Copy what is written on your Vitale card. A code leaves for the e-mail address of your space; your identifier is then shown.',
  },
  fields: {
    matricule: 'Social security number',
    familyName: 'Family name',
    firstName: 'First name',
    birthDate: 'Birth date',
  },
  help: {
    matricule: '15 digits, with the key. Spaces do not count.',
    familyName: 'Birth name or used name, as on the card.',
    firstName: 'The first one is enough.',
  },
  missing: {
    matricule: 'Write your social security number.',
    familyName: 'Write your family name.',
    firstName: 'Write your first name.',
    birthDate: 'Write your birth date.',
  },
  send: 'Receive a code',
  free: 'It is free, from beginning to end.',
  child: {
    title: 'For a child',
    body: 'A child’s record is opened by the parent they are attached to: at their insurer’s counter, or from the parent’s space.',
  },
  hasLetter: 'I already have an identifier: sign in',

  code: {
    sent: 'If these details are those of somebody their health insurance knows, a code has just left for the e-mail address it holds.',
    verify: 'Continue',
    resent: 'Done again. The earlier code no longer works.',
    correct: 'Correct my details',
  },
  nothing: {
    title: 'Nothing after a few minutes?',
    reasons: [
      'Look in your spam folder, and in an older mailbox.',
      'A digit, the name, the first name or the date differs from what your insurer knows: correct it, then try again.',
      'Your insurer does not have your e-mail address: give it to them, in your online account or at their counter.',
      'Your scheme is not served yet. Those that are: régime général, Cavimac, ENIM, MGP, MNH, Solsantis, Harmonie Fonction Publique, CANSSM, LMDE.',
    ],
    next: 'Without a mailbox, your record is opened at your insurer’s counter, with your Vitale card. To protect everyone, this page says the same to everybody.',
  },

  agreement: {
    title: (name) => `Hello ${name}`,
    lead: (address) => `The code is right. We will write to you at ${address}.`,
    points: [
      'Your health professionals will be able to deposit your documents, and your insurer the history of your reimbursements.',
      'Nobody reads it without your agreement, except your médecin traitant, and in an emergency if you do not oppose it.',
      'Every access is written down. You hide what you want, you close the record when you want.',
    ],
    knownOpen: [
      'Your record is open already: without opposition on your part, or at a counter.',
      'Choose a password to enter it. You will be able to close it at once, if you wish.',
    ],
    knownClosed: [
      'Your record exists, and it is closed.',
      'Choose a password, which will be yours. To reopen it, then call the help line, whose number is at the foot of the page.',
    ],
    opposed: 'You opposed its opening on',
    opposedTakenBack: 'By opening it, you take that opposition back.',
    tick: 'I have understood, and I agree that my shared health record be opened.',
    tickKnown: 'I have understood, and I want to enter my record.',
    missing: 'Tick to give your agreement. Without it, nothing is opened.',
    open: 'Open my record',
    enter: 'Enter my record',
    newCode: 'Ask for a new code',
    free: 'You can leave this page: nothing is done until you confirm.',
  },

  done: {
    title: 'Done',
    lead: 'Your record is open, and you are signed in.',
    identifier: 'Your identifier',
    identifierName: 'the identifier',
    keep: 'Write it down, or let your browser remember it: it never changes and will be asked at every sign-in, with your password and a code.',
    enter: 'Enter my record',
  },
  hasSpace: {
    open: { title: 'You already have a record', lead: 'It is open. Sign in with your identifier.' },
    closed: { title: 'Your record is closed', lead: 'It is kept for ten years. To reopen it, call the help line, whose number is at the foot of the page.' },
    lost: 'Forgotten password? The sign-in page lets you choose another.',
    signIn: 'Sign in',
  },
  notServed: {
    title: 'Your scheme is not served yet',
    lead: (name) => `${name}, your insurer does not send anything to Carnet yet: your record cannot be opened online.`,
    list: 'Schemes served: régime général, Cavimac, ENIM, MGP, MNH, Solsantis, Harmonie Fonction Publique, CANSSM, LMDE.',
    next: 'You will be told as soon as your insurer is connected. Until then, your doctor keeps your documents, and you can ask for them.',
  },
};

export const patientOpposition: PatientWords['opposition'] = {
  title: 'Oppose the opening of a record',
  lead: 'With the code of the letter or e-mail that announces the opening. You have no reason to give.',
  code: 'Code of the letter',
  codeHelp: '16 characters. Spaces and hyphens do not count.',
  missing: 'Write the code of the letter or e-mail.',
  next: 'Continue',
  noCode: 'No code? Write to your insurer, or say it at their counter: your opposition is recorded there in the same way.',
  retype: 'Write the code',
  announced: (name) => `The shared health record of ${name} will open on`,
  means:
    'If you oppose it, nothing is opened and nothing is deposited. Your care and your reimbursements do not change. You will be able to open it later, whenever you want.',
  oppose: 'I oppose this opening',
  letOpen: 'Let it open',
  already: { title: 'Your opposition is recorded already', lead: (name) => `The record of ${name} will not open.` },
  openAfterAll: 'Open it after all',
  done: {
    title: 'Your opposition is recorded',
    lead: (name) => `The record of ${name} will not open.`,
    proof: 'Proof to keep',
    at: 'Opposition recorded on',
    later: 'It is kept, sealed, with its date and the way it was said. To take it back, open the record.',
    print: 'Print this page',
  },
  opened: {
    title: 'This record is open already',
    lead: (name) => `The record of ${name} is open. You can enter it and close it: the effect is the same.`,
    enter: 'Enter to close it',
  },
};

export const patientClosing: PatientWords['closing'] = {
  title: 'Close my record',
  lead: 'You can close it whenever you want, and reopen it later.',
  ask: 'Close my record',
  points: [
    'Nobody consults it any more: neither you, nor your doctors, nor emergency services.',
    'Nobody adds anything to it. A professional who looks learns only that it is closed.',
    'Your family and carers no longer enter it.',
    'It is kept for ten years, sealed, then destroyed. Until then, you reopen it as it was.',
  ],
  before: 'Before closing, keep a copy at home. If you forget, you can still ask for it once the record is closed.',
  reason: 'Why',
  reasonHelp: 'If you want to say it. Kept sealed with the closing.',
  confirm: 'Close the record',
  closed: {
    title: 'Your record is closed',
    lead: 'Nobody consults it or adds to it.',
    reopens: 'It is kept for ten years after its closing. If you reopen it, you find it as it was, with the same accesses.',
    reopen: 'Reopen my record',
  },
};
