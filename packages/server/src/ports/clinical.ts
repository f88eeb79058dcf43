// What documents say in codes, kept beside them. Found through the documents: a fact is seen exactly where its document is.

import type { Permit } from '@carnet/domain/access';
import type { ClinicalContent, SoughtFacts } from '@carnet/domain/clinical';
import type { DocumentEntry, LogicalId } from '@carnet/domain/document';

/** What a document that is listed says. */
export interface ReadableContent {
  readonly entry: DocumentEntry;
  readonly content: ClinicalContent;
}
export interface FoundContent {
  readonly documents: readonly ReadableContent[];
  /** Rows that do not open, which were altered. */
  readonly missing: number;
  /** There are more documents than are looked through at once. */
  readonly more: boolean;
}

export interface SoughtContent extends Pick<SoughtFacts, 'kinds' | 'codes'> {
  /** Documents to open, the newest. Absent: a thousand, which is the most. */
  readonly documents?: number;
}

export interface ClinicalStore {
  /** Keeps what the permit's document says, in place of what was read of it before. */
  keep(permit: Permit<'deposit'>, document: LogicalId, content: ClinicalContent): Promise<void>;
  /** The Approved documents this permit may see that say something of what is sought, newest first. They may hold other facts beside. */
  find(permit: Permit<'list-documents' | 'export-record'>, sought: SoughtContent): Promise<FoundContent>;
  /** What the permit's document says. Undefined: nothing, or the document is no longer the one in force (replaced, put away, deleted). */
  of(permit: Permit<'read-document'>): Promise<ClinicalContent | undefined>;
}
