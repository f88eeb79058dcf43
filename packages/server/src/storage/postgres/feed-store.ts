// What the insurer feeds, put where it belongs: those it covers, who treats them, their lines of reimbursement. Looked up by the directory of
// the insured, never by that of the records: the same is done, and answered, whether somebody has a record or not.

import type { PermitAcross } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';
import type { Ins } from '@carnet/domain/identity';
import { type Instant, invariant, startOfDayInParis } from '@carnet/domain/kernel';
import type { InsuredRecord, TreatingRecord } from '@carnet/domain/reimbursement';
import { randomUUID } from 'node:crypto';
import type { FeedFault, FeedStore } from '../../ports.ts';
import { saveAssure } from './assure-store.ts';
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
    saveTreating: (permit, record) => saveTreating(context, permit, record),
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

async function saveInsured(
  context: StoreContext,
  { at }: PermitAcross<'keep-assures'>,
  records: readonly InsuredRecord[],
): Promise<readonly ('saved' | FeedFault)[]> {
  const { db, keys, vault } = context;
  const outcomes: ('saved' | FeedFault)[] = [];
  for (const { ins, traits, regime, rights, attachedTo, contact } of records) {
    const insured = await fedPersons(context, attachedTo);
    const known = insured.flatMap((person) => (person === undefined ? [] : [person.dossier]));
    if (known.length < attachedTo.length) {
      outcomes.push('RATTACHEMENT_INCONNU');
      continue;
    }
    const id = await saveAssure(
      db,
      { keys, vault },
      { id: randomUUID() as DossierId, ins, traits, regime, attachedTo: known, contact: contact ?? { telecoms: [] } },
      at,
    );
    await db.query({
      name: 'feed-rights',
      text: 'UPDATE assure SET rights_opened_on = $2, rights_closed_on = $3 WHERE dossier_id = $1',
      values: [id, rights.openedOn, rights.closedOn ?? null],
    });
    outcomes.push('saved');
  }
  return outcomes;
}

/** Also of somebody who has no record yet: their médecin traitant is then there when it opens (features A044). */
async function saveTreating(
  context: StoreContext,
  { at }: PermitAcross<'keep-assures'>,
  { ins, professionnel, since }: Omit<TreatingRecord, 'type'>,
): ReturnType<FeedStore['saveTreating']> {
  const { db } = context;
  const [person] = await fedPersons(context, [ins]);
  if (person === undefined) return { outcome: 'ASSURE_INCONNU' };
  if (professionnel !== undefined && !(await isPhysician(context, professionnel))) return { outcome: 'PROFESSIONNEL_INCONNU' };
  const { rows } = await db.query<{ professionnel: string; since: Instant }>({
    name: 'feed-treating',
    text: 'SELECT professionnel, since FROM medecin_traitant WHERE dossier_id = $1 AND until IS NULL FOR UPDATE',
    values: [person.dossier],
  });
  const current = rows[0];
  const begins = Math.min(startOfDayInParis(since), at) as Instant;
  // Declared since by the patient, or told already: an older word changes nothing.
  if (current?.professionnel === professionnel || (current !== undefined && current.since > begins)) return { outcome: 'unchanged' };
  if (current !== undefined)
    await db.query({
      name: 'feed-treating-end',
      text: `UPDATE medecin_traitant SET until = greatest($2, since + interval '1 millisecond') WHERE dossier_id = $1 AND until IS NULL`,
      values: [person.dossier, toTimestamp(begins)],
    });
  if (professionnel !== undefined)
    await db.query({
      name: 'feed-treating-begin',
      text: `INSERT INTO medecin_traitant (dossier_id, since, professionnel) SELECT $1::uuid, greatest($2::timestamptz, max(until)), $3::text FROM medecin_traitant WHERE dossier_id = $1`,
      values: [person.dossier, toTimestamp(begins), professionnel],
    });
  const open = await db.query({ name: 'feed-treating-told', text: `SELECT FROM dossier WHERE dossier_id = $1 AND life = 'ouvert'`, values: [person.dossier] });
  return { outcome: 'saved', ...(open.rowCount === 0 ? {} : { told: person.dossier }) };
}

/** L.162-5-3 du code de la sécurité sociale: a physician, whatever the specialty. */
async function isPhysician({ db }: StoreContext, id: string): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'feed-physician',
    text: `SELECT FROM professionnel WHERE id = $1 AND active AND profession = '10'`,
    values: [id],
  });
  return rowCount === 1;
}
