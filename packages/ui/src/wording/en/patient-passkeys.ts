// English of passkeys.

import type { PatientWords } from '../patient.ts';

export const patientPasskeys: PatientWords['passkeys'] = {
  refused: 'This passkey did not work',
  noneHere: 'No passkey on this device? Use your identifier and your password.',
  faults: {
    unsupported: {
      title: 'This browser cannot use a passkey',
      detail: 'Sign in with your identifier and your password, or try a more recent browser.',
    },
    cancelled: { title: 'Nothing was done', detail: 'The gesture was cancelled, or took too long. Start again whenever you like.' },
    known: {
      title: 'This device has a passkey already',
      detail: 'It is in your list. To add another, take another device or a security key.',
    },
    unable: {
      title: 'This device could not do it',
      detail: 'It needs a lock by code, fingerprint or face. Set one, or take another device or a security key.',
    },
  },
  title: 'Passkeys',
  lead: 'To sign in without password or code, by the fingerprint, the face or the code of your device. Nobody can make you copy it onto a false site.',
  none: 'You have no passkey yet.',
  add: 'Add a passkey',
  elsewhere: 'Your passkeys work on your other devices. Here, sign in with your password, or try a more recent browser.',
  how: 'Your device will ask for your fingerprint, your face or its code. Carnet receives nothing of it.',
  shared:
    'No smartphone, or a shared computer? Take a security key, to plug in or to hold near. On somebody else’s computer, keep nothing in the computer itself: whoever knows its code would enter.',
  name: 'Name of the passkey',
  nameHelp: 'To know it in your list.',
  nameMissing: 'Give it a name.',
  names: {
    iphone: 'iPhone',
    ipad: 'iPad',
    android: 'Android phone or tablet',
    windows: 'Windows computer',
    mac: 'Mac',
    linux: 'Linux computer',
    other: 'My device',
    phone: 'Phone',
    key: 'Security key',
  },
  go: 'Continue',
  added: 'Your passkey is added. An e-mail confirms it.',
  addedOn: 'Added:',
  lastUsed: 'Last used:',
  neverUsed: 'Not used yet',
  rename: 'Rename',
  renameOf: (name) => `Rename “${name}”`,
  renamed: 'The name is changed.',
  save: 'Save',
  remove: 'Remove',
  removeOf: (name) => `Remove “${name}”`,
  removing: 'This passkey will no longer open your space. Your other sessions will be closed, and an e-mail will tell you.',
  removingThere: 'The device may go on offering it: delete it among its passwords too.',
  removed: 'Your passkey is removed. Your other sessions are closed.',
};
