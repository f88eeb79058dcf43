// Who calls a use case, as the door established it.

import type { Actor, Mode } from '@carnet/domain/access';
import type { TraceContext } from '@carnet/domain/audit';
import type { DossierId } from '@carnet/domain/dossier';

export interface Caller {
  readonly actor: Actor;
  readonly mode: Mode;
  /** The emergency session, where the door keeps one: its notice is raised once. */
  readonly emergency?: string;
  /** Connexion secrète: what is done is kept from those who represent the patient (R.1111-50 CSP). */
  readonly secret?: true;
  /** Named for one patient (a structure's assertion): every other record is one that is not there. */
  readonly only?: { readonly dossier: DossierId | undefined };
  /** What the trace will say of the caller beside the decision: door, names, software, reason. */
  readonly context: Omit<TraceContext, 'documentTitle'>;
}
