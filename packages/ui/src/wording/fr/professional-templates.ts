// French of the professional app: documents written from a template.

export const templates = {
  title: 'Écrire à partir d’un modèle',
  more: (count: number) => `Tous vos modèles (${count})`,
  optional: 'facultatif',
  date: 'Date de l’acte',
  unsaid: 'Non dit',
  begun: 'Les lignes tirées du dossier portent leur source. Relisez, retirez, complétez.',
  unread: 'Vous pouvez écrire et déposer, mais ce dossier ne vous est pas ouvert en lecture : rien n’en est repris.',
  notDrawn: 'Le dossier n’a pas répondu : rien n’en est repris. Écrivez les lignes, ou rechargez la page.',
  renews: (day: string) => `Remplacer le vôtre du ${day}`,
  renewsHelp: 'L’ancien reste lisible, signalé comme remplacé.',
  toCorrect: (count: number) =>
    count === 1 ? 'Une rubrique est à corriger : elle est signalée.' : `${count} rubriques sont à corriger : elles sont signalées.`,
  notYours: 'Ce modèle n’est pas ouvert à votre profession. Choisissez-en un autre, ou déposez un fichier.',
  kept: 'Brouillon gardé chiffré dans ce navigateur, jusqu’à la fin de votre session.',
  choose: 'Voir les modèles',
};
