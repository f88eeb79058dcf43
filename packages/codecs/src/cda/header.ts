// The header of a CDA R2 document as the CI-SIS structures it (Volet Structuration minimale de documents de santé), read into the domain's
// ContentHeader. Every fault is gathered. What the header does not say is left undefined: nothing is invented here.

import { type Author, type Coded, type ContentHeader, type UniqueId, parseUniqueId } from '@carnet/domain/document';
import { type Ins, type LocalIdentifier, isInsOid, parseIns, parseLocalIdentifier } from '@carnet/domain/identity';
import { type Finding, type Instant, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import type { XmlElement } from 'libxml2-wasm';
import { parseBase64 } from '../xml/base64.ts';
import { parseXml } from '../xml/parse.ts';
import type { XmlLimits } from '../xml/scan.ts';
import { attribute } from '../xml/tree.ts';
import { folded, hl7 } from './elements.ts';
import { formatOfBody, formatOfModels } from './format-codes.ts';
import { parseHl7Time } from './hl7-time.ts';
import { authorOf, codedOf } from './participants.ts';

const at = (path: string): string => `ClinicalDocument/${path}`;

/** Reads one document; the tree lives no longer than the call. */
export function parseCdaHeader(bytes: Uint8Array, limits?: XmlLimits): Parsed<ContentHeader> {
  const tree = parseXml(bytes, limits);
  if (!tree.ok) return tree;
  using document = tree.value;
  return headerOf(document.root);
}

/** Gathers what a document root says; refuses what is not a CDA R2 document (`CDA_RACINE`). */
export function headerOf(root: XmlElement): Parsed<ContentHeader> {
  if (!hl7.is(root, 'ClinicalDocument')) return faulty({ field: 'document', rule: 'CDA_RACINE', given: root.name.slice(0, 64), expected: 'ClinicalDocument' });
  const findings: Finding[] = [];
  const keep = <T>(read: Parsed<T>): T | undefined => {
    if (read.ok) return read.value;
    findings.push(...read.findings);
    return undefined;
  };
  const uniqueId = keep(documentIdOf(hl7.first(root, 'id'), at('id')));
  const type = keep(typeOf(root));
  const title = keep(titleOf(root));
  const creationTime = keep(timeOf(hl7.first(root, 'effectiveTime'), at('effectiveTime')));
  if (creationTime === undefined && !findings.some(({ field }) => field === at('effectiveTime')))
    findings.push({ field: at('effectiveTime'), rule: 'DATE_ABSENTE' });
  const patient = keep(patientOf(root));
  const authors = hl7.children(root, 'author').map((author, index) => keep(authorIn(author, 'assignedAuthor', at(`author[${index + 1}]/assignedAuthor`))));
  if (authors.length === 0) findings.push({ field: at('author'), rule: 'AUTEUR_ABSENT' });
  const authenticator = hl7.first(root, 'legalAuthenticator');
  const legalAuthenticator = authenticator === undefined ? undefined : keep(authorIn(authenticator, 'assignedEntity', at('legalAuthenticator/assignedEntity')));
  const service = keep(serviceOf(root));
  const replaced = hl7.children(root, 'relatedDocument').find((related) => attribute(related, 'typeCode') === 'RPLC');
  const replaces =
    replaced === undefined ? undefined : keep(documentIdOf(hl7.first(replaced, 'parentDocument', 'id'), at('relatedDocument/parentDocument/id')));
  if (findings.length > 0) return faulty(...findings);
  const localIdentifiers = localIdentifiersOf(root);
  const optional = definedOnly({
    patient,
    localIdentifiers: localIdentifiers.length === 0 ? undefined : localIdentifiers,
    legalAuthenticator,
    serviceStart: service?.start,
    serviceStop: service?.stop,
    languageCode: attribute(hl7.first(root, 'languageCode'), 'code'),
    format: formatIn(root),
    confidentialityCode: attribute(hl7.first(root, 'confidentialityCode'), 'code'),
    replaces,
    carriedFile: carriedFileOf(root),
    ...circumstancesOf(root),
  });
  return parsed({
    uniqueId: uniqueId!,
    type: type!,
    title: title!,
    creationTime: creationTime!,
    authors: authors.filter((author): author is Author => author !== undefined),
    ...optional,
  });
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
/** Leaves out what is undefined, as exactOptionalPropertyTypes asks. */
const definedOnly = <T extends object>(values: T): Defined<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;

/** The moment of the act to declare for a document whose header gives none: the moment it was written. */
export const serviceStartOf = (header: ContentHeader): Instant => header.serviceStart ?? header.creationTime;

function documentIdOf(id: XmlElement | undefined, field: string): Parsed<UniqueId> {
  const root = attribute(id, 'root');
  if (root === undefined) return faulty({ field, rule: 'UNIQUE_ID_ABSENT' });
  const extension = attribute(id, 'extension');
  return parseUniqueId(extension === undefined ? root : `${root}^${extension}`, field);
}

function typeOf(root: XmlElement): Parsed<Coded> {
  const type = codedOf(hl7.first(root, 'code'));
  return type === undefined ? faulty({ field: at('code'), rule: 'TYPE_ABSENT' }) : parsed(type);
}

function titleOf(root: XmlElement): Parsed<string> {
  const title = folded(hl7.first(root, 'title')?.content ?? '');
  return title === '' ? faulty({ field: at('title'), rule: 'TITRE_ABSENT' }) : parsed(title);
}

/** Which version of its set a CDA says it is; undefined: it says none, or is no CDA. */
export function versionOf(bytes: Uint8Array): { readonly setId: UniqueId; readonly number: number } | undefined {
  const tree = parseXml(bytes);
  if (!tree.ok) return undefined;
  using document = tree.value;
  const { root } = document;
  const setId = hl7.is(root, 'ClinicalDocument') ? documentIdOf(hl7.first(root, 'setId'), at('setId')) : undefined;
  const number = Number(attribute(hl7.first(root, 'versionNumber'), 'value') ?? '');
  return setId?.ok === true && Number.isSafeInteger(number) && number > 0 ? { setId: setId.value, number } : undefined;
}

/** Undefined: absent, or null by a nullFlavor. */
function timeOf(time: XmlElement | undefined, field: string): Parsed<Instant | undefined> {
  const value = attribute(time, 'value');
  if (value === undefined) return parsed(undefined);
  const read = parseHl7Time(value, field);
  return read.ok ? parsed(read.value.at) : read;
}

/** The first id under an INS authority is the patient's; the others are local numbers or former matricules. */
function patientOf(root: XmlElement): Parsed<Ins | undefined> {
  const ids = hl7.children(hl7.first(root, 'recordTarget', 'patientRole'), 'id');
  const national = ids.find((id) => isInsOid(attribute(id, 'root') ?? ''));
  return national === undefined
    ? parsed(undefined)
    : parseIns(attribute(national, 'extension') ?? '', attribute(national, 'root')!, at('recordTarget/patientRole/id'));
}

/** What cannot be read as one is nobody's number, and no fault of the document. */
const localIdentifiersOf = (root: XmlElement): readonly LocalIdentifier[] =>
  hl7
    .children(hl7.first(root, 'recordTarget', 'patientRole'), 'id')
    .map((id) => parseLocalIdentifier(attribute(id, 'extension') ?? '', attribute(id, 'root') ?? ''))
    .flatMap((read) => (read.ok ? [read.value] : []));

const authorIn = (participation: XmlElement, roleName: string, field: string): Parsed<Author> => {
  const role = hl7.first(participation, roleName);
  return role === undefined ? faulty({ field, rule: 'AUTEUR_ID_ABSENT' }) : authorOf(role, field, hl7.first(participation, 'functionCode'));
};

/** Where and in what setting the act took place, and which acts: sources of healthcareFacilityTypeCode, practiceSettingCode and eventCodeList. */
function circumstancesOf(root: XmlElement): { facilityType: Coded | undefined; practiceSetting: Coded | undefined; eventCodes: readonly Coded[] | undefined } {
  const events = hl7.children(root, 'documentationOf').flatMap((documentation) => hl7.children(documentation, 'serviceEvent'));
  const codes = events.map((event) => codedOf(hl7.first(event, 'code'))).filter((code): code is Coded => code !== undefined);
  return {
    facilityType: codedOf(hl7.first(root, 'componentOf', 'encompassingEncounter', 'location', 'healthCareFacility', 'code')),
    practiceSetting: codedOf(hl7.first(mainAct(root), 'performer', 'assignedEntity', 'representedOrganization', 'standardIndustryClassCode')),
    eventCodes: codes.length === 0 ? undefined : codes,
  };
}

interface Service {
  readonly start?: Instant;
  readonly stop?: Instant;
}

/** The main act: the one whose performer and time are given; CI-SIS lets the other acts go without. */
export function mainAct(root: XmlElement): XmlElement | undefined {
  const events = hl7.children(root, 'documentationOf').flatMap((documentation) => hl7.children(documentation, 'serviceEvent'));
  const timed = events.filter((event) => hl7.first(event, 'effectiveTime') !== undefined);
  return timed.find((event) => hl7.first(event, 'performer') !== undefined) ?? timed[0];
}

function serviceOf(root: XmlElement): Parsed<Service> {
  const time = hl7.first(mainAct(root), 'effectiveTime');
  const field = at('documentationOf/serviceEvent/effectiveTime');
  const low = timeOf(hl7.first(time, 'low') ?? time, `${field}/low`);
  const high = timeOf(hl7.first(time, 'high'), `${field}/high`);
  if (!low.ok || !high.ok) return faulty(...(low.ok ? [] : low.findings), ...(high.ok ? [] : high.findings));
  return parsed({ ...(low.value === undefined ? {} : { start: low.value }), ...(high.value === undefined ? {} : { stop: high.value }) });
}

function formatIn(root: XmlElement): Coded | undefined {
  const text = hl7.first(root, 'component', 'nonXMLBody', 'text');
  if (text !== undefined) return formatOfBody(attribute(text, 'mediaType') ?? 'text/plain');
  return formatOfModels(hl7.children(root, 'templateId').map((template) => attribute(template, 'root') ?? ''));
}

/** The file of a level 1 body: undefined where there is none, where it is packed, or where its base64 is broken. */
function carriedFileOf(root: XmlElement): Uint8Array | undefined {
  const text = hl7.first(root, 'component', 'nonXMLBody', 'text');
  if (text === undefined || attribute(text, 'compression') !== undefined) return undefined;
  const file = attribute(text, 'representation') === 'B64' ? parseBase64(text.content, at('component/nonXMLBody/text'), 'folded') : undefined;
  return file?.ok === true && file.value.length > 0 ? file.value : undefined;
}
