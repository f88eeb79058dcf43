// Documents of a record: the list with its totals, one document's sheet, masking and unmasking, the patient's own deposit and deletion.

import { type DocumentDetail, type DocumentList, spaceSchema, versionLockSchema } from '@carnet/contract';
import { type LogicalId, parseLogicalId } from '@carnet/domain/document';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import { typesOfSpace } from '@carnet/domain/terminology';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { changeVisibility } from '../../application/change-visibility.ts';
import { deleteDocument } from '../../application/delete-document.ts';
import { depositDocuments } from '../../application/deposit-documents.ts';
import { listDocuments } from '../../application/list-documents.ts';
import { openDossier } from '../../application/open-dossier.ts';
import { describeDocument } from '../../application/read-document.ts';
import type { Ports } from '../../ports.ts';
import { readDepositForm } from './deposit-form.ts';
import { parseInput } from './parse-input.ts';
import { patientSubmission } from './patient-deposit.ts';
import { presentDetail, presentSummary } from './present-document.ts';
import type { DossierCall } from './web-deps.ts';

const listQuerySchema = z.object({
  space: spaceSchema.optional(),
  sort: z.enum(['service', 'deposited']).optional(),
  depositor: z.literal('patient').optional(),
  cursor: z.string().min(1).max(512).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

export async function showDocuments(ports: Ports, { caller, dossier, language }: DossierCall, query: unknown): Promise<Result<DocumentList>> {
  const input = parseInput(listQuerySchema, query);
  if (!input.ok) return input;
  const { space, sort, depositor, cursor, limit } = input.value;
  const page = await listDocuments(ports, caller, dossier, {
    ...(space === undefined ? {} : { types: typesOfSpace(space) }),
    ...(sort === undefined ? {} : { order: sort }),
    ...(depositor === undefined ? {} : { depositor }),
    ...(cursor === undefined ? {} : { cursor }),
    ...(limit === undefined ? {} : { limit }),
  });
  if (!page.ok) return page;
  const { rows, total, masked, nextCursor } = page.value;
  return ok({ documents: rows.map((row) => presentSummary(language, row)), total, masked, ...(nextCursor === undefined ? {} : { nextCursor }) });
}

/** An id that is not one names no document: answered as one that is not there. */
export function documentIdOf(text: string): Result<LogicalId> {
  const id = parseLogicalId(text);
  return id.ok ? ok(id.value) : refuse('DOCUMENT_INEXISTANT');
}

export async function showDocument(ports: Ports, { caller, dossier, language }: DossierCall, id: LogicalId): Promise<Result<DocumentDetail>> {
  const described = await describeDocument(ports, caller, dossier, { logicalId: id });
  return described.ok ? ok(presentDetail(language, described.value)) : described;
}

const unseen = { allowed: false, because: 'DOCUMENT_INEXISTANT' } as const;

/** A professional who masks another's document no longer sees it: the answer is then the sheet as it was left, with nothing more to do on it. */
export async function changeMask(ports: Ports, call: DossierCall, id: LogicalId, masked: boolean, body: unknown): Promise<Result<DocumentDetail>> {
  const input = parseInput(versionLockSchema, body);
  if (!input.ok) return input;
  const changed = await changeVisibility(ports, call.caller, {
    dossier: call.dossier,
    document: { logicalId: id },
    masked,
    expectedVersion: input.value.version,
  });
  if (!changed.ok) return changed;
  const after = await showDocument(ports, call, id);
  if (after.ok || after.refusal.code !== 'DOCUMENT_INEXISTANT') return after;
  return ok(presentDetail(call.language, { entry: changed.value, isNew: false, abilities: { mask: unseen, unmask: unseen, delete: unseen } }));
}

const versionQuerySchema = z.object({ version: z.coerce.number().int().min(1) });

export async function removeDocument(ports: Ports, { caller, dossier }: DossierCall, id: LogicalId, query: unknown): Promise<Result<undefined>> {
  const input = parseInput(versionQuerySchema, query);
  if (!input.ok) return input;
  const removed = await deleteDocument(ports, caller, dossier, { logicalId: id }, input.value.version);
  return removed.ok ? ok(undefined) : removed;
}

/** The record is opened first: a stranger's form is refused before its bytes are looked at. */
export async function depositByPatient(ports: Ports, call: DossierCall, request: FastifyRequest): Promise<Result<DocumentDetail>> {
  const identity = await openDossier(ports, call.caller, call.dossier);
  if (!identity.ok) return identity;
  const form = await readDepositForm(request);
  if (!form.ok) return form;
  const submission = patientSubmission(ports, identity.value, form.value);
  if (!submission.ok) return submission;
  const deposited = await depositDocuments(ports, call.caller, call.dossier, submission.value);
  if (!deposited.ok) return deposited;
  return showDocument(ports, call, deposited.value.entries[0]!.logicalId);
}
