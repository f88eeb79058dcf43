// ITI-41 (TD2.1, TD2.2): ProvideAndRegisterDocumentSetRequest -> one submission set, its documents with their bytes, its folders, the links
// asked for, and the signature of the set apart (ITI TF-2 §3.41). All of it is read before any of it is refused.

import type { ContentHeader, DocumentMetadata, EntryUuid } from '@carnet/domain/document';
import { type Ins, sameIns } from '@carnet/domain/identity';
import { type Finding, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import { lotSignatureType } from '@carnet/domain/terminology';
import type { XmlElement } from 'libxml2-wasm';
import { bytesOf } from '../soap/include.ts';
import type { Parts } from '../soap/message.ts';
import { attribute, lastingReaderOf } from '../xml/tree.ts';
import { type EntryContext, documentEntryOf } from './document-entry.ts';
import { type DeclaredFolder, type DeclaredSet, type FolderAndPatient, folderOf, submissionSetOf } from './packages.ts';
import type { RegistryObject } from './registry-object.ts';
import { isSignatureEntry, refuseHalfSignature } from './signature-entry.ts';
import { type End, type Submission, type SubmittedAssociation, lcm, submissionIn } from './submission.ts';
import { associationOfUrn, associationUrn, namespaces, transformAndReplaceUrn } from './vocabulary.ts';

export interface ProvidedDocument {
  readonly metadata: DocumentMetadata;
  readonly bytes: Uint8Array;
  readonly contentHeader?: ContentHeader;
  readonly replaces?: { readonly entryUuid: EntryUuid };
}
/** One of the documents (or folders) of this message, by its place; or one the registry keeps. */
export type Named = { readonly submitted: number } | { readonly entryUuid: EntryUuid };
export type ProvidedLink =
  | { readonly kind: 'HasMember'; readonly folder: Named; readonly document: Named }
  /** The first, a document of this message, is an addition to the second, or was made from it. */
  | { readonly kind: 'APND' | 'XFRM'; readonly document: number; readonly to: Named };

export interface ProvidedSignature {
  readonly metadata: DocumentMetadata;
  readonly bytes: Uint8Array;
  /** Places of the documents its `signs` associations name; the manifest inside is what counts. */
  readonly signs: readonly number[];
}
export interface ProvidedSet {
  readonly set: DeclaredSet;
  readonly documents: readonly ProvidedDocument[];
  readonly folders: readonly DeclaredFolder[];
  readonly links: readonly ProvidedLink[];
  readonly signature?: ProvidedSignature;
  /** How findings name each document, in the same order, the signature last: `XDSDocumentEntry(Document01)`. */
  readonly labels: readonly string[];
  /** What was understood and is not kept: the sender is told (XDSExtraMetadataNotSaved). */
  readonly notKept: readonly string[];
}

const xdsb = lastingReaderOf(namespaces.xdsb);

export function parseProvideAndRegister(body: XmlElement, parts: Parts, context: EntryContext): Parsed<ProvidedSet> {
  if (!xdsb.is(body, 'ProvideAndRegisterDocumentSetRequest'))
    return faulty({ field: 'Body', rule: 'CORPS_INATTENDU', given: body.name.slice(0, 64), expected: 'ProvideAndRegisterDocumentSetRequest' });
  const request = lcm.first(body, 'SubmitObjectsRequest');
  if (request === undefined) return faulty({ field: 'SubmitObjectsRequest', rule: 'CHAMP_ABSENT' });
  const findings: Finding[] = [];
  const submission = submissionIn(request, findings);
  const read = new Provided(submission, contentsOf(body, parts, submission.documents, findings), findings, context).read();
  return findings.length > 0 || read === undefined ? faulty(...findings) : parsed(read);
}

/** The id of the entry a content is for: the same, or the only one that differs from it by its capitals, as programs in use write some. */
function entryNamed(given: string, documents: readonly RegistryObject[]): string {
  const alike = documents.map(({ id }) => id).filter((id) => id.toLowerCase() === given.toLowerCase());
  return alike.length === 1 ? alike[0]! : given;
}

/** The bytes of each document, by its id. */
function contentsOf(body: XmlElement, parts: Parts, documents: readonly RegistryObject[], findings: Finding[]): ReadonlyMap<string, Uint8Array> {
  const contents = new Map<string, Uint8Array>();
  const seen = new Set<string>();
  for (const holder of xdsb.children(body, 'Document')) {
    const given = attribute(holder, 'id') ?? '';
    const field = `Document(${given.slice(0, 64)})`;
    const id = entryNamed(given, documents);
    if (seen.has(id)) findings.push({ field, rule: 'IDENTIFIANT_DOUBLE', given: id.slice(0, 140) });
    else if (!documents.some((document) => document.id === id)) findings.push({ field, rule: 'CONTENU_SANS_METADONNEES', given: id.slice(0, 140) });
    seen.add(id);
    const bytes = bytesOf(holder, parts, field);
    if (bytes.ok) contents.set(id, bytes.value);
    else findings.push(...bytes.findings);
  }
  for (const document of documents) if (!seen.has(document.id)) document.fault('Document', 'CONTENU_ABSENT', document.id);
  return contents;
}

class Provided {
  readonly #submission: Submission;
  readonly #contents: ReadonlyMap<string, Uint8Array>;
  readonly #findings: Finding[];
  readonly #context: EntryContext;
  readonly #notKept: string[] = [];
  /** Of each document that is one, its place among them. */
  readonly #places = new Map<string, number>();
  readonly #folderPlaces: ReadonlyMap<string, number>;
  readonly #signature: RegistryObject | undefined;

  constructor(submission: Submission, contents: ReadonlyMap<string, Uint8Array>, findings: Finding[], context: EntryContext) {
    this.#submission = submission;
    this.#contents = contents;
    this.#findings = findings;
    this.#context = context;
    const [signature, ...others] = submission.documents.filter(isSignatureEntry);
    for (const other of others) other.fault('classCode', 'CARDINALITE', '2', '1');
    this.#signature = signature;
    for (const { id } of submission.documents.filter((document) => !isSignatureEntry(document))) this.#places.set(id, this.#places.size);
    this.#folderPlaces = new Map(submission.folders.map(({ id }, index) => [id, index]));
  }

  read(): ProvidedSet | undefined {
    const { sets, folders } = this.#submission;
    if (sets.length !== 1) this.#findings.push({ field: 'XDSSubmissionSet', rule: 'LOT_UNIQUE', given: String(sets.length), expected: '1' });
    const objects = this.#submission.documents.filter(({ id }) => this.#places.has(id));
    const set = sets[0] === undefined ? undefined : submissionSetOf(sets[0], this.#notKept);
    const documents = objects.map((object) => this.#document(object));
    const declaredFolders = folders.map((folder) => folderOf(folder, this.#notKept));
    const links = this.#links();
    const signature = this.#signed();
    this.#distinctIds(objects, documents);
    if (set !== undefined) {
      this.#onePatient(
        set.patient,
        [...objects, ...folders, ...(this.#signature === undefined ? [] : [this.#signature])],
        [...documents.map((one) => one?.metadata.patient), ...declaredFolders.map((one) => one?.patient), signature?.metadata.patient],
      );
    }
    this.#membership();
    if (set === undefined || this.#findings.length > 0) return undefined;
    return {
      set,
      documents: documents as readonly ProvidedDocument[],
      folders: (declaredFolders as readonly FolderAndPatient[]).map(({ folder }) => folder),
      links,
      ...(signature === undefined ? {} : { signature }),
      labels: [...objects, ...(this.#signature === undefined ? [] : [this.#signature])].map(({ label }) => label),
      notKept: this.#notKept,
    };
  }

  #document(object: RegistryObject): ProvidedDocument | undefined {
    const bytes = this.#contents.get(object.id);
    const entry = documentEntryOf(object, bytes === undefined ? undefined : { bytes }, this.#context, this.#notKept);
    const replaced = this.#replacedBy(object);
    return entry === undefined || bytes === undefined
      ? undefined
      : { ...entry, bytes, ...(replaced === undefined ? {} : { replaces: { entryUuid: replaced } }) };
  }

  #replacedBy({ id }: RegistryObject): EntryUuid | undefined {
    const replacing = this.#submission.associations.filter(
      ({ type, source }) => isReplacement(type) && source !== undefined && 'own' in source && source.own === id,
    );
    for (const { object } of replacing.slice(1)) object.fault('sourceObject', 'CARDINALITE', String(replacing.length), '1');
    const target = replacing[0]?.target;
    return target !== undefined && 'kept' in target ? (target.kept as EntryUuid) : undefined;
  }

  #links(): readonly ProvidedLink[] {
    return this.#submission.associations.flatMap((association): readonly ProvidedLink[] => {
      const { object, type, source, target } = association;
      const kind = type === transformAndReplaceUrn ? 'XFRM' : associationOfUrn(type);
      if (kind === undefined) object.fault('associationType', 'NON_PRIS_EN_CHARGE', type, associationUrn('HasMember'));
      if (kind === undefined || source === undefined || target === undefined) return [];
      if (isReplacement(type)) this.#checkReplacement(association);
      switch (kind) {
        case 'HasMember':
          return this.#memberships(association);
        case 'APND':
        case 'XFRM':
          return this.#relation(association, kind);
        default:
          return [];
      }
    });
  }

  /** A new document of this message replaces one that is kept; never the other way round. */
  #checkReplacement({ object, source, target }: SubmittedAssociation): void {
    if (source === undefined || target === undefined) return;
    if (!('own' in source) || !this.#places.has(source.own)) object.fault('sourceObject', 'REFERENCE_INTROUVABLE', textOf(source), 'XDSDocumentEntry');
    if (!('kept' in target)) object.fault('targetObject', 'REFERENCE_INTROUVABLE', textOf(target), 'urn:uuid:…');
  }

  /** Of a folder only: that of the submission set is checked with `#membership`. */
  #memberships({ object, source, target }: SubmittedAssociation): readonly ProvidedLink[] {
    if (source === undefined || target === undefined) return [];
    if ('own' in source && this.#submission.sets.some(({ id }) => id === source.own)) return this.#ofSet(object, target);
    const folder = this.#folderEnd(source);
    const document = this.#documentEnd(target);
    if (folder === undefined) object.fault('sourceObject', 'REFERENCE_INTROUVABLE', textOf(source), 'XDSSubmissionSet | XDSFolder');
    if (document === undefined) object.fault('targetObject', 'REFERENCE_INTROUVABLE', textOf(target), 'XDSDocumentEntry');
    return folder === undefined || document === undefined ? [] : [{ kind: 'HasMember', folder, document }];
  }

  /** A set may hold a document that is kept already, by reference (ITI TF-3 §4.1.4.1): its members here are those it brings. */
  #ofSet(object: RegistryObject, target: End): readonly ProvidedLink[] {
    const status = object.value('SubmissionSetStatus');
    if (status !== undefined && status !== 'Original' && status !== 'Reference')
      object.fault('SubmissionSetStatus', 'VALEUR_HORS_LISTE', status, 'Original | Reference');
    if ('kept' in target) object.fault('targetObject', 'NON_PRIS_EN_CHARGE', textOf(target), 'Original');
    return [];
  }

  #relation({ object, source, target }: SubmittedAssociation, kind: 'APND' | 'XFRM'): readonly ProvidedLink[] {
    const document = source === undefined ? undefined : this.#documentEnd(source);
    const to = target === undefined ? undefined : this.#documentEnd(target);
    const own = document !== undefined && 'submitted' in document ? document.submitted : undefined;
    if (own === undefined) object.fault('sourceObject', 'REFERENCE_INTROUVABLE', textOf(source), 'XDSDocumentEntry');
    if (to === undefined) object.fault('targetObject', 'REFERENCE_INTROUVABLE', textOf(target), 'XDSDocumentEntry');
    return own === undefined || to === undefined ? [] : [{ kind, document: own, to }];
  }

  #documentEnd(end: End): Named | undefined {
    return namedIn(end, this.#places);
  }

  #folderEnd(end: End): Named | undefined {
    return namedIn(end, this.#folderPlaces);
  }

  #signed(): ProvidedSignature | undefined {
    const object = this.#signature;
    if (object !== undefined) refuseHalfSignature(object);
    const bytes = object === undefined ? undefined : this.#contents.get(object.id);
    const entry = object === undefined || bytes === undefined ? undefined : documentEntryOf(object, { bytes }, this.#context, this.#notKept, 'signature');
    const signs = this.#submission.associations.flatMap((association): readonly number[] => {
      if (associationOfUrn(association.type) !== 'signs') return [];
      const { source, target } = association;
      const place = target !== undefined && 'own' in target ? this.#places.get(target.own) : undefined;
      if (object === undefined || source === undefined || !('own' in source) || source.own !== object.id)
        association.object.fault('sourceObject', 'REFERENCE_INTROUVABLE', textOf(source), lotSignatureType);
      else if (place === undefined && !this.#isSet(target))
        association.object.fault('targetObject', 'REFERENCE_INTROUVABLE', textOf(target), 'XDSDocumentEntry');
      return place === undefined ? [] : [place];
    });
    return entry === undefined || bytes === undefined ? undefined : { metadata: entry.metadata, bytes, signs };
  }

  #isSet(end: End | undefined): boolean {
    return end !== undefined && 'own' in end && this.#submission.sets.some(({ id }) => id === end.own);
  }

  /** Two of them under one uniqueId (XDSRepositoryDuplicateUniqueIdInMessage). */
  #distinctIds(objects: readonly RegistryObject[], documents: readonly (ProvidedDocument | undefined)[]): void {
    const seen = new Set<string>();
    for (const [index, document] of documents.entries()) {
      if (document === undefined) continue;
      if (seen.has(document.metadata.uniqueId)) objects[index]!.fault('uniqueId', 'UNIQUE_ID_REPETE', document.metadata.uniqueId);
      seen.add(document.metadata.uniqueId);
    }
  }

  #onePatient(patient: Ins, objects: readonly RegistryObject[], given: readonly (Ins | undefined)[]): void {
    for (const [index, one] of given.entries())
      if (one !== undefined && !sameIns(one, patient)) objects[index]!.fault('patientId', 'PATIENT_DIFFERENT', one.matricule, patient.matricule);
  }

  /** Every document and folder of the message is a member of its set (ITI TF-3 §4.2.2.1). */
  #membership(): void {
    const members = new Set(
      this.#submission.associations.flatMap(({ type, source, target }) =>
        associationOfUrn(type) === 'HasMember' && this.#isSet(source) && target !== undefined && 'own' in target ? [target.own] : [],
      ),
    );
    for (const object of [...this.#submission.documents, ...this.#submission.folders])
      if (!members.has(object.id)) object.fault('HasMember', 'LOT_INCOMPLET', object.id);
  }
}

const isReplacement = (type: string): boolean => type === transformAndReplaceUrn || associationOfUrn(type) === 'RPLC';
/** What is kept is given to the registry by its entryUUID, whatever it turns out to be. */
function namedIn(end: End, places: ReadonlyMap<string, number>): Named | undefined {
  if ('kept' in end) return { entryUuid: end.kept as EntryUuid };
  const place = places.get(end.own);
  return place === undefined ? undefined : { submitted: place };
}
const textOf = (end: End | undefined): string => (end === undefined ? '' : 'own' in end ? end.own : `urn:uuid:${end.kept}`);
