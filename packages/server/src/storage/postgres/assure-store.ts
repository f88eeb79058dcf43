// Those the insurer covers. Their row waits with a key for the record to open: `dossier` takes both the id and the key over (takeWaitingKey),
// and what was sealed before opens as before. Kept apart from `ins_directory`, which says that a record exists.

import type { Assure, DossierId, Rattachement, Regime } from '@carnet/domain/dossier';
import type { Ins } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';
import type { AssureStore, KnownAssure } from '../../ports.ts';
import type { DossierKeys } from '../dossier-keys.ts';
import type { Vault } from '../vault.ts';
import type { Queryable } from './connection.ts';
import type { StoreContext } from './context.ts';
import { insHash } from './ins-hash.ts';
import { toTimestamp } from './instants.ts';

type SealedAssure = Pick<Assure, 'ins' | 'traits' | 'contact'>;
export const assureBinding = (id: DossierId): string => `assure|${id}`;

interface AssureRow {
  readonly id: DossierId;
  readonly regime: Regime;
  readonly sealed: Buffer;
  readonly opposed_at: Instant | null;
  readonly attached: readonly { readonly to: DossierId; readonly since: Instant }[];
}
const columns = `a.dossier_id AS id, a.regime, a.sealed,
  (SELECT coalesce(json_agg(json_build_object('to', r.assure, 'since', (extract(epoch FROM r.since) * 1000)::bigint) ORDER BY r.since, r.assure), '[]')
   FROM rattachement r WHERE r.dossier_id = a.dossier_id AND r.until IS NULL) AS attached,
  (SELECT o.at FROM opposition o WHERE o.dossier_id = a.dossier_id AND o.lifted_at IS NULL) AS opposed_at`;

export function assureStore({ db, keys, vault }: StoreContext): AssureStore {
  const opened = async ({ id, regime, sealed, attached, opposed_at: opposedAt }: AssureRow): Promise<Assure> => {
    const hidden = JSON.parse((await keys.sealer(id, db)).open(assureBinding(id), sealed).toString('utf8')) as SealedAssure;
    return { id, regime, ...hidden, rattachements: attached satisfies readonly Rattachement[], ...(opposedAt === null ? {} : { opposedAt }) };
  };
  const byId = async (id: DossierId): Promise<Assure | undefined> => {
    const { rows } = await db.query<AssureRow>({ name: 'assure-read', text: `SELECT ${columns} FROM assure a WHERE a.dossier_id = $1`, values: [id] });
    return rows[0] && opened(rows[0]);
  };
  return {
    async find(permit, ins) {
      const id = await idIn(db, vault, 'assure_directory', ins);
      if (id === undefined) return undefined;
      // An opposition recorded at this very moment is waited for, or waits (opening-store.ts).
      if (permit.action === 'create-record') await holdAssure(db, id);
      return byId(id);
    },
    read: (_permit, id) => byId(id),
    async emailOf(id) {
      return (await byId(id))?.contact.telecoms.find(({ kind }) => kind === 'email')?.value;
    },
    idOf: (_permit, ins) => idIn(db, vault, 'assure_directory', ins),
    save: (permit, assure) => saveAssure(db, { keys, vault }, assure, permit.at),
    async ayantsDroit(_permit, insured) {
      const { rows } = await db.query<AssureRow>({
        name: 'assure-ayants-droit',
        text: `SELECT ${columns} FROM assure a WHERE a.dossier_id IN (SELECT dossier_id FROM rattachement WHERE assure = $1 AND until IS NULL) ORDER BY a.dossier_id`,
        values: [insured],
      });
      return Promise.all(rows.map(opened));
    },
  };
}

async function idIn(db: Queryable, vault: Vault, directory: 'assure_directory' | 'ins_directory', ins: Ins): Promise<DossierId | undefined> {
  const { rows } = await db.query<{ id: DossierId }>({
    name: `id-in-${directory}`,
    text: `SELECT dossier_id AS id FROM ${directory} WHERE ins_hash = $1`,
    values: [insHash(vault, ins)],
  });
  return rows[0]?.id;
}

/** Until the transaction ends nobody else opens a record for them, nor opposes its opening. */
export async function holdAssure(db: Queryable, id: DossierId): Promise<void> {
  await db.query({ name: 'assure-hold', text: 'SELECT FROM assure WHERE dossier_id = $1 FOR UPDATE', values: [id] });
}

/** Until the transaction ends nobody else gives this INS an id. */
export async function holdIns(db: Queryable, vault: Vault, ins: Ins): Promise<void> {
  await db.query({ name: 'ins-hold', text: 'SELECT pg_advisory_xact_lock($1::bigint)', values: [insHash(vault, ins).readBigInt64BE().toString()] });
}

/** The record opens: the key that waited for it, which it keeps from then on; nothing is awaited of its opening any more. Undefined: no key waited. */
export async function takeWaitingKey(db: Queryable, id: DossierId, at: Instant): Promise<Buffer | undefined> {
  const { rows } = await db.query<{ wrapped: Buffer | null }>({
    name: 'assure-key',
    text: 'SELECT wrapped_key AS wrapped FROM assure WHERE dossier_id = $1 FOR UPDATE',
    values: [id],
  });
  await db.query({ name: 'assure-key-taken', text: 'UPDATE assure SET wrapped_key = NULL WHERE dossier_id = $1', values: [id] });
  await db.query({
    name: 'opening-ended',
    text: `UPDATE opening_information SET ended_at = $2, outcome = 'opened' WHERE dossier_id = $1 AND ended_at IS NULL`,
    values: [id, toTimestamp(at)],
  });
  await db.query({
    name: 'opposition-lifted',
    text: 'UPDATE opposition SET lifted_at = $2 WHERE dossier_id = $1 AND lifted_at IS NULL',
    values: [id, toTimestamp(at)],
  });
  return rows[0]?.wrapped ?? undefined;
}

/** Whether this INS waits under another id than this one. */
export async function waitsElsewhere(db: Queryable, vault: Vault, ins: Ins, id: DossierId): Promise<boolean> {
  const known = await idIn(db, vault, 'assure_directory', ins);
  return known !== undefined && known !== id;
}

export async function saveAssure(
  db: Queryable,
  { keys, vault }: { readonly keys: DossierKeys; readonly vault: Vault },
  { id: offered, ins, traits, contact, regime, attachedTo }: KnownAssure,
  at: Instant,
): Promise<DossierId> {
  await holdIns(db, vault, ins);
  const known = await idIn(db, vault, 'assure_directory', ins);
  const record = known ?? (await idIn(db, vault, 'ins_directory', ins));
  const id = record ?? offered;
  const wrappedKey = record === undefined ? await vault.newDossierKey(id) : undefined;
  if (wrappedKey !== undefined) keys.lend(id, wrappedKey);
  const sealed = (await keys.sealer(id, db)).seal(assureBinding(id), JSON.stringify({ ins, traits, contact } satisfies SealedAssure));
  await db.query({
    name: 'assure-save',
    text: `INSERT INTO assure (dossier_id, wrapped_key, regime, known_at, changed_at, sealed) VALUES ($1, $2, $3, $4, $4, $5)
      ON CONFLICT (dossier_id) DO UPDATE SET regime = excluded.regime, changed_at = excluded.changed_at, sealed = excluded.sealed`,
    values: [id, wrappedKey ?? null, regime, toTimestamp(at), sealed],
  });
  if (known === undefined)
    await db.query({ name: 'assure-list', text: 'INSERT INTO assure_directory (ins_hash, dossier_id) VALUES ($1, $2)', values: [insHash(vault, ins), id] });
  // Whom nothing could be written to may be reached now.
  await db.query({
    name: 'opening-unreachable',
    text: `UPDATE opening_information SET ended_at = $2, outcome = 'set-aside' WHERE dossier_id = $1 AND channel = 'none' AND ended_at IS NULL`,
    values: [id, toTimestamp(at)],
  });
  await db.query({
    name: 'rattachement-end',
    text: 'UPDATE rattachement SET until = $3 WHERE dossier_id = $1 AND until IS NULL AND since < $3 AND assure <> ALL ($2::uuid[])',
    values: [id, attachedTo, toTimestamp(at)],
  });
  await db.query({
    name: 'rattachement-begin',
    text: `INSERT INTO rattachement (dossier_id, assure, since) SELECT $1, given, $3 FROM unnest($2::uuid[]) AS given
      WHERE NOT EXISTS (SELECT FROM rattachement r WHERE r.dossier_id = $1 AND r.assure = given AND r.until IS NULL) ON CONFLICT DO NOTHING`,
    values: [id, attachedTo, toTimestamp(at)],
  });
  return id;
}
