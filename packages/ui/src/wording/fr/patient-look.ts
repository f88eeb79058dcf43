// French of how the application is read: language, size of the text, contrast; and of easy French.

export const patientLook = {
  open: 'Version accessible',
  title: 'Lire plus facilement',
  lead: 'Ces choix restent sur cet appareil.',
  language: 'Langue',
  text: 'Taille du texte',
  texts: { '100': 'Normale', '125': 'Grande', '150': 'Très grande', '200': 'Deux fois plus grande' },
  contrast: 'Contraste',
  contrasts: { system: 'Celui de l’appareil', more: 'Plus fort' },
  terms: 'Expliquer les mots difficiles dans les documents',
  termsHelp: 'Un mot souligné de points s’explique quand on le touche.',
  listen: 'Écouter cette page',
  done: 'J’ai terminé',
};

export const patientEasy = {
  draft: 'Brouillon simplifié : des personnes concernées ne l’ont pas encore relu.',
  words: { title: 'Les mots expliqués', lead: 'Des mots de Carnet et de la santé, dits simplement.' },
};
