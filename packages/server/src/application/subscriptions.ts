// Subscriptions of software to what is new in a record: asked for, looked at and ended by whoever may list its documents, each their own. What an
// event says is decided again when it is told, as when it is sent (notify-subscribers.ts).

import { type Actor, decide } from '@carnet/domain/access';
import type { LogicalId } from '@carnet/domain/document';
import { type Instant, type Result, ok, plusDays, refuse } from '@carnet/domain/kernel';
import type { DossierKey, HookChannel, Ports, Subscription, SubscriptionEvent, SubscriptionOwner, SubscriptionTopic } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { type Allowed, withAccess } from './with-access.ts';

export interface WantedSubscription {
  readonly topic: SubscriptionTopic;
  readonly channel: HookChannel;
  /** Undefined: as long as one may last. */
  readonly endsAt?: Instant;
}

const lastsDays = 365;
/** Of one owner in one record: several programs, not a loop. */
const most = 10;

export function subscribe(ports: Ports, caller: Caller, dossier: DossierKey, { topic, channel, endsAt }: WantedSubscription): Promise<Result<Subscription>> {
  return withAccess(ports, caller, { action: 'list-documents', dossier }, async ({ permit, tx, at }) => {
    const { actor } = permit;
    // Whoever else may list (the patient, an aidant) is told by notices.
    if (actor.kind !== 'professionnel' && actor.kind !== 'service-tiers') return refuse('FONCTION_INTERDITE');
    const latest = plusDays(at, lastsDays);
    if (endsAt !== undefined && endsAt <= at) return refuse('PARAMETRE_INVALIDE', [{ field: 'end', rule: 'JOUR_PASSE' }]);
    const subscription = {
      id: ports.newId(),
      topic,
      owner: ownerOf(actor),
      channel,
      state: 'requested',
      createdAt: at,
      endsAt: endsAt === undefined || endsAt > latest ? latest : endsAt,
    } as const;
    if (!(await tx.subscriptions.create(permit, subscription, most)))
      return refuse('PARAMETRE_INVALIDE', [{ field: 'criteria', rule: 'ABONNEMENTS_TROP_NOMBREUX', expected: `≤ ${most}` }]);
    return ok({ ...subscription, dossier: permit.dossier.id, numbered: 0 });
  });
}

function ownerOf(actor: Extract<Actor, { readonly kind: SubscriptionOwner['kind'] }>): SubscriptionOwner {
  if (actor.kind === 'service-tiers') return { kind: actor.kind, id: actor.id };
  const structure = actor.structure?.id;
  return { kind: actor.kind, id: actor.id, ...(structure === undefined ? {} : { structure }) };
}

export const ownSubscriptions = (ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<readonly Subscription[]>> =>
  withAccess(ports, caller, { action: 'list-documents', dossier }, async ({ permit, tx }) => ok(await tx.subscriptions.own(permit)));

const unknown = refuse('DOCUMENT_INEXISTANT', [{ field: 'id', rule: 'ABONNEMENT_INEXISTANT' }]);

/** Another's is told as one that is not there. */
function withOwn<T>(
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  id: string,
  act: (subscription: Subscription, allowed: Allowed<'list-documents'>) => Promise<T>,
): Promise<Result<T>> {
  return withAccess(ports, caller, { action: 'list-documents', dossier }, async (allowed) => {
    const [subscription] = await allowed.tx.subscriptions.own(allowed.permit, id);
    return subscription === undefined ? unknown : ok(await act(subscription, allowed));
  });
}

export const readSubscription = (ports: Ports, caller: Caller, dossier: DossierKey, id: string): Promise<Result<Subscription>> =>
  withOwn(ports, caller, dossier, id, async (subscription) => subscription);

export const endSubscription = (ports: Ports, caller: Caller, dossier: DossierKey, id: string): Promise<Result<undefined>> =>
  withOwn(ports, caller, dossier, id, async (_, { permit, tx }) => {
    await tx.subscriptions.end(permit, id);
    return undefined;
  });

export interface EventsQuery {
  readonly from: number;
  readonly until: number;
  /** Those that were given up, for the owner to have sent again. */
  readonly failedOnly: boolean;
}
export interface ToldEvents {
  readonly subscription: Subscription;
  /** Without a document: one that is not the caller's to see any more. */
  readonly events: readonly SubscriptionEvent[];
}
const eventsMaximum = 1_000;

export const subscriptionEvents = (ports: Ports, caller: Caller, dossier: DossierKey, id: string, query: EventsQuery): Promise<Result<ToldEvents>> =>
  withOwn(ports, caller, dossier, id, async (subscription, allowed) => {
    const events = await allowed.tx.subscriptions.events(allowed.permit, id, { ...query, limit: eventsMaximum });
    const told: SubscriptionEvent[] = [];
    for (const { document, ...event } of events) {
      const isSeen = document !== undefined && (await maySee(allowed, document));
      told.push(isSeen ? { ...event, document } : event);
    }
    return { subscription, events: told };
  });

/** How many wait for their turn again. */
export const replayEvents = (ports: Ports, caller: Caller, dossier: DossierKey, id: string): Promise<Result<number>> =>
  withOwn(ports, caller, dossier, id, (_, { permit, tx, at }) => tx.subscriptions.replay(permit, id, at));

/** Whether the list that is allowed holds this document: an event tells no more of it than that. */
export async function maySee({ permit, tx, policy }: Pick<Allowed<'list-documents'>, 'permit' | 'tx' | 'policy'>, document: LogicalId): Promise<boolean> {
  const facts = await tx.facts.document(permit.dossier.id, { logicalId: document });
  if (facts === undefined || facts.status === 'Deleted') return false;
  const { actor, mode, at, dossier, matrix } = permit;
  return decide({ action: 'read-document', actor, mode, at, dossier, document: facts, policy, matrix }).granted;
}
