// Why a day of accesses stands out, in words: what was counted, and what would have gone unnoticed.

import type { SignalCode } from '@carnet/domain/terminology';
import type { Bilingual } from './labels-bilingual.ts';

const sentences: Readonly<Record<SignalCode, (value: number, limit: number) => Bilingual>> = {
  ENUMERATION: (value) => ({
    fr: `Ses recherches par INS ont été arrêtées ${value} fois : trop d’INS inconnus ou refusés.`,
    en: `Look-ups by INS were stopped ${value} times: too many unknown or refused INS.`,
  }),
  NOM_DE_FAMILLE: (value) => ({
    fr: `Dossiers de personnes qui portent son nom de famille, sans aucun soin : ${value}.`,
    en: `Records of people who bear the same family name, without any care: ${value}.`,
  }),
  SIGNALEMENT: (value) => ({
    fr: `Patients qui signalent ses accès et attendent une réponse : ${value}.`,
    en: `Patients who report these accesses and await an answer: ${value}.`,
  }),
  BRIS_DE_GLACE_REPETE: (value, limit) => ({
    fr: `Dossiers ouverts en urgence en sept jours : ${value}, plus que ${limit}.`,
    en: `Records entered in an emergency in seven days: ${value}, more than ${limit}.`,
  }),
  VOLUME_INHABITUEL: (value, limit) => ({
    fr: `Dossiers ouverts dans la journée : ${value}, plus que ${limit}.`,
    en: `Records opened that day: ${value}, more than ${limit}.`,
  }),
  HEURE_INHABITUELLE: (value, limit) => ({
    fr: `Consultations à des heures où cette personne ne consulte jamais : ${value}, plus que ${limit}.`,
    en: `Consultations at hours when this person never consults: ${value}, more than ${limit}.`,
  }),
  SANS_SOIN: (value, limit) => ({
    fr: `Dossiers consultés sans aucun autre soin (ni dépôt, ni accord en personne) : ${value}, plus que ${limit}.`,
    en: `Records read without any other care (no deposit, no agreement in person): ${value}, more than ${limit}.`,
  }),
  VOLUME_STRUCTURE: (value, limit) => ({
    fr: `Dossiers ouverts dans la journée par toute la structure : ${value}, plus que ${limit}.`,
    en: `Records opened that day by the whole structure: ${value}, more than ${limit}.`,
  }),
};

export const signalSentence = (code: SignalCode, value: number, limit: number): Bilingual => sentences[code](value, limit);
