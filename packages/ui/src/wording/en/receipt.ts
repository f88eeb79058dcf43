// English of the receipt, printed beside its French.

import type { receipt as French } from '../fr/receipt.ts';
import type { Widen } from '../widen.ts';

export const receipt: Widen<typeof French> = {
  title: 'Your health record is open',
  accessTitle: 'Your access to your health record',
  givenBy: (name, structure, day) => `Given by ${name}${structure === undefined ? '' : `, ${structure}`}, on ${day}.`,
  login: 'Your identifier, for good',
  password: 'Your initial password',
  passwordNote: 'Type the initial password as it is, with its dashes. It serves once.',
  steps: 'To sign in the first time',
  openSite: (site) => `On a phone, a tablet or a computer, open ${site}`,
  firstSteps: ['Type your identifier, then the initial password.', 'Choose a password of your own.'],
  typeCode: (email) => `Type the code sent by e-mail to ${email}`,
  keep: 'Keep this paper at home until then, then keep the identifier only. Never give your password or a code to anybody.',
  paper: {
    title: 'Without internet',
    lines: [
      'Your record fills up without you having to do anything.',
      'For an online access later: come back to the counter of your caisse, or see a pharmacist or whoever treats you, with your carte Vitale, an identity document and an e-mail address.',
      'For a copy on paper, or to know who read it: ask your doctor.',
      'Somebody you trust can help you: you will choose them once you have your access.',
    ],
  },
  child: {
    title: 'A child’s record',
    parents: (names) => `Opened by ${names} from their own space, under “My relatives”.`,
    noParent: 'As soon as a parent the child is attached to has a space, they find it there, under “My relatives”.',
    majority: 'At eighteen, the child alone opens it.',
  },
  rights: 'It is free. You decide who reads it, you see who did, and you can close it at any time. The health insurance reads nothing in it.',
};
