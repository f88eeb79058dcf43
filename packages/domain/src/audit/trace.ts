// Who did what to which record, when, in which capacity, and what was answered (R.1111-43 CSP; docs/sources.md §7).
// A trace is built from a decision, never by hand, and never changed.

import type { Decision, Denied } from '../access/decide.ts';
import type { AccessRequest, Action, Actor, Mode } from '../access/request.ts';
import type { DossierId } from '../dossier/dossier.ts';
import type { LogicalId } from '../document/ids.ts';
import type { Brand } from '../kernel/brand.ts';
import type { Instant } from '../kernel/instant.ts';

export type TraceId = Brand<string, 'TraceId'>;

/** What the door knows of the act beside the decision. Names are kept as they were on that day. */
export interface TraceContext {
  readonly door: 'fhir' | 'soap' | 'patient' | 'professional' | 'job' | 'sandbox';
  /** Name of the person or structure as it will be read in the journal. */
  readonly actorName: string;
  readonly structureName?: string;
  /** Free text given by the professional (bris de glace), or who recorded the agreement. */
  readonly reason?: string;
  readonly software?: string;
  /** Title of the document, so that the journal still names it once it is gone. */
  readonly documentTitle?: string;
}

export interface Trace extends TraceContext {
  readonly at: Instant;
  readonly action: Action;
  readonly outcome: 'granted' | 'refused';
  /** The row that refused. */
  readonly rule?: Denied['rule'];
  readonly mode: Mode;
  /** Undefined: the record asked for does not exist. */
  readonly dossier?: DossierId;
  readonly document?: LogicalId;
  readonly typeCode?: string;
  readonly actorKind: Actor['kind'];
  readonly actorId: string;
  readonly profession?: string;
  readonly structureId?: string;
}

export const actorId = (actor: Actor): string => (actor.kind === 'titulaire' ? actor.personne : actor.id);

/** The only way to make a trace. */
export function traceOf<A extends Action>(request: AccessRequest<A>, decision: Decision<A>, context: TraceContext): Trace {
  const { actor, document, dossier } = request;
  return {
    ...context,
    at: request.at,
    action: request.action,
    outcome: decision.granted ? 'granted' : 'refused',
    ...(decision.granted ? {} : { rule: decision.rule }),
    mode: request.mode,
    ...(dossier === undefined ? {} : { dossier: dossier.id }),
    ...(document?.logicalId === undefined ? {} : { document: document.logicalId }),
    ...(document === undefined ? {} : { typeCode: document.typeCode }),
    actorKind: actor.kind,
    actorId: actorId(actor),
    ...(actor.kind === 'professionnel' ? { profession: actor.profession } : {}),
    ...(actor.kind === 'professionnel' && actor.structure !== undefined ? { structureId: actor.structure.id } : {}),
    ...(actor.kind === 'structure' ? { structureId: actor.id } : {}),
  };
}
