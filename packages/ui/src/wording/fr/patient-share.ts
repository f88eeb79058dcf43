// French of the code a patient shows to a professional: making it, showing it, what it opened.

import { cardActs } from './patient-card.ts';
import { lasting, lastingFirst } from '../lasting.ts';
import { of } from '../of-name.ts';
import { plural } from '../plural.ts';

const minutes = (count: number): string => plural('fr', count, { one: '1 minute', other: `${count} minutes` });

export const patientShare = {
  title: 'Montrer mon dossier à un professionnel',
  titleOf: (name: string) => `Montrer le dossier ${of(name)} à un professionnel`,
  short: 'Montrer mon dossier',
  withDoctor: 'Partager avec mon médecin',
  lead: 'Vous êtes devant un médecin, un infirmier, un pharmacien ? Montrez-lui un code : il ouvre le dossier avec sa carte, pour la durée que vous choisissez.',
  span: {
    label: 'Il pourra consulter pendant',
    consultation: (hours: number) =>
      plural('fr', hours, { one: '1 heure, le temps d’une consultation', other: `${hours} heures, le temps d’une consultation` }),
    day: '24 heures',
    usual: (days: number) => `${lastingFirst('fr', days)}, comme une autorisation habituelle`,
  },
  what: {
    title: 'Ce qu’il lira',
    whole: 'Tout ce que le dossier montre aux professionnels : un document ne se partage pas seul.',
    masked: 'Ce qui est masqué le reste, sauf pour son auteur et le médecin traitant.',
    traced: 'Le journal dira ce qu’il a lu, et l’accès s’arrêtera tout seul. Vous pouvez le retirer avant.',
  },
  make: 'Montrer un code',
  made: (count: number) => `Le code est prêt. Il sert une fois, pendant ${minutes(count)}.`,
  waiting: {
    title: 'Montrez ce code, ou dites-le',
    forScan: 'Le professionnel le scanne avec son téléphone, ou depuis « Ouvrir un dossier » dans son espace Carnet.',
    orSay: 'Ou dites-lui ces neuf signes :',
    qr: 'Code QR à faire scanner. Les neuf signes écrits à côté ouvrent la même chose.',
    left: (text: string) => `Valable encore ${text}. Il sert une seule fois.`,
    minutesLeft: minutes,
    secondsLeft: (count: number) => plural('fr', count, { one: '1 seconde', other: `${count} secondes` }),
    lastMinute: 'Il reste une minute pour utiliser ce code.',
    opens: {
      consultation: (hours: number) => `Il ouvre le dossier pour ${plural('fr', hours, { one: '1 heure', other: `${hours} heures` })}.`,
      day: 'Il ouvre le dossier pour 24 heures.',
      usual: (days: number) => `Il ouvre le dossier pour ${lasting('fr', days)}.`,
    },
    only: 'Ne l’envoyez à personne : il est fait pour qui est devant vous.',
    again: 'Changer de code',
    withdraw: 'Retirer le code',
    withdrawn: 'Le code est retiré : il n’ouvre plus rien.',
    listen: 'Écouter le code',
  },
  over: { title: 'Ce code n’ouvre plus rien', body: 'Sa durée est passée et personne ne l’a utilisé. Faites-en un autre si vous en avez besoin.' },
  redeemed: {
    title: (name: string) => `${name} peut lire le dossier`,
    announced: (name: string) => `${name} a utilisé le code.`,
    untilLead: 'Son accès s’arrête tout seul',
    already: 'Cette personne le pouvait déjà, et pour plus longtemps : le code n’a rien raccourci.',
    treats: 'C’est le médecin traitant : son accès n’a pas de fin.',
    withdraw: 'Retirer l’accès',
    withdrawTitle: (name: string) => `Retirer l’accès de ${name} ?`,
    withdrawBody: 'Cette personne ne pourra plus lire le dossier, dès maintenant. Le journal garde ce qu’elle a lu.',
    withdrawn: (name: string) => `${name} ne peut plus lire le dossier.`,
    notThem: 'Ce n’est pas la personne qui est devant vous ? Retirez l’accès, puis signalez-le dans le journal.',
    see: 'Voir qui y accède',
    another: 'Montrer à quelqu’un d’autre',
  },
} as const;

/** What was done with a code, as the journal says it. */
const shareActs = {
  'share-made': (name: string, self: boolean) =>
    self ? 'Vous avez fait un code pour montrer le dossier à un professionnel' : `${name} a fait un code pour montrer le dossier à un professionnel`,
  'share-withdrawn': (name: string, self: boolean) =>
    self ? 'Vous avez retiré le code qui montrait le dossier' : `${name} a retiré le code qui montrait le dossier`,
  'share-read': (name: string) => `${name} a lu le code montré, et de qui est le dossier`,
  'share-redeemed': (name: string) => `${name} a utilisé le code montré : le dossier lui est ouvert`,
} as const;

/** Of cards and of codes: what somebody who was shown one did, or wanted to do. */
export const codeActs = { ...cardActs, ...shareActs } as const;
export const codeRefusals = {
  'show-card': () => 'Quelqu’un a voulu ouvrir la carte d’urgence',
  'redeem-share': (name: string) => `${name} a voulu ouvrir le dossier avec un code montré`,
} as const;
