// Measures of health: values patients, their services and professionals enter, the devices they were made with, what the patient chose of them.

import type { DocumentFacts, Permit } from '@carnet/domain/access';
import type { InstantRange } from '@carnet/domain/kernel';
import type { Measure, MeasureSettings } from '@carnet/domain/measure';
import type { MeasureKind } from '@carnet/domain/terminology';

/** What a measure was made with (HL7 PHD, PhdDevice): one in its record for each identifier. */
export interface MeasureDevice {
  readonly id: string;
  /** `urn:oid:…` and a number. */
  readonly system: string;
  readonly value: string;
  readonly manufacturer?: string;
  readonly model?: string;
  readonly name?: string;
  /** ISO/IEEE 11073 MDC. */
  readonly type?: string;
}
export interface SoughtMeasures {
  readonly kinds: readonly MeasureKind[];
  readonly period?: InstantRange;
  /** The rules, on the facts of one measure (`rowIsVisible`): what it refuses is as if it were not there. */
  readonly sees: (facts: DocumentFacts) => boolean;
}
export interface FoundMeasures {
  /** Newest first, by when they were made. */
  readonly measures: readonly Measure[];
  /** Rows that do not open, which were altered. */
  readonly missing: number;
  /** There are older ones than are looked through at once. */
  readonly more: boolean;
}
export interface MeasureStore {
  find(permit: Permit<'read-measures' | 'export-record'>, sought: SoughtMeasures): Promise<FoundMeasures>;
  /** The permit's measure. */
  of(permit: Permit<'read-measures' | 'change-measures'>): Promise<Measure>;
  /** The same value of the same moment by the same person, or service, is there once: the one that is there is then answered. */
  add(permit: Permit<'write-measures'>, measure: Measure): Promise<{ readonly measure: Measure; readonly added: boolean }>;
  /** Puts the permit's measure in place of its former version. False: somebody changed it meanwhile, or the same is there already. */
  change(permit: Permit<'change-measures'>, measure: Measure): Promise<boolean>;
  /** Destroys the permit's measure. False: it changed since that version. */
  remove(permit: Permit<'change-measures'>, version: number): Promise<boolean>;
  settings(permit: Permit<'read-measures' | 'list-documents' | 'manage-accesses' | 'export-record'>): Promise<MeasureSettings>;
  saveSettings(permit: Permit<'manage-accesses'>, settings: MeasureSettings): Promise<void>;
  /** The device of that identifier, kept now if it was not. */
  keepDevice(permit: Permit<'write-measures'>, device: MeasureDevice): Promise<{ readonly id: string; readonly added: boolean }>;
  device(permit: Permit<'read-measures'>, id: string): Promise<MeasureDevice | undefined>;
}
