// What one event may say, decided at the moment it is sent, as its owner stands on that day: still in place, still allowed to list this record, and
// the document still theirs to see. What is allowed is a line of the journal, like a list that is read; what is not is never sent, and no line
// of anybody's: they asked nothing.

import { decide } from '@carnet/domain/access';
import { type TraceContext, traceOf } from '@carnet/domain/audit';
import type { Result } from '@carnet/domain/kernel';
import type { ClaimedEvent, Directory, Ports, SubscriptionOwner } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { maySee } from './subscriptions.ts';

/** The owner as they stand today, whatever their kind. */
export type CallerOf = (directory: Directory, owner: SubscriptionOwner, context: Pick<TraceContext, 'door' | 'software'>) => Promise<Result<Caller>>;

export type Allowance = 'withheld' | 'over' | { readonly number: number };

/** Its number, durable before it leaves and the same at each attempt; `over`: the subscription ended meanwhile. */
export async function allowEvent(ports: Ports, callerOf: CallerOf, event: ClaimedEvent): Promise<Allowance> {
  const { subscription, document } = event;
  const at = ports.clock.now();
  const { policy, matrix } = await ports.law.at(at);
  return ports.transactions.run(async (tx): Promise<Allowance> => {
    const withheld = async (): Promise<Allowance> => {
      await tx.subscriptions.withhold(event);
      return 'withheld';
    };
    const caller = await callerOf(tx.directory, subscription.owner, { door: 'job', software: 'abonnement' });
    if (!caller.ok || document === undefined) return withheld();
    const { actor, context } = caller.value;
    const dossier = await tx.facts.dossier({ id: subscription.dossier }, actor);
    const request = { action: 'list-documents', actor, mode: 'normal', at, dossier, policy, matrix } as const;
    const decision = decide(request);
    if (!decision.granted || !(await maySee({ permit: decision.permit, tx, policy }, document))) return withheld();
    const number = await tx.subscriptions.number(event);
    if (number === undefined) return 'over';
    // Once for each event: a receiver that is away for a day is told one thing, not ten.
    if (event.number === undefined) await tx.traces.append(traceOf(request, decision, context));
    return { number };
  });
}
