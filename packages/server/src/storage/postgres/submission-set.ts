// Submission sets as rows: kept with their first document, the others of the set find them there.

import type { Author, Coded, SubmissionSet } from '@carnet/domain/document';
import type { DossierId } from '@carnet/domain/dossier';
import type { Ins } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';
import type pg from 'pg';
import type { Sealer } from '../vault.ts';
import { toTimestamp } from './instants.ts';
import { storable } from './statement.ts';

interface Hidden {
  readonly contentType: Coded;
  readonly author: Author;
  readonly patient: Ins;
  readonly title?: string;
  readonly comments?: string;
}
export interface SubmissionSetRow {
  readonly id: SubmissionSet['id'];
  readonly unique_id: SubmissionSet['uniqueId'];
  readonly source_id: string;
  readonly submitted_at: Instant;
  readonly sealed: Buffer;
}
export const setBinding = (dossier: DossierId, set: string): string => `submission_set|${dossier}|${set}`;

/** The statement that keeps this set, once. */
export function sealedSet(dossier: DossierId, sealer: Sealer, set: SubmissionSet): pg.QueryConfig {
  const hidden: Hidden = {
    contentType: set.contentType,
    author: set.author,
    patient: set.patient,
    ...(set.title === undefined ? {} : { title: set.title }),
    ...(set.comments === undefined ? {} : { comments: set.comments }),
  };
  return {
    name: 'submission-set-insert',
    text: `INSERT INTO submission_set (dossier_id, id, unique_id, source_id, content_type_code, submitted_at, sealed)
      VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (dossier_id, id) DO NOTHING`,
    values: [
      dossier,
      set.id,
      storable(set.uniqueId),
      storable(set.sourceId),
      storable(set.contentType.code),
      toTimestamp(set.submittedAt),
      sealer.seal(setBinding(dossier, set.id), JSON.stringify(hidden)),
    ],
  };
}

export function openSet(dossier: DossierId, sealer: Sealer, row: SubmissionSetRow): SubmissionSet {
  const hidden = JSON.parse(sealer.open(setBinding(dossier, row.id), row.sealed).toString('utf8')) as Hidden;
  return { ...hidden, id: row.id, uniqueId: row.unique_id, sourceId: row.source_id, submittedAt: row.submitted_at };
}
