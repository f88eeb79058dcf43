// What is wrong with a device that asks to be rung, or a message asked to be sent again.

import type { Bilingual } from './labels-bilingual.ts';

export const noticeFindingWording: Readonly<Record<string, Bilingual>> = {
  ADRESSE_DE_NOTIFICATION: {
    fr: 'Ce n’est pas l’adresse d’un service de notification, avec les clés que le navigateur en reçoit.',
    en: 'This is not the address of a push service, with the keys a browser receives from it.',
  },
  RIEN_A_RENVOYER: {
    fr: 'Ce message n’attend plus ici : il est parti, ou quelqu’un l’a renvoyé.',
    en: 'This message no longer waits here: it has left, or somebody sent it again.',
  },
};
