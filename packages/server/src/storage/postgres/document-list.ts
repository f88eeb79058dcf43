// Lists and counts of a record's documents. The permit's condition comes first, the caller's filters are added to it and can only narrow it;
// totals and pages are computed on the same condition.

import type { Permit } from '@carnet/domain/access';
import type { LogicalId } from '@carnet/domain/document';
import { type Instant, type InstantRange, instantOf } from '@carnet/domain/kernel';
import { type Space, spaceOf } from '@carnet/domain/terminology';
import type { DocumentPage, DocumentQuery, ReaderOfAccesses, Received, SpaceCount, StoredDocument } from '../../ports/index.ts';
import { unlessAltered } from '../integrity-fault.ts';
import type { StoreContext } from './context.ts';
import { versionsOf, withoutUnseen } from './document-history.ts';
import { receivedAgain } from './document-receipts.ts';
import { type EntryRow, entryColumns, fromRow } from './document-row.ts';
import { toTimestamp } from './instants.ts';
import { type Copy, copiesSeen, laterCopies, markOf } from './same-content.ts';
import { Parameters, type Position, fromCursor, isUuid, toCursor } from './statement.ts';
import { type Reader, forPeople, visibleDocuments } from './visible-documents.ts';

const defaultLimit = 50;
const maximumLimit = 200;
const sortColumns = { service: 'service_start', deposited: 'deposited_at', creation: 'creation_time', changed: 'changed_at' } as const;
/** Rows opened at once where a filter reads what is sealed. */
const walkedAtOnce = 500;

type Listed = EntryRow & { readonly is_new: boolean };

interface Asked {
  readonly limit: number;
  readonly start: Position | undefined;
  /** The cursor is of no list of ours: its page is empty. */
  readonly unreadable: boolean;
  readonly readers: Readers;
  /** What shares its content with another, where lines are asked for: of a line, the first that is asked for stands for it. */
  readonly copies: readonly Copy[];
}
interface Found {
  readonly page: readonly Listed[];
  /** Where the next page goes on; undefined: there is none. */
  readonly last: Position | undefined;
  readonly total: number;
  readonly masked: number;
}

/** The rows after a position, in the order of the query. */
function rowsAfter(query: DocumentQuery, start: Position | undefined, limit: number, readers: Readers, later: readonly Copy[]) {
  const column = sortColumns[query.order ?? 'service'];
  const [direction, beyond] = query.ascending === true ? ['ASC', '>'] : ['DESC', '<'];
  const parameters = new Parameters();
  const condition = [visible(readers, parameters), ...filters(query, parameters)].join('\n    AND ');
  const counted = [...parameters.values];
  // As a set: hashed once for the whole of a record.
  const first =
    query.asLines === true ? `\n    AND e.logical_id NOT IN (SELECT unnest(${parameters.add(later.map(({ logicalId }) => logicalId))}::uuid[]))` : '';
  const after =
    start === undefined
      ? ''
      : `AND (e.${column}, e.logical_id) ${beyond} (${parameters.add(toTimestamp(start.at))}::timestamptz, ${parameters.add(start.id)}::uuid)`;
  const text = `SELECT ${entryColumns}, ${unseen(readers[0], parameters)} AS is_new FROM document_entry e
    WHERE ${condition}${first} ${after} ORDER BY e.${column} ${direction}, e.logical_id ${direction} LIMIT ${parameters.add(limit)}::int`;
  return { text, values: parameters.values, condition, counted };
}

async function found({ db }: StoreContext, query: DocumentQuery, { limit, start, unreadable, readers, copies }: Asked): Promise<Found> {
  const prefix = prefixOf(readers);
  const column = sortColumns[query.order ?? 'service'];
  const later = laterCopies(copies);
  const { text, values, condition, counted } = rowsAfter(query, start, limit + 1, readers, later);
  // Sent together: the total is needed of all but what one page holds, which is counted as soon.
  const [rows, totals] = await Promise.all([
    unreadable ? [] : db.query<Listed>({ ...named(`${prefix}-list`, query, text), values }).then((answer) => answer.rows),
    db.query<{ total: number; masked: number }>({ ...named(`${prefix}-total`, query, totalOf(condition)), values: counted }),
  ]);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { page, last: last && { at: last[column], id: last.logical_id }, ...less(totals.rows[0]!, later) };
}

/** What the test keeps, in its order, whole: totals and places are known only once every row was opened. */
async function walked({ db, keys }: StoreContext, query: DocumentQuery, { limit, start, unreadable, readers, copies }: Asked): Promise<Found> {
  const column = sortColumns[query.order ?? 'service'];
  const sealer = await keys.sealer(readers[0].dossier.id, db);
  const kept: { readonly row: Listed; readonly text: string }[] = [];
  for (let at: Position | undefined; ;) {
    const { text, values } = rowsAfter(query, at, walkedAtOnce, readers, []);
    const { rows } = await db.query<Listed>({ text, values });
    const opened = rows.flatMap((row) => {
      const stored = unlessAltered(() => fromRow(sealer, row));
      if (stored !== undefined) return [{ row, entry: stored.entry }];
      // What does not open answers to no name; where none is asked for it has its place, to be told as missing.
      if (query.keep === undefined) kept.push({ row, text: '' });
      return [];
    });
    const told = await withoutUnseen(
      db,
      readers,
      opened.map(({ entry }) => entry),
    );
    for (const [index, { row }] of opened.entries()) {
      const entry = told[index]!;
      if (query.keep?.(entry) !== false) kept.push({ row, text: query.sortedBy?.textOf(entry) ?? '' });
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < walkedAtOnce) break;
    at = { at: last[column], id: last.logical_id };
  }
  const isAfter = (row: Listed): boolean => {
    if (start === undefined) return true;
    const difference = row[column] - start.at || (row.logical_id < start.id ? -1 : row.logical_id > start.id ? 1 : 0);
    return query.ascending === true ? difference > 0 : difference < 0;
  };
  const ids = new Set(kept.map(({ row }) => row.logical_id));
  const later = new Set(laterCopies(copies.filter(({ logicalId }) => ids.has(logicalId))).map(({ logicalId }) => logicalId));
  const lines = kept.filter(({ row }) => !later.has(row.logical_id));
  const rows = (query.sortedBy === undefined ? lines : lines.toSorted((a, b) => alphabetical.compare(a.text, b.text))).map(({ row }) => row);
  // In an order that is no column's, a position is a place: that of its row, or the one it left.
  const placeAfter = ({ at, id }: Position): number => {
    const place = rows.findIndex((row) => row.logical_id === id);
    return place === -1 ? at : place + 1;
  };
  const begin = start === undefined || query.sortedBy === undefined ? 0 : placeAfter(start);
  const rest = unreadable ? [] : query.sortedBy === undefined ? rows.filter(isAfter) : rows.slice(begin);
  const page = rest.slice(0, limit);
  const end = rest.length > limit ? page.at(-1) : undefined;
  const last = end && { at: query.sortedBy === undefined ? end[column] : instantOf(begin + limit - 1), id: end.logical_id };
  return { page, last, total: rows.length, masked: rows.filter((row) => row.masque_ps).length };
}
const alphabetical = new Intl.Collator('fr');

export async function listDocuments(
  context: StoreContext,
  permit: Permit<'list-documents' | 'export-record'>,
  wanted: DocumentQuery,
  within?: ReaderOfAccesses,
): Promise<DocumentPage> {
  const { db, keys } = context;
  const query = await byContent(context, permit, wanted);
  const limit = Math.min(Math.max(query.limit ?? defaultLimit, 1), maximumLimit);
  const order = [query.order ?? 'service', query.ascending === true ? 'up' : undefined, query.sortedBy?.name].filter(Boolean).join('-');
  const start = query.cursor === undefined ? undefined : fromCursor(order, query.cursor);
  const unreadable = query.cursor !== undefined && start === undefined;
  const readers = readersOf(permit, within);
  const copies = query.asLines === true ? await copiesAsked(db, readers, query) : [];
  const asked = { limit, start, unreadable, readers, copies: copies.filter((copy) => copy.asked) };
  const { page, last, total, masked } = await (query.keep === undefined && query.sortedBy === undefined ? found : walked)(context, query, asked);

  const sealer = page.length === 0 ? undefined : await keys.sealer(permit.dossier.id, db);
  // As lines only: nobody else is told how often a document came, nor what it replaced.
  const lines = query.asLines === true ? page : [];
  const replacing = lines.filter((row) => row.replaces !== null).map((row) => row.logical_id);
  const [readings, again, versions] = await Promise.all([
    lastReadings(db, permit, page),
    timesReceived(db, readers, lines, copies),
    versionsOf(db, readers, replacing),
  ]);
  const opened = page.flatMap((row) => {
    const stored = unlessAltered(() => fromRow(sealer!, row));
    return stored === undefined ? [] : [{ row, stored }];
  });
  const told = await withoutUnseen(
    db,
    readers,
    opened.map(({ stored }) => stored.entry),
  );
  const rows = opened.map(({ row, stored: { blob } }, index): StoredDocument => {
    const lastReadAt = readings.get(row.logical_id);
    const received = again.get(row.logical_id);
    const revised = versions.get(row.logical_id);
    return {
      entry: told[index]!,
      blob,
      isNew: row.is_new,
      ...(lastReadAt === undefined ? {} : { lastReadAt }),
      ...(received === undefined ? {} : { received }),
      ...(revised === undefined ? {} : { versions: revised }),
    };
  });
  return {
    rows,
    missing: page.length - rows.length,
    total,
    masked,
    ...(last === undefined ? {} : { nextCursor: toCursor(order, last) }),
  };
}

/** Those that hold this content, by their ids: as others, they are shown to whoever sees them. */
async function byContent(
  { db, vault }: StoreContext,
  { dossier }: Permit<'list-documents' | 'export-record'>,
  { content, ...query }: DocumentQuery,
): Promise<DocumentQuery> {
  if (content === undefined) return query;
  const { rows } = await db.query<{ logical_id: LogicalId }>({
    name: 'documents-of-content',
    text: 'SELECT logical_id FROM document_content WHERE dossier_id = $1 AND mark = $2',
    values: [dossier.id, markOf(vault, dossier.id, content)],
  });
  return { ...query, logicalIds: rows.map(({ logical_id: id }) => id) };
}

/** When professionals last read each of these rows: the titulaire's to know, from the journal. */
async function lastReadings(
  db: StoreContext['db'],
  { actor, dossier }: Permit<'list-documents' | 'export-record'>,
  page: readonly Listed[],
): Promise<ReadonlyMap<string, Instant>> {
  if (actor.kind !== 'titulaire' || page.length === 0) return new Map();
  const { rows } = await db.query<{ logical_id: string; at: Instant }>({
    name: 'documents-last-readings',
    text: `SELECT shown.logical_id, read.at FROM unnest($2::uuid[]) AS shown (logical_id), LATERAL (
        SELECT t.at FROM trace t WHERE t.dossier_id = $1 AND t.logical_id = shown.logical_id AND t.action = 'read-document' AND t.outcome = 'granted' AND t.actor_kind = 'professionnel'
        ORDER BY t.at DESC LIMIT 1) AS read`,
    values: [dossier.id, page.map((row) => row.logical_id)],
  });
  return new Map(rows.map(({ logical_id, at }) => [logical_id, at]));
}

type Readers = readonly [Permit<'list-documents' | 'export-record'>, ...Reader[]];
const readersOf = (permit: Permit<'list-documents' | 'export-record'>, within: ReaderOfAccesses | undefined): Readers => [
  permit,
  ...(within === undefined ? [] : [within]),
];

const prefixOf = (readers: Readers): string => (readers.length === 1 ? 'documents' : 'documents-preview');

/** What somebody sees, less what whoever asks on their behalf may not see either. */
const visible = (readers: Readers, parameters: Parameters): string => readers.map((reader) => visibleDocuments(reader, parameters)).join('\n    AND ');

/** Of what these readers see, the documents whose content came under several uniqueIds, and which of them the query asks for. */
const copiesAsked = (db: StoreContext['db'], readers: Readers, query: DocumentQuery): Promise<readonly Copy[]> => {
  const { order: _order, cursor: _cursor, ...narrowing } = query;
  return copiesSeen(db, {
    readers,
    asked: (parameters) => `(${filters(narrowing, parameters).join(' AND ')})`,
    unseen: () => 'false',
    ...nameOf(`${prefixOf(readers)}-copies`, narrowing),
  });
};

const less = (counted: { readonly total: number; readonly masked: number }, later: readonly Copy[]): { readonly total: number; readonly masked: number } => ({
  total: counted.total - later.length,
  masked: counted.masked - later.filter(({ masked }) => masked).length,
});

/** How often the content of each row came: as itself, again, or as another document that is one line with it. */
async function timesReceived(
  db: StoreContext['db'],
  readers: Readers,
  page: readonly Listed[],
  copies: readonly Copy[],
): Promise<ReadonlyMap<string, Received>> {
  const lines = Map.groupBy(copies, ({ line }) => line);
  const lineOf = new Map(copies.map(({ logicalId, line }) => [logicalId as string, lines.get(line)!]));
  const members = new Map(page.map((row) => [row.logical_id, lineOf.get(row.logical_id) ?? [{ logicalId: row.logical_id, depositedAt: row.deposited_at }]]));
  const again = await receivedAgain(
    db,
    readers,
    [...members.values()].flat().map(({ logicalId }) => logicalId),
  );
  return new Map(
    [...members].flatMap(([id, line]): readonly [string, Received][] => {
      const receipts = line.flatMap(({ logicalId }) => again.get(logicalId) ?? []);
      const count = line.length + receipts.reduce((sum, { times }) => sum + times, 0);
      if (count === 1) return [];
      return [[id, { count, lastAt: Math.max(...line.map(({ depositedAt }) => depositedAt), ...receipts.map(({ lastAt }) => lastAt)) as Instant }]];
    }),
  );
}

/** In two parts, each with its index: an index entry has a size limit, and a document any number of authors (migration 8). */
const totalOf = (condition: string): string => {
  const part = (authors: string): string =>
    `SELECT count(*) AS total, count(*) FILTER (WHERE e.masque_ps) AS masked FROM document_entry e WHERE ${condition} AND cardinality(e.author_ids) ${authors}`;
  return `SELECT sum(total)::bigint AS total, sum(masked)::bigint AS masked FROM (${part('<= 8')} UNION ALL ${part('> 8')}) AS parts`;
};

export async function countBySpace({ db }: StoreContext, permit: Permit<'list-documents'>, within?: ReaderOfAccesses): Promise<ReadonlyMap<Space, SpaceCount>> {
  const readers = readersOf(permit, within);
  const parameters = new Parameters();
  const condition = visible(readers, parameters);
  const text = `SELECT e.type_code, count(*) AS total, count(*) FILTER (WHERE ${unseen(permit, parameters)}) AS unseen
    FROM document_entry e WHERE ${condition} AND e.status = 'Approved' AND ${forPeople} GROUP BY e.type_code`;
  const { rows } = await db.query<{ type_code: string; total: number; unseen: number }>({
    name: within === undefined ? 'documents-by-space' : 'documents-preview-by-space',
    text,
    values: parameters.values,
  });
  const counts = new Map<Space, SpaceCount>();
  const add = (space: Space, total: number, notSeen: number): void => {
    const sofar = counts.get(space) ?? { total: 0, unseen: 0 };
    counts.set(space, { total: sofar.total + total, unseen: sofar.unseen + notSeen });
  };
  for (const row of rows) add(spaceOf(row.type_code), row.total, row.unseen);
  const copies = await copiesSeen(db, {
    readers,
    asked: () => `(e.status = 'Approved' AND ${forPeople})`,
    unseen: (given) => unseen(permit, given),
    name: within === undefined ? 'documents-copies-by-space' : 'documents-preview-copies-by-space',
  });
  for (const { space, unseen: notSeen } of laterCopies(copies.filter(({ asked }) => asked))) add(space, -1, notSeen ? -1 : 0);
  return counts;
}

export async function typesSeen({ db }: StoreContext, permit: Permit<'list-documents'>): Promise<readonly string[]> {
  const parameters = new Parameters();
  const text = `SELECT DISTINCT e.type_code FROM document_entry e WHERE ${visibleDocuments(permit, parameters)} AND e.status <> 'Deleted' AND ${forPeople}`;
  return (await db.query<{ type_code: string }>({ name: 'documents-types', text, values: parameters.values })).rows.map(({ type_code }) => type_code);
}

/** True for a person of the patient's side who has not opened it, each for themselves; a professional has nothing new. The dossier is named by value: read for its own rows only. */
function unseen({ actor, dossier }: Permit<'list-documents' | 'export-record'>, parameters: Parameters): string {
  const personne = parameters.add('personne' in actor ? actor.personne : null);
  const seen = `s.dossier_id = ${parameters.add(dossier.id)}::uuid AND s.personne = ${personne}::uuid AND s.logical_id = e.logical_id`;
  return `(${personne}::uuid IS NOT NULL AND NOT EXISTS (SELECT FROM document_seen s WHERE ${seen}))`;
}

const named = (prefix: string, query: DocumentQuery, text: string): { name?: string; text: string } => ({ ...nameOf(prefix, query), text });

/** Prepared once where the shape is one of the screens'; an unusual mixture of filters is planned each time rather than kept for ever. */
function nameOf(prefix: string, query: DocumentQuery): { name?: string } {
  const shape = Object.entries(query)
    .filter(([key, value]) => value !== undefined && key !== 'limit')
    .map(([key]) => key)
    .toSorted();
  const usual = shape.every((key) => key === 'types' || key === 'statuses' || key === 'cursor' || key === 'order' || key === 'asLines');
  return usual ? { name: [prefix, query.order ?? 'service', ...shape].join('-') } : {};
}

function filters(query: DocumentQuery, parameters: Parameters): readonly string[] {
  const conditions: string[] = [`e.status = ANY (${parameters.add(query.statuses ?? ['Approved'])}::text[])`];
  const among = (column: string, values: readonly string[] | undefined, type: 'text' | 'uuid' = 'text'): void => {
    if (values !== undefined) conditions.push(`e.${column} = ANY (${parameters.add(values)}::${type}[])`);
  };
  const between = (moment: string, range: InstantRange | undefined): void => {
    if (range?.from !== undefined) conditions.push(`${moment} >= ${parameters.add(toTimestamp(range.from))}::timestamptz`);
    if (range?.until !== undefined) conditions.push(`${moment} < ${parameters.add(toTimestamp(range.until))}::timestamptz`);
  };
  const within = (column: string, range: InstantRange | undefined): void => between(`e.${column}`, range);
  among('type_code', query.types);
  among('class_code', query.classes);
  among('logical_id', query.logicalIds, 'uuid');
  among('facility_code', query.facilityTypes);
  among('practice_code', query.practiceSettings);
  among('format_code', query.formats);
  if (query.uniqueId === undefined && query.logicalIds === undefined && query.identifiers === undefined) conditions.push(forPeople);
  if (query.identifiers !== undefined) {
    const { uniqueIds, uuids } = query.identifiers;
    const known = `${parameters.add(uuids.filter(isUuid))}::uuid[]`;
    conditions.push(`(e.unique_id = ANY (${parameters.add(uniqueIds)}::text[]) OR e.logical_id = ANY (${known}) OR e.entry_uuid = ANY (${known}))`);
  }
  if (query.uniqueId !== undefined) conditions.push(`e.unique_id = ${parameters.add(query.uniqueId)}::text`);
  if (query.authorId !== undefined) conditions.push(`e.author_ids @> ARRAY[${parameters.add(query.authorId)}]::text[]`);
  if (query.masked !== undefined) conditions.push(`e.masque_ps = ${parameters.add(query.masked)}::boolean`);
  for (const codes of query.confidentiality ?? []) conditions.push(confidentialityAmong(codes));
  for (const id of query.memberOf ?? [])
    conditions.push(
      `e.logical_id IN (SELECT m.target FROM association m WHERE m.dossier_id = e.dossier_id AND m.source = ${parameters.add(id)}::uuid AND m.kind = 'HasMember')`,
    );
  if (query.depositor !== undefined) conditions.push(`e.depositor ${query.depositor === 'patient' ? '=' : '<>'} 'patient'`);
  within('creation_time', query.creation);
  within('service_start', query.service);
  within('service_stop', query.serviceStop);
  between('coalesce(e.service_stop, e.service_start)', query.serviceEnd);
  within('deposited_at', query.deposited);
  within('changed_at', query.changed);
  return conditions;
}

const labelColumns = {
  MASQUE_PS: 'e.masque_ps',
  INVISIBLE_PATIENT: 'e.invisible_patient',
  INVISIBLE_REPRESENTANTS_LEGAUX: 'e.invisible_representants',
} as const;
/** Every document is `N`; the others are its restrictions. */
const confidentialityAmong = (codes: readonly string[]): string => {
  const columns = Object.entries(labelColumns).flatMap(([code, column]) => (codes.includes(code) ? [column] : []));
  return codes.includes('N') ? 'true' : columns.length === 0 ? 'false' : `(${columns.join(' OR ')})`;
};
