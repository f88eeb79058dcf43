// English of sign-in and recovery.

import type { PatientWords } from '../patient.ts';
import { plural } from '../plural.ts';

export const patientAccount: PatientWords['signIn'] = {
  title: 'Sign in',
  identifier: 'Identifier',
  identifierHelp: 'It is on your access letter. It never changes.',
  password: 'Password',
  remember: 'Remember my identifier on this device',
  rememberHelp: 'Not on a shared device. The password is never remembered.',
  remembered: 'Remembered identifier:',
  other: 'Use another identifier',
  next: 'Continue',
  lost: 'Forgot your password?',
  lostLogin: 'Forgot your identifier?',
  steps: (step) => `Step ${step} of 2`,
  missing: { login: 'Write your identifier.', password: 'Write your password.', code: 'Write the code received, 6 digits.' },

  change: {
    title: 'Choose your password',
    lead: 'This is your first sign-in. Replace the letter’s password with your own.',
    label: 'New password',
    save: 'Save and continue',
    unmet: 'Something is still missing in this password.',
  },
  code: {
    title: 'Write the code received',
    sent: (address) => `A code has just left for ${address}.`,
    label: '6-digit code',
    help: 'You can copy and paste it.',
    expires: 'It is valid until',
    expired: 'This code is no longer valid. Ask for a new one.',
    verify: 'Open my record',
    resend: 'Send another code',
    resendIn: (seconds) => plural('en', seconds, { one: 'Send another code in 1 second', other: `Send another code in ${seconds} seconds` }),
    resent: 'A new code has left. The former one no longer works.',
    nothing: 'Nothing received? Look in your spam folder.',
  },
  passkey: {
    signIn: 'Sign in with a passkey',
    what: 'If you have added one: no password, and no code to copy.',
  },
  over: { title: 'This sign-in is no longer valid', restart: 'Start signing in again' },
  locked: 'Wait before trying again',
  opening: 'Opening your record…',

  recovery: {
    title: 'Forgotten password',
    lead: 'We send you a code by e-mail. It lets you choose a new password.',
    send: 'Receive a code',
    sent: 'If this identifier exists, a code has just left for its address.',
    code: 'Code received',
    newPassword: 'New password',
    save: 'Save the password',
    doneTitle: 'Your password is changed',
    done: 'Your identifier stays the same, and so do your passkeys, if you have any: you see them in “My account”. You can sign in.',
    signIn: 'Sign in',
    again: 'Ask for another code',
    noMail: {
      title: 'No longer have this e-mail address?',
      body: 'Go to the counter of your caisse, with your Vitale card and an identity card. You are given a new password, and your new address is noted.',
    },
  },
};

export const patientMyAccount: PatientWords['myAccount'] = {
  lead: 'Your password, your passkeys, and the devices where you are signed in. What is here concerns you only.',
  password: {
    title: 'Password',
    lead: 'Your identifier never changes.',
    change: 'Change password',
    what: 'Your other sessions will be closed, and an e-mail will tell you that the password was changed.',
    current: 'Current password',
    save: 'Save',
    done: 'Your password is changed. Your other sessions are closed.',
  },
  sessionsTitle: 'Where you are signed in',
  sessionsLead: 'A session closes by itself after 30 minutes without use. There is one you do not recognise? Change your password.',
  unknownDevice: 'Unrecognised browser',
  openedAt: 'Opened:',
  usedAt: 'Last used:',
  thisOne: 'This session',
  others: {
    none: 'You are not signed in anywhere else.',
    close: (count) => plural('en', count, { one: 'Close the other session', other: `Close the ${count} other sessions` }),
    what: 'This one stays open. Elsewhere, you will have to sign in again.',
    after: 'A session that you did not open? Somebody may know your password: change it instead, which closes the other sessions too.',
    done: 'Your other sessions are closed.',
  },
};
