// Authors and the patient, as the contained resources a DocumentReference or a List points to.

import type { Author, Institution } from '@carnet/domain/document';
import { type Ins, type LocalIdentifier, psIdNatOid, structIdNatOid } from '@carnet/domain/identity';
import { type CodeableConcept, ordinalSpecialtyUrl, professionSkillOid, toConcept } from './code-systems.ts';

export interface Identifier {
  readonly use?: 'usual' | 'official' | 'secondary';
  readonly type?: CodeableConcept;
  readonly system: string;
  readonly value: string;
}
export interface Reference {
  readonly reference?: string;
  readonly identifier?: Identifier;
  readonly display?: string;
}
export type Contained = { readonly resourceType: string; readonly id: string } & Readonly<Record<string, unknown>>;

const frCore = 'https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0203';
const nationalIdentifier = (code: 'IDNPS' | 'IDNST', oid: string, value: string): Identifier => ({
  use: 'official',
  type: { coding: [{ system: frCore, code }] },
  system: `urn:oid:${oid}`,
  value,
});

export const insIdentifier = (ins: Ins): Identifier => ({ use: 'official', system: `urn:oid:${ins.oid}`, value: ins.matricule });
export const localIdentifier = ({ value, authority }: LocalIdentifier): Identifier => ({
  use: 'secondary',
  type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'PI' }] },
  system: `urn:oid:${authority}`,
  value,
});
export const patientReference = (ins: Ins, dossierId: string): Reference => ({ reference: `Patient/${dossierId}`, identifier: insIdentifier(ins) });

export interface Written {
  readonly reference: Reference;
  readonly contained: readonly Contained[];
}

const organization = (id: string, institution: Institution): Contained => ({
  resourceType: 'Organization',
  id,
  ...(institution.id === undefined ? {} : { identifier: [nationalIdentifier('IDNST', structIdNatOid, institution.id)] }),
  ...(institution.name === '' ? {} : { name: institution.name }),
});
const humanName = (familyName: string, givenName: string): object => ({
  name: [{ ...(familyName === '' ? {} : { family: familyName }), ...(givenName === '' ? {} : { given: givenName.split(' ') }) }],
});

/**
 * What JDV_J01 names (a profession, with or without a specialty) is what the person does there: `code`, after the role. The annuaire's `specialty` takes
 * codes of TRE_R38 only, which is the second half of JDV_J01's for those who have one (`G15_10/SM26`).
 */
function practice({ specialty, role }: Extract<Author, { kind: 'professionnel' }>): object {
  const codes = [role, specialty].filter((one) => one !== undefined).map(toConcept);
  const ordinal = specialty?.system === professionSkillOid ? /\/((?:SM|SCD|SI)\d{2})$/.exec(specialty.code)?.[1] : undefined;
  return {
    ...(codes.length === 0 ? {} : { code: codes }),
    ...(ordinal === undefined ? {} : { specialty: [{ coding: [{ system: ordinalSpecialtyUrl, code: ordinal }] }] }),
  };
}

/** `id` is the local id its contained resources are built on. */
export function writeAuthor(author: Author, id: string): Written {
  const display = author.kind === 'systeme' ? author.name : `${author.givenName} ${author.familyName}`.trim();
  const reference: Reference = { reference: `#${id}`, ...(display === '' ? {} : { display }) };
  const institution = author.institution === undefined ? [] : [organization(`${id}-organization`, author.institution)];
  switch (author.kind) {
    case 'patient':
      return {
        reference,
        contained: [{ resourceType: 'Patient', id, identifier: [insIdentifier(author.ins)], ...humanName(author.familyName, author.givenName) }],
      };
    case 'systeme': {
      const owner = institution[0] === undefined ? {} : { owner: { reference: `#${institution[0].id}` } };
      return {
        reference,
        contained: [
          ...institution,
          {
            resourceType: 'Device',
            id,
            identifier: [{ system: `urn:oid:${psIdNatOid}`, value: author.id }],
            ...(author.name === '' ? {} : { deviceName: [{ name: author.name, type: 'user-friendly-name' }] }),
            ...owner,
          },
        ],
      };
    }
    case 'professionnel': {
      const identifier = [nationalIdentifier('IDNPS', psIdNatOid, author.id)];
      const person: Contained = { resourceType: 'Practitioner', id: `${id}-practitioner`, identifier, ...humanName(author.familyName, author.givenName) };
      const role: Contained = {
        resourceType: 'PractitionerRole',
        id,
        identifier,
        practitioner: { reference: `#${person.id}` },
        ...(institution[0] === undefined ? {} : { organization: { reference: `#${institution[0].id}` } }),
        ...practice(author),
      };
      return { reference, contained: [...institution, person, role] };
    }
  }
}
