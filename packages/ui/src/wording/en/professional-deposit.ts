// English of the professional app: depositing a document, correcting one's own, deleting it.

import { lasting } from '../lasting.ts';
import { formatNumber as number } from '../plural.ts';
import type { deposit as french } from '../fr/professional-deposit.ts';
import type { Widen } from '../widen.ts';

export const deposit: Widen<typeof french> = {
  open: 'Deposit',
  title: 'Deposit a document',
  correcting: 'Replace by a corrected version',
  back: 'Back to the record',
  signed: (author, profession, structure) => `Signed ${author}, ${profession}, ${structure}.`,
  replaces: (title) => `You are replacing “${title}”. The former version stays readable, marked as replaced.`,

  consultsOnly: 'Reading only: you came by your establishment. To deposit, present your card or come by Pro Santé Connect.',
  closed: {
    title: 'You cannot deposit in this record',
    why: {
      AUTHENTIFICATION_INSUFFISANTE:
        'A deposit is signed with your card or Pro Santé Connect. Through your institution’s access you may consult, not feed the record.',
      FONCTION_INTERDITE: 'Only a health professional deposits here, in their own name. A secretary deposits from the structure’s software.',
      IDENTITE_NON_QUALIFIEE: 'The identity of this record is to be confirmed: nothing may be deposited before. The institution that opened it can qualify it.',
    },
    otherwise: 'This record takes no deposit from you today.',
  },
  noStructure: {
    title: 'For which structure do you deposit?',
    why: 'A document is signed by you, for a structure that keeps it. Choose it: the deposit then goes on.',
    none: 'No structure is tied to your card. Have your entry in the RPPS updated.',
  },
  notYours: {
    title: 'This document is not yours',
    why: 'Only its author may replace it or delete it.',
  },
  typeClosed: 'The type asked for is not open to your profession: choose another.',

  what: 'What you deposit',
  whats: { file: 'A file or a photo', note: 'A written note', same: 'The same file' },
  sameHelp: 'The file does not change: correct its title, its type or its date.',
  file: 'The file',
  limits: (size) => `PDF, JPEG or PNG, ${size} at most. A large photo is made lighter on your device.`,
  preparing: 'Preparing the photo…',
  lightened: (before, after) => `Photo made lighter: ${before} → ${after}.`,
  note: 'Note',
  noteHelp: (most) => `An empty line parts two paragraphs. You may dictate with your keyboard. ${number('en', most)} characters at most.`,
  type: 'Type of document',
  typeHelp: 'Type a word, or choose.',
  usual: 'Expected and frequent',
  others: 'All the others',
  noType: 'No type holds these words.',
  name: 'Title',
  nameHelp: 'Proposed from the type; say more if it helps to find it.',
  date: 'Date of the act',
  dateHelp: 'The day of the consultation or examination.',

  sight: 'Who will see it',
  sights: {
    all: 'The patient and authorised professionals',
    masked: 'Hidden from other professionals',
    waits: 'Not yet the patient: it is to be announced',
    both: 'Neither other professionals nor, yet, the patient',
  },
  sightHelp: {
    masked: 'The patient, you and the médecin traitant still see it. The patient may show it again.',
    waits: (days) => `You will show it to them after the announcement. Otherwise they see it by itself after ${lasting('en', days)}.`,
    both: (days) => `Hidden from professionals, and from the patient until announced, ${lasting('en', days)} at most.`,
  },
  representants: 'Hide from the parents and those who represent the patient',
  representantsHelp: 'For an act that the minor asks to be kept secret. Only you, or an authorised colleague, may show it afterwards.',
  secret: 'Connexion secrète: this document will be hidden from those who represent the patient.',
  carried: 'What was hidden stays hidden.',

  send: 'Sign and deposit',
  sendCorrection: 'Sign and replace',
  sending: (percent) => `Sending: ${percent}%`,
  storing: 'Sent. Filing it in the record…',
  progress: 'Sending the document',
  kept: 'Nothing of what you typed is lost.',
  errors: {
    file: 'Choose a file or take a photo.',
    heic: 'iPhone HEIC photos are not accepted. In Settings > Camera > Formats, choose “Most Compatible”.',
    kind: 'This format is not accepted. Choose a PDF, a JPEG or a PNG.',
    empty: 'This file is empty. Choose another.',
    size: (size, most) => `This file is too heavy (${size}). The limit is ${most}.`,
    unreadablePhoto: 'This photo does not open. Choose another.',
    note: 'Write the note.',
    noteLong: (most) => `The note is longer than ${number('en', most)} characters. Shorten it, or deposit a file.`,
    type: 'Choose the type of document in the list.',
    name: 'Give a title, of 200 characters at most.',
    date: 'Write the date of the act.',
    future: 'This date is in the future. Write the date of the act.',
  },
  done: {
    title: 'The document is in the record',
    replaced: 'The corrected version is in the record',
    all: 'The patient and authorised professionals can read it.',
    masked: 'It is hidden from other professionals.',
    waits: 'The patient does not see it yet. Open it to show it to them after the announcement.',
    both: 'It is hidden from other professionals, and the patient does not see it yet.',
    alike: 'This same file was in the record already: there is one line, which says that it was received several times.',
    read: 'Open the document',
    another: 'Deposit another',
  },
  already: {
    title: 'This deposit had arrived already',
    why: 'Your first sending is in the record: the document is not deposited twice. Find it in the list.',
  },

  replace: 'Correct or replace',
  remove: {
    open: 'Delete',
    title: 'Delete this document from the record',
    why: 'You are its author. It will disappear for the patient and for all professionals, and cannot be restored.',
    instead: 'To correct a mistake, replace it instead: the corrected version takes its place and the former one stays, marked as such.',
    told: 'The deletion is written in the journal, and the patient is told.',
    tick: 'This document was deposited by mistake',
    required: 'Tick to confirm.',
    action: 'Delete for good',
    done: 'The document is deleted from the record.',
  },

  expected: {
    title: 'Expected of your profession',
    there: (title, day) => `${title}, ${day}`,
    missing: { anyone: 'None that you may see', structure: 'None of your structure', me: 'None of yours' },
    deposit: (type) => `Deposit: ${type}`,
  },
};
