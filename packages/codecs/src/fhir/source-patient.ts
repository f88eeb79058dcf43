// What the source of a document knew of its patient (DocumentReference.context.sourcePatientInfo): a contained Patient on one side, the lines
// `PID-n|…` of XDS on the other (ITI TF-3 §4.2.3.2.23), so that what one door took the other gives back. Never the record's own identity.

import type { DocumentMetadata } from '@carnet/domain/document';
import { parseLocalCx } from '@carnet/domain/identity';
import type { Element } from './json.ts';
import { type Contained, insIdentifier, localIdentifier } from './write-people.ts';

const genders = { female: 'F', male: 'M', unknown: 'U', other: 'A' } as const;
const genderOf: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(genders).map(([fhir, pid]) => [pid, fhir]));

/** What separates in HL7 v2 has no place inside a component. */
const component = (text: string): string => text.replaceAll(/[\^&~|\\\s]+/g, ' ').trim();

/** The lines a contained Patient stands for; empty where it names nobody. Identifiers go in sourcePatientId. */
export function sourcePatientLines(patient: Element | undefined): readonly string[] {
  const name = patient?.children('name')[0];
  const family = typeof name?.value['family'] === 'string' ? component(name.value['family']) : '';
  const given = Array.isArray(name?.value['given']) ? name.value['given'].filter((part) => typeof part === 'string').map(component) : [];
  const birthDate = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(String(patient?.value['birthDate'] ?? ''));
  const gender = genders[String(patient?.value['gender'] ?? '') as keyof typeof genders] as string | undefined;
  return [
    ...(family === '' && given.length === 0 ? [] : [`PID-5|${[family, ...given].join('^')}`]),
    ...(birthDate === null ? [] : [`PID-7|${birthDate.slice(1).join('')}`]),
    ...(gender === undefined ? [] : [`PID-8|${gender}`]),
  ];
}

export function writeSourcePatient(id: string, entry: Pick<DocumentMetadata, 'patient' | 'sourcePatientId' | 'sourcePatientInfo'>): Contained {
  const line = (number: 5 | 7 | 8): string | undefined =>
    entry.sourcePatientInfo?.find((one) => one.startsWith(`PID-${number}|`))?.slice(`PID-${number}|`.length);
  const [family = '', ...given] = (line(5)?.split('~')[0] ?? '').split('^').map((part) => part.trim());
  const first = given.slice(0, 2).filter((part) => part !== '');
  const birthDate = /^(\d{4})(\d{2})?(\d{2})?/.exec(line(7) ?? '');
  const gender = genderOf[line(8) ?? ''];
  const local = entry.sourcePatientId === undefined ? undefined : parseLocalCx(entry.sourcePatientId);
  return {
    resourceType: 'Patient',
    id,
    identifier: [insIdentifier(entry.patient), ...(local === undefined ? [] : [localIdentifier(local)])],
    ...(family === '' && first.length === 0 ? {} : { name: [{ ...(family === '' ? {} : { family }), ...(first.length === 0 ? {} : { given: first }) }] }),
    ...(gender === undefined ? {} : { gender }),
    ...(birthDate === null ? {} : { birthDate: birthDate.slice(1).filter(Boolean).join('-') }),
  };
}
