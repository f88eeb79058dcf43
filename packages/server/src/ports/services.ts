// Services a patient may pair with a record (ADR 31), in the domain's words: the register whoever runs Carnet keeps of them, and what each
// record let in. What a service then reads or writes is decided by the rules at every access (row 450).

import type { Permit } from '@carnet/domain/access';
import type { Appairage, DossierId, PersonneId, ServiceCategory } from '@carnet/domain/dossier';
import type { Instant } from '@carnet/domain/kernel';
import type { ReaderOfAccesses } from './accesses.ts';

/** As the catalogue of the DMP names them (docs/sources.md §5.8): only what is on line is served. */
export const serviceStates = ['EN_LIGNE', 'SUSPENDUE', 'DEREFERENCEE'] as const;
export type ServiceState = (typeof serviceStates)[number];

/** A finalité: what a service asks to read and to write, and why, agreed to by itself. */
export interface Purpose {
  readonly code: string;
  readonly label: { readonly fr: string; readonly en: string };
  readonly reads: readonly ServiceCategory[];
  readonly writes: readonly ServiceCategory[];
}
export interface DescribedService {
  readonly name: string;
  readonly publisher: string;
  readonly purposes: readonly Purpose[];
}
export interface Service extends DescribedService {
  /** OAuth `client_id`. */
  readonly id: string;
  readonly state: ServiceState;
  /** Goes up when what it asks for changes. */
  readonly version: number;
  readonly versionSince: Instant;
  /** Its OAuth metadata (RFC 7591), without a secret. */
  readonly client: Readonly<Record<string, unknown>>;
}

/** Public: says nothing of any record. */
export interface ServiceRegister {
  find(id: string): Promise<Service | undefined>;
  /** By name. */
  list(): Promise<readonly Service[]>;
  /** New, it is on line; known, it keeps its state, and its version goes up where its purposes change. */
  keep(service: Pick<Service, 'id' | 'client'> & DescribedService, at: Instant): Promise<Service>;
  /** False: no such service. */
  changeState(id: string, state: ServiceState): Promise<boolean>;
  /** The idPe: what this service knows this record by. The same each time, another for each service, and the way back only to who holds the key. */
  pseudonymOf(service: string, of: DossierId | PersonneId): string;
}

export interface NewPairing extends Appairage {
  readonly service: string;
  readonly version: number;
  readonly purposes: readonly string[];
  /** Of the OAuth authorisation it comes with. */
  readonly grant: string;
}
export interface KeptPairing extends Appairage {
  readonly service: string;
  readonly version: number;
  readonly purposes: readonly string[];
  readonly grants: readonly string[];
  /** Undefined: the service never came. */
  readonly lastUsedAt?: Instant;
}

export interface PairingStore {
  /** Takes the place of the pairing with this service that holds, whose newest grants it keeps; the oldest, beyond a few, are to be revoked. */
  pair(permit: Permit<'manage-accesses'>, pairing: NewPairing): Promise<{ readonly dropped: readonly string[] }>;
  /** The latest with each service, newest first; ended ones included. */
  list(permit: ReaderOfAccesses): Promise<readonly KeptPairing[]>;
  /** Ends at the permit's moment. Undefined: there was none that held. */
  end(permit: Permit<'manage-accesses'>, service: string): Promise<{ readonly grants: readonly string[] } | undefined>;
}
