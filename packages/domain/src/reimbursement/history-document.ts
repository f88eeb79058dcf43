// The document made of the history of one record, before it is written in any format.

import type { UniqueId } from '../document/ids.ts';
import type { Ins } from '../identity/ins.ts';
import type { Structure } from '../identity/professionnel.ts';
import type { IdentityTraits } from '../identity/traits.ts';
import type { Instant } from '../kernel/instant.ts';
import type { HistoryPeriod, HistoryTables } from './history.ts';

export interface HistoryDocument {
  readonly uniqueId: UniqueId;
  /** The same for every content this document ever had. */
  readonly setId: UniqueId;
  readonly version: number;
  readonly patient: { readonly ins: Ins; readonly traits: IdentityTraits };
  readonly insurer: Pick<Structure, 'id' | 'name'>;
  readonly at: Instant;
  readonly period: HistoryPeriod;
  readonly tables: HistoryTables;
}
