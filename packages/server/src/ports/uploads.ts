// A file on its way, part by part, as the application asks it of the world. Part of the ports.

import type { Permit } from '@carnet/domain/access';
import type { LogicalId } from '@carnet/domain/document';
import type { Instant } from '@carnet/domain/kernel';
import type { BlobRef } from './index.ts';

/** Of one person in one record, and of nobody else. */
export interface Upload {
  readonly id: string;
  /** Bytes of the whole file, as its sender said at the beginning. */
  readonly size: number;
  /** Bytes kept so far: where the next part begins. */
  readonly received: number;
  /** Exclusive: it is swept from then on. */
  readonly until: Instant;
  /** The document is to be hidden from those who represent the patient. */
  readonly hidden: boolean;
  /** The document it became. */
  readonly document?: LogicalId;
}

export interface UploadStore {
  /** A person has so many at once in all records: the oldest gives way. */
  begin(permit: Permit<'deposit'>, upload: Pick<Upload, 'id' | 'size' | 'until' | 'hidden'>, atOnce: number): Promise<Upload>;
  /** Held until the transaction ends. Undefined: there is none of this person here, or its time is over. */
  find(permit: Permit<'deposit'>, id: string): Promise<Upload | undefined>;
  /** After what was received. */
  append(permit: Permit<'deposit'>, upload: Upload, part: BlobRef): Promise<Upload>;
  /** In their order. */
  parts(permit: Permit<'deposit'>, upload: Upload): Promise<readonly BlobRef[]>;
  /** It became this document: its parts are let go, and it is remembered until its time is over. */
  finish(permit: Permit<'deposit'>, upload: Upload, document: LogicalId): Promise<void>;
  /** False: there is none of this person. */
  remove(permit: Permit<'deposit'>, id: string): Promise<boolean>;
  /** Forgets those whose time is over. How many. */
  expire(now: Instant): Promise<number>;
}

/** Where parts wait, sealed with the key of their record, apart from its documents and from their backup. */
export interface UploadBytes {
  keepPart(permit: Permit<'deposit'>, bytes: Uint8Array): Promise<BlobRef>;
  /** Rejects as the reading of a document does. */
  readPart(permit: Permit<'deposit'>, blob: BlobRef): Promise<Buffer>;
}
