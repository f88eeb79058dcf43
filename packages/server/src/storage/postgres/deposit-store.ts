// What a structure fed and what was refused of it. What was taken is read in the journal, which wrote it with the document; what was refused, in
// lines of its own. Neither yields a record: of a line of the journal nothing leaves here but its moment, its door, its sender and the number given.

import type { PermitAcross } from '@carnet/domain/access';
import { invariant } from '@carnet/domain/kernel';
import type { Instant, RefusalCode } from '@carnet/domain/kernel';
import type { TraceContext } from '@carnet/domain/audit';
import type { DepositDoor, DepositStore, FedDeposit, GivenNumbers, Sender } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';
import { Parameters, fromCursor, storable, toCursor } from './statement.ts';

const hourMs = 3_600_000;
const order = 'fed';
const bindingOf = (id: string): string => `refused_deposit|${id}`;

interface Hidden {
  readonly sender: Pick<Sender, 'name' | 'software'>;
  readonly numbers: GivenNumbers;
  /** Of the rules, in their order. */
  readonly fields: readonly (string | undefined)[];
}
interface Row {
  readonly id: string;
  readonly at: Instant;
  readonly outcome: FedDeposit['outcome'];
  readonly door: TraceContext['door'] | DepositDoor;
  readonly actor_kind: Sender['kind'] | null;
  readonly actor_id: string | null;
  readonly number: string | null;
  readonly last_at: Instant | null;
  readonly times: number | null;
  readonly code: RefusalCode | null;
  readonly rules: readonly string[] | null;
  readonly sealed: Buffer | null;
}

/** The journal says by which door; of the two transactions of FHIR, not by which. */
const doorOf: Readonly<Partial<Record<Row['door'], DepositDoor>>> = {
  'soap': 'ITI-41',
  'fhir': 'FHIR',
  'ITI-41': 'ITI-41',
  'ITI-65': 'ITI-65',
  'ITI-105': 'ITI-105',
};

function structureOf({ actor }: PermitAcross<'list-deposits'>): string {
  const structure = 'structure' in actor ? actor.structure : undefined;
  invariant(structure !== undefined, 'deposits are read over in the name of a structure');
  return structure.id;
}

export function depositStore({ db, vault }: StoreContext): DepositStore {
  const toDeposit = ({ id, at, outcome, door, actor_kind: kind, actor_id: actor, number, last_at: lastAt, times, code, rules, sealed }: Row): FedDeposit => {
    const fed = { id, at, door: doorOf[door] ?? ('CARNET' as const) };
    if (outcome === 'taken') return { ...fed, outcome, sender: { kind: kind!, id: actor! }, ...(number === null ? {} : { number }) };
    const refused = { ...fed, outcome, lastAt: lastAt!, times: times!, code: code! };
    if (sealed === null) return { ...refused, faults: rules!.map((rule) => ({ rule })) };
    const { sender, numbers, fields } = JSON.parse(vault.openSystem(bindingOf(id), sealed).toString('utf8')) as Hidden;
    const faults = rules!.map((rule, index) => ({ rule, ...(fields[index] === undefined ? {} : { field: fields[index] }) }));
    return { ...refused, faults, sent: { sender: { kind: kind!, id: actor!, ...sender }, numbers } };
  };
  return {
    async refuse({ id, structure, at, door, code, faults, sender: { kind, id: actor, ...sender }, numbers }, mostOfAnHour) {
      const rules = faults.map(({ rule }) => rule);
      const fields = faults.map(({ field }) => field);
      const markOf = (what: unknown): Buffer => vault.blindIndex('refused-deposit', JSON.stringify(what));
      await db.query({
        name: 'refused-deposit',
        text: `INSERT INTO refused_deposit AS r (structure, hour, mark, id, first_at, last_at, times, door, code, rules, actor_kind, actor_id, sealed)
          SELECT $1, $2, CASE WHEN room THEN $5::bytea ELSE $6::bytea END, $3, $4, $4, 1, $7, $8, CASE WHEN room THEN $9::text[] ELSE '{}' END,
            CASE WHEN room THEN $10 END, CASE WHEN room THEN $11 END, CASE WHEN room THEN $12::bytea END
          FROM (SELECT count(*) < $13 OR coalesce(bool_or(o.mark = $5), false) AS room FROM refused_deposit o WHERE o.structure = $1 AND o.hour = $2) AS kept
          ON CONFLICT (structure, hour, mark) DO UPDATE SET times = r.times + 1, last_at = greatest(r.last_at, excluded.last_at)`,
        values: [
          structure,
          toTimestamp((at - (((at % hourMs) + hourMs) % hourMs)) as Instant),
          id,
          toTimestamp(at),
          markOf([door, code, rules, actor, sender.software, numbers]),
          markOf([door, code]),
          door,
          code,
          rules,
          kind,
          storable(actor),
          vault.sealSystem(bindingOf(id), JSON.stringify({ sender, numbers, fields } satisfies Hidden)),
          mostOfAnHour,
        ],
      });
    },
    async list(permit, { since, until, outcome, code, limit, cursor }) {
      const start = cursor === undefined ? undefined : fromCursor(order, cursor);
      if (cursor !== undefined && start === undefined) return { rows: [] };
      const parameters = new Parameters();
      const structure = `${parameters.add(structureOf(permit))}::text`;
      const [from, to] = [toTimestamp(since), toTimestamp(until)].map((at) => `${parameters.add(at)}::timestamptz`) as [string, string];
      const most = `${parameters.add(limit + 1)}::int`;
      const page = (at: string): string => {
        const after =
          start === undefined ? '' : ` AND (${at}, id) < (${parameters.add(toTimestamp(start.at))}::timestamptz, ${parameters.add(start.id)}::uuid)`;
        return `${at} >= ${from} AND ${at} < ${to}${after} ORDER BY ${at} DESC, id DESC LIMIT ${most}`;
      };
      const taken = (): string => `SELECT t.id, t.at, 'taken' AS outcome, t.door, t.actor_kind, t.actor_id, e.unique_id AS number,
          NULL::timestamptz AS last_at, NULL::int AS times, NULL AS code, NULL::text[] AS rules, NULL::bytea AS sealed
        FROM (SELECT dossier_id, logical_id, id, at, door, actor_kind, actor_id FROM trace
          WHERE structure_id = ${structure} AND action = 'deposit' AND outcome = 'granted' AND ${page('at')}) AS t
        LEFT JOIN document_entry e ON e.dossier_id = t.dossier_id AND e.logical_id = t.logical_id AND e.is_current`;
      const refused =
        (): string => `SELECT * FROM (SELECT id, first_at AS at, 'refused' AS outcome, door, actor_kind, actor_id, NULL AS number, last_at, times, code, rules, sealed
        FROM refused_deposit WHERE structure = ${structure}${code === undefined ? '' : ` AND code = ${parameters.add(code)}::text`} AND ${page('first_at')}) AS r`;
      const parts = [...(outcome === 'refused' || code !== undefined ? [] : [taken()]), ...(outcome === 'taken' ? [] : [refused()])];
      if (parts.length === 0) return { rows: [] };
      const { rows } = await db.query<Row>({ text: `${parts.join(' UNION ALL ')} ORDER BY at DESC, id DESC LIMIT ${most}`, values: parameters.values });
      const kept = rows.slice(0, limit);
      const last = rows.length > limit ? kept.at(-1) : undefined;
      return { rows: kept.map(toDeposit), ...(last === undefined ? {} : { nextCursor: toCursor(order, { at: last.at, id: last.id }) }) };
    },
    async count(permit, { since, until }) {
      const values = [structureOf(permit), toTimestamp(since), toTimestamp(until)];
      const [taken, refused] = await Promise.all([
        db.query<{ taken: number }>({
          name: 'deposits-taken',
          text: `SELECT count(*) AS taken FROM trace WHERE structure_id = $1 AND action = 'deposit' AND outcome = 'granted' AND at >= $2 AND at < $3`,
          values,
        }),
        db.query<{ code: RefusalCode; times: number }>({
          name: 'deposits-refused',
          text: `SELECT code, sum(times)::bigint AS times FROM refused_deposit WHERE structure = $1 AND first_at >= $2 AND first_at < $3
            GROUP BY code ORDER BY times DESC, code`,
          values,
        }),
      ]);
      return { taken: taken.rows[0]!.taken, refused: refused.rows };
    },
    async forget(before) {
      return (
        (await db.query({ name: 'refused-deposits-forget', text: 'DELETE FROM refused_deposit WHERE first_at < $1', values: [toTimestamp(before)] }))
          .rowCount ?? 0
      );
    },
  };
}
