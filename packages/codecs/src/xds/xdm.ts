// METADATA.XML of a folder of documents on a medium (ITI-32, XDM; ITI TF-2 §3.32.4.1.2): one submission set, its documents and where each one is,
// as a SubmitObjectsRequest. The names of files are those any file system takes, down to ISO 9660 level 1 (ITI TF-2 §3.32.4.1.1).

import type { AssociationId, DocumentEntry, SubmissionSet } from '@carnet/domain/document';
import { element } from '../xml/write.ts';
import { namespaces } from './vocabulary.ts';
import { writeAssociation, writeDocumentEntry, writeSubmissionSet } from './write-objects.ts';

export interface XdmDocument {
  readonly entry: DocumentEntry;
  /** In the folder of the submission set. */
  readonly file: string;
}

/** `newId`: a UUID for each membership. */
export function writeXdmMetadata(set: SubmissionSet, documents: readonly XdmDocument[], newId: () => string): string {
  const objects = documents.map(({ entry, file }) => writeDocumentEntry(entry, { uriOf: () => file }));
  const members = documents.map(({ entry }) =>
    writeAssociation({ id: newId() as AssociationId, kind: 'HasMember', source: set.id, target: entry.entryUuid, membership: 'Original' }),
  );
  const list = element('rim:RegistryObjectList', { 'xmlns:rim': namespaces.rim }, ...objects, writeSubmissionSet(set), ...members);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('lcm:SubmitObjectsRequest', { 'xmlns:lcm': namespaces.lcm }, list)}\n`;
}

/** The n-th folder, from 1: `SUBSET01`, and beyond 99 in as many signs. */
export const xdmSubset = (number: number): string => (number < 100 ? `SUBSET${String(number).padStart(2, '0')}` : `SUB${String(number).padStart(5, '0')}`);
/** The n-th document, from 1: eight signs and three. */
export const xdmFile = (number: number, extension: string): string =>
  `${number < 100_000 ? `DOC${String(number).padStart(5, '0')}` : `D${String(number).padStart(7, '0')}`}.${extension.toUpperCase()}`;
