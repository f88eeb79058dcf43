// Who calls a use case, as the door established it.

import type { Actor, Mode } from '@carnet/domain/access';
import type { TraceContext } from '@carnet/domain/audit';

export interface Caller {
  readonly actor: Actor;
  readonly mode: Mode;
  /** What the trace will say of the caller beside the decision: door, names, software, reason. */
  readonly context: Omit<TraceContext, 'documentTitle'>;
}
