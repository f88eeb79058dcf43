// Easy French of a document that is not this person's.

import type { misfiled as french, misfiledActions as actions, misfiledActs as acts, misfiledRefusals as refusals } from '../fr/patient-misfiled.ts';
import type { Some } from '../over.ts';
import type { Widen } from '../widen.ts';

const who = (name: string, self: boolean): string => (self ? 'Vous' : name);
const has = (self: boolean): string => (self ? 'avez' : 'a');

export const misfiled: Some<Widen<typeof french>> = {
  what: 'Personne ne pourra plus lire ce document ici. Vous non plus. Seul le professionnel qui l’a écrit pourra le lire, pour corriger l’erreur.',
  next: 'Des personnes vérifient à qui est ce document. Carnet vous dira la suite. Si le document est à vous, il revient.',
  instead: 'Vous voulez seulement cacher le document ? Choisissez « Cacher ». Le document reste à vous.',
  words: 'Pourquoi ce document n’est pas à vous ?',
  wordsHelp: 'Par exemple : ce n’est pas votre nom. Ou : vous n’avez pas fait cet examen.',
  missing: 'Dites pourquoi. Quelques mots suffisent.',
  confirm: 'Retirer de la vue',
  done: 'Personne ne lit plus ce document ici. Carnet vous dira la suite.',
};
export const misfiledActions: Some<Widen<typeof actions>> = {
  'report-misfiled': (name, self, document) => `${who(name, self)} ${has(self)} dit : ${document} n’est pas de ce dossier`,
  'correct-misfiled': (name, self, document) => `${who(name, self)} ${has(self)} relu ${document} pour corriger une erreur`,
};
export const misfiledRefusals: Some<Widen<typeof refusals>> = {
  'report-misfiled': (name, document) => `${name} a voulu dire que ${document} n’est pas de ce dossier`,
  'correct-misfiled': (name, document) => `${name} a voulu relire ${document} pour corriger une erreur`,
};
export const misfiledActs: Some<Widen<typeof acts>> = {
  'misfiled-proposed': (name) => `${name} a proposé quoi faire d’un document qui n’est peut-être pas de ce dossier`,
  'misfiled-withdrawn': (name) => `${name} a enlevé un document. Il n’était pas de ce dossier`,
  'misfiled-returned': (name) => `${name} a remis un document. Il est bien de ce dossier`,
  'misfiled-reopened': (name) => `${name} vérifie encore à qui est un document`,
  'misfiled-replaced': (name) => `${name} a vérifié un document. Avant, ce document était ailleurs par erreur`,
};
