// Professionals and structures as the annuaire santé writes them: Practitioner, PractitionerRole (one for each structure a person works in) and
// Organization. Public registers; their ids are their national numbers.

import { type Professionnel, type Structure, psIdNatOid, structIdNatOid } from '@carnet/domain/identity';
import { ordinalSpecialtyUrl, toConcept } from './code-systems.ts';

const idNps = 'https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0203';
const numbered = (type: 'IDNPS' | 'IDNST', oid: string, value: string): object => ({
  use: 'official',
  type: { coding: [{ system: idNps, code: type }] },
  system: `urn:oid:${oid}`,
  value,
});
/** TRE_G15, then the savoir-faire of physicians or the section of pharmacists (TRE_R01, TRE_G05). */
const professionSystem = '1.2.250.1.71.1.2.7';
const mailbox = (email: string | undefined): object => (email === undefined ? {} : { telecom: [{ system: 'email', value: email, use: 'work' }] });

export const writePractitioner = ({ id, familyName, givenName, profession, active, email }: Professionnel): object => ({
  resourceType: 'Practitioner',
  id,
  identifier: [numbered('IDNPS', psIdNatOid, id)],
  active,
  name: [{ family: familyName, given: givenName.split(' ').filter((part) => part !== '') }],
  ...mailbox(email),
  qualification: [{ code: toConcept({ code: profession, system: professionSystem }) }],
});

/** `Practitioner`.`Organization`: one place of work. */
export const roleId = (professionnel: string, structure: string): string => `${professionnel}.${structure}`;
export const writePractitionerRole = (
  { id, familyName, givenName, profession, specialty, active, email }: Professionnel,
  { id: place, name }: Pick<Structure, 'id' | 'name'>,
): object => ({
  resourceType: 'PractitionerRole',
  id: roleId(id, place),
  active,
  practitioner: { reference: `Practitioner/${id}`, identifier: numbered('IDNPS', psIdNatOid, id), display: `${givenName} ${familyName}` },
  organization: { reference: `Organization/${place}`, identifier: numbered('IDNST', structIdNatOid, place), display: name },
  code: [toConcept({ code: profession, system: professionSystem })],
  ...(specialty === undefined ? {} : { specialty: [{ coding: [{ system: ordinalSpecialtyUrl, code: specialty }] }] }),
  ...mailbox(email),
});

export const writeOrganization = ({ id, name, sector, active, legalEntity }: Structure): object => ({
  resourceType: 'Organization',
  id,
  identifier: [numbered('IDNST', structIdNatOid, id)],
  active,
  type: [toConcept({ code: sector, system: '1.2.250.1.71.4.2.4' })],
  name,
  ...(legalEntity === undefined ? {} : { partOf: { reference: `Organization/${legalEntity}`, identifier: numbered('IDNST', structIdNatOid, legalEntity) } }),
});
