// An entry that is sent again to be changed, held against the one that is kept: everything but its confidentiality must be as it was (TD3.3, ITI TF-2
// §3.57). What a writer of XDS may lose on the way is no change: fractions of a second, white space of a title, what a code is called.

import type { Instant } from '../kernel/instant.ts';
import type { Finding } from '../kernel/result.ts';
import { authorPerson } from './author-person.ts';
import type { Author, Coded, DocumentMetadata } from './document-entry.ts';

const folded = (text: string | undefined): string => (text ?? '').replaceAll(/\s+/g, ' ').trim();
const code = (coded: Coded | undefined): string => (coded === undefined ? '' : `${coded.code} (${coded.system})`);
const seconds = (at: Instant | undefined): string => (at === undefined ? '' : new Date(Math.floor(at / 1000) * 1000).toISOString());
const author = (one: Author | undefined): string => (one === undefined ? '' : `${authorPerson(one)} ${one.institution?.id ?? ''}`.trim());
const all = (values: readonly string[]): string => values.toSorted().join(', ');

/** One finding CHANGEMENT_INTERDIT per field that differs; empty when nothing but the confidentiality does. The patient is the caller's to compare. */
export function unlawfulChanges(kept: DocumentMetadata, resent: DocumentMetadata): readonly Finding[] {
  const fields: Readonly<Record<string, (entry: DocumentMetadata) => string>> = {
    uniqueId: ({ uniqueId }) => uniqueId,
    typeCode: ({ type }) => code(type),
    classCode: ({ classCode }) => classCode,
    formatCode: ({ format }) => code(format),
    mimeType: ({ mimeType }) => mimeType,
    languageCode: ({ language }) => language,
    title: ({ title }) => folded(title),
    comments: ({ comments }) => folded(comments),
    creationTime: ({ creationTime }) => seconds(creationTime),
    serviceStartTime: ({ serviceStart }) => seconds(serviceStart),
    serviceStopTime: ({ serviceStop }) => seconds(serviceStop),
    author: ({ authors }) => all(authors.map(author)),
    // Where the registry knows none, its own answer gives an author or the patient's INS: sent back, neither is news.
    // It is written as a person alone (XCN): for which structure they answer, the document says.
    legalAuthenticator: ({ legalAuthenticator }) =>
      legalAuthenticator === undefined || isFiller(kept, legalAuthenticator) ? '' : authorPerson(legalAuthenticator),
    sourcePatientId: ({ sourcePatientId }) => (kept.sourcePatientId === undefined ? '' : (sourcePatientId ?? '')),
    // Software that leaves them out changes nothing of what the source knew.
    sourcePatientInfo: ({ sourcePatientInfo }) =>
      kept.sourcePatientInfo === undefined || resent.sourcePatientInfo === undefined ? '' : all(sourcePatientInfo ?? []),
    healthcareFacilityTypeCode: ({ facilityType }) => code(facilityType),
    practiceSettingCode: ({ practiceSetting }) => code(practiceSetting),
    eventCodeList: ({ eventCodes }) => all(eventCodes.map(code)),
    referenceIdList: ({ referenceIds }) => all(referenceIds),
    hash: ({ sha1 }) => sha1,
    size: ({ size }) => String(size),
  };
  return Object.entries(fields).flatMap(([field, read]): readonly Finding[] => {
    const [given, expected] = [read(resent), read(kept)];
    return given === expected ? [] : [{ field, rule: 'CHANGEMENT_INTERDIT', given: given.slice(0, 140), expected: expected.slice(0, 140) }];
  });
}

const isFiller = ({ authors, legalAuthenticator }: DocumentMetadata, given: Author | undefined): boolean =>
  legalAuthenticator === undefined && given !== undefined && authors.some((one) => authorPerson(one) === authorPerson(given));
