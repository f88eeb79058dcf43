// What is asked, by whom, of which record, with every fact the rules need. Nothing here is looked up later:
// a fact that could not be loaded means no request can be built, and so no access.

import type { Appairage, Delegation, Representation, Succession } from '../dossier/acting-for.ts';
import type { Autorisation, Blocage, DossierChoices, DossierId, DossierLife, Masquage, PatientSpace, PersonneId } from '../dossier/dossier.ts';
import type { AvailabilityStatus, DepositorKind } from '../document/document-entry.ts';
import type { EntryUuid, LogicalId } from '../document/ids.ts';
import type { Visibilite } from '../document/visibilite.ts';
import type { IdentityStatus } from '../identity/assurance.ts';
import type { ProfessionCode, PsIdNat, SpecialtyCode, StructIdNat } from '../identity/professionnel.ts';
import type { Instant } from '../kernel/instant.ts';
import type { HabilitationMatrix } from './habilitation.ts';
import type { Policy } from './policy.ts';

/** Everything that can be asked of one record, with the DMP's transaction it stands for (docs/sources.md §1.3) or the article that gives it. */
export const actions = {
  'test-existence': 'TD0.2',
  'declare-autorisation': 'TD0.3',
  'redeem-share': 'TD0.3',
  'withdraw-autorisation': 'TD0.3',
  'declare-medecin-traitant': 'TD0.3',
  'end-medecin-traitant': 'TD0.3',
  'read-identity': 'TD1.3a',
  'revise-contact': 'TD1.3b',
  'close-record': 'TD1.4',
  'reopen-record': 'TD1.2',
  'deposit': 'TD2.1',
  'replace': 'TD2.1b',
  'find-reference': 'TD3.1b',
  'report-misfiled': 'RNIV',
  'correct-misfiled': 'RNIV',
  'list-documents': 'TD3.1a',
  'read-document': 'TD3.2',
  'mask': 'TD3.3a',
  'unmask': 'TD3.3a',
  'show-to-patient': 'TD3.3b',
  'show-to-representants': 'TD3.3b',
  'delete': 'TD3.3c',
  'archive': 'TD3.3d',
  'unarchive': 'TD3.3d',
  'read-journal': 'R.1111-43',
  'export-record': 'RGPD 15, 20',
  'read-accesses': 'TD1.6',
  'manage-accesses': 'TD1.6',
  'block-professionnel': 'R.1111-46',
  'renounce-delegation': 'N7',
  'read-profile': 'profil',
  'write-profile': 'profil',
  'read-measures': 'mesures',
  'write-measures': 'mesures',
  'change-measures': 'mesures',
  'read-notices': 'notifications',
  'manage-notices': 'notifications',
  'report-access': 'N9',
  'read-reports': 'N9',
  'examine-report': 'N9',
  'examine-identity': 'RNIV',
  'keep-identity': 'RNIV',
  'keep-heirs': 'L.1110-4',
  'show-card': 'A190',
} as const;
export type Action = keyof typeof actions;

/** What concerns no single record. */
export const actionsAcross = {
  'create-record': 'TD1.1',
  'keep-assures': 'L.1111-13-1',
  'find-assure': 'L.1111-13-1',
  'open-for': 'A008',
  'open-residents': 'A009',
  'open-ayant-droit': 'A010',
  'inform-assures': 'R.1111-28',
  'record-opposition': 'R.1111-28',
  'list-patients': 'TD0.4',
  'list-deposits': 'A157',
  'find-patient': 'TD0.5',
  'read-indicators': 'pilotage',
  'review-accesses': 'N9',
  'administer': 'exploitation',
  'expire-history': 'X1',
  'review-identities': 'RNIV',
} as const;
export type ActionAcross = keyof typeof actionsAcross;

/** `bris_de_glace` and `centre_15` are the purposes of use of JDV TRE_R248 (docs/sources.md §1.2). */
export type Mode = 'normal' | 'bris_de_glace' | 'centre_15';

/** Someone who signs in by name: 2 factors = password and one-time code. */
interface Signed {
  readonly personne: PersonneId;
  readonly factors: 1 | 2;
}
/** The patient. */
export interface Titulaire extends Signed {
  readonly kind: 'titulaire';
}
/** Acts by law for the patient: parent of a minor, tuteur, habilitation familiale. */
export interface Representant extends Signed {
  readonly kind: 'representant';
}
/** An adult the patient invited, and who accepted. */
export interface Aidant extends Signed {
  readonly kind: 'aidant';
}
/** An heir, after death. */
export interface AyantDroit extends Signed {
  readonly kind: 'ayant-droit';
}

export type Authentication = 'DIRECTE' | 'INDIRECTE_RENFORCEE';

/** The structure someone acts for, among those they are tied to. */
export interface ClaimedStructure {
  readonly id: StructIdNat;
  readonly active: boolean;
  /** It regulates the calls of a centre 15. */
  readonly regulates?: boolean;
  /** People live there: an établissement médico-social with residents. */
  readonly shelters?: boolean;
}

export interface ActingProfessionnel {
  readonly kind: 'professionnel';
  readonly id: PsIdNat;
  readonly profession: ProfessionCode;
  readonly specialty?: SpecialtyCode;
  /** DIRECTE: own card over mutual TLS. INDIRECTE_RENFORCEE (AIR): the structure's certificate and its word that the person gave two factors. */
  readonly authentication: Authentication;
  readonly active: boolean;
  /** Structures this person is tied to today. */
  readonly structures: readonly StructIdNat[];
  /** The one claimed for this act, if any. */
  readonly structure?: ClaimedStructure;
}

/** A structure's certificate: it feeds, never consults. */
export interface ActingStructure {
  readonly kind: 'structure';
  readonly id: StructIdNat;
  readonly active: boolean;
  /** It regulates the calls of a centre 15. */
  readonly regulates?: boolean;
}

/** Someone who works in a structure without being a health professional, by a CPE card. */
interface Personnel {
  readonly id: PsIdNat;
  readonly active: boolean;
  readonly structures: readonly StructIdNat[];
  readonly structure?: ClaimedStructure;
}
/** A medical secretary: declares authorisations for the structure and feeds in its name; never consults. */
export interface Secretariat extends Personnel {
  readonly kind: 'secretariat';
  readonly authentication: Authentication;
}
/** Steers a structure: sees counts, never a person. */
export interface Pilotage extends Personnel {
  readonly kind: 'pilotage';
  /** Among the active accounts of this kind in the structure, by their number: 1 for the first. */
  readonly rank: number;
}
/** Runs the installation: loads the tables of the law; no record is open to it. */
export interface Exploitation extends Personnel {
  readonly kind: 'exploitation';
}

/** Reviews accesses: what patients report, what is unusual. Sees who acted and when, never what a record holds. */
export interface Controle extends Personnel {
  readonly kind: 'controle';
}

/** The counter of a caisse: opens records for those who come and ask, and never reads one (A008, A079). */
export interface Guichet extends Personnel {
  readonly kind: 'guichet';
}

/** The health insurance's service certificate: writes, never reads. */
export interface AssuranceMaladie {
  readonly kind: 'assurance-maladie';
  readonly id: StructIdNat;
  readonly active: boolean;
}
/** An OAuth client the patient paired. */
export interface ServiceTiers {
  readonly kind: 'service-tiers';
  readonly id: string;
}
/** Carnet itself, for what the law has it do on a day: bound by the same table. */
export interface Systeme {
  readonly kind: 'systeme';
}

export type Actor =
  | Titulaire
  | Representant
  | Aidant
  | AyantDroit
  | ActingProfessionnel
  | ActingStructure
  | Secretariat
  | Pilotage
  | Exploitation
  | Controle
  | Guichet
  | AssuranceMaladie
  | ServiceTiers
  | Systeme;

/** What the rules need to know of the record, for this actor. */
export interface DossierFacts {
  readonly id: DossierId;
  readonly life: DossierLife;
  /** How sure it is that this is the person's identity. */
  readonly identity: IdentityStatus;
  readonly titulaire: PersonneId;
  readonly medecinTraitant?: PsIdNat;
  /** Made *administrateur* by the patient: the rights of the médecin traitant on this record. */
  readonly administrateurs: readonly PsIdNat[];
  readonly choices: DossierChoices;
  /** Those of this professional and of the structures they are tied to; ended ones included. */
  readonly autorisations: readonly Autorisation[];
  /** Those of this professional. */
  readonly blocages: readonly Blocage[];
  /** Those that keep something from this professional. */
  readonly masquages: readonly Masquage[];
  /** The patient was told, openly, of this professional's first access: nobody is told of another. */
  readonly toldOpenly?: true;
  /** What ties this person, or this service, to the record; ended ones included. */
  readonly representation?: Representation;
  readonly delegation?: Delegation;
  readonly appairage?: Appairage;
  readonly succession?: Succession;
  /** Of a record that is one with others (fusion.ts): `named` is the one that was asked for, by itself; `parts` are all of them, the survivor first. */
  readonly fusion?: { readonly named: DossierFacts; readonly parts: readonly DossierFacts[] };
  /** Of a record that another stands for. */
  readonly mergedInto?: { readonly survivor: DossierId; readonly since: Instant };
}

/** What the rules need to know of one document. */
export interface DocumentFacts {
  readonly logicalId?: LogicalId;
  readonly entryUuid?: EntryUuid;
  readonly typeCode: string;
  readonly status: AvailabilityStatus;
  readonly visibilite: Visibilite;
  readonly depositor: DepositorKind;
  readonly depositedAt: Instant;
  /** PS_IdNat of every author and of the legal authenticator. */
  readonly authorIds: readonly PsIdNat[];
  /** Struct_IdNat of every author's institution. */
  readonly authorStructures: readonly StructIdNat[];
  /** Said not to be this patient's: out of everybody's sight until it is settled, and after if it was not theirs (ADR 41). */
  readonly misfiled?: true;
  /** A measure, decided as a document (measure/visibility.ts): which, and the paired service that entered it. */
  readonly measure?: string;
  readonly service?: string;
}

export interface AccessRequest<A extends Action = Action> {
  readonly action: A;
  readonly actor: Actor;
  readonly mode: Mode;
  /** Connexion secrète: a minor asked that the act be kept from their representatives (R.1111-33, R.1111-50 CSP). */
  readonly secret?: boolean;
  readonly at: Instant;
  /** Undefined: no record answers to what was asked. */
  readonly dossier: DossierFacts | undefined;
  readonly document?: DocumentFacts;
  /** Who can do for themselves what professionals do for those without a space (ADR 21). Loaded for those acts only; absent: they are refused. */
  readonly space?: PatientSpace;
  readonly policy: Policy;
  readonly matrix: HabilitationMatrix;
}

/** The same for what concerns no single record. */
export type RequestAcross<A extends ActionAcross = ActionAcross> = Pick<AccessRequest, 'actor' | 'mode' | 'at' | 'policy'> & { readonly action: A };
