// Those the insurer covers. Their row waits with a key for the record to open: `dossier` takes both the id and the key over (takeWaitingKey),
// and what was sealed before opens as before. Kept apart from `ins_directory`, which says that a record exists.

import type { Assure, DossierId, Rattachement, Regime } from '@carnet/domain/dossier';
import type { Ins } from '@carnet/domain/identity';
import type { CivilDate, Instant } from '@carnet/domain/kernel';
import type { AssureStore, KnownAssure } from '../../ports/index.ts';
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

/** `rights`: since when, and until when, they are covered; absent: what was known stays. */
export type FedAssure = KnownAssure & { readonly rights?: { readonly openedOn: CivilDate; readonly closedOn?: CivilDate } };

export const saveAssure = async (db: Queryable, sealing: Sealing, assure: FedAssure, at: Instant): Promise<DossierId> =>
  (await saveAssures(db, sealing, [assure], at))[0]!;

interface Sealing {
  readonly keys: DossierKeys;
  readonly vault: Vault;
}
interface KnownIns {
  readonly asked: string;
  readonly assure: DossierId | null;
  readonly record: DossierId | null;
  readonly wrapped: Buffer | null;
}

/** Each of another INS. One statement a table, whatever their number; the ids they have from then on, in their order. */
export async function saveAssures(db: Queryable, { keys, vault }: Sealing, assures: readonly FedAssure[], at: Instant): Promise<readonly DossierId[]> {
  const hashes = assures.map(({ ins }) => insHash(vault, ins));
  // In one order, so that two that hold the same ones never wait for each other.
  await db.query({
    name: 'assures-hold',
    text: 'SELECT pg_advisory_xact_lock(held) FROM (SELECT unnest($1::bigint[]) AS held ORDER BY 1) AS given',
    values: [hashes.map((hash) => hash.readBigInt64BE().toString())],
  });
  const { rows } = await db.query<KnownIns>({
    name: 'assures-known',
    text: `SELECT asked, l.dossier_id AS assure, i.dossier_id AS record, coalesce(d.wrapped_key, a.wrapped_key) AS wrapped
      FROM unnest($1::text[]) AS asked LEFT JOIN assure_directory l ON l.ins_hash = decode(asked, 'hex') LEFT JOIN ins_directory i ON i.ins_hash = decode(asked, 'hex')
        LEFT JOIN dossier d ON d.dossier_id = coalesce(l.dossier_id, i.dossier_id) LEFT JOIN assure a ON a.dossier_id = coalesce(l.dossier_id, i.dossier_id)`,
    values: [hashes.map((hash) => hash.toString('hex'))],
  });
  const known = new Map(rows.map((row) => [row.asked, row]));
  const saved = await Promise.all(
    assures.map(async ({ id: offered, ins, traits, contact, regime, rights }, index) => {
      const { assure, record, wrapped } = known.get(hashes[index]!.toString('hex'))!;
      const id = assure ?? record ?? offered;
      const begun = assure === null && record === null ? await vault.newDossier(id) : undefined;
      const fresh = begun?.wrappedKey ?? null;
      const wrappedKey = fresh ?? wrapped;
      if (wrappedKey !== null) keys.lend(id, wrappedKey, begun?.sealer);
      const sealed = (await keys.sealer(id, db)).seal(assureBinding(id), JSON.stringify({ ins, traits, contact } satisfies SealedAssure));
      return { id, fresh, regime, sealed, listed: assure !== null, hash: hashes[index]!, rights };
    }),
  );
  const given = saved.map(({ rights }) => rights);
  await db.query({
    name: 'assures-save',
    text: `INSERT INTO assure AS a (dossier_id, wrapped_key, regime, known_at, changed_at, sealed, rights_opened_on, rights_closed_on)
      SELECT id, wrapped, regime, $7::timestamptz, $7::timestamptz, sealed, opened, closed
        FROM unnest($1::uuid[], $2::bytea[], $3::text[], $4::bytea[], $5::date[], $6::date[]) AS given (id, wrapped, regime, sealed, opened, closed)
      ON CONFLICT (dossier_id) DO UPDATE SET regime = excluded.regime, changed_at = excluded.changed_at, sealed = excluded.sealed,
        rights_opened_on = coalesce(excluded.rights_opened_on, a.rights_opened_on),
        rights_closed_on = CASE WHEN excluded.rights_opened_on IS NULL THEN a.rights_closed_on ELSE excluded.rights_closed_on END`,
    values: [
      saved.map(({ id }) => id),
      saved.map(({ fresh }) => fresh),
      saved.map(({ regime }) => regime),
      saved.map(({ sealed }) => sealed),
      given.map((rights) => rights?.openedOn ?? null),
      given.map((rights) => rights?.closedOn ?? null),
      toTimestamp(at),
    ],
  });
  const unlisted = saved.filter(({ listed }) => !listed);
  if (unlisted.length > 0)
    await db.query({
      name: 'assures-list',
      text: 'INSERT INTO assure_directory (ins_hash, dossier_id) SELECT * FROM unnest($1::bytea[], $2::uuid[])',
      values: [unlisted.map(({ hash }) => hash), unlisted.map(({ id }) => id)],
    });
  await attach(
    db,
    saved.filter(({ fresh }) => fresh === null).map(({ id }) => id),
    saved.flatMap(({ id }, index) => assures[index]!.attachedTo.map((to) => [id, to] as const)),
    at,
  );
  return saved.map(({ id }) => id);
}

/** `known`: those who were somebody before. What each is no longer attached to ends. */
async function attach(db: Queryable, known: readonly DossierId[], pairs: readonly (readonly [DossierId, DossierId])[], at: Instant): Promise<void> {
  const given = [pairs.map(([id]) => id), pairs.map(([, to]) => to)];
  if (known.length > 0) {
    // Whom nothing could be written to may be reached now.
    await db.query({
      name: 'opening-unreachable',
      text: `UPDATE opening_information SET ended_at = $2, outcome = 'set-aside' WHERE dossier_id = ANY ($1::uuid[]) AND channel = 'none' AND ended_at IS NULL`,
      values: [known, toTimestamp(at)],
    });
    await db.query({
      name: 'rattachement-end',
      text: `UPDATE rattachement r SET until = $4 WHERE r.dossier_id = ANY ($1::uuid[]) AND r.until IS NULL AND r.since < $4
        AND NOT EXISTS (SELECT FROM unnest($2::uuid[], $3::uuid[]) AS given (id, assure) WHERE given.id = r.dossier_id AND given.assure = r.assure)`,
      values: [known, ...given, toTimestamp(at)],
    });
  }
  if (pairs.length > 0)
    await db.query({
      name: 'rattachement-begin',
      text: `INSERT INTO rattachement (dossier_id, assure, since) SELECT id, assure, $3 FROM unnest($1::uuid[], $2::uuid[]) AS given (id, assure)
        WHERE NOT EXISTS (SELECT FROM rattachement r WHERE r.dossier_id = given.id AND r.assure = given.assure AND r.until IS NULL) ON CONFLICT DO NOTHING`,
      values: [...given, toTimestamp(at)],
    });
}
