// A document that is said to be another patient's (collision, RNIV): who says so puts it at once out of everybody's sight; its author, or somebody
// of the identity cell, proposes what becomes of it, somebody else of the cell confirms. Nothing is moved from one record to another: its author
// deposits the right document in the right record, and the wrong one stays withdrawn where it was (ADR 41). The cell reads no title and no content.

import type { Permit } from '@carnet/domain/access';
import { actorId } from '@carnet/domain/audit';
import type { LogicalId } from '@carnet/domain/document';
import type { DossierId } from '@carnet/domain/dossier';
import { type Result, ok, plusDays, refuse } from '@carnet/domain/kernel';
import type {
  CorrectedDocument,
  DocumentKey,
  DossierKey,
  Misfiling,
  MisfilingOutcome,
  NewVersion,
  NoticeKind,
  Ports,
  StoredDocument,
  WaitingMisfiling,
} from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { ownSet } from './own-set.ts';
import { type Allowed, withAccess, withAccessAcross } from './with-access.ts';

export interface ReportedMisfiling {
  readonly expectedVersion: number;
  /** Why, as it was typed. */
  readonly words: string;
}

/** Refuses VERSION_PERIMEE; a document that its reporter cannot see, or may not report, is refused by the rules. */
export const reportMisfiled = (
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  document: DocumentKey,
  { expectedVersion, words }: ReportedMisfiling,
): Promise<Result<true>> =>
  withAccess(ports, caller, { action: 'report-misfiled', dossier, document }, async ({ permit, tx, at }) => {
    const id = ports.newId();
    const byAuthor = permit.actor.kind === 'professionnel';
    const said = { name: caller.context.actorName, words };
    if (!(await tx.misfilings.putAside(permit, { id, expectedVersion, byAuthor, said, newVersion: newVersion(ports, at) }))) return refuse('VERSION_PERIMEE');
    if (byAuthor) await tell(ports, caller, { permit, tx, at }, 'document-ecarte');
    else await tx.misfilings.tellAuthors({ id, dossier: permit.dossier.id }, at);
    return ok(true as const);
  });

export interface AuthorsMisfiling extends StoredDocument {
  readonly misfiling: Misfiling;
  readonly bytes: Buffer;
}
/** The document as its author reads it while it waits. Refuses MISE_A_L_ECART_REGLEE once it is settled. */
export async function readMisfiled(ports: Ports, caller: Caller, dossier: DossierKey, document: DocumentKey): Promise<Result<AuthorsMisfiling>> {
  const allowed = await ofAuthor(ports, caller, dossier, document, async ({ permit, tx }, misfiling) =>
    ok({ permit, misfiling, stored: await tx.documents.read(permit) }),
  );
  if (!allowed.ok) return allowed;
  const { permit, misfiling, stored } = allowed.value;
  return ok({ ...stored, misfiling, bytes: await ports.blobs.read(permit, stored.blob) });
}

export interface Proposal {
  readonly outcome: MisfilingOutcome;
  readonly words: string;
  readonly corrected?: CorrectedDocument;
}
/** By its author. `corrected`: a document of theirs in another record; refuses as a reference that is not theirs. */
export const answerMisfiled = (
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  document: DocumentKey,
  { outcome, words, corrected }: Proposal,
): Promise<Result<true>> =>
  ofAuthor(ports, caller, dossier, document, async ({ permit, tx, also }, misfiling) => {
    if (corrected !== undefined) {
      if (corrected.dossier === permit.dossier.id) return refuse('PARAMETRE_INVALIDE', [{ field: 'corrected', rule: 'MEME_DOSSIER' }]);
      const own = await also({ action: 'find-reference', dossier: { id: corrected.dossier }, document: { logicalId: corrected.document } });
      if (!own.ok) return own;
    }
    const said = { name: caller.context.actorName, words };
    await tx.misfilings.propose(permit, misfiling, { outcome, said, ...(corrected === undefined ? {} : { corrected }) });
    return ok(true as const);
  });

function ofAuthor<T>(
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  document: DocumentKey,
  act: (allowed: Allowed<'correct-misfiled'>, misfiling: Misfiling) => Promise<Result<T>>,
): Promise<Result<T>> {
  return withAccess<'correct-misfiled', T>(ports, caller, { action: 'correct-misfiled', dossier, document }, async (allowed) => {
    const misfiling = await allowed.tx.misfilings.find(allowed.permit);
    return misfiling === undefined || isSettled(misfiling) ? settled : act(allowed, misfiling);
  });
}

/** What awaits this professional as its author. */
export const listOwnMisfiled = (ports: Ports, caller: Caller): Promise<Result<readonly WaitingMisfiling[]>> =>
  withAccessAcross(ports, caller, 'list-patients', async ({ permit, tx }) => ok(await tx.misfilings.ofAuthor(permit, mostListed)));
const mostListed = 100;

/** By the cell, where no author answers. */
export const proposeMisfiled = (
  ports: Ports,
  caller: Caller,
  dossier: DossierId,
  document: LogicalId,
  { outcome, words }: Pick<Proposal, 'outcome' | 'words'>,
): Promise<Result<true>> =>
  ofCell(ports, caller, { dossier, document }, 'misfiled-proposed', async ({ permit, tx }, misfiling) => {
    if (isSettled(misfiling)) return settled;
    await tx.misfilings.propose(permit, misfiling, { outcome, said: { name: caller.context.actorName, words } });
    return ok(true as const);
  });

/** Refuses AUTRE_PERSONNE_REQUISE to who proposed it; RIEN_A_CONFIRMER where nothing is proposed; CORRECTION_ABSENTE where the corrected one was deleted. */
export const confirmMisfiled = (ports: Ports, caller: Caller, dossier: DossierId, document: LogicalId, outcome: MisfilingOutcome): Promise<Result<true>> =>
  ofCell(ports, caller, { dossier, document }, outcome === 'withdraw' ? 'misfiled-withdrawn' : 'misfiled-returned', async (allowed, misfiling) => {
    const { permit, tx, at, also } = allowed;
    // What they confirm is what they were shown.
    if (misfiling.state !== (outcome === 'withdraw' ? 'withdrawal-proposed' : 'return-proposed')) return fault('document', 'RIEN_A_CONFIRMER');
    if (misfiling.proposedBy === actorId(caller.actor)) return fault('document', 'AUTRE_PERSONNE_REQUISE');
    await tx.misfilings.settle(permit, misfiling, newVersion(ports, at));
    await tell(ports, caller, allowed, outcome === 'withdraw' ? 'document-retire' : 'document-remis');
    if (outcome === 'return') return ok(true as const);
    await tx.misfilings.tellReaders(permit, misfiling);
    const { corrected } = misfiling;
    if (corrected === undefined) return ok(true as const);
    const subject = { act: 'misfiled-replaced' } as const;
    const other = await also({ action: 'keep-identity', dossier: { id: corrected.dossier }, document: { logicalId: corrected.document }, subject });
    if (!other.ok) return other;
    if (other.value.document?.status === 'Deleted') return fault('document', 'CORRECTION_ABSENTE');
    await tell(ports, caller, { permit: other.value, tx, at }, 'document-corrige');
    return ok(true as const);
  });

/** Whoever asks: it only hides. Refuses DELAI_DEPASSE (policy `fusionUndoDays`). */
export const reopenMisfiled = (ports: Ports, caller: Caller, dossier: DossierId, document: LogicalId): Promise<Result<true>> =>
  ofCell(ports, caller, { dossier, document }, 'misfiled-reopened', async ({ permit, tx, at, policy }, misfiling) => {
    if (misfiling.settledAt === undefined) return fault('document', 'RIEN_A_DEFAIRE');
    if (plusDays(misfiling.settledAt, policy.fusionUndoDays) <= at) return fault('document', 'DELAI_DEPASSE', `≤ ${policy.fusionUndoDays}`);
    await tx.misfilings.reopen(permit, misfiling, newVersion(ports, at));
    return ok(true as const);
  });

type Step = 'misfiled-proposed' | 'misfiled-withdrawn' | 'misfiled-returned' | 'misfiled-reopened';
function ofCell(
  ports: Ports,
  caller: Caller,
  { dossier, document }: CorrectedDocument,
  act: Step,
  then: (allowed: Allowed<'keep-identity'>, misfiling: Misfiling) => Promise<Result<true>>,
): Promise<Result<true>> {
  const ask = { action: 'keep-identity', dossier: { id: dossier }, document: { logicalId: document }, subject: { act } } as const;
  return withAccess<'keep-identity', true>(ports, caller, ask, async (allowed) => {
    const misfiling = await allowed.tx.misfilings.find(allowed.permit);
    return misfiling === undefined ? fault('document', 'MISE_A_L_ECART_INCONNUE') : then(allowed, misfiling);
  });
}

const lateAtOnce = 200;
/** Their authors are told once more of those that wait too long. How many. */
export async function tellLateMisfilings(ports: Ports): Promise<number> {
  const at = ports.clock.now();
  const { policy } = await ports.law.at(at);
  return ports.transactions.run(async (tx) => {
    const late = await tx.misfilings.takeLate(plusDays(at, -policy.misfiledDelayDays), at, lateAtOnce);
    for (const one of late) await tx.misfilings.tellAuthors(one, at);
    return late.length;
  });
}

const fault = (field: string, rule: string, expected?: string): Result<never> =>
  refuse('PARAMETRE_INVALIDE', [{ field, rule, ...(expected === undefined ? {} : { expected }) }]);
const settled = fault('document', 'MISE_A_L_ECART_REGLEE');
const isSettled = ({ state }: Misfiling): boolean => state === 'withdrawn' || state === 'returned';

const newVersion =
  (ports: Ports, at: Parameters<typeof ownSet>[2]): NewVersion =>
  (patient) => ({ entryUuid: ports.newId(), set: ownSet(ports, patient, at) });

/** Nobody is told of a document they never saw. */
async function tell(
  ports: Ports,
  { context }: Caller,
  { permit, tx, at }: Pick<Allowed<'report-misfiled' | 'keep-identity'>, 'tx' | 'at'> & { readonly permit: Permit<'report-misfiled' | 'keep-identity'> },
  kind: NoticeKind,
): Promise<void> {
  const { dossier, document, secret } = permit;
  if (document?.visibilite.invisiblePatient === true) return;
  const kept = secret || document?.visibilite.invisibleRepresentants === true;
  await tx.notices.raise({ id: ports.newId(), dossier: dossier.id, kind, at, actorName: context.actorName, secret: kept });
}
