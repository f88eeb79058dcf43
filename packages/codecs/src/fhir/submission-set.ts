// The submission set a Bundle declares (List, MHD submissionset), or the one a lone DocumentReference stands for.

import { type Author, type Coded, type SubmissionSet, type UniqueId, parseUniqueId } from '@carnet/domain/document';
import type { Ins } from '@carnet/domain/identity';
import { conceptOf, systemOid } from './code-systems.ts';
import type { DeclaredDocument } from './document-reference.ts';
import type { Element } from './json.ts';
import { type PatientOf, type Surroundings, contributorOf, institutionOf, patientOf, resolve } from './references.ts';

const mhd = 'https://profiles.ihe.net/ITI/MHD/StructureDefinition';
export const designationTypeUrl = `${mhd}/ihe-designationType`;
export const sourceIdUrl = `${mhd}/ihe-sourceId`;
const authorOrgUrl = `${mhd}/ihe-authorOrg`;

/** What the application files: it gives the set its id and its time, and a uniqueId where it brings none (the guide's examples bring none). */
export type DeclaredSet = Omit<SubmissionSet, 'id' | 'submittedAt' | 'uniqueId'> & Partial<Pick<SubmissionSet, 'uniqueId'>>;

export interface SetContext {
  readonly patientOf?: PatientOf;
  /** A UUID, for a folder that brings no uniqueId of its own. */
  readonly newId: () => string;
}

export function declaredSet(list: Element, documents: readonly DeclaredDocument[], around: Surroundings, context: SetContext): DeclaredSet | undefined {
  const patient = list.keep(patientOf(list.child('subject'), list, around, context.patientOf));
  const contentType = conceptOf(list.extension(designationTypeUrl)?.child('valueCodeableConcept'));
  const sourceId = sourceIdOf(list);
  const author = authorOf(list, around) ?? documents[0]?.metadata.authors[0];
  if (list.value['status'] !== 'current') list.fault('status', 'STATUT', String(list.value['status']), 'current');
  if (contentType === undefined) list.fault('extension(ihe-designationType)', 'CHAMP_ABSENT');
  if (sourceId === undefined) list.fault('extension(ihe-sourceId)', 'CHAMP_ABSENT');
  const title = list.string('title');
  const comments = list.children('note')[0]?.string('text');
  const uniqueId = uniqueIdOf(list);
  if (patient === undefined || contentType === undefined || sourceId === undefined || author === undefined) return undefined;
  return {
    ...(uniqueId === undefined ? {} : { uniqueId }),
    patient,
    contentType,
    sourceId,
    author: namedLike(author, documents),
    ...(title === undefined ? {} : { title }),
    ...(comments === undefined ? {} : { comments }),
  };
}

function sourceIdOf(list: Element): string | undefined {
  const identifier = list.extension(sourceIdUrl)?.child('valueIdentifier');
  const value = identifier?.string('value');
  const system = systemOid(identifier?.string('system') ?? '');
  if (value === undefined) return undefined;
  return value.startsWith('urn:') ? value.replace(/^urn:(?:oid|uuid):/, '') : (system ?? value);
}

/** MHD: the set's uniqueId is the identifier of use `usual`; its entryUUID, of use `official`, is Carnet's to give. */
function uniqueIdOf(list: Element): UniqueId | undefined {
  const identifier = list.children('identifier').find((one) => one.value['use'] !== 'official');
  const value = identifier?.string('value');
  return identifier === undefined || value === undefined ? undefined : list.keep(parseUniqueId(value, identifier.at('value')));
}

function authorOf(list: Element, around: Surroundings): Author | undefined {
  const source = list.child('source');
  if (source === undefined) return undefined;
  const found = contributorOf(source, list, around);
  if (found === undefined) return undefined;
  if ('institution' in found)
    return found.institution.id === undefined
      ? undefined
      : { kind: 'systeme', id: found.institution.id, name: found.institution.name, institution: found.institution };
  const organization = source.extension(authorOrgUrl)?.child('valueReference');
  const target = organization === undefined ? undefined : resolve(organization, list, around);
  const institution = target?.kind === 'resource' ? institutionOf(target.resource) : undefined;
  return institution === undefined ? found.author : { ...found.author, institution };
}

/** The set's author is named as its documents name the same person. */
function namedLike(author: Author, documents: readonly DeclaredDocument[]): Author {
  const key = (one: Author): string => (one.kind === 'patient' ? one.ins.matricule : one.id);
  return documents.flatMap(({ metadata }) => metadata.authors).find((one) => key(one) === key(author)) ?? author;
}

const producerSystem = '1.2.250.1.213.1.1.4.6';
const sectorSystem = '1.2.250.1.71.4.2.4';
/** TRE_R209 `07`, consultations and outside care: what a document that names no sector is filed under. */
const consultations: Coded = { code: '07', system: '1.2.250.1.213.2.2' };

/** ITI-105 sends no submission set: one is made of the document (ITI TF-2 §3.105.4.1.3). `sourceId` names the sending system. */
export function setOf({ metadata }: DeclaredDocument, sourceId: string): DeclaredSet {
  const author = metadata.authors[0]!;
  const sector = metadata.facilityType?.system === sectorSystem ? metadata.facilityType : undefined;
  const contentType = author.kind === 'patient' ? { code: 'EXP_PATIENT', system: producerSystem } : (sector ?? consultations);
  const patient: Ins = metadata.patient;
  return { patient, contentType, sourceId, author };
}
