// What every store of one transaction shares.

import type { LawInForce } from '../../ports/index.ts';
import type { DossierKeys } from '../dossier-keys.ts';
import type { Vault } from '../vault.ts';
import type { Queryable } from './connection.ts';
import type { TracePartitions } from './trace-partitions.ts';

export interface StoreContext {
  /** The transaction's own client. */
  readonly db: Queryable;
  readonly keys: DossierKeys;
  readonly vault: Vault;
  readonly partitions: TracePartitions;
  readonly law: LawInForce;
}
