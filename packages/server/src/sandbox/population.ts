// A region for measuring, testing and showing: inhabitants by the French pyramid, their carers, their records over the years, drawn from the seed
// and written in bulk. Batch by batch, each of whole households and whole or absent: begun again after it was stopped, it goes on where it was
// and ends the same. `population.json`, beside `personas.json`, names those whom the sandbox's first physician treats.

import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CivilDate, civilDateInParis, startOfDayInParis } from '@carnet/domain/kernel';
import type { Ports } from '../ports/index.ts';
import type { FilledRecord, Storage } from '../storage/index.ts';
import type { People } from './people.ts';
import { Carers } from './region/carers.ts';
import { type Inhabitant, households } from './region/inhabitants.ts';
import { type Region, lifeOf, treatingOf } from './region/lives.ts';
import { ReadOnce } from './region/read-once.ts';

export interface PopulationAsked {
  /** Of records, at least: a household comes whole, and a larger number adds to a smaller one. */
  readonly dossiers: number;
  readonly seed: number;
  /** False: records that were only opened, with nothing in them. */
  readonly lived: boolean;
  /** Of several at once, which this is: batches go round. Absent: all are its own. */
  readonly share?: { readonly number: number; readonly of: number };
}
export interface Populated {
  readonly dossiers: number;
  /** Written now. */
  readonly documents: number;
  /** Those that were there already. */
  readonly already: number;
}
interface Told {
  readonly seed: number;
  readonly day: CivilDate;
  readonly medecinTraitant: string;
  readonly patients: readonly object[];
}
const batchSize = 250;
/** For whoever measures: a card has no need of more. */
const toldMaximum = 1_000;

export async function populate(
  storage: Storage,
  { people, directory, ports }: { readonly people: People; readonly directory: string; readonly ports: Pick<Ports, 'clock' | 'readContent'> },
  { dossiers, seed, lived, share = { number: 0, of: 1 } }: PopulationAsked,
  progress: (done: Populated) => void = () => undefined,
): Promise<Populated> {
  const file = join(directory, 'population.json');
  const before = told(file);
  if (before !== undefined && before.seed !== seed) throw new OtherRegion(before.seed);
  // The day it was begun: another day would make another region of the same seed.
  const day = before?.day ?? civilDateInParis(ports.clock.now());
  const carers = new Carers(seed, people);
  const region: Region = { seed, until: startOfDayInParis(day), carers, law: (at) => storage.law.at(at), contents: new ReadOnce(ports.readContent), lived };
  const tell = (patients: readonly Inhabitant[]): Promise<void> => writeFile(file, `${JSON.stringify(toldOf(region, day, people, patients))}\n`);
  if (before === undefined) await tell([]);
  const treated: Inhabitant[] = [];
  let done: Populated = { dossiers: 0, documents: 0, already: 0 };
  let turn = 0;
  for (const batch of batches(seed, day, dossiers)) {
    if (treated.length < toldMaximum) treated.push(...batch.filter((person) => treatingOf(person, region) === carers.first));
    if (turn++ % share.of !== share.number) continue;
    const written = await fillMissing(storage, batch, region);
    done = {
      dossiers: done.dossiers + batch.length,
      documents: done.documents + written.reduce((sum, { documents }) => sum + documents.length, 0),
      already: done.already + batch.length - written.length,
    };
    progress(done);
  }
  if (share.number === 0) await tell(treated.slice(0, toldMaximum));
  return done;
}

async function fillMissing(storage: Storage, batch: readonly Inhabitant[], region: Region): Promise<readonly FilledRecord[]> {
  const { rows } = await storage.pool.query<{ id: string }>({
    text: 'SELECT dossier_id AS id FROM dossier WHERE dossier_id = ANY ($1::uuid[])',
    values: [batch.map(({ id }) => id)],
  });
  const known = new Set(rows.map(({ id }) => id));
  const records: FilledRecord[] = [];
  const hourly = { ...region, law: byHour(region.law) };
  for (const person of batch) if (!known.has(person.id)) records.push(await lifeOf(person, hourly));
  if (records.length === 0) return records;
  await storage.registry.register(region.carers.take());
  await storage.fillRecords(records);
  return records;
}

/** The same law for the whole hour: it changes at midnight in Paris. Kept for one batch, so that a decision taken meanwhile is in the next. */
function byHour(law: Region['law']): Region['law'] {
  const kept = new Map<number, ReturnType<Region['law']>>();
  return (at) => {
    const hour = Math.floor(at / 3_600_000);
    const found = kept.get(hour) ?? law(at);
    kept.set(hour, found);
    return found;
  };
}

/** The database holds the region of another seed. */
export class OtherRegion extends Error {
  readonly seed: number;
  constructor(seed: number) {
    super(`the database holds the region of seed ${seed}`);
    this.seed = seed;
  }
}

/** Whole households, so that no child comes before its parents. */
function* batches(seed: number, day: CivilDate, dossiers: number): Generator<readonly Inhabitant[]> {
  let batch: Inhabitant[] = [];
  for (const household of households(seed, day)) {
    batch.push(...household);
    const enough = batch.at(-1)!.number + 1 >= dossiers;
    if (batch.length < batchSize && !enough) continue;
    yield batch;
    if (enough) return;
    batch = [];
  }
}

function told(file: string): Told | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Told;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function toldOf({ seed, carers }: Region, day: CivilDate, people: People, patients: readonly Inhabitant[]): Told {
  const first = carers.first.professionnel.id;
  return {
    seed,
    day,
    medecinTraitant: people.professionals.find(({ id }) => id === first)!.key,
    patients: patients.map(({ ins, traits }) => ({
      ins: ins.matricule,
      oid: ins.oid,
      birthName: traits.birthName,
      firstNames: traits.birthFirstNames,
      birthDate: traits.birthDate,
      sex: traits.sexe,
    })),
  };
}
