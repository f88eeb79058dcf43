// Health professionals and the structures they work in, by their national identifiers (docs/sources.md §1.2).

import type { PersonnelRole } from '../terminology/personnel-roles.ts';
import type { AuthorityOid } from './local-identifier.ts';
import type { Brand } from '../kernel/brand.ts';
import { type Parsed, faulty, parsed } from '../kernel/result.ts';

/** PS_IdNat: one digit of type, then the identifier (8 + RPPS, 0 + ADELI, 3/4/5/6 + structure / internal id). OID 1.2.250.1.71.4.2.1. */
export type PsIdNat = Brand<string, 'PsIdNat'>;
/** Struct_IdNat: one digit of type, then the identifier (1 + FINESS, 2 + SIREN, 3 + SIRET, 0/4 cabinet). OID 1.2.250.1.71.4.2.2. */
export type StructIdNat = Brand<string, 'StructIdNat'>;

export const psIdNatOid = '1.2.250.1.71.4.2.1';
export const structIdNatOid = '1.2.250.1.71.4.2.2';

const psShape = /^[0-9][0-9A-Za-z./-]{2,80}$/;
const structShape = /^[0-9][0-9A-Za-z/-]{2,40}$/;

export const parsePsIdNat = (text: string, field = 'psIdNat'): Parsed<PsIdNat> =>
  psShape.test(text)
    ? parsed(text as PsIdNat)
    : faulty({ field, rule: 'PS_IDNAT_FORME', given: text.slice(0, 40), expected: '1 chiffre de type puis l’identifiant' });
export const parseStructIdNat = (text: string, field = 'structIdNat'): Parsed<StructIdNat> =>
  structShape.test(text)
    ? parsed(text as StructIdNat)
    : faulty({ field, rule: 'STRUCT_IDNAT_FORME', given: text.slice(0, 40), expected: '1 chiffre de type puis l’identifiant' });

/** Profession codes of TRE_G15 / TRE_R95 / TRE_R94 (JDV_J65): `10` médecin, `21` pharmacien, `60` infirmier… */
export type ProfessionCode = Brand<string, 'ProfessionCode'>;
/** Savoir-faire of TRE_R01 (physicians) or section of TRE_G05 (pharmacists): `SM26`. */
export type SpecialtyCode = Brand<string, 'SpecialtyCode'>;

export interface Professionnel {
  readonly id: PsIdNat;
  readonly familyName: string;
  readonly givenName: string;
  readonly profession: ProfessionCode;
  readonly specialty?: SpecialtyCode;
  /** Structures this person works in today. */
  readonly structures: readonly StructIdNat[];
  readonly active: boolean;
  /** Professional mailbox (MSSanté), where the register gives one. */
  readonly email?: string;
}

/** Holder of a CPE card: works in a structure without being a health professional (PS_IdNat types 3 to 6). */
export interface Personnel {
  readonly id: PsIdNat;
  readonly familyName: string;
  readonly givenName: string;
  readonly role: PersonnelRole;
  readonly structure: StructIdNat;
  readonly active: boolean;
}

/** Secteurs of TRE_R02 where people live: handicap, old age, child protection, accommodation and rehabilitation. */
const residentialSectors: readonly string[] = ['SA16', 'SA17', 'SA20', 'SA21'];
export const shelters = ({ sector }: Pick<Structure, 'sector'>): boolean => residentialSectors.includes(sector);

export interface Structure {
  readonly id: StructIdNat;
  readonly name: string;
  /** Secteur d'activité, TRE_R02: `SA07` cabinet individuel, `SA01` établissement public de santé. */
  readonly sector: string;
  /**
   * It regulates the calls of a SAMU, centre 15. A fact of its own: no sector of TRE_R02 says it, and the practice setting SAMU_SMUR is also
   * that of ambulances, whose physicians see their patient and do not regulate.
   */
  readonly regulates?: boolean;
  /** FINESS of the entité juridique it is a site of: certificates are delivered to the entity, and speak for its sites (docs/sources.md §1.1). */
  readonly legalEntity?: StructIdNat;
  /** OID under which it numbers its patients (IPP); the sites of one hospital may share it. */
  readonly identifierAuthority?: AuthorityOid;
  /** The health insurance's own service: writes reimbursements, reads nothing. */
  readonly assuranceMaladie?: boolean;
  readonly active: boolean;
}
