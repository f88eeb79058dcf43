// The law of access, as an ordered table: the first row that refuses wins. One row, one sentence of law.
// `core` rows hold at every access; a `liftable` row is lifted in an emergency where its own `liftedBy` says so.
// Where the rows come from: docs/sources.md §3; what they mean, in French: docs/rules.md.

import { type Autorisation, autorisationIsValid, blocageHolds } from '../dossier/dossier.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AccessRefusalCode, RefusalCode } from '../kernel/refusal-codes.ts';
import { isPatientType } from '../terminology/types.ts';
import { functionAllowed } from './functions.ts';
import { isHabilite } from './habilitation.ts';
import type { AccessRequest, Action, ActingProfessionnel, Actor, DocumentFacts, DossierFacts } from './request.ts';

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
  readonly shownAs?: RefusalCode;
  /** Shown as an absent document to whoever may not read it: the true code would tell them that it exists. */
  readonly hidesDocument?: true;
}

const consulting: readonly Action[] = ['list-documents', 'read-document', 'mask', 'unmask', 'read-accesses'];
const onDocuments: readonly Action[] = ['list-documents', 'read-document', 'mask', 'unmask', 'delete', 'find-reference'];
const feeding: readonly Action[] = ['deposit', 'replace'];
/** What is done to one's own documents only. A reference is looked up in view of replacing or deleting (TD3.1b). */
const onOwnDocuments: readonly Action[] = ['replace', 'delete', 'find-reference'];
/** What a blocked professional keeps: feeding, and looking after what they fed. */
const openToBlocked: readonly Action[] = [...feeding, 'test-existence', 'find-reference', 'delete', 'read-journal', 'withdraw-autorisation'];

const emergency = (request: AccessRequest): boolean => request.mode !== 'normal';
const consults = (request: AccessRequest): boolean => consulting.includes(request.action);

const asProfessionnel = (request: AccessRequest): ActingProfessionnel | undefined => (request.actor.kind === 'professionnel' ? request.actor : undefined);

export const isMedecinTraitant = (professionnel: ActingProfessionnel, dossier: DossierFacts | undefined): boolean =>
  dossier?.medecinTraitant === professionnel.id;
export const isAuthor = (professionnel: ActingProfessionnel, document: DocumentFacts): boolean => document.authorIds.includes(professionnel.id);

/** Savoir-faire of TRE_R01 that make a physician a médecin du travail: médecine du travail (SM, C), its capacité. */
const occupationalSpecialties: readonly string[] = ['SM25', 'C41', 'CAPA11'];
const isMedecinDuTravail = (request: AccessRequest): boolean => occupationalSpecialties.includes(asProfessionnel(request)?.specialty ?? '');

/** Given to this actor, or to a structure they are tied to: another's is worth nothing, even if it was loaded. */
function isGivenTo(actor: Actor, { beneficiaire }: Autorisation): boolean {
  if (actor.kind === 'titulaire') return false;
  if (actor.kind === 'structure') return beneficiaire.kind === 'structure' && beneficiaire.id === actor.id;
  return beneficiaire.kind === 'professionnel' ? beneficiaire.id === actor.id : actor.structures.includes(beneficiaire.id);
}

/** What R.1111-46 leaves of this actor's right at that moment. */
export function autorisationOf(actor: Actor, dossier: DossierFacts, at: Instant): 'valid' | 'ended' | 'none' {
  const own = dossier.autorisations.filter((autorisation) => isGivenTo(actor, autorisation));
  if (own.some((autorisation) => autorisationIsValid(autorisation, at))) return 'valid';
  return own.some(({ withdrawnAt, expiresAt }) => withdrawnAt === undefined && expiresAt <= at) ? 'ended' : 'none';
}

/** What is missing of the patient's agreement, where this access needs it: a professional who consults and is not the médecin traitant. */
const lackingAutorisation = (request: AccessRequest): 'ended' | 'none' | undefined => {
  const professionnel = asProfessionnel(request);
  const { dossier, at } = request;
  if (professionnel === undefined || dossier === undefined || !consults(request) || isMedecinTraitant(professionnel, dossier)) return undefined;
  const held = autorisationOf(professionnel, dossier, at);
  return held === 'valid' ? undefined : held;
};

export const rules: readonly Rule[] = [
  {
    order: 100,
    code: 'ACTEUR_INTERDIT',
    level: 'core',
    source: 'L.1111-15 à L.1111-19 CSP',
    refuses: ({ actor, dossier }) => actor.kind === 'titulaire' && dossier !== undefined && dossier.titulaire !== actor.personne,
    shownAs: 'DOSSIER_INEXISTANT',
  },
  {
    order: 110,
    code: 'AUTHENTIFICATION_INSUFFISANTE',
    level: 'core',
    source: 'PGSSI-S, référentiel d’identification électronique ; R.1111-46 CSP',
    refuses: ({ actor, action }) =>
      (actor.kind === 'titulaire' && actor.factors < 2) ||
      (actor.kind === 'structure' && consulting.includes(action)) ||
      (actor.kind === 'professionnel' && actor.authentication === 'INDIRECTE_RENFORCEE' && feeding.includes(action)),
  },
  {
    order: 120,
    code: 'STRUCTURE_INCOHERENTE',
    level: 'core',
    source: 'VIHF : structure liée au professionnel et active',
    refuses: ({ actor }) =>
      (actor.kind === 'structure' && !actor.active) ||
      (actor.kind === 'professionnel' &&
        (!actor.active || (actor.structure !== undefined && (!actor.structure.active || !actor.structures.includes(actor.structure.id))))),
  },
  {
    order: 130,
    code: 'FONCTION_INTERDITE',
    level: 'core',
    source: 'Matrice des droits fonctionnels PDT-INF-526 v1.8',
    // The centre 15 is a place before it is a mode: a professional who does not act for one has no right to its mode (L.1111-17 I, last sentence).
    refuses: ({ actor, action, mode }) =>
      !functionAllowed(actor.kind, action, mode) || (mode === 'centre_15' && actor.kind === 'professionnel' && actor.structure?.regulates !== true),
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
    refuses: ({ dossier, action }) => dossier?.life === 'ferme' && action !== 'test-existence',
    shownAs: 'DOSSIER_INEXISTANT',
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
    // No express consent can be recorded yet: until one can, none is given.
    refuses: (request) => consults(request) && isMedecinDuTravail(request),
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
      const mayKnow = professionnel !== undefined && action === 'list-documents' && document.depositor !== 'patient';
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
      const { document } = request;
      const professionnel = asProfessionnel(request);
      if (professionnel === undefined || document === undefined || !consults(request)) return false;
      return document.visibilite.masquePs && !isAuthor(professionnel, document) && !isMedecinTraitant(professionnel, request.dossier);
    },
    liftedBy: (request) => emergency(request) && request.dossier?.choices.permitsMaskedInEmergency === true,
    shownAs: 'DOCUMENT_INEXISTANT',
  },
  {
    order: 430,
    code: 'DOCUMENT_INVISIBLE_PATIENT',
    level: 'core',
    source: 'R.1111-42 CSP (annonce) ; TD3.3b',
    refuses: ({ actor, action, document }) => actor.kind === 'titulaire' && onDocuments.includes(action) && document?.visibilite.invisiblePatient === true,
    shownAs: 'DOCUMENT_INEXISTANT',
  },
  {
    order: 500,
    code: 'DEPOSANT_NON_AUTEUR',
    level: 'core',
    source: 'EX_2.1-1140 ; L.1111-15 CSP ; espace du patient',
    refuses: ({ actor, action, document }) => {
      if (action !== 'deposit' || document === undefined) return false;
      if (actor.kind === 'professionnel') return !document.authorIds.includes(actor.id);
      if (actor.kind === 'structure') return !document.authorStructures.includes(actor.id);
      return !isPatientType(document.typeCode);
    },
  },
  {
    order: 510,
    code: 'ACTE_RESERVE',
    level: 'core',
    source: 'Matrice PDT-INF-526, notes (5), (8), (9) et * ; R.1111-49 CSP',
    refuses: ({ actor, action, document, dossier }) => {
      if (document === undefined) return false;
      if (actor.kind === 'titulaire') return action === 'delete' && document.depositor !== 'patient';
      if (actor.kind === 'structure') return onOwnDocuments.includes(action) && !document.authorStructures.includes(actor.id);
      if (action === 'unmask') return !isAuthor(actor, document) && !isMedecinTraitant(actor, dossier);
      return onOwnDocuments.includes(action) && (document.depositor === 'patient' || !isAuthor(actor, document));
    },
    hidesDocument: true,
  },
];
