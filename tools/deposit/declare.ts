// What is declared of a document: read from a CDA's own header, or made for a PDF or an image from the sandbox's people.

import { createHash, randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { isCda, parseCdaHeader, readdress, serviceStartOf } from '@carnet/codecs/cda';
import { type Author, type Coded, type DocumentMetadata, type UniqueId, type Visibilite, oidOfUuid, visibleToAll } from '@carnet/domain/document';
import { type IdentityTraits, type Ins, type PsIdNat, type StructIdNat, parseIns } from '@carnet/domain/identity';
import { type CivilDate, type Parsed, faulty, instantOf, parsed } from '@carnet/domain/kernel';
import { classOfType, systemOfType } from '@carnet/domain/terminology';
import type { Depositor, PersonaPatient } from './sandbox-files.ts';

export interface Declared {
  readonly metadata: DocumentMetadata;
  readonly bytes: Uint8Array;
  readonly replaces?: UniqueId;
}

const visibiliteOf = (masked: boolean): Visibilite => ({ ...visibleToAll, masquePs: masked });
const measured = (bytes: Uint8Array): { sha1: string; size: number } => ({ sha1: createHash('sha1').update(bytes).digest('hex'), size: bytes.length });

const insOf = (patient: PersonaPatient): Parsed<Ins> => parseIns(patient.ins, patient.oid, 'patient');
const traitsOf = (patient: PersonaPatient): IdentityTraits => ({
  birthName: patient.birthName,
  birthFirstNames: patient.firstNames,
  birthDate: patient.birthDate as CivilDate,
  sexe: patient.sex,
  birthPlaceCog: patient.birthPlaceCog,
  ...(patient.usedName === undefined ? {} : { usedName: patient.usedName }),
});

const specialtySystem = '1.2.250.1.213.1.1.4.5';
const specialtyOf = ({ profession, specialty }: NonNullable<Depositor['professional']>): Coded => ({
  code: specialty === undefined ? `G15_${profession}` : `G15_${profession}/${specialty}`,
  system: specialtySystem,
});

/** The same document for another patient, written by the card holder, with every identifier new. */
export function readdressed(bytes: Uint8Array, patient: PersonaPatient, { professional, structure }: Depositor): Parsed<Uint8Array> {
  const ins = insOf(patient);
  if (!ins.ok) return ins;
  if (professional === undefined) return faulty({ field: 'card', rule: 'AUTEUR_ABSENT' });
  return readdress(bytes, {
    patient: { ins: ins.value, traits: traitsOf(patient) },
    author: { id: professional.idNat as PsIdNat, familyName: professional.familyName, givenName: professional.givenName, specialty: specialtyOf(professional) },
    institution: { id: structure.idNat as StructIdNat, name: structure.name },
    newId: randomUUID,
  });
}

/** Everything a CDA says of itself. Refused when it does not say whose it is. */
export function declareCda(bytes: Uint8Array, masked: boolean): Parsed<Declared> {
  const read = parseCdaHeader(bytes);
  if (!read.ok) return read;
  const header = read.value;
  if (header.patient === undefined) return faulty({ field: 'ClinicalDocument/recordTarget/patientRole/id', rule: 'INS_ABSENT' });
  const { patient, uniqueId, type, title, creationTime, authors } = header;
  const optional = {
    ...(header.serviceStop === undefined ? {} : { serviceStop: header.serviceStop }),
    ...(header.legalAuthenticator === undefined ? {} : { legalAuthenticator: header.legalAuthenticator }),
    ...(header.facilityType === undefined ? {} : { facilityType: header.facilityType }),
    ...(header.practiceSetting === undefined ? {} : { practiceSetting: header.practiceSetting }),
  };
  const metadata: DocumentMetadata = {
    patient,
    uniqueId,
    type,
    title,
    creationTime,
    authors,
    ...optional,
    ...measured(bytes),
    classCode: classOfType(type.code) ?? '',
    format: header.format ?? { code: 'urn:ihe:iti:xds:2017:mimeTypeSufficient', system: '1.3.6.1.4.1.19376.1.2.3' },
    mimeType: 'text/xml',
    language: header.languageCode ?? 'fr-FR',
    serviceStart: serviceStartOf(header),
    eventCodes: header.eventCodes ?? [],
    referenceIds: [],
    visibilite: visibiliteOf(masked),
  };
  return parsed({ metadata, bytes, ...(header.replaces === undefined ? {} : { replaces: header.replaces }) });
}

const mediaTypes: Readonly<Record<string, string>> = { '.pdf': 'application/pdf', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.png': 'image/png' };
const formats: Readonly<Record<string, string>> = { 'application/pdf': 'urn:ihe:iti:xds-sd:pdf:2008' };

export const mediaTypeOf = (file: string): string | undefined => mediaTypes[/\.[a-z]+$/.exec(file.toLowerCase())?.[0] ?? ''];
export { isCda };

export interface PlainFile {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  readonly typeCode: string;
  readonly title?: string;
}

/** A file that says nothing of itself: its author is the card holder, its moment is now. */
export function declareFile(
  { file, bytes, mimeType, typeCode, title }: PlainFile,
  patient: PersonaPatient,
  { professional, structure }: Depositor,
  masked: boolean,
): Parsed<Declared> {
  const ins = insOf(patient);
  if (!ins.ok) return ins;
  if (professional === undefined) return faulty({ field: 'card', rule: 'AUTEUR_ABSENT' });
  const now = instantOf(Date.now());
  const author: Author = {
    kind: 'professionnel',
    id: professional.idNat as PsIdNat,
    familyName: professional.familyName,
    givenName: professional.givenName,
    specialty: specialtyOf(professional),
    institution: { id: structure.idNat as StructIdNat, name: structure.name },
  };
  return parsed({
    bytes,
    metadata: {
      patient: ins.value,
      uniqueId: oidOfUuid(randomUUID()),
      type: { code: typeCode, system: systemOfType(typeCode) },
      classCode: classOfType(typeCode) ?? '',
      format: { code: formats[mimeType] ?? 'urn:ihe:iti:xds:2017:mimeTypeSufficient', system: '1.3.6.1.4.1.19376.1.2.3' },
      mimeType,
      language: 'fr-FR',
      title: title ?? basename(file),
      creationTime: now,
      serviceStart: now,
      authors: [author],
      legalAuthenticator: author,
      facilityType: { code: structure.sector, system: '1.2.250.1.71.4.2.4' },
      practiceSetting: { code: 'AMBULATOIRE', system: '1.2.250.1.213.1.1.4.9' },
      eventCodes: [],
      referenceIds: [],
      visibilite: visibiliteOf(masked),
      ...measured(bytes),
    },
  });
}
