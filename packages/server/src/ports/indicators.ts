// Counts, for whoever steers or runs the installation: never a person. Part of the ports; `index.ts` gathers them.

import type { PermitAcross } from '@carnet/domain/access';
import type { CivilDate, Instant } from '@carnet/domain/kernel';

/** What is counted for whoever steers or runs the installation. */
export type CountedTable =
  | 'dossiers'
  | 'autorisations'
  | 'documents-par-classe'
  | 'documents-par-mois'
  | 'consultations-par-mois'
  | 'consultations-par-profession'
  | 'urgences'
  | 'refus-par-regle';
export interface CountedLine {
  readonly table: CountedTable;
  readonly code: string;
  readonly count: number;
}
export type SecurityCount =
  | 'acces-refuses'
  | 'documents-masques'
  | 'masquages'
  | 'blocages'
  | 'sceaux'
  | 'lignes-a-sceller'
  | 'lignes'
  | 'consultations'
  | 'urgences'
  | 'journaux';
export interface IndicatorStore {
  /** Exact counts, of everything or of the structure of who holds the permit: what is too small to be shown is the application's business. */
  count(permit: PermitAcross<'read-indicators'>, period: { readonly since: Instant; readonly monthsSince: Instant }): Promise<readonly CountedLine[]>;
  /** Of the whole installation: refusals, consultations and lines since then, the rest as it is now. `sealedThrough`: by the last seal. */
  security(
    permit: PermitAcross<'administer'>,
    since: Instant,
  ): Promise<{ readonly counts: readonly { readonly code: SecurityCount; readonly count: number }[]; readonly sealedThrough?: CivilDate }>;
}
