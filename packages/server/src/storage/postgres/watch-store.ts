// Days of accesses as the watch counts them: read from the lines of consulting since it last looked, by an index that holds only those, and
// kept as counts. Of a record it says who bears whose name by opening its identity here, and lets nothing else of it out.

import type { DossierId } from '@carnet/domain/dossier';
import type { PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type CivilDate, type Instant, instantOf, plusDays, startOfDayInParis } from '@carnet/domain/kernel';
import { type Conclusion, type HistoryDay, type RaisedSignal, shareFamilyName } from '@carnet/domain/watch';
import type { CountedDay, DayOf, RecordOfDay, WatchStore, WatchedDay } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { type SealedIdentity, identityBinding } from './dossier-bindings.ts';
import { toTimestamp } from './instants.ts';

/** Transactions begun before the watch looked may end after: it looks again at what is this recent. */
const marginMs = 600_000;
const historyDays = 60;
const emergencyDays = 7;
const daysListed = 500;
/** A day cannot hold more whose identity is worth opening: its volume is a signal long before. */
const identitiesOpened = 500;
const consulting = `t.action IN ('list-documents', 'read-document') AND t.door <> 'job'`;

interface RecordRow {
  dossier_id: DossierId;
  first_at: Instant;
  hours: number[];
  emergency: boolean;
  secret: boolean;
  structure_id: string | null;
  profession: string | null;
  care: boolean;
}
interface DayRow extends Omit<DayOf, 'day'> {
  day: CivilDate;
  structure_id: string | null;
  profession: string | null;
  records: number;
  score: number;
  signals: readonly RaisedSignal[];
  listed: boolean;
  reviewed_at: Instant | null;
  reviewed_by: PsIdNat | null;
  conclusion: Conclusion | null;
  sealed: Buffer | null;
}
const dayColumns = `d.kind, d.id, d.day::text AS day, d.structure_id, d.profession, d.records, d.score, d.signals, d.listed, d.reviewed_at, d.reviewed_by, d.conclusion, d.sealed`;
const bindingOf = ({ kind, id, day }: DayOf): string => `watch_day|${kind}|${id}|${day}`;

export function watchStore(context: StoreContext): WatchStore {
  const { db, vault } = context;
  const toDay = ({ structure_id: structure, profession, reviewed_at: at, reviewed_by: by, conclusion, sealed, ...row }: DayRow): WatchedDay => ({
    ...row,
    ...(structure === null ? {} : { structure }),
    ...(profession === null ? {} : { profession }),
    ...(at === null || by === null || conclusion === null || sealed === null
      ? {}
      : { reviewed: { at, by, conclusion, text: vault.openSystem(bindingOf(row), sealed).toString('utf8') } }),
  });
  return {
    async take(now) {
      const { rows } = await db.query<{ since: Instant | null }>({
        text: `WITH mine AS (SELECT one, seen_until FROM watch_progress FOR UPDATE SKIP LOCKED)
          UPDATE watch_progress p SET seen_until = $1 FROM mine WHERE p.one = mine.one
          RETURNING CASE WHEN mine.seen_until = '-infinity' THEN NULL ELSE least(mine.seen_until, $1::timestamptz) END AS since`,
        values: [toTimestamp(now)],
      });
      if (rows.length === 0) return undefined;
      const { since } = rows[0]!;
      return since === null ? plusDays(now, -historyDays) : instantOf(since - marginMs);
    },
    async touched(since, now) {
      const { rows } = await db.query<{ id: PsIdNat; day: CivilDate }>({
        name: 'watch-touched',
        text: `SELECT DISTINCT t.actor_id AS id, (t.at AT TIME ZONE 'Europe/Paris')::date::text AS day FROM trace t
          WHERE t.at >= $1 AND t.at <= $2 AND ${consulting} AND t.actor_kind = 'professionnel' ORDER BY day, id`,
        values: [toTimestamp(since), toTimestamp(now)],
      });
      return rows;
    },
    count: (id, day) => count(context, id, day),
    async countStructure(id, day) {
      const { rows } = await db.query<{ day: CivilDate; records: number }>({
        name: 'watch-count-structure',
        text: `SELECT d.day::text AS day, sum(d.records) AS records FROM watch_day d
          WHERE d.kind = 'professionnel' AND d.structure_id = $1 AND d.day > $2::date - ${historyDays} AND d.day <= $2::date GROUP BY d.day`,
        values: [id, day],
      });
      return {
        records: rows.find((row) => row.day === day)?.records ?? 0,
        history: rows.filter((row) => row.day !== day).map(({ records }) => ({ records })),
      };
    },
    async keep(of, counted, { score, signals, listed }) {
      const { facts, structure, profession, emergencies, records } = 'facts' in counted ? counted : wholeOf(counted.records);
      await db.query({
        name: 'watch-keep',
        text: `INSERT INTO watch_day AS d (kind, id, day, structure_id, profession, records, emergencies, hours, score, signals, listed)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
          ON CONFLICT (kind, id, day) DO UPDATE SET structure_id = excluded.structure_id, profession = excluded.profession, records = excluded.records,
            emergencies = excluded.emergencies, hours = excluded.hours, score = excluded.score, signals = excluded.signals, listed = excluded.listed`,
        values: [
          of.kind,
          of.id,
          of.day,
          structure ?? null,
          profession ?? null,
          facts.records,
          emergencies,
          facts.hours,
          score,
          JSON.stringify(signals),
          listed,
        ],
      });
      if (of.kind === 'structure') return;
      await db.query({ name: 'watch-forget', text: 'DELETE FROM watch_record WHERE professionnel = $1 AND day = $2', values: [of.id, of.day] });
      if (!listed) return;
      await db.query({
        name: 'watch-keep-records',
        text: `INSERT INTO watch_record (professionnel, day, dossier_id, first_at, consultations, emergency, same_name, care, secret)
          SELECT $1, $2, * FROM unnest($3::uuid[], $4::timestamptz[], $5::int[], $6::boolean[], $7::boolean[], $8::boolean[], $9::boolean[])`,
        values: [
          of.id,
          of.day,
          records.map(({ dossier }) => dossier),
          records.map(({ firstAt }) => toTimestamp(firstAt)),
          records.map(({ consultations }) => consultations),
          records.map(({ emergency }) => emergency),
          records.map(({ sameName }) => sameName),
          records.map(({ care }) => care),
          records.map(({ secret }) => secret),
        ],
      });
    },
    async listed(_permit, { reviewed, structure, month }) {
      const { rows } = await db.query<DayRow>({
        name: reviewed ? 'watch-reviewed' : 'watch-listed',
        text: `SELECT ${dayColumns} FROM watch_day d
          WHERE d.listed AND ${reviewed ? '' : 'NOT'} coalesce(d.reviewed_score >= d.score, false)
            AND ($1::text IS NULL OR d.structure_id = $1 OR (d.kind = 'structure' AND d.id = $1))
            AND ($2::date IS NULL OR (d.day >= $2::date AND d.day < $2::date + interval '1 month'))
          ORDER BY ${reviewed ? 'd.reviewed_at DESC' : 'd.score DESC, d.day DESC'}, d.id LIMIT ${daysListed}`,
        values: [structure ?? null, month === undefined ? null : `${month}-01`],
      });
      return rows.map(toDay);
    },
    async read(_permit, of) {
      const { rows } = await db.query<DayRow>({
        text: `SELECT ${dayColumns} FROM watch_day d WHERE d.kind = $1 AND d.id = $2 AND d.day = $3 AND d.listed`,
        values: [of.kind, of.id, of.day],
      });
      if (rows[0] === undefined) return undefined;
      return { ...toDay(rows[0]), evidence: of.kind === 'structure' ? [] : await evidenceOf(context, of) };
    },
    async conclude(_permit, of, { at, by, conclusion, text }) {
      const { rowCount } = await db.query({
        text: `UPDATE watch_day SET reviewed_at = $4, reviewed_by = $5, conclusion = $6, sealed = $7, reviewed_score = score
          WHERE kind = $1 AND id = $2 AND day = $3 AND listed AND NOT coalesce(reviewed_score >= score, false)`,
        values: [of.kind, of.id, of.day, toTimestamp(at), by, conclusion, vault.sealSystem(bindingOf(of), text)],
      });
      return rowCount === 1;
    },
  };
}

const noHours: readonly number[] = Array.from({ length: 24 }, () => 0);
/** A structure's day is its number of records: it enters nothing itself. */
const wholeOf = (records: number): CountedDay => ({
  facts: { records, withoutCare: 0, sameName: 0, emergencies: 0, hours: noHours, stops: 0, reports: 0, history: [] },
  emergencies: 0,
  records: [],
});

async function evidenceOf({ db }: StoreContext, { id, day }: DayOf): Promise<readonly RecordOfDay[]> {
  const { rows } = await db.query<Omit<RecordRow, 'hours'> & { consultations: number; same_name: boolean }>({
    text: `SELECT dossier_id, first_at, consultations, emergency, same_name, care, secret FROM watch_record
      WHERE professionnel = $1 AND day = $2 ORDER BY first_at, dossier_id LIMIT ${daysListed}`,
    values: [id, day],
  });
  return rows.map(({ dossier_id: dossier, first_at: firstAt, same_name: sameName, consultations, emergency, care, secret }) => ({
    dossier,
    firstAt,
    consultations,
    emergency,
    sameName,
    care,
    secret,
  }));
}

async function count(context: StoreContext, id: PsIdNat, day: CivilDate): Promise<CountedDay> {
  const { db } = context;
  const from = startOfDayInParis(day);
  const until = startOfDayInParis(dayAfterOf(day));
  const { rows } = await db.query<RecordRow>({ name: 'watch-count', text: countStatement, values: [id, toTimestamp(from), toTimestamp(until)] });
  const around = await db.query<{ emergencies: number; stops: number; reports: number; family_name: string | null }>({
    name: 'watch-around',
    text: aroundStatement,
    values: [id, toTimestamp(from), toTimestamp(until), toTimestamp(plusDays(until, -emergencyDays))],
  });
  const history = await db.query<HistoryDay>({
    name: 'watch-history',
    text: `SELECT records, emergencies, hours FROM watch_day WHERE kind = 'professionnel' AND id = $1 AND day < $2::date AND day > $2::date - ${historyDays}`,
    values: [id, day],
  });
  const { emergencies, stops, reports, family_name: familyName } = around.rows[0]!;
  const records: RecordOfDay[] = [];
  for (const [index, { dossier_id: dossier, first_at: firstAt, hours, emergency, care, secret }] of rows.entries())
    records.push({
      dossier,
      firstAt,
      consultations: hours.length,
      emergency,
      care,
      secret,
      sameName: familyName !== null && index < identitiesOpened && (await bears(context, dossier, familyName)),
    });
  const latest = rows.at(-1);
  return {
    facts: {
      records: rows.length,
      withoutCare: records.filter(({ care }) => !care).length,
      sameName: records.filter(({ sameName, care }) => sameName && !care).length,
      emergencies,
      hours: noHours.map((_, hour) => rows.reduce((sum, row) => sum + row.hours.filter((one) => one === hour).length, 0)),
      stops,
      reports,
      history: history.rows,
    },
    emergencies: records.filter(({ emergency }) => emergency).length,
    records,
    ...(latest === undefined || latest.structure_id === null ? {} : { structure: latest.structure_id as StructIdNat }),
    ...(latest === undefined || latest.profession === null ? {} : { profession: latest.profession }),
  };
}

/** Noon of the next day is that day whatever the clocks do. */
const dayAfterOf = (day: CivilDate): CivilDate => new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10) as CivilDate;

async function bears({ db, keys }: StoreContext, dossier: DossierId, familyName: string): Promise<boolean> {
  const { rows } = await db.query<{ sealed: Buffer }>({ name: 'watch-identity', text: 'SELECT sealed FROM dossier WHERE dossier_id = $1', values: [dossier] });
  if (rows[0] === undefined) return false;
  const { traits } = JSON.parse((await keys.sealer(dossier, db)).open(identityBinding(dossier), rows[0].sealed).toString('utf8')) as SealedIdentity;
  return [traits.birthName, traits.usedName ?? ''].some((name) => shareFamilyName(name, familyName));
}

/** $1 the professional, $2 and $3 the day. Care: something of theirs, or of their structure's, is in the record; or the patient chose them. */
const countStatement = `
  WITH lines AS (
    SELECT t.dossier_id, t.at, t.mode, t.secret, t.structure_id, t.profession FROM trace t
    WHERE t.actor_id = $1 AND t.at >= $2 AND t.at < $3 AND ${consulting} AND t.outcome = 'granted' AND t.actor_kind = 'professionnel'
  ), records AS (
    SELECT l.dossier_id, min(l.at) AS first_at, bool_or(l.mode <> 'normal') AS emergency, bool_and(l.secret) AS secret,
      array_agg(extract(hour FROM l.at AT TIME ZONE 'Europe/Paris')::int) AS hours, max(l.structure_id) AS structure_id, max(l.profession) AS profession
    FROM lines l GROUP BY l.dossier_id)
  SELECT r.*, (
      EXISTS (SELECT FROM document_entry e WHERE e.dossier_id = r.dossier_id AND e.is_current AND (e.author_ids @> ARRAY[$1] OR e.author_structures @> ARRAY[r.structure_id]))
      OR EXISTS (SELECT FROM medecin_traitant m WHERE m.dossier_id = r.dossier_id AND m.professionnel = $1 AND m.since <= r.first_at AND (m.until IS NULL OR m.until > r.first_at))
      OR EXISTS (SELECT FROM administrateur a WHERE a.dossier_id = r.dossier_id AND a.professionnel = $1 AND a.since <= r.first_at AND (a.until IS NULL OR a.until > r.first_at))
      OR EXISTS (SELECT FROM autorisation a WHERE a.dossier_id = r.dossier_id AND a.beneficiaire = $1 AND a.express AND a.withdrawn_at IS NULL AND a.expires_at > r.first_at)
    ) AS care
  FROM records r ORDER BY r.first_at, r.dossier_id`;

/** The same, $4 the start of the seven days. */
const aroundStatement = `
  SELECT
    (SELECT count(DISTINCT t.dossier_id) FROM trace t
      WHERE t.actor_id = $1 AND t.at >= $4 AND t.at < $3 AND ${consulting} AND t.outcome = 'granted' AND t.mode <> 'normal') AS emergencies,
    (SELECT count(*) FROM lookup_stop s WHERE s.kind = 'card' AND s.id = $1 AND s.at >= $2 AND s.at < $3 AND s.lifted_at IS NULL) AS stops,
    (SELECT count(*) FROM access_report r WHERE r.actor_id = $1 AND r.state <> 'answered') AS reports,
    (SELECT p.family_name FROM professionnel p WHERE p.id = $1) AS family_name`;
