// The filters of a stored query on documents. What stands in columns is said in SQL; what is sealed (authors, acts, references, the systems of
// codes) is held against the entry once it is opened (ADR 20). Both only narrow.

import { type AnyOf, type Coded, type DocumentEntry, type EntryFilters, authorPersonMatches, confidentialityCodes } from '@carnet/domain/document';
import { confidentialityNormalSystem, visibiliteSystem } from '@carnet/domain/document';
import type { InstantRange } from '@carnet/domain/kernel';
import { classSystem, lotSignatureClass, lotSignatureType } from '@carnet/domain/terminology';
import { toTimestamp } from './instants.ts';
import type { Parameters } from './statement.ts';
import { forPeople } from './visible-documents.ts';

export function within(column: string, range: InstantRange | undefined, parameters: Parameters): readonly string[] {
  return [
    ...(range?.from === undefined ? [] : [`${column} >= ${parameters.add(toTimestamp(range.from))}::timestamptz`]),
    ...(range?.until === undefined ? [] : [`${column} < ${parameters.add(toTimestamp(range.until))}::timestamptz`]),
  ];
}

const codesOf = (among: AnyOf): readonly string[] => among.map(({ code }) => code);

/** Conditions on rows of document_entry named `e`. The signature of a set is no document for people: only who asks for its type or class finds it. */
export function columnFilters(filters: EntryFilters, parameters: Parameters): readonly string[] {
  const among = (column: string, codes: AnyOf | undefined): readonly string[] =>
    codes === undefined ? [] : [`e.${column} = ANY (${parameters.add(codesOf(codes))}::text[])`];
  const asksForSignatures = codesOf([...(filters.types ?? []), ...(filters.classes ?? [])]).some((code) =>
    [lotSignatureType, lotSignatureClass].includes(code),
  );
  return [
    ...among('type_code', filters.types),
    ...among('class_code', filters.classes),
    ...among('practice_code', filters.practiceSettings),
    ...among('facility_code', filters.facilityTypes),
    ...among('format_code', filters.formats),
    ...within('e.creation_time', filters.creation, parameters),
    ...within('e.service_start', filters.serviceStart, parameters),
    ...within('e.service_stop', filters.serviceStop, parameters),
    ...(asksForSignatures ? [] : [forPeople]),
  ];
}

export const matches = (coded: Pick<Coded, 'code' | 'system'> | undefined, among: AnyOf | undefined): boolean =>
  among === undefined || (coded !== undefined && among.some(({ code, system }) => code === coded.code && (system === undefined || system === coded.system)));

type Test = (entry: DocumentEntry) => boolean;

const confidentialityOf = ({ visibilite }: DocumentEntry): readonly Coded[] =>
  confidentialityCodes(visibilite).map((code) => ({ code, system: code === 'N' ? confidentialityNormalSystem : visibiliteSystem }));

/** What the columns cannot say; undefined: they have said it all, and rows need not be opened to be counted. */
export function sealedFilter(filters: EntryFilters): Test | undefined {
  const systemOf = ({ classCode }: DocumentEntry): string => (classCode === lotSignatureClass ? lotSignatureClass : classSystem);
  const ofSystem = (among: AnyOf | undefined, test: Test): readonly Test[] => (among?.some(({ system }) => system !== undefined) === true ? [test] : []);
  const eachMet = (lists: readonly AnyOf[] | undefined, codes: (entry: DocumentEntry) => readonly Coded[]): readonly Test[] =>
    (lists ?? []).map(
      (among): Test =>
        (entry) =>
          codes(entry).some((code) => matches(code, among)),
    );
  const { authorPersons, referenceIds = [] } = filters;
  const tests: readonly Test[] = [
    ...ofSystem(filters.types, ({ type }) => matches(type, filters.types)),
    ...ofSystem(filters.classes, (entry) => matches({ code: entry.classCode, system: systemOf(entry) }, filters.classes)),
    ...ofSystem(filters.practiceSettings, ({ practiceSetting }) => matches(practiceSetting, filters.practiceSettings)),
    ...ofSystem(filters.facilityTypes, ({ facilityType }) => matches(facilityType, filters.facilityTypes)),
    ...ofSystem(filters.formats, ({ format }) => matches(format, filters.formats)),
    ...eachMet(filters.eventCodes, ({ eventCodes }) => eventCodes),
    ...eachMet(filters.confidentialityCodes, confidentialityOf),
    ...referenceIds.map(
      (among): Test =>
        (entry) =>
          entry.referenceIds.some((one) => among.includes(one)),
    ),
    ...(authorPersons === undefined
      ? []
      : [({ authors }: DocumentEntry) => authors.some((author) => authorPersons.some((pattern) => authorPersonMatches(author, pattern)))]),
  ];
  return tests.length === 0 ? undefined : (entry) => tests.every((test) => test(entry));
}
