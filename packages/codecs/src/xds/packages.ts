// RegistryPackage -> SubmissionSet or Folder (ITI TF-3 §4.2.3.3, §4.2.3.4). Which of the two it is, a Classification by node says.

import { type Folder, type SubmissionSet, parseUniqueId } from '@carnet/domain/document';
import type { Ins } from '@carnet/domain/identity';
import { parseHl7Time } from '../cda/hl7-time.ts';
import { authorOf } from './authors.ts';
import { parsePatientId } from './hl7-types.ts';
import { type RegistryObject, extraSlots } from './registry-object.ts';
import { folderIdentifiers, folderSchemes, setIdentifiers, setSchemes } from './vocabulary.ts';

/** What the application files: it gives the set its id and its time. */
export type DeclaredSet = Omit<SubmissionSet, 'id' | 'submittedAt'>;
/** The registry gives a folder its id and the time of its last change. */
export type DeclaredFolder = Omit<Folder, 'id' | 'patient' | 'lastUpdate'>;
export interface FolderAndPatient {
  readonly folder: DeclaredFolder;
  readonly patient: Ins;
}

/** `intendedRecipient` is not used in the DMP: it is read over. */
const setSlots: ReadonlySet<string> = new Set(['submissionTime', 'intendedRecipient']);
const folderSlots: ReadonlySet<string> = new Set(['lastUpdateTime']);
const oidShape = /^(?:urn:oid:)?([0-2](?:\.(?:0|[1-9]\d*))+)$/i;

export function submissionSetOf(object: RegistryObject, notKept: string[]): DeclaredSet | undefined {
  const before = object.findings.length;
  notKept.push(...extraSlots(object, setSlots));
  object.refuseOtherSchemes(setSchemes, setIdentifiers);
  const time = object.value('submissionTime', 1);
  if (time !== undefined) object.keep(parseHl7Time(time, object.at('submissionTime'), 'UTC'));
  const authors = object.classifications('author', setSchemes.author, { least: 1 }).map((one) => authorOf(one, notKept));
  const contentType = object.codes('contentTypeCode', setSchemes.contentTypeCode, { least: 1, most: 1 })[0];
  const identity = identityOf(object, setIdentifiers);
  const source = object.identifier('sourceId', setIdentifiers.sourceId);
  const sourceId = source === undefined ? undefined : oidShape.exec(source)?.[1];
  if (source !== undefined && sourceId === undefined) object.fault('sourceId', 'OID_FORME', source, '1.2.250…');
  if (object.findings.length > before) return undefined;
  const title = object.localized('Name');
  const comments = object.localized('Description');
  return {
    ...identity!,
    sourceId: sourceId!,
    contentType: contentType!,
    author: authors[0]!,
    ...(title === undefined ? {} : { title }),
    ...(comments === undefined ? {} : { comments }),
  };
}

export function folderOf(object: RegistryObject, notKept: string[]): FolderAndPatient | undefined {
  const before = object.findings.length;
  notKept.push(...extraSlots(object, folderSlots));
  object.refuseOtherSchemes(folderSchemes, folderIdentifiers);
  const codes = object.codes('codeList', folderSchemes.codeList, { least: 1 });
  const identity = identityOf(object, folderIdentifiers);
  const title = object.localized('Name');
  if (title === undefined) object.fault('title', 'CHAMP_ABSENT');
  if (object.findings.length > before) return undefined;
  const comments = object.localized('Description');
  const { patient, uniqueId } = identity!;
  return { patient, folder: { uniqueId, codes, title: title!, ...(comments === undefined ? {} : { comments }) } };
}

function identityOf(
  object: RegistryObject,
  schemes: { readonly patientId: string; readonly uniqueId: string },
): Pick<Folder, 'patient' | 'uniqueId'> | undefined {
  const patientId = object.identifier('patientId', schemes.patientId);
  const patient = patientId === undefined ? undefined : object.keep(parsePatientId(patientId, object.at('patientId')));
  const text = object.identifier('uniqueId', schemes.uniqueId);
  const uniqueId = text === undefined ? undefined : object.keep(parseUniqueId(text, object.at('uniqueId')));
  return patient === undefined || uniqueId === undefined ? undefined : { patient, uniqueId };
}
