// Who calls a use case, as the door established it.

import type { Actor, Mode } from '@carnet/domain/access';
import type { TraceContext } from '@carnet/domain/audit';

export interface Caller {
  readonly actor: Actor;
  readonly mode: Mode;
  /** The emergency session, where the door keeps one: its notice is raised once. */
  readonly emergency?: string;
  /** Connexion secrète: what is done is kept from those who represent the patient (R.1111-50 CSP). */
  readonly secret?: true;
  /** What the trace will say of the caller beside the decision: door, names, software, reason. */
  readonly context: Omit<TraceContext, 'documentTitle'>;
}
