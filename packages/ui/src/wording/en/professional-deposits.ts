// English of the professional app: what one's structure deposited, and what was refused of it.

import type { deposits as french } from '../fr/professional-deposits.ts';
import { formatNumber as number, plural } from '../plural.ts';
import type { Widen } from '../widen.ts';

export const deposits: Widen<typeof french> = {
  link: 'My structure’s deposits',
  linkHelp: 'What was sent to Carnet, what was refused, and what to do.',
  elsewhere: 'Other pages',
  title: 'Deposits of the structure',
  lead: (structure) => `What ${structure} sent to Carnet, and what was refused, with what to do. No patient is named here: the number is your software’s own.`,
  back: 'Back to the first page',
  list: 'Deposits, newest first',
  show: 'Show',
  shows: { all: 'All', taken: 'Taken', refused: 'Refused' },
  outcomes: { taken: 'Taken', refused: 'Refused' },
  period: 'Period',
  lastDays: (days) => `Last ${number('en', days)} days`,
  reason: 'Reason for refusal',
  everyReason: 'Every reason',
  reasonTimes: (title, times) => `${title} (${number('en', times)})`,
  summary: (taken, refused) =>
    `${plural('en', taken, { zero: 'No document taken', one: '1 document taken', other: `${number('en', taken)} documents taken` })}, ${plural('en', refused, { zero: 'nothing refused', one: '1 submission refused', other: `${number('en', refused)} submissions refused` })} over the period.`,
  file: 'Download for a spreadsheet',
  more: 'Show more',
  kept: (days) =>
    `These lines are shown for ${number('en', days)} days. A refusal due to waiting or to an outage is not among them: software sends again by itself.`,
  doors: { 'ITI-41': 'by SOAP (ITI-41)', 'ITI-65': 'by FHIR (ITI-65)', 'ITI-105': 'by FHIR (ITI-105)', 'FHIR': 'by FHIR', 'CARNET': 'by hand, in Carnet' },
  numbers: { set: 'Set', document: 'Document' },
  again: 'received before, sent once more',
  tooMany: 'too many were refused in that hour to be kept one by one; they are counted here',
  by: 'Sent by',
  byCertificate: 'the structure’s certificate',
  unnamed: 'somebody who is no longer in the directory',
  identifier: 'the person’s identifier',
  software: 'Software',
  whatToDo: 'What to do:',
  times: (times) => `Refused ${number('en', times)} times within an hour, the last:`,
  none: {
    title: 'Nothing in this period',
    why: 'No deposit and no refusal. If your software should have sent something, check that it runs and that its certificate is valid.',
    filtered: 'No line matches',
    filteredWhy: 'Show all, or choose a longer period.',
  },
  closed: {
    title: 'The deposits of a structure',
    why: 'This page is for those who feed records in the name of a structure, with their own card.',
    chooseStructure: 'First choose, under your account at the top of the page, the structure you work for.',
  },
};
