// Aidants: invitations, and the shares they become. A code is 128 random bits, kept by a keyed hash only, and serves once. Limits hold under
// concurrency: those of a record under the lock of its journal (the trace of the act comes first), those of a person under their own lock.

import { dossierOf } from '@carnet/domain/access';
import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import type { Instant } from '@carnet/domain/kernel';
import type { Space } from '@carnet/domain/terminology';
import { randomBytes } from 'node:crypto';
import type { AidantShare, DelegationStore, FoundInvitation } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';
import { isUuid } from './statement.ts';
import { type SealedDelegation, delegationBinding } from './tie-store.ts';

const codeBytes = 16;
const codeShape = /^[A-Za-z0-9_-]{22}$/;
const purpose = 'invitation';
/** Invited and not yet answered, or accepted and not yet ended; $2 is now. */
const alive = `g.ended_at IS NULL AND g.until > $2 AND (g.accepted_at IS NOT NULL OR g.invitation_expires_at > $2)`;

interface ShareRow {
  id: string;
  personne: PersonneId | null;
  categories: Space[];
  temporary: boolean;
  invited_at: Instant;
  invitation_expires_at: Instant;
  accepted_at: Instant | null;
  until: Instant;
  ended_at: Instant | null;
  ended_by: 'patient' | 'aidant' | null;
  last_access_at: Instant | null;
  sealed: Buffer;
}

export function delegationStore(context: StoreContext): DelegationStore {
  const { db, keys, vault } = context;
  const hashOf = (code: string): Buffer => vault.blindIndex(purpose, code);
  const forget = (dossier: DossierId, id: string) =>
    db.query({ name: 'invitation-forget', text: 'DELETE FROM invitation_directory WHERE dossier_id = $1 AND delegation_id = $2', values: [dossier, id] });

  return {
    async invite(permit, { id, names, email, categories, temporary, invitationExpiresAt, until }, maximum) {
      const dossier = dossierOf(permit);
      const sealed = (await keys.sealer(dossier, db)).seal(delegationBinding(dossier, id), JSON.stringify({ names, email } satisfies SealedDelegation));
      const kept = await db.query({
        name: 'delegation-invite',
        text: `INSERT INTO delegation (dossier_id, id, categories, temporary, invited_at, invitation_expires_at, until, sealed)
          SELECT $1, $3, $4, $5, $2, $6, $7, $8 WHERE (SELECT count(*) FROM delegation g WHERE g.dossier_id = $1 AND ${alive}) < $9`,
        values: [dossier, toTimestamp(permit.at), id, categories, temporary, toTimestamp(invitationExpiresAt), toTimestamp(until), sealed, maximum],
      });
      if (kept.rowCount === 0) return undefined;
      const code = randomBytes(codeBytes).toString('base64url');
      await db.query({
        name: 'invitation-keep',
        text: 'INSERT INTO invitation_directory (code_hash, dossier_id, delegation_id, expires_at) VALUES ($1, $2, $3, $4)',
        values: [hashOf(code), dossier, id, toTimestamp(invitationExpiresAt)],
      });
      return code;
    },
    async list(permit) {
      const dossier = dossierOf(permit);
      const { rows } = await db.query<ShareRow>({ name: 'delegation-list', text: listStatement, values: [dossier] });
      const sealer = rows.length === 0 ? undefined : await keys.sealer(dossier, db);
      return rows.map((row) => toShare(row, JSON.parse(sealer!.open(delegationBinding(dossier, row.id), row.sealed).toString('utf8')) as SealedDelegation));
    },
    async change(permit, id, { categories, until }) {
      if (!isUuid(id)) return false;
      const { rowCount } = await db.query({
        name: 'delegation-change',
        text: `UPDATE delegation g SET categories = coalesce($4, g.categories), until = coalesce($5, g.until) WHERE g.dossier_id = $1 AND g.id = $3 AND ${alive}`,
        values: [dossierOf(permit), toTimestamp(permit.at), id, categories ?? null, until === undefined ? null : toTimestamp(until)],
      });
      return rowCount === 1;
    },
    async end(permit, id) {
      if (!isUuid(id)) return { ended: false };
      const dossier = dossierOf(permit);
      const { rows } = await db.query<{ own: DossierId | null }>({
        name: 'delegation-end',
        text: `UPDATE delegation g SET ended_at = $2, ended_by = 'patient' WHERE g.dossier_id = $1 AND g.id = $3 AND g.ended_at IS NULL AND g.until > $2
          RETURNING (SELECT t.dossier_id FROM tie_directory t WHERE t.personne = g.personne AND t.kind = 'titulaire' LIMIT 1) AS own`,
        values: [dossier, toTimestamp(permit.at), id],
      });
      await forget(dossier, id);
      const own = rows[0]?.own ?? undefined;
      return { ended: rows.length > 0, ...(own === undefined ? {} : { own }) };
    },
    async renounce(permit, personne) {
      await db.query({
        name: 'delegation-renounce',
        text: `UPDATE delegation g SET ended_at = $2, ended_by = 'aidant' WHERE g.dossier_id = $1 AND g.personne = $3 AND g.ended_at IS NULL AND g.until > $2`,
        values: [dossierOf(permit), toTimestamp(permit.at), personne],
      });
    },
    async find(code, at) {
      if (!codeShape.test(code)) return undefined;
      const { rows } = await db.query<ShareRow & { dossier_id: DossierId }>({
        name: 'invitation-find',
        text: findStatement,
        values: [hashOf(code), toTimestamp(at)],
      });
      const row = rows[0];
      if (row === undefined) return undefined;
      const sealer = await keys.sealer(row.dossier_id, db);
      const hidden = JSON.parse(sealer.open(delegationBinding(row.dossier_id, row.id), row.sealed).toString('utf8')) as SealedDelegation;
      return { dossier: row.dossier_id, ...toShare({ ...row, last_access_at: null }, hidden) };
    },
    accept: (invitation, by) => accept(context, invitation, by),
    async refuse({ dossier, id }, at) {
      await forget(dossier, id);
      await db.query({
        name: 'delegation-refuse',
        text: `UPDATE delegation SET ended_at = $3, ended_by = 'aidant' WHERE dossier_id = $1 AND id = $2 AND accepted_at IS NULL AND ended_at IS NULL`,
        values: [dossier, id, toTimestamp(at)],
      });
    },
  };
}

async function accept(
  { db, keys }: StoreContext,
  { dossier, id, names, email }: FoundInvitation,
  { personne, name, at, maximum }: Parameters<DelegationStore['accept']>[1],
): ReturnType<DelegationStore['accept']> {
  // One acceptance of this person at a time: two records would each count the other out.
  await db.query({ name: 'aidant-lock', text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', values: [`aidant|${personne}`] });
  const { rows } = await db.query<{ tied: boolean; shares: number }>({
    name: 'aidant-count',
    text: countStatement,
    values: [personne, toTimestamp(at), dossier],
  });
  if (rows[0]!.tied) return 'tied';
  if (rows[0]!.shares >= maximum) return 'too-many';
  // Whoever takes the code out of the directory has used it.
  const used = await db.query({
    name: 'invitation-use',
    text: 'DELETE FROM invitation_directory WHERE dossier_id = $1 AND delegation_id = $2 AND expires_at > $3',
    values: [dossier, id, toTimestamp(at)],
  });
  if (used.rowCount === 0) return 'used';
  const sealed = (await keys.sealer(dossier, db)).seal(
    delegationBinding(dossier, id),
    JSON.stringify({ names: { ...names, account: name }, email } satisfies SealedDelegation),
  );
  await db.query({
    name: 'delegation-accept',
    text: 'UPDATE delegation SET personne = $3, accepted_at = $4, sealed = $5 WHERE dossier_id = $1 AND id = $2',
    values: [dossier, id, personne, toTimestamp(at), sealed],
  });
  await db.query({
    name: 'tie-aidant',
    text: `INSERT INTO tie_directory (personne, dossier_id, kind) VALUES ($1, $2, 'aidant') ON CONFLICT DO NOTHING`,
    values: [personne, dossier],
  });
  return 'accepted';
}

/** $1 the person, $2 now, $3 the record they would enter. */
const countStatement = `
  SELECT EXISTS (SELECT FROM dossier d WHERE d.dossier_id = $3 AND d.titulaire = $1)
      OR EXISTS (SELECT FROM representation r WHERE r.dossier_id = $3 AND r.personne = $1 AND r.kind <> 'curateur' AND r.since <= $2 AND (r.until IS NULL OR r.until > $2))
      OR EXISTS (SELECT FROM delegation g WHERE g.dossier_id = $3 AND g.personne = $1 AND g.until > $2 AND g.ended_at IS NULL) AS tied,
    (SELECT count(*) FROM tie_directory t JOIN delegation g ON g.dossier_id = t.dossier_id AND g.personne = t.personne
      WHERE t.personne = $1 AND t.kind = 'aidant' AND g.until > $2 AND g.ended_at IS NULL) AS shares`;

const findStatement = `
  SELECT g.* FROM invitation_directory i JOIN delegation g ON g.dossier_id = i.dossier_id AND g.id = i.delegation_id
    JOIN dossier d ON d.dossier_id = i.dossier_id AND d.life = 'ouvert'
  WHERE i.code_hash = $1 AND i.expires_at > $2 AND g.accepted_at IS NULL AND g.ended_at IS NULL AND g.until > $2`;

const listStatement = `
  SELECT g.*, (SELECT max(t.at) FROM trace t WHERE t.dossier_id = g.dossier_id AND t.actor_id = g.personne::text AND t.actor_kind = 'aidant'
      AND t.outcome = 'granted' AND t.at >= g.accepted_at AND t.at <= least(g.until, g.ended_at)) AS last_access_at
  FROM delegation g WHERE g.dossier_id = $1 ORDER BY g.invited_at DESC, g.id`;

const toShare = (row: ShareRow, { names, email }: SealedDelegation): AidantShare => ({
  id: row.id,
  names,
  email,
  categories: row.categories,
  temporary: row.temporary,
  invitedAt: row.invited_at,
  invitationExpiresAt: row.invitation_expires_at,
  ...(row.accepted_at === null ? {} : { acceptedAt: row.accepted_at }),
  until: row.until,
  ...(row.ended_at === null || row.ended_by === null ? {} : { ended: { at: row.ended_at, by: row.ended_by } }),
  ...(row.last_access_at === null ? {} : { lastAccessAt: row.last_access_at }),
});
