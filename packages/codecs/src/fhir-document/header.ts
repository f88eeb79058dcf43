// What a FHIR document says of itself, as the header of a CDA does: held against what its depositor declares. Every fault is gathered; what
// the Composition does not say is left undefined.

import { type Author, type ContentHeader, type UniqueId, parseUniqueId } from '@carnet/domain/document';
import type { Instant, Parsed } from '@carnet/domain/kernel';
import { faulty, parsed } from '@carnet/domain/kernel';
import { conceptOf, systemOid } from '../fhir/code-systems.ts';
import { parseFhirDateTime } from '../fhir/date-time.ts';
import type { Element } from '../fhir/json.ts';
import { contributorOf, patientOf } from '../fhir/references.ts';
import { type FhirDocument, openFhirDocument } from './bundle.ts';

export function parseFhirDocument(bytes: Uint8Array): Parsed<ContentHeader> {
  const opened = openFhirDocument(bytes);
  if (!opened.ok) return opened;
  const { bundle, composition, around, findings } = opened.value;
  const need = <T>(element: Element, name: string, value: T | undefined): T | undefined => {
    if (value === undefined && !findings.some(({ field }) => field.startsWith(element.at(name)))) element.fault(name, 'CHAMP_ABSENT');
    return value;
  };
  const status = composition.string('status');
  if (!['preliminary', 'final', 'amended'].includes(status ?? '')) composition.fault('status', 'STATUT', status, 'final, amended, preliminary');
  const uniqueId = need(bundle, 'identifier', uniqueIdOf(bundle.child('identifier')));
  const type = need(composition, 'type', conceptOf(composition.child('type')));
  const title = need(composition, 'title', composition.string('title'));
  const creationTime = need(composition, 'date', momentOf(composition, 'date'));
  const subject = composition.child('subject');
  const patient = subject === undefined ? undefined : composition.keep(patientOf(subject, composition, around, undefined));
  const authors = authorsOf(opened.value);
  if (authors.length === 0) need(composition, 'author', undefined);
  const signer = composition
    .children('attester')
    .find(({ value }) => value['mode'] === 'legal')
    ?.child('party');
  const legalAuthenticator = signer === undefined ? undefined : authorIn(opened.value, signer);
  const act = composition.children('event')[0]?.child('period');
  const language = composition.string('language') ?? bundle.string('language');
  const confidentialityCode = composition.string('confidentiality');
  const replaced = composition.children('relatesTo').find(({ value }) => value['code'] === 'replaces');
  const replaces = uniqueIdOf(replaced?.child('targetIdentifier'));
  const serviceStart = act === undefined ? undefined : momentOf(act, 'start');
  const serviceStop = act === undefined ? undefined : momentOf(act, 'end');
  if (findings.length > 0 || uniqueId === undefined || type === undefined || title === undefined || creationTime === undefined) return faulty(...findings);
  return parsed({
    uniqueId,
    type,
    title,
    creationTime,
    authors,
    ...(patient === undefined ? {} : { patient }),
    ...(legalAuthenticator === undefined ? {} : { legalAuthenticator }),
    ...(serviceStart === undefined ? {} : { serviceStart }),
    ...(serviceStop === undefined ? {} : { serviceStop }),
    ...(language === undefined ? {} : { languageCode: language }),
    ...(confidentialityCode === undefined ? {} : { confidentialityCode }),
    ...(replaces === undefined ? {} : { replaces }),
  });
}

/** As a DocumentReference's masterIdentifier: a URN, or a value under an OID. */
function uniqueIdOf(identifier: Element | undefined): UniqueId | undefined {
  const value = identifier?.string('value');
  if (identifier === undefined || value === undefined) return undefined;
  const root = systemOid(identifier.string('system') ?? '');
  return identifier.keep(parseUniqueId(root === undefined ? value : `${root}^${value}`, identifier.at('value')));
}

function momentOf(element: Element, name: string): Instant | undefined {
  const text = element.string(name);
  return text === undefined ? undefined : element.keep(parseFhirDateTime(text, element.at(name)))?.from;
}

/** People, each with the organisation named beside them; an organisation alone is an author by itself. */
function authorsOf(document: FhirDocument): readonly Author[] {
  const { composition, around } = document;
  const found = composition.children('author').flatMap((reference) => contributorOf(reference, composition, around) ?? []);
  const institution = found.flatMap((one) => ('institution' in one ? [one.institution] : []))[0];
  const people = found.flatMap((one) => ('author' in one ? [one.author] : []));
  if (people.length > 0) return people.map((author) => (institution === undefined || author.institution !== undefined ? author : { ...author, institution }));
  return institution?.id === undefined ? [] : [{ kind: 'systeme', id: institution.id, name: institution.name, institution }];
}

function authorIn({ composition, around }: FhirDocument, reference: Element): Author | undefined {
  const found = contributorOf(reference, composition, around);
  return found !== undefined && 'author' in found ? found.author : undefined;
}
