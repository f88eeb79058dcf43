// What the patient has been told, what is still unread, and by which channel the patient wants to be told. Titles are those of documents
// the patient may see now: a notice about another shows none.

import { type NoticePreferences, type Notices, markReadSchema, noticePreferencesSchema, noticeQuerySchema } from '@carnet/contract';
import { typeLabel } from '@carnet/contract/wording';
import type { DocumentEntry, LogicalId } from '@carnet/domain/document';
import { type Result, ok, toIso } from '@carnet/domain/kernel';
import type { QuietHours } from '@carnet/domain/notice';
import { listDocuments } from '../../application/list-documents.ts';
import { markNoticesRead, readNoticePreferences, readNotices, saveNoticePreferences } from '../../application/notices.ts';
import type { Ports } from '../../ports/index.ts';
import { parseInput } from './parse-input.ts';
import type { DossierCall } from './web-deps.ts';

export async function showNotices(ports: Ports, call: DossierCall, query: unknown): Promise<Result<Notices>> {
  const input = parseInput(noticeQuerySchema, query);
  if (!input.ok) return input;
  const { cursor, limit } = input.value;
  const page = await readNotices(ports, call.caller, call.dossier, { limit, ...(cursor === undefined ? {} : { cursor }) });
  if (!page.ok) return page;
  const { rows, missing, unread, nextCursor } = page.value;
  const named = await documentsNamed(
    ports,
    call,
    rows.flatMap(({ document }) => (document === undefined ? [] : [document])),
  );
  if (!named.ok) return named;
  return ok({
    notices: rows.map(({ id, kind, at, readAt, count, actorName, reason, document }) => {
      const entry = document === undefined ? undefined : named.value.get(document);
      return {
        id,
        kind,
        at: toIso(at),
        read: readAt !== undefined,
        count,
        ...(actorName === undefined ? {} : { actorName }),
        ...(reason === undefined ? {} : { reason }),
        ...(entry === undefined ? {} : { documentId: entry.logicalId, documentTitle: entry.title, typeLabel: typeLabel(call.language, entry.type.code) }),
      };
    }),
    missing,
    unread,
    ...(nextCursor === undefined ? {} : { nextCursor }),
  });
}

async function documentsNamed(
  ports: Ports,
  { caller, dossier }: DossierCall,
  ids: readonly LogicalId[],
): Promise<Result<ReadonlyMap<LogicalId, DocumentEntry>>> {
  if (ids.length === 0) return ok(new Map());
  const logicalIds = [...new Set(ids)];
  const page = await listDocuments(ports, caller, dossier, { logicalIds, statuses: ['Approved', 'Deprecated', 'Archived'], limit: logicalIds.length });
  return page.ok ? ok(new Map(page.value.rows.map(({ entry }) => [entry.logicalId, entry]))) : page;
}

export async function readAllNotices(ports: Ports, { caller, dossier }: DossierCall, body: unknown): Promise<Result<undefined>> {
  const input = parseInput(markReadSchema, body);
  if (!input.ok) return input;
  const done = await markNoticesRead(ports, caller, dossier, input.value.id);
  return done.ok ? ok(undefined) : done;
}

export async function showPreferences(ports: Ports, { caller, dossier }: DossierCall): Promise<Result<NoticePreferences>> {
  const read = await readNoticePreferences(ports, caller, dossier);
  return read.ok ? ok({ choices: { ...read.value.choices }, quiet: read.value.quiet === undefined ? null : presentQuiet(read.value.quiet) }) : read;
}

export async function changePreferences(ports: Ports, { caller, dossier }: DossierCall, body: unknown): Promise<Result<NoticePreferences>> {
  const input = parseInput(noticePreferencesSchema, body);
  if (!input.ok) return input;
  const { choices, quiet } = input.value;
  const hours = quiet === null ? {} : { quiet: { from: minuteOf(quiet.from), to: minuteOf(quiet.to) } };
  const saved = await saveNoticePreferences(ports, caller, dossier, { choices, ...hours });
  return saved.ok ? ok(input.value) : saved;
}

const timeOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const presentQuiet = ({ from, to }: QuietHours): NoticePreferences['quiet'] => ({ from: timeOf(from), to: timeOf(to) });
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
