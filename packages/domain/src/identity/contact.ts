// How a person is reached, and who stands for them, as the DMP's administrative data (TD1.1, TD1.3) write it. Not health data, and not what
// qualifies an INS: nothing here opens a record, and a declared representative has no access by being declared.

/** `phone` and `mobile` as they were written; no number is dialled from here. */
export interface Telecom {
  readonly kind: 'phone' | 'mobile' | 'email';
  readonly value: string;
}
export interface PostalAddress {
  readonly lines: readonly string[];
  readonly postalCode?: string;
  readonly city?: string;
  readonly country?: string;
}

/** Codes of HL7 PersonalRelationshipRoleType (2.16.840.1.113883.1.11.19579) that the DMP takes; `RESPRSN`: any other legal representative. */
export const representativeRelations = [
  'FTH',
  'MTH',
  'STPFTH',
  'STPMTH',
  'GRFTH',
  'GRMTH',
  'GGRFTH',
  'GGRMTH',
  'AUNT',
  'UNCLE',
  'BRO',
  'SIS',
  'RESPRSN',
] as const;
export type RepresentativeRelation = (typeof representativeRelations)[number];

/** As declared by whoever created or revised the record. */
export interface DeclaredRepresentative {
  readonly relation: RepresentativeRelation;
  readonly familyName: string;
  readonly givenName: string;
  readonly telecoms: readonly Telecom[];
  readonly address?: PostalAddress;
}
export interface ContactDetails {
  readonly telecoms: readonly Telecom[];
  readonly address?: PostalAddress;
  readonly representative?: DeclaredRepresentative;
}
export const noContact: ContactDetails = { telecoms: [] };
