// Makes a copy that was asked for. Every step is decided anew, in a transaction of its own, by the rules as they stand then; each document by
// the rows its reading is decided by (rules 400 to 450). The steps leave no line: asking did. Nothing is marked as read, nobody else is told.

import { type Permit, type Policy, decide, dossierOf, partsOf } from '@carnet/domain/access';
import type { Arrangement } from '@carnet/domain/arrangement';
import type { FactKind } from '@carnet/domain/clinical';
import type { DocumentEntry, SubmissionSet } from '@carnet/domain/document';
import type { DossierChoices } from '@carnet/domain/dossier';
import type { ContactDetails } from '@carnet/domain/identity';
import { type Instant, type Result, instantOf, ok, refuse } from '@carnet/domain/kernel';
import type { Measure } from '@carnet/domain/measure';
import { measureKindCodes } from '@carnet/domain/terminology';
import type { AidantShare, BlobRef, ClaimedExport, DossierIdentity, HealthProfile, StoredDocument, Stores, TracePage } from '../ports/index.ts';
import type { ExportPorts } from './export-record.ts';
import { arrangementSeen } from './arranged.ts';
import { underCurrentIns } from './current-ins.ts';
import { measuresSeen } from './measures.ts';
import { ownSet } from './own-set.ts';
import { type DirectoryNames, namesOf } from './read-accesses.ts';
import { type RecordSummary, summaryOf } from './read-clinical.ts';
import { type DocumentContent, historyOf } from './read-document.ts';

/** What the copy begins with. */
export interface ExportBeginning {
  readonly at: Instant;
  readonly identity: DossierIdentity;
  /** A submission set for each so many documents (ITI-32): `setOf` makes one. */
  readonly setOf: () => SubmissionSet;
}
export interface ExportedDocument {
  readonly entry: DocumentEntry;
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly history?: DocumentContent['history'];
}
export type ExportedAccesses = Awaited<ReturnType<Stores['accesses']['list']>> &
  DirectoryNames & {
    readonly history: Awaited<ReturnType<Stores['accesses']['history']>>;
    readonly masquages: Awaited<ReturnType<Stores['masquages']['list']>>;
    readonly choices: DossierChoices;
  };
/** What stands beside the documents. */
export interface ExportedRest {
  readonly profile: HealthProfile;
  readonly contact: ContactDetails;
  readonly measures: readonly Measure[];
  /** Of whoever takes the copy away, and nobody else's. */
  readonly arrangement: Arrangement;
  readonly accesses: ExportedAccesses;
  readonly aidants: readonly AidantShare[];
  readonly representants: readonly string[];
  readonly summary: Omit<RecordSummary, 'identity'>;
}
/** What writes the file, in this order: `begin`, each `document`, `rest`, `journal` some lines at a time, `end`. */
export interface RecordWriter {
  begin(beginning: ExportBeginning): Promise<void>;
  document(one: ExportedDocument): Promise<void>;
  /** Its bytes are no longer those that were deposited. */
  unreadable(entry: DocumentEntry): Promise<void>;
  rest(rest: ExportedRest): Promise<void>;
  journal(lines: TracePage['rows']): Promise<void>;
  /** `missing`: rows that do not open, which were altered. */
  end(missing: number): Promise<void>;
}
/** Where the file goes, as it is written: resolves once it may take more. */
export type Sink = (chunk: Uint8Array) => Promise<void>;

/** Long enough for the largest document, and for the disk's worst hour. */
const leaseMinutes = 10;
export const leaseFrom = (now: Instant): Instant => instantOf(now + leaseMinutes * 60_000);
const pageSize = 100;
/** So much of the file is in memory, and in each piece of it. */
const pieceBytes = 4 * 1024 * 1024;
/** What the copy holds of documents: those in force, put away, and replaced. Never those deleted. */
const statuses = ['Approved', 'Archived', 'Deprecated'] as const;

/** Taken by another, or given up: nothing is left to do. */
export class NoLongerOurs extends Error {}

type Step = <T>(act: (allowed: ExportStep) => Promise<T>) => Promise<Result<T>>;
interface ExportStep {
  readonly permit: Permit<'export-record'>;
  readonly tx: Stores;
  readonly at: Instant;
  readonly policy: Policy;
  /** The right to one document of it, in the record it lies in. Undefined: not, or no longer, theirs to see. */
  readonly permitFor: (one: StoredDocument) => Promise<Permit<'export-record'> | undefined>;
}

const stepsOf =
  ({ clock, law, transactions }: ExportPorts, { personne, dossier: id }: ClaimedExport): Step =>
  async (act) => {
    const at = clock.now();
    const { policy, matrix } = await law.at(at);
    return transactions.run(async (tx) => {
      const kind = await tx.ties.kindOf(personne, id, at);
      const actor = { kind: kind ?? 'titulaire', personne, factors: 2 } as const;
      const facts = await tx.facts.dossier({ id }, actor);
      const request = { action: 'export-record', actor, mode: 'normal', at, dossier: facts, policy, matrix } as const;
      const decision = decide(request);
      if (!decision.granted) return refuse(decision.shown);
      const permitFor = async ({ entry: { logicalId }, dossier: lies = dossierOf(decision.permit) }: StoredDocument) => {
        const dossier = partsOf(facts!).find((part) => part.id === lies);
        const document = await tx.facts.document(lies, { logicalId });
        const one = document === undefined ? undefined : decide({ ...request, dossier, document });
        return one?.granted === true ? one.permit : undefined;
      };
      return ok(await act({ permit: decision.permit, tx, at, policy, permitFor }));
    });
  };

/** Refused: whoever asked may no longer. Rejects with `NoLongerOurs`, or as the disk does. */
export async function makeExport(
  ports: ExportPorts,
  claimed: ClaimedExport,
  writerOf: (sink: Sink) => RecordWriter,
  summaryKinds: readonly FactKind[],
): Promise<Result<{ readonly bytes: number }>> {
  const step = stepsOf(ports, claimed);
  const begun = await step(async ({ permit, tx, at }) => ({ at, permit, identity: await tx.dossiers.identity(permit) }));
  if (!begun.ok) return begun;
  const { at, permit: ownPermit, identity } = begun.value;
  const pieces = piecesOf(ports, claimed, ownPermit);
  const writer = writerOf(pieces.take);
  await writer.begin({ at, identity, setOf: () => ownSet(ports, identity.ins, at) });

  let [done, missing] = [0, 0];
  for (let cursor: string | undefined; ;) {
    const page = await step(async (allowed) => {
      const { permit, tx, permitFor } = allowed;
      const listed = await tx.documents.list(permit, { statuses, limit: pageSize, ...(cursor === undefined ? {} : { cursor }) });
      const current = await underCurrentIns(tx, permit);
      const rows = await Promise.all(
        listed.rows.map(async (row) => {
          const own = await permitFor(row);
          const { entry, blob } = row;
          return own === undefined ? undefined : { entry: current(entry), blob, permit: own, history: await historyOf({ ...allowed, permit: own }) };
        }),
      );
      return { ...listed, rows: rows.filter((row) => row !== undefined) };
    });
    if (!page.ok) return page;
    for (const { entry, blob, permit, history } of page.value.rows) {
      const bytes = await readOrTell(ports, permit, blob);
      if (bytes === undefined) await writer.unreadable(entry);
      else await writer.document({ entry, bytes, sha256: blob.sha256, ...(history === undefined ? {} : { history }) });
      done += 1;
    }
    missing += page.value.missing;
    const { total, nextCursor } = page.value;
    const ours = await ports.transactions.run(({ exports }) => exports.progress(claimed, { done, total, leaseUntil: leaseFrom(ports.clock.now()) }));
    if (!ours) throw new NoLongerOurs();
    cursor = nextCursor;
    if (cursor === undefined) break;
  }

  const rest = await step(({ permit, tx, policy }) => restOf(permit, tx, policy, summaryKinds));
  if (!rest.ok) return rest;
  await writer.rest(rest.value);
  const written = await step(async ({ permit, tx }) => {
    for await (const lines of tx.traces.walk(permit)) {
      missing += lines.missing;
      await writer.journal(lines.rows);
    }
  });
  if (!written.ok) return written;
  await writer.end(missing);
  return ok({ bytes: await pieces.end() });
}

/** What is written, cut into pieces that are sealed and kept one by one. */
function piecesOf(ports: ExportPorts, claimed: ClaimedExport, permit: Permit<'export-record'>): { readonly take: Sink; readonly end: () => Promise<number> } {
  let [number, total, waiting] = [0, 0, 0];
  let chunks: Uint8Array[] = [];
  const keep = async (): Promise<void> => {
    const blob = await ports.exportBytes.keepPiece(permit, Buffer.concat(chunks));
    number += 1;
    const ours = await ports.transactions.run(({ exports }) => exports.keepPiece(claimed, { number, blob }, leaseFrom(ports.clock.now())));
    if (!ours) throw new NoLongerOurs();
    [chunks, waiting] = [[], 0];
  };
  return {
    async take(chunk) {
      chunks.push(chunk);
      waiting += chunk.length;
      total += chunk.length;
      if (waiting >= pieceBytes) await keep();
    },
    async end() {
      if (waiting > 0) await keep();
      return total;
    },
  };
}

/** Undefined: altered or missing, which is told in the copy. Anything else is the disk's, and passes. */
async function readOrTell({ blobs }: ExportPorts, permit: Permit<'export-record'>, blob: BlobRef): Promise<Buffer | undefined> {
  try {
    return await blobs.read(permit, blob);
  } catch (error) {
    if ((error as { readonly code?: string }).code !== 'CONTENU_ALTERE') throw error;
    return undefined;
  }
}

async function restOf(permit: Permit<'export-record'>, tx: Stores, policy: Policy, summaryKinds: readonly FactKind[]): Promise<ExportedRest> {
  const overview = await tx.accesses.list(permit);
  const history = await tx.accesses.history(permit);
  const { documents } = await tx.clinical.find(permit, { kinds: summaryKinds });
  return {
    profile: await tx.profiles.read(permit),
    contact: await tx.dossiers.contact(permit),
    arrangement: await arrangementSeen(tx, permit),
    measures: (await measuresSeen({ permit, tx, policy }, { kinds: measureKindCodes })).measures,
    accesses: {
      ...overview,
      ...(await namesOf(tx.directory, { ...overview, autorisations: history })),
      history,
      masquages: await tx.masquages.list(permit),
      choices: await tx.dossiers.choices(permit),
    },
    aidants: await tx.delegations.list(permit),
    representants: await tx.dossiers.representants(permit),
    summary: summaryOf(documents, summaryKinds),
  };
}
