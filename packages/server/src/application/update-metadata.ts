// TD3.3 (ITI-57): changes metadata of documents the record holds, in one submission set, all of it or nothing. The lawful changes are those of the
// DMP: who sees the document, and its status. Each act has its own right and its own trace.

import type { AvailabilityStatus, DocumentEntry, DocumentMetadata, LogicalId, SubmissionSet, SubmissionSetId } from '@carnet/domain/document';
import { type Result, refuse } from '@carnet/domain/kernel';
import type { DossierKey, Ports } from '../ports.ts';
import type { Caller } from './caller.ts';

export type MetadataUpdate =
  /** The whole entry again: only its confidentiality may differ. `previousVersion` is the lock (VERSION_PERIMEE). */
  | { readonly kind: 'entry'; readonly logicalId: LogicalId; readonly previousVersion: number; readonly metadata: DocumentMetadata }
  /** UpdateAvailabilityStatus. `original` is the lock (TRANSITION_INTERDITE); any version's entryUUID names the document. */
  | { readonly kind: 'status'; readonly entryUuid: string; readonly original: AvailabilityStatus; readonly next: AvailabilityStatus };
export interface IncomingUpdate {
  readonly set: Omit<SubmissionSet, 'id' | 'submittedAt'>;
  readonly updates: readonly MetadataUpdate[];
}
export interface Updated {
  readonly submissionSetId: SubmissionSetId;
  /** In the order of the updates. */
  readonly entries: readonly DocumentEntry[];
}

/**
 * Refuses METADONNEES_INCOHERENTES with a finding CHANGEMENT_INTERDIT per field that may not change, ACTE_RESERVE for hiding what is shown, and as
 * each act does.
 */
export async function updateMetadata(_ports: Ports, _caller: Caller, _dossier: DossierKey, _incoming: IncomingUpdate): Promise<Result<Updated>> {
  return refuse('NON_PRIS_EN_CHARGE');
}
