// The only gate. It loads the facts, decides, writes the trace and lets the use case act, in one transaction:
// a refusal is traced and committed; a trace that cannot be written, or a fact that cannot be loaded, means no access.
// A use case that gives up after the decision (a stale version, a uniqueId taken) leaves nothing behind, not even the trace;
// a right refused on the way is traced, whatever becomes of the rest.

import {
  type AccessRequest,
  type ActingProfessionnel,
  type Action,
  type ActionAcross,
  type Decision,
  type Denied,
  type DocumentFacts,
  type DossierFacts,
  type HabilitationMatrix,
  type Permit,
  type PermitAcross,
  type Policy,
  decide,
  decideAcross,
  documentUnknown,
  eachPart,
  factsFor,
  partsOf,
} from '@carnet/domain/access';
import { type TraceContext, type TraceSubject, traceAcross, traceAcrossIn, traceOf } from '@carnet/domain/audit';
import type { Autorisation, DossierId, PatientSpace } from '@carnet/domain/dossier';
import { type Instant, type Refusal, type Result, refuse } from '@carnet/domain/kernel';
import type { MeasureId } from '@carnet/domain/measure';
import type { DocumentKey, DossierKey, Ports, Stores } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { countMiss, stoppedLookUps, stoppedMeanwhile } from './look-ups.ts';

/** What is asked of which record; the document, or the measure, is either looked up by its key or, for a deposit, described by its facts. */
export interface Ask<A extends Action> {
  readonly action: A;
  readonly dossier: DossierKey;
  readonly document?: DocumentKey | { readonly facts: DocumentFacts } | { readonly measure: MeasureId };
  /** Known titles only (a deposit): the journal then names the document. */
  readonly documentTitle?: string;
  /** Whom an act on accesses is about: the journal then says it. */
  readonly subject?: TraceSubject;
}

/** What a use case acts with, once allowed. */
export interface Allowed<A extends Action> {
  readonly permit: Permit<A>;
  readonly tx: Stores;
  readonly at: Instant;
  readonly policy: Policy;
  /** Asks for a further right in the same transaction, traced like the first. Its refusal must be returned. */
  readonly also: <B extends Action>(ask: Ask<B>) => Promise<Result<Permit<B>>>;
  /**
   * Nothing is refused, nor written, after what is asked in this turn: it is committed with its trace, in one packet. What fails after that is no
   * access, and stays traced as one that was allowed.
   */
  readonly last: () => void;
}

class Undone extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** Runs `act` with a permit for what was asked. */
export async function withAccess<A extends Action, T>(
  ports: Ports,
  caller: Caller,
  ask: Ask<A>,
  act: (allowed: Allowed<A>) => Promise<Result<T>>,
): Promise<Result<T>> {
  return withAccessToEach(ports, caller, [ask], ([permit], rest) => act({ permit: permit!, ...rest }));
}

/** The same for several acts decided before any is done: all allowed, or the first refusal, traced, and nothing done. */
export async function withAccessToEach<A extends Action, T>(
  ports: Ports,
  caller: Caller,
  asks: readonly Ask<A>[],
  act: (permits: readonly Permit<A>[], rest: Omit<Allowed<A>, 'permit'>) => Promise<Result<T>>,
): Promise<Result<T>> {
  const at = ports.clock.now();
  const law = await ports.law.at(at);
  const { policy } = law;
  let refusedMeanwhile: (() => Promise<void>) | undefined;
  try {
    return await ports.transactions.run(async (tx, last) => {
      const examined: Examined<A>[] = [];
      for (const ask of asks) {
        // Both are asked at once: of whoever is stopped, what was found is neither told nor traced.
        const [stopped, one] = await Promise.all([stoppedLookUps(tx, caller, ask, at), examine(tx, caller, ask, at, law)]);
        if (stopped !== undefined) return stopped;
        if (!one.decision.granted) {
          const meanwhile = await stoppedMeanwhile(tx, caller, ask, one.decision.rule, at);
          if (meanwhile !== undefined) return meanwhile;
          await writeTrace(tx, one);
          await countMiss(tx, caller, ask, one.decision.rule, at, policy);
          return refuse(one.decision.shown);
        }
        examined.push(one);
      }
      const permits: Permit<A>[] = [];
      const traced: Promise<void>[] = [];
      for (const one of examined) {
        traced.push((await sendTrace(tx, one)).written);
        if (one.decision.granted) permits.push(one.decision.permit);
      }
      const also = async <B extends Action>(ask: Ask<B>): Promise<Result<Permit<B>>> => {
        const one = await examine(tx, caller, ask, at, law);
        if (!one.decision.granted) {
          refusedMeanwhile = () => ports.transactions.run((own) => writeTrace(own, one));
          return refuse(one.decision.shown);
        }
        await writeTrace(tx, one);
        return { ok: true, value: one.decision.permit };
      };
      // The traces are on their way, ahead of all that is asked from here on; nothing is answered before they are written.
      const [result] = await Promise.all([act(permits, { tx, at, policy, also, last }), ...traced]);
      if (!result.ok) throw new Undone(result.refusal);
      return result;
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
    // What was begun is undone, and the refusal that undid it is traced all the same.
    await refusedMeanwhile?.();
    return { ok: false, refusal: error.refusal };
  }
}

/**
 * The same gate for what goes on under a line written already, and reads or changes nothing of the record: decided anew each time, and a line where
 * it is refused.
 */
export async function withAccessUnderWay<A extends Action, T>(
  ports: Ports,
  caller: Caller,
  ask: Ask<A>,
  act: (allowed: Pick<Allowed<A>, 'permit' | 'tx'>) => Promise<Result<T>>,
): Promise<Result<T>> {
  const at = ports.clock.now();
  const law = await ports.law.at(at);
  try {
    return await ports.transactions.run(async (tx) => {
      const one = await examine(tx, caller, ask, at, law);
      if (!one.decision.granted) {
        await writeTrace(tx, one);
        return refuse(one.decision.shown);
      }
      const result = await act({ permit: one.decision.permit, tx });
      if (!result.ok) throw new Undone(result.refusal);
      return result;
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
    return { ok: false, refusal: error.refusal };
  }
}

interface Law {
  readonly policy: Policy;
  readonly matrix: HabilitationMatrix;
}

interface Examined<A extends Action> {
  readonly request: AccessRequest<A>;
  readonly decision: Decision<A>;
  readonly context: TraceContext;
}

async function examine<A extends Action>(tx: Stores, caller: Caller, ask: Ask<A>, at: Instant, { policy, matrix }: Law): Promise<Examined<A>> {
  const sought = ask.document;
  // In a record asked for by its id, the document is looked up at the same time.
  const atOnce = 'id' in ask.dossier && sought !== undefined && !('measure' in sought) ? factsOf(tx, ask.dossier.id, sought) : undefined;
  const [asked, early] = await Promise.all([tx.facts.dossier(ask.dossier, caller.actor), atOnce]);
  const found = caller.only === undefined || caller.only.dossier === asked?.id ? asked : undefined;
  // A secret is a minor's: for an adult there is none, and what is done is seen by whoever represents them.
  const secret = caller.secret === true && found !== undefined && (await tx.facts.isMinor(found.id, at));
  const space = found !== undefined && keptForPatient.includes(ask.action) ? await spaceOf(tx, found, at) : undefined;
  const { dossier, document } =
    atOnce !== undefined && found !== undefined && found.fusion === undefined ? { dossier: found, document: early } : await about(tx, found, ask);
  const request: AccessRequest<A> = {
    action: ask.action,
    actor: caller.actor,
    mode: caller.mode,
    ...(secret ? { secret } : {}),
    at,
    dossier,
    ...(document === undefined ? {} : { document }),
    ...(space === undefined ? {} : { space }),
    policy,
    matrix,
  };
  const decided = decide(request);
  const missing: Denied | undefined = decided.granted && sought !== undefined && document === undefined ? documentUnknown : undefined;
  return {
    request,
    decision: missing ?? decided,
    context: {
      ...caller.context,
      ...(ask.documentTitle === undefined ? {} : { documentTitle: ask.documentTitle }),
      ...(ask.subject === undefined ? {} : { subject: ask.subject }),
    },
  };
}

const factsOf = async (tx: Stores, dossier: DossierId, sought: NonNullable<Ask<Action>['document']>): Promise<DocumentFacts | undefined> =>
  'facts' in sought ? sought.facts : 'measure' in sought ? tx.facts.measure(dossier, sought.measure) : tx.facts.document(dossier, sought);

/** The record, and what is asked of in it; of records that are one person's, the one it lies in. */
async function about(
  tx: Stores,
  found: DossierFacts | undefined,
  { action, document: sought }: Ask<Action>,
): Promise<Pick<AccessRequest, 'dossier' | 'document'>> {
  const dossier = factsFor(found, action);
  if (sought === undefined || dossier === undefined) return { dossier };
  if ('facts' in sought) return { dossier, document: sought.facts };
  const parts = partsOf(dossier);
  for (const part of parts) {
    const document = await factsOf(tx, part.id, sought);
    if (document !== undefined) return { dossier: part, document };
  }
  return { dossier: parts[0] };
}

/** Of whichever of the person's accounts has got furthest. */
async function spaceOf(tx: Stores, dossier: DossierFacts, at: Instant): Promise<PatientSpace> {
  const spaces: PatientSpace[] = [];
  for (const { id } of partsOf(dossier)) spaces.push(await tx.facts.space(id, at));
  return spaces.find((space) => space === 'opened') ?? spaces.find((space) => space === 'awaited') ?? 'none';
}

/** Acts for which it matters whether the patient could do it themselves (ADR 21). */
const keptForPatient: readonly Action[] = ['revise-contact', 'close-record', 'reopen-record'];

/** A line for each record an act was granted in: each keeps its own journal, whatever becomes of the fusion. */
async function sendTrace<A extends Action>(tx: Stores, { request, decision, context }: Examined<A>): ReturnType<Stores['traces']['send']> {
  const { dossier } = request;
  const concerned = decision.granted ? eachPart(decision.permit).map((permit) => permit.dossier) : [dossier?.fusion?.named ?? dossier];
  const written: Promise<void>[] = [];
  for (const one of concerned) written.push((await tx.traces.send(traceOf({ ...request, dossier: one }, decision, context))).written);
  return { written: Promise.all(written).then(() => undefined) };
}
const writeTrace = async <A extends Action>(tx: Stores, one: Examined<A>): Promise<void> => (await sendTrace(tx, one)).written;

/**
 * What the rules would decide now, on this record's real facts, if this professional asked for its list. They do not ask: nothing is traced
 * in their name and nobody is told. Only for whoever may read who sees the record; what it yields is theirs to be shown.
 * `assumed`: agreements the patient has not given, for "what would they see if I gave it".
 */
export async function seenBy(
  { permit, tx, at, policy }: Allowed<'read-accesses' | 'manage-accesses'>,
  actor: ActingProfessionnel,
  assumed: readonly Autorisation[] = [],
): Promise<Decision<'list-documents'>> {
  const facts = await tx.facts.dossier({ id: permit.dossier.id }, actor);
  const dossier = facts === undefined ? undefined : { ...facts, autorisations: [...facts.autorisations, ...assumed] };
  return decide({ action: 'list-documents', actor, mode: 'normal', at, dossier, policy, matrix: permit.matrix });
}

/** What an act that concerns no single record is done with, once allowed. */
export interface AllowedAcross<A extends ActionAcross> {
  readonly permit: PermitAcross<A>;
  readonly tx: Stores;
  readonly at: Instant;
  readonly policy: Policy;
  /** The act is a line of this record's journal too: it was created, or found. */
  readonly traceIn: (dossier: DossierId, subject?: TraceSubject) => Promise<void>;
}

/** Whoever is named for one patient does nothing that concerns others. */
const namedForOnePatient: Denied = { granted: false, rule: 'FONCTION_INTERDITE', shown: 'FONCTION_INTERDITE' };

/** The same gate for what concerns no single record: decided, traced and done in one transaction. */
export async function withAccessAcross<A extends ActionAcross, T>(
  ports: Ports,
  caller: Caller,
  action: A,
  act: (allowed: AllowedAcross<A>) => Promise<Result<T>>,
): Promise<Result<T>> {
  const at = ports.clock.now();
  const { policy } = await ports.law.at(at);
  const request = { action, actor: caller.actor, mode: caller.mode, at, policy };
  const decision = caller.only === undefined ? decideAcross(request) : namedForOnePatient;
  try {
    return await ports.transactions.run(async (tx) => {
      await tx.traces.append(traceAcross(request, decision, caller.context));
      if (!decision.granted) return refuse(decision.shown);
      const traceIn = (dossier: DossierId, subject?: TraceSubject): Promise<void> =>
        tx.traces.append(traceAcrossIn(request, decision, { ...caller.context, ...(subject === undefined ? {} : { subject }) }, dossier));
      const result = await act({ permit: decision.permit, tx, at, policy, traceIn });
      if (!result.ok) throw new Undone(result.refusal);
      return result;
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
    return { ok: false, refusal: error.refusal };
  }
}
