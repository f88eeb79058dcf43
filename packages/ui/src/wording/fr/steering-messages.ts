// French of the page of messages that never left.

import { formatNumber as number, plural } from '../plural.ts';

export const messages = {
  title: 'Messages non partis',
  lead: 'Un courriel ou une notification refusé neuf fois en trois jours s’arrête ici. Corrigez la cause, puis renvoyez. À qui il va n’est pas lisible ici.',
  caption: 'Messages non partis, le plus récent d’abord',
  columns: { what: 'Message', when: 'Écrit', why: 'Dernier refus', act: 'Que faire' },
  none: { title: 'Tous les messages sont partis', why: 'Un message que personne ne veut prendre paraîtra ici.' },
  channels: { email: 'Courriel', push: 'Notification' },
  kinds: {
    'dossier-cree': 'dossier ouvert',
    'document-nouveau': 'nouveau document',
    'document-annonce': 'document visible',
    'document-supprime': 'document supprimé',
    'premier-acces': 'premier accès',
    'bris-de-glace': 'accès en urgence',
    'centre-15': 'accès du centre 15',
    'medecin-traitant': 'médecin traitant',
    'partage': 'partage',
    'majorite': 'majorité',
    'fin-representation': 'fin d’une représentation',
    'signalement-repondu': 'signalement répondu',
    'acces-injustifie': 'accès injustifié',
    'dossier-ferme': 'dossier fermé',
    'copie-prete': 'copie prête',
    'dossiers-reunis': 'dossiers réunis',
    'dossiers-separes': 'dossiers séparés',
    'ouverture-a-venir': 'ouverture à venir',
  },
  notices: (count: number) => plural('fr', count, { one: '1 avis', other: `${number('fr', count)} avis` }),
  unknownWhy: 'inconnu',
  attempts: (count: number) => plural('fr', count, { one: '1 essai', other: `${number('fr', count)} essais` }),
  shown: (shown: number, total: number) => `Les ${number('fr', shown)} plus récents, sur ${number('fr', total)}.`,
  sendAgain: 'Renvoyer',
  sendAll: 'Tout renvoyer',
  sent: (count: number) => plural('fr', count, { zero: 'Rien à renvoyer.', one: '1 message repart.', other: `${number('fr', count)} messages repartent.` }),
};
