// French of two records that are one person's: joined by two people of the identity cell, parted by any of them.

export const fusions = {
  title: 'Une seule personne, deux dossiers',
  toConfirm: { title: 'Réunions à confirmer', why: 'Proposées par quelqu’un, confirmées par quelqu’un d’autre. Comparez les deux identités avant.' },
  toConfirmLink: 'Réunion proposée le',
  states: {
    proposed: 'Réunion proposée, à confirmer par quelqu’un d’autre',
    merged: 'Dossiers réunis',
    declined: 'Proposition annulée',
    undone: 'Dossiers séparés de nouveau',
  },
  stays: 'Ce dossier est celui qui reste.',
  goes: 'L’autre dossier reste ; celui-ci se lit par lui.',
  compare: 'Comparer les deux identités',
  by: (name: string) => `Proposée par ${name}`,
  proposedOn: 'le',
  confirmedOn: 'confirmée le',
  endedOn: 'annulée le',
  undoneUntil: 'Peut être défaite jusqu’au',
  reason: 'Pourquoi c’est la même personne',
  reasonHelp: 'Ce que vous avez vu : pièce d’identité, réponse d’INSi, appel à la personne. Rien de ce que contient le dossier.',
  missing: 'Dites pourquoi.',
  proposeWhy:
    'Le dossier qui reste a l’identité qualifiée ; l’autre se lira par lui. Rien n’est déplacé : documents, blocages et masquages restent où ils sont, et le plus strict des deux vaut pour l’ensemble. Qui était autorisé dans l’un ne lit pas l’autre.',
  staysNumber: 'Dossier qui reste',
  propose: 'C’est une seule personne',
  proposeConfirm: 'Proposer de réunir les dossiers',
  proposed: 'Proposé. Quelqu’un d’autre de la cellule doit confirmer.',
  notPossible:
    'Pour réunir ces dossiers, l’un doit avoir une identité qualifiée, et l’autre une identité qu’INSi ne donne pas : mettez-la en doute, puis vérifiez.',
  mine: 'Vous l’avez proposée : quelqu’un d’autre confirme.',
  confirm: 'Confirmer la réunion',
  confirmWhat: 'Dès maintenant les deux matricules mènent au même dossier. La personne est prévenue et le lit dans son journal. Cela peut être défait.',
  confirmed: 'Les dossiers sont réunis.',
  decline: 'Annuler la proposition',
  declineWhat: 'Les dossiers restent deux. L’annulation s’écrit aux deux journaux.',
  declined: 'La proposition est annulée.',
  undo: 'Séparer les dossiers',
  undoWhat:
    'Chaque dossier retrouve ce qui est à lui, y compris ce qui est arrivé depuis sous son matricule. Les titulaires sont prévenus ; les professionnels qui ont lu aussi, sans rien du contenu.',
  undone: 'Les dossiers sont de nouveau deux.',
};
