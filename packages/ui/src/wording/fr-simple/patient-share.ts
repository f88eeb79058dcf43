// Easy French of the code shown to a professional, and of scanning a paper page by page.

import { lastingFirst } from '../lasting.ts';
import type { Some } from '../over.ts';
import type { PatientWords } from '../patient.ts';
import { plural } from '../plural.ts';

const hoursOf = (count: number): string => plural('fr', count, { one: '1 heure', other: `${count} heures` });
const minutesOf = (count: number): string => plural('fr', count, { one: '1 minute', other: `${count} minutes` });

export const patientShare: Some<PatientWords['share']> = {
  withDoctor: 'Montrer à mon médecin',
  lead: 'Vous êtes devant un médecin, un infirmier, un pharmacien ? Montrez-lui un code. Il ouvre le dossier avec sa carte. Vous choisissez pour combien de temps.',
  span: {
    label: 'Il pourra lire pendant',
    consultation: (hours) => `${hoursOf(hours)}, le temps d’une visite`,
    usual: (days) => `${lastingFirst('fr', days)}, comme un accord habituel`,
  },
  what: {
    whole: 'Il voit tout ce que le dossier montre aux professionnels. Vous ne pouvez pas montrer un seul document.',
    masked: 'Ce qui est caché reste caché. Le médecin traitant et la personne qui l’a écrit le voient.',
    traced: 'Le journal dira ce qu’il a lu. Cela s’arrête tout seul. Vous pouvez arrêter avant.',
  },
  made: (count) => `Le code est prêt. Il sert une seule fois. Il marche pendant ${minutesOf(count)}.`,
  waiting: {
    forScan: 'Le professionnel lit le code avec son téléphone. Ou dans Carnet, à « Ouvrir un dossier ».',
    orSay: 'Ou dites-lui ces neuf lettres et chiffres :',
    qr: 'Code QR à montrer. Les neuf lettres et chiffres écrits à côté font la même chose.',
    left: (text) => `Le code marche encore ${text}. Il sert une seule fois.`,
    lastMinute: 'Le code marche encore une minute.',
    only: 'N’envoyez ce code à personne. Il est pour la personne devant vous.',
    again: 'Faire un autre code',
    withdrawn: 'Le code est retiré. Il ne marche plus.',
  },
  over: { title: 'Ce code ne marche plus', body: 'Son temps est passé. Personne ne l’a utilisé. Vous pouvez faire un autre code.' },
  redeemed: {
    untilLead: 'Cela s’arrête tout seul',
    already: 'Cette personne pouvait déjà lire, et pour plus longtemps. Le code n’a rien changé.',
    treats: 'C’est le médecin traitant. Il n’y a pas de date de fin.',
    withdraw: 'Arrêter',
    withdrawTitle: (name) => `${name} ne doit plus lire le dossier ?`,
    withdrawBody: 'Maintenant, cette personne ne pourra plus lire le dossier. Le journal garde ce qu’elle a lu.',
    notThem: 'Ce n’est pas la personne devant vous ? Arrêtez. Puis signalez-le dans le journal.',
    see: 'Voir qui peut lire',
  },
};

export const scan: Some<PatientWords['documents']['adding']['scan']> = {
  open: 'Photographier un papier',
  reopen: 'Revoir les pages',
  title: 'Photographier un papier',
  lead: (pages) => `Posez la feuille à plat, dans la lumière. Pas plus de ${pages} pages. Carnet en fait un PDF de 20 Mo au plus. Rien ne part avant l’envoi.`,
  preparing: (page, all) => (all === 1 ? 'Carnet prépare la page…' : `Carnet prépare la page ${page} sur ${all}…`),
  straightening: 'Carnet remet la page droite…',
  assembling: 'Carnet réunit les pages…',
  pages: 'Les pages',
  pageAs: (page) => `Page ${page}, comme elle sera envoyée`,
  toolsOf: (page) => `Changer la page ${page}`,
  crop: (page) => `Couper les bords de la page ${page}`,
  turn: (page) => `Tourner la page ${page}`,
  up: (page) => `Mettre la page ${page} avant`,
  down: (page) => `Mettre la page ${page} après`,
  full: (pages) => `C’est la dernière page. Pas plus de ${pages} pages dans un document. Ajoutez la suite dans un autre document.`,
  leave: 'Revenir sans photographier',
  unreadable: (name) => `« ${name} » n’est pas une photo. Choisissez une autre photo.`,
  failed: 'Cela n’a pas marché. Fermez d’autres applications. Puis recommencez.',
  tooHeavy: 'Ces pages sont trop grosses : plus de 20 Mo. Retirez des pages. Ajoutez-les dans un autre document.',
  editTitle: (page) => `Couper les bords de la page ${page}`,
  editLead: 'Mettez les quatre ronds sur les coins de la feuille. Carnet remet la feuille droite.',
  cornerAt: (across, down) => `gauche ${across}, haut ${down}`,
  cornersHelp: 'Avec le clavier : choisissez un coin avec Tab. Bougez-le avec les flèches. Pour aller plus vite, gardez Maj appuyé.',
  crossed: 'Les coins sont mélangés. Remettez chaque coin à sa place.',
  whiten: 'Rendre le papier plus blanc',
  whitenHelp: 'Enlève les ombres. Le texte est plus noir. Décochez pour une image.',
};
