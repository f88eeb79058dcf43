// French of the page of the insurers' files.

import { formatNumber as number, plural } from '../plural.ts';

export const intakes = {
  title: 'Envois de l’Assurance Maladie',
  lead: 'Les fichiers reçus : ce qui en a été pris, ce qui a été refusé et pourquoi. Aucune ligne n’est lisible ici, de personne.',
  caption: 'Fichiers reçus, le plus récent d’abord',
  columns: { name: 'Envoi', when: 'Reçu', lines: 'Lignes', state: 'État' },
  none: { title: 'Aucun envoi encore', why: 'L’Assurance Maladie dépose ses fichiers avec son certificat de service. Le premier paraîtra ici.' },
  finished: 'Terminé',
  underWay: 'En cours',
  lines: (count: number) => plural('fr', count, { zero: 'aucune ligne', one: '1 ligne', other: `${number('fr', count)} lignes` }),
  rejected: (count: number) => plural('fr', count, { zero: 'aucun refus', one: '1 ligne refusée', other: `${number('fr', count)} lignes refusées` }),
  back: 'Tous les envois',
  from: (insurer: string) => `Numéro de l’organisme : ${insurer}`,
  begun: 'Commencé',
  touched: 'Dernière activité',
  taken: 'Lignes lues',
  interrupted: 'Cet envoi n’est pas arrivé à sa fin. Ce qui a été lu est pris ; le reste sera repris à la ligne suivante.',
  countsTitle: 'Ce que sont devenues les lignes',
  counts: {
    added: 'Ajoutées',
    corrected: 'Corrigées',
    cancelled: 'Annulées',
    unchanged: 'Déjà connues',
    outside: 'Plus anciennes que l’historique',
    insured: 'Assurés',
    treating: 'Médecins traitants',
    rejected: 'Refusées',
  },
  rejectsTitle: 'Lignes refusées',
  noReject: 'Aucune ligne n’a été refusée.',
  someShown: (shown: number) => `Les ${number('fr', shown)} premiers refus ; le fichier les a tous.`,
  rejectColumns: { line: 'Ligne', field: 'Champ', why: 'Que faire' },
  expected: (what: string) => `Attendu : ${what}`,
  download: 'Télécharger les refus en CSV',
  number: (count: number) => number('fr', count),
};
