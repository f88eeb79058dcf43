// Easy French of the design kit, where its French is not easy already.

import type { Kit } from '../language.tsx';
import type { Some } from '../over.ts';
import { plural } from '../plural.ts';

export const kit: Some<Kit> = {
  retry: 'Essayer encore',
  optional: 'pas obligatoire',
  mainNavigation: 'Menu principal',
  pending: 'Attendez…',
  language: { changed: 'Carnet est en français facile.' },
  offline: 'Vous n’avez plus internet. Vous pouvez lire ce qui est à l’écran. Attendez le retour d’internet pour le reste.',
  online: 'Internet est revenu.',
  idle: {
    askedTitle: 'Vous êtes encore là ?',
    asked: 'Si vous ne répondez pas, Carnet se ferme dans deux minutes. C’est pour protéger votre dossier.',
    stay: 'Oui, je suis là',
    leave: 'Fermer Carnet',
    covered: 'Vous n’avez rien fait depuis longtemps. Carnet a caché la page. C’est pour protéger votre dossier.',
    failed: 'Carnet ne répond pas. Regardez si vous avez internet. Puis essayez encore.',
  },
  password: {
    show: 'Montrer le mot de passe',
    rulesTitle: 'Votre mot de passe doit avoir :',
    rules: {
      MOT_DE_PASSE_LONGUEUR: '12 lettres, chiffres ou signes, ou plus',
      MOT_DE_PASSE_MINUSCULE: 'une petite lettre, par exemple a',
      MOT_DE_PASSE_MAJUSCULE: 'une grande lettre, par exemple A',
      MOT_DE_PASSE_CHIFFRE: 'un chiffre, par exemple 1',
    },
  },
  identifier: {
    copied: 'C’est copié.',
    notCopied: 'La copie n’a pas marché. Recopiez le numéro.',
  },
  badge: {
    masked: 'Caché',
    maskedExplained: 'Caché aux professionnels. La personne qui l’a écrit et le médecin traitant le voient.',
    archived: 'Rangé à part',
    awaiting: 'Pas encore annoncé par le médecin',
    declaredByPatient: 'Dit par le patient',
  },
  document: {
    authorAnd: (author, others) => `${author} et ${plural('fr', others, { one: '1 autre', other: `${others} autres` })}`,
    unknownAuthor: 'On ne sait pas qui l’a écrit',
    actOn: 'Soin du',
    columns: { act: 'Date du soin', author: 'Écrit par', changed: 'Changé le' },
  },
  arrivals: {
    why: 'Ce document est arrivé plusieurs fois. Le dossier le montre une seule fois.',
    doors: {
      fhir: 'envoyé par un programme (FHIR)',
      soap: 'envoyé par un programme (DMP)',
      patient: 'ajouté par le patient',
      professional: 'ajouté par un professionnel',
    },
    wholeLine: (count) => `Ce document est arrivé ${count} fois. Cela change toutes les copies.`,
  },
  reading: {
    about: 'Sur ce document',
    tableRegion: (caption) => `Tableau : ${caption}. Il bouge de gauche à droite.`,
    tableUnnamed: 'Tableau. Il bouge de gauche à droite.',
    externalLink: 'un autre site, dans une autre page',
    unreadableTitle: 'Carnet ne peut pas montrer ce document',
    unreadable: (mimeType) => `Cette sorte de fichier (${mimeType}) ne s’ouvre pas ici. Vous pouvez le télécharger. Ouvrez-le ensuite sur votre appareil.`,
    empty: 'Il n’y a pas de texte dans ce document.',
  },
  pdf: {
    toolbar: 'Boutons du PDF',
    zoomIn: 'Plus grand',
    zoomOut: 'Plus petit',
    fit: 'Aussi large que l’écran',
    zoomLevel: (percent) => `Taille ${percent}`,
    noText: 'Cette page est une image. L’appareil ne peut pas la lire à voix haute.',
    error: { why: 'Le fichier est peut-être abîmé. Ou internet s’est coupé.', what: 'Essayez encore. Si cela ne marche pas, téléchargez le document.' },
    password: 'Ce PDF a un mot de passe. Téléchargez le document. Ouvrez-le ensuite sur votre appareil.',
  },
  image: {
    zoom: 'Image plus grande',
    region: 'Image. Elle bouge quand elle est plus grande.',
    error: {
      title: 'Cette image ne s’ouvre pas',
      why: 'Le fichier est peut-être abîmé. Ou internet s’est coupé.',
      what: 'Essayez encore. Si cela ne marche pas, téléchargez le document.',
    },
  },
  file: { drop: 'Posez un fichier ici' },
  error: {
    title: 'Il y a un problème',
    network: {
      title: 'Carnet ne répond pas',
      why: 'Internet est coupé. Ou Carnet est arrêté pour un moment.',
      what: 'Regardez si internet marche. Essayez encore.',
    },
    unexpected: {
      title: 'Carnet a un problème',
      why: 'Le problème vient de nous. Vous n’avez rien perdu.',
      what: 'Essayez encore. Si cela ne marche pas, appelez l’aide. Dites le code écrit en dessous.',
    },
  },
  missing: {
    title: (count) => plural('fr', count, { one: 'Il manque 1 ligne à cette liste', other: `Il manque ${count} lignes à cette liste` }),
    body: 'Carnet n’arrive plus à les lire. Les personnes qui s’occupent de Carnet le savent. Elles vont les chercher. Vous n’avez rien à faire.',
  },
  list: { more: 'Voir la suite', loaded: (shown, total) => `Vous voyez ${shown} lignes sur ${total}` },
};
