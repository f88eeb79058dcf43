// TD0.4, "my patients": the records that would open to this professional now, or, for a secretariat, those its structure may enter.
// Each row is decided by the whole table with the record's own facts, and named with the permit of that decision: one that would be refused is
// left out. Being in a list is one act of the professional, traced once as such; opening a record is another, traced in its journal.

import { type AccessRequest, type Permit, type Policy, autorisationOf, decide, permits } from '@carnet/domain/access';
import type { Structure } from '@carnet/domain/identity';
import { type Instant, type Result, instantOf, ok, plusDays } from '@carnet/domain/kernel';
import type { DossierIdentity, OpenRecord, OpenRecordQuery, Ports, Stores } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { withAccessAcross } from './with-access.ts';

export type PatientFilter = 'all' | 'new' | 'documents' | 'expiring';
export interface PatientsQuery {
  readonly filter: PatientFilter;
  /** Only those whose agreement was declared since that moment. */
  readonly declaredSince?: Instant;
  /** With the arrival of the last document each one may read. */
  readonly lastAdded?: true;
  readonly limit: number;
  readonly cursor?: string;
}
export interface ListedPatient extends OpenRecord {
  readonly identity: DossierIdentity;
  /** Names only: the caller never reads the rest of an identity. */
  readonly nameOnly: boolean;
  readonly structureName?: string;
  /** Since the last consultation, and readable by this caller; undefined before a first one. */
  readonly newDocuments?: number;
  /** When the last document this caller may read arrived. */
  readonly lastAddedAt?: Instant;
}
export interface ListedPatients {
  readonly rows: readonly ListedPatient[];
  /** Undefined where counting would need every record to be decided. */
  readonly total?: number;
  readonly nextCursor?: string;
}

/** What is new, and what ends soon: thirty days on either side. */
const nearDays = 30;

export function listPatients(ports: Ports, caller: Caller, query: PatientsQuery): Promise<Result<ListedPatients>> {
  return withAccessAcross(ports, caller, 'list-patients', async ({ permit, tx, at }) => {
    const law = await ports.law.at(at);
    const reading: Reading = { tx, caller, at, law, lastAdded: query.lastAdded === true };
    const asked = (cursor: string | undefined): OpenRecordQuery => ({
      limit: query.limit,
      ...(cursor === undefined ? {} : { cursor }),
      ...(query.filter === 'new'
        ? { declaredSince: plusDays(at, -nearDays) }
        : query.declaredSince === undefined
          ? {}
          : { declaredSince: query.declaredSince }),
      ...(query.filter === 'expiring' ? { endsBefore: plusDays(at, nearDays) } : {}),
      ...(query.filter === 'documents' ? { addedSinceConsultation: true } : {}),
    });
    if (query.filter === 'documents') return ok(await withSomethingNew(reading, (cursor) => tx.patients.list(permit, asked(cursor)), query));
    const page = await tx.patients.list(permit, asked(query.cursor));
    const rows = await readEach(reading, page.rows);
    return ok({ rows, total: page.total, ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }) });
  });
}

interface Reading {
  readonly tx: Stores;
  readonly caller: Caller;
  readonly at: Instant;
  readonly law: Pick<AccessRequest, 'matrix'> & { readonly policy: Policy };
  readonly lastAdded: boolean;
}

/**
 * Records where something arrived, then only those where this caller may read some of it: what is kept from them must not show by a row,
 * by a count, nor by a page that comes back short. Ends on a row that is one, so that the next page is never empty.
 */
async function withSomethingNew(
  reading: Reading,
  pageAfter: (cursor: string | undefined) => ReturnType<Stores['patients']['list']>,
  { limit, cursor }: PatientsQuery,
): Promise<ListedPatients> {
  const found: ListedPatient[] = [];
  let at = cursor;
  for (;;) {
    const page = await pageAfter(at);
    found.push(...(await readEach(reading, page.rows)).filter(({ newDocuments = 0 }) => newDocuments > 0));
    if (found.length > limit || page.nextCursor === undefined) break;
    at = page.nextCursor;
  }
  const rows = found.slice(0, limit);
  return { rows, ...(found.length > limit ? { nextCursor: reading.tx.patients.cursorAfter(rows.at(-1)!) } : {}) };
}

async function readEach(reading: Reading, records: readonly OpenRecord[]): Promise<readonly ListedPatient[]> {
  const ids = [...new Set(records.flatMap(({ structure }) => (structure === undefined ? [] : [structure])))];
  const structures = new Map((await reading.tx.directory.structures(ids)).map((one) => [one.id, one]));
  const read: ListedPatient[] = [];
  for (const record of records) {
    const one = await readOne(reading, record, record.structure === undefined ? undefined : structures.get(record.structure));
    // Two records of one person are one line.
    if (one !== undefined && !read.some(({ identity }) => identity.id === one.identity.id)) read.push(one);
  }
  return read;
}

async function readOne(reading: Reading, record: OpenRecord, structure: Structure | undefined): Promise<ListedPatient | undefined> {
  const { tx } = reading;
  const permit = await permitOf(reading, record);
  if (permit === undefined) return undefined;
  const identity = await tx.dossiers.identity(permit);
  const named = { ...record, identity, ...(structure === undefined ? {} : { structureName: structure.name }) };
  if (!permits(permit, 'list-documents')) return { ...named, nameOnly: true };
  const { lastConsultedAt } = record;
  const latest = reading.lastAdded ? (await tx.documents.list(permit, { order: 'deposited', limit: 1 })).rows[0] : undefined;
  const opened = { ...named, nameOnly: false, ...(latest === undefined ? {} : { lastAddedAt: latest.entry.depositedAt }) };
  if (lastConsultedAt === undefined) return opened;
  // Strictly after: what was there at that moment was in the list then.
  const added = await tx.documents.list(permit, { deposited: { from: instantOf(lastConsultedAt + 1) }, limit: 1 });
  return { ...opened, newDocuments: added.total };
}

/** The right to name this record in a list: that of opening it; or, for who never consults, an agreement given to their structure. */
async function permitOf({ tx, caller, at, law }: Reading, { dossier }: OpenRecord): Promise<Permit<'list-documents'> | Permit<'read-identity'> | undefined> {
  const facts = await tx.facts.dossier({ id: dossier }, caller.actor);
  const about = { actor: caller.actor, mode: caller.mode, at, dossier: facts, ...law };
  if (caller.actor.kind === 'professionnel') {
    const opening = decide({ ...about, action: 'list-documents' });
    return opening.granted ? opening.permit : undefined;
  }
  const naming = decide({ ...about, action: 'read-identity' });
  return naming.granted && autorisationOf(caller.actor, naming.permit.dossier, at) === 'valid' ? naming.permit : undefined;
}
