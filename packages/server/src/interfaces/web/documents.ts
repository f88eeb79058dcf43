// Documents of a record: the list with its totals, one document's sheet, masking and unmasking, the patient's own deposit and deletion.

import {
  type DocumentCriteria,
  type DocumentDetail,
  type DocumentList,
  type VersionLock,
  documentListQuerySchema,
  versionLockSchema,
  versionQuerySchema,
} from '@carnet/contract';
import { typeLabel } from '@carnet/contract/wording';
import { dayAfter } from '@carnet/domain/access';
import { type Author, type DocumentEntry, type LogicalId, authorIsNamed, parseLogicalId } from '@carnet/domain/document';
import { type CivilDate, type InstantRange, type Result, ok, refuse, startOfDayInParis, toIso } from '@carnet/domain/kernel';
import { typesOfSpace } from '@carnet/domain/terminology';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { type Abilities, documentActs } from '../../application/abilities.ts';
import { type DocumentChange, changeDocument } from '../../application/change-document.ts';
import { depositDocuments } from '../../application/deposit-documents.ts';
import { tellDocument } from '../../application/document-history.ts';
import { listCriteria } from '../../application/list-criteria.ts';
import { listDocuments } from '../../application/list-documents.ts';
import type { Caller } from '../../application/caller.ts';
import { openDossier } from '../../application/open-dossier.ts';
import type { DocumentAct, DocumentQuery, Ports } from '../../ports/index.ts';
import { readDepositForm } from './deposit-form.ts';
import { parseInput } from './parse-input.ts';
import { patientSubmission } from './patient-deposit.ts';
import { type Reader, authorName, presentDetail, presentSummary } from './present-document.ts';
import type { DossierCall } from './web-deps.ts';

/** The values of today: what a presentation says of a coming day depends on them. */
export async function readerOf(ports: Ports, { caller, language }: Pick<DossierCall, 'caller' | 'language'>): Promise<Reader> {
  const { policy } = await ports.law.at(ports.clock.now());
  return { language, actor: caller.actor, policy };
}

export async function showDocuments(ports: Ports, call: DossierCall, query: unknown): Promise<Result<DocumentList>> {
  const input = parseInput(documentListQuerySchema, query);
  if (!input.ok) return input;
  const { depositor, archived, cursor, limit, binder } = input.value;
  const visitBegan = call.session.kind === 'professionnel' ? call.session.openedAt : undefined;
  const asked: DocumentQuery = {
    ...narrowing(input.value),
    ...arranging(input.value, call.language),
    ...(depositor === undefined ? {} : { depositor }),
    ...(archived === undefined ? {} : { statuses: ['Archived'] }),
    ...(cursor === undefined ? {} : { cursor }),
    ...(limit === undefined ? {} : { limit }),
    asLines: true,
  };
  const page = await listDocuments(ports, call.caller, call.dossier, asked, {
    ...(visitBegan === undefined ? {} : { visitBegan }),
    ...(binder === undefined ? {} : { binder }),
  });
  if (!page.ok) return page;
  const { rows, missing, total, masked, nextCursor } = page.value;
  const reader = await readerOf(ports, call);
  return ok({ documents: rows.map((row) => presentSummary(reader, row)), missing, total, masked, ...(nextCursor === undefined ? {} : { nextCursor }) });
}

type ListAsked = z.output<typeof documentListQuerySchema>;

/** A143. Every criterion narrows; a type of another space leaves nothing. */
function narrowing({ space, type, createdFrom, createdUntil, author, set, folder }: ListAsked): DocumentQuery {
  const ofSpace = space === undefined ? undefined : typesOfSpace(space);
  const types = type === undefined ? ofSpace : ofSpace === undefined || ofSpace.includes(type) ? [type] : [];
  const creation: InstantRange = {
    ...(createdFrom === undefined ? {} : { from: startOfDayInParis(createdFrom as CivilDate) }),
    ...(createdUntil === undefined ? {} : { until: startOfDayInParis(dayAfter(createdUntil as CivilDate)) }),
  };
  const memberOf = [set, folder].filter((id) => id !== undefined);
  return {
    ...(types === undefined ? {} : { types }),
    ...(createdFrom === undefined && createdUntil === undefined ? {} : { creation }),
    ...(memberOf.length === 0 ? {} : { memberOf }),
    ...(author === undefined ? {} : { keep: ({ authors }) => authors.some((one) => authorIsNamed(one, author)) }),
  };
}

/** By type as its label reads; by author as a family name comes first. */
function arranging({ sort }: ListAsked, language: DossierCall['language']): Pick<DocumentQuery, 'order' | 'sortedBy'> {
  if (sort === undefined) return {};
  if (sort === 'type') return { sortedBy: { name: sort, textOf: ({ type }) => typeLabel(language, type.code) } };
  if (sort === 'author') return { sortedBy: { name: sort, textOf: ({ authors: [first] }) => (first === undefined ? '' : listedName(first)) } };
  return { order: sort };
}
const listedName = (author: Author): string => (author.kind === 'systeme' ? author.name : `${author.familyName} ${author.givenName}`);

export async function showCriteria(ports: Ports, { caller, dossier, language }: DossierCall): Promise<Result<DocumentCriteria>> {
  const found = await listCriteria(ports, caller, dossier);
  if (!found.ok) return found;
  const { types, lists } = found.value;
  const label = new Intl.Collator(language);
  return ok({
    types: types.map((code) => ({ code, label: typeLabel(language, code) })).toSorted((one, other) => label.compare(one.label, other.label)),
    sets: lists.flatMap((list) =>
      list.kind === 'submissionset'
        ? [{ id: list.set.id, submittedAt: toIso(list.set.submittedAt), author: authorName(list.set.author), documents: list.members.documents.length }]
        : [],
    ),
    folders: lists.flatMap((list) =>
      list.kind === 'folder' ? [{ id: list.folder.id, title: list.folder.title, documents: list.members.documents.length }] : [],
    ),
  });
}

/** An id that is not one names no document: answered as one that is not there. */
export function documentIdOf(text: string): Result<LogicalId> {
  const id = parseLogicalId(text);
  return id.ok ? ok(id.value) : refuse('DOCUMENT_INEXISTANT');
}

export async function showDocument(ports: Ports, call: DossierCall, id: LogicalId): Promise<Result<DocumentDetail>> {
  const told = await tellDocument(ports, call.caller, call.dossier, { logicalId: id });
  return told.ok ? ok(presentDetail(await readerOf(ports, call), told.value)) : told;
}

/** What is left to do to a document one no longer sees. */
const unseen = Object.fromEntries(documentActs.map((act) => [act, { allowed: false, because: 'DOCUMENT_INEXISTANT' }])) as Abilities;

/** A professional who masks another's document no longer sees it: the answer is then the sheet as it was left, with nothing more to do on it. */
export async function changeMask(ports: Ports, call: DossierCall, id: LogicalId, masked: boolean, body: unknown): Promise<Result<DocumentDetail>> {
  const input = parseInput(versionLockSchema, body);
  if (!input.ok) return input;
  return changeLine(ports, call, id, [masked ? 'mask' : 'unmask'], input.value);
}

/** The document and the copies named with it, as its reader was shown them; then its sheet. */
export async function changeLine(
  ports: Ports,
  call: DossierCall,
  id: LogicalId,
  acts: readonly DocumentAct[],
  lock: VersionLock,
): Promise<Result<DocumentDetail>> {
  const line = lineOf(id, lock);
  if (!line.ok) return line;
  const changed = await changeDocument(ports, call.caller, { dossier: call.dossier, acts, ...line.value });
  return changed.ok ? describeAfter(ports, call, changed.value) : changed;
}

function lineOf(id: LogicalId, { version, copies = [] }: VersionLock): Result<Omit<DocumentChange, 'dossier' | 'acts'>> {
  const others: NonNullable<DocumentChange['copies']>[number][] = [];
  for (const copy of copies) {
    const named = documentIdOf(copy.id);
    if (!named.ok) return named;
    others.push({ document: { logicalId: named.value }, expectedVersion: copy.version });
  }
  return ok({ document: { logicalId: id }, expectedVersion: version, copies: others });
}

/** The sheet as the change left it, once more for whoever no longer sees the document. */
async function describeAfter(ports: Ports, call: DossierCall, entry: DocumentEntry): Promise<Result<DocumentDetail>> {
  const after = await showDocument(ports, call, entry.logicalId);
  if (after.ok || after.refusal.code !== 'DOCUMENT_INEXISTANT') return after;
  return ok(presentDetail(await readerOf(ports, call), { entry, isNew: false, abilities: unseen, arrivals: [], copies: [], chain: [] }));
}

export async function removeDocument(ports: Ports, { caller, dossier }: DossierCall, id: LogicalId, query: unknown): Promise<Result<undefined>> {
  const input = parseInput(versionQuerySchema, query);
  if (!input.ok) return input;
  const { version, copies } = input.value;
  const others = copies?.split(',').map((one) => ({ id: one.slice(0, one.indexOf('.')), version: Number(one.slice(one.indexOf('.') + 1)) }));
  const line = lineOf(id, { version, copies: others });
  if (!line.ok) return line;
  const removed = await changeDocument(ports, caller, { dossier, acts: ['delete'], ...line.value });
  return removed.ok ? ok(undefined) : removed;
}

/** The record is opened first: a stranger's form is refused before its bytes are looked at. */
export async function depositByPatient(ports: Ports, call: DossierCall, request: FastifyRequest): Promise<Result<DocumentDetail>> {
  // Whether the paper is hidden from the representatives is not read yet: a minor's opening leaves them no line, the deposit leaves its own.
  const opening: Caller = call.caller.actor.kind === 'titulaire' ? { ...call.caller, secret: true } : call.caller;
  const identity = await openDossier(ports, opening, call.dossier);
  if (!identity.ok) return identity;
  const form = await readDepositForm(request);
  if (!form.ok) return form;
  const submission = patientSubmission(ports, identity.value, form.value);
  if (!submission.ok) return submission;
  const deposited = await depositDocuments(ports, call.caller, call.dossier, submission.value);
  if (!deposited.ok) return deposited;
  return showDocument(ports, call, deposited.value.entries[0]!.logicalId);
}
