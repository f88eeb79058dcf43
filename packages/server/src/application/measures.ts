// Measures of health: entered by the patient, by who represents them, by a professional, by a service the patient paired; corrected and withdrawn by
// whoever entered them. Each reading is decided and traced; each measure a reading tells is one the rules let this caller see.

import { type Permit, type Policy, eachPart, rowIsVisible } from '@carnet/domain/access';
import { actorId } from '@carnet/domain/audit';
import type { DossierId } from '@carnet/domain/dossier';
import type { Ins } from '@carnet/domain/identity';
import { type Finding, type Result, ok, refuse } from '@carnet/domain/kernel';
import { type EnteredBy, type Measure, type MeasureId, type MeasureSettings, type MeasuredValue, validateMeasure } from '@carnet/domain/measure';
import type { DossierKey, FoundMeasures, MeasureDevice, Ports, SoughtMeasures } from '../ports/index.ts';
import { announceConsultation } from './announce-consultation.ts';
import type { Caller } from './caller.ts';
import { type Allowed, withAccess } from './with-access.ts';

/** Those of a search that this caller sees. */
export const measuresSeen = (
  { permit, tx, policy }: Pick<Allowed<'read-measures'>, 'tx' | 'policy'> & { readonly permit: Permit<'read-measures' | 'export-record'> },
  sought: Omit<SoughtMeasures, 'sees'>,
): Promise<FoundMeasures> => inEachRecord(permit, (part) => tx.measures.find(part, { ...sought, sees: visibleTo(part, policy) }));

/** Of records that are one person's: each is looked through with its own rights. */
async function inEachRecord<A extends 'read-measures' | 'export-record'>(
  permit: Permit<A>,
  find: (part: Permit<A>) => Promise<FoundMeasures>,
): Promise<FoundMeasures> {
  const found: FoundMeasures[] = [];
  for (const part of eachPart(permit)) found.push(await find(part));
  return {
    measures: found.length === 1 ? found[0]!.measures : found.flatMap(({ measures }) => measures).toSorted((a, b) => b.at - a.at),
    missing: found.reduce((sum, { missing }) => sum + missing, 0),
    more: found.some(({ more }) => more),
  };
}

export const visibleTo =
  (permit: Permit<'read-measures' | 'export-record'>, policy: Policy): SoughtMeasures['sees'] =>
  (facts) =>
    rowIsVisible(permit, facts, policy);

/** A measure, and the number its patient has today. */
export interface OnePatients {
  readonly measure: Measure;
  readonly ins: Ins;
}

/** `DOCUMENT_INEXISTANT`: no such measure, or none this caller sees. */
export const readMeasure = (ports: Ports, caller: Caller, dossier: DossierKey, id: MeasureId): Promise<Result<OnePatients>> =>
  withAccess(ports, caller, { action: 'read-measures', dossier, document: { measure: id } }, async (allowed) => {
    await announceConsultation(ports, caller, allowed);
    const { permit, tx } = allowed;
    return ok({ measure: await tx.measures.of(permit), ins: (await tx.dossiers.identity(permit)).ins });
  });

export interface NewMeasure extends MeasuredValue {
  /** OID of the solution that sends it. */
  readonly source?: string;
  /** Place, among the devices that are sent, of the one it was made with. */
  readonly device?: number;
}
type Field = Parameters<typeof validateMeasure>[2];
/** How the sender calls the fields of a measure. */
export type FieldNames = (index: number) => Field;

export interface Entered {
  readonly dossier: DossierId;
  readonly ins: Ins;
  readonly measures: readonly { readonly measure: Measure; readonly added: boolean }[];
  readonly devices: readonly { readonly id: string; readonly added: boolean }[];
}

/** All of them or none. `MESURE_REFUSEE` names every value that cannot be. */
export function enterMeasures(
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  { measures, devices = [] }: { readonly measures: readonly NewMeasure[]; readonly devices?: readonly Omit<MeasureDevice, 'id'>[] },
  fields: FieldNames = () => undefined,
): Promise<Result<Entered>> {
  return withAccess(ports, caller, { action: 'write-measures', dossier }, async ({ permit, tx, at }) => {
    const { ins, traits } = await tx.dossiers.identity(permit);
    const valid: (NewMeasure & MeasuredValue)[] = [];
    const findings: Finding[] = [];
    for (const [index, one] of measures.entries()) {
      const { source, device, ...measured } = one;
      const read = validateMeasure(measured, { now: at, birthDate: traits.birthDate }, fields(index));
      if (read.ok) valid.push({ ...read.value, ...(source === undefined ? {} : { source }), ...(device === undefined ? {} : { device }) });
      else findings.push(...read.findings);
    }
    if (findings.length > 0) return refuse('MESURE_REFUSEE', findings);
    const kept = [];
    for (const device of devices) kept.push(await tx.measures.keepDevice(permit, { ...device, id: ports.newId() }));
    const entered = [];
    for (const { device, ...one } of valid) {
      const measure: Measure = {
        ...one,
        id: ports.newId() as MeasureId,
        enteredBy: entererOf(caller),
        enteredAt: at,
        changedAt: at,
        version: 1,
        ...(device === undefined ? {} : { device: kept[device]!.id }),
        ...(permit.secret ? { secret: true } : {}),
      };
      entered.push(await tx.measures.add(permit, measure));
    }
    return ok({ dossier: permit.dossier.id, ins, measures: entered, devices: kept });
  });
}

/** The rules let nobody else enter one. */
function entererOf({ actor, context }: Caller): EnteredBy {
  const kind = actor.kind;
  if (kind !== 'titulaire' && kind !== 'representant' && kind !== 'professionnel' && kind !== 'service-tiers')
    throw new Error(`${kind} was let enter a measure`);
  return { kind, id: actorId(actor), name: context.actorName };
}

/** `VERSION_PERIMEE`: it was changed since; `version` absent: whatever it is. The kind of a measure never changes. */
export function correctMeasure(
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  id: MeasureId,
  { version, kind, ...said }: Omit<MeasuredValue, 'kind'> & Partial<Pick<Measure, 'kind' | 'version'>>,
  field: NonNullable<Field> = (name) => name,
): Promise<Result<OnePatients>> {
  return withAccess(ports, caller, { action: 'change-measures', dossier, document: { measure: id } }, async ({ permit, tx, at }) => {
    const { ins, traits } = await tx.dossiers.identity(permit);
    const { value: _, diastolic: __, at: ___, comment: ____, ...known } = await tx.measures.of(permit);
    if (kind !== undefined && kind !== known.kind) return refuse('MESURE_REFUSEE', [{ field: field('kind'), rule: 'CHAMP_NON_MODIFIABLE' }]);
    const read = validateMeasure({ ...said, kind: known.kind }, { now: at, birthDate: traits.birthDate }, field);
    if (!read.ok) return refuse('MESURE_REFUSEE', read.findings);
    if (version !== undefined && known.version !== version) return refuse('VERSION_PERIMEE');
    const measure: Measure = { ...known, ...read.value, changedAt: at, version: known.version + 1 };
    return (await tx.measures.change(permit, measure)) ? ok({ measure, ins }) : refuse('VERSION_PERIMEE');
  });
}

/** Destroyed: what its author takes back was never part of a record of care. The journal keeps that it was. */
export function withdrawMeasure(ports: Ports, caller: Caller, dossier: DossierKey, id: MeasureId, version?: number): Promise<Result<undefined>> {
  return withAccess(ports, caller, { action: 'change-measures', dossier, document: { measure: id } }, async ({ permit, tx }) => {
    const known = await tx.measures.of(permit);
    return (await tx.measures.remove(permit, version ?? known.version)) ? ok(undefined) : refuse('VERSION_PERIMEE');
  });
}

/** What is named changes, the rest stays. */
export function chooseOfMeasures(
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  change: Partial<Omit<MeasureSettings, 'hba1cTarget'>> & { readonly hba1cTarget?: number | null },
): Promise<Result<MeasureSettings>> {
  return withAccess(ports, caller, { action: 'manage-accesses', dossier }, async ({ permit, tx }) => {
    const { hba1cTarget: former, ...known } = await tx.measures.settings(permit);
    const { hba1cTarget: asked, ...said } = change;
    const target = asked === undefined ? former : (asked ?? undefined);
    const settings = { ...known, ...said, ...(target === undefined ? {} : { hba1cTarget: target }) };
    await tx.measures.saveSettings(permit, settings);
    return ok(settings);
  });
}

export const readDevice = (ports: Ports, caller: Caller, dossier: DossierKey, id: string): Promise<Result<MeasureDevice>> =>
  withAccess(ports, caller, { action: 'read-measures', dossier }, async ({ permit, tx }) => {
    const device = await tx.measures.device(permit, id);
    return device === undefined ? refuse('DOCUMENT_INEXISTANT') : ok(device);
  });
