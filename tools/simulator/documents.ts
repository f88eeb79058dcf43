// The transactions of documents as commands: TD2.1, TD2.2, TD3.1, TD3.2, TD3.3. Each answers whether it was done.

import { readFile, writeFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { findingSentence, typeLabel, simulatorWording as say } from '@carnet/contract/wording';
import type { Parsed } from '@carnet/domain/kernel';
import { type Declared, declareCda, isCda, readdressed } from '../deposit/declare.ts';
import type { PersonaPatient, PersonaProfessional } from '../deposit/sandbox-files.ts';
import { type FoundEntry, type Restriction, retrievedDocuments } from './answers.ts';
import { cdaLevel1 } from './cda-level1.ts';
import type { Status } from './ebrim.ts';
import { asLotDocument, changeRestrictions, changeStatus, findReference, getDocuments, provide, retrieveDocuments } from './lps.ts';
import { NotSent, type Session, keyed, needed, oneOf, sent } from './options.ts';
import { type KnownDocument, readKnown, search, writeKnown } from './search.ts';
import { succeeded } from './tell.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.rtf': 'text/rtf',
  '.txt': 'text/plain',
};

/** Who writes a document of level 1: named, or the person of the card, or somebody of the structure. */
function authorOf({ options, personas, lps: { sender } }: Session): PersonaProfessional {
  if (options.author !== undefined) return keyed('author', options.author, personas.professionals);
  if (sender.person !== undefined && 'profession' in sender.person) return sender.person;
  const colleague = personas.professionals.find(({ structure }) => structure === sender.structure.key);
  if (colleague === undefined) throw new NotSent(say.noAuthor(sender.structure.name));
  return colleague;
}

function declaredOf(session: Session, file: string, bytes: Buffer, patient: PersonaPatient): Parsed<Declared> {
  const { options, lps } = session;
  const { mask } = options;
  if (isCda(bytes)) {
    if (options['as-is']) return declareCda(bytes, mask);
    const copy = readdressed(bytes, patient, { professional: authorOf(session), structure: lps.sender.structure });
    return copy.ok ? declareCda(copy.value, mask) : copy;
  }
  const mimeType = mediaTypes[extname(file).toLowerCase()];
  if (mimeType === undefined) throw new NotSent(say.badFile(file));
  const own = {
    bytes,
    mimeType,
    patient,
    author: authorOf(session),
    structure: lps.sender.structure,
    typeCode: options.type,
    title: options.title ?? basename(file),
  };
  return declareCda(cdaLevel1({ ...own, ...(options.replaces === undefined ? {} : { replaces: options.replaces }) }), mask);
}

const hidden: Readonly<Record<string, 'invisiblePatient' | 'invisibleRepresentants'>> = {
  patient: 'invisiblePatient',
  representants: 'invisibleRepresentants',
};

/** TD2.1a, TD2.1b, TD2.2. A CDA goes as it is with `--as-is`; otherwise it is rewritten for the patient, with identifiers of its own. */
export async function depositing(session: Session): Promise<boolean> {
  const { options, lps, target, transaction } = session;
  const file = needed(target, 'le fichier');
  const patient = needed(session.patient, '--patient');
  if (transaction === 'td2.1b') needed(options.replaces, '--replaces <uniqueId>');
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new NotSent(say.unreadableFile(file, error.code ?? error.message));
  });
  const declared = declaredOf(session, file, bytes, patient);
  if (!declared.ok) {
    console.error(say.unreadable);
    for (const { field, rule, given, expected } of declared.findings) console.error(say.finding(field, findingSentence(rule, 'fr'), given, expected));
    return false;
  }
  const { metadata } = declared.value;
  const visibilite = options.hide === undefined ? metadata.visibilite : { ...metadata.visibilite, [oneOf(options.hide, 'hide', hidden)]: true };
  const replaced = options.replaces === undefined ? undefined : await referenceOf(session, options.replaces);
  if (options.replaces !== undefined && replaced === undefined) return false;
  const document = asLotDocument({ ...declared.value, metadata: { ...metadata, visibilite } }, replaced);
  const choices = { inline: options.inline, ...(options['no-signature'] ? { signing: undefined } : {}) };
  if (succeeded(await sent(session, provide(lps, [document], choices))) === undefined) return false;
  console.log(say.deposited(metadata.title, metadata.uniqueId));
  return true;
}

/** TD3.1b. */
async function referenceOf(session: Session, uniqueId: string): Promise<string | undefined> {
  const answer = succeeded(await sent(session, findReference(session.lps, uniqueId)));
  if (answer !== undefined && answer.refs.length === 0) console.error(say.notFound(uniqueId));
  return answer?.refs.at(-1);
}
export async function finding(session: Session): Promise<boolean> {
  const uniqueId = needed(session.target, 'le uniqueId');
  const reference = await referenceOf(session, uniqueId);
  if (reference !== undefined) console.log(say.reference(reference));
  return reference !== undefined;
}

const day = (time: string | undefined): string => (time === undefined ? '' : `${time.slice(6, 8)}/${time.slice(4, 6)}/${time.slice(0, 4)}`);
const labelsOf = (codes: readonly string[]): string => codes.filter((code) => code !== 'N').join(', ');

function tellDocument(document: KnownDocument, isNew: boolean): void {
  const { title, typeCode, creationTime, status, confidentiality, uniqueId } = document;
  console.log(say.document(title, typeLabel('fr', typeCode), day(creationTime), status ?? '', labelsOf(confidentiality), uniqueId, isNew));
}

/** Those that are current, and those that just changed whatever became of them: archived, deleted, replaced. */
export const shownOf = <Document extends Pick<KnownDocument, 'status'>>(
  documents: Readonly<Record<string, Document>>,
  changed: readonly string[],
): readonly (readonly [lid: string, document: Document])[] =>
  Object.entries(documents).filter(([lid, { status }]) => status === 'Approved' || changed.includes(lid));

/** TD3.1a. */
export async function searching(session: Session): Promise<boolean> {
  const { lps, options, stateFile } = session;
  needed(session.patient, '--patient');
  const before = options.all ? undefined : await readKnown(stateFile);
  console.log(before === undefined ? say.searchedFirst : say.searchedSince(new Date(before.lastCall).toLocaleString('fr-FR')));
  const { known, changed, replies } = await search(lps, before);
  for (const reply of replies) await sent(session, Promise.resolve(reply));
  if (known === undefined) {
    succeeded(replies.at(-1)!);
    return false;
  }
  await writeKnown(stateFile, known);
  const documents = shownOf(known.documents, changed);
  if (documents.length === 0) console.log(say.none);
  for (const [lid, document] of documents) tellDocument(document, changed.includes(lid));
  return true;
}

/** The current version of a document's entry. */
async function entryOf(session: Session): Promise<FoundEntry | undefined> {
  const uniqueId = needed(session.target, 'le uniqueId');
  const answer = succeeded(await sent(session, getDocuments(session.lps, [uniqueId])));
  const entry = answer?.entries.toSorted((one, other) => Number(one.version) - Number(other.version)).at(-1);
  if (answer !== undefined && entry === undefined) console.error(say.notFound(uniqueId));
  return entry;
}

/** TD3.2. */
export async function reading(session: Session): Promise<boolean> {
  const entry = await entryOf(session);
  if (entry === undefined) return false;
  const reply = await sent(session, retrieveDocuments(session.lps, entry.repositoryUniqueId ?? '', [entry.uniqueId]));
  if (succeeded(reply) === undefined) return false;
  for (const { uniqueId, mimeType, bytes } of retrievedDocuments(reply)) {
    console.log(say.read(uniqueId, mimeType, bytes?.length ?? 0));
    const labels = labelsOf(entry.confidentiality.filter((code) => code.startsWith('INVISIBLE')));
    if (labels !== '') console.log(say.hidden(labels));
    if (session.options.out === undefined || bytes === undefined) continue;
    await writeFile(session.options.out, bytes);
    console.log(say.written(session.options.out));
  }
  return true;
}

const restrictionCodes: Readonly<Record<Restriction, string>> = {
  masquePs: 'MASQUE_PS',
  invisiblePatient: 'INVISIBLE_PATIENT',
  invisibleRepresentants: 'INVISIBLE_REPRESENTANTS_LEGAUX',
};

/** TD3.3a, TD3.3b. */
export async function restricting(session: Session): Promise<boolean> {
  const { options, lps, transaction } = session;
  const entry = await entryOf(session);
  if (entry === undefined) return false;
  const now = (Object.keys(restrictionCodes) as Restriction[]).filter((key) => entry.confidentiality.includes(restrictionCodes[key]));
  const shown = transaction === 'td3.3b' ? oneOf(options.show, 'show', hidden) : undefined;
  if (shown === undefined && options.mask === options.unmask) throw new NotSent(say.needs('--mask ou --unmask'));
  const without = now.filter((key) => key !== (shown ?? 'masquePs'));
  const wanted: readonly Restriction[] = shown === undefined && options.mask ? [...without, 'masquePs'] : without;
  return done(session, changeRestrictions(lps, entry, wanted));
}

/** TD3.3c: whoever only feeds finds the document by its reference alone. */
export async function deleting(session: Session): Promise<boolean> {
  const reference = await referenceOf(session, needed(session.target, 'le uniqueId'));
  return reference === undefined ? false : done(session, changeStatus(session.lps, reference, 'Approved', 'Deleted'));
}

/** TD3.3d. */
export async function archiving(session: Session): Promise<boolean> {
  const { options, lps } = session;
  if (options.archive === options.unarchive) throw new NotSent(say.needs('--archive ou --unarchive'));
  const entry = await entryOf(session);
  const [from, to]: [Status, Status] = options.archive ? ['Approved', 'Archived'] : ['Archived', 'Approved'];
  return entry === undefined ? false : done(session, changeStatus(lps, entry.entryUuid, from, to));
}

async function done(session: Session, reply: ReturnType<typeof changeStatus>): Promise<boolean> {
  if (succeeded(await sent(session, reply)) === undefined) return false;
  console.log(say.changed);
  return true;
}
