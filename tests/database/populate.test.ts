// A region written in bulk: the same rows as the doors write act by act, a journal that verifies, documents that open; begun again after a stop it
// ends the same; families, ages and lists as they are in France.

import type { Actor } from '@carnet/domain/access';
import { parseCdaHeader } from '@carnet/codecs/cda';
import type { Ins, StructIdNat } from '@carnet/domain/identity';
import { type CivilDate, type Instant, type Result, civilDateInParis, plusDays, startOfDayInParis } from '@carnet/domain/kernel';
import { blockProfessionnel } from '@carnet/server/application/block-professionnel';
import type { Caller } from '@carnet/server/application/caller';
import { changeDocument } from '@carnet/server/application/change-document';
import { createRecord } from '@carnet/server/application/create-record';
import { declareAutorisation } from '@carnet/server/application/declare-autorisation';
import { depositDocuments } from '@carnet/server/application/deposit-documents';
import { listDocuments } from '@carnet/server/application/list-documents';
import { readDocument } from '@carnet/server/application/read-document';
import { takeIntake } from '@carnet/server/application/take-intake';
import { populate } from '@carnet/server/sandbox/population';
import { peopleOf } from '@carnet/server/sandbox/people';
import { type Carer, Carers } from '@carnet/server/sandbox/region/carers';
import { type Inhabitant, households } from '@carnet/server/sandbox/region/inhabitants';
import { type Doer, type Region, lifeOf, liveThrough } from '@carnet/server/sandbox/region/lives';
import { ReadOnce } from '@carnet/server/sandbox/region/read-once';
import type { Ports } from '@carnet/server/ports';
import type { FilledRecord, Storage } from '@carnet/server/storage/index';
import { postgresOutbox } from '@carnet/server/storage/postgres/outbox-store';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { verifyJournal } from '../../tools/journal/verify.ts';
import { freshDatabase } from '../support/database.ts';
import { fileOf, linesOf, treatingLine } from '../support/feed-lines.ts';
import { readContent } from '../support/records.ts';
import { portsOn } from '../support/ports.ts';

const day = '2026-11-20' as CivilDate;
const people = peopleOf(7);
const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'carnet-region-')));
const [bulk, doors] = [await freshDatabase(), await freshDatabase()];
afterAll(async () => {
  await Promise.all([bulk.close(), doors.close()]);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
const insurer = '318003502400041' as StructIdNat;
const ports = { clock: { now: (): Instant => startOfDayInParis(day) }, readContent };
const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};
/** Nothing seals the journal of a test: the one thing there is to say of it. */
const unsealed = [{ code: 'AUCUN_SCEAU' }];
const regionOn = (storage: Storage): Region => ({
  seed: 7,
  until: startOfDayInParis(day),
  carers: new Carers(7, people),
  law: (at) => storage.law.at(at),
  contents: new ReadOnce(readContent),
  lived: true,
});
const inhabitants: readonly Inhabitant[] = [...households(7, day).take(400)].flat();

const registerSandbox = ({ registry }: Storage): Promise<void> => registry.register({ structures: people.structures, professionnels: people.professionals });

/** By the use cases, at the moments of the life; what is deposited is what the bulk deposits, held against its header. */
class Doors implements Doer {
  #now: Instant;
  #deposited = 0;
  readonly #ports;
  readonly #person: Inhabitant;
  readonly #record: FilledRecord;
  constructor(storage: Storage, person: Inhabitant, record: FilledRecord) {
    this.#now = person.openedAt;
    this.#ports = portsOn(storage, () => this.#now);
    this.#person = person;
    this.#record = record;
  }
  readonly #of = ({ actor, name, structure }: Carer): Caller => ({
    actor,
    mode: 'normal',
    context: { door: 'fhir', actorName: name, structureName: structure.name },
  });
  readonly #patient = (): Caller => {
    const { birthFirstNames, usedName, birthName } = this.#person.traits;
    const actor: Actor = { kind: 'titulaire', personne: this.#person.titulaire, factors: 2 };
    const actorName = this.#record.traces.find(({ actorKind }) => actorKind === 'titulaire')?.actorName ?? `${birthFirstNames} ${usedName ?? birthName}`;
    return { actor, mode: 'normal', context: { door: 'patient', actorName } };
  };
  get #dossier() {
    return { id: this.#person.id };
  }
  async open(): Promise<void> {
    const { ins, traits, parents, regime } = this.#person;
    const { assure, dossier, treatedSince } = this.#record;
    const { storage } = doors;
    await storage.registry.knowAssure(
      { id: dossier.id, ins, traits, regime, contact: { telecoms: [] }, attachedTo: parents.map(({ id }) => id) },
      assure.since,
    );
    const feeds: Caller = { actor: { kind: 'assurance-maladie', id: insurer, active: true }, mode: 'normal', context: { door: 'feed', actorName: 'x' } };
    this.#now = assure.since;
    if (dossier.medecinTraitant !== undefined) {
      const lines = fileOf([treatingLine(ins, dossier.medecinTraitant.slice(1), civilDateInParis(treatedSince!))]);
      expect(valueOf(await takeIntake(this.#ports, feeds, `t-${dossier.id}`, () => linesOf(lines))).counts).toMatchObject({ treating: 1, rejected: 0 });
    }
    this.#now = dossier.openedAt;
    const carnet: Caller = { actor: { kind: 'systeme' }, mode: 'normal', context: { door: 'job', actorName: 'Carnet' } };
    const newIds = [dossier.titulaire as string];
    const own = { ...this.#ports, newId: () => newIds.shift() ?? this.#ports.newId() };
    valueOf(await createRecord(own, carnet, { ins, traits, agreed: false, choices: dossier.choices }));
  }
  async agree(_law: unknown, at: Instant, by: Carer, team: boolean): Promise<void> {
    this.#now = at;
    await declareAutorisation(this.#ports, this.#of(by), this.#dossier, team ? 'my-structure' : 'me');
  }
  async list(_law: unknown, at: Instant, by: Carer): Promise<void> {
    this.#now = at;
    await listDocuments(this.#ports, this.#of(by), this.#dossier, {});
  }
  async read(_law: unknown, at: Instant, by: Carer): Promise<void> {
    this.#now = at;
    const latest = await this.#latest();
    if (latest !== undefined) await readDocument(this.#ports, this.#of(by), this.#dossier, { uniqueId: latest.uniqueId });
  }
  async deposit(_law: unknown, at: Instant, by: Carer): Promise<void> {
    this.#now = at;
    const { bytes, versions } = this.#record.documents[this.#deposited++]!;
    const { set, entry } = versions[0]!;
    const { entryUuid: _, logicalId: _l, version: _v, status: _s, depositor: _d, depositedAt: _a, changedAt: _c, submissionSetId: _i, ...metadata } = entry;
    const contentHeader = parseCdaHeader(bytes);
    if (!contentHeader.ok) throw new Error(JSON.stringify(contentHeader.findings));
    const { id: _id, submittedAt: _at, uniqueId: _u, ...incoming } = set;
    const visibilite = { ...metadata.visibilite, masquePs: false };
    const document = { metadata: { ...metadata, visibilite }, bytes, contentHeader: contentHeader.value };
    valueOf(await depositDocuments(this.#ports, this.#of(by), this.#dossier, { set: incoming, documents: [document] }));
  }
  async mask(_law: unknown, at: Instant): Promise<void> {
    this.#now = at;
    const latest = await this.#latest();
    if (latest?.visibilite.masquePs === false)
      valueOf(await changeDocument(this.#ports, this.#patient(), { dossier: this.#dossier, document: { uniqueId: latest.uniqueId }, acts: ['mask'] }));
  }
  async block(_law: unknown, at: Instant, whom: Carer): Promise<void> {
    this.#now = at;
    valueOf(await blockProfessionnel(this.#ports, this.#patient(), this.#dossier, whom.professionnel.id));
  }
  async #latest() {
    const before = this.#record.documents[this.#deposited - 1]?.versions;
    return before?.findLast(({ entry }) => entry.changedAt < this.#now)?.entry;
  }
}

/** Every row of a record, in a form that two installations share: what is drawn or keyed by each is told by its kind and length. */
async function rowsOf(storage: Storage, id: string): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const { rows: tables } = await storage.pool.query<{ name: string }>({
    text: `SELECT DISTINCT c.table_name AS name FROM information_schema.columns c JOIN pg_class t ON t.relname = c.table_name
      WHERE c.table_schema = 'public' AND c.column_name = 'dossier_id' AND NOT t.relispartition ORDER BY 1`,
  });
  const found: Record<string, readonly unknown[]> = {};
  for (const { name } of tables) {
    const { rows } = await storage.pool.query({ text: `SELECT * FROM ${name} WHERE dossier_id = $1`, values: [id] });
    const plain = rows.map((row: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(row).map(([column, value]) => [column, comparable(column, value)])),
    );
    if (rows.length > 0) found[name] = plain.map((row) => JSON.stringify(row)).toSorted();
  }
  return found;
}
const drawn = new Set(['entry_uuid', 'logical_id', 'id', 'submission_set_id', 'source', 'target', 'notice_id', 'batch']);
function comparable(column: string, value: unknown): unknown {
  if (Buffer.isBuffer(value)) return `${value.length} bytes`;
  if (Array.isArray(value)) return value.map((one) => comparable(column, one));
  if (value !== null && (drawn.has(column) || column === 'next_attempt_at')) return column;
  return column === 'unique_id' && String(value).length > 60 ? value : typeof value === 'string' && /^2\.25\.\d+$/.test(value) ? 'oid' : value;
}

test('a record written in bulk has the rows the doors write, opens, and its journal verifies', async () => {
  const region = regionOn(bulk.storage);
  const records: FilledRecord[] = [];
  for (const person of inhabitants) records.push(await lifeOf(person, region));
  // What is filled in is what the reader says, to the letter: of every document of four hundred households.
  for (const { bytes, content } of records.flatMap(({ documents }) => documents))
    expect(JSON.stringify(content)).toBe(JSON.stringify(readContent(bytes, 'text/xml')));
  const withDocuments = (most: number) => (record: FilledRecord) => record.documents.length > 0 && record.documents.length <= most;
  const chosen = new Set([
    records.findIndex(withDocuments(8)),
    records.findIndex(({ representations, documents }) => representations.length === 2 && documents.length > 1),
    records.findIndex(({ documents }) => documents.some(({ versions }) => versions.length === 2)),
    records.findIndex(({ dossier, documents }) => (dossier.blocages?.length ?? 0) > 0 && documents.length > 0),
    records.findIndex(({ dossier, documents }) => dossier.medecinTraitant === undefined && documents.length > 0),
    records.findIndex(({ traces }) => traces.some(({ outcome }) => outcome === 'refused')),
  ]);
  expect(chosen).not.toContain(-1);
  const everybody = new Set([...chosen].flatMap((index) => [...inhabitants[index]!.parents.map(({ number }) => number), index]));
  const people_ = [...everybody]
    .map((index) => ({ person: inhabitants[index]!, record: records[index]! }))
    .toSorted((a, b) => a.person.number - b.person.number);
  const known = region.carers.take();
  for (const { storage } of [bulk, doors]) {
    await registerSandbox(storage);
    await storage.registry.register(known);
  }
  await bulk.storage.fillRecords(people_.map(({ record }) => record));
  for (const { person, record } of people_) await liveThrough(person, region, new Doors(doors.storage, person, record));
  // Nobody has a mailbox: what the delivery finds, it gives up.
  const outbox = postgresOutbox(doors.storage.pool);
  const later = plusDays(startOfDayInParis(day), 30);
  for (let due = 1; due > 0;) {
    const claimed = await outbox.claim({ now: later, leaseUntil: later, limit: 500 });
    await outbox.drop(claimed);
    due = claimed.length;
  }
  for (const { person, record } of people_) {
    const [written, asked] = [await rowsOf(bulk.storage, person.id), await rowsOf(doors.storage, person.id)];
    expect(Object.keys(written), `record ${person.number}`).toEqual(Object.keys(asked));
    for (const table of Object.keys(asked)) expect(written[table], `record ${person.number}, ${table}`).toEqual(asked[table]);
    const titulaire: Caller = {
      actor: { kind: 'titulaire', personne: person.titulaire, factors: 2 },
      mode: 'normal',
      context: { door: 'patient', actorName: 'x' },
    };
    const own = portsOn(bulk.storage, () => later);
    for (const { bytes, versions } of record.documents)
      expect(valueOf(await readDocument(own, titulaire, { id: person.id }, { uniqueId: versions[0]!.entry.uniqueId })).bytes.equals(bytes)).toBe(true);
  }
  const verified = await verifyJournal(bulk.url, { publicKeys: [], copies: undefined }, () => undefined);
  expect(verified.findings).toEqual(unsealed);
  expect(verified.lines).toBeGreaterThan(people_.reduce((sum, { record }) => sum + record.traces.length, 0));
}, 120_000);

/** What two runs must have alike: every record, each of its documents, each line of its journal. */
const contentsOf = async ({ pool }: Storage): Promise<unknown> =>
  (
    await pool.query(`SELECT d.dossier_id, d.opened_at, (SELECT array_agg(e.entry_uuid || e.unique_id ORDER BY e.entry_uuid) FROM document_entry e WHERE e.dossier_id = d.dossier_id) AS entries,
      (SELECT array_agg(t.action || t.at || t.actor_id ORDER BY t.sequence) FROM trace t WHERE t.dossier_id = d.dossier_id) AS journal FROM dossier d ORDER BY 1`)
  ).rows;

test('stopped in the middle, begun again and made larger: the region is the one made at once', async () => {
  const [whole, stopped] = [await freshDatabase(), await freshDatabase()];
  try {
    const [first, second] = folders as [string, string];
    for (const { storage } of [whole, stopped]) await registerSandbox(storage);
    let readable = Infinity;
    const mayStop: Ports['readContent'] = (...document) => {
      if ((readable -= 1) < 0) throw new Error('stopped');
      return readContent(...document);
    };
    const at = (storage: Storage, directory: string, dossiers: number) =>
      populate(storage, { people, directory, ports: { ...ports, readContent: mayStop } }, { dossiers, seed: 3, lived: true });
    const made = await at(whole.storage, first, 120);
    const few = await at(stopped.storage, second, 40);
    const before = await contentsOf(stopped.storage);
    readable = 60;
    await expect(at(stopped.storage, second, 120)).rejects.toThrow('stopped');
    // What was about to be written when it stopped left no row.
    expect(await contentsOf(stopped.storage)).toEqual(before);
    readable = Infinity;
    expect(await at(stopped.storage, second, 120)).toMatchObject({ dossiers: made.dossiers, already: few.dossiers });
    expect(await contentsOf(stopped.storage)).toEqual(await contentsOf(whole.storage));
    expect(readFileSync(join(second, 'population.json'), 'utf8')).toBe(readFileSync(join(first, 'population.json'), 'utf8'));
    await expect(populate(whole.storage, { people, directory: first, ports }, { dossiers: 10, seed: 4, lived: true })).rejects.toMatchObject({ seed: 3 });
    expect((await verifyJournal(stopped.url, { publicKeys: [], copies: undefined }, () => undefined)).findings).toEqual(unsealed);
  } finally {
    await Promise.all([whole.close(), stopped.close()]);
  }
}, 120_000);

test('ages, families and lists are those of France', () => {
  const all = [...households(7, day).take(12_000)].flat();
  const share = (from: number, to: number): number => (100 * all.filter(({ age }) => age >= from && age < to).length) / all.length;
  // Insee, population on 1 January 2025, metropolitan France and overseas.
  const pyramid = [
    [0, 20, 23],
    [20, 40, 23.4],
    [40, 60, 25.4],
    [60, 75, 17.4],
    [75, 120, 10.8],
  ] as const;
  for (const [from, to, expected] of pyramid) expect(Math.abs(share(from, to) - expected), `${from} to ${to}: ${share(from, to)}`).toBeLessThan(2.5);
  const children = all.filter(({ parents }) => parents.length > 0);
  expect(children.filter(({ parents }) => parents.length === 2).length / children.length).toBeGreaterThan(0.7);
  expect(children.every(({ parents, traits }) => parents.every((parent) => parent.age - 14 > 0 && parent.traits.birthDate < traits.birthDate))).toBe(true);
  expect(new Set(all.map(({ ins }: { readonly ins: Ins }) => ins.matricule)).size).toBe(all.length);
  expect(children.every(({ openedAt, parents }) => parents.every((parent) => parent.openedAt < openedAt))).toBe(true);
});
