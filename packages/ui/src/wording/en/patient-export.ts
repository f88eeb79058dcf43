// English of the copy of a record that one takes away.

import type { PatientWords } from '../patient.ts';
import { formatNumber as number, plural } from '../plural.ts';

export const patientExport: PatientWords['export'] = {
  title: 'Take my record away',
  titleOf: (name) => `Take the record of ${name} away`,
  lead: 'A copy of all that you may read, in one file, to keep at home.',
  what: [
    'The documents, as they were deposited, with a page to read for each.',
    'The profile, measures, reimbursements, accesses and journal, for a spreadsheet too.',
    'A summary, and a format that health software can take in.',
  ],
  opens: 'The file opens on any computer, without the Internet: unpack it, then open index.html.',
  ask: 'Prepare the copy',
  askAgain: 'Prepare a new copy',
  asked: 'The copy is being prepared. You may leave this page.',
  preparing: {
    title: 'The copy is being prepared',
    body: 'You may close this page and come back: a notice will tell you that it is ready.',
    waiting: 'It is waiting for its turn.',
    done: (done, total) => `${number('en', done)} of ${plural('en', total, { one: '1 document', other: `${number('en', total)} documents` })}`,
    progress: 'Progress of the copy',
    giveUp: 'Give it up',
    givenUp: 'The copy was given up.',
  },
  ready: {
    title: 'The copy is ready',
    made: 'Made:',
    until: 'It stays here until',
    alone: 'Then it is destroyed. You alone can download it, once signed in.',
    download: 'Download',
    safe: 'Once at home, no password protects it any more: avoid a shared computer.',
    delete: 'Delete it now',
    deleted: 'The copy is deleted.',
  },
  expired: { title: 'This copy is no longer here', body: 'Its time is over and it was destroyed. You can ask for another.' },
  failed: {
    title: 'The copy could not be made',
    rights: 'You may no longer take this record away. Ask the person it is about.',
    error: 'We tried several times. Nothing is lost: ask for another, or call for help if it goes on.',
  },
  kept: (days) => plural('en', days, { one: 'Once ready, it waits for 1 day.', other: `Once ready, it waits for ${days} days.` }),
  beforeClosing: 'Take my whole record away',
};
