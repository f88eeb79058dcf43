// What the patient and those who represent them are told: the notice shown in the app and, by each one's choices, messages in the outbox, in
// one transaction, so that neither exists without the other. What is secret, or kept from the representatives, is the patient's alone: it
// is in no list, no count and no digest of theirs. The outbox says whom and about which kind; never which document, nor anything of health.

import type { Permit } from '@carnet/domain/access';
import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import { instantOf, invariant } from '@carnet/domain/kernel';
import {
  type Chosen,
  type Circumstances,
  type NoticeChoice,
  type QuietHours,
  defaultChoices,
  defaultQuietHours,
  emailDeparture,
  floodOf,
  pushDeparture,
  ruleOf,
} from '@carnet/domain/notice';
import { randomUUID } from 'node:crypto';
import type { NoticePreferences, NoticeStore, PlannedMessage, RaisedNotice } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';
import { type SealedNotice, noticeBinding, readNoticeLines, sameLine, showable, shownNotices } from './notice-lines.ts';
import { Parameters, isUuid } from './statement.ts';

export function noticeStore(context: StoreContext): NoticeStore {
  const { db } = context;
  return {
    raise: (notice) => raise(context, notice),
    async tellMedecinTraitant(permit, { id, kind }) {
      await db.query({
        name: 'notice-tell-medecin-traitant',
        text: `INSERT INTO outbox (dossier_id, id, notice_id, professionnel, kind, channel, timing, state, next_attempt_at, created_at)
          SELECT $1, $2, $3, p.id, $4, 'email', 'now', 'pending', $5, $5 FROM professionnel p WHERE p.id = $6 AND p.email IS NOT NULL`,
        values: [permit.dossier.id, randomUUID(), id, kind, toTimestamp(permit.at), permit.dossier.medecinTraitant ?? null],
      });
    },
    async tellReaders(permit, { kind, since }) {
      await db.query({
        name: 'notice-tell-readers',
        text: `INSERT INTO outbox (dossier_id, id, notice_id, professionnel, kind, channel, timing, state, next_attempt_at, created_at)
          SELECT $1, gen_random_uuid(), gen_random_uuid(), p.id, $2, 'email', 'now', 'pending', $3, $3 FROM professionnel p
          WHERE p.email IS NOT NULL AND p.id IN (SELECT t.actor_id FROM trace t WHERE t.dossier_id = $1 AND t.at >= $4 AND t.actor_kind = 'professionnel'
            AND t.outcome = 'granted' AND t.action IN ('list-documents', 'read-document', 'read-measures'))`,
        values: [permit.dossier.id, kind, toTimestamp(permit.at), toTimestamp(since)],
      });
    },
    list: (permit, query) => readNoticeLines(context, permit, query),
    async markRead(permit, id, at) {
      if (id !== undefined && !isUuid(id)) return;
      const parameters = new Parameters();
      const [shown, readAt, one] = [showable(permit, parameters), parameters.add(toTimestamp(at)), parameters.add(id ?? null)];
      await db.query({
        name: 'notice-mark-read',
        text: `WITH ${shownNotices(shown)}
          UPDATE notice SET read_at = ${readAt} FROM shown n
          WHERE notice.dossier_id = n.dossier_id AND notice.id = n.id AND n.read_at IS NULL AND (${one}::uuid IS NULL OR n.id = ${one} OR ${sameLine(`${one}::uuid`)})`,
        values: parameters.values,
      });
    },
    preferences: (permit) => preferences(context, permit),
    async savePreferences(permit, { choices, quiet }) {
      const personne = personneOf(permit);
      const made = Object.entries(choices);
      await db.query({
        name: 'notice-save-preferences',
        text: `INSERT INTO notice_preference (dossier_id, personne, kind, email, push)
          SELECT $1, $2, kind, email, push FROM unnest($3::text[], $4::text[], $5::boolean[]) AS given (kind, email, push)
          ON CONFLICT (dossier_id, personne, kind) DO UPDATE SET email = excluded.email, push = excluded.push`,
        values: [permit.dossier.id, personne, made.map(([kind]) => kind), made.map(([, { email }]) => email), made.map(([, { push }]) => push)],
      });
      await db.query({
        name: 'quiet-hours-save',
        text: `INSERT INTO quiet_hours (personne, starts, ends) VALUES ($1, $2, $3)
          ON CONFLICT (personne) DO UPDATE SET starts = excluded.starts, ends = excluded.ends`,
        values: [personne, quiet?.from ?? null, quiet?.to ?? null],
      });
    },
  };
}

interface QuietRow {
  /** Whether the person ever said. */
  readonly said: boolean;
  readonly starts: number | null;
  readonly ends: number | null;
}
const quietOf = ({ said, starts, ends }: QuietRow): QuietHours | undefined =>
  !said ? defaultQuietHours : starts === null || ends === null ? undefined : { from: starts, to: ends };

async function preferences({ db }: StoreContext, permit: Permit<'read-notices'>): Promise<NoticePreferences> {
  const personne = personneOf(permit);
  const chosen = await db.query<Chosen & { kind: NoticeChoice }>({
    name: 'notice-preferences',
    text: 'SELECT kind, email, push FROM notice_preference WHERE dossier_id = $1 AND personne = $2',
    values: [permit.dossier.id, personne],
  });
  const said = await db.query<QuietRow>({
    name: 'quiet-hours',
    text: 'SELECT true AS said, starts, ends FROM quiet_hours WHERE personne = $1',
    values: [personne],
  });
  const quiet = quietOf(said.rows[0] ?? { said: false, starts: null, ends: null });
  return {
    choices: { ...defaultChoices, ...Object.fromEntries(chosen.rows.map(({ kind, email, push }) => [kind, { email, push }])) },
    ...(quiet === undefined ? {} : { quiet }),
  };
}

/** Somebody to tell: their choice for this kind, and the devices they are rung on. */
interface PersonRow extends QuietRow {
  readonly personne: PersonneId;
  readonly email: Chosen['email'] | null;
  readonly push: boolean | null;
  readonly earlier: number;
  readonly devices: readonly Buffer[];
}

async function raise(context: StoreContext, notice: RaisedNotice): Promise<void> {
  const { db, keys, law } = context;
  const { id, dossier, kind, at, document, actorName, reason, secret = false, past = false, toActOn = false } = notice;
  const hidden: SealedNotice = { ...(actorName === undefined ? {} : { actorName }), ...(reason === undefined ? {} : { reason }) };
  const sealed = (await keys.sealer(dossier, db)).seal(noticeBinding(dossier, id), JSON.stringify(hidden));
  const { withinMs, from } = floodOf(past, (await law.at(at)).policy.newDocumentDigestThreshold);
  const { choice } = ruleOf(kind);
  const { rows } = await db.query<PersonRow>({
    name: 'notice-raise',
    text: raiseStatement,
    values: [dossier, id, kind, toTimestamp(at), document ?? null, sealed, toTimestamp(instantOf(at - withinMs)), from + 1, choice ?? null, secret],
  });
  const messages: PlannedMessage[] = [];
  for (const person of rows) {
    const flood = choice === 'document-nouveau' && person.earlier >= from;
    const about: Circumstances = { kind, at, past, toActOn, flood };
    const byDefault = defaultChoices[choice ?? 'dossier-cree'];
    const chosen: Chosen = { email: person.email ?? byDefault.email, push: person.push ?? byDefault.push };
    messages.push(...planned(about, chosen, person));
    // What began as a few documents is a flood: those that still gather wait with the rest.
    if (flood && person.earlier === from && chosen.email === 'now') await putOff(context, dossier, person.personne, about);
  }
  if (messages.length > 0) await write(context, notice, messages);
}

function planned(about: Circumstances, chosen: Chosen, { personne, devices, ...said }: PersonRow): readonly PlannedMessage[] {
  const email = emailDeparture(about, chosen);
  const push = pushDeparture(about, chosen, quietOf(said));
  return [
    ...(email === undefined ? [] : [{ personne, channel: 'email', ...email } as const]),
    ...(push === undefined ? [] : devices.map((device) => ({ personne, channel: 'push', device: device.toString('hex'), ...push }) as const)),
  ];
}

async function write({ db }: StoreContext, { id, dossier, kind, at }: RaisedNotice, messages: readonly PlannedMessage[]): Promise<void> {
  await db.query({
    name: 'outbox-write',
    text: `INSERT INTO outbox (dossier_id, id, notice_id, personne, kind, channel, timing, device, state, next_attempt_at, created_at)
      SELECT $1, gen_random_uuid(), $2, personne, $3, channel, timing, decode(device, 'hex'), 'pending', leaves, $4
      FROM unnest($5::uuid[], $6::text[], $7::text[], $8::text[], $9::timestamptz[]) AS m (personne, channel, timing, device, leaves)`,
    values: [
      dossier,
      id,
      kind,
      toTimestamp(at),
      messages.map(({ personne }) => personne),
      messages.map(({ channel }) => channel),
      messages.map(({ timing }) => timing),
      messages.map(({ device }) => device ?? null),
      messages.map((message) => toTimestamp(message.at)),
    ],
  });
}

async function putOff({ db }: StoreContext, dossier: DossierId, personne: PersonneId, about: Circumstances): Promise<void> {
  const later = emailDeparture(about, { email: 'daily', push: false });
  invariant(later !== undefined, 'a digest leaves');
  await db.query({
    name: 'outbox-put-off',
    text: `UPDATE outbox o SET timing = $4, next_attempt_at = $5
      WHERE o.dossier_id = $1 AND o.personne = $2 AND o.kind = $3 AND o.state = 'pending' AND o.channel = 'email' AND o.timing = 'now' AND o.attempts = 0`,
    values: [dossier, personne, about.kind, later.timing, toTimestamp(later.at)],
  });
}

/** Of a notice named by this alias: kept from those who represent the patient. */
const keptFromRepresentants = (notice: string): string => `(${notice}.secret OR EXISTS (SELECT FROM document_entry e
    WHERE e.dossier_id = ${notice}.dossier_id AND e.logical_id = ${notice}.logical_id AND e.is_current AND e.invisible_representants))`;

/** The person, by each account of theirs where two records are one; `earlier` counts, for each person, what they were told of this kind since $7, no further than $8. */
const raiseStatement = `
  WITH told AS (
    INSERT INTO notice (dossier_id, id, kind, at, logical_id, sealed, secret) VALUES ($1, $2, $3, $4, $5, $6, $10)
    RETURNING dossier_id, logical_id, secret
  ), people AS (
    SELECT d.titulaire AS personne, true AS is_titulaire FROM dossier d WHERE d.dossier_id = $1
    UNION
    SELECT o.titulaire, true FROM dossier d JOIN dossier o ON o.dossier_id = d.merged_into OR o.dossier_id = ANY (d.absorbed) WHERE d.dossier_id = $1
    UNION ALL
    SELECT DISTINCT r.personne, false FROM representation r, told
    WHERE r.dossier_id = $1 AND r.kind <> 'curateur' AND r.since <= $4 AND (r.until IS NULL OR r.until > $4) AND NOT ${keptFromRepresentants('told')}
  )
  SELECT people.personne, p.email, p.push, q.personne IS NOT NULL AS said, q.starts, q.ends, (
      SELECT count(*) FROM (SELECT FROM notice n WHERE n.dossier_id = $1 AND n.kind = $3 AND n.at > $7 AND n.at <= $4
        AND (people.is_titulaire OR NOT ${keptFromRepresentants('n')}) LIMIT $8) AS within
    ) AS earlier, ARRAY (SELECT v.id FROM push_device v WHERE v.personne = people.personne ORDER BY v.id) AS devices
  FROM people LEFT JOIN notice_preference p ON p.dossier_id = $1 AND p.personne = people.personne AND p.kind = $9
    LEFT JOIN quiet_hours q ON q.personne = people.personne`;

/** Whose choice it is. */
function personneOf({ actor }: Permit<'read-notices' | 'manage-notices'>): PersonneId {
  invariant('personne' in actor, 'notices are read by the patient and those who represent them');
  return actor.personne;
}
