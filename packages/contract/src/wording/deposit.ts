// What `npm run deposit` says. A tool for people who try Carnet: in French, as the terminal of `npm start`.

import type { Space } from '@carnet/domain/terminology';

const spaces: Readonly<Record<Space, string>> = {
  'synthese': 'Synthèse',
  'traitement': 'Traitement',
  'analyses': 'Analyses',
  'imagerie': 'Imagerie',
  'comptes-rendus': 'Comptes rendus',
  'prevention': 'Prévention',
  'certificats': 'Certificats',
  'remboursements': 'Données de remboursement',
  'espace-personnel': 'Espace personnel',
};

const valued = (word: string, value: string | undefined): string => (value === undefined ? '' : ` ${word} : ${value}.`);

export const depositWording = {
  spaces,
  noSandbox: (path: string): string => `Aucun bac à sable dans ${path} : lancez d’abord npm start, ou donnez --data-dir.`,
  noServer: (url: string, why: string): string => `Le serveur ne répond pas à ${url} (${why}) : lancez npm start.`,
  unknownCard: (key: string, known: readonly string[]): string => `Aucune carte « ${key} ». Celles du bac à sable : ${known.join(', ')}.`,
  unknownPatient: (key: string, known: readonly string[]): string => `Aucun patient « ${key} ». Ceux du bac à sable : ${known.join(', ')}.`,
  needsPatient: 'Un PDF ou une image ne dit pas de qui il s’agit : ajoutez --as <patient>.',
  unreadable: 'Le document ne peut pas être lu ; rien n’a été envoyé.',
  finding: (field: string, sentence: string, given: string | undefined, expected: string | undefined): string =>
    `  • ${field} : ${sentence}${valued('Reçu', given)}${valued('Attendu', expected)}`,
  deposited: 'Déposé.',
  alreadyThere: 'Ce document était déjà là, à l’octet près : rien n’a changé.',
  details: (title: string, type: string, space: string, id: string, matricule: string): string =>
    [`  ${title}`, `  ${type}`, `  Patient   ${matricule}`, `  Espace    ${space}`, `  Id        ${id}`].join('\n'),
  replacedUnknown: 'Le document qu’il remplace n’est pas dans ce dossier : déposé comme un document nouveau.',
  refused: (status: number): string => `Refusé (${status}). Rien n’a été enregistré.`,
} as const;
