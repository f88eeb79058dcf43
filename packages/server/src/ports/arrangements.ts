// The order a person of the patient's side put documents in, in one record, for themselves. Part of the ports.

import type { Permit } from '@carnet/domain/access';
import type { Arrangement } from '@carnet/domain/arrangement';
import type { LogicalId } from '@carnet/domain/document';
import type { DossierId } from '@carnet/domain/dossier';

/** Of a record that is one with others, each keeps what was put in order in it. */
export interface KeptArrangement {
  readonly dossier: DossierId;
  readonly arrangement: Arrangement;
}

export interface ArrangementStore {
  /** Of the person the permit is for, the record asked for first: nobody else's. None for who is no person of the patient's side. */
  read(permit: Permit<'list-documents' | 'export-record'>): Promise<readonly KeptArrangement[]>;
  /** As `read`, held until the transaction ends. */
  hold(permit: Permit<'list-documents'>): Promise<readonly KeptArrangement[]>;
  save(permit: Permit<'list-documents'>, kept: KeptArrangement): Promise<void>;
  /**
   * Of these documents, those this permit sees today, each with what stands for it: its last version, and of several copies the one that is shown
   * as their line (N1).
   */
  current(permit: Permit<'list-documents' | 'export-record'>, documents: readonly LogicalId[]): Promise<ReadonlyMap<LogicalId, LogicalId>>;
}
