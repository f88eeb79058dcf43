// What the patient is told: the notice shown in the app and, by the patient's choice, a message in the outbox, in one statement, so that
// neither exists without the other. The outbox says whom and about which kind; never which document, nor anything about health.

import type { Permit } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';
import type { LogicalId } from '@carnet/domain/document';
import { type Instant, instantOf } from '@carnet/domain/kernel';
import { randomUUID } from 'node:crypto';
import type { Notice, NoticeChannel, NoticeKind, NoticePreferences, NoticeStore } from '../../ports.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';
import { Parameters, fromCursor, isUuid, toCursor } from './statement.ts';
import { visibleDocuments } from './visible-documents.ts';

const defaults: NoticePreferences = { 'dossier-cree': 'email', 'document-nouveau': 'email', 'premier-acces': 'email' };
/** The kinds a patient may choose the channel of have a preference; the others have none to find, and leave at once. */
const defaultChannelOf = (kind: NoticeKind): NoticeChannel => (kind === 'bris-de-glace' || kind === 'centre-15' ? 'email' : defaults[kind]);
const hourMs = 3_600_000;
const bindingOf = (dossier: DossierId, id: string): string => `notice|${dossier}|${id}`;
const order = 'notice';
const maximumLimit = 200;

interface SealedNotice {
  readonly actorName?: string;
  readonly reason?: string;
}
interface NoticeRow {
  id: string;
  kind: NoticeKind;
  at: Instant;
  logical_id: LogicalId | null;
  read_at: Instant | null;
  sealed: Buffer;
}

export function noticeStore(context: StoreContext): NoticeStore {
  const { db } = context;
  return {
    raise: (notice) => raise(context, notice),
    async tellMedecinTraitant(permit, { id, kind }) {
      await db.query({
        name: 'notice-tell-medecin-traitant',
        text: `INSERT INTO outbox (dossier_id, id, notice_id, professionnel, kind, channel, state, next_attempt_at, created_at)
          SELECT $1, $2, $3, p.id, $4, 'email', 'pending', $5, $5 FROM professionnel p WHERE p.id = $6 AND p.email IS NOT NULL`,
        values: [permit.dossier.id, randomUUID(), id, kind, toTimestamp(permit.at), permit.dossier.medecinTraitant ?? null],
      });
    },
    list: (permit, query) => list(context, permit, query),
    async markRead(permit, id, at) {
      if (id !== undefined && !isUuid(id)) return;
      await db.query({
        name: 'notice-mark-read',
        text: 'UPDATE notice SET read_at = $3 WHERE dossier_id = $1 AND ($2::uuid IS NULL OR id = $2) AND read_at IS NULL',
        values: [permit.dossier.id, id ?? null, toTimestamp(at)],
      });
    },
    async preferences(permit) {
      const { rows } = await db.query<{ kind: NoticeKind; channel: NoticeChannel }>({
        name: 'notice-preferences',
        text: 'SELECT kind, channel FROM notice_preference WHERE dossier_id = $1',
        values: [permit.dossier.id],
      });
      return { ...defaults, ...Object.fromEntries(rows.map(({ kind, channel }) => [kind, channel])) };
    },
    async savePreferences(permit, preferences) {
      await db.query({
        name: 'notice-save-preferences',
        text: `INSERT INTO notice_preference (dossier_id, kind, channel) SELECT $1, kind, channel FROM unnest($2::text[], $3::text[]) AS given (kind, channel)
          ON CONFLICT (dossier_id, kind) DO UPDATE SET channel = excluded.channel`,
        values: [permit.dossier.id, Object.keys(preferences), Object.values(preferences)],
      });
    },
  };
}

async function raise({ db, keys, law }: StoreContext, { id, dossier, kind, at, document, actorName, reason }: Omit<Notice, 'readAt'>): Promise<void> {
  const hidden: SealedNotice = { ...(actorName === undefined ? {} : { actorName }), ...(reason === undefined ? {} : { reason }) };
  const sealed = (await keys.sealer(dossier, db)).seal(bindingOf(dossier, id), JSON.stringify(hidden));
  const since = toTimestamp(instantOf(at - hourMs));
  const threshold = (await law.at(at)).policy.newDocumentDigestThreshold;
  await db.query({
    name: 'notice-raise',
    text: raiseStatement,
    values: [dossier, id, kind, toTimestamp(at), document ?? null, sealed, defaultChannelOf(kind), since, threshold, randomUUID()],
  });
}

/** `recent` counts the notices before this one: with it they are more than the threshold. */
const raiseStatement = `
  WITH told AS (
    INSERT INTO notice (dossier_id, id, kind, at, logical_id, sealed) VALUES ($1, $2, $3, $4, $5, $6)
  ), recent AS (
    SELECT count(*) AS earlier FROM notice WHERE dossier_id = $1 AND kind = 'document-nouveau' AND at > $8 AND at <= $4
  ), choice AS (
    SELECT d.titulaire, coalesce(p.channel, $7) AS channel
    FROM dossier d LEFT JOIN notice_preference p ON p.dossier_id = d.dossier_id AND p.kind = $3 WHERE d.dossier_id = $1
  )
  INSERT INTO outbox (dossier_id, id, notice_id, personne, kind, channel, state, next_attempt_at, created_at)
  SELECT $1, $10, $2, choice.titulaire, $3, CASE WHEN $3 = 'document-nouveau' AND recent.earlier >= $9 THEN 'email-digest' ELSE choice.channel END, 'pending', $4, $4
  FROM choice, recent WHERE choice.channel <> 'app'`;

async function list(
  { db, keys }: StoreContext,
  permit: Permit<'read-notices'>,
  query: { readonly limit: number; readonly cursor?: string },
): ReturnType<NoticeStore['list']> {
  const dossier = permit.dossier.id;
  const limit = Math.min(Math.max(query.limit, 1), maximumLimit);
  const parameters = new Parameters();
  const condition = showable(permit, parameters);
  const counted = [...parameters.values];
  const start = query.cursor === undefined ? undefined : fromCursor(order, query.cursor, 'uuid');
  const after = start === undefined ? '' : `AND (n.at, n.id) < (${parameters.add(toTimestamp(start.at))}::timestamptz, ${parameters.add(start.id)}::uuid)`;
  const unreadable = query.cursor !== undefined && start === undefined;
  const text = `SELECT n.* FROM notice n WHERE ${condition} ${after} ORDER BY n.at DESC, n.id DESC LIMIT ${parameters.add(limit + 1)}::int`;
  const found = unreadable ? [] : (await db.query<NoticeRow>({ name: `notice-list${after === '' ? '' : '-after'}`, text, values: parameters.values })).rows;
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  const unread = await db.query<{ unread: number }>({
    name: 'notice-unread',
    text: `SELECT count(*) AS unread FROM notice n WHERE ${condition} AND n.read_at IS NULL`,
    values: counted,
  });
  const sealer = await keys.sealer(dossier, db);
  return {
    rows: page.map((row) => toNotice(dossier, row, JSON.parse(sealer.open(bindingOf(dossier, row.id), row.sealed).toString('utf8')) as SealedNotice)),
    unread: unread.rows[0]!.unread,
    ...(last === undefined ? {} : { nextCursor: toCursor(order, { at: last.at, id: last.id }) }),
  };
}

/** A notice about a document is shown only while that document is. */
const showable = (permit: Permit<'read-notices'>, parameters: Parameters): string =>
  `n.dossier_id = ${parameters.add(permit.dossier.id)}::uuid
    AND (n.logical_id IS NULL OR EXISTS (SELECT FROM document_entry e WHERE e.logical_id = n.logical_id AND ${visibleDocuments(permit, parameters)}))`;

const toNotice = (dossier: DossierId, row: NoticeRow, { actorName, reason }: SealedNotice): Notice => ({
  id: row.id,
  dossier,
  kind: row.kind,
  at: row.at,
  ...(row.logical_id === null ? {} : { document: row.logical_id }),
  ...(actorName === undefined ? {} : { actorName }),
  ...(reason === undefined ? {} : { reason }),
  ...(row.read_at === null ? {} : { readAt: row.read_at }),
});
