// English of the code a patient shows to a professional.

import type { codeActs as frenchActs, codeRefusals as frenchRefusals, patientShare as french } from '../fr/patient-share.ts';
import { cardActs } from './patient-card.ts';
import { lasting, lastingFirst } from '../lasting.ts';
import { plural } from '../plural.ts';
import type { Widen } from '../widen.ts';

const minutes = (count: number): string => plural('en', count, { one: '1 minute', other: `${count} minutes` });

export const patientShare: Widen<typeof french> = {
  title: 'Show my record to a professional',
  titleOf: (name) => `Show ${name}’s record to a professional`,
  short: 'Show my record',
  withDoctor: 'Share with my doctor',
  lead: 'You are with a doctor, a nurse, a pharmacist? Show them a code: they open the record with their card, for as long as you choose.',
  span: {
    label: 'They may consult for',
    consultation: (hours) => plural('en', hours, { one: '1 hour, a consultation', other: `${hours} hours, a consultation` }),
    day: '24 hours',
    usual: (days) => `${lastingFirst('en', days)}, as an authorisation usually lasts`,
  },
  what: {
    title: 'What they will read',
    whole: 'All that the record shows to professionals: a document is not shared by itself.',
    masked: 'What is hidden stays so, except for its author and the médecin traitant.',
    traced: 'The journal will say what they read, and the access ends by itself. You can withdraw it before.',
  },
  make: 'Show a code',
  made: (count) => `The code is ready. It serves once, for ${minutes(count)}.`,
  waiting: {
    title: 'Show this code, or say it',
    forScan: 'The professional scans it with their phone, or from “Open a record” in their Carnet.',
    orSay: 'Or tell them these nine signs:',
    qr: 'QR code to be scanned. The nine signs written beside it open the same.',
    left: (text) => `Valid for ${text} more. It serves once.`,
    minutesLeft: minutes,
    secondsLeft: (count) => plural('en', count, { one: '1 second', other: `${count} seconds` }),
    lastMinute: 'One minute is left to use this code.',
    opens: {
      consultation: (hours) => `It opens the record for ${plural('en', hours, { one: '1 hour', other: `${hours} hours` })}.`,
      day: 'It opens the record for 24 hours.',
      usual: (days) => `It opens the record for ${lasting('en', days)}.`,
    },
    only: 'Send it to nobody: it is made for whoever is with you.',
    again: 'Change the code',
    withdraw: 'Withdraw the code',
    withdrawn: 'The code is withdrawn: it opens nothing any more.',
    listen: 'Hear the code',
  },
  over: { title: 'This code opens nothing any more', body: 'Its time is over and nobody used it. Make another if you need one.' },
  redeemed: {
    title: (name) => `${name} may read the record`,
    announced: (name) => `${name} used the code.`,
    untilLead: 'Their access ends by itself',
    already: 'They could already, and for longer: the code shortened nothing.',
    treats: 'They are the médecin traitant: their access has no end.',
    withdraw: 'Withdraw the access',
    withdrawTitle: (name) => `Withdraw the access of ${name}?`,
    withdrawBody: 'They will not be able to read the record any more, from now on. The journal keeps what they read.',
    withdrawn: (name) => `${name} can no longer read the record.`,
    notThem: 'Is it not the person who is with you? Withdraw the access, then report it in the journal.',
    see: 'See who has access',
    another: 'Show to somebody else',
  },
};

const shareActs: Omit<Widen<typeof frenchActs>, keyof typeof cardActs> = {
  'share-made': (name, self) => (self ? 'You made a code to show the record to a professional' : `${name} made a code to show the record to a professional`),
  'share-withdrawn': (name, self) => (self ? 'You withdrew the code that showed the record' : `${name} withdrew the code that showed the record`),
  'share-read': (name) => `${name} read the code that was shown, and whose record it is`,
  'share-redeemed': (name) => `${name} used the code that was shown: the record is open to them`,
};

export const codeActs: Widen<typeof frenchActs> = { ...cardActs, ...shareActs };
export const codeRefusals: Widen<typeof frenchRefusals> = {
  'show-card': () => 'Somebody wanted to open the emergency card',
  'redeem-share': (name) => `${name} wanted to open the record with a code that was shown`,
};
