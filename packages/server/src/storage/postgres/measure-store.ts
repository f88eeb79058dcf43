// Measures, one sealed row each. A row tells when it was made, and by keyed hashes of the record's own that two are of one kind: never which.

import { type Permit, dossierOf } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';
import { invariant } from '@carnet/domain/kernel';
import { type Measure, type MeasureId, type MeasureSettings, defaultMeasureSettings, measureFacts } from '@carnet/domain/measure';
import type { FoundMeasures, MeasureDevice, MeasureStore, SoughtMeasures } from '../../ports/index.ts';
import { unlessAltered } from '../integrity-fault.ts';
import type { Sealer, Vault } from '../vault.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp, toTimestampOrNull } from './instants.ts';
import { isUuid } from './statement.ts';

/** A search opens so many at most, newest first: some tens of milliseconds. */
const measuresMaximum = 5000;
const tagBytes = 16;

export const measureBinding = (dossier: DossierId, id: string): string => `measure|${dossier}|${id}`;
export const deviceBinding = (dossier: DossierId, id: string): string => `measure_device|${dossier}|${id}`;
export const measureSettingsBinding = (dossier: DossierId): string => `measure_settings|${dossier}`;

const tagOf = (vault: Vault, dossier: DossierId, kind: string): Buffer => vault.recordIndex('measure', dossier, kind).subarray(0, tagBytes);
const markOf = (vault: Vault, dossier: DossierId, { kind, value, diastolic, at, enteredBy }: Measure): Buffer =>
  vault.recordIndex('measure-mark', dossier, [kind, value, diastolic ?? '', at, enteredBy.kind, enteredBy.id].join('|')).subarray(0, tagBytes);

interface Row {
  id: MeasureId;
  version: number;
  sealed: Buffer;
}
const opened = (sealer: Sealer, dossier: DossierId, { id, version, sealed }: Row): Measure => ({
  ...(JSON.parse(sealer.open(measureBinding(dossier, id), sealed).toString('utf8')) as Omit<Measure, 'id' | 'version'>),
  id,
  version,
});

/** Undefined: no such measure. */
export async function measureOf({ db, keys }: Pick<StoreContext, 'db' | 'keys'>, dossier: DossierId, id: MeasureId): Promise<Measure | undefined> {
  const { rows } = await db.query<Row>({
    name: 'measure-of',
    text: 'SELECT id, version, sealed FROM measure WHERE dossier_id = $1 AND id = $2',
    values: [dossier, id],
  });
  return rows[0] && opened(await keys.sealer(dossier, db), dossier, rows[0]);
}

export async function measureSettingsOf({ db, keys }: Pick<StoreContext, 'db' | 'keys'>, dossier: DossierId): Promise<MeasureSettings> {
  const { rows } = await db.query<{ sealed: Buffer }>({
    name: 'measure-settings',
    text: 'SELECT sealed FROM measure_settings WHERE dossier_id = $1',
    values: [dossier],
  });
  if (rows[0] === undefined) return defaultMeasureSettings;
  return JSON.parse((await keys.sealer(dossier, db)).open(measureSettingsBinding(dossier), rows[0].sealed).toString('utf8')) as MeasureSettings;
}

const measureIn = (permit: Permit<'read-measures' | 'change-measures'>): MeasureId => {
  const id = permit.document?.measure;
  invariant(id !== undefined, 'a permit for one measure names it');
  return id as MeasureId;
};

export function measureStore(context: StoreContext): MeasureStore {
  const { db, keys, vault } = context;
  const written = async (dossier: DossierId, measure: Measure): Promise<readonly unknown[]> => {
    const { id, version, ...said } = measure;
    const sealed = (await keys.sealer(dossier, db)).seal(measureBinding(dossier, id), JSON.stringify(said));
    return [dossier, id, tagOf(vault, dossier, measure.kind), markOf(vault, dossier, measure), toTimestamp(measure.at), version, sealed];
  };
  return {
    find: (permit, sought) => find(context, permit, sought),
    async of(permit) {
      const measure = await measureOf(context, dossierOf(permit), measureIn(permit));
      invariant(measure !== undefined, 'the permit’s measure was there when it was decided');
      return measure;
    },
    async add(permit, measure) {
      const dossier = dossierOf(permit);
      const { rowCount } = await db.query({
        name: 'measure-add',
        text: `INSERT INTO measure (dossier_id, id, tag, mark, made_at, version, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7)
          ON CONFLICT (dossier_id, mark) DO NOTHING`,
        values: [...(await written(dossier, measure))],
      });
      if (rowCount === 1) return { measure, added: true };
      const { rows } = await db.query<Row>({
        name: 'measure-same',
        text: 'SELECT id, version, sealed FROM measure WHERE dossier_id = $1 AND mark = $2',
        values: [dossier, markOf(vault, dossier, measure)],
      });
      invariant(rows[0] !== undefined, 'what was in the way is there');
      return { measure: opened(await keys.sealer(dossier, db), dossier, rows[0]), added: false };
    },
    async change(permit, measure) {
      invariant(measure.id === measureIn(permit), 'the permit is for this measure');
      const { rowCount } = await db.query({
        name: 'measure-change',
        text: `UPDATE measure m SET tag = $3, mark = $4, made_at = $5, version = $6, sealed = $7
          WHERE m.dossier_id = $1 AND m.id = $2 AND m.version = $6::integer - 1
            AND NOT EXISTS (SELECT FROM measure o WHERE o.dossier_id = $1 AND o.mark = $4 AND o.id <> $2)`,
        values: [...(await written(dossierOf(permit), measure))],
      });
      return rowCount === 1;
    },
    async remove(permit, version) {
      const { rowCount } = await db.query({
        name: 'measure-remove',
        text: 'DELETE FROM measure WHERE dossier_id = $1 AND id = $2 AND version = $3',
        values: [dossierOf(permit), measureIn(permit), version],
      });
      return rowCount === 1;
    },
    settings: (permit) => measureSettingsOf(context, dossierOf(permit)),
    async saveSettings(permit, settings) {
      const dossier = dossierOf(permit);
      await db.query({
        name: 'measure-settings-save',
        text: `INSERT INTO measure_settings (dossier_id, sealed) VALUES ($1, $2) ON CONFLICT (dossier_id) DO UPDATE SET sealed = excluded.sealed`,
        values: [dossier, (await keys.sealer(dossier, db)).seal(measureSettingsBinding(dossier), JSON.stringify(settings))],
      });
    },
    async keepDevice(permit, device) {
      const dossier = dossierOf(permit);
      const { id, ...said } = device;
      const mark = vault.recordIndex('measure-device', dossier, `${device.system}|${device.value}`).subarray(0, tagBytes);
      const { rowCount } = await db.query({
        name: 'measure-device-keep',
        text: 'INSERT INTO measure_device (dossier_id, id, mark, sealed) VALUES ($1, $2, $3, $4) ON CONFLICT (dossier_id, mark) DO NOTHING',
        values: [dossier, id, mark, (await keys.sealer(dossier, db)).seal(deviceBinding(dossier, id), JSON.stringify(said))],
      });
      if (rowCount === 1) return { id, added: true };
      const { rows } = await db.query<{ id: string }>({
        name: 'measure-device-same',
        text: 'SELECT id FROM measure_device WHERE dossier_id = $1 AND mark = $2',
        values: [dossier, mark],
      });
      return { id: rows[0]!.id, added: false };
    },
    async device(permit, id) {
      if (!isUuid(id)) return undefined;
      const dossier = dossierOf(permit);
      const { rows } = await db.query<{ sealed: Buffer }>({
        name: 'measure-device',
        text: 'SELECT sealed FROM measure_device WHERE dossier_id = $1 AND id = $2',
        values: [dossier, id],
      });
      if (rows[0] === undefined) return undefined;
      const clear = (await keys.sealer(dossier, db)).open(deviceBinding(dossier, id), rows[0].sealed).toString('utf8');
      return { ...(JSON.parse(clear) as Omit<MeasureDevice, 'id'>), id };
    },
  };
}

async function find(context: StoreContext, permit: Permit<'read-measures' | 'export-record'>, { kinds, period, sees }: SoughtMeasures): Promise<FoundMeasures> {
  const { db, keys, vault } = context;
  const dossier = dossierOf(permit);
  const { rows } = await db.query<Row>({
    name: 'measure-find',
    text: `SELECT id, version, sealed FROM measure WHERE dossier_id = $1 AND tag = ANY($2::bytea[])
        AND ($3::timestamptz IS NULL OR made_at >= $3) AND ($4::timestamptz IS NULL OR made_at < $4)
      ORDER BY made_at DESC, id LIMIT ${measuresMaximum + 1}`,
    values: [dossier, kinds.map((kind) => tagOf(vault, dossier, kind)), toTimestampOrNull(period?.from), toTimestampOrNull(period?.until)],
  });
  if (rows.length === 0) return { measures: [], missing: 0, more: false };
  const sealer = await keys.sealer(dossier, db);
  const settings = await measureSettingsOf(context, dossier);
  const looked = rows.slice(0, measuresMaximum);
  const read = looked.flatMap((row) => unlessAltered(() => opened(sealer, dossier, row)) ?? []);
  return {
    measures: read.filter((measure) => sees(measureFacts(measure, settings))),
    missing: looked.length - read.length,
    more: rows.length > measuresMaximum,
  };
}
