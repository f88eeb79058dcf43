// What is asked, by whom, of which record, with every fact the rules need. Nothing here is looked up later:
// a fact that could not be loaded means no request can be built, and so no access.

import type { Autorisation, Blocage, DossierChoices, DossierId, DossierLife, PersonneId } from '../dossier/dossier.ts';
import type { AvailabilityStatus, DepositorKind } from '../document/document-entry.ts';
import type { EntryUuid, LogicalId } from '../document/ids.ts';
import type { Visibilite } from '../document/visibilite.ts';
import type { ProfessionCode, PsIdNat, SpecialtyCode, StructIdNat } from '../identity/professionnel.ts';
import type { Instant } from '../kernel/instant.ts';
import type { HabilitationMatrix } from './habilitation.ts';
import type { Policy } from './policy.ts';

/** Everything that can be asked of a record, with the DMP's transaction it stands for (docs/sources.md §1.3). */
export const actions = {
  'test-existence': 'TD0.2',
  'declare-autorisation': 'TD0.3',
  'withdraw-autorisation': 'TD0.3',
  'deposit': 'TD2.1',
  'replace': 'TD2.1b',
  'find-reference': 'TD3.1b',
  'list-documents': 'TD3.1a',
  'read-document': 'TD3.2',
  'mask': 'TD3.3a',
  'unmask': 'TD3.3a',
  'delete': 'TD3.3c',
  'read-journal': 'R.1111-43',
  'read-accesses': 'TD1.6',
  'manage-accesses': 'TD1.6',
  'read-profile': 'profil',
  'write-profile': 'profil',
  'read-notices': 'notifications',
  'manage-notices': 'notifications',
} as const;
export type Action = keyof typeof actions;

/** `bris_de_glace` and `centre_15` are the purposes of use of JDV TRE_R248 (docs/sources.md §1.2). */
export type Mode = 'normal' | 'bris_de_glace' | 'centre_15';

export interface Titulaire {
  readonly kind: 'titulaire';
  readonly personne: PersonneId;
  /** Proofs given at sign-in: 2 = password and one-time code. */
  readonly factors: 1 | 2;
}

export interface ActingProfessionnel {
  readonly kind: 'professionnel';
  readonly id: PsIdNat;
  readonly profession: ProfessionCode;
  readonly specialty?: SpecialtyCode;
  /** DIRECTE: own card over mutual TLS. */
  readonly authentication: 'DIRECTE' | 'INDIRECTE_RENFORCEE';
  readonly active: boolean;
  /** Structures this person is tied to today. */
  readonly structures: readonly StructIdNat[];
  /** The one claimed for this act, if any. */
  readonly structure?: { readonly id: StructIdNat; readonly active: boolean; /** It regulates the calls of a centre 15. */ readonly regulates?: boolean };
}

/** A structure's certificate: it feeds, never consults. */
export interface ActingStructure {
  readonly kind: 'structure';
  readonly id: StructIdNat;
  readonly active: boolean;
}

export type Actor = Titulaire | ActingProfessionnel | ActingStructure;

/** What the rules need to know of the record, for this actor. */
export interface DossierFacts {
  readonly id: DossierId;
  readonly life: DossierLife;
  readonly titulaire: PersonneId;
  readonly medecinTraitant?: PsIdNat;
  readonly choices: DossierChoices;
  /** Those of this professional and of the structures they are tied to; ended ones included. */
  readonly autorisations: readonly Autorisation[];
  /** Those of this professional. */
  readonly blocages: readonly Blocage[];
}

/** What the rules need to know of one document. */
export interface DocumentFacts {
  readonly logicalId?: LogicalId;
  readonly entryUuid?: EntryUuid;
  readonly typeCode: string;
  readonly status: AvailabilityStatus;
  readonly visibilite: Visibilite;
  readonly depositor: DepositorKind;
  /** PS_IdNat of every author and of the legal authenticator. */
  readonly authorIds: readonly PsIdNat[];
  /** Struct_IdNat of every author's institution. */
  readonly authorStructures: readonly StructIdNat[];
}

export interface AccessRequest<A extends Action = Action> {
  readonly action: A;
  readonly actor: Actor;
  readonly mode: Mode;
  readonly at: Instant;
  /** Undefined: no record answers to what was asked. */
  readonly dossier: DossierFacts | undefined;
  readonly document?: DocumentFacts;
  readonly policy: Policy;
  readonly matrix: HabilitationMatrix;
}
