// The life of a record, who may enter it and whom the patient keeps out.
// Four things the law keeps apart: non-opposition (the record exists), autorisation (this professional may consult),
// blocage (this one may not, whatever else), opposition (no emergency access).

import type { LogicalId } from '../document/ids.ts';
import type { ProfessionCode, PsIdNat, StructIdNat } from '../identity/professionnel.ts';
import { type Brand, uuidParser } from '../kernel/brand.ts';
import { birthdayAfter } from '../identity/age.ts';
import { type CivilDate, type Instant, civilDateInParis } from '../kernel/instant.ts';
import type { Space } from '../terminology/types.ts';

export type DossierId = Brand<string, 'DossierId'>;
export const parseDossierId = uuidParser<'DossierId'>('dossierId');

/** A person: the patient, and those who act for the patient. */
export type PersonneId = Brand<string, 'PersonneId'>;
export const parsePersonneId = uuidParser<'PersonneId'>('personneId');

export type DossierLife = 'ouvert' | 'ferme';

/**
 * Whether the patient, or who represents them, has a space of their own: none, an account nobody has entered yet, or one
 * they have opened. The DMP's `COMPTE_INTERNET_OUVERT` is the second or the third, its `RATTACHEMENT_ENS` the third (ADR 21).
 */
export type PatientSpace = 'none' | 'awaited' | 'opened';

/** Why a record was closed (code system 1.2.250.1.213.4.1.2.4: `FERMETURE_DEMANDE_PATIENT`). */
export const closingMotives = ['demande-patient'] as const;
export type ClosingMotive = (typeof closingMotives)[number];
export interface Closing {
  readonly at: Instant;
  readonly motive: ClosingMotive;
  /** Free text. */
  readonly reason?: string;
  readonly closedBy: string;
}
/** L.1111-18 CSP: kept ten years after the closing, then destroyed. */
export const closedRecordKeptYears = 10;
export const keptUntil = ({ at }: Pick<Closing, 'at'>): CivilDate => birthdayAfter(civilDateInParis(at), closedRecordKeptYears);

/** What TD0.2 answers about the caller's own right (keyword list 1.2.250.1.213.4.1.2.6.2). */
export type AutorisationStatus = 'VALIDE' | 'EXPIREE' | 'INTERDIT' | 'NON_EXISTE';

export type AutorisationId = Brand<string, 'AutorisationId'>;
export type Beneficiaire = { readonly kind: 'professionnel'; readonly id: PsIdNat } | { readonly kind: 'structure'; readonly id: StructIdNat };

/** R.1111-46 CSP: the patient's agreement that this professional, or this care team, consults the record. */
export interface Autorisation {
  readonly id: AutorisationId;
  readonly beneficiaire: Beneficiaire;
  readonly declaredAt: Instant;
  /** Name of who recorded the patient's agreement: sealed, read with a list of accesses only; no rule asks for it. */
  readonly declaredBy?: string;
  readonly expiresAt: Instant;
  readonly withdrawnAt?: Instant;
  /** Given by the patient from their own space, to this professional by name: the express consent that L.1111-17 IV CSP asks for. */
  readonly express?: boolean;
  /** The person who gave it from a patient's space: the patient, or who represents them. Absent: noted by a professional or a secretary. */
  readonly givenBy?: PersonneId;
  /** Declared in secret: the representatives do not find it (R.1111-50 CSP). Worth what any other is. */
  readonly secret?: boolean;
}

export const autorisationIsValid = (autorisation: Autorisation, at: Instant): boolean =>
  autorisation.declaredAt <= at && at < autorisation.expiresAt && (autorisation.withdrawnAt === undefined || at < autorisation.withdrawnAt);

/** The patient keeps this professional out (R.1111-46): no consultation, whatever the authorisation. Feeding stays possible. */
export interface Blocage {
  readonly professionnel: PsIdNat;
  readonly since: Instant;
  readonly until?: Instant;
}

export const blocageHolds = (blocage: Blocage, at: Instant): boolean => blocage.since <= at && (blocage.until === undefined || at < blocage.until);

export type MasquageId = Brand<string, 'MasquageId'>;
/** From whom, and what: one professional, one profession or one structure; one document or one of the nine spaces. */
export type MasquageFrom =
  | { readonly kind: 'professionnel'; readonly id: PsIdNat }
  | { readonly kind: 'profession'; readonly id: ProfessionCode }
  | { readonly kind: 'structure'; readonly id: StructIdNat };
export type MasquageWhat = { readonly kind: 'document'; readonly id: LogicalId } | { readonly kind: 'space'; readonly id: Space };

/** R.1111-49 CSP, for some only: the patient keeps part of the record from these professionals (features N4). Neither its author nor the médecin traitant is kept out. */
export interface Masquage {
  readonly id: MasquageId;
  readonly from: MasquageFrom;
  readonly what: MasquageWhat;
}

/** The patient's three emergency switches, the default for new documents, and the switch of the reimbursements. */
export interface DossierChoices {
  readonly opposesBrisDeGlace: boolean;
  readonly opposesCentre15: boolean;
  /** Masked documents may be read in bris de glace and by the centre 15. Default: no. */
  readonly permitsMaskedInEmergency: boolean;
  /** New documents arrive masked to professionals. Default: no. */
  readonly masksByDefault: boolean;
  /** The whole history of reimbursements is masked to professionals (R.1111-49 CSP). Default: no. */
  readonly masksReimbursements: boolean;
}

export const defaultChoices: DossierChoices = {
  opposesBrisDeGlace: false,
  opposesCentre15: false,
  permitsMaskedInEmergency: false,
  masksByDefault: false,
  masksReimbursements: false,
};
