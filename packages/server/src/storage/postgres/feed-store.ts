// What the insurer feeds, put where it belongs: those it covers, who treats them, their lines of reimbursement. Looked up by the directory of
// the insured, never by that of the records: the same is done, and answered, whether somebody has a record or not.

import type { PermitAcross } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';
import type { Ins, PsIdNat } from '@carnet/domain/identity';
import { type Instant, invariant, startOfDayInParis } from '@carnet/domain/kernel';
import type { InsuredRecord, TreatingRecord } from '@carnet/domain/reimbursement';
import { randomUUID } from 'node:crypto';
import type { FeedFault, FeedStore } from '../../ports/index.ts';
import { saveAssures } from './assure-store.ts';
import type { StoreContext } from './context.ts';
import { insHash } from './ins-hash.ts';
import { toTimestamp } from './instants.ts';
import { type FedPerson, mergeLines } from './merge-lines.ts';

export function feedStore(context: StoreContext): FeedStore {
  return {
    saveInsured: (permit, records) => saveInsured(context, permit, records),
    async mergeLines(permit, records, period) {
      const persons = await fedPersons(
        context,
        records.map(({ ins }) => ins),
      );
      invariant('id' in permit.actor, 'the insurer has a number');
      return mergeLines(context.db, records, persons, { period, at: permit.at, insurer: permit.actor.id });
    },
    saveTreating: (permit, records) => saveTreating(context, permit, records),
  };
}

const keyOf = ({ matricule, oid }: Ins): string => `${matricule}|${oid}`;

/** In the place of each INS; undefined where the insurer never told of that person. */
async function fedPersons({ db, keys, vault }: StoreContext, everyIns: readonly Ins[]): Promise<readonly (FedPerson | undefined)[]> {
  const hashes = new Map<string, string>();
  for (const ins of everyIns) if (!hashes.has(keyOf(ins))) hashes.set(keyOf(ins), insHash(vault, ins).toString('hex'));
  const { rows } = await db.query<{ hash: string; dossier_id: DossierId; wrapped_key: Buffer; opposed: boolean }>({
    name: 'feed-persons',
    text: `SELECT encode(l.ins_hash, 'hex') AS hash, l.dossier_id, coalesce(d.wrapped_key, a.wrapped_key) AS wrapped_key,
        EXISTS (SELECT FROM opposition o WHERE o.dossier_id = l.dossier_id AND o.lifted_at IS NULL) AS opposed
      FROM unnest($1::text[]) AS asked JOIN assure_directory l ON l.ins_hash = decode(asked, 'hex')
      JOIN assure a ON a.dossier_id = l.dossier_id LEFT JOIN dossier d ON d.dossier_id = l.dossier_id
      WHERE coalesce(d.wrapped_key, a.wrapped_key) IS NOT NULL`,
    values: [[...hashes.values()]],
  });
  const found = new Map<string, FedPerson>();
  for (const { hash, dossier_id: dossier, wrapped_key: wrappedKey, opposed } of rows) {
    keys.lend(dossier, wrappedKey);
    found.set(hash, { dossier, opposed, sealer: await keys.sealer(dossier, db) });
  }
  return everyIns.map((ins) => found.get(hashes.get(keyOf(ins))!));
}

/**
 * Lines that touch nobody another of them touches are saved together; the others come after, so that the outcome is that of each line in turn.
 * `ins`: whom a line is about. `names`: whom it reads beside.
 */
function inTurns<Line extends { readonly ins: Ins }>(lines: readonly Line[], names: (line: Line) => readonly Ins[] = () => []): readonly (readonly number[])[] {
  const written = new Map<string, number>();
  const read = new Map<string, number>();
  const turns: number[][] = [];
  for (const [index, line] of lines.entries()) {
    const own = keyOf(line.ins);
    const others = names(line).map(keyOf);
    const turn = Math.max(0, read.get(own) ?? 0, ...[own, ...others].map((key) => (written.get(key) ?? -1) + 1));
    written.set(own, turn);
    for (const key of others) read.set(key, Math.max(read.get(key) ?? 0, turn));
    (turns[turn] ??= []).push(index);
  }
  return turns;
}

async function saveInsured(
  context: StoreContext,
  { at }: PermitAcross<'keep-assures'>,
  records: readonly InsuredRecord[],
): Promise<readonly ('saved' | FeedFault)[]> {
  const { db, keys, vault } = context;
  const outcomes: ('saved' | FeedFault)[] = records.map(() => 'RATTACHEMENT_INCONNU');
  for (const turn of inTurns(records, ({ attachedTo }) => attachedTo)) {
    const insured = (
      await fedPersons(
        context,
        turn.flatMap((index) => records[index]!.attachedTo),
      )
    ).values();
    const saved = turn.flatMap((index) => {
      const { ins, traits, regime, rights, attachedTo: named, contact = { telecoms: [] } } = records[index]!;
      const attachedTo = named.flatMap(() => insured.next().value?.dossier ?? []);
      if (attachedTo.length < named.length) return [];
      outcomes[index] = 'saved';
      return [{ id: randomUUID() as DossierId, ins, traits, regime, rights, attachedTo, contact }];
    });
    if (saved.length > 0) await saveAssures(db, { keys, vault }, saved, at);
  }
  return outcomes;
}

type Treating = Omit<TreatingRecord, 'type'>;
type Treated = Awaited<ReturnType<FeedStore['saveTreating']>>[number];

/** Also of somebody who has no record yet: their médecin traitant is then there when it opens (features A044). */
async function saveTreating(context: StoreContext, { at }: PermitAcross<'keep-assures'>, records: readonly Treating[]): Promise<readonly Treated[]> {
  const persons = await fedPersons(
    context,
    records.map(({ ins }) => ins),
  );
  const physicians = await physiciansAmong(
    context,
    records.flatMap(({ professionnel }) => professionnel ?? []),
  );
  const outcomes: Treated[] = [];
  for (const turn of inTurns(records)) {
    const changes: (Change & { readonly index: number })[] = [];
    for (const index of turn) {
      const { professionnel, since } = records[index]!;
      const dossier = persons[index]?.dossier;
      if (dossier === undefined) outcomes[index] = { outcome: 'ASSURE_INCONNU' };
      else if (professionnel !== undefined && !physicians.has(professionnel)) outcomes[index] = { outcome: 'PROFESSIONNEL_INCONNU' };
      else changes.push({ index, dossier, professionnel, begins: Math.min(startOfDayInParis(since), at) as Instant });
    }
    const told = await changeTreating(context, changes);
    for (const { index, dossier } of changes) {
      const open = told.get(dossier);
      outcomes[index] = open === undefined ? { outcome: 'unchanged' } : { outcome: 'saved', ...(open ? { told: dossier } : {}) };
    }
  }
  return outcomes;
}

interface Change {
  readonly dossier: DossierId;
  readonly professionnel: PsIdNat | undefined;
  readonly begins: Instant;
}

/** Each of another person. Those whose médecin traitant changed, and whether their record is open. */
async function changeTreating({ db }: StoreContext, changes: readonly Change[]): Promise<ReadonlyMap<DossierId, boolean>> {
  if (changes.length === 0) return new Map();
  const { rows } = await db.query<{ dossier_id: DossierId; professionnel: string; since: Instant }>({
    name: 'feed-treating',
    text: `SELECT dossier_id, professionnel, since FROM medecin_traitant WHERE dossier_id = ANY ($1::uuid[]) AND until IS NULL ORDER BY dossier_id FOR UPDATE`,
    values: [changes.map(({ dossier }) => dossier)],
  });
  const current = new Map(rows.map((row) => [row.dossier_id, row]));
  const changed = changes.filter(({ dossier, professionnel, begins }) => {
    const now = current.get(dossier);
    // Declared since by the patient, or told already: an older word changes nothing.
    return now?.professionnel !== professionnel && (now === undefined || now.since <= begins);
  });
  const given = [changed.map(({ dossier }) => dossier), changed.map(({ begins }) => toTimestamp(begins))];
  await db.query({
    name: 'feed-treating-end',
    text: `UPDATE medecin_traitant m SET until = greatest(given.begins, m.since + interval '1 millisecond')
      FROM unnest($1::uuid[], $2::timestamptz[]) AS given (dossier, begins) WHERE m.dossier_id = given.dossier AND m.until IS NULL`,
    values: given,
  });
  await db.query({
    name: 'feed-treating-begin',
    text: `INSERT INTO medecin_traitant (dossier_id, since, professionnel)
      SELECT given.dossier, greatest(given.begins, (SELECT max(m.until) FROM medecin_traitant m WHERE m.dossier_id = given.dossier)), given.professionnel
      FROM unnest($1::uuid[], $2::timestamptz[], $3::text[]) AS given (dossier, begins, professionnel) WHERE given.professionnel IS NOT NULL`,
    values: [...given, changed.map(({ professionnel }) => professionnel ?? null)],
  });
  const open = await db.query<{ dossier_id: DossierId }>({
    name: 'feed-treating-told',
    text: `SELECT dossier_id FROM dossier WHERE dossier_id = ANY ($1::uuid[]) AND life = 'ouvert'`,
    values: [given[0]],
  });
  const told = new Set(open.rows.map((row) => row.dossier_id));
  return new Map(changed.map(({ dossier }) => [dossier, told.has(dossier)]));
}

/** L.162-5-3 du code de la sécurité sociale: a physician, whatever the specialty. */
async function physiciansAmong({ db }: StoreContext, ids: readonly PsIdNat[]): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ id: string }>({
    name: 'feed-physicians',
    text: `SELECT id FROM professionnel WHERE id = ANY ($1::text[]) AND active AND profession = '10'`,
    values: [[...new Set(ids)]],
  });
  return new Set(rows.map(({ id }) => id));
}
