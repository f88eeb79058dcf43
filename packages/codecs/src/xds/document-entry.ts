// ExtrinsicObject -> what a depositor declares of one document (ITI TF-3 §4.2.3.2), held against the document's own header where it has one.
// Everything wrong is named at once, each by its XDS attribute. Cardinalities are the DMP's (docs/sources.md §2.1), stricter than IHE's.

import { type Author, type Coded, type ContentHeader, type DocumentMetadata, disagreements, parseUniqueId, parseVisibilite } from '@carnet/domain/document';
import { type Ins, insToCx, isInsOid, sameIns } from '@carnet/domain/identity';
import type { Finding, Instant } from '@carnet/domain/kernel';
import { parseCdaHeader } from '../cda/header.ts';
import { type Span, parseHl7Time, settled } from '../cda/hl7-time.ts';
import { claimsCda, isCda, typeOfContent } from '../cda/sniff.ts';
import { authorOf } from './authors.ts';
import { parseCx, parsePatientId, parsePerson } from './hl7-types.ts';
import { type RegistryObject, extraSlots } from './registry-object.ts';
import { documentEntryType, entryIdentifiers, entrySchemes, onDemandType, referenceIdListSlot } from './vocabulary.ts';

/** Hex, lower case. The codec is handed it: hashing belongs to the platform. */
export type Sha1 = (bytes: Uint8Array) => string;

export interface EntryContext {
  readonly sha1: Sha1;
  /** The policy `cumul-invisible_patient-masque_ps` of the day. */
  readonly cumulAllowed: boolean;
}
/** The entry of a submission set's signature has less to say, and its content is a XAdES: no CDA is looked for (docs/sources.md §2.2). */
export type EntryKind = 'document' | 'signature';

/** Slots a DocumentEntry may have. What Carnet gives itself, or the DMP does not use, is read over: no fault, and not kept. */
const knownSlots: ReadonlySet<string> = new Set([
  'creationTime',
  'languageCode',
  'legalAuthenticator',
  'serviceStartTime',
  'serviceStopTime',
  'sourcePatientId',
  'sourcePatientInfo',
  referenceIdListSlot,
  'hash',
  'size',
  'repositoryUniqueId',
  'URI',
  'documentAvailability',
  'urn:ihe:iti:xds:2023:documentAvailability',
]);

export interface DeclaredEntry {
  readonly metadata: DocumentMetadata;
  readonly contentHeader?: ContentHeader;
}
/** The bytes of the document, or what the registry keeps of them when they are not sent again (ITI-57). */
export type Content = { readonly bytes: Uint8Array } | { readonly sha1: string; readonly size: number };

/** Notes on `object` whatever is wrong; `notKept` gains the place of everything that was understood and is not kept. */
export function documentEntryOf(
  object: RegistryObject,
  content: Content | undefined,
  context: EntryContext,
  notKept: string[],
  kind: EntryKind = 'document',
): DeclaredEntry | undefined {
  notKept.push(...extraSlots(object, knownSlots));
  return new Declaration(object, content, context, notKept, kind).entry();
}

class Declaration {
  readonly #object: RegistryObject;
  readonly #content: Content | undefined;
  readonly #context: EntryContext;
  readonly #notKept: string[];
  readonly #header: ContentHeader | undefined;
  readonly #kind: EntryKind;

  constructor(object: RegistryObject, content: Content | undefined, context: EntryContext, notKept: string[], kind: EntryKind) {
    this.#kind = kind;
    this.#object = object;
    this.#content = content;
    this.#context = context;
    this.#notKept = notKept;
    this.#header = this.#readHeader();
  }

  /** Of a medical document, as it was sent. */
  #bytes(): Uint8Array | undefined {
    return this.#kind === 'document' && this.#content !== undefined && 'bytes' in this.#content ? this.#content.bytes : undefined;
  }

  /** What claims to be XML is read as such even when it does not look like a CDA: its fault is then named. */
  #readHeader(): ContentHeader | undefined {
    const bytes = this.#bytes();
    if (bytes === undefined) return undefined;
    if (!isCda(bytes) && !claimsCda(this.#bareMimeType() ?? '')) return undefined;
    const read = parseCdaHeader(bytes);
    if (read.ok) return read.value;
    this.#object.findings.push(...read.findings.map((finding) => ({ ...finding, field: `${this.#object.label}/${finding.field}` })));
    return undefined;
  }

  entry(): DeclaredEntry | undefined {
    const object = this.#object;
    const before = object.findings.length;
    object.refuseOtherSchemes(entrySchemes, entryIdentifiers);
    this.#objectType();
    const patientId = object.identifier('patientId', entryIdentifiers.patientId);
    const patient = patientId === undefined ? undefined : object.keep(parsePatientId(patientId, object.at('patientId')));
    const uniqueIdText = object.identifier('uniqueId', entryIdentifiers.uniqueId);
    const uniqueId = uniqueIdText === undefined ? undefined : object.keep(parseUniqueId(uniqueIdText, object.at('uniqueId')));
    const one = (name: Exclude<keyof typeof entrySchemes, 'author'>, least: 0 | 1 = 1): Coded | undefined =>
      object.codes(name, entrySchemes[name], { least, most: 1 })[0];
    const compulsory = this.#kind === 'document' ? 1 : 0;
    const type = one('typeCode');
    const documentClass = one('classCode');
    const format = one('formatCode');
    const facilityType = one('healthcareFacilityTypeCode', compulsory);
    const practiceSetting = one('practiceSettingCode', compulsory);
    const visibilite = this.#visibilite();
    const mimeType = this.#mimeType();
    const language = object.value('languageCode', 1);
    const title = object.localized('Name');
    if (title === undefined) object.fault('title', 'CHAMP_ABSENT');
    const times = this.#times();
    const authors = object.classifications('author', entrySchemes.author, { least: 1 }).map((author) => authorOf(author, this.#notKept));
    const legalAuthenticator = this.#legalAuthenticator();
    const measured = this.#measured();
    const references = this.#references(patient);
    if (object.findings.length > before) return undefined;
    const comments = object.localized('Description');
    const metadata: DocumentMetadata = {
      uniqueId: uniqueId!,
      patient: patient!,
      type: type!,
      classCode: documentClass!.code,
      format: format!,
      mimeType: mimeType!,
      language: language!,
      title: title!,
      ...(comments === undefined ? {} : { comments }),
      ...times!,
      authors: authors as readonly Author[],
      ...(legalAuthenticator === undefined ? {} : { legalAuthenticator }),
      ...(facilityType === undefined ? {} : { facilityType }),
      ...(practiceSetting === undefined ? {} : { practiceSetting }),
      eventCodes: object.codes('eventCodeList', entrySchemes.eventCodeList, {}),
      ...references!,
      visibilite: visibilite!,
      ...measured!,
    };
    const header = this.#header;
    if (header !== undefined)
      object.findings.push(...disagreements(metadata, header).map((finding): Finding => ({ ...finding, field: object.at(finding.field) })));
    return object.findings.length > before ? undefined : { metadata, ...(header === undefined ? {} : { contentHeader: header }) };
  }

  #objectType(): void {
    const type = this.#object.attribute('objectType')?.toLowerCase();
    if (type === onDemandType) this.#object.fault('objectType', 'NON_PRIS_EN_CHARGE', type, documentEntryType);
    else if (type !== undefined && type !== documentEntryType) this.#object.fault('objectType', 'SCHEMA_INCONNU', type, documentEntryType);
  }

  #visibilite(): DocumentMetadata['visibilite'] | undefined {
    const codes = this.#object.codes('confidentialityCode', entrySchemes.confidentialityCode, { least: 1 });
    return this.#object.keep(
      parseVisibilite(
        codes.map(({ code }) => code),
        this.#context.cumulAllowed || this.#kind === 'signature',
        this.#object.at('confidentialityCode'),
      ),
    );
  }

  #bareMimeType(): string | undefined {
    return this.#object.attribute('mimeType')?.toLowerCase().split(';')[0]!.trim();
  }

  /** A CDA is `text/xml` in the registry, however its sender names XML; what claims XML without being a CDA is refused. */
  #mimeType(): string | undefined {
    const bare = this.#bareMimeType();
    if (bare === undefined) {
      this.#object.fault('mimeType', 'CHAMP_ABSENT');
      return undefined;
    }
    const bytes = this.#bytes();
    if (bytes === undefined) return bare;
    const { mimeType, fault } = typeOfContent(bytes, bare);
    if (fault !== undefined) this.#object.fault('mimeType', fault.rule, bare, fault.expected);
    return mimeType;
  }

  #span(name: string, least: 0 | 1): Span | undefined {
    const text = this.#object.value(name, least);
    const read = text === undefined ? undefined : this.#object.keep(parseHl7Time(text, this.#object.at(name), 'UTC'));
    return read === undefined ? undefined : { from: read.at, until: read.until };
  }

  /** What was written with less precision than the document's own time, and holds it, is that time. */
  #times(): Pick<DocumentMetadata, 'creationTime' | 'serviceStart' | 'serviceStop'> | undefined {
    const header = this.#header;
    const creation = this.#span('creationTime', 1);
    const start = this.#span('serviceStartTime', this.#kind === 'document' ? 1 : 0) ?? (this.#kind === 'signature' ? creation : undefined);
    const stop = this.#span('serviceStopTime', 0);
    if (creation === undefined || start === undefined) return undefined;
    const serviceStop: Instant | undefined = stop === undefined ? header?.serviceStop : settled(stop, header?.serviceStop);
    return {
      creationTime: settled(creation, header?.creationTime),
      serviceStart: settled(start, header?.serviceStart),
      ...(serviceStop === undefined ? {} : { serviceStop }),
    };
  }

  /** The document's own where none is declared; a document that says nothing of itself must be declared with one. */
  #legalAuthenticator(): Author | undefined {
    const text = this.#object.value('legalAuthenticator');
    if (text !== undefined) {
      const read = this.#object.keep(parsePerson(text, this.#object.at('legalAuthenticator')));
      return read === undefined ? undefined : this.#known(read);
    }
    const own = this.#header?.legalAuthenticator;
    if (this.#bytes() !== undefined && this.#header === undefined) this.#object.values('legalAuthenticator', { least: 1 });
    return own;
  }

  /** An XCN has no place for institution or specialty: the header names them for the same person. */
  #known(author: Author): Author {
    const key = (one: Author): string => (one.kind === 'patient' ? one.ins.matricule : one.id);
    const own = this.#header?.legalAuthenticator;
    return own !== undefined && key(own) === key(author) ? { ...own, ...author } : author;
  }

  /** Hash and size are Carnet's to compute; what is declared of them must be the bytes' own. */
  #measured(): Pick<DocumentMetadata, 'sha1' | 'size'> | undefined {
    const content = this.#content;
    if (content === undefined) return undefined;
    const own = 'bytes' in content ? { sha1: this.#context.sha1(content.bytes), size: content.bytes.length } : content;
    const hash = this.#object.value('hash')?.toLowerCase();
    const size = this.#object.value('size');
    if (hash !== undefined && hash !== own.sha1) this.#object.fault('hash', /^[0-9a-f]{40}$/.test(hash) ? 'HASH_FAUX' : 'HASH_FORME', hash, own.sha1);
    if (size !== undefined && size !== String(own.size)) this.#object.fault('size', 'TAILLE_FAUSSE', size, String(own.size));
    return { sha1: own.sha1, size: own.size };
  }

  #references(patient: Ins | undefined): Pick<DocumentMetadata, 'referenceIds' | 'sourcePatientId' | 'sourcePatientInfo'> | undefined {
    const object = this.#object;
    const referenceIds = object.values(referenceIdListSlot);
    for (const reference of referenceIds) object.keep(parseCx(reference, object.at('referenceIdList')));
    const given = object.value('sourcePatientId', this.#kind === 'document' ? 1 : 0);
    const sourcePatientId = given === undefined ? undefined : object.keep(parseCx(given, object.at('sourcePatientId')));
    const info = this.#sourcePatientInfo(patient);
    if (patient === undefined) return undefined;
    return {
      referenceIds,
      ...(sourcePatientId === undefined ? {} : { sourcePatientId: isInsOid(sourcePatientId.oid) ? insToCx(patient) : given! }),
      ...(info.length === 0 ? {} : { sourcePatientInfo: info }),
    };
  }

  /** `PID-n|…`: read for its form, and for an INS that is somebody else's, and kept as written. Identity traits are the record's, never a message's. */
  #sourcePatientInfo(patient: Ins | undefined): readonly string[] {
    const object = this.#object;
    const lines = object.values('sourcePatientInfo');
    for (const line of lines) {
      const field = /^PID-(\d{1,2})\|(.*)$/.exec(line);
      if (field === null) {
        object.fault('sourcePatientInfo', 'PID_FORME', line, 'PID-n|valeur');
        continue;
      }
      const [, number, value = ''] = field;
      if (number === '7' && value !== '') object.keep(parseHl7Time(value, object.at('sourcePatientInfo'), 'UTC'));
      if (number === '8' && !/^[AFMNOUI]?$/.test(value)) object.fault('sourcePatientInfo', 'CODE_INCONNU', value, 'F, M, U');
      if (number === '3' && patient !== undefined)
        for (const one of value.split('~')) {
          const cx = parseCx(one, object.at('sourcePatientInfo'));
          if (cx.ok && cx.value.oid === patient.oid && !sameIns(patient, { ...patient, matricule: cx.value.value as Ins['matricule'] }))
            object.fault('sourcePatientInfo', 'PATIENT_DIFFERENT', cx.value.value, patient.matricule);
        }
    }
    return lines;
  }
}
