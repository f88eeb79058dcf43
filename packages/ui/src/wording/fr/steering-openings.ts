// French of the openings, in the app of whoever runs Carnet.

import { formatNumber as number, plural } from '../plural.ts';

export const openings = {
  title: 'Ouvertures',
  lead: 'Qui n’a pas encore de dossier, qui en est informé, quand il s’ouvre. Des nombres, personne n’est nommé.',
  record: 'Enregistrer une opposition',
  regime: {
    opposition: (weeks: number) =>
      `Régime en vigueur : ouverture automatique sauf opposition, ${weeks} semaines après l’information de chacun (R. 1111-28 CSP). Il se change dans « Valeurs réglables ».`,
    consentement: 'Régime en vigueur : consentement. Rien ne s’ouvre sans la personne ; ce qui était annoncé est mis de côté, et serait annoncé de nouveau.',
  },
  progress: 'Où en sont les ouvertures',
  columns: { what: 'Étape', people: 'Personnes', day: 'Jour', records: 'Dossiers' },
  lines: {
    waiting: { what: 'Sans dossier', why: 'Couvertes par un régime servi.' },
    email: { what: 'Informées par courriel', why: 'Leur délai court.' },
    letter: { what: 'Informées par lettre', why: 'Leur délai court depuis l’impression.' },
    lettersToPrint: { what: 'Lettres à imprimer', why: 'Le délai ne court pas encore.' },
    unreachable: { what: 'Sans adresse connue', why: 'La caisse n’a ni courriel ni adresse postale : rien ne s’ouvre.' },
    opposed: { what: 'Opposées', why: 'Rien ne s’ouvre, sauf si elles le demandent elles-mêmes.' },
    opened: { what: 'Ouvertes après information', why: 'À l’échéance, ou plus tôt à leur demande.' },
  },
  coming: 'Prochaines ouvertures',
  nothingComing: { title: 'Aucune ouverture prévue', why: 'Personne n’est dans son délai d’opposition.' },
  letters: {
    title: 'Lettres',
    what: (weeks: number) =>
      `Imprimer remet un fichier à votre éditique : destinataire, adresse, code d’opposition. Les ${weeks} semaines de chacun commencent ce jour-là.`,
    print: (count: number) =>
      plural('fr', count, { zero: 'Aucune lettre à imprimer', one: 'Imprimer 1 lettre', other: `Imprimer ${number('fr', count)} lettres` }),
    printed: (count: number) => plural('fr', count, { one: '1 lettre est prête.', other: `${number('fr', count)} lettres sont prêtes.` }),
    run: (count: number) => plural('fr', count, { one: '1 lettre (CSV), imprimée', other: `${number('fr', count)} lettres (CSV), imprimées` }),
  },
  opposition: {
    lead: 'Une opposition reçue par lettre, par téléphone ou au guichet. Elle est gardée scellée, avec votre nom, la date et ce qui la prouve.',
    fields: {
      matricule: 'Numéro de sécurité sociale, 15 chiffres',
      familyName: 'Nom',
      firstName: 'Premier prénom',
      birthDate: 'Date de naissance',
      means: 'Comment elle a été dite',
      proof: 'Preuve',
    },
    means: { courrier: 'Par lettre', telephone: 'Par téléphone', guichet: 'Au guichet' },
    proofHelp: 'Référence de la lettre, de l’appel ou du formulaire.',
    missing: 'À remplir.',
    record: 'Enregistrer l’opposition',
    cancel: 'Annuler',
    done: 'L’opposition est enregistrée : rien ne s’ouvrira.',
    opened: 'Ce dossier est déjà ouvert. La personne peut le fermer, ce qui a le même effet : dites-le-lui.',
  },
};
