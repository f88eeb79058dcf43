// One question for each parameter of the searches of the FHIR door, whose answer is one given document (or its submission set): a parameter
// without its question fails the tests that ask them all.

import { documentReferenceSearch, listSearch } from '@carnet/codecs/fhir';
import type { Author, DocumentMetadata } from '@carnet/domain/document';
import { instantOf, toIso } from '@carnet/domain/kernel';
import { provideBundle } from '../../tools/deposit/write-fhir.ts';
import { type Deposit, declaredPdf, deposit, fhirJson } from './fhir-deposits.ts';
import type { FhirServer } from './fhir-server.ts';

/** A document unlike any other of its record. */
export interface Needle extends Pick<Deposit, 'id' | 'declared'> {
  /** Of the document it replaces. */
  readonly replaced: string;
  readonly lastUpdated: string;
}
type Probes = Readonly<Record<string, (needle: Needle) => readonly string[]>>;
const encoded = (name: string, value: string): string => `${name}=${encodeURIComponent(value)}`;
const day = (at: number): string => toIso(at as never).slice(0, 10);

/** Paging, sorting and including choose no document. */
const choosesNone = ['patient', 'patient.identifier', '_count', '_sort', '_include', 'cursor'];

const documentProbes: Probes = {
  '_id': ({ id }) => [`_id=${id}`, `_id=DocumentReference/${id}`],
  '_lastUpdated': ({ lastUpdated }) => [`${encoded('_lastUpdated', `ge${lastUpdated}`)}&status=current`],
  '_since': ({ lastUpdated }) => [`${encoded('_since', lastUpdated)}&status=current`],
  'identifier': ({ declared: { metadata } }) => [`identifier=urn:oid:${metadata.uniqueId}`, `masterIdentifier=urn:ietf:rfc:3986|urn:oid:${metadata.uniqueId}`],
  'status': () => ['status=current&event=urn:oid:1.2.250.1.213.2.5|YYYY001'],
  'isArchived': () => ['isArchived=false&status=current&event=YYYY001'],
  'type': ({ declared: { metadata } }) => [`type=http://loinc.org|${metadata.type.code}`],
  'category': ({ declared: { metadata } }) => [`category=${metadata.classCode}`],
  'facility': ({ declared: { metadata } }) => [`facility=${metadata.facilityType!.code}`],
  'setting': ({ declared: { metadata } }) => [`setting=${metadata.practiceSetting!.code}`],
  'format': ({ declared: { metadata } }) => [encoded('format', metadata.format.code)],
  'event': () => ['event=YYYY001', 'event=ZZZZ000,YYYY001'],
  'security-label': () => ['security-label=INVISIBLE_REPRESENTANTS_LEGAUX'],
  'date': ({ declared: { metadata } }) => [`date=${day(metadata.creationTime)}`],
  'creation': ({ declared: { metadata } }) => [`creation=${day(metadata.creationTime)}`],
  'period': ({ declared: { metadata } }) => [`period=eb${day(metadata.serviceStart + 3 * 86_400_000)}`],
  'period-start': ({ declared: { metadata } }) => [
    `period-start=${day(metadata.serviceStart)}`,
    `PDSm_DocumentReference_period-start=${day(metadata.serviceStart)}`,
  ],
  'period-end': ({ declared: { metadata } }) => [`period-end=${day(metadata.serviceStop!)}`],
  'author': () => ['author=PractitionerRole?identifier=urn:oid:1.2.250.1.71.4.2.1|810009999917', 'author:Practitioner=810009999917'],
  'author.identifier': () => ['author.identifier=810009999917', 'author:Practitioner.identifier=urn:oid:1.2.250.1.71.4.2.1|810009999917'],
  'author.family': () => ['author.family=aiguil', 'author:Practitioner.family:contains=UILLÉ', 'author.family:exact=AIGUILLÉE'],
  'author.given': () => ['author.given=jeanne-aimee', 'author.given:contains=aimée'],
  'related': () => ['related=ACC-777'],
  'related.identifier': () => ['related.identifier=urn:oid:1.2.3.777|ACC-777', 'related:identifier=ACC-777'],
  'relatesto': ({ replaced }) => [`relatesto=DocumentReference/${replaced}`],
  'relation': () => ['relation=replaces'],
};

const listProbes: Probes = {
  '_id': () => ['_id=List/SET'],
  '_lastUpdated': ({ lastUpdated }) => [encoded('_lastUpdated', `ge${lastUpdated}`)],
  '_since': ({ lastUpdated }) => [encoded('_since', lastUpdated)],
  'code': () => ['code=submissionset&source.family=aiguillee'],
  'status': () => ['status=current&source.family=aiguillee'],
  'date': ({ lastUpdated }) => [encoded('date', `ge${lastUpdated}`)],
  'identifier': () => ['identifier=urn:uuid:SETUUID'],
  'title': () => ['title=lot aig', 'title:contains=AIGUILLE'],
  'designationType': () => ['designationType=urn:oid:1.2.250.1.213.2.2|19', 'DesignationType=19'],
  'sourceId': () => ['sourceId=urn:oid:2.25.777', 'SourceId=2.25.777'],
  'source': () => ['source=810009999917'],
  'source.identifier': () => ['source.identifier=810009999917'],
  'source.family': () => ['source.family=aiguill', 'source:PractitionerRole.family=AIGUILLÉE'],
  'source.given': () => ['source.given=jeanne'],
  'authorOrg': () => ['authorOrg=urn:oid:1.2.250.1.71.4.2.2|1999999999', 'PDSm_authorOrg=1999999999'],
  'isArchived': () => ['isArchived=false&source.family=aiguillee'],
};

const asked = (table: { readonly parameters: Readonly<Record<string, unknown>> }, probes: Probes, needle: Needle): readonly (readonly [string, string])[] =>
  Object.keys(table.parameters)
    .filter((name) => !choosesNone.includes(name))
    .flatMap((name) => {
      const probe = probes[name];
      if (probe === undefined) throw new Error(`no question for ${name}`);
      return probe(needle).map((query) => [name, query] as const);
    });

export const documentQuestions = (needle: Needle) => asked(documentReferenceSearch, documentProbes, needle);
/** `SET` and `SETUUID` stand for the ids of its submission set. */
export const listQuestions = (needle: Needle) => asked(listSearch, listProbes, needle);

const needleAuthor = {
  kind: 'professionnel',
  id: '810009999917',
  familyName: 'AIGUILLÉE',
  givenName: 'Jeanne-Aimée',
  institution: { id: '1999999999', name: 'Cabinet du foin' },
} as const;

/** Puts a document in the record that answers each question above and resembles no other. It replaces one as visible as itself. */
export async function depositNeedle(fhir: FhirServer, patient: string, masked: boolean): Promise<Needle & { readonly set: string }> {
  const replaced = await deposit(fhir, { patient, masked, title: 'Le premier' });
  const first = declaredPdf(fhir, { patient, masked, title: 'Un secret', typeCode: '57833-6' });
  const at = (iso: string) => instantOf(Date.parse(iso));
  const visibilite = { ...first.metadata.visibilite, invisibleRepresentants: true };
  const metadata: DocumentMetadata = {
    ...first.metadata,
    visibilite,
    authors: [needleAuthor as unknown as Author],
    creationTime: at('2011-03-03T10:00:00Z'),
    serviceStart: at('2011-03-01T10:00:00Z'),
    serviceStop: at('2011-03-02T10:00:00Z'),
    format: { code: 'urn:ihe:iti:xds:2017:mimeTypeSufficient', system: '1.3.6.1.4.1.19376.1.2.3' },
    facilityType: { code: 'SA29', system: '1.2.250.1.71.4.2.4' },
    practiceSetting: { code: 'ETABLISSEMENT', system: '1.2.250.1.213.1.1.4.9' },
    eventCodes: [{ code: 'YYYY001', system: '1.2.250.1.213.2.5' }],
  };
  const declared = { ...first, metadata, replaces: replaced.declared.metadata.uniqueId };
  const bundle = structuredClone(provideBundle(declared)) as Record<string, any>;
  const [list, document] = (bundle['entry'] as Record<string, any>[]).map(({ resource }) => resource as Record<string, any>);
  list!['title'] = 'Lot aiguille';
  list!['extension'][0].valueCodeableConcept = { coding: [{ system: 'urn:oid:1.2.250.1.213.2.2', code: '19' }] };
  list!['extension'][1].valueIdentifier.value = 'urn:oid:2.25.777';
  document!['context'].related = [
    { identifier: { system: 'urn:oid:1.2.3.777', value: 'ACC-777', type: { coding: [{ code: 'urn:ihe:iti:xds:2013:accession' }] } } },
  ];
  const reply = await fhir.ask('dr-moreau', 'POST', '', { headers: fhirJson, body: JSON.stringify(bundle) });
  if (reply.status !== 200) throw new Error(`${reply.status} ${reply.body.toString('utf8')}`);
  const [set, id] = (reply.json['entry'] as { response: { location: string; lastModified: string } }[]).map(({ response }) => response.location.split('/')[1]!);
  const lastUpdated = (reply.json['entry'] as { response: { lastModified?: string } }[])[1]!.response.lastModified!;
  return { id: id!, declared, replaced: replaced.id, lastUpdated, set: set! };
}
