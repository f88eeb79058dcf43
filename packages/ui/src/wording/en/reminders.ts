// English of the reminders of health.

import type { reminders as french } from '../fr/reminders.ts';
import { formatNumber as number, plural } from '../plural.ts';
import type { Widen } from '../widen.ts';

const bySyringe = 'A doctor, a nurse, a midwife or a pharmacist gives it.';
const onPaper = 'A vaccination noted on paper is not seen here: if so, say that it is done.';

export const reminders: Widen<typeof french> = {
  title: (count) => plural('en', count, { one: 'Your reminder', other: 'Your reminders' }),
  page: 'Health reminders',
  lead: 'What is recommended at your age, or with an illness, and the notebook finds no trace of. Carnet looks when you open this page, and tells nobody: no e-mail, no notification.',
  none: 'Nothing to remind you of today.',
  all: (count) => `See the ${number('en', count)} reminders`,
  settings: 'Reminders, and what you answered',
  kinds: {
    'fundus': {
      title: 'An examination of the back of the eye',
      what: 'Diabetes can harm the eye before sight gets worse. This examination shows it in time. It is recommended every year; the doctor says when every two years is enough.',
      missing:
        'The reimbursements of the last twelve months do not show this examination. It may have been made during a consultation or in hospital: if so, say that it is done.',
    },
    'influenza': {
      title: 'The vaccine against influenza',
      what: `Influenza is more often serious after 65. The vaccine is given again each autumn. ${bySyringe}`,
      missing: `The notebook finds no trace of it since September. ${onPaper}`,
    },
    'covid': {
      title: 'The vaccine against Covid-19',
      what: `After 65, it is given again each autumn, on the same day as the one against influenza if one likes. ${bySyringe}`,
      missing: `The notebook finds no trace of it since September. ${onPaper}`,
    },
    'diphtheria': {
      title: 'The diphtheria, tetanus and polio booster',
      what: 'Protection wanes with time. This booster is given at 6, between 11 and 13, at 25, 45 and 65, then every ten years.',
      missing: `The notebook finds no recent trace of it. ${onPaper}`,
    },
    'papillomavirus': {
      title: 'The vaccine against papillomaviruses',
      what: 'It protects girls and boys from several cancers. Between 11 and 14, two injections are enough.',
      missing: 'The notebook finds no trace of it. A vaccination noted on paper, or given at school, is not seen here: if so, say that it is done.',
    },
    'meningococcus': {
      title: 'The vaccine against meningococci ACWY',
      what: 'It protects from serious meningitis. One injection, between 11 and 14, whatever was given before.',
      missing: 'The notebook finds no trace of it at that age. A vaccination noted on paper, or given at school, is not seen here: if so, say that it is done.',
    },
    'shingles': {
      title: 'The vaccine against shingles',
      what: 'It prevents shingles, and the pain that lasts after it. Two injections, at least two months apart.',
      missing: `The notebook finds no trace of it. ${onPaper}`,
    },
    'pneumococcus': {
      title: 'The vaccine against pneumococcus',
      what: 'This germ causes pneumonia and meningitis. One injection is enough.',
      missing: `The notebook finds no trace of it. ${onPaper}`,
    },
    'respiratory-syncytial': {
      title: 'The vaccine against respiratory syncytial virus (RSV)',
      what: 'This virus of the winter can be serious after 75. One injection, preferably in autumn.',
      missing: `The notebook finds no trace of it. ${onPaper}`,
    },
  },
  why: 'Why this reminder?',
  reasons: {
    age: (age) => `The French vaccination calendar recommends it from the age of ${number('en', age)}.`,
    declared: 'The health information of the notebook mentions diabetes.',
    document: 'A document of the notebook mentions diabetes:',
    medicines: 'The reimbursements show medicines that are mostly given for diabetes.',
  },
  notThat: 'No diabetes? Say so in the health information',
  source: (publisher, title, year) => `Source (in French): ${publisher}, “${title}”, ${year}`,
  done: 'It is done',
  doneThat: (what) => `It is done: ${what}`,
  later: 'In a month',
  laterThat: (what) => `Show again in a month: ${what}`,
  refuse: 'Do not show again',
  refuseThat: (what) => `Do not show again: ${what}`,
  said: {
    done: 'Noted: it is done.',
    later: 'Noted: this reminder comes back in a month.',
    refused: 'Noted: this reminder will not come back.',
    shown: 'Noted: this reminder comes back if need be.',
  },
  answeredTitle: 'What you answered',
  answers: { done: 'It is done', later: 'Later', refused: 'You do not want it any more' },
  until: 'Comes back if need be:',
  takeBack: 'Show again',
  takeBackThat: (what) => `Show again: ${what}`,
};
