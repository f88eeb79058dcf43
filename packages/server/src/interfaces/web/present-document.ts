// A document as the apps see it: domain values put into the contract's words, labels in the caller's language. Holds no rule.

import type { DocumentDetail, DocumentSummary, DocumentVersion } from '@carnet/contract';
import { type LabelLanguage, authorSpecialtyLabel, classLabel, everyProfessional, professionLabel, typeLabel } from '@carnet/contract/wording';
import { type Actor, type Policy, releasedAt } from '@carnet/domain/access';
import type { Author, DocumentEntry } from '@carnet/domain/document';
import type { PsIdNat } from '@carnet/domain/identity';
import { toIso } from '@carnet/domain/kernel';
import { spaceOf } from '@carnet/domain/terminology';
import type { Named } from '../../application/directory-names.ts';
import type { Arrival, ToldDocument } from '../../application/document-history.ts';
import type { MaskedTo, ToldMasking } from '../../application/masked-to.ts';
import type { StoredDocument } from '../../ports/index.ts';

export const authorName = (author: Author): string => (author.kind === 'systeme' ? author.name : `${author.givenName} ${author.familyName}`.trim());

type AuthorView = DocumentSummary['authors'][number];
function presentAuthor(language: LabelLanguage, author: Author): AuthorView {
  const specialtyLabel = author.specialty === undefined ? undefined : (authorSpecialtyLabel(language, author.specialty.code) ?? author.specialty.display);
  return {
    displayName: authorName(author),
    ...(specialtyLabel === undefined ? {} : { specialtyLabel }),
    // An institution that writes by itself is not said to work for itself.
    ...(author.institution === undefined || author.institution.name === authorName(author) ? {} : { institution: author.institution.name }),
  };
}

/** Who reads, and the values the presentation depends on. */
export interface Reader {
  readonly language: LabelLanguage;
  readonly actor: Actor;
  readonly policy: Pick<Policy, 'announcementDelayDays'>;
}

export function presentSummary(
  reader: Reader,
  { entry, isNew, lastReadAt, received, versions, maskedTo }: Pick<StoredDocument, 'entry' | 'isNew' | 'lastReadAt' | 'received' | 'versions'> & ToldMasking,
): DocumentSummary {
  const { language } = reader;
  return {
    id: entry.logicalId,
    title: entry.title,
    typeCode: entry.type.code,
    typeLabel: typeLabel(language, entry.type.code),
    classLabel: classLabel(language, entry.type.code),
    space: spaceOf(entry.type.code),
    mimeType: entry.mimeType,
    size: entry.size,
    authors: entry.authors.map((author) => presentAuthor(language, author)),
    depositor: entry.depositor,
    serviceStart: toIso(entry.serviceStart),
    ...(entry.serviceStop === undefined ? {} : { serviceStop: toIso(entry.serviceStop) }),
    creationTime: toIso(entry.creationTime),
    depositedAt: toIso(entry.depositedAt),
    changedAt: toIso(entry.changedAt),
    ...(lastReadAt === undefined ? {} : { lastReadAt: toIso(lastReadAt) }),
    ...(received === undefined ? {} : { received: { count: received.count, lastAt: toIso(received.lastAt) } }),
    ...(versions === undefined ? {} : { versions }),
    status: entry.status,
    version: entry.version,
    masked: entry.visibilite.masquePs,
    ...(maskedTo === undefined ? {} : { maskedTo: maskedTo.map((one) => presentMaskedTo(language, one)) }),
    invisiblePatient: entry.visibilite.invisiblePatient,
    ...restrictionsTold(reader, entry),
    ...(reader.actor.kind === 'professionnel' ? { ...mineOf(entry, reader.actor.id), set: entry.submissionSetId } : {}),
    isNew,
  };
}

const mineOf = ({ authors, legalAuthenticator }: DocumentEntry, id: PsIdNat): Pick<DocumentSummary, 'mine'> =>
  [...authors, legalAuthenticator].some((author) => author?.kind === 'professionnel' && author.id === id) ? { mine: true } : {};

function presentMaskedTo(language: LabelLanguage, masked: MaskedTo): NonNullable<DocumentSummary['maskedTo']>[number] {
  if (masked.because === 'reimbursements') return { kind: 'everyone', label: everyProfessional[language], because: 'reimbursements' };
  const { because, from, named } = masked;
  return { kind: from.kind, id: from.id, label: labelOf(language, named), because };
}

/** Somebody by their name; a profession by its own. */
export const labelOf = (language: LabelLanguage, { name, profession }: Named): string => name ?? professionLabel(language, profession ?? '');

/** Representatives and carers, who never see such a document, are not told either that the restriction exists. */
function restrictionsTold(
  { actor, policy }: Reader,
  { visibilite, depositedAt }: DocumentEntry,
): Pick<DocumentSummary, 'releasesAt' | 'invisibleRepresentants'> {
  return {
    ...(actor.kind === 'professionnel' && visibilite.invisiblePatient ? { releasesAt: toIso(releasedAt({ depositedAt }, policy)) } : {}),
    ...((actor.kind === 'professionnel' || actor.kind === 'titulaire') && visibilite.invisibleRepresentants ? { invisibleRepresentants: true } : {}),
  };
}

export type PresentedDocument = ToldMasking & Pick<ToldDocument, 'entry' | 'isNew' | 'received' | 'abilities' | 'arrivals' | 'copies' | 'chain'>;

export function presentDetail(reader: Reader, document: PresentedDocument): DocumentDetail {
  const { entry, abilities, arrivals, copies, chain } = document;
  const place = chain.findIndex(({ logicalId }) => logicalId === entry.logicalId) + 1;
  return {
    ...presentSummary(reader, { ...document, ...(place > 1 ? { versions: place } : {}) }),
    uniqueId: entry.uniqueId,
    entryUuid: entry.entryUuid,
    ...(entry.comments === undefined ? {} : { comments: entry.comments }),
    formatCode: entry.format.code,
    language: entry.language,
    ...(entry.legalAuthenticator === undefined ? {} : { legalAuthenticator: authorName(entry.legalAuthenticator) }),
    abilities: { ...abilities },
    arrivals: arrivals.map(presentArrival),
    copies: copies.map((copy) => ({ id: copy.entry.logicalId, version: copy.entry.version, abilities: { ...copy.abilities } })),
    history: chain.map((one) => presentVersion(reader, one)),
  };
}

function presentArrival({ at, document, door, from }: Arrival): DocumentDetail['arrivals'][number] {
  const sender = senderOf(from);
  return { at: toIso(at), documentId: document, ...(sender === undefined ? {} : { from: sender }), ...(door === undefined ? {} : { door }) };
}

/** Undefined: somebody of the patient's side. */
function senderOf(from: Arrival['from']): DocumentDetail['arrivals'][number]['from'] {
  if ('patientSide' in from || ('entry' in from && from.entry.depositor === 'patient')) return undefined;
  if ('name' in from) return { name: from.name };
  const [author] = from.entry.authors;
  if (author === undefined) return { name: '' };
  return { name: authorName(author), ...(author.institution === undefined ? {} : { institution: author.institution.name }) };
}

function presentVersion(reader: Reader, entry: DocumentEntry): DocumentVersion {
  const { logicalId, title, type, serviceStart, depositedAt, authors, status, visibilite } = entry;
  const { invisibleRepresentants } = restrictionsTold(reader, entry);
  return {
    id: logicalId,
    title,
    typeLabel: typeLabel(reader.language, type.code),
    serviceStart: toIso(serviceStart),
    depositedAt: toIso(depositedAt),
    ...(authors[0] === undefined ? {} : { author: authorName(authors[0]) }),
    status,
    masked: visibilite.masquePs,
    invisiblePatient: visibilite.invisiblePatient,
    ...(invisibleRepresentants === undefined ? {} : { invisibleRepresentants }),
  };
}
