// What the patient and those who represent them are told: the notice shown in the app and, by each one's choice, a message in the outbox,
// in one statement, so that neither exists without the other. What is secret, or kept from the representatives, is the patient's alone: it
// is in no list, no count and no digest of theirs. The outbox says whom and about which kind; never which document, nor anything of health.

import type { Permit } from '@carnet/domain/access';
import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import type { LogicalId } from '@carnet/domain/document';
import { type Instant, instantOf, invariant } from '@carnet/domain/kernel';
import { randomUUID } from 'node:crypto';
import type { ChosenNoticeKind, Notice, NoticeChannel, NoticeKind, NoticePreferences, NoticeStore } from '../../ports.ts';
import { isThere, unlessAltered } from '../integrity-fault.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';
import { Parameters, fromCursor, isUuid, toCursor } from './statement.ts';
import { visibleDocuments } from './visible-documents.ts';

const defaults: NoticePreferences = { 'dossier-cree': 'email', 'document-nouveau': 'email', 'premier-acces': 'email' };
/** The choice this kind follows; undefined: none, it leaves at once. */
const choiceFor = (kind: NoticeKind): ChosenNoticeKind | undefined =>
  kind === 'document-annonce' ? 'document-nouveau' : Object.hasOwn(defaults, kind) ? (kind as ChosenNoticeKind) : undefined;
const hourMs = 3_600_000;
export const noticeBinding = (dossier: DossierId, id: string): string => `notice|${dossier}|${id}`;
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
      const parameters = new Parameters();
      const [shown, readAt, one] = [showable(permit, parameters), parameters.add(toTimestamp(at)), parameters.add(id ?? null)];
      await db.query({
        name: 'notice-mark-read',
        text: `UPDATE notice n SET read_at = ${readAt} WHERE ${shown} AND (${one}::uuid IS NULL OR n.id = ${one}) AND n.read_at IS NULL`,
        values: parameters.values,
      });
    },
    async preferences(permit) {
      const { rows } = await db.query<{ kind: NoticeKind; channel: NoticeChannel }>({
        name: 'notice-preferences',
        text: 'SELECT kind, channel FROM notice_preference WHERE dossier_id = $1 AND personne = $2',
        values: [permit.dossier.id, personneOf(permit)],
      });
      return { ...defaults, ...Object.fromEntries(rows.map(({ kind, channel }) => [kind, channel])) };
    },
    async savePreferences(permit, preferences) {
      await db.query({
        name: 'notice-save-preferences',
        text: `INSERT INTO notice_preference (dossier_id, personne, kind, channel) SELECT $1, $2, kind, channel FROM unnest($3::text[], $4::text[]) AS given (kind, channel)
          ON CONFLICT (dossier_id, personne, kind) DO UPDATE SET channel = excluded.channel`,
        values: [permit.dossier.id, personneOf(permit), Object.keys(preferences), Object.values(preferences)],
      });
    },
  };
}

type Raised = Omit<Notice, 'readAt'> & { readonly secret?: boolean };

async function raise({ db, keys, law }: StoreContext, { id, dossier, kind, at, document, actorName, reason, secret = false }: Raised): Promise<void> {
  const hidden: SealedNotice = { ...(actorName === undefined ? {} : { actorName }), ...(reason === undefined ? {} : { reason }) };
  const sealed = (await keys.sealer(dossier, db)).seal(noticeBinding(dossier, id), JSON.stringify(hidden));
  const since = toTimestamp(instantOf(at - hourMs));
  const threshold = (await law.at(at)).policy.newDocumentDigestThreshold;
  const choice = choiceFor(kind);
  await db.query({
    name: 'notice-raise',
    text: raiseStatement,
    values: [
      dossier,
      id,
      kind,
      toTimestamp(at),
      document ?? null,
      sealed,
      choice === undefined ? 'email' : defaults[choice],
      since,
      threshold,
      choice ?? null,
      secret,
    ],
  });
}

/** Of a notice named by this alias: kept from those who represent the patient. */
const keptFromRepresentants = (notice: string): string => `(${notice}.secret OR EXISTS (SELECT FROM document_entry e
    WHERE e.dossier_id = ${notice}.dossier_id AND e.logical_id = ${notice}.logical_id AND e.is_current AND e.invisible_representants))`;

/** `earlier` counts, for each person, what they were told before this: with it they have more than the threshold, and read the rest together. */
const raiseStatement = `
  WITH told AS (
    INSERT INTO notice (dossier_id, id, kind, at, logical_id, sealed, secret) VALUES ($1, $2, $3, $4, $5, $6, $11)
    RETURNING dossier_id, logical_id, secret
  ), people AS (
    SELECT d.titulaire AS personne, true AS is_titulaire FROM dossier d WHERE d.dossier_id = $1
    UNION ALL
    SELECT DISTINCT r.personne, false FROM representation r, told
    WHERE r.dossier_id = $1 AND r.kind <> 'curateur' AND r.since <= $4 AND (r.until IS NULL OR r.until > $4) AND NOT ${keptFromRepresentants('told')}
  ), choice AS (
    SELECT people.personne, coalesce(p.channel, $7) AS channel, (
      SELECT count(*) FROM notice n WHERE n.dossier_id = $1 AND n.kind = $3 AND n.at > $8 AND n.at <= $4 AND (people.is_titulaire OR NOT ${keptFromRepresentants('n')})
    ) AS earlier
    FROM people LEFT JOIN notice_preference p ON p.dossier_id = $1 AND p.personne = people.personne AND p.kind = $10
  )
  INSERT INTO outbox (dossier_id, id, notice_id, personne, kind, channel, state, next_attempt_at, created_at)
  SELECT $1, gen_random_uuid(), $2, personne, $3, CASE WHEN $10 = 'document-nouveau' AND earlier >= $9 THEN 'email-digest' ELSE channel END, 'pending', $4, $4
  FROM choice WHERE channel <> 'app'`;

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
  const start = query.cursor === undefined ? undefined : fromCursor(order, query.cursor);
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
  const rows = page
    .map((row) => {
      const clear = unlessAltered(() => sealer.open(noticeBinding(dossier, row.id), row.sealed).toString('utf8'));
      return clear === undefined ? undefined : toNotice(dossier, row, JSON.parse(clear) as SealedNotice);
    })
    .filter(isThere);
  return {
    rows,
    missing: page.length - rows.length,
    unread: unread.rows[0]!.unread,
    ...(last === undefined ? {} : { nextCursor: toCursor(order, { at: last.at, id: last.id }) }),
  };
}

/** Whose choice it is. */
function personneOf({ actor }: Permit<'read-notices' | 'manage-notices'>): PersonneId {
  invariant('personne' in actor, 'notices are read by the patient and those who represent them');
  return actor.personne;
}

/** A notice about a document is shown only while that document is; a secret one to the patient only. */
const showable = (permit: Permit<'read-notices' | 'manage-notices'>, parameters: Parameters): string =>
  `n.dossier_id = ${parameters.add(permit.dossier.id)}::uuid AND (NOT n.secret OR ${parameters.add(permit.actor.kind === 'titulaire')}::boolean)
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
