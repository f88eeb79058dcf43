// Submission sets and folders in one list, by date (ITI-66), each with what is in it. All of it passes the conditions of registry-links.ts, so that
// no list, date, member or total tells of a document this reader may not see. Where nothing sealed is asked for, only the page is opened.

import type { Folder, FolderId, LogicalId, SubmissionSet } from '@carnet/domain/document';
import type { Instant } from '@carnet/domain/kernel';
import type { ListMembers, ListPage, ListQuery, RegistryList, SearchedList } from '../../ports/index.ts';
import { unlessAltered } from '../integrity-fault.ts';
import type { StoreContext } from './context.ts';
import { within } from './entry-filters.ts';
import { type FolderRow, openFolder } from './folder-row.ts';
import { type LinkRow, type Reading, seenDocuments, visibleFolders, visibleLinks, visibleSets } from './registry-links.ts';
import { Parameters, fromCursor, isUuid, toCursor } from './statement.ts';
import { type SubmissionSetRow, openSet } from './submission-set.ts';

/** A row, opened only when it is asked of it. */
interface Placed {
  readonly id: string;
  readonly at: Instant;
  readonly open: () => SearchedList | undefined;
}

export async function listRegistry(context: StoreContext, permit: Reading, query: ListQuery): Promise<ListPage> {
  const order = query.ascending === true ? 'lists-up' : 'lists';
  const start = query.cursor === undefined ? undefined : fromCursor(order, query.cursor);
  const sign = query.ascending === true ? 1 : -1;
  const compared = (a: { at: Instant; id: string }, b: { at: Instant; id: string }): number => sign * (a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const placed = (await placedRows(context, permit, query))
    .filter(({ open }) => {
      if (query.keep === undefined) return true;
      const list = open();
      return list !== undefined && query.keep(list);
    })
    .toSorted(compared);
  const unreadable = query.cursor !== undefined && start === undefined;
  const rest = unreadable ? [] : start === undefined ? placed : placed.filter((one) => compared(one, start) > 0);
  const page = rest.slice(0, query.limit);
  const last = rest.length > page.length ? page.at(-1) : undefined;
  const members = await membersOf(context, permit, page);
  const rows = page.flatMap(({ id, open }): readonly RegistryList[] => {
    const list = open();
    return list === undefined ? [] : [{ ...list, members: members.get(id) ?? nothing }];
  });
  return { rows, total: placed.length, ...(last === undefined ? {} : { nextCursor: toCursor(order, last) }) };
}

const nothing: ListMembers = { documents: [], folders: [] };

async function placedRows({ db, keys }: StoreContext, permit: Reading, query: ListQuery): Promise<readonly Placed[]> {
  const { kinds, sourceIds, dated } = query;
  const sealer = await keys.sealer(permit.dossier.id, db);
  const placed: Placed[] = [];
  if (kinds.includes('submissionset')) {
    const parameters = new Parameters();
    const narrowed = [
      ...named('s', query, parameters),
      ...(sourceIds === undefined ? [] : [`s.source_id = ANY (${parameters.add(sourceIds)}::text[])`]),
      ...within('s.submitted_at', dated, parameters),
    ];
    const { rows } = await db.query<SubmissionSetRow>({
      text: `${seenDocuments(permit, parameters)} ${visibleSets(permit, narrowed, parameters)}`,
      values: parameters.values,
    });
    for (const row of rows) placed.push({ id: row.id, at: row.submitted_at, open: () => setOf(unlessAltered(() => openSet(permit.dossier.id, sealer, row))) });
  }
  // A folder has no source of its own: the sets that file it have.
  if (kinds.includes('folder') && sourceIds === undefined) {
    const parameters = new Parameters();
    const { rows } = await db.query<FolderRow>({
      text: `${seenDocuments(permit, parameters)} ${visibleFolders(permit, named('f', query, parameters), parameters)}`,
      values: parameters.values,
    });
    for (const row of rows) {
      // Its last update is the reader's own: the latest document they see in it.
      const at = row.filed_at ?? row.made_at;
      if ((dated?.from === undefined || at >= dated.from) && (dated?.until === undefined || at < dated.until))
        placed.push({ id: row.id, at, open: () => folderOf(unlessAltered(() => openFolder(permit.dossier.id, sealer, row))) });
    }
  }
  return placed;
}

const setOf = (set: SubmissionSet | undefined): SearchedList | undefined => set && { kind: 'submissionset', set };
const folderOf = (folder: Folder | undefined): SearchedList | undefined => folder && { kind: 'folder', folder };

function named(alias: 's' | 'f', { ids, identifiers }: ListQuery, parameters: Parameters): readonly string[] {
  const uuids = (values: readonly string[]): string => `${parameters.add(values.filter(isUuid))}::uuid[]`;
  return [
    ...(ids === undefined ? [] : [`${alias}.id = ANY (${uuids(ids)})`]),
    ...(identifiers === undefined ? [] : [`(${alias}.unique_id = ANY (${parameters.add(identifiers)}::text[]) OR ${alias}.id = ANY (${uuids(identifiers)}))`]),
  ];
}

async function membersOf({ db }: StoreContext, permit: Reading, page: readonly Placed[]): Promise<ReadonlyMap<string, ListMembers>> {
  if (page.length === 0) return new Map();
  const parameters = new Parameters();
  const from = [`a.kind = 'HasMember'`, `a.source = ANY (${parameters.add(page.map(({ id }) => id))}::uuid[])`];
  const { rows } = await db.query<LinkRow>({
    text: `${seenDocuments(permit, parameters)} ${visibleLinks(permit, from, parameters)} ORDER BY a.source, a.target`,
    values: parameters.values,
  });
  const members = new Map<string, { documents: LogicalId[]; folders: FolderId[] }>();
  for (const { source, target, target_entry: entry } of rows) {
    const of = members.get(source) ?? { documents: [], folders: [] };
    members.set(source, of);
    if (entry === null) of.folders.push(target as FolderId);
    else of.documents.push(target as LogicalId);
  }
  return members;
}
