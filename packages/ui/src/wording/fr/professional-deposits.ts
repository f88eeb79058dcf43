// French of the professional app: what one's structure deposited, and what was refused of it.

import { formatNumber as number, plural } from '../plural.ts';

export const deposits = {
  link: 'Dépôts de ma structure',
  linkHelp: 'Ce qui a été envoyé à Carnet, ce qui a été refusé, et que faire.',
  elsewhere: 'Autres pages',
  title: 'Dépôts de la structure',
  lead: (structure: string) =>
    `${structure} : ce qui a été envoyé à Carnet, et ce qui a été refusé, avec ce qu’il faut faire. Aucun patient n’est nommé ici : le numéro est celui de votre logiciel.`,
  back: 'Retour à l’accueil',
  list: 'Dépôts, du plus récent au plus ancien',
  show: 'Afficher',
  shows: { all: 'Tout', taken: 'Acceptés', refused: 'Refusés' },
  outcomes: { taken: 'Accepté', refused: 'Refusé' },
  period: 'Période',
  lastDays: (days: number) => `${number('fr', days)} derniers jours`,
  reason: 'Motif du refus',
  everyReason: 'Tous les motifs',
  reasonTimes: (title: string, times: number) => `${title} (${number('fr', times)})`,
  summary: (taken: number, refused: number) =>
    `${plural('fr', taken, { zero: 'Aucun document accepté', one: '1 document accepté', other: `${number('fr', taken)} documents acceptés` })}, ${plural('fr', refused, { zero: 'aucun envoi refusé', one: '1 envoi refusé', other: `${number('fr', refused)} envois refusés` })} sur la période.`,
  file: 'Télécharger pour un tableur',
  more: 'Afficher la suite',
  kept: (days: number) =>
    `Ces lignes sont montrées pendant ${number('fr', days)} jours. Un refus dû à une attente ou à une panne n’y est pas : le logiciel renvoie de lui-même.`,
  doors: {
    'ITI-41': 'par SOAP (ITI-41)',
    'ITI-65': 'par FHIR (ITI-65)',
    'ITI-105': 'par FHIR (ITI-105)',
    'FHIR': 'par FHIR',
    'CARNET': 'à la main, dans Carnet',
  },
  numbers: { set: 'Lot', document: 'Document' },
  again: 'déjà reçu, envoyé une fois de plus',
  tooMany: 'trop d’envois refusés dans cette heure pour les garder un par un ; ils sont comptés ici',
  by: 'Envoyé par',
  byCertificate: 'le certificat de la structure',
  unnamed: 'une personne qui n’est plus à l’annuaire',
  identifier: 'l’identifiant de la personne',
  software: 'Logiciel',
  whatToDo: 'Que faire :',
  times: (times: number) => `Refusé ${number('fr', times)} fois en une heure, la dernière :`,
  none: {
    title: 'Rien sur cette période',
    why: 'Ni dépôt ni refus. Si votre logiciel devait envoyer, vérifiez qu’il est en route et que son certificat est valable.',
    filtered: 'Aucune ligne ne correspond',
    filteredWhy: 'Affichez tout, ou choisissez une période plus longue.',
  },
  closed: {
    title: 'Les dépôts d’une structure',
    why: 'Cette page est pour qui alimente le dossier au nom d’une structure, avec sa propre carte.',
    chooseStructure: 'Choisissez d’abord, dans votre compte en haut de la page, la structure pour laquelle vous travaillez.',
  },
} as const;
