// Lines of the journal as the database holds them, for commands that read it without any key: what is sealed stays sealed.

import type { Chained } from '@carnet/domain/audit';

export interface Row {
  dossier_id: string;
  /** Microseconds. */
  at: string;
  sequence: string;
  id: string;
  action: string;
  outcome: string;
  rule: string | null;
  mode: string;
  logical_id: string | null;
  type_code: string | null;
  actor_kind: string;
  actor_id: string;
  profession: string | null;
  structure_id: string | null;
  door: string;
  secret: boolean;
  authentication: string | null;
  request_id: string | null;
  previous_hash: string;
  hash: string;
  digest: string;
}

export const hex = (column: string): string => `encode(${column}, 'hex') AS ${column}`;
export const selectRows = `SELECT dossier_id, (extract(epoch FROM at) * 1000000)::bigint AS at, sequence, id, action, outcome, rule, mode, logical_id, type_code, actor_kind, actor_id,
  profession, structure_id, door, secret, authentication, request_id, ${hex('previous_hash')}, ${hex('hash')}, encode(sha256(sealed), 'hex') AS digest FROM trace`;

export const millisecondsOf = ({ at }: Pick<Row, 'at'>): number => Number(at) / 1_000;

/** Chains of traces about no existing record (server's unattachedChain). */
const isUnattached = (chain: string): boolean => chain.startsWith('00000000-0000-0000-0000-00000000000');

export const chainedOf = (row: Row): Chained =>
  ({
    id: row.id,
    at: millisecondsOf(row),
    action: row.action,
    outcome: row.outcome,
    mode: row.mode,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    door: row.door,
    secret: row.secret,
    ...(row.rule === null ? {} : { rule: row.rule }),
    ...(isUnattached(row.dossier_id) ? {} : { dossier: row.dossier_id }),
    ...(row.logical_id === null ? {} : { document: row.logical_id }),
    ...(row.type_code === null ? {} : { typeCode: row.type_code }),
    ...(row.profession === null ? {} : { profession: row.profession }),
    ...(row.structure_id === null ? {} : { structureId: row.structure_id }),
    ...(row.authentication === null ? {} : { authentication: row.authentication }),
    ...(row.request_id === null ? {} : { requestId: row.request_id }),
  }) as unknown as Chained;
