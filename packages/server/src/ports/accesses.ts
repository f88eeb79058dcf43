// Who sees a record, as the application asks it of the world: agreements, blocages, who treats, what is masked to some only, and the records
// that open to one professional. Part of the ports.

import type { Permit, PermitAcross } from '@carnet/domain/access';
import type { DocumentEntry } from '@carnet/domain/document';
import type { Autorisation, Beneficiaire, Blocage, DossierId, Masquage } from '@carnet/domain/dossier';
import type { PsIdNat, StructIdNat } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';

export interface AccessStore {
  /** Takes the place of what this beneficiary held that a professional had recorded; what the patient gave in person stays. */
  declare(permit: Permit<'declare-autorisation'>, autorisation: Autorisation): Promise<void>;
  /** Ends now every autorisation of this beneficiary; how many were ended. */
  withdraw(permit: Permit<'withdraw-autorisation'>, beneficiaire: Beneficiaire, at: Instant): Promise<number>;
  /** Given by the patient: takes the place of all this beneficiary still held. */
  authorise(permit: Permit<'manage-accesses' | 'redeem-share'>, autorisation: Autorisation): Promise<void>;
  /** Takes the place of the blocage that holds, if any. */
  block(permit: Permit<'manage-accesses' | 'block-professionnel'>, blocage: Blocage): Promise<void>;
  /** Read after whatever else was done to this record before the permit's trace. */
  isBlocked(permit: Permit<'manage-accesses' | 'declare-medecin-traitant'>, professionnel: PsIdNat): Promise<boolean>;
  unblock(permit: Permit<'manage-accesses'>, professionnel: PsIdNat, at: Instant): Promise<void>;
  list(permit: ReaderOfAccesses): Promise<AccessOverview>;
  /** Every autorisation there ever was, newest first. */
  history(permit: ReaderOfAccesses): Promise<readonly ConsultedAutorisation[]>;
  /** True the first time this professional consults this record; that, and when it was last, is remembered by the call. */
  firstConsultation(permit: Permit<'list-documents' | 'read-document' | 'read-measures'>, professionnel: PsIdNat): Promise<boolean>;
  /** True for the first consultation of this emergency session, or the first for `lastingHours` where there is no session; remembered by the call. */
  firstOfEmergency(
    permit: Permit<'list-documents' | 'read-document' | 'read-measures'>,
    emergency: { readonly professionnel: PsIdNat; readonly session: string | undefined; readonly lastingHours: number },
  ): Promise<boolean>;
}
export type ConsultedAutorisation = Autorisation & {
  readonly declaredBy: string;
  readonly lastConsultedAt?: Instant;
};
export interface AccessOverview {
  readonly medecinTraitant?: PsIdNat;
  readonly medecinTraitantSince?: Instant;
  readonly administrateurs: readonly { readonly professionnel: PsIdNat; readonly since: Instant }[];
  /** One for each beneficiary, the one that lasts longest: valid or expired. Withdrawn ones are left out. */
  readonly autorisations: readonly ConsultedAutorisation[];
  readonly blocages: readonly Blocage[];
}
/** A patient, or who represents them, reading who sees the record. */
export type ReaderOfAccesses = Permit<'read-accesses' | 'manage-accesses' | 'export-record'>;

/**
 * Who treats: the médecin traitant and the administrateurs. Rows are dated and stay. Acts on one record follow one another (its chain of
 * traces is their lock), and each reads what the one before left.
 */
export interface TreatingStore {
  /** `replaces`: whom the caller believes to be the one in place, null for none. `stale` where it is somebody else by now: nothing is changed. */
  declareMedecinTraitant(
    permit: Permit<'declare-medecin-traitant'>,
    change: { readonly professionnel: PsIdNat; readonly at: Instant; readonly replaces?: PsIdNat | null },
  ): Promise<'declared' | 'unchanged' | 'stale'>;
  /** `stale`: it is somebody else by now. */
  endMedecinTraitant(permit: Permit<'end-medecin-traitant'>, professionnel: PsIdNat, at: Instant): Promise<'ended' | 'unchanged' | 'stale'>;
  /** False: they are already. */
  giveAdministrateur(permit: Permit<'manage-accesses'>, professionnel: PsIdNat, at: Instant): Promise<boolean>;
  /** False: they were not. */
  takeAdministrateur(permit: Permit<'manage-accesses'>, professionnel: PsIdNat, at: Instant): Promise<boolean>;
}

export type DatedMasquage = Masquage & { readonly since: Instant };
/** What is masked to some professionals only. */
export interface MasquageStore {
  /** The one there is already where the same thing is masked to the same people. */
  create(permit: Permit<'mask' | 'manage-accesses'>, masquage: Masquage, at: Instant): Promise<DatedMasquage>;
  /** Ending what is not there is ending. */
  end(permit: Permit<'unmask' | 'manage-accesses'>, masquage: Omit<Masquage, 'id'>, at: Instant): Promise<void>;
  /** Those that hold, newest first; of a document only where this reader may see it. */
  list(permit: ReaderOfAccesses): Promise<readonly (DatedMasquage & { readonly document?: DocumentEntry })[]>;
  /** Those that hold: told beside documents to the patient's side only. */
  all(permit: Permit<'list-documents' | 'read-document'>): Promise<readonly Masquage[]>;
}

/** A record that opens to the caller, and by what. */
export interface OpenRecord {
  readonly dossier: DossierId;
  readonly tie: 'medecin-traitant' | 'administrateur' | 'autorisation' | 'equipe';
  /** `equipe`: the structure the patient agreed to. */
  readonly structure?: StructIdNat;
  readonly since: Instant;
  /** Undefined: no end. */
  readonly expiresAt?: Instant;
  readonly lastConsultedAt?: Instant;
}
export interface OpenRecordQuery {
  readonly limit: number;
  readonly cursor?: string;
  readonly declaredSince?: Instant;
  readonly endsBefore?: Instant;
  /** A document arrived since the last consultation, whether or not the caller may read it: to be decided record by record. */
  readonly addedSinceConsultation?: boolean;
}
export interface OpenRecordPage {
  readonly rows: readonly OpenRecord[];
  readonly total: number;
  readonly nextCursor?: string;
}
export interface PatientListStore {
  /** Last consulted or declared first. */
  list(permit: PermitAcross<'list-patients'>, query: OpenRecordQuery): Promise<OpenRecordPage>;
  /** Where a page that ends on this record is continued. */
  cursorAfter(record: OpenRecord): string;
}
