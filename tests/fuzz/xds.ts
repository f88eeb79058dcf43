// Seeds and run of the XDS parsers: submissions, updates, stored queries, requests for documents. Whatever XML reads is given to all four.

import { elementsOf, parseXml } from '@carnet/codecs/xml';
import { parseAdhocQuery, parseProvideAndRegister, parseRetrieve, parseUpdateDocumentSet, storedQueryIds } from '@carnet/codecs/xds';
import {
  adhocQuery,
  association,
  cda,
  code,
  content,
  cx,
  entry,
  folder,
  member,
  provide,
  provideOne,
  retrieve,
  set,
  sha1,
  signature,
  slot,
  statusUrn,
  submitObjects,
} from '../fixtures/xds/compose.ts';

const kept = 'urn:uuid:11111111-2222-4333-8444-555555555555';
const pdf = new Uint8Array(Buffer.from('%PDF-1.4 '));
const queries = Object.entries(storedQueryIds).map(([name, id]) =>
  adhocQuery(
    id.slice('urn:uuid:'.length),
    name.startsWith('Find')
      ? [
          [`$XDS${name === 'FindFolders' ? 'Folder' : name === 'FindSubmissionSets' ? 'SubmissionSet' : 'DocumentEntry'}PatientId`, `'${cx}'`],
          ['$XDSDocumentEntryStatus', `('${statusUrn('Approved')}','${statusUrn('Archived')}')`],
          ['$XDSDocumentEntryEventCodeList', "('a^^1.2','b^^1.2')", "('c^^1.2')"],
          ['$XDSDocumentEntryAuthorPerson', "('%O''BRIEN_%')"],
          ['$XDSDocumentEntryCreationTimeFrom', '20260101'],
          ['$XDSDocumentEntryReferenceIdList', "('1^^^&1.2&ISO^urn:x')"],
        ]
      : [
          ['$XDSDocumentEntryEntryUUID', `('${kept}')`],
          ['$uuid', `('${kept}')`],
          ['$AssociationTypes', "('urn:ihe:iti:2007:AssociationType:RPLC')"],
        ],
  ),
);
export const xdsMessages: readonly Buffer[] = [
  provideOne(),
  provide(
    [
      entry({ eventCodeList: code('Document01', '2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4', ['QZRM', '1.2', 'x']) }),
      entry({ more: slot('urn:ihe:iti:xds:2013:referenceIdList', '1^^^&1.2&ISO^urn:x') }, 'Document02', 'mimeType="application/pdf"'),
      set(),
      folder(),
      member('Document01'),
      member('Document02'),
      member('Folder01', {}),
      association('HasMember', 'Folder01', 'Document01', {}, 'link'),
      member('link', {}),
      association('RPLC', 'Document01', kept),
      association('APND', 'Document02', 'Document01'),
    ],
    [content(cda), content(pdf, 'Document02')],
  ),
  provide(
    [entry(), signature(), set(), member('Document01'), member('Signature'), association('signs', 'Signature', 'Document01')],
    [content(cda), content(pdf, 'Signature')],
  ),
  submitObjects(
    entry({ more: slot('hash', sha1(cda)) + slot('size', String(cda.length)) }, 'Document01', `mimeType="text/xml" lid="${kept}"`),
    set(),
    member('Document01', { SubmissionSetStatus: 'Original', PreviousVersion: '1' }),
  ),
  submitObjects(
    set(),
    association('UpdateAvailabilityStatus', 'SubmissionSet01', kept, { OriginalStatus: statusUrn('Approved'), NewStatus: statusUrn('Deleted') }),
  ),
  retrieve(['1.2.3', '2.25.1^x'], ['urn:oid:1.2.3', 'urn:uuid:11111111-2222-4333-8444-555555555555']),
  ...queries,
].map((one) => Buffer.from(one, 'utf8'));

const answered = (read: { readonly ok: boolean; readonly findings?: readonly unknown[] }): void => {
  if (!read.ok && (read.findings?.length ?? 0) === 0) throw new Error('refused without a finding');
};
const context = { sha1, cumulAllowed: false };

export function runXds(bytes: Buffer): void {
  const read = parseXml(bytes);
  if (!read.ok) return;
  using document = read.value;
  for (const body of [document.root, ...elementsOf(document.root)]) {
    answered(parseProvideAndRegister(body, new Map(), context));
    answered(parseUpdateDocumentSet(body, context));
    answered(parseAdhocQuery(body));
    answered(parseRetrieve(body));
  }
}
