// The notices of a record as its readers see them: newest first, each shown only while what it is about is, and the many new documents of one
// day as one line (features A051, N10). Whether a line was read is shared by all who read it.

import type { Permit } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';
import type { LogicalId } from '@carnet/domain/document';
import type { Instant } from '@carnet/domain/kernel';
import type { NoticeKind } from '@carnet/domain/notice';
import type { Notice, NoticeLine, NoticeStore } from '../../ports/index.ts';
import { isThere, unlessAltered } from '../integrity-fault.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';
import { Parameters, fromCursor, toCursor } from './statement.ts';
import { visibleDocuments } from './visible-documents.ts';

/** More new documents of one day than this are one line. */
const documentsApart = 5;
const order = 'notice';
const maximumLimit = 200;
export const noticeBinding = (dossier: DossierId, id: string): string => `notice|${dossier}|${id}`;

export interface SealedNotice {
  readonly actorName?: string;
  readonly reason?: string;
}
interface LineRow {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly at: Instant;
  readonly logical_id: LogicalId | null;
  readonly read_at: Instant | null;
  readonly sealed: Buffer;
  readonly count: number;
}

/** A notice about a document is shown only while that document is; a secret one to the patient only. */
export const showable = (permit: Permit<'read-notices' | 'manage-notices'>, parameters: Parameters): string =>
  `n.dossier_id = ${parameters.add(permit.dossier.id)}::uuid AND (NOT n.secret OR ${parameters.add(permit.actor.kind === 'titulaire')}::boolean)
    AND (n.logical_id IS NULL OR EXISTS (SELECT FROM document_entry e WHERE e.logical_id = n.logical_id AND ${visibleDocuments(permit, parameters)}))`;

const dayOf = (at: string): string => `(${at} AT TIME ZONE 'Europe/Paris')::date`;

/** Whether a notice stands on the same line as the one of this id: both of the new documents of one day on which there are many. */
export const sameLine = (id: string): string => `(n.kind = 'document-nouveau' AND EXISTS (SELECT FROM many, shown one
    WHERE one.id = ${id} AND one.kind = 'document-nouveau' AND many.day = ${dayOf('one.at')} AND many.day = ${dayOf('n.at')}))`;

/** What this reader is shown, and the days on which there are many new documents among it. */
export const shownNotices = (condition: string): string => `shown AS (SELECT n.* FROM notice n WHERE ${condition}),
  many AS (SELECT ${dayOf('s.at')} AS day FROM shown s WHERE s.kind = 'document-nouveau' GROUP BY 1 HAVING count(*) > ${documentsApart}),
  lines AS (
    SELECT s.id, s.kind, s.at, s.logical_id, s.read_at, s.sealed, 1 AS count FROM shown s
    WHERE s.kind <> 'document-nouveau' OR ${dayOf('s.at')} NOT IN (SELECT day FROM many)
    UNION ALL
    SELECT (array_agg(s.id ORDER BY s.at DESC, s.id DESC))[1], 'document-nouveau', max(s.at), NULL,
      CASE WHEN bool_and(s.read_at IS NOT NULL) THEN max(s.read_at) END, (array_agg(s.sealed ORDER BY s.at DESC, s.id DESC))[1], count(*)
    FROM shown s JOIN many ON many.day = ${dayOf('s.at')} WHERE s.kind = 'document-nouveau' GROUP BY many.day)`;

export async function readNoticeLines(
  { db, keys }: StoreContext,
  permit: Permit<'read-notices'>,
  query: { readonly limit: number; readonly cursor?: string },
): ReturnType<NoticeStore['list']> {
  const dossier = permit.dossier.id;
  const limit = Math.min(Math.max(query.limit, 1), maximumLimit);
  const parameters = new Parameters();
  const lines = shownNotices(showable(permit, parameters));
  const counted = [...parameters.values];
  const start = query.cursor === undefined ? undefined : fromCursor(order, query.cursor);
  const after = start === undefined ? '' : `WHERE (l.at, l.id) < (${parameters.add(toTimestamp(start.at))}::timestamptz, ${parameters.add(start.id)}::uuid)`;
  const unreadable = query.cursor !== undefined && start === undefined;
  const text = `WITH ${lines} SELECT l.* FROM lines l ${after} ORDER BY l.at DESC, l.id DESC LIMIT ${parameters.add(limit + 1)}::int`;
  const found = unreadable ? [] : (await db.query<LineRow>({ name: `notice-list${after === '' ? '' : '-after'}`, text, values: parameters.values })).rows;
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  const unread = await db.query<{ unread: number }>({
    name: 'notice-unread',
    text: `WITH ${lines} SELECT count(*) AS unread FROM lines l WHERE l.read_at IS NULL`,
    values: counted,
  });
  const sealer = await keys.sealer(dossier, db);
  const rows = page
    .map((row) => {
      const clear = unlessAltered(() => sealer.open(noticeBinding(dossier, row.id), row.sealed).toString('utf8'));
      return clear === undefined ? undefined : toLine(dossier, row, JSON.parse(clear) as SealedNotice);
    })
    .filter(isThere);
  return {
    rows,
    missing: page.length - rows.length,
    unread: unread.rows[0]!.unread,
    ...(last === undefined ? {} : { nextCursor: toCursor(order, { at: last.at, id: last.id }) }),
  };
}

/** Of many, the name of the last one would stand for all: none is given. */
function toLine(dossier: DossierId, row: LineRow, { actorName, reason }: SealedNotice): NoticeLine {
  const notice: Notice = {
    id: row.id,
    dossier,
    kind: row.kind,
    at: row.at,
    ...(row.logical_id === null ? {} : { document: row.logical_id }),
    ...(actorName === undefined || row.count > 1 ? {} : { actorName }),
    ...(reason === undefined ? {} : { reason }),
    ...(row.read_at === null ? {} : { readAt: row.read_at }),
  };
  return { ...notice, count: row.count };
}
