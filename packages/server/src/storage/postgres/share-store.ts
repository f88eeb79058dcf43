// Codes of sharing: found by keyed hashes, sealed with who made them. Redeemed by one statement that asks again whether it is still good, so that of
// two at once one is refused. Tries are counted under a lock of their own, before the answer is known.

import { type Permit, dossierOf, eachPart } from '@carnet/domain/access';
import { type DossierId, type PersonneId, type ShareSpan, spokenLength, spokenSigns } from '@carnet/domain/dossier';
import type { PsIdNat } from '@carnet/domain/identity';
import { type Instant, invariant } from '@carnet/domain/kernel';
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { FoundShare, GivenShareCode, Share, ShareGiver, ShareStore } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';

export const shareBinding = (dossier: DossierId, id: string): string => `share_code|${dossier}|${id}`;
const secretShape = /^[A-Za-z0-9_-]{22}$/;
/** First half of the locks of this store. */
const lockClass = 723_044;

interface Row {
  id: string;
  made_at: Instant;
  until: Instant;
  span: ShareSpan;
  redeemed_at: Instant | null;
  redeemed_by: PsIdNat | null;
  sealed: Buffer;
}
interface Sealed {
  readonly secret: string;
  readonly code: string;
  readonly giver: ShareGiver;
}

/** The law lets nobody but the patient and who represents them make one. */
function giverIn({ actor }: Permit<'read-accesses' | 'manage-accesses'>): PersonneId {
  invariant('personne' in actor, 'a code of sharing is a person’s');
  return actor.personne;
}
const drawn = (): string => Array.from({ length: spokenLength }, () => spokenSigns[randomInt(spokenSigns.length)]).join('');
const waits = 'redeemed_at IS NULL AND withdrawn_at IS NULL';

export function shareStore({ db, keys, vault }: StoreContext): ShareStore {
  const secretHash = (secret: string): Buffer => vault.blindIndex('share-secret', secret);
  const codeHash = (code: string): Buffer => vault.blindIndex('share-code', code);
  const hashOf = (given: GivenShareCode): Buffer => ('secret' in given ? secretHash(given.secret) : codeHash(given.code));
  const opened = async (dossier: DossierId, { id, sealed }: Pick<Row, 'id' | 'sealed'>): Promise<Sealed> =>
    JSON.parse((await keys.sealer(dossier, db)).open(shareBinding(dossier, id), sealed).toString('utf8')) as Sealed;

  /** A code that is being shown is nobody else's: drawn again. */
  const keepCode = async (dossier: DossierId, id: string): Promise<string> => {
    for (;;) {
      const code = drawn();
      const { rowCount } = await db.query({
        name: 'share-code-keep',
        text: 'INSERT INTO share_code_directory (hash, dossier_id, id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
        values: [codeHash(code), dossier, id],
      });
      if (rowCount === 1) return code;
    }
  };
  const withdrawEach = async (permit: Permit<'manage-accesses'>): Promise<number> => {
    let withdrawn = 0;
    for (const part of eachPart(permit)) {
      const { rowCount } = await db.query({
        name: 'share-withdraw',
        text: `UPDATE share_code SET withdrawn_at = $3 WHERE dossier_id = $1 AND personne = $2 AND ${waits} AND until > $3`,
        values: [dossierOf(part), giverIn(permit), toTimestamp(permit.at)],
      });
      withdrawn += rowCount ?? 0;
    }
    return withdrawn;
  };

  return {
    async make(permit, { span, until, giver }) {
      await withdrawEach(permit);
      const [dossier, id] = [dossierOf(permit), randomUUID()];
      const secret = randomBytes(16).toString('base64url');
      const code = await keepCode(dossier, id);
      await db.query({
        name: 'share-code-keep',
        text: 'INSERT INTO share_code_directory (hash, dossier_id, id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
        values: [secretHash(secret), dossier, id],
      });
      await db.query({
        name: 'share-make',
        text: 'INSERT INTO share_code (dossier_id, id, personne, made_at, until, span, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7)',
        values: [
          dossier,
          id,
          giverIn(permit),
          toTimestamp(permit.at),
          toTimestamp(until),
          span,
          (await keys.sealer(dossier, db)).seal(shareBinding(dossier, id), JSON.stringify({ secret, code, giver } satisfies Sealed)),
        ],
      });
      return { secret, code, madeAt: permit.at, until, span };
    },
    async last(permit, since) {
      let last: Share | undefined;
      for (const part of eachPart(permit)) {
        const dossier = dossierOf(part);
        const { rows } = await db.query<Row>({
          name: 'share-last',
          text: `SELECT id, made_at, until, span, redeemed_at, redeemed_by, sealed FROM share_code
            WHERE dossier_id = $1 AND personne = $2 AND ((${waits} AND until > $3) OR redeemed_at > $4) ORDER BY made_at DESC, id DESC LIMIT 1`,
          values: [dossier, giverIn(permit), toTimestamp(permit.at), toTimestamp(since)],
        });
        const [row] = rows;
        if (row === undefined || (last !== undefined && last.madeAt >= row.made_at)) continue;
        const { secret, code } = await opened(dossier, row);
        const { made_at: madeAt, until, span, redeemed_at: at, redeemed_by: by } = row;
        last = { secret, code, madeAt, until, span, ...(at === null || by === null ? {} : { redeemed: { by, at } }) };
      }
      return last;
    },
    withdraw: async (permit) => (await withdrawEach(permit)) > 0,
    async state(secret, at) {
      if (!secretShape.test(secret)) return 'over';
      const { rows } = await db.query<{ state: 'waiting' | 'redeemed' | 'over' }>({
        name: 'share-state',
        text: `SELECT CASE WHEN s.redeemed_at IS NOT NULL THEN 'redeemed' WHEN s.withdrawn_at IS NULL AND s.until > $2 THEN 'waiting' ELSE 'over' END AS state
          FROM share_code_directory d JOIN share_code s ON s.dossier_id = d.dossier_id AND s.id = d.id WHERE d.hash = $1`,
        values: [secretHash(secret), toTimestamp(at)],
      });
      return rows[0]?.state ?? 'over';
    },

    async find(given, at) {
      const { rows } = await db.query<{ dossier_id: DossierId; id: string; span: ShareSpan }>({
        name: 'share-find',
        text: `SELECT s.dossier_id, s.id, s.span FROM share_code_directory d JOIN share_code s ON s.dossier_id = d.dossier_id AND s.id = d.id
          WHERE d.hash = $1 AND ${waits} AND s.until > $2`,
        values: [hashOf(given), toTimestamp(at)],
      });
      return rows[0] && { dossier: rows[0].dossier_id, id: rows[0].id, span: rows[0].span };
    },
    async giver(permit, found) {
      const dossier = foundIn(permit, found);
      const { rows } = await db.query<Row & { personne: PersonneId }>({
        name: 'share-giver',
        text: 'SELECT id, personne, sealed FROM share_code WHERE dossier_id = $1 AND id = $2',
        values: [dossier, found.id],
      });
      const { giver } = await opened(dossier, rows[0]!);
      return { ...giver, personne: rows[0]!.personne };
    },
    async redeem(permit, found, by) {
      const { rowCount } = await db.query({
        name: 'share-redeem',
        text: `UPDATE share_code SET redeemed_at = $3, redeemed_by = $4 WHERE dossier_id = $1 AND id = $2 AND ${waits} AND until > $3`,
        values: [foundIn(permit, found), found.id, toTimestamp(permit.at), by],
      });
      return rowCount === 1;
    },

    async spendTry(actor, at, { tries, since }) {
      await db.query({ name: 'share-try-lock', text: 'SELECT pg_advisory_xact_lock($1, hashtext($2))', values: [lockClass, actor] });
      const { rows } = await db.query<{ id: string }>({
        name: 'share-try',
        text: `INSERT INTO share_try (actor, at) SELECT $1, $2 WHERE (SELECT count(*) FROM share_try WHERE actor = $1 AND at > $3) < $4 RETURNING id::text AS id`,
        values: [actor, toTimestamp(at), toTimestamp(since), tries],
      });
      return rows[0]?.id;
    },
    async giveTryBack(id) {
      await db.query({ name: 'share-try-back', text: 'DELETE FROM share_try WHERE id = $1', values: [id] });
    },
  };
}

/** A permit for one record redeems no code of another. */
function foundIn(permit: Permit<'redeem-share'>, { dossier }: FoundShare): DossierId {
  invariant(
    eachPart(permit).some((part) => dossierOf(part) === dossier),
    'a code of sharing is of the record of the permit',
  );
  return dossier;
}
