// French of a document that is said not to be this person's: reporting it, and what the journal says of it.

const who = (name: string, self: boolean): string => (self ? 'Vous' : name);
const has = (self: boolean): string => (self ? 'avez' : 'a');

export const misfiled = {
  open: 'Ce document n’est pas le mien',
  title: 'Ce document n’est pas le vôtre ?',
  what: 'Il sera mis à l’écart tout de suite : personne ne le lira plus ici, ni vous, ni vos professionnels. Seul son auteur le peut encore, pour corriger.',
  next: 'Son auteur et la cellule d’identité vérifient à qui il est. Vous serez prévenu de ce qu’il devient. S’il est bien le vôtre, il reviendra comme avant.',
  instead: 'Vous voulez seulement le cacher ? Choisissez « Masquer » : il reste le vôtre.',
  words: 'Pourquoi pensez-vous que ce n’est pas le vôtre ?',
  wordsHelp: 'Par exemple : un autre nom, un examen que vous n’avez pas passé. Lu par son auteur et par la cellule d’identité.',
  missing: 'Dites pourquoi, en quelques mots.',
  confirm: 'Mettre à l’écart',
  done: 'Le document est mis à l’écart. Vous serez prévenu de la suite.',
};

export const misfiledActions = {
  'report-misfiled': (name: string, self: boolean, document: string) => `${who(name, self)} ${has(self)} signalé que ${document} n’est pas de ce dossier`,
  'correct-misfiled': (name: string, self: boolean, document: string) => `${who(name, self)} ${has(self)} repris ${document}, mis à l’écart, pour le corriger`,
};
export const misfiledRefusals = {
  'report-misfiled': (name: string, document: string) => `${name} a voulu signaler que ${document} n’est pas de ce dossier`,
  'correct-misfiled': (name: string, document: string) => `${name} a voulu reprendre ${document}, mis à l’écart`,
};
export const misfiledActs = {
  'misfiled-proposed': (name: string) => `${name} a proposé ce que devient un document mis à l’écart`,
  'misfiled-withdrawn': (name: string) => `${name} a retiré un document qui n’était pas de ce dossier`,
  'misfiled-returned': (name: string) => `${name} a remis dans le dossier un document mis à l’écart`,
  'misfiled-reopened': (name: string) => `${name} a repris l’examen d’un document mis à l’écart`,
  'misfiled-replaced': (name: string) => `${name} a confirmé un document de ce dossier, déposé d’abord ailleurs par erreur`,
};
