// The law of access, as an ordered table: the first row that refuses wins. One row, one sentence of law.
// `core` rows hold at every access; a `liftable` row is lifted in an emergency where its own `liftedBy` says so.
// Where the rows come from: docs/sources.md §3; what they mean, in French: docs/rules.md.

import { type ServiceCategory, holdsAt, represents } from '../dossier/acting-for.ts';
import { blocageHolds } from '../dossier/dossier.ts';
import { type Instant, plusDays } from '../kernel/instant.ts';
import type { AccessRefusalCode, RefusalCode } from '../kernel/refusal-codes.ts';
import { isInsurerType, isPatientType, lotSignatureType, typesOfSpace } from '../terminology/types.ts';
import { markFor } from './functions.ts';
import { isHabilite } from './habilitation.ts';
import { isMaskedTo } from './masking.ts';
import type { AccessRequest, Action, ActionAcross, Actor, DocumentFacts, DossierFacts, RequestAcross } from './request.ts';
import { asProfessionnel, autorisationOf, hasExpressConsentement, isAuthor, isMedecinDuTravail, isMedecinTraitant } from './roles.ts';

export interface Rule {
  /** Place in the order: the hundreds are the layer (1 who, 2 the record, 3 the patient's will, 4 the document, 5 the act). */
  readonly order: number;
  readonly code: AccessRefusalCode;
  readonly level: 'core' | 'liftable';
  /** The text this row comes from. */
  readonly source: string;
  readonly refuses: (request: AccessRequest) => boolean;
  /** Liftable rows only: whether this emergency lifts it. */
  readonly liftedBy?: (request: AccessRequest) => boolean;
  /** What the caller reads instead, where the true code would tell them something they have no right to know. The trace keeps the true one. */
  readonly shownAs?: RefusalCode | ((request: AccessRequest) => RefusalCode);
  /** Shown as an absent document to whoever may not read it: the true code would tell them that it exists. */
  readonly hidesDocument?: true;
}

/** Seeing what is in the record, deciding who else will, changing or closing it: all that the patient's agreement is needed for. */
const consulting: readonly Action[] = [
  'list-documents',
  'read-document',
  'read-measures',
  'mask',
  'unmask',
  'show-to-patient',
  'show-to-representants',
  'read-accesses',
  'revise-contact',
  'close-record',
];
const onDocuments: readonly Action[] = [
  'list-documents',
  'read-document',
  'mask',
  'unmask',
  'show-to-patient',
  'show-to-representants',
  'archive',
  'unarchive',
  'delete',
  'report-misfiled',
  'find-reference',
  'read-measures',
  'change-measures',
  'export-record',
];
const feeding: readonly Action[] = ['deposit', 'replace', 'write-measures', 'change-measures'];
/** A service that is paired for measures sees measures, and no document of their space. */
export const onMeasures: readonly Action[] = ['read-measures', 'write-measures', 'change-measures'];
/** Its status, what was reported of it before, its reopening, and the copy the person takes away. Closing it again says that it is closed. */
const openWhenClosed: readonly Action[] = [
  'test-existence',
  'examine-report',
  'examine-identity',
  'keep-identity',
  'keep-heirs',
  'reopen-record',
  'close-record',
  'export-record',
];
/** Acts of record keeping that professionals do for a patient who has no space to do them in (TD1.2 to TD1.4). */
const keepingForPatient: readonly Action[] = ['revise-contact', 'close-record', 'reopen-record'];
/** What a blocked professional keeps: feeding, and looking after what they fed. */
const openToBlocked: readonly Action[] = [
  ...feeding,
  'test-existence',
  'read-identity',
  'find-reference',
  'delete',
  'report-misfiled',
  'correct-misfiled',
  'archive',
  'unarchive',
  'read-journal',
  'withdraw-autorisation',
  'end-medecin-traitant',
];

const emergency = (request: AccessRequest): boolean => request.mode !== 'normal';
const consults = (request: AccessRequest): boolean => consulting.includes(request.action);

/** Those who never read a record, whatever they ask of it. */
const neverReading: readonly Actor['kind'][] = ['assurance-maladie', 'guichet', 'pilotage', 'exploitation', 'controle', 'systeme'];
/** Those who read as the patient, or in the patient's place. */
const patientSide: readonly Actor['kind'][] = ['titulaire', 'representant', 'aidant', 'service-tiers', 'ayant-droit'];
/** Those who treat, and who work for them. */
const careSide: readonly Actor['kind'][] = ['professionnel', 'secretariat', 'structure'];

/** Whether the record has a tie with this person or this service. What the tie opens, later rows say. */
function isTied({ actor, at, dossier }: AccessRequest): boolean {
  if (dossier === undefined) return true;
  switch (actor.kind) {
    case 'titulaire':
      return dossier.titulaire === actor.personne;
    case 'representant':
      return dossier.representation !== undefined && represents(dossier.representation, at);
    case 'aidant':
      return dossier.delegation !== undefined;
    case 'service-tiers':
      return dossier.appairage !== undefined;
    case 'ayant-droit':
      return dossier.succession !== undefined && !dossier.succession.refusedByDeceased && holdsAt(dossier.succession, at);
    default:
      return true;
  }
}

/** What is missing of the patient's agreement, where this access needs it: a professional who consults and is not the médecin traitant. */
const lackingAutorisation = (request: AccessRequest): 'ended' | 'none' | undefined => {
  const professionnel = asProfessionnel(request);
  const { dossier, at } = request;
  if (professionnel === undefined || dossier === undefined || !consults(request) || isMedecinTraitant(professionnel, dossier)) return undefined;
  const held = autorisationOf(professionnel, dossier, at);
  return held === 'valid' ? undefined : held;
};

/** Active, and tied to the structure they act for. */
function isInPlace(actor: Actor): boolean {
  if (actor.kind === 'structure' || actor.kind === 'assurance-maladie') return actor.active;
  if (!('structures' in actor)) return true;
  return actor.active && (actor.structure === undefined || (actor.structure.active && actor.structures.includes(actor.structure.id)));
}

/** Aidants and paired services: whether the share has ended, or leaves this document, or this writing, out. */
function isOutsideShare({ actor, action, at, dossier, document }: AccessRequest): boolean {
  const share = actor.kind === 'aidant' ? dossier?.delegation : actor.kind === 'service-tiers' ? dossier?.appairage : undefined;
  if (share === undefined) return false;
  if (!holdsAt(share, at)) return true;
  const shared: readonly ServiceCategory[] = 'categories' in share ? share.categories : feeding.includes(action) ? share.writes : share.reads;
  if (actor.kind === 'service-tiers' && onMeasures.includes(action)) return !shared.includes('mesures');
  // A type the DMP does not know belongs to no space anybody chose.
  return document !== undefined && !shared.some((category) => category !== 'mesures' && typesOfSpace(category).includes(document.typeCode));
}

/** From when a document that awaits its announcement is released by itself. */
export const releasedAt = ({ depositedAt }: Pick<DocumentFacts, 'depositedAt'>, policy: Pick<AccessRequest['policy'], 'announcementDelayDays'>): Instant =>
  plusDays(depositedAt, policy.announcementDelayDays);

/** Who writes what: authors what they wrote, structures what is theirs, patients their own papers, the insurance its own. */
function mayFeed(actor: Actor, document: DocumentFacts): boolean {
  switch (actor.kind) {
    case 'professionnel':
      return document.authorIds.includes(actor.id);
    case 'structure':
      return document.authorStructures.includes(actor.id);
    case 'secretariat':
      return actor.structures.some((structure) => document.authorStructures.includes(structure));
    case 'assurance-maladie':
      // The signature of a set goes with what it signs.
      return isInsurerType(document.typeCode) || document.typeCode === lotSignatureType;
    default:
      return isPatientType(document.typeCode);
  }
}

/** Only an author hides from the patient; only an author, or the patient, from the representatives (access to documents, at deposit). */
function hidesWithoutRight(actor: Actor, { typeCode, visibilite }: DocumentFacts): boolean {
  // The signature of a set is hidden from both, whoever made it.
  if (typeCode === lotSignatureType) return false;
  if (actor.kind === 'titulaire') return visibilite.invisiblePatient;
  const writesForOthers = patientSide.includes(actor.kind) || actor.kind === 'assurance-maladie';
  return writesForOthers && (visibilite.invisiblePatient || visibilite.invisibleRepresentants);
}

/** Notes 8 and 9 of the functional matrix: the document is the caller's own, or their structure's. Never a patient's. */
function isOwn(actor: Actor, document: DocumentFacts): boolean {
  if (document.depositor === 'patient') return false;
  if (actor.kind === 'professionnel') return isAuthor(actor, document);
  if (actor.kind === 'structure') return document.authorStructures.includes(actor.id);
  if (actor.kind === 'secretariat') return actor.structures.some((structure) => document.authorStructures.includes(structure));
  return actor.kind === 'assurance-maladie' && document.depositor === 'assurance-maladie';
}

/** To delete, to correct: the patient’s side, what came from it; a paired service, the measures it entered; the others, their own. */
function isTheirs(actor: Actor, document: DocumentFacts): boolean {
  if (actor.kind === 'titulaire' || actor.kind === 'representant') return document.depositor === 'patient';
  return actor.kind === 'service-tiers' ? document.service === actor.id : isOwn(actor, document);
}

/** A patient's document: the patient's side and who treats; another's: its author and who treats. */
const mayPutAway = (actor: Actor, dossier: DossierFacts | undefined, document: DocumentFacts): boolean =>
  actor.kind === 'titulaire' || actor.kind === 'representant'
    ? document.depositor === 'patient'
    : (actor.kind === 'professionnel' && isMedecinTraitant(actor, dossier)) || isOwn(actor, document);

/**
 * To report: of what the patient brought or the insurer writes, nobody mistook the patient; theirs is deleted, or corrected at its source. To correct:
 * what was put aside.
 */
function mayCorrect(actor: Actor, action: 'report-misfiled' | 'correct-misfiled', document: DocumentFacts): boolean {
  if (actor.kind !== 'professionnel') return document.depositor === 'professionnel' || document.depositor === 'structure';
  return isOwn(actor, document) && (action === 'report-misfiled' || document.misfiled === true);
}

/** Who may do this to that document, or to that record, among those the matrix lets ask. */
function isReserved({ actor, action, at, dossier, document, space, policy }: AccessRequest): boolean {
  const treats = actor.kind === 'professionnel' && isMedecinTraitant(actor, dossier);
  if (action === 'end-medecin-traitant') return actor.kind === 'professionnel' && dossier?.medecinTraitant !== actor.id;
  // Whether the patient has a space is not known: reserved (ADR 21).
  if (keepingForPatient.includes(action)) return careSide.includes(actor.kind) && (space ?? 'opened') === 'opened';
  if (document === undefined) return false;
  const byPatient = actor.kind === 'titulaire' || actor.kind === 'representant';
  switch (action) {
    case 'deposit':
      return hidesWithoutRight(actor, document);
    case 'unmask':
      return !byPatient && !treats && !(actor.kind === 'professionnel' && isAuthor(actor, document));
    case 'archive':
    case 'unarchive':
      return !mayPutAway(actor, dossier, document);
    case 'delete':
    case 'change-measures':
      return !isTheirs(actor, document);
    case 'replace':
    case 'find-reference':
      return !isOwn(actor, document);
    case 'report-misfiled':
    case 'correct-misfiled':
      return !mayCorrect(actor, action, document);
    case 'show-to-patient':
      return actor.kind === 'systeme' && at < releasedAt(document, policy);
    default:
      return false;
  }
}

export const rules: readonly Rule[] = [
  {
    order: 100,
    code: 'ACTEUR_INTERDIT',
    level: 'core',
    source: 'L.1111-15 à L.1111-19 CSP ; L.1110-4 V CSP (ayants droit)',
    refuses: (request) => !isTied(request) || (neverReading.includes(request.actor.kind) && !functionAllowed(request)),
    // Whoever never had a tie is not told that there is a record; whoever has one that opens nothing is told why.
    shownAs: (request) => (neverReading.includes(request.actor.kind) || hadTie(request) ? 'ACTEUR_INTERDIT' : shownWithoutDossier(request)),
  },
  {
    order: 110,
    code: 'AUTHENTIFICATION_INSUFFISANTE',
    level: 'core',
    source: 'PGSSI-S, référentiel d’identification électronique ; R.1111-46 CSP',
    refuses: ({ actor, action }) =>
      ('factors' in actor && actor.factors < 2) ||
      ((actor.kind === 'structure' || actor.kind === 'secretariat') && consulting.includes(action)) ||
      ('authentication' in actor && actor.authentication === 'INDIRECTE_RENFORCEE' && feeding.includes(action)),
  },
  {
    order: 120,
    code: 'STRUCTURE_INCOHERENTE',
    level: 'core',
    source: 'VIHF : structure liée au professionnel et active',
    refuses: ({ actor }) => !isInPlace(actor),
  },
  {
    order: 130,
    code: 'FONCTION_INTERDITE',
    level: 'core',
    source: 'Matrice des droits fonctionnels PDT-INF-526 v1.8 ; PDT-INF-606 v1.3 (accès indirect)',
    refuses: (request) => !functionAllowed(request) || regulatesNothing(request) || isLeftToPatients(request),
  },
  {
    order: 200,
    code: 'DOSSIER_INEXISTANT',
    level: 'core',
    source: 'L.1111-14 CSP',
    refuses: ({ dossier }) => dossier === undefined,
  },
  {
    order: 210,
    code: 'DOSSIER_FERME',
    level: 'core',
    source: 'L.1111-18 CSP (fermeture, conservation dix ans)',
    // An heir comes after the closing that death brings; what was reported before the closing is still examined.
    refuses: ({ actor, dossier, action }) => dossier?.life === 'ferme' && !openWhenClosed.includes(action) && actor.kind !== 'ayant-droit',
    shownAs: 'DOSSIER_INEXISTANT',
  },
  {
    order: 220,
    code: 'IDENTITE_NON_QUALIFIEE',
    level: 'core',
    source: 'L.1111-8-1 et R.1111-8-3 CSP ; RNIV 1 (seule une identité qualifiée alimente)',
    // What patients put in their own space is theirs, whatever is doubted of their civil status.
    refuses: ({ actor, action, dossier }) =>
      feeding.includes(action) && !patientSide.includes(actor.kind) && dossier !== undefined && dossier.identity !== 'qualifiee',
  },
  {
    order: 300,
    code: 'PS_BLOQUE',
    level: 'core',
    source: 'R.1111-46 CSP (opposition à l’accès d’un professionnel)',
    refuses: (request) => {
      const { action, at, dossier, policy } = request;
      return (
        asProfessionnel(request) !== undefined &&
        !openToBlocked.includes(action) &&
        dossier?.blocages.some((blocage) => blocageHolds(blocage, at)) === true &&
        !(policy.blocageLiftable && emergency(request))
      );
    },
  },
  {
    order: 310,
    code: 'OPPOSITION_BRIS_DE_GLACE',
    level: 'core',
    source: 'L.1111-17 I et R.1111-48 CSP',
    refuses: (request) => request.mode === 'bris_de_glace' && consults(request) && request.dossier?.choices.opposesBrisDeGlace === true,
  },
  {
    order: 320,
    code: 'OPPOSITION_CENTRE_15',
    level: 'core',
    source: 'L.1111-17 I et R.1111-48 CSP',
    refuses: (request) => request.mode === 'centre_15' && consults(request) && request.dossier?.choices.opposesCentre15 === true,
  },
  {
    order: 330,
    code: 'AUTORISATION_ABSENTE',
    level: 'liftable',
    source: 'R.1111-46 CSP ; L.1111-16 CSP (médecin traitant) ; CE 15/10/2025 n° 490409',
    refuses: (request) => lackingAutorisation(request) === 'none',
    liftedBy: emergency,
  },
  {
    order: 340,
    code: 'AUTORISATION_EXPIREE',
    level: 'liftable',
    source: 'R.1111-46 CSP ; TD0.2, statut EXPIRE',
    refuses: (request) => lackingAutorisation(request) === 'ended',
    liftedBy: emergency,
  },
  {
    order: 350,
    code: 'CONSENTEMENT_TRAVAIL_ABSENT',
    level: 'core',
    source: 'L.1111-17 IV et L.1111-18 CSP (accès du médecin du travail, consentement exprès)',
    refuses: (request) => {
      const professionnel = asProfessionnel(request);
      const { at, dossier } = request;
      if (professionnel === undefined || dossier === undefined || !consults(request)) return false;
      return isMedecinDuTravail(professionnel) && !hasExpressConsentement(professionnel, dossier, at);
    },
  },
  {
    order: 400,
    code: 'HABILITATION_ABSENTE',
    level: 'core',
    source: 'Arrêté du 26/10/2023, annexe (matrice d’habilitation)',
    refuses: (request) => {
      const professionnel = asProfessionnel(request);
      return (
        professionnel !== undefined &&
        consults(request) &&
        request.document !== undefined &&
        // The signature of a submission set is no document of the matrix: rule 420 says who sees it.
        request.document.typeCode !== lotSignatureType &&
        !isHabilite(request.matrix, professionnel.profession, request.document.typeCode)
      );
    },
    shownAs: 'DOCUMENT_INEXISTANT',
  },
  {
    order: 410,
    code: 'DOCUMENT_SUPPRIME',
    level: 'core',
    source: 'TD3.3c (suppression logique)',
    refuses: (request) => {
      const { document, action } = request;
      if (document?.status !== 'Deleted' || !onDocuments.includes(action)) return false;
      const professionnel = asProfessionnel(request);
      const mayKnow = professionnel !== undefined && action === 'list-documents' && document.depositor !== 'patient' && document.misfiled !== true;
      return !(mayKnow && (isAuthor(professionnel, document) || isMedecinTraitant(professionnel, request.dossier)));
    },
    shownAs: 'DOCUMENT_INEXISTANT',
  },
  {
    order: 420,
    code: 'DOCUMENT_MASQUE_PS',
    level: 'liftable',
    source: 'R.1111-49 et L.1111-16 CSP',
    refuses: (request) => {
      const { document, dossier } = request;
      const professionnel = asProfessionnel(request);
      if (professionnel === undefined || document === undefined || dossier === undefined || !consults(request)) return false;
      return isMaskedTo(professionnel, document, dossier) && !isAuthor(professionnel, document) && !isMedecinTraitant(professionnel, dossier);
    },
    liftedBy: (request) => emergency(request) && request.dossier?.choices.permitsMaskedInEmergency === true,
    shownAs: 'DOCUMENT_INEXISTANT',
  },
  {
    order: 430,
    code: 'DOCUMENT_INVISIBLE_PATIENT',
    level: 'core',
    source: 'R.1111-42 CSP (annonce) ; TD3.3b',
    refuses: ({ actor, action, document }) =>
      patientSide.includes(actor.kind) && onDocuments.includes(action) && document?.visibilite.invisiblePatient === true,
    shownAs: 'DOCUMENT_INEXISTANT',
  },
  {
    order: 440,
    code: 'DOCUMENT_INVISIBLE_REPRESENTANTS',
    level: 'core',
    source: 'R.1111-33 et R.1111-50 CSP (actes dont un mineur demande le secret) ; L.1110-4 V CSP (héritiers)',
    refuses: ({ actor, action, document, dossier }) =>
      onDocuments.includes(action) && document?.visibilite.invisibleRepresentants === true && standsForRepresentants(actor, dossier),
    shownAs: 'DOCUMENT_INEXISTANT',
  },
  {
    order: 450,
    code: 'CATEGORIE_NON_PARTAGEE',
    level: 'core',
    source: 'L.1111-13-1 CSP (partage choisi par le titulaire)',
    refuses: isOutsideShare,
    // A share that ended is said to have ended; what it never held is not said to exist.
    shownAs: (request) => (request.document === undefined || request.action === 'deposit' ? 'CATEGORIE_NON_PARTAGEE' : 'DOCUMENT_INEXISTANT'),
  },
  {
    order: 500,
    code: 'DEPOSANT_NON_AUTEUR',
    level: 'core',
    source: 'EX_2.1-1140 ; L.1111-15 CSP ; espace du patient',
    refuses: ({ actor, action, document }) => action === 'deposit' && document !== undefined && !mayFeed(actor, document),
  },
  {
    order: 510,
    code: 'ACTE_RESERVE',
    level: 'core',
    source: 'Matrice PDT-INF-526, notes (5), (8), (9) et * ; R.1111-49 CSP',
    refuses: isReserved,
    hidesDocument: true,
  },
];

/** Whether this code, told to whoever was refused by it, would tell them that a document exists. */
export const betraysDocument = (code: string): boolean =>
  code === 'DOCUMENT_INEXISTANT' ||
  rules.some((rule) => rule.code === code && (rule.hidesDocument === true || (rule.order >= 400 && rule.shownAs !== undefined)));

const hadTie = ({ actor, dossier }: AccessRequest): boolean =>
  (actor.kind === 'representant' && dossier?.representation !== undefined) || (actor.kind === 'ayant-droit' && dossier?.succession !== undefined);

/** What the same caller reads where there is no record at all: rule 200 refuses at the latest. */
const shownWithoutDossier = (request: AccessRequest): RefusalCode => rules.find(({ refuses }) => refuses({ ...request, dossier: undefined }))!.code;

const functionAllowed = ({ actor, action, mode, dossier }: AccessRequest): boolean => markFor(actor, dossier, action, mode) !== '–';

/** The centre 15 is a place before it is a mode: whoever does not act for one has no right to its mode (L.1111-17 I, last sentence). */
const regulatesNothing = ({ actor, mode }: Pick<AccessRequest, 'actor' | 'mode'>): boolean =>
  mode === 'centre_15' && ((actor.kind === 'professionnel' && actor.structure?.regulates !== true) || (actor.kind === 'structure' && actor.regulates !== true));

/** Since records open by themselves, professionals open none and reopen none, unless the policy of the day says so. */
const isLeftToPatients = ({ actor, action, policy }: AccessRequest | RequestAcross): boolean =>
  (action === 'create-record' || action === 'reopen-record') && careSide.includes(actor.kind) && !policy.creationByProfessionals;

/** Opening for somebody who is there (A008), or for those who live in one's care home (A009): as far as the policies of the day let (ADR 25). */
function isNotTheirsToOpen({ actor, action, policy }: RequestAcross): boolean {
  if (action === 'open-for') return actor.kind === 'guichet' ? !policy.openingAtCounter : !policy.openingByProfessionals;
  return action === 'open-residents' && !(policy.openingByCareHomes && 'structure' in actor && actor.structure?.shelters === true);
}

/** Deposits are listed by structure: whoever acts for none has no list. */
const feedsForNobody = ({ actor, action }: RequestAcross): boolean => action === 'list-deposits' && !('structure' in actor && actor.structure !== undefined);

/** A structure has so many pilotage accounts; the others wait for one to be closed. */
const isBeyondAccounts = ({ actor, policy }: RequestAcross): boolean => actor.kind === 'pilotage' && actor.rank > policy.pilotageAccountsPerStructure;

/** Representatives, whom they chose, the services they paired (never those the patient paired), and heirs: a minor's secret outlives the minor. */
const standsForRepresentants = (actor: Actor, dossier: DossierFacts | undefined): boolean =>
  ['representant', 'aidant', 'ayant-droit'].includes(actor.kind) || (actor.kind === 'service-tiers' && dossier?.appairage?.pairedBy !== 'titulaire');

/** The rows that hold before there is a record: who asks, by what proof, from where, in which role. */
export const rulesAcross: readonly { readonly code: AccessRefusalCode; readonly refuses: (request: RequestAcross<ActionAcross>) => boolean }[] = [
  {
    code: 'AUTHENTIFICATION_INSUFFISANTE',
    refuses: ({ actor }) => 'factors' in actor && actor.factors < 2,
  },
  { code: 'STRUCTURE_INCOHERENTE', refuses: ({ actor }) => !isInPlace(actor) },
  {
    code: 'FONCTION_INTERDITE',
    refuses: (request) =>
      markFor(request.actor, undefined, request.action, request.mode) === '–' ||
      regulatesNothing(request) ||
      isBeyondAccounts(request) ||
      isLeftToPatients(request) ||
      isNotTheirsToOpen(request) ||
      feedsForNobody(request),
  },
];
