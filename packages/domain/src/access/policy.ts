// Values the texts leave open or that may change: a closed table, and dated changes to it, never constants in a rule.
// What the table does not name cannot be set; what is out of bounds cannot be set; a day that has begun is changed once at most (`earliestDay`).

import { type CivilDate, type Instant, civilDateInParis } from '../kernel/instant.ts';
import { type Parsed, faulty, parsed } from '../kernel/result.ts';
import { type Dated, dayAfter, earliestDay, inForceOn, standing } from './dated.ts';

export type PolicyUnit = 'years' | 'months' | 'weeks' | 'days' | 'hours' | 'minutes' | 'bytes' | 'count';

interface Described {
  /** Where the default comes from, in French, as a person reads it. */
  readonly source: string;
  /** False: the law fixes it; it stands in the table to be read, not to be changed. */
  readonly changeable: boolean;
  /** What it governs is not in this version yet: the value is kept and told, and changes nothing so far. */
  readonly awaited?: true;
}
/** Bounds are inclusive. */
type IntegerEntry = Described & {
  readonly type: 'integer';
  readonly unit: PolicyUnit;
  readonly minimum: number;
  readonly maximum: number;
  readonly default: number;
};
type BooleanEntry = Described & { readonly type: 'boolean'; readonly default: boolean };
type ChoiceEntry = Described & { readonly type: 'choice'; readonly choices: readonly string[]; readonly default: string };
export type PolicyEntry = IntegerEntry | BooleanEntry | ChoiceEntry;

const mebibyte = 1024 * 1024;

export const policyTable = {
  autorisationDays: {
    type: 'integer',
    unit: 'days',
    minimum: 1,
    maximum: 3650,
    default: 365,
    changeable: true,
    source: 'Aucun texte en vigueur ne fixe la durée d’une autorisation (R.1111-46 CSP) ; une source de 2010 dit un an, renouvelable.',
  },
  teamAutorisationDays: {
    type: 'integer',
    unit: 'days',
    minimum: 1,
    maximum: 365,
    default: 90,
    changeable: true,
    source:
      'L’autorisation d’une équipe de soins cesse avec la prise en charge (L.1110-12 et R.1111-46 CSP) ; quatre-vingt-dix jours si le séjour n’a pas de fin connue.',
  },
  brisDeGlaceHours: {
    type: 'integer',
    unit: 'hours',
    minimum: 1,
    maximum: 24,
    default: 4,
    changeable: true,
    source: 'Un accès en urgence est limité à la situation qui le justifie (L.1111-17 I CSP) ; quatre heures au plus, règle de Carnet.',
  },
  blocageLiftable: {
    type: 'boolean',
    default: false,
    changeable: true,
    source: 'Aucun texte ne dit si le bris de glace passe outre un blocage ; la volonté du patient l’emporte, défaut prudent.',
  },
  cumulInvisiblePatientMasquePs: {
    type: 'boolean',
    default: false,
    changeable: true,
    source: 'Paramètre « cumul-invisible_patient-masque_ps » du DMP : faux.',
  },
  announcementDelayDays: {
    type: 'integer',
    unit: 'days',
    minimum: 1,
    maximum: 365,
    default: 30,
    changeable: true,
    source: 'Le DMP lève seul l’invisibilité au patient (notification REMISE_VISIBILITE_AUTO) ; délai non publié, trente jours.',
  },
  patientDocumentDestroyedAfterDays: {
    type: 'integer',
    unit: 'days',
    minimum: 1,
    maximum: 365,
    default: 30,
    changeable: true,
    awaited: true,
    source: 'Un document que le patient a déposé puis supprimé est détruit ; trente jours pour se raviser, règle de Carnet.',
  },
  teenAccountAge: {
    type: 'integer',
    unit: 'years',
    minimum: 13,
    maximum: 17,
    default: 15,
    changeable: true,
    source: 'Âge du consentement numérique, loi du 6 janvier 1978, article 45 : quinze ans.',
  },
  majorityAge: {
    type: 'integer',
    unit: 'years',
    minimum: 18,
    maximum: 18,
    default: 18,
    changeable: false,
    source: 'Code civil, article 414 : la majorité est fixée à dix-huit ans accomplis.',
  },
  aidantsPerPerson: {
    type: 'integer',
    unit: 'count',
    minimum: 1,
    maximum: 20,
    default: 3,
    changeable: true,
    source: 'Mon espace santé : trois aidants au plus par personne.',
  },
  personsPerAidant: {
    type: 'integer',
    unit: 'count',
    minimum: 1,
    maximum: 50,
    default: 5,
    changeable: true,
    source: 'Mon espace santé : cinq personnes au plus par aidant.',
  },
  heirAccessMaximumDays: {
    type: 'integer',
    unit: 'days',
    minimum: 1,
    maximum: 365,
    default: 90,
    changeable: true,
    source: 'L.1110-4 V CSP : ce qui est nécessaire au motif invoqué, et rien de durable (règle de Carnet) : quatre-vingt-dix jours au plus.',
  },
  fusionUndoDays: {
    type: 'integer',
    unit: 'days',
    minimum: 30,
    maximum: 3650,
    default: 365,
    changeable: true,
    source: 'RNIV 1 : une fusion d’identités doit pouvoir être défaite ; aucun texte ne dit jusqu’à quand, un an (règle de Carnet).',
  },
  misfiledDelayDays: {
    type: 'integer',
    unit: 'days',
    minimum: 1,
    maximum: 90,
    default: 7,
    changeable: true,
    source: 'RNIV 1 : une erreur d’identité se traite sans délai ; aucun texte ne le chiffre, sept jours (règle de Carnet).',
  },
  temporaryShareMaximumDays: {
    type: 'integer',
    unit: 'days',
    minimum: 1,
    maximum: 365,
    default: 30,
    changeable: true,
    source: 'Un partage temporaire a une fin proche (règle de Carnet) : trente jours au plus.',
  },
  temporaryShareDefaultDays: {
    type: 'integer',
    unit: 'days',
    minimum: 1,
    maximum: 365,
    default: 7,
    changeable: true,
    source: 'Durée proposée pour un partage temporaire (règle de Carnet) : sept jours.',
  },
  shareConsultationHours: {
    type: 'integer',
    unit: 'hours',
    minimum: 1,
    maximum: 24,
    default: 4,
    changeable: true,
    source: 'R.1111-46 CSP : l’accord du patient, par tout moyen ; le temps d’une consultation, par le code qu’il montre, quatre heures (règle de Carnet).',
  },
  shareCodeMinutes: {
    type: 'integer',
    unit: 'minutes',
    minimum: 2,
    maximum: 60,
    default: 10,
    changeable: true,
    source: 'Un code que le patient montre ou dit à un professionnel sert une fois, aussitôt (règle de Carnet) : dix minutes.',
  },
  shareCodeTries: {
    type: 'integer',
    unit: 'count',
    minimum: 3,
    maximum: 20,
    default: 5,
    changeable: true,
    source: 'Codes faux qu’une même carte peut essayer en une heure (règle de Carnet) : cinq ; un code dit à voix haute est plus court que celui du QR.',
  },
  historyMonths: {
    type: 'integer',
    unit: 'months',
    minimum: 1,
    maximum: 240,
    default: 24,
    changeable: true,
    source: 'Mon espace santé : l’historique de remboursements couvre vingt-quatre mois.',
  },
  exportDays: {
    type: 'integer',
    unit: 'days',
    minimum: 1,
    maximum: 30,
    default: 7,
    changeable: true,
    source: 'RGPD 15 et 20 : la personne emporte une copie de ses données ; aucun texte ne dit combien de temps elle attend, sept jours (règle de Carnet).',
  },
  uploadHours: {
    type: 'integer',
    unit: 'hours',
    minimum: 1,
    maximum: 168,
    default: 24,
    changeable: true,
    source: 'RGPD 5, minimisation : un envoi interrompu attend d’être repris, puis est effacé ; aucun texte ne dit quand, un jour (règle de Carnet).',
  },
  refusedDepositDays: {
    type: 'integer',
    unit: 'days',
    minimum: 7,
    maximum: 365,
    default: 90,
    changeable: true,
    source:
      'RGPD 5, minimisation : un envoi refusé est montré à la structure qui l’a fait le temps de le corriger ; aucun texte ne dit combien, trois mois (règle de Carnet).',
  },
  journalYears: {
    type: 'integer',
    unit: 'years',
    minimum: 3,
    maximum: 30,
    default: 10,
    changeable: true,
    source:
      'Aucun texte ne dit combien de temps garder une trace (R.1111-43 CSP) ; celles du DMP suivent le dossier, gardé dix ans (L.1111-18 CSP) ; l’espace européen des données de santé demande trois ans au moins.',
  },
  pilotageAccountsPerStructure: {
    type: 'integer',
    unit: 'count',
    minimum: 1,
    maximum: 20,
    default: 3,
    changeable: true,
    source: 'Pilotage du DMP : trois comptes au plus par structure.',
  },
  oppositionWeeks: {
    type: 'integer',
    unit: 'weeks',
    minimum: 6,
    maximum: 26,
    default: 6,
    changeable: true,
    source: 'R.1111-28 CSP : six semaines pour s’opposer à l’ouverture, après une information individuelle.',
  },
  openingRegime: {
    type: 'choice',
    choices: ['opposition', 'consentement'],
    default: 'opposition',
    changeable: true,
    source: 'L.1111-13-1 CSP : ouverture automatique sauf opposition ; le consentement préalable reste possible pour qui déploie Carnet sous un autre régime.',
  },
  creationByProfessionals: {
    type: 'boolean',
    default: false,
    changeable: true,
    source:
      'Depuis l’ouverture automatique, un professionnel n’ouvre et ne rouvre plus de DMP ; TD1.1 et TD1.2 restent dans le WSDL, pour qui en décide autrement.',
  },
  openingAtCounter: {
    type: 'boolean',
    default: true,
    changeable: true,
    source:
      'Les accueils des CPAM ouvraient le DMP de qui se présentait avec sa carte Vitale (2018) ; reste la voie de qui n’a pas internet (règle de Carnet).',
  },
  openingByProfessionals: {
    type: 'boolean',
    default: true,
    changeable: true,
    source:
      'Un pharmacien ou un professionnel ouvrait un DMP avec sa carte et la carte Vitale de la personne (2018) ; sur les écrans de Carnet, avec l’accord dit devant lui (règle de Carnet). Ne rouvre pas TD1.1.',
  },
  openingByCareHomes: {
    type: 'boolean',
    default: true,
    changeable: true,
    source: 'Un établissement médico-social recueille l’accord de ses résidents et ouvre leurs DMP (accompagnement des EHPAD par l’Assurance Maladie, 2019).',
  },
  newDocumentDigestThreshold: {
    type: 'integer',
    unit: 'count',
    minimum: 1,
    maximum: 100,
    default: 5,
    changeable: true,
    source: 'Au-delà de cinq documents nouveaux dans l’heure, une seule notification (règle de Carnet).',
  },
  pastCareAfterDays: {
    type: 'integer',
    unit: 'days',
    minimum: 1,
    maximum: 3_650,
    default: 30,
    changeable: true,
    source: 'La reprise de l’historique d’un établissement ne lève pas une notification par document (règle de Carnet).',
  },
  documentMaximumBytes: {
    type: 'integer',
    unit: 'bytes',
    minimum: mebibyte,
    maximum: 100 * mebibyte,
    default: 100 * mebibyte,
    changeable: true,
    source: 'Aucun texte public ne borne un document ; cent mébioctets, ce que les portes acceptent.',
  },
  registryMaximumObjects: {
    type: 'integer',
    unit: 'count',
    minimum: 100,
    maximum: 10_000,
    default: 1000,
    changeable: true,
    source: 'IHE ITI-18 laisse au registre le nombre d’objets d’une réponse (XDSTooManyResults) ; mille objets entiers (règle de Carnet).',
  },
  registryMaximumReferences: {
    type: 'integer',
    unit: 'count',
    minimum: 1000,
    maximum: 100_000,
    default: 20_000,
    changeable: true,
    source: 'Le même nombre pour des références, plus légères : vingt mille, un dossier entier (règle de Carnet).',
  },
  lookupMissesPerCard: {
    type: 'integer',
    unit: 'count',
    minimum: 5,
    maximum: 200,
    default: 20,
    changeable: true,
    source:
      'Recommandation de la CNIL sur les dossiers hospitaliers, et leçon du CCC : une énumération s’arrête en peu d’essais ; vingt INS manqués en une heure (règle de Carnet).',
  },
  lookupMissesPerStructure: {
    type: 'integer',
    unit: 'count',
    minimum: 20,
    maximum: 10_000,
    default: 200,
    changeable: true,
    source: 'La même recommandation, pour toutes les cartes d’une structure ensemble : deux cents INS manqués en une heure (règle de Carnet).',
  },
  lookupStopHours: {
    type: 'integer',
    unit: 'hours',
    minimum: 1,
    maximum: 168,
    default: 1,
    changeable: true,
    source: 'Durée du premier arrêt des recherches (règle de Carnet) : une heure, doublée à chaque récidive en trente jours, une semaine au plus.',
  },
  reportAnswerDays: {
    type: 'integer',
    unit: 'days',
    minimum: 1,
    maximum: 30,
    default: 30,
    changeable: true,
    source: 'RGPD, article 12 § 3 : une réponse dans le mois.',
  },
  watchDailyRecords: {
    type: 'integer',
    unit: 'count',
    minimum: 10,
    maximum: 1000,
    default: 60,
    changeable: true,
    source: 'CNIL, revue des journaux : au-dessous de soixante dossiers ouverts dans la journée, un volume ne dit rien à lui seul (règle de Carnet).',
  },
  watchStructureDailyRecords: {
    type: 'integer',
    unit: 'count',
    minimum: 50,
    maximum: 100_000,
    default: 1000,
    changeable: true,
    source: 'Le même plancher pour une structure entière : mille dossiers dans la journée (règle de Carnet).',
  },
  watchEmergencies: {
    type: 'integer',
    unit: 'count',
    minimum: 1,
    maximum: 100,
    default: 3,
    changeable: true,
    source: 'L.1111-17 I CSP : l’accès en urgence est une exception ; au-delà de trois dossiers en sept jours, il est revu (règle de Carnet).',
  },
  watchScore: {
    type: 'integer',
    unit: 'count',
    minimum: 10,
    maximum: 200,
    default: 50,
    changeable: true,
    source: 'Note à partir de laquelle une journée d’accès est proposée au contrôle (règle de Carnet).',
  },
  vihfMinutes: {
    type: 'integer',
    unit: 'minutes',
    minimum: 5,
    maximum: 1440,
    default: 720,
    changeable: true,
    source:
      'Un VIHF sans fin (NotOnOrAfter est facultatif) vaut depuis l’authentification de l’utilisateur (AuthnInstant) ; aucun texte ne dit combien de temps : douze heures, une journée de travail (règle de Carnet).',
  },
  vihfSkewMinutes: {
    type: 'integer',
    unit: 'minutes',
    minimum: 0,
    maximum: 30,
    default: 5,
    changeable: true,
    source: 'Écart admis entre l’horloge d’un poste et celle du serveur, dans les dates d’un VIHF (règle de Carnet) : cinq minutes.',
  },
  sha1Signatures: {
    type: 'boolean',
    default: false,
    changeable: true,
    source:
      'Les exemples du DMP signent en RSA-SHA1 ; l’ANSSI n’admet plus SHA-1 (guide des mécanismes cryptographiques). Refusé, sauf si un déploiement l’admet de tel jour à tel jour.',
  },
  lotSignatureRequired: {
    type: 'boolean',
    default: false,
    changeable: true,
    source:
      'Le guide du DMP signe chaque lot (XAdES, TD2.1) ; FHIR n’en signe aucun, et le VIHF signé dit déjà qui dépose. Pris sans signature, sauf si un déploiement l’exige (règle de Carnet).',
  },
} as const satisfies Readonly<Record<string, PolicyEntry>>;

export type PolicyKey = keyof typeof policyTable;
export const policyKeys = Object.keys(policyTable) as readonly PolicyKey[];
export type PolicyValue = number | boolean | string;

type ValueOf<Entry> = Entry extends { type: 'integer' }
  ? number
  : Entry extends { type: 'boolean' }
    ? boolean
    : Entry extends { type: 'choice'; choices: readonly (infer Choice)[] }
      ? Choice
      : never;
/** The values in force on one day. */
export type Policy = { readonly [Key in PolicyKey]: ValueOf<(typeof policyTable)[Key]> };

/** One value, from one day on; absent where it takes back what had been decided for that day. */
export interface PolicySetting {
  readonly key: PolicyKey;
  readonly value?: PolicyValue;
  readonly from: CivilDate;
}

export const isPolicyKey = (key: string): key is PolicyKey => Object.hasOwn(policyTable, key);

/** A value this key may take: of its type and within its bounds, or a finding that says them. */
export function parsePolicyValue(key: PolicyKey, value: unknown): Parsed<PolicyValue> {
  const entry: PolicyEntry = policyTable[key];
  const refused = (expected: string): Parsed<never> => faulty({ field: 'value', rule: 'VALEUR_HORS_BORNES', given: String(value).slice(0, 40), expected });
  switch (entry.type) {
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= entry.minimum && value <= entry.maximum
        ? parsed(value)
        : refused(`${entry.minimum}..${entry.maximum}`);
    case 'boolean':
      return typeof value === 'boolean' ? parsed(value) : refused('true | false');
    case 'choice':
      return typeof value === 'string' && entry.choices.includes(value) ? parsed(value) : refused(entry.choices.join(' | '));
  }
}

/** What was decided of this value, as dated decisions. */
export const decisionsOf = <T extends PolicySetting>(settings: readonly T[], key: PolicyKey): readonly (T & Dated)[] =>
  settings.filter((setting) => setting.key === key).map((setting) => ({ ...setting, withdrawn: setting.value === undefined }));

/** The values in force on that civil day. `settings` come in the order they were decided. */
export function policyOn(day: CivilDate, settings: readonly PolicySetting[]): Policy {
  const values = policyKeys.map((key) => [key, inForceOn(decisionsOf(settings, key), day)?.value ?? policyTable[key].default]);
  return Object.fromEntries(values) as Policy;
}

/** The values in force at that moment: a change takes effect at 00:00 in Paris of its day. */
export const policyAt = (at: Instant, settings: readonly PolicySetting[]): Policy => policyOn(civilDateInParis(at), settings);

/**
 * Whether this change may be added to those already decided: a key the law leaves open, a day still open to it (`earliestDay`; what was
 * decided for a day is taken back before that day only), a value within bounds, and no day on which two values would contradict each other.
 */
export function validateChange(change: PolicySetting, settings: readonly PolicySetting[], today: CivilDate): Parsed<PolicySetting> {
  const { key, from, value } = change;
  if (!policyTable[key].changeable) return faulty({ field: 'key', rule: 'VALEUR_FIXEE_PAR_LA_LOI', given: key });
  const earliest = value === undefined ? dayAfter(today) : earliestDay(decisionsOf(settings, key), today);
  if (from < earliest) return faulty({ field: 'from', rule: 'JOUR_DEJA_COMMENCE', given: from, expected: `>= ${earliest}` });
  if (value === undefined && !standing(decisionsOf(settings, key)).some((one) => one.from === from))
    return faulty({ field: 'from', rule: 'RIEN_DE_PREVU', given: from });
  if (value !== undefined) {
    const read = parsePolicyValue(key, value);
    if (!read.ok) return read;
  }
  const all = [...settings, change];
  const contradictory = all.map((one) => one.from).find((day) => day >= from && contradicts(policyOn(day, all)));
  return contradictory === undefined ? parsed(change) : faulty({ field: 'value', rule: 'VALEURS_CONTRADICTOIRES', given: contradictory });
}

const contradicts = ({ temporaryShareDefaultDays, temporaryShareMaximumDays }: Policy): boolean => temporaryShareDefaultDays > temporaryShareMaximumDays;
