// Who is informed that their record will open, until when they may oppose, and who did. The code that opposes is kept sealed, to be written
// again if a mail is, and found by a keyed hash. A row that ended (opened, opposed, set aside) is out of the index the nightly round reads.

import { type DossierId, regimes } from '@carnet/domain/dossier';
import type { CivilDate, Instant } from '@carnet/domain/kernel';
import { randomBytes, randomUUID } from 'node:crypto';
import type { Information, NewInformation, OpeningStore } from '../../ports/index.ts';
import { holdAssure } from './assure-store.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';

export const informationBinding = (dossier: DossierId): string => `opening_information|${dossier}`;
export const oppositionBinding = (dossier: DossierId, id: string): string => `opposition|${dossier}|${id}`;
type SealedInformation = Omit<Information, 'opensOn'>;

const served = Object.entries(regimes).flatMap(([regime, isServed]) => (isServed ? [regime] : []));
/** Of Crockford: nothing in it is taken for something else. Eighty random bits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 16;
const newCode = (): string => [...randomBytes(codeLength)].map((byte) => alphabet[byte % alphabet.length]).join('');
/** As it is typed from paper: spaces, hyphens, lower case, and the letters the alphabet leaves out. */
const asWritten = (typed: string): string =>
  typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');

export function openingStore({ db, keys, vault }: StoreContext): OpeningStore {
  const codeHash = (code: string): Buffer => vault.blindIndex('opposition', asWritten(code));
  const opened = async (dossier: DossierId, sealed: Buffer): Promise<SealedInformation> =>
    JSON.parse((await keys.sealer(dossier, db)).open(informationBinding(dossier), sealed).toString('utf8')) as SealedInformation;
  const withDay = async ({ dossier, sealed, opensOn }: { dossier: DossierId; sealed: Buffer; opensOn: CivilDate }): Promise<Information> => ({
    ...(await opened(dossier, sealed)),
    opensOn,
  });
  return {
    async toInform(after, limit) {
      const { rows } = await db.query<{ id: DossierId }>({
        name: 'openings-to-inform',
        text: `SELECT a.dossier_id AS id FROM assure a WHERE a.wrapped_key IS NOT NULL AND a.regime = ANY ($1)
            AND NOT EXISTS (SELECT FROM opening_information i WHERE i.dossier_id = a.dossier_id AND i.ended_at IS NULL)
            AND NOT EXISTS (SELECT FROM opposition o WHERE o.dossier_id = a.dossier_id AND o.lifted_at IS NULL)
            AND ($3::uuid IS NULL OR a.dossier_id > $3)
          ORDER BY a.dossier_id LIMIT $2`,
        values: [served, limit, after ?? null],
      });
      return rows.map(({ id }) => id);
    },
    async inform(permit, dossier, information) {
      const { to, opensOn } = information;
      const code = newCode();
      const hidden: SealedInformation = { ...withoutDay(information), code };
      const sealed = (await keys.sealer(dossier, db)).seal(informationBinding(dossier), JSON.stringify(hidden));
      const at = toTimestamp(permit.at);
      const { rowCount } = await db.query({
        name: 'opening-inform',
        text: `INSERT INTO opening_information AS i (dossier_id, channel, written_at, informed_at, opens_on, sealed) VALUES ($1, $2, $3, $4, $5, $6)
          ON CONFLICT (dossier_id) DO UPDATE SET channel = excluded.channel, written_at = excluded.written_at, informed_at = excluded.informed_at,
            opens_on = excluded.opens_on, sealed = excluded.sealed, ended_at = NULL, outcome = NULL WHERE i.ended_at IS NOT NULL`,
        values: [dossier, to.channel, at, opensOn === undefined ? null : at, opensOn ?? null, sealed],
      });
      if (rowCount === 0) return false;
      await db.query({ name: 'opposition-code-forget', text: 'DELETE FROM opposition_code WHERE dossier_id = $1', values: [dossier] });
      await db.query({
        name: 'opposition-code',
        text: 'INSERT INTO opposition_code (code_hash, dossier_id) VALUES ($1, $2)',
        values: [codeHash(code), dossier],
      });
      if (to.channel === 'email')
        await db.query({
          name: 'opening-mail',
          text: `INSERT INTO outbox (dossier_id, id, notice_id, kind, channel, timing, state, next_attempt_at, created_at)
            VALUES ($1, $2, $2, 'ouverture-a-venir', 'email', 'now', 'pending', $3, $3)`,
          values: [dossier, randomUUID(), at],
        });
      return true;
    },
    async due(today, after, limit) {
      const { rows } = await db.query<{ dossier: DossierId; informedAt: Instant; opensOn: CivilDate }>({
        name: 'openings-due',
        text: `SELECT dossier_id AS dossier, informed_at AS "informedAt", opens_on::text AS "opensOn" FROM opening_information
          WHERE ended_at IS NULL AND opens_on <= $1 AND ($3::date IS NULL OR (opens_on, dossier_id) > ($3, $4::uuid)) ORDER BY opens_on, dossier_id LIMIT $2`,
        values: [today, limit, after?.opensOn ?? null, after?.dossier ?? null],
      });
      return rows;
    },
    async postpone(dossier, until) {
      await db.query({
        name: 'opening-postpone',
        text: 'UPDATE opening_information SET opens_on = $2 WHERE dossier_id = $1 AND ended_at IS NULL',
        values: [dossier, until],
      });
    },
    async setAside(at, limit) {
      const { rowCount } = await db.query({
        name: 'openings-set-aside',
        text: `UPDATE opening_information SET ended_at = $1, outcome = 'set-aside'
          WHERE dossier_id IN (SELECT dossier_id FROM opening_information WHERE ended_at IS NULL LIMIT $2)`,
        values: [toTimestamp(at), limit],
      });
      return rowCount ?? 0;
    },
    async mail(dossier) {
      const { rows } = await db.query<{ dossier: DossierId; sealed: Buffer; opensOn: CivilDate }>({
        name: 'opening-mail-read',
        text: `SELECT dossier_id AS dossier, sealed, opens_on::text AS "opensOn" FROM opening_information
          WHERE dossier_id = $1 AND channel = 'email' AND ended_at IS NULL`,
        values: [dossier],
      });
      return rows[0] && withDay(rows[0]);
    },
    async mailFailed(dossier) {
      await db.query({
        name: 'opening-mail-failed',
        text: `UPDATE opening_information SET channel = 'letter', informed_at = NULL, opens_on = NULL WHERE dossier_id = $1 AND channel = 'email' AND ended_at IS NULL`,
        values: [dossier],
      });
    },
    async printLetters(permit, opensOn, limit) {
      const { rowCount } = await db.query({
        name: 'letters-print',
        text: `UPDATE opening_information SET informed_at = $1, opens_on = $2
          WHERE dossier_id IN (SELECT dossier_id FROM opening_information WHERE ended_at IS NULL AND channel = 'letter' AND informed_at IS NULL
            ORDER BY written_at, dossier_id LIMIT $3)`,
        values: [toTimestamp(permit.at), opensOn, limit],
      });
      return rowCount ?? 0;
    },
    async letters(_permit, run) {
      const { rows } = await db.query<{ dossier: DossierId; sealed: Buffer; opensOn: CivilDate }>({
        name: 'letters-read',
        text: `SELECT dossier_id AS dossier, sealed, opens_on::text AS "opensOn" FROM opening_information
          WHERE channel = 'letter' AND informed_at = $1 AND ended_at IS NULL ORDER BY dossier_id`,
        values: [toTimestamp(run)],
      });
      return Promise.all(rows.map(withDay));
    },
    async printRuns() {
      const { rows } = await db.query<{ at: Instant; count: number }>({
        name: 'letters-runs',
        text: `SELECT informed_at AS at, count(*) AS count FROM opening_information
          WHERE channel = 'letter' AND informed_at IS NOT NULL AND ended_at IS NULL GROUP BY 1 ORDER BY 1 DESC LIMIT 20`,
        values: [],
      });
      return rows;
    },
    async byCode(code) {
      const { rows } = await db.query<{ dossier: DossierId; sealed: Buffer; opensOn: CivilDate }>({
        name: 'opposition-by-code',
        text: `SELECT i.dossier_id AS dossier, i.sealed, i.opens_on::text AS "opensOn" FROM opposition_code c JOIN opening_information i USING (dossier_id)
          WHERE c.code_hash = $1 AND i.opens_on IS NOT NULL`,
        values: [codeHash(code)],
      });
      if (rows[0] === undefined) return undefined;
      const { aboutName, toName } = await opened(rows[0].dossier, rows[0].sealed);
      return { dossier: rows[0].dossier, name: aboutName ?? toName, opensOn: rows[0].opensOn };
    },
    async oppose(permit, dossier, { means, by, proof }) {
      // Whoever opens the record holds this row.
      await holdAssure(db, dossier);
      const id = randomUUID();
      const at = toTimestamp(permit.at);
      const sealed = (await keys.sealer(dossier, db)).seal(oppositionBinding(dossier, id), JSON.stringify({ by, ...(proof === undefined ? {} : { proof }) }));
      await db.query({
        name: 'opposition-record',
        text: `INSERT INTO opposition (dossier_id, id, at, means, sealed) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (dossier_id) WHERE lifted_at IS NULL DO NOTHING`,
        values: [dossier, id, at, means, sealed],
      });
      // What the insurer had sent meanwhile goes with it.
      await db.query({ name: 'opposition-ends-history', text: 'DELETE FROM reimbursement_month WHERE dossier_id = $1', values: [dossier] });
      await db.query({
        name: 'opposition-ends-information',
        text: `UPDATE opening_information SET ended_at = $2, outcome = 'opposed' WHERE dossier_id = $1 AND ended_at IS NULL`,
        values: [dossier, at],
      });
      const { rows } = await db.query<{ at: Instant }>({
        name: 'opposition-at',
        text: 'SELECT at FROM opposition WHERE dossier_id = $1 AND lifted_at IS NULL',
        values: [dossier],
      });
      return rows[0]!.at;
    },
    async counts(_permit, today) {
      const { rows } = await db.query<Record<'waiting' | 'email' | 'letter' | 'lettersToPrint' | 'unreachable' | 'opposed' | 'opened', number>>({
        name: 'openings-count',
        text: `SELECT (SELECT count(*) FROM assure WHERE wrapped_key IS NOT NULL AND regime = ANY ($1)) AS waiting,
            count(*) FILTER (WHERE ended_at IS NULL AND channel = 'email') AS email,
            count(*) FILTER (WHERE ended_at IS NULL AND channel = 'letter' AND informed_at IS NOT NULL) AS letter,
            count(*) FILTER (WHERE ended_at IS NULL AND channel = 'letter' AND informed_at IS NULL) AS "lettersToPrint",
            count(*) FILTER (WHERE ended_at IS NULL AND channel = 'none') AS unreachable,
            (SELECT count(*) FROM opposition WHERE lifted_at IS NULL) AS opposed,
            count(*) FILTER (WHERE outcome = 'opened') AS opened
          FROM opening_information`,
        values: [served],
      });
      const { rows: coming } = await db.query<{ day: CivilDate; count: number }>({
        name: 'openings-coming',
        text: `SELECT opens_on::text AS day, count(*) AS count FROM opening_information WHERE ended_at IS NULL AND opens_on >= $1 GROUP BY opens_on ORDER BY opens_on LIMIT 14`,
        values: [today],
      });
      const { waiting, email, letter, lettersToPrint, unreachable, opposed, opened: openedCount } = rows[0]!;
      return { waiting, informed: { email, letter }, lettersToPrint, unreachable, opposed, opened: openedCount, coming };
    },
  };
}

const withoutDay = ({ opensOn: _, ...rest }: NewInformation): Omit<NewInformation, 'opensOn'> => rest;
