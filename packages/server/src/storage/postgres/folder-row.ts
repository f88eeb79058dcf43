// Folders as rows: never changed once made. Which documents are in them is a link; what a person typed is sealed.

import type { Folder } from '@carnet/domain/document';
import type { DossierId } from '@carnet/domain/dossier';
import type { Instant } from '@carnet/domain/kernel';
import type pg from 'pg';
import type { NewFolder } from '../../ports/index.ts';
import type { Sealer } from '../vault.ts';
import { toTimestamp } from './instants.ts';
import { storable } from './statement.ts';

type Hidden = Pick<Folder, 'patient' | 'title' | 'comments' | 'codes'>;
export interface FolderRow {
  readonly id: Folder['id'];
  readonly unique_id: Folder['uniqueId'];
  readonly made_at: Instant;
  /** When the latest of the documents this reader sees in it was put there; null: none of them. */
  readonly filed_at: Instant | null;
  readonly sealed: Buffer;
}
export const folderBinding = (dossier: DossierId, folder: string): string => `folder|${dossier}|${folder}`;

/** The statement that keeps this folder. */
export function sealedFolder(dossier: DossierId, sealer: Sealer, { folder, maker }: NewFolder): pg.QueryConfig {
  const { patient, title, comments, codes } = folder;
  const hidden: Hidden = { patient, title, codes, ...(comments === undefined ? {} : { comments }) };
  return {
    name: 'folder-insert',
    text: 'INSERT INTO folder (dossier_id, id, unique_id, made_at, maker_kind, maker_id, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    values: [
      dossier,
      folder.id,
      storable(folder.uniqueId),
      toTimestamp(folder.lastUpdate),
      maker.kind,
      maker.id,
      sealer.seal(folderBinding(dossier, folder.id), JSON.stringify(hidden)),
    ],
  };
}

export function openFolder(dossier: DossierId, sealer: Sealer, row: FolderRow): Folder {
  const hidden = JSON.parse(sealer.open(folderBinding(dossier, row.id), row.sealed).toString('utf8')) as Hidden;
  return { ...hidden, id: row.id, uniqueId: row.unique_id, lastUpdate: row.filed_at ?? row.made_at };
}
