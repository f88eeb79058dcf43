// What may be wrong with a measure of health that is sent.

import type { Bilingual } from './labels-bilingual.ts';

export const measureFindingWording: Readonly<Record<string, Bilingual>> = {
  BUNDLE_MELE: {
    fr: 'Un lot porte des documents, ou des mesures : jamais les deux. Envoyez-les séparément.',
    en: 'A bundle carries documents, or measures: never both. Send them apart.',
  },
  DATE_AVANT_NAISSANCE: {
    fr: 'La mesure serait d’avant la naissance de la personne : vérifiez la date.',
    en: 'The measure would be from before the person’s birth: check the date.',
  },
  DISPOSITIF_CONDITION: {
    fr: 'Un dispositif s’envoie avec sa condition : request.ifNoneExist = identifier=urn:oid:…|numéro, les mêmes que dans Device.identifier.',
    en: 'A device is sent with its condition: request.ifNoneExist = identifier=urn:oid:…|number, the same as in Device.identifier.',
  },
  MESURE_CALCULEE: {
    fr: 'Cette mesure est calculée, et ne s’envoie pas : envoyez le poids et la taille.',
    en: 'This measure is computed, and is not sent: send the weight and the height.',
  },
  MESURE_HORS_LIMITES: {
    fr: 'Cette valeur n’est pas possible : vérifiez le nombre et son unité.',
    en: 'This value is not possible: check the number and its unit.',
  },
  MESURE_INCONNUE: {
    fr: 'Ce code n’est celui d’aucune mesure que le dossier reçoit.',
    en: 'This code is that of no measure the record takes.',
  },
  MESURE_TROP_PRECISE: {
    fr: 'Cette valeur a plus de chiffres après la virgule que la mesure n’en a : arrondissez-la.',
    en: 'This value has more figures after the point than the measure has: round it.',
  },
  PRESSION_INVERSEE: {
    fr: 'Le second nombre (diastolique) est plus petit que le premier (systolique) : vérifiez leur ordre.',
    en: 'The second number (diastolic) is smaller than the first (systolic): check their order.',
  },
  UNITE_INATTENDUE: {
    fr: 'Cette mesure s’envoie dans l’unité indiquée, en UCUM.',
    en: 'This measure is sent in the unit given, in UCUM.',
  },
};
