// Look-ups by INS that missed, and the stops that came of it. A matricule is kept by its keyed hash, whatever the authority it was tried
// under, once for each card and each structure; an advisory lock by card puts the look-ups of a card that missed somebody one after the other in
// every process, and holds up nobody else's. A card that missed nobody waits for no lock: the software of a whole house may show one.

import type { Ins, PsIdNat, SoughtTraits } from '@carnet/domain/identity';
import { normalisedName } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';
import type { Watched } from '@carnet/domain/watch';
import type { LookUpStop, LookUpStore } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';

interface StopRow extends Watched {
  at: Instant;
  until: Instant;
  misses: number;
  lifted_at: Instant | null;
  lifted_by: PsIdNat | null;
  sealed: Buffer | null;
}
const bindingOf = ({ kind, id, at }: Watched & { readonly at: Instant }): string => `lookup_stop|${kind}|${id}|${at}`;
/** Class of the advisory locks of this store. */
const lockClass = 723_011;
const named = (watched: readonly Watched[]): readonly [string[], string[]] => [watched.map(({ kind }) => kind), watched.map(({ id }) => id)];
const stopOf = `SELECT s.* FROM unnest($1::text[], $2::text[]) AS w (kind, id) JOIN lookup_stop s ON s.kind = w.kind AND s.id = w.id
  WHERE s.at <= $3 AND s.until > $3 AND s.lifted_at IS NULL ORDER BY s.until DESC LIMIT 1`;

export function lookUpStore({ db, vault }: StoreContext): LookUpStore {
  const hashOf = (tried: Ins | SoughtTraits): Buffer =>
    'matricule' in tried
      ? vault.blindIndex('look-up', tried.matricule)
      : vault.blindIndex('look-up-traits', `${normalisedName(tried.familyName)}|${tried.birthDate}`);
  const toStop = ({ kind, id, at, until, misses, lifted_at: liftedAt, lifted_by: by, sealed }: StopRow): LookUpStop => ({
    kind,
    id,
    at,
    until,
    misses,
    ...(liftedAt === null || by === null || sealed === null
      ? {}
      : { lifted: { at: liftedAt, by, reason: vault.openSystem(bindingOf({ kind, id, at }), sealed).toString('utf8') } }),
  });
  /** What `pass` learned of whoever is watched: where they missed nobody, there is no miss to take back. */
  let missedNobody = false;
  const enter = async (watched: readonly Watched[], at: Instant): Promise<LookUpStop | undefined> => {
    const card = watched.find(({ kind }) => kind === 'card');
    // Sent together, answered in order: the second sees what was committed once the first has its lock.
    const [, { rows }] = await Promise.all([
      card && db.query({ name: 'look-up-enter', text: 'SELECT pg_advisory_xact_lock($1, hashtext($2))', values: [lockClass, card.id] }),
      db.query<StopRow>({ name: 'look-up-stopped', text: stopOf, values: [...named(watched), toTimestamp(at)] }),
    ]);
    return rows[0] && toStop(rows[0]);
  };
  return {
    enter,
    async pass(watched, at, since) {
      const { rows } = await db.query<(StopRow | Record<keyof StopRow, null>) & { missed: boolean; lately: boolean }>({
        name: 'look-up-pass',
        text: `SELECT s.*, EXISTS (SELECT FROM unnest($1::text[], $2::text[]) AS w (kind, id) JOIN lookup_miss m ON m.kind = w.kind AND m.id = w.id) AS missed,
            EXISTS (SELECT FROM unnest($1::text[], $2::text[]) AS w (kind, id) JOIN lookup_miss m ON m.kind = w.kind AND m.id = w.id WHERE w.kind = 'card' AND m.at > $4) AS lately
          FROM (SELECT) AS one LEFT JOIN (${stopOf}) AS s ON true`,
        values: [...named(watched), toTimestamp(at), toTimestamp(since)],
      });
      const row = rows[0]!;
      missedNobody = !row.missed;
      // One that missed waits for its turn, and is looked at again once it has it.
      if (row.lately) return enter(watched, at);
      return row.kind === null ? undefined : toStop(row);
    },
    async miss({ kind, id }, tried, at, since) {
      await db.query({
        name: 'look-up-miss',
        text: `INSERT INTO lookup_miss AS m (kind, id, matricule_hash, at) VALUES ($1, $2, $3, $4)
          ON CONFLICT (kind, id, matricule_hash) DO UPDATE SET at = excluded.at`,
        values: [kind, id, hashOf(tried), toTimestamp(at)],
      });
      const { rows } = await db.query<{ misses: number }>({
        name: 'look-up-misses',
        text: 'SELECT count(*) AS misses FROM lookup_miss WHERE kind = $1 AND id = $2 AND at > $3',
        values: [kind, id, toTimestamp(since)],
      });
      return rows[0]!.misses;
    },
    async found(watched, ins) {
      if (missedNobody) return;
      await db.query({
        name: 'look-up-found',
        text: `DELETE FROM lookup_miss m USING unnest($1::text[], $2::text[]) AS w (kind, id) WHERE m.kind = w.kind AND m.id = w.id AND m.matricule_hash = $3`,
        values: [...named(watched), hashOf(ins)],
      });
    },
    async stopsSince({ kind, id }, since) {
      const { rows } = await db.query<{ stops: number }>({
        name: 'look-up-stops-since',
        text: 'SELECT count(*) AS stops FROM lookup_stop WHERE kind = $1 AND id = $2 AND at > $3 AND lifted_at IS NULL',
        values: [kind, id, toTimestamp(since)],
      });
      return rows[0]!.stops;
    },
    async stop({ kind, id, at, until, misses }) {
      await db.query({
        name: 'look-up-stop',
        text: 'INSERT INTO lookup_stop (kind, id, at, until, misses) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
        values: [kind, id, toTimestamp(at), toTimestamp(until), misses],
      });
    },
    async holding(at) {
      const { rows } = await db.query<{ kind: Watched['kind']; holding: number }>({
        name: 'look-up-holding',
        text: 'SELECT kind, count(*) AS holding FROM lookup_stop WHERE at <= $1 AND until > $1 AND lifted_at IS NULL GROUP BY kind',
        values: [toTimestamp(at)],
      });
      return { card: 0, structure: 0, ...Object.fromEntries(rows.map(({ kind, holding }) => [kind, holding])) };
    },
    async stops(_permit, since) {
      const { rows } = await db.query<StopRow>({
        name: 'look-up-stops',
        text: 'SELECT * FROM lookup_stop WHERE at > $1 ORDER BY at DESC LIMIT 200',
        values: [toTimestamp(since)],
      });
      return rows.map(toStop);
    },
    async lift(_permit, { kind, id }, { at, by, reason }) {
      const { rows } = await db.query<StopRow>({
        text: 'SELECT * FROM lookup_stop WHERE kind = $1 AND id = $2 AND until > $3 AND lifted_at IS NULL FOR UPDATE',
        values: [kind, id, toTimestamp(at)],
      });
      for (const row of rows)
        await db.query({
          text: 'UPDATE lookup_stop SET lifted_at = $4, lifted_by = $5, sealed = $6 WHERE kind = $1 AND id = $2 AND at = $3',
          values: [kind, id, toTimestamp(row.at), toTimestamp(at), by, vault.sealSystem(bindingOf({ kind, id, at: row.at }), reason)],
        });
      if (rows.length > 0) await db.query({ text: 'DELETE FROM lookup_miss WHERE kind = $1 AND id = $2', values: [kind, id] });
      return rows.length > 0;
    },
  };
}
