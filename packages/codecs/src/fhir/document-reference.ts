// PDSm DocumentReference (ITI-65 comprehensive, ITI-105 simplified publish) -> what a depositor declares of one document.
// A field left out is taken from the document's own header where the document truly says it: the DMP guide's ITI-105 example carries neither
// category, format nor context, because its CDA does. A field nobody gives is a fault (`CHAMP_ABSENT`). Everything wrong is named at once,
// disagreements with the header included.

import {
  type Author,
  type Coded,
  type ContentHeader,
  type DocumentMetadata,
  type EntryUuid,
  type LogicalId,
  type UniqueId,
  disagreements,
  parseEntryUuid,
  parseLogicalId,
  parseUniqueId,
  parseVisibilite,
} from '@carnet/domain/document';
import { type Ins, insToCx, isInsOid } from '@carnet/domain/identity';
import { type Finding, type Instant, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import { classOfType } from '@carnet/domain/terminology';
import { parseCdaHeader, serviceStartOf } from '../cda/header.ts';
import { type Span, settled } from '../cda/hl7-time.ts';
import { fhirDocumentType } from '../fhir-document/bundle.ts';
import { parseFhirDocument } from '../fhir-document/header.ts';
import { claimsCda, isCda, typeOfContent } from '../cda/sniff.ts';
import { type Sha1, base64Of, measure } from './attachment.ts';
import { conceptOf, codingOf, systemOid } from './code-systems.ts';
import { parseFhirDateTime } from './date-time.ts';
import type { Element } from './json.ts';
import { parseJson, resourceOf } from './json.ts';
import { parseDocumentResourceId } from './resource-id.ts';
import { sourcePatientLines } from './source-patient.ts';
import { type Contributor, type PatientOf, type Surroundings, contributorOf, noSurroundings, patientOf } from './references.ts';

export const isArchivedUrl = 'https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition/pdsm-ext-is-archived';

/** Names a document already kept; the same shape as the application's. */
export type DocumentKey = { readonly logicalId: LogicalId } | { readonly entryUuid: EntryUuid } | { readonly uniqueId: UniqueId };

export interface DeclaredDocument {
  readonly metadata: DocumentMetadata;
  readonly bytes: Uint8Array;
  /** Undefined where the format says nothing of itself (PDF, image). */
  readonly contentHeader?: ContentHeader;
  readonly replaces?: DocumentKey;
  /** Beside a replacement: what it adds to, transforms or signs. */
  readonly relations?: readonly DeclaredRelation[];
}
/** `entry`: the fullUrl of another document of the same Bundle. */
interface DeclaredRelation {
  readonly kind: 'APND' | 'XFRM' | 'signs';
  readonly to: DocumentKey | { readonly entry: string };
}

export interface DeclarationContext {
  readonly sha1: Sha1;
  /** The policy `cumul-invisible_patient-masque_ps` of the day. */
  readonly cumulAllowed: boolean;
  /** The INS of a record named by its id; see `dossierIdsIn`. */
  readonly patientOf?: PatientOf;
}

/** `comprehensive`: what neither the metadata nor the document gives is a fault. `simplified`: place and setting may stay unknown. */
export type Profile = 'comprehensive' | 'simplified';

/** ITI-105: one DocumentReference whose attachment carries the bytes. */
export function parseDocumentReference(json: Uint8Array | string, context: DeclarationContext): Parsed<DeclaredDocument> {
  const value = parseJson(json);
  if (!value.ok) return value;
  const findings: Finding[] = [];
  const resource = resourceOf(value.value, 'DocumentReference', '', findings);
  const bytes = resource === undefined ? undefined : inlineBytes(resource);
  if (resource === undefined || bytes === undefined) return faulty(...findings);
  return declaredDocument(resource, bytes, noSurroundings, 'simplified', context);
}

export const attachmentOf = (resource: Element): Element | undefined => {
  const contents = resource.children('content');
  if (contents.length !== 1) resource.fault('content', 'CARDINALITE', String(contents.length), '1');
  return contents[0]?.child('attachment');
};

function inlineBytes(resource: Element): Uint8Array | undefined {
  const attachment = attachmentOf(resource);
  const bytes = attachment === undefined ? undefined : base64Of(attachment, 'data');
  if (attachment === undefined) resource.fault('content.attachment', 'CHAMP_ABSENT');
  else if (attachment.value['data'] === undefined) attachment.fault('data', 'CHAMP_ABSENT');
  return bytes;
}

/** Reads one resource and its bytes. */
export function declaredDocument(
  resource: Element,
  bytes: Uint8Array,
  around: Surroundings,
  profile: Profile,
  context: DeclarationContext,
): Parsed<DeclaredDocument> {
  const declaration = new Declaration(resource, bytes, around, profile, context);
  const metadata = declaration.metadata();
  const replaces = declaration.replaces();
  const relations = declaration.relations();
  const { contentHeader } = declaration;
  if (metadata !== undefined && contentHeader !== undefined)
    resource.findings.push(...disagreements(metadata, contentHeader).map((finding) => ({ ...finding, field: resource.at(fhirPathOf(finding.field)) })));
  if (metadata === undefined || resource.findings.length > 0) return faulty(...distinct(resource.findings));
  return parsed({
    metadata,
    bytes,
    ...(contentHeader === undefined ? {} : { contentHeader }),
    ...(replaces === undefined ? {} : { replaces }),
    ...(relations.length === 0 ? {} : { relations }),
  });
}

/** The same element may be looked at twice: its fault is told once. */
export const distinct = (findings: readonly Finding[]): Finding[] => [
  ...new Map(findings.map((finding) => [`${finding.field} ${finding.rule} ${finding.given ?? ''}`, finding])).values(),
];

const fhirPaths: Readonly<Record<string, string>> = {
  patientId: 'subject',
  uniqueId: 'masterIdentifier',
  typeCode: 'type',
  classCode: 'category',
  title: 'content[0].attachment.title',
  creationTime: 'content[0].attachment.creation',
  serviceStartTime: 'context.period.start',
  serviceStopTime: 'context.period.end',
  author: 'author',
  legalAuthenticator: 'authenticator',
  hash: 'content[0].attachment.hash',
  size: 'content[0].attachment.size',
  content: 'content[0].attachment',
  relatesTo: 'relatesTo',
  confidentialityCode: 'securityLabel',
};
/** Where a DocumentReference says what the domain calls by its XDS name; a field of neither is left as it is. */
/** A field may be a key the sender chose: none is looked up in what every object has. */
export const fhirPathOf = (field: string): string => (Object.hasOwn(fhirPaths, field) ? fhirPaths[field]! : field);

const relationKinds = { appends: 'APND', transforms: 'XFRM', signs: 'signs' } as const;
const mimeTypeSufficient = 'urn:ihe:iti:xds:2017:mimeTypeSufficient';

class Declaration {
  readonly contentHeader: ContentHeader | undefined;
  readonly #resource: Element;
  readonly #attachment: Element | undefined;
  readonly #bytes: Uint8Array;
  readonly #around: Surroundings;
  readonly #profile: Profile;
  readonly #context: DeclarationContext;
  /** The document is a CDA or a FHIR document, or claims to be one, and does not read: what it would have said is not asked for on top of its own faults. */
  readonly #unread: boolean;

  constructor(resource: Element, bytes: Uint8Array, around: Surroundings, profile: Profile, context: DeclarationContext) {
    this.#resource = resource;
    this.#bytes = bytes;
    this.#around = around;
    this.#profile = profile;
    this.#context = context;
    this.#attachment = attachmentOf(resource);
    // What claims to be XML is read as such even when it does not look like a CDA: its fault is then named (a DTD, a truncation, another root).
    const claimed = this.#claimedType();
    const header = claimed === fhirDocumentType ? parseFhirDocument(bytes) : isCda(bytes) || claimsCda(claimed) ? parseCdaHeader(bytes) : undefined;
    if (header?.ok === false)
      resource.findings.push(
        ...header.findings.map((finding) => ({ ...finding, field: resource.path === '' ? finding.field : `${resource.path}/${finding.field}` })),
      );
    this.#unread = header?.ok === false;
    this.contentHeader = header?.ok === true ? header.value : undefined;
  }

  metadata(): DocumentMetadata | undefined {
    const resource = this.#resource;
    const header = this.contentHeader;
    this.#refuseStatus();
    const uniqueId = this.#need('masterIdentifier', this.#uniqueId() ?? header?.uniqueId);
    const patient = resource.keep(patientOf(resource.child('subject'), resource, this.#around, this.#context.patientOf));
    const type = this.#need('type', conceptOf(resource.child('type')) ?? header?.type);
    const classCode = this.#classCode(type);
    const format = this.#need('content[0].format', this.#format());
    const mimeType = this.#mimeType();
    const language = this.#need('content[0].attachment.language', this.#attachment?.string('language') ?? header?.languageCode);
    const title = this.#need('content[0].attachment.title', this.#attachment?.string('title') ?? header?.title);
    const creationTime = this.#need('content[0].attachment.creation', this.#creationTime());
    const service = this.#service(creationTime);
    const authors = this.#authors();
    const legalAuthenticator = this.#authenticator();
    const visibilite = resource.keep(parseVisibilite(this.#confidentiality(), this.#context.cumulAllowed, resource.at('securityLabel')));
    const measured = this.#attachment === undefined ? undefined : measure(this.#attachment, this.#bytes, this.#context.sha1);
    const circumstances = this.#circumstances();
    const comments = resource.string('description');
    if (
      uniqueId === undefined ||
      patient === undefined ||
      type === undefined ||
      format === undefined ||
      mimeType === undefined ||
      language === undefined ||
      title === undefined ||
      creationTime === undefined ||
      service === undefined ||
      visibilite === undefined ||
      measured === undefined
    )
      return undefined;
    return {
      uniqueId,
      patient,
      type,
      classCode,
      format,
      mimeType,
      language,
      title,
      creationTime,
      ...service,
      authors,
      visibilite,
      ...measured,
      ...circumstances,
      referenceIds: this.#referenceIds(),
      ...this.#sourceOf(patient),
      ...(comments === undefined ? {} : { comments }),
      ...(legalAuthenticator === undefined ? {} : { legalAuthenticator }),
    };
  }

  /** Notes a field nobody gives, unless a fault there was noted already. */
  #need<T>(name: string, value: T | undefined): T | undefined {
    const path = this.#resource.at(name);
    if (value === undefined && !this.#unread && !this.#resource.findings.some(({ field }) => field.startsWith(path)))
      this.#resource.fault(name, 'CHAMP_ABSENT');
    return value;
  }

  #refuseStatus(): void {
    const status = this.#resource.string('status');
    if (status !== 'current') this.#resource.fault('status', status === undefined ? 'CHAMP_ABSENT' : 'STATUT', status, 'current');
    if (this.#resource.extension(isArchivedUrl)?.value['valueBoolean'] === true) this.#resource.fault('extension', 'STATUT', 'isArchived', 'current');
  }

  #uniqueId(): UniqueId | undefined {
    const identifier = this.#resource.child('masterIdentifier');
    const value = identifier?.string('value');
    if (identifier === undefined || value === undefined) return undefined;
    const root = systemOid(identifier.string('system') ?? '');
    return this.#resource.keep(parseUniqueId(root === undefined ? value : `${root}^${value}`, identifier.at('value')));
  }

  /** The class is the one the type has; a category that says otherwise is refused, an absent one is no loss. */
  #classCode(type: Coded | undefined): string {
    const declared = conceptOf(this.#resource.children('category')[0], 'kept');
    const derived = type === undefined ? undefined : classOfType(type.code);
    if (declared !== undefined && derived !== undefined && declared.code !== derived)
      this.#resource.fault('category', 'CLASSE_DIFFERENTE', declared.code, derived);
    if (type !== undefined && derived === undefined) this.#resource.fault('type', 'TYPE_HORS_LISTE', type.code, 'JDV_J66_TypeCode_DMP');
    return derived ?? declared?.code ?? '';
  }

  /** `mimeTypeSufficient` names no format: where the document's model has one, it is that one. */
  #format(): Coded | undefined {
    const format = this.#resource.children('content')[0]?.child('format');
    const declared = format === undefined ? undefined : codingOf(format);
    const own = this.contentHeader?.format;
    return declared === undefined || declared.code === mimeTypeSufficient ? (own ?? declared) : declared;
  }

  /** Lower-case, without its parameters; empty: none. */
  #claimedType(): string {
    const declared = this.#attachment?.value['contentType'];
    return typeof declared === 'string' ? declared.toLowerCase().split(';')[0]!.trim() : '';
  }

  /** A CDA is `text/xml` in the registry, however its sender names XML (docs/sources.md §2.1); what claims XML without being a CDA is refused. */
  #mimeType(): string | undefined {
    const declared = this.#attachment?.string('contentType')?.toLowerCase();
    if (declared === undefined) {
      this.#need('content[0].attachment.contentType', undefined);
      return undefined;
    }
    const bare = declared.split(';')[0]!.trim();
    const { mimeType, fault } = typeOfContent(this.#bytes, bare);
    if (fault !== undefined) this.#resource.fault('content[0].attachment.contentType', fault.rule, declared, fault.expected);
    return mimeType;
  }

  #span(element: Element | undefined, name: string): Span | undefined {
    const text = element?.string(name);
    return element === undefined || text === undefined ? undefined : this.#resource.keep(parseFhirDateTime(text, element.at(name)));
  }

  /** `attachment.creation` is the document's own time (MHD); the guide writes it in `date`, which counts where nothing better does. */
  #creationTime(): Instant | undefined {
    const header = this.contentHeader?.creationTime;
    const date = this.#span(this.#resource, 'date');
    const creation = this.#span(this.#attachment, 'creation');
    return creation === undefined ? (header ?? date?.from) : settled(creation, header);
  }

  #service(creationTime: Instant | undefined): Pick<DocumentMetadata, 'serviceStart' | 'serviceStop'> | undefined {
    const header = this.contentHeader;
    const period = this.#resource.child('context')?.child('period');
    const start = this.#span(period, 'start');
    const stop = this.#span(period, 'end');
    const fallback = header === undefined ? (this.#profile === 'simplified' ? creationTime : undefined) : serviceStartOf(header);
    const serviceStart = this.#need('context.period.start', start === undefined ? fallback : settled(start, header?.serviceStart));
    const serviceStop = stop === undefined ? header?.serviceStop : settled(stop, header?.serviceStop);
    return serviceStart === undefined ? undefined : { serviceStart, ...(serviceStop === undefined ? {} : { serviceStop }) };
  }

  #authors(): readonly Author[] {
    const references = this.#resource.children('author');
    const contributors = references
      .map((reference) => contributorOf(reference, this.#resource, this.#around))
      .filter((found): found is Contributor => found !== undefined);
    const behind = contributors.flatMap((found) => ('institution' in found ? [found.institution] : []))[0];
    const people = contributors.flatMap((found) =>
      'author' in found ? [behind === undefined || found.author.institution !== undefined ? found.author : { ...found.author, institution: behind }] : [],
    );
    const alone: readonly Author[] =
      people.length === 0 && behind?.id !== undefined ? [{ kind: 'systeme', id: behind.id, name: behind.name, institution: behind }] : [];
    const authors = [...people, ...alone].map((author) => this.#named(author, 'author'));
    return references.length > 0 ? authors : (this.#need('author', this.contentHeader?.authors) ?? []);
  }

  #authenticator(): Author | undefined {
    const reference = this.#resource.child('authenticator');
    if (reference === undefined) return this.contentHeader?.legalAuthenticator;
    const found = contributorOf(reference, this.#resource, this.#around);
    if (found === undefined) return undefined;
    return 'author' in found ? this.#named(found.author, 'authenticator') : undefined;
  }

  /** A person given by identifier alone takes name, specialty and institution from the document, which names the same identifier. */
  #named(author: Author, field: string): Author {
    const header = this.contentHeader;
    const key = (one: Author): string => (one.kind === 'patient' ? one.ins.matricule : one.id);
    const known = [...(header?.authors ?? []), ...(header?.legalAuthenticator === undefined ? [] : [header.legalAuthenticator])].find(
      (one) => key(one) === key(author),
    );
    const unnamed = author.kind === 'systeme' ? author.name === '' : author.familyName === '';
    if (unnamed && known === undefined && header === undefined && !this.#unread) this.#resource.fault(field, 'NOM_ABSENT', key(author));
    if (known === undefined) return author;
    return unnamed ? { ...author, ...known } : { ...known, ...author };
  }

  /** The labels as a set of codes (the guide replaces `securityLabel/0` alone; XDS keeps N and several restrictions). */
  #confidentiality(): readonly string[] {
    const codes = this.#resource.children('securityLabel').flatMap((label) => conceptOf(label, 'kept')?.code ?? []);
    if (codes.length > 0) return codes;
    const own = this.contentHeader?.confidentialityCode;
    if (own === undefined && this.#profile === 'comprehensive') this.#need('securityLabel', undefined);
    return [own ?? 'N'];
  }

  #circumstances(): Pick<DocumentMetadata, 'eventCodes' | 'facilityType' | 'practiceSetting'> {
    const context = this.#resource.child('context');
    const events =
      context
        ?.children('event')
        .map((event) => conceptOf(event, 'kept'))
        .filter((event): event is Coded => event !== undefined) ?? [];
    const facilityType = conceptOf(context?.child('facilityType')) ?? this.contentHeader?.facilityType;
    const practiceSetting = conceptOf(context?.child('practiceSetting')) ?? this.contentHeader?.practiceSetting;
    if (this.#profile === 'comprehensive' && this.contentHeader === undefined) {
      this.#need('context.facilityType', facilityType);
      this.#need('context.practiceSetting', practiceSetting);
    }
    return {
      eventCodes: events.length > 0 ? events : (this.contentHeader?.eventCodes ?? []),
      ...(facilityType === undefined ? {} : { facilityType }),
      ...(practiceSetting === undefined ? {} : { practiceSetting }),
    };
  }

  /** referenceIdList, as CX (ITI TF-3 §4.2.3.2.28). */
  #referenceIds(): readonly string[] {
    const related = this.#resource.child('context')?.children('related') ?? [];
    return related.flatMap((reference) => {
      const identifier = reference.child('identifier');
      const value = identifier?.string('value');
      const system = identifier?.string('system')?.replace(/^urn:oid:/, '');
      const type = identifier?.child('type')?.children('coding')[0]?.string('code');
      return value === undefined || system === undefined ? [] : [`${value}^^^&${system}&ISO^${type ?? ''}`];
    });
  }

  /** The sender's own number for the patient, or the INS where there is none (docs/sources.md §2.1), and what it knew of them. */
  #sourceOf(patient: Ins): Pick<DocumentMetadata, 'sourcePatientId' | 'sourcePatientInfo'> {
    const reference = this.#resource.child('context')?.child('sourcePatientInfo')?.string('reference') ?? '';
    const source = this.#resource.children('contained').find((resource) => `#${String(resource.value['id'])}` === reference);
    const sourcePatientInfo = sourcePatientLines(source);
    const local = source?.children('identifier').find((identifier) => !isInsOid(String(identifier.value['system'] ?? '').replace(/^urn:oid:/, '')));
    const value = local?.string('value');
    const system = local?.string('system')?.replace(/^urn:oid:/, '');
    return {
      sourcePatientId: value === undefined || system === undefined ? insToCx(patient) : `${value}^^^&${system}&ISO^PI`,
      ...(sourcePatientInfo.length === 0 ? {} : { sourcePatientInfo }),
    };
  }

  replaces(): DocumentKey | undefined {
    const replacing = this.#resource.children('relatesTo').filter((relation) => relation.value['code'] === 'replaces');
    if (replacing.length > 1) this.#resource.fault('relatesTo', 'CARDINALITE', String(replacing.length), '1');
    const target = replacing[0]?.child('target');
    return target === undefined ? undefined : this.#keyOf(target);
  }

  relations(): readonly DeclaredRelation[] {
    return this.#resource.children('relatesTo').flatMap((relation): readonly DeclaredRelation[] => {
      const code = relation.string('code') ?? '';
      if (code === 'replaces') return [];
      const kind = Object.hasOwn(relationKinds, code) ? relationKinds[code as keyof typeof relationKinds] : undefined;
      const target = relation.child('target');
      if (kind === undefined) relation.fault('code', 'CODE_INCONNU', code.slice(0, 40), ['replaces', ...Object.keys(relationKinds)].join(', '));
      if (target === undefined) relation.fault('target', 'CHAMP_ABSENT');
      if (kind === undefined || target === undefined) return [];
      const reference = target.value['reference'];
      if (typeof reference === 'string' && this.#around.get(reference)?.['resourceType'] === 'DocumentReference') return [{ kind, to: { entry: reference } }];
      const to = this.#keyOf(target);
      return to === undefined ? [] : [{ kind, to }];
    });
  }

  #keyOf(target: Element): DocumentKey | undefined {
    const reference = target.string('reference');
    const id = reference === undefined ? undefined : /(?:^|\/)DocumentReference\/([^/?#]{1,64})$/.exec(reference)?.[1];
    if (id !== undefined) {
      const address = parseDocumentResourceId(id);
      if (address !== undefined) return { logicalId: address.logicalId };
    }
    const identifier = target.child('identifier');
    if (identifier !== undefined) return identifierKey(identifier);
    target.fault('reference', 'REFERENCE_INTROUVABLE', reference);
    return undefined;
  }
}

/** `official`: entryUUID. `usual`: logicalId. Neither: the document's uniqueId. */
function identifierKey(identifier: Element): DocumentKey | undefined {
  const value = identifier.string('value') ?? '';
  const bare = value.replace(/^urn:uuid:/i, '');
  const use = identifier.value['use'];
  if (use === 'official') {
    const entryUuid = identifier.keep(parseEntryUuid(bare));
    return entryUuid === undefined ? undefined : { entryUuid };
  }
  if (use === 'usual') {
    const logicalId = identifier.keep(parseLogicalId(bare));
    return logicalId === undefined ? undefined : { logicalId };
  }
  const uniqueId = identifier.keep(parseUniqueId(value, identifier.at('value')));
  return uniqueId === undefined ? undefined : { uniqueId };
}
