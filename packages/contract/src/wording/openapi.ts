// The words of /api/openapi.json beside those of each call (api/).

export const openApiWording = {
  title: { fr: 'Les portes de Carnet, pour les programmes', en: 'Carnet’s doors, for programs' },
  about: {
    fr: 'L’API JSON des applications, et la porte FHIR des logiciels (TLS mutuel) et des services (SMART App Launch). Un champ inconnu est refusé ; un refus dit le code, le champ, la règle et ce qu’il faut faire.',
    en: 'The JSON API of the apps, and the FHIR door of software (mutual TLS) and services (SMART App Launch). A field that is not known is refused; a refusal says its code, the field, the rule and what to do.',
  },
  done: { fr: 'Fait', en: 'Done' },
  problem: { fr: 'Refus : code, pourquoi, que faire, et chaque point relevé', en: 'Refusal: code, why, what to do, and each finding' },
  outcome: { fr: 'Refus : OperationOutcome', en: 'Refusal: OperationOutcome' },
  session: { fr: 'Session d’une personne connectée : un cookie que son navigateur garde', en: 'Session of a person signed in: a cookie their browser keeps' },
  card: { fr: 'Carte d’un professionnel ou certificat d’une structure', en: 'Card of a professional or certificate of a structure' },
  service: {
    fr: 'Jeton d’un service connecté par le patient, ou ouvert depuis un dossier par un professionnel',
    en: 'Token of a service the patient connected, or that a professional opened from a record',
  },
  search: { fr: 'Chercher', en: 'Search' },
  read: { fr: 'Lire', en: 'Read' },
  create: { fr: 'Créer', en: 'Create' },
  update: { fr: 'Corriger', en: 'Correct' },
  patch: { fr: 'Changer', en: 'Change' },
  remove: { fr: 'Retirer', en: 'Remove' },
  transaction: { fr: 'Déposer un lot (ITI-65), ou des mesures', en: 'Deposit a set (ITI-65), or measures' },
  metadata: { fr: 'Ce que la porte sait faire', en: 'What the door can do' },
  tags: {
    entry: { fr: 'Avant d’être connecté', en: 'Before one is signed in' },
    patient: { fr: 'Le patient et les siens', en: 'The patient and theirs' },
    pro: { fr: 'Le professionnel', en: 'The professional' },
    pilotage: { fr: 'Le pilotage', en: 'The steering' },
    fhir: { fr: 'La porte FHIR', en: 'The FHIR door' },
  },
} as const;
