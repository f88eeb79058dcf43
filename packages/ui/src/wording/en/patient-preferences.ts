// English of how one is told.

import type { PatientWords } from '../patient.ts';
import { plural } from '../plural.ts';

export const patientPreferences: PatientWords['preferences'] = {
  title: 'How to tell you',
  lead: 'The notice always stays in the application. Choose what you are told besides. No message holds any health information.',
  emergencies:
    'When your record is opened in an emergency, you are always told at once, even at night: the law requires it. When who may enter it changes, too, without delay.',
  caption: 'What you are told, and how',
  columns: { event: 'Event', email: 'E-mail', push: 'Notification' },
  emails: { now: 'At once', daily: 'Once a day', weekly: 'Once a week', off: 'Never' },
  ring: 'On the chosen devices',
  events: {
    'document-nouveau': {
      title: 'A new document arrives',
      help: 'If there are many, one message the next day at 8:00. A result its laboratory marked as critical does not wait.',
    },
    'premier-acces': { title: 'A professional opens your record for the first time', help: '' },
    'dossier-cree': { title: 'Your record is opened or reopened', help: '' },
  },
  digests: 'Once a day: at 8:00. Once a week: on Monday at 8:00.',
  quietTitle: 'At night',
  quiet: 'No notification at night',
  quietHelp: 'They wait for the morning. An emergency access always passes.',
  from: 'From',
  to: 'To',
  timeNeeded: 'Give a time, for instance 22:00.',
  save: 'Save my choices',
  saved: 'Your choices are saved.',
  unchanged: 'Nothing to save: your choices have not changed.',
};

export const patientDevices: PatientWords['devices'] = {
  title: 'Where to tell you',
  email: (address) => `Your e-mails go to ${address}.`,
  noEmail: 'No e-mail address is known: no e-mail is sent.',
  others: (count) =>
    plural('en', count, { zero: '', one: '1 other device receives your notifications too.', other: `${count} other devices receive your notifications too.` }),
  states: {
    checking: 'One moment…',
    on: { title: 'This device is told', text: 'It shows “Something new in your record”, and nothing more.' },
    off: {
      title: 'This device is not told',
      text: 'It would show “Something new in your record”, and nothing more. Your browser will ask for your agreement.',
    },
    denied: {
      title: 'Your browser refuses notifications from Carnet',
      text: 'You refused them, or it refuses for you. To change your mind: touch the padlock beside the address of this page, then “Notifications”.',
    },
    unsupported: {
      title: 'This browser cannot receive notifications',
      text: 'E-mails and the notices of the application arrive all the same. On iPhone and iPad, first add Carnet to the home screen.',
    },
  },
  turnOn: 'Tell this device',
  turnOff: 'No longer tell this device',
  turnedOn: 'This device will be told.',
  turnedOff: 'This device will no longer be told.',
  dismissed: 'You did not agree: nothing has changed.',
  unreachable: {
    title: 'This device could not be added',
    text: 'The notification service of your browser does not answer. Try again later; e-mails arrive all the same.',
  },
  trial: 'Send a trial',
  trialHelp: 'An e-mail, and a notification on each device: at once.',
  tried: {
    title: 'The trial has left',
    email: {
      taken: 'The e-mail is on its way.',
      failed: 'The e-mail has not left: the mail server did not take it. Try again later.',
      unknown: 'No e-mail: no address is known.',
    },
    devices: (taken, all) => (all === 0 ? 'No notification: no device is chosen.' : `Notifications sent: ${taken} of ${all}.`),
  },
};
