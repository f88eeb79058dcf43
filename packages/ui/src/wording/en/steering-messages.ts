// English of the page of messages that never left.

import { formatNumber as number, plural } from '../plural.ts';
import type { messages as french } from '../fr/steering-messages.ts';
import type { Widen } from '../widen.ts';

export const messages: Widen<typeof french> = {
  title: 'Messages not sent',
  lead: 'An e-mail or a notification refused nine times in three days stops here. Put right what was wrong, then send again. Whom it goes to cannot be read here.',
  caption: 'Messages not sent, newest first',
  columns: { what: 'Message', when: 'Written', why: 'Last refusal', act: 'What to do' },
  none: { title: 'All messages have left', why: 'A message that nobody takes will appear here.' },
  channels: { email: 'E-mail', push: 'Notification' },
  kinds: {
    'dossier-cree': 'record opened',
    'document-nouveau': 'new document',
    'document-annonce': 'document shown',
    'document-supprime': 'document deleted',
    'premier-acces': 'first access',
    'bris-de-glace': 'emergency access',
    'centre-15': 'access by centre 15',
    'medecin-traitant': 'médecin traitant',
    'partage': 'sharing',
    'majorite': 'majority',
    'fin-representation': 'end of a representation',
    'signalement-repondu': 'report answered',
    'acces-injustifie': 'unjustified access',
    'dossier-ferme': 'record closed',
    'copie-prete': 'copy ready',
    'carte-ouverte': 'emergency card opened',
    'code-utilise': 'sharing code used',
    'dossiers-reunis': 'records joined',
    'document-ecarte': 'document put aside',
    'document-retire': 'document withdrawn',
    'document-remis': 'document put back',
    'document-corrige': 'document corrected',
    'dossiers-separes': 'records parted',
    'ouverture-a-venir': 'opening to come',
  },
  notices: (count) => plural('en', count, { one: '1 notice', other: `${number('en', count)} notices` }),
  unknownWhy: 'unknown',
  attempts: (count) => plural('en', count, { one: '1 try', other: `${number('en', count)} tries` }),
  shown: (shown, total) => `The newest ${number('en', shown)} of ${number('en', total)}.`,
  sendAgain: 'Send again',
  sendAll: 'Send all again',
  sent: (count) =>
    plural('en', count, { zero: 'Nothing to send again.', one: '1 message leaves again.', other: `${number('en', count)} messages leave again.` }),
};
