// What is found of FHIR: its JSON, its resources, its documents, its subscriptions. Part of refusals-findings.ts.

import type { Bilingual } from './labels-bilingual.ts';

export const fhirFindingWording: Readonly<Record<string, Bilingual>> = {
  ABONNEMENT_INEXISTANT: { fr: 'Vous n’avez pas d’abonnement de cet identifiant dans ce dossier.', en: 'You have no subscription of this id in this record.' },
  ABONNEMENTS_TROP_NOMBREUX: {
    fr: 'Vous avez déjà autant d’abonnements que possible dans ce dossier : supprimez-en un, ou attendez sa fin.',
    en: 'You have as many subscriptions as possible in this record: delete one, or wait until it ends.',
  },
  ADRESSE_NON_PUBLIQUE: {
    fr: 'Cette adresse n’est pas sur l’internet public : les rappels ne partent que vers des adresses publiques.',
    en: 'This address is not on the public internet: notifications leave for public addresses only.',
  },
  ADRESSE_RAPPEL: {
    fr: 'L’adresse de rappel est une adresse https:// de 500 caractères au plus, sans identifiants ni fragment.',
    en: 'The endpoint is an https:// address of 500 characters at most, without credentials or fragment.',
  },
  RAPPEL_SANS_CONTENU: {
    fr: 'Un rappel ne porte aucune donnée de santé : demandez id-only ou empty, puis lisez le document avec la carte.',
    en: 'A notification carries no health data: ask for id-only or empty, then read the document with the card.',
  },
  SUJET_INCONNU: { fr: 'Ce sujet d’abonnement n’est pas proposé ici.', en: 'This subscription topic is not offered here.' },
  CONTENU_NON_FHIR: {
    fr: 'Un contenu application/fhir+json doit être un document FHIR : un Bundle de type document qui commence par une Composition.',
    en: 'application/fhir+json content must be a FHIR document: a Bundle of type document that begins with a Composition.',
  },
  FULLURL_DOUBLE: { fr: 'Deux entrées du lot ont le même fullUrl.', en: 'Two entries of the set have the same fullUrl.' },
  JSON_CLE_RESERVEE: { fr: 'Cette clé n’est celle d’aucun élément FHIR et n’est pas admise.', en: 'This key is no element of FHIR and is not allowed.' },
  JSON_CLE_DOUBLE: { fr: 'Une même clé JSON est donnée deux fois.', en: 'The same JSON key is given twice.' },
  JSON_MAL_FORME: { fr: 'Le corps de la demande n’est pas du JSON correct.', en: 'The body of the request is not well-formed JSON.' },
  JSON_TROP_PROFOND: { fr: 'Le JSON est trop profond.', en: 'The JSON is nested too deep.' },
  JSON_TYPE: { fr: 'La valeur JSON n’est pas du type attendu.', en: 'The JSON value is not of the expected type.' },
  RESSOURCE_INATTENDUE: { fr: 'Cette ressource n’est pas attendue ici.', en: 'This resource is not expected here.' },
  EXTENSION_MODIFIANTE: {
    fr: 'Cette extension change le sens de la ressource et n’est pas connue ici.',
    en: 'This extension changes the meaning of the resource and is not known here.',
  },
};
