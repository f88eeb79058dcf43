// The journal: appended, read, never changed (the server's role may not). Each line is chained to the one before in its record; the lock
// on the end of the chain orders the lines of one record and of no other. The chain can be verified without any key (audit/chain.ts).

import { type Permit, betraysDocument, isMedecinTraitant } from '@carnet/domain/access';
import { type KeptTrace, type Trace, type TraceContext, type TraceId, accountActions, actorId, chainInput } from '@carnet/domain/audit';
import { type DossierId, blocageHolds } from '@carnet/domain/dossier';
import type { LogicalId } from '@carnet/domain/document';
import { type Instant, invariant } from '@carnet/domain/kernel';
import { createHash, randomUUID } from 'node:crypto';
import type { TracePage, TraceQuery, TraceStore } from '../../ports/index.ts';
import { isThere, unlessAltered } from '../integrity-fault.ts';
import type { StoreContext } from './context.ts';
import { type DocumentRow, fromRow } from './document-row.ts';
import { toTimestamp } from './instants.ts';
import { Parameters, fromCursor, isUuid, toCursor } from './statement.ts';
import { visibleDocuments } from './visible-documents.ts';

type SealedTrace = Omit<TraceContext, 'door' | 'means' | 'requestId'>;
const bindingOf = (dossier: string, id: string): string => `trace|${dossier}|${id}`;

export function traceStore(context: StoreContext): TraceStore {
  return {
    append: async (trace) => (await send(context, trace)).written,
    send: (trace) => send(context, trace),
    list: (permit, query) => list(context, permit, query),
    walk: (permit) => walk(context, permit),
  };
}

/**
 * Traces about no existing record have no record's lock to wait for: sixteen chains share them, by actor, so that one caller's
 * hammering at the door does not hold up everybody's.
 */
export const unattachedChain = (actorId: string): string =>
  `00000000-0000-0000-0000-00000000000${createHash('sha256').update(actorId).digest('hex').slice(0, 1)}`;

const sequencePlaceholder = '[0,';
const sha256 = (...parts: readonly (Uint8Array | string)[]): Buffer => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** One line before it has a place in its chain: its columns but those of the place, and what its link covers after the sequence. */
interface Unplaced {
  readonly columns: Readonly<Record<string, unknown>> & { readonly at: string };
  readonly covered: string;
}
function unplaced(trace: Trace, chain: string, seal: (binding: string, clear: string) => Buffer): Unplaced {
  const id = randomUUID();
  const { actorName, structureName, reason, software, service, documentTitle, subject } = trace;
  const hidden = JSON.stringify({ actorName, structureName, reason, software, service, documentTitle, subject } satisfies {
    [Key in keyof SealedTrace]-?: SealedTrace[Key] | undefined;
  });
  const sealed = seal(bindingOf(chain, id), hidden);
  const input = chainInput({ ...trace, id }, 0, sha256(sealed).toString('hex'));
  invariant(input.startsWith(sequencePlaceholder), 'a link begins with its sequence');
  const columns = {
    at: toTimestamp(trace.at),
    id,
    action: trace.action,
    outcome: trace.outcome,
    rule: trace.rule ?? null,
    mode: trace.mode,
    logical_id: trace.document ?? null,
    type_code: trace.typeCode ?? null,
    actor_kind: trace.actorKind,
    actor_id: trace.actorId,
    profession: trace.profession ?? null,
    structure_id: trace.structureId ?? null,
    door: trace.door,
    sealed,
    secret: trace.secret === true,
    authentication: trace.authentication,
    request_id: trace.requestId ?? null,
  };
  return { columns, covered: input.slice(sequencePlaceholder.length) };
}

async function send({ db, keys, vault, partitions }: StoreContext, trace: Trace): Promise<{ readonly written: Promise<void> }> {
  await partitions.ensure(trace.at);
  const chain = trace.dossier ?? unattachedChain(trace.actorId);
  const sealer = trace.dossier === undefined ? undefined : await keys.sealer(trace.dossier, db);
  // The place in the chain is known only under its lock: the database puts it where the 0 is.
  const { columns, covered } = unplaced(trace, chain, sealer?.seal ?? vault.sealSystem);
  const names = Object.keys(columns);
  const line = db.query({
    name: 'trace-append',
    text: `${headStatement}
      INSERT INTO trace (dossier_id, sequence, previous_hash, hash, ${names.join(', ')})
      SELECT $1, head.sequence, head.previous_hash, head.hash, ${names.map((_, index) => `$${index + 3}`).join(', ')} FROM head`,
    values: [chain, covered, ...Object.values(columns)],
  });
  const written = line.then(() => undefined);
  // Looked at once what was sent with it is: a fault in between is not nobody's.
  written.catch(() => undefined);
  return { written };
}

const zeroHash = Buffer.alloc(32);
const zero = `decode(repeat('00', 32), 'hex')`;
const headStatement = `
  WITH head AS (
    INSERT INTO trace_head AS h (dossier_id, sequence, previous_hash, hash)
    VALUES ($1, 1, ${zero}, sha256(${zero} || convert_to('[1,' || $2, 'UTF8')))
    ON CONFLICT (dossier_id) DO UPDATE SET sequence = h.sequence + 1, previous_hash = h.hash,
      hash = sha256(h.hash || convert_to('[' || (h.sequence + 1)::text || ',' || $2, 'UTF8'))
    RETURNING sequence, previous_hash, hash)`;

/** The end of a chain, as trace_head keeps it. */
export interface ChainHead {
  readonly sequence: number;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
}
/** Of the table `trace`, in its place. */
export type ChainRow = Unplaced['columns'];
export const noLine: ChainHead = { sequence: 0, previousHash: zeroHash, hash: zeroHash };

/** Many lines of one chain at once, after `head`, whose lock is held or which nobody knows yet: rows of `trace`, and the new end. */
export function linked(
  chain: string,
  traces: readonly Trace[],
  seal: (binding: string, clear: string) => Buffer,
  head: ChainHead = noLine,
): { readonly rows: readonly ChainRow[]; readonly head: ChainHead } {
  let end = head;
  const rows = traces.map((trace) => {
    const { columns, covered } = unplaced(trace, chain, seal);
    const sequence = end.sequence + 1;
    end = { sequence, previousHash: end.hash, hash: sha256(end.hash, `[${sequence},${covered}`) };
    return { dossier_id: chain, sequence, previous_hash: end.previousHash, hash: end.hash, ...columns };
  });
  return { rows, head: end };
}

interface TraceRow {
  at: Instant;
  sequence: number;
  id: TraceId;
  action: Trace['action'];
  outcome: Trace['outcome'];
  rule: Trace['rule'] | null;
  mode: Trace['mode'];
  logical_id: LogicalId | null;
  type_code: string | null;
  actor_kind: Trace['actorKind'];
  actor_id: string;
  profession: string | null;
  structure_id: string | null;
  door: Trace['door'];
  secret: boolean;
  /** Null on lines written before it was kept. */
  authentication: Trace['authentication'] | null;
  request_id: string | null;
  sealed: Buffer;
}

const defaultLimit = 50;
const maximumLimit = 200;
const walkedAtOnce = 500;
const order = 'trace';

interface Found {
  readonly rows: TracePage['rows'];
  readonly missing: number;
  readonly nextCursor?: string;
  /** The condition without its cursor, and its values. */
  readonly matching: { readonly condition: string; readonly values: readonly unknown[] };
}

async function list(context: StoreContext, permit: Permit<'read-journal' | 'export-record'>, query: TraceQuery): Promise<TracePage> {
  const { matching, ...page } = await find(context, permit, query, Math.min(Math.max(query.limit ?? defaultLimit, 1), maximumLimit));
  const text = `SELECT count(*) AS total FROM trace t WHERE ${matching.condition}`;
  const totals = await context.db.query<{ total: number }>({ text, values: [...matching.values] });
  return { ...page, total: totals.rows[0]!.total };
}

async function* walk(context: StoreContext, permit: Permit<'read-journal' | 'export-record'>): ReturnType<TraceStore['walk']> {
  for (let cursor: string | undefined; ;) {
    const { rows, missing, nextCursor } = await find(context, permit, cursor === undefined ? {} : { cursor }, walkedAtOnce);
    yield { rows, missing };
    if (nextCursor === undefined) return;
    cursor = nextCursor;
  }
}

async function find(context: StoreContext, permit: Permit<'read-journal' | 'export-record'>, query: TraceQuery, limit: number): Promise<Found> {
  const { db, keys } = context;
  const dossier = permit.dossier.id;
  const parameters = new Parameters();
  const condition = [readable(permit, parameters), ...filters(query, parameters)].join(' AND ');
  const matching = { condition, values: [...parameters.values] };
  // By its id: the sequence counts the lines this reader may not see.
  const start = query.cursor === undefined ? undefined : fromCursor(order, query.cursor);
  const after =
    start === undefined
      ? ''
      : `AND (t.at, t.sequence) < (SELECT p.at, p.sequence FROM trace p
          WHERE p.dossier_id = ${parameters.add(dossier)}::uuid AND p.at = ${parameters.add(toTimestamp(start.at))}::timestamptz AND p.id = ${parameters.add(start.id)}::uuid)`;
  const unreadable = query.cursor !== undefined && start === undefined;
  const text = `SELECT t.* FROM trace t WHERE ${condition} ${after} ORDER BY t.at DESC, t.sequence DESC LIMIT ${parameters.add(limit + 1)}::int`;
  const found = unreadable ? [] : (await db.query<TraceRow>({ text, values: parameters.values })).rows;
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  const sealer = await keys.sealer(dossier, db);
  const self = actorId(permit.actor);
  const rows = page
    .map((row) => {
      const clear = unlessAltered(() => sealer.open(bindingOf(dossier, row.id), row.sealed).toString('utf8'));
      return clear === undefined ? undefined : asAnswered(self, toTrace(dossier, row, JSON.parse(clear) as SealedTrace));
    })
    .filter(isThere);
  return {
    rows: await titled(context, permit, rows),
    missing: page.length - rows.length,
    matching,
    ...(last === undefined ? {} : { nextCursor: toCursor(order, { at: last.at, id: last.id }) }),
  };
}

/**
 * Lines name their document as it is called today, where this reader could open it; a line of a deposit keeps the title of that day. Other
 * professionals read their own lines even once they may no longer consult: for them a line says the type only.
 */
async function titled<Line extends KeptTrace>(
  { db, keys }: StoreContext,
  permit: Permit<'read-journal' | 'export-record'>,
  lines: readonly Line[],
): Promise<readonly Line[]> {
  const unnamed = lines.flatMap(({ document, documentTitle }) => (document === undefined || documentTitle !== undefined ? [] : [document]));
  if (unnamed.length === 0 || !readsEverybody(permit)) return lines;
  const parameters = new Parameters();
  const text = `SELECT e.* FROM document_entry e WHERE ${visibleDocuments(permit, parameters)}
    AND e.status <> 'Deleted' AND e.logical_id = ANY (${parameters.add([...new Set(unnamed)])}::uuid[])`;
  const { rows } = await db.query<DocumentRow>({ name: 'trace-titles', text, values: parameters.values });
  const sealer = await keys.sealer(permit.dossier.id, db);
  const titles = new Map(rows.map((row) => [row.logical_id, unlessAltered(() => fromRow(sealer, row))?.entry.title]));
  return lines.map((line) => {
    const title = line.document === undefined ? undefined : titles.get(line.document);
    return line.documentTitle !== undefined || title === undefined ? line : { ...line, documentTitle: title };
  });
}

/** Whose lines these are is not asked: the patient, who represents them, and the médecin traitant as long as the patient does not block them. */
function readsEverybody({ actor, at, dossier }: Permit<'read-journal' | 'report-access' | 'export-record'>): boolean {
  if (actor.kind === 'titulaire' || actor.kind === 'representant') return true;
  return actor.kind === 'professionnel' && isMedecinTraitant(actor, dossier) && !dossier.blocages.some((blocage) => blocageHolds(blocage, at));
}

/** One line, where this reader may read it. */
export async function readableTrace(
  { db, keys }: StoreContext,
  permit: Permit<'report-access'>,
  { id, at }: { readonly id: TraceId; readonly at: Instant },
): Promise<KeptTrace | undefined> {
  if (!isUuid(id)) return undefined;
  const parameters = new Parameters();
  const text = `SELECT t.* FROM trace t WHERE ${readable(permit, parameters)} AND t.at = ${parameters.add(toTimestamp(at))}::timestamptz AND t.id = ${parameters.add(id)}::uuid`;
  const row = (await db.query<TraceRow>({ text, values: parameters.values })).rows[0];
  if (row === undefined) return undefined;
  const dossier = permit.dossier.id;
  const sealer = await keys.sealer(dossier, db);
  return toTrace(dossier, row, JSON.parse(sealer.open(bindingOf(dossier, row.id), row.sealed).toString('utf8')) as SealedTrace);
}

/** One's own refusals read as they were answered: to name the document, or the row that hid it, would tell that it exists. */
function asAnswered<Line extends KeptTrace>(self: string, line: Line): Line {
  if (line.outcome === 'granted' || line.actorId !== self || line.action === 'deposit') return line;
  const { document: _document, typeCode: _typeCode, documentTitle: _documentTitle, ...rest } = line;
  return { ...rest, ...(line.rule !== undefined && betraysDocument(line.rule) ? { rule: 'DOCUMENT_INEXISTANT' } : {}) } as Line;
}

/**
 * Patients and their médecin traitant read every line, representatives all but those of secret acts, other professionals their own. Lines
 * about a document that awaits its announcement would announce it: the patient reads them once it is released. Their own refusals are always
 * there: one that were missing would tell what was asked for.
 */
function readable(permit: Permit<'read-journal' | 'report-access' | 'export-record'>, parameters: Parameters): string {
  const { actor, dossier } = permit;
  const id = `${parameters.add(dossier.id)}::uuid`;
  const own = `t.dossier_id = ${id}${unrepeated(dossier, parameters)}`;
  // Gathered once for the whole page, from this record alone.
  const aboutNo = (flag: string): string =>
    `(t.outcome = 'refused' AND t.actor_id = ${parameters.add(actorId(actor))}::text
      OR t.logical_id IS NULL OR t.logical_id NOT IN (SELECT e.logical_id FROM document_entry e WHERE e.dossier_id = ${id} AND e.is_current AND ${flag}))`;
  if (actor.kind === 'titulaire') return `${own} AND ${aboutNo('e.invisible_patient')}`;
  if (actor.kind === 'representant') return `${own} AND NOT t.secret AND ${aboutNo('(e.invisible_patient OR e.invisible_representants)')}`;
  // The médecin traitant reads what was done to the record, not to its patient's account.
  if (readsEverybody(permit)) return `${own} AND NOT t.action = ANY (${parameters.add(accountActions)}::text[])`;
  return `${own} AND t.actor_id = ${parameters.add(actorId(actor))}::text`;
}

/** An act on records that are one is a line of each: read together, it is told once. */
function unrepeated({ mergedInto }: Permit<'read-journal'>['dossier'], parameters: Parameters): string {
  if (mergedInto === undefined) return '';
  const { survivor, since } = mergedInto;
  return ` AND NOT (t.at >= ${parameters.add(toTimestamp(since))}::timestamptz AND t.logical_id IS NULL AND EXISTS (SELECT FROM trace s
    WHERE s.dossier_id = ${parameters.add(survivor)}::uuid AND s.at = t.at AND s.logical_id IS NULL
      AND (s.action, s.actor_id, s.outcome) = (t.action, t.actor_id, t.outcome)))`;
}

function filters({ from, until, actorId, actions, outcome }: TraceQuery, parameters: Parameters): readonly string[] {
  return [
    ...(from === undefined ? [] : [`t.at >= ${parameters.add(toTimestamp(from))}::timestamptz`]),
    ...(until === undefined ? [] : [`t.at < ${parameters.add(toTimestamp(until))}::timestamptz`]),
    ...(actorId === undefined ? [] : [`t.actor_id = ${parameters.add(actorId)}::text`]),
    ...(actions === undefined ? [] : [`t.action = ANY (${parameters.add(actions)}::text[])`]),
    ...(outcome === undefined ? [] : [`t.outcome = ${parameters.add(outcome)}::text`]),
  ];
}

const toTrace = (dossier: DossierId, row: TraceRow, hidden: SealedTrace): KeptTrace => ({
  ...hidden,
  id: row.id,
  at: row.at,
  action: row.action,
  outcome: row.outcome,
  ...(row.rule === null || row.rule === undefined ? {} : { rule: row.rule }),
  mode: row.mode,
  dossier,
  ...(row.logical_id === null ? {} : { document: row.logical_id }),
  ...(row.type_code === null ? {} : { typeCode: row.type_code }),
  actorKind: row.actor_kind,
  actorId: row.actor_id,
  ...(row.profession === null ? {} : { profession: row.profession }),
  ...(row.structure_id === null ? {} : { structureId: row.structure_id }),
  door: row.door,
  ...(row.authentication === null ? {} : { authentication: row.authentication }),
  ...(row.request_id === null ? {} : { requestId: row.request_id }),
  ...(row.secret ? { secret: true } : {}),
});
