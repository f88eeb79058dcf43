// The order a person put documents in: one sealed text for each person and record, which documents and how many in no column.

import { type Permit, dossierOf, eachPart } from '@carnet/domain/access';
import { type Arrangement, nothingArranged } from '@carnet/domain/arrangement';
import type { LogicalId } from '@carnet/domain/document';
import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import { invariant } from '@carnet/domain/kernel';
import type { ArrangementStore, KeptArrangement } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { copiesSeen } from './same-content.ts';
import { Parameters } from './statement.ts';
import { visibleDocuments } from './visible-documents.ts';

export const arrangementBinding = (dossier: DossierId, personne: string): string => `arrangement|${dossier}|${personne}`;
/** Longer chains of versions are cut, as where they are shown. */
const longestChain = 100;

type Reading = Permit<'list-documents' | 'export-record'>;
const personIn = ({ actor }: Reading): PersonneId | undefined => ('personne' in actor ? actor.personne : undefined);

export function arrangementStore({ db, keys }: StoreContext): ArrangementStore {
  const readPart = async (dossier: DossierId, personne: PersonneId): Promise<Arrangement> => {
    const { rows } = await db.query<{ sealed: Buffer }>({
      name: 'arrangement-read',
      text: 'SELECT sealed FROM arrangement WHERE dossier_id = $1 AND personne = $2',
      values: [dossier, personne],
    });
    if (rows[0] === undefined) return nothingArranged;
    return JSON.parse((await keys.sealer(dossier, db)).open(arrangementBinding(dossier, personne), rows[0].sealed).toString('utf8')) as Arrangement;
  };
  const read = async (permit: Reading): Promise<readonly KeptArrangement[]> => {
    const personne = personIn(permit);
    if (personne === undefined) return [];
    const kept: KeptArrangement[] = [];
    for (const part of eachPart(permit)) kept.push({ dossier: dossierOf(part), arrangement: await readPart(dossierOf(part), personne) });
    return kept;
  };
  return {
    read,
    async hold(permit) {
      // Of a text that is not there yet, there is no row to hold. In one order, whichever record of a person is asked for.
      for (const dossier of eachPart(permit).map(dossierOf).toSorted())
        await db.query({ name: 'arrangement-hold', text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 52))', values: [dossier] });
      return read(permit);
    },
    async save(permit, { dossier, arrangement }) {
      const personne = personIn(permit);
      invariant(
        personne !== undefined && eachPart(permit).some((part) => dossierOf(part) === dossier),
        'an arrangement is a person’s, in their permit’s record',
      );
      await db.query({
        name: 'arrangement-save',
        text: `INSERT INTO arrangement (dossier_id, personne, sealed) VALUES ($1, $2, $3)
          ON CONFLICT (dossier_id, personne) DO UPDATE SET sealed = excluded.sealed`,
        values: [dossier, personne, (await keys.sealer(dossier, db)).seal(arrangementBinding(dossier, personne), JSON.stringify(arrangement))],
      });
    },
    async current(permit, documents) {
      const current = new Map<LogicalId, LogicalId>();
      if (documents.length === 0) return current;
      for (const part of eachPart(permit)) {
        const found = await standing(db, part, documents);
        const lines = found.some(({ shared }) => shared) ? await firstOfLines(db, part) : new Map<LogicalId, LogicalId>();
        for (const { line, logical_id: id } of found) current.set(line, lines.get(id) ?? id);
      }
      return current;
    },
  };
}

interface Standing {
  readonly line: LogicalId;
  readonly logical_id: LogicalId;
  readonly shared: boolean;
}
/** The last version of each that stands; of one that is gone, that of a document of the same content. */
async function standing(db: StoreContext['db'], permit: Reading, documents: readonly LogicalId[]): Promise<readonly Standing[]> {
  const parameters = new Parameters();
  const dossier = parameters.add(dossierOf(permit));
  const starts = parameters.add(documents);
  const { rows } = await db.query<Standing>({
    name: 'arrangement-current',
    text: `WITH RECURSIVE begun (line, logical_id, own) AS (
        SELECT start, start, true FROM unnest(${starts}::uuid[]) AS start
        UNION SELECT c.logical_id, o.logical_id, false FROM document_content c JOIN document_content o ON o.dossier_id = c.dossier_id AND o.mark = c.mark
          WHERE c.dossier_id = ${dossier}::uuid AND c.shared AND c.logical_id = ANY (${starts}::uuid[]) AND o.logical_id <> c.logical_id),
      chain (line, logical_id, own, depth) AS (
        SELECT line, logical_id, own, 0 FROM begun
        UNION ALL SELECT chain.line, a.source, chain.own, chain.depth + 1 FROM chain
          JOIN association a ON a.dossier_id = ${dossier}::uuid AND a.target = chain.logical_id AND a.kind = 'RPLC' WHERE chain.depth < ${longestChain})
      SELECT DISTINCT ON (chain.line) chain.line, e.logical_id, COALESCE(c.shared, false) AS shared FROM chain JOIN document_entry e ON e.logical_id = chain.logical_id
        LEFT JOIN document_content c ON c.dossier_id = e.dossier_id AND c.logical_id = e.logical_id
      WHERE ${visibleDocuments(permit, parameters)} AND e.status = 'Approved'
      ORDER BY chain.line, chain.own DESC, chain.depth DESC, e.deposited_at, e.logical_id`,
    values: parameters.values,
  });
  return rows;
}

/** Of documents that a reader is shown as one line, the one it is shown as. */
async function firstOfLines(db: StoreContext['db'], permit: Reading): Promise<ReadonlyMap<LogicalId, LogicalId>> {
  const copies = await copiesSeen(db, { readers: [permit], asked: () => 'true', unseen: () => 'false', name: 'arrangement-copies' });
  return new Map([...Map.groupBy(copies, ({ line }) => line).values()].flatMap((line) => line.map(({ logicalId }) => [logicalId, line[0]!.logicalId])));
}
