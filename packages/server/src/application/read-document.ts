// TD3.2 (ITI-43, ITI-68) and the sheet of one document. Reading the content marks it as seen by the patient who opens it.

import type { Abilities } from './abilities.ts';
import { documentAbilities } from './abilities.ts';
import type { SubmissionSet } from '@carnet/domain/document';
import { type Result, civilDateInParis, ok } from '@carnet/domain/kernel';
import { type HistoryPeriod, type HistoryTables, historyPeriod, historyTables } from '@carnet/domain/reimbursement';
import { reimbursementTypes } from '@carnet/domain/terminology';
import type { Permit } from '@carnet/domain/access';
import type { DocumentKey, DossierKey, Ports, StoredDocument } from '../ports/index.ts';
import { announceConsultation, announcesNothing } from './announce-consultation.ts';
import type { Caller } from './caller.ts';
import { underCurrentIns } from './current-ins.ts';
import { type ToldMasking, maskingOf } from './masked-to.ts';
import { type Allowed, withAccess } from './with-access.ts';

export interface DescribedDocument extends StoredDocument, ToldMasking {
  readonly submissionSet: SubmissionSet;
  readonly abilities: Abilities;
}

/** The metadata of one document, and what this caller may do to it. */
export const describeDocument = (ports: Ports, caller: Caller, dossier: DossierKey, document: DocumentKey): Promise<Result<DescribedDocument>> =>
  withAccess(ports, caller, { action: 'read-document', dossier, document }, async (allowed) => ok(await described(ports, caller, allowed)));

/** The same, for who has the permit already. */
export async function described(ports: Ports, caller: Caller, allowed: Allowed<'read-document'>): Promise<DescribedDocument> {
  const { permit, policy, tx } = allowed;
  const [, stored, masking, current, submissionSet] = await Promise.all([
    announceConsultation(ports, caller, allowed),
    tx.documents.read(permit),
    maskingOf(tx, permit),
    underCurrentIns(tx, permit),
    tx.documents.submissionSet(permit),
  ]);
  return {
    ...stored,
    entry: current(stored.entry),
    ...masking(stored.entry),
    submissionSet: current(submissionSet),
    abilities: documentAbilities(permit, policy),
  };
}

export interface DocumentContent extends StoredDocument {
  readonly bytes: Buffer;
  /** Of the document made of the history of reimbursements: the lines as they are today, of which the bytes are the last filing. */
  readonly history?: { readonly period: HistoryPeriod; readonly tables: HistoryTables };
}

/** The bytes as they were deposited. The trace is durable before the first of them leaves. */
export async function readDocument(ports: Ports, caller: Caller, dossier: DossierKey, document: DocumentKey): Promise<Result<DocumentContent>> {
  const allowed = await withAccess<'read-document', Omit<DocumentContent, 'bytes'> & { readonly permit: Permit<'read-document'> }>(
    ports,
    caller,
    { action: 'read-document', dossier, document },
    async (access) => {
      const { permit, tx, last } = access;
      if (announcesNothing(permit)) last();
      const [stored, , , history] = await Promise.all([
        tx.documents.read(permit),
        'personne' in permit.actor ? tx.documents.markSeen(permit, permit.actor.personne) : undefined,
        announceConsultation(ports, caller, access),
        historyOf(access),
      ]);
      return ok({ ...stored, permit, ...(history === undefined ? {} : { history }) });
    },
  );
  if (!allowed.ok) return allowed;
  const { permit, ...stored } = allowed.value;
  return ok({ ...stored, bytes: await ports.blobs.read(permit, stored.blob) });
}

export async function historyOf({
  permit,
  tx,
  at,
  policy,
}: Pick<Allowed<'read-document' | 'export-record'>, 'tx' | 'at' | 'policy'> & {
  readonly permit: Permit<'read-document' | 'export-record'>;
}): Promise<DocumentContent['history']> {
  if (!reimbursementTypes.includes(permit.document?.typeCode ?? '')) return undefined;
  const period = historyPeriod(civilDateInParis(at), policy.historyMonths);
  const lines = await tx.history.ofDocument(permit, period.from);
  return lines && { period, tables: historyTables(lines, period) };
}
