// English of the services connected to a record: the question a service asks, and the list of those that have an answer.

import type { PatientWords } from '../patient.ts';
import { plural } from '../plural.ts';

export const patientServices: PatientWords['services'] = {
  title: 'Connected services',
  titleOf: (name) => `Services connected to ${name}’s record`,
  lead: 'The apps and sites that you let read or write in your record.',
  leadOf: 'The apps and sites that read or write in this record.',
  none: {
    title: 'No service connected',
    body: 'A health app may offer to connect to this record. The question is then asked here, purpose by purpose.',
  },
  by: (publisher) => `Offered by ${publisher}`,
  may: {
    list: {
      reads: (spaces) => `Reads: ${spaces}`,
      readsMeasures: 'Reads measures of health',
      writes: (spaces) => `Adds to: ${spaces}`,
      writesMeasures: 'Adds measures of health',
    },
    question: {
      reads: (spaces) => `Read: ${spaces}`,
      readsMeasures: 'Read measures of health (weight, blood pressure, glucose…)',
      writes: (spaces) => `Add documents to: ${spaces}`,
      writesMeasures: 'Add measures of health, and correct or withdraw its own',
    },
  },
  since: 'Connected on',
  until: 'Ends on',
  ended: 'Ended on',
  lastUsed: 'Last came',
  neverUsed: 'Never came',
  states: { active: 'Connected', paused: 'Suspended by Carnet', ended: 'Disconnected' },
  paused: 'Carnet has suspended this service. It reads nothing meanwhile.',
  agreeAgain: 'This service asks for something else than at first. Unless it is agreed to again, it loses its access on the date above.',
  past: (count) => plural('en', count, { one: '1 disconnected service', other: `${count} disconnected services` }),
  disconnect: 'Disconnect',
  disconnectOf: (name) => `Disconnect ${name}`,
  dialog: {
    title: (name) => `Disconnect ${name}`,
    confirm: 'Disconnect',
    what: 'The service loses its access at once. It will read and write nothing more in the record.',
    after: 'What it has already read stays with it: ask its publisher to erase it. You may connect it again.',
    done: (name) => `${name} is disconnected.`,
  },
  subscribers: {
    title: 'Software that is told',
    lead: 'This software of professionals, and these services, are told when a document arrives. They learn that it is there, never what it says; only of documents they may see, and as long as they may. To stop it, withdraw the professional’s access, or disconnect the service.',
    topics: { 'document-new': 'At each new document', 'document-released': 'When a document becomes visible' },
    since: 'Since',
    until: 'at the latest until',
  },
  question: {
    title: (name) => `${name} asks for access to your record`,
    by: (publisher) => `Offered by ${publisher}. Carnet does not know what this service does with your data on its side: read its terms.`,
    record: 'For which record?',
    mine: (name) => `Mine (${name})`,
    purposes: 'What do you let it do?',
    purposesHelp: 'Tick only what you want. Nothing is ticked beforehand.',
    chooseOne: 'Tick at least one purpose, or refuse.',
    rules: [
      'It is given neither your name nor your INS number: it knows you by a number of its own. Yet a document that it reads says what its author wrote in it.',
      'What waits to be announced by a doctor is not shown to it.',
      'Each reading is noted in your journal, under its name.',
    ],
    offline: 'It may come back while you are away.',
    until: 'This ends on',
    untilAfter: 'and you may disconnect it before, at any time, under “Connected services”.',
    accept: 'Allow',
    refuse: 'Refuse',
    leaving: 'Taking you back to the service…',
    restart: 'Go to my record',
  },
};
