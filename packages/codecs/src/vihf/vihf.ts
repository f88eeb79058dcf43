// What a VIHF says (Vecteur d'Identification et d'Habilitation Formelles, CI-SIS transport; docs/sources.md §1.2): a SAML 2.0 assertion in the
// words of the record. Nothing of it is to be believed before its signature, its certificate and the directory have been held against it.

import type { Ins, StructIdNat } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';

export const vihfModes = ['DIRECTE', 'INDIRECTE', 'INDIRECTE_RENFORCEE'] as const;
export type VihfMode = (typeof vihfModes)[number];
export const vihfVersions = ['3.0', '4.0'] as const;
export const purposesOfUse = ['normal', 'bris_de_glace', 'centre_15'] as const;

/** An HL7 CE of an attribute's value. */
export interface VihfCode {
  readonly code: string;
  readonly system: string;
}

export interface Vihf {
  /** `Assertion/@ID`. */
  readonly id: string;
  /** Distinguished name of the signing certificate, as the sender writes it. */
  readonly issuer: string;
  /** PS_IdNat of the user; in indirect mode it may be an identifier of the structure's own. */
  readonly nameId: string;
  readonly issuedAt: Instant;
  /** AuthnInstant: when the user signed in. */
  readonly authenticatedAt: Instant;
  readonly notBefore?: Instant;
  /** Exclusive. */
  readonly notOnOrAfter?: Instant;
  /** `Conditions/OneTimeUse`: good for one message. */
  readonly oneTime: boolean;
  /** AuthnContextClassRef, and what AuthnContextDecl (or DeclRef) adds in indirecte renforcée. */
  readonly contextClass: string;
  readonly contextDeclaration?: string;
  readonly version: (typeof vihfVersions)[number];
  readonly structure: StructIdNat;
  /** Of TRE_R02: `SA07`. */
  readonly sector: string;
  /** One or two: the profession, then what the profession asks for (savoir-faire, section, role). */
  readonly roles: readonly VihfCode[];
  /** Undefined: not said; older programs say it in indirecte renforcée only. */
  readonly mode?: VihfMode;
  /** Undefined: the call is about no patient (TD0.4, TD0.5). */
  readonly patient?: Ins;
  readonly purpose: (typeof purposesOfUse)[number];
  /** Mode_Acces_Raison: why the glass was broken. */
  readonly reason?: string;
  /** Connexion secrète. */
  readonly secret: boolean;
  /** Name and first name; of an automaton, its name and model. */
  readonly personName?: string;
  readonly software: VihfSoftware;
}
export interface VihfSoftware {
  readonly name?: string;
  readonly version?: string;
  readonly installation?: string;
  readonly homologation?: string;
}
