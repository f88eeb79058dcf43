// What a submission brings beside its documents: its own uniqueId, folders and links. The same again changes nothing: a folder is known by its uniqueId, a link by its ends.

import { type Permit, dossierOf } from '@carnet/domain/access';
import type { Folder, FolderId, SubmissionSet, SubmissionSetId } from '@carnet/domain/document';
import type { DossierId } from '@carnet/domain/dossier';
import { isDeepStrictEqual } from 'node:util';
import type { Filing, FilingOutcome, NewFolder, NewLink, RegistryStore, SetReceived } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { type FolderRow, openFolder, sealedFolder } from './folder-row.ts';
import { toTimestamp } from './instants.ts';
import { listRegistry } from './registry-lists.ts';
import { findFolder, queryRegistry } from './registry-query.ts';
import { storable } from './statement.ts';
import { sealedSet } from './submission-set.ts';

export const registryObjectStore = (context: StoreContext): RegistryStore => ({
  lists: (permit, query) => listRegistry(context, permit, query),
  query: (permit, query, maximum) => queryRegistry(context, permit, query, maximum),
  folder: (permit, key) => findFolder(context, permit, key),
  receive: (permit, set, said) => receive(context, dossierOf(permit), set, said),
  file: (permit, set, filing) => file(context, permit, set, filing),
});

async function receive({ db, vault }: StoreContext, dossier: DossierId, { id, uniqueId }: SubmissionSet, said: string): Promise<SetReceived> {
  const received = vault.recordIndex('submission', dossier, said);
  const taken = await db.query({
    name: 'submission-take-unique-id',
    text: `INSERT INTO unique_id_directory (unique_id, dossier_id, logical_id, received) SELECT $1, $2::uuid, $3::uuid, $4
      WHERE NOT EXISTS (SELECT FROM submission_set s WHERE s.dossier_id = $2 AND s.unique_id = $1) ON CONFLICT (unique_id) DO NOTHING`,
    values: [storable(uniqueId), dossier, id, received],
  });
  if (taken.rowCount === 1) return { kind: 'received', id };
  const { rows } = await db.query<{ id: SubmissionSetId }>({
    name: 'submission-again',
    text: 'SELECT logical_id AS id FROM unique_id_directory WHERE unique_id = $1 AND dossier_id = $2 AND received = $3',
    values: [storable(uniqueId), dossier, received],
  });
  return rows[0] === undefined ? { kind: 'unique-id-taken' } : { kind: 'received', id: rows[0].id };
}

async function file(context: StoreContext, permit: Permit<'deposit'>, set: SubmissionSet, { folders, links }: Filing): Promise<FilingOutcome> {
  const dossier = dossierOf(permit);
  /** Ids of folders that are there already, by those they were given now. */
  const known = new Map<string, string>();
  for (const one of folders) {
    const id = await keepFolder(context, dossier, one);
    if (id === undefined) return { kind: 'unique-id-taken', uniqueId: one.folder.uniqueId };
    if (id !== one.folder.id) known.set(one.folder.id, id);
  }
  const added = await addLinks(
    context,
    dossier,
    links.map((link) => ({ ...rowOf(link, set), source: known.get(link.source) ?? link.source })),
  );
  const brought = folders.filter(({ folder }) => !known.has(folder.id));
  const filed = { kind: 'filed', folders: folders.map(({ folder }) => (known.get(folder.id) ?? folder.id) as FolderId) } as const;
  if (brought.length + added === 0) return filed;
  await context.db.query(sealedSet(dossier, await context.keys.sealer(dossier, context.db), set));
  const referenced = links.flatMap((link) => (link.kind === 'HasMember' && link.referenced ? [link.target] : []));
  await addLinks(context, dossier, [
    ...brought.map(({ folder }) => memberOf(set, folder.id, 'Original')),
    ...[...new Set(referenced)].map((target) => memberOf(set, target, 'Reference')),
  ]);
  return filed;
}

interface Row {
  readonly kind: string;
  readonly source: string;
  readonly target: string;
  readonly membership: string | null;
  readonly filed_at: string | null;
}
const rowOf = ({ kind, source, target }: NewLink, set: SubmissionSet): Row => ({
  kind,
  source,
  target,
  membership: null,
  filed_at: kind === 'HasMember' ? toTimestamp(set.submittedAt) : null,
});
const memberOf = (set: SubmissionSet, target: string, membership: 'Original' | 'Reference'): Row => ({
  kind: 'HasMember',
  source: set.id,
  target,
  membership,
  filed_at: null,
});

/** How many were not there yet. */
async function addLinks({ db }: StoreContext, dossier: DossierId, rows: readonly Row[]): Promise<number> {
  if (rows.length === 0) return 0;
  const { rowCount } = await db.query({
    name: 'registry-link',
    text: `INSERT INTO association (dossier_id, id, kind, source, target, membership, filed_at)
      SELECT DISTINCT ON (r.kind, r.source, r.target) $1::uuid, gen_random_uuid(), r.kind, r.source, r.target, r.membership, r.filed_at FROM jsonb_populate_recordset(NULL::association, $2::jsonb) r
      WHERE NOT EXISTS (SELECT FROM association a WHERE a.dossier_id = $1 AND a.source = r.source AND a.target = r.target AND a.kind = r.kind)`,
    values: [dossier, JSON.stringify(rows)],
  });
  return rowCount ?? 0;
}

/** The id it is kept under: its own, or that of the same folder already there. Undefined: its uniqueId is something else's. */
async function keepFolder(context: StoreContext, dossier: DossierId, one: NewFolder): Promise<string | undefined> {
  const { db, keys } = context;
  const { folder, maker } = one;
  const taken = await db.query({
    name: 'document-take-unique-id',
    text: 'INSERT INTO unique_id_directory (unique_id, dossier_id, logical_id) VALUES ($1, $2, $3) ON CONFLICT (unique_id) DO NOTHING',
    values: [folder.uniqueId, dossier, folder.id],
  });
  const sealer = await keys.sealer(dossier, db);
  if (taken.rowCount === 1) {
    await db.query(sealedFolder(dossier, sealer, one));
    return folder.id;
  }
  const { rows } = await db.query<FolderRow>({
    name: 'folder-of-maker',
    text: 'SELECT f.*, NULL::timestamptz AS filed_at FROM folder f WHERE f.dossier_id = $1 AND f.unique_id = $2 AND f.maker_kind = $3 AND f.maker_id = $4',
    values: [dossier, storable(folder.uniqueId), maker.kind, maker.id],
  });
  if (rows[0] === undefined) return undefined;
  const said = ({ title, comments, codes }: Folder): unknown => ({ title, comments, codes });
  const there = openFolder(dossier, sealer, rows[0]);
  return isDeepStrictEqual(said(there), said(folder)) ? there.id : undefined;
}
