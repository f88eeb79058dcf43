// Subscription over FHIR (Subscriptions R5 Backport): asked for, read, ended, its status and its events; those that were given up, and their
// sending again. Who may: whoever may list the record's documents, each their own.

import {
  type NotifiedEvent,
  type SubscriptionNews,
  parseChangesQuery,
  parseSubscription,
  writeNotification,
  writeStatus,
  writeSubscription,
  documentResourceId,
} from '@carnet/codecs/fhir';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import { randomBytes } from 'node:crypto';
import { endSubscription, ownSubscriptions, readSubscription, replayEvents, subscribe, subscriptionEvents } from '../../application/subscriptions.ts';
import type { ClaimedEvent, HookCarrier, Subscription, SubscriptionEvent } from '../../ports/index.ts';
import { type FhirCall, soughtDocument } from './call.ts';
import { refusalOfFindings } from './outcome.ts';
import { askedOf, dossierKeyOf, queryOf, searchset } from './search.ts';

/** What its owner calls the record. */
const recordOf = ({ dossier, channel }: Pick<Subscription, 'dossier' | 'channel'>): string => channel.idPe ?? dossier;
const addressIn = (baseUrl: string, subscription: Subscription): string =>
  `${baseUrl}/Subscription/${documentResourceId(recordOf(subscription), subscription.id)}`;
const written = ({ dossier, channel, ...subscription }: Subscription): Parameters<typeof writeSubscription>[0] => ({
  ...subscription,
  dossierId: recordOf({ dossier, channel }),
  endpoint: channel.endpoint,
  payload: channel.payload,
});

export const createSubscription =
  (hooks: Pick<HookCarrier, 'fault'>) =>
  async (call: FhirCall): Promise<Result<object>> => {
    const { ports, caller, request, reply, baseUrl } = call;
    const read = parseSubscription(request.body as Buffer);
    if (!read.ok) return { ok: false, refusal: refusalOfFindings(read.findings, 'PARAMETRE_INVALIDE') };
    const { topic, patient, endpoint, payload, end } = read.value;
    const rule = hooks.fault(endpoint);
    if (rule !== undefined) return refuse('PARAMETRE_INVALIDE', [{ field: 'channel.endpoint', rule, given: endpoint.slice(0, 140), expected: 'https://…' }]);
    const dossier = dossierKeyOf(call, patient);
    if (!dossier.ok) return dossier;
    const channel = { endpoint, payload, secret: randomBytes(32).toString('base64'), ...(call.app === undefined ? {} : { idPe: call.app.idPe }) };
    const made = await subscribe(ports, caller, dossier.value, { topic, channel, ...(end === undefined ? {} : { endsAt: end }) });
    if (!made.ok) return made;
    void reply.code(201).header('location', addressIn(baseUrl, made.value));
    return ok(writeSubscription({ ...written(made.value), secret: channel.secret }));
  };

export async function findSubscriptions(call: FhirCall): Promise<Result<object>> {
  const query = queryOf(call.request);
  const asked = askedOf(call, parseChangesQuery(query));
  if (!asked.ok) return asked;
  const dossier = dossierKeyOf(call, asked.value.search.patient);
  if (!dossier.ok) return dossier;
  const found = await ownSubscriptions(call.ports, call.caller, dossier.value);
  if (!found.ok) return found;
  const entries = found.value.map((one) => ({
    fullUrl: addressIn(call.baseUrl, one),
    resource: writeSubscription(written(one)),
  }));
  return ok(searchset(call, 'Subscription', query, asked.value, { entries, total: entries.length }));
}

const unknown = refuse('DOCUMENT_INEXISTANT', [{ field: 'id', rule: 'ABONNEMENT_INEXISTANT' }]);
/** One of this record, by its id: the record's, then its own. */
function ofRecord<T>(
  call: FhirCall,
  id: string,
  act: (dossier: { readonly id: Subscription['dossier'] }, own: string) => Promise<Result<T>>,
): Promise<Result<T>> {
  const address = soughtDocument(call, id);
  return address === undefined ? Promise.resolve(unknown) : act({ id: address.dossierId }, address.logicalId);
}

export const readOneSubscription = (call: FhirCall, id: string): Promise<Result<object>> =>
  ofRecord(call, id, async (dossier, own) => {
    const found = await readSubscription(call.ports, call.caller, dossier, own);
    return found.ok ? ok(writeSubscription(written(found.value))) : found;
  });

export const deleteSubscription = (call: FhirCall, id: string): Promise<Result<undefined>> =>
  ofRecord(call, id, (dossier, own) => endSubscription(call.ports, call.caller, dossier, own));

export const subscriptionStatus = (call: FhirCall, id: string): Promise<Result<object>> =>
  ofRecord(call, id, async (dossier, own) => {
    const { ports, caller, baseUrl } = call;
    const found = await readSubscription(ports, caller, dossier, own);
    return found.ok ? ok(writeStatus(newsOf(baseUrl, found.value, 'query-status', []), ports.newId())) : found;
  });

/** `$events` (R4 backport): by number, what is the caller's to see today with its address, the rest with its number alone. */
export const findEvents =
  (failedOnly: boolean) =>
  (call: FhirCall, id: string): Promise<Result<object>> =>
    ofRecord(call, id, async (dossier, own) => {
      const { ports, caller, baseUrl } = call;
      const query = new URLSearchParams(queryOf(call.request));
      const numberOf = (name: string, otherwise: number): number => {
        const text = query.get(name);
        return text === null ? otherwise : /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
      };
      const [from, until] = [numberOf('eventsSinceNumber', 1), numberOf('eventsUntilNumber', 2_147_483_647)];
      if (Number.isNaN(from) || Number.isNaN(until)) return refuse('PARAMETRE_INVALIDE', [{ field: 'eventsSinceNumber', rule: 'FORME', expected: '1' }]);
      const found = await subscriptionEvents(ports, caller, dossier, own, { from, until, failedOnly });
      if (!found.ok) return found;
      const { subscription, events } = found.value;
      return ok(writeNotification(newsOf(baseUrl, subscription, 'query-event', events), ports.newId(), ports.clock.now()));
    });

/** Those that were given up, sent again: how many, as a Parameters. */
export const replaySubscription = (call: FhirCall, id: string): Promise<Result<object>> =>
  ofRecord(call, id, async (dossier, own) => {
    const again = await replayEvents(call.ports, call.caller, dossier, own);
    return again.ok ? ok({ resourceType: 'Parameters', parameter: [{ name: 'events', valueInteger: again.value }] }) : again;
  });

/** The FHIR door of each kind of owner, which what is sent points to. */
interface NotificationPlaces {
  readonly ofCards: string;
  readonly ofServices: string;
}
/** What the job sends; without a number: the handshake. */
export function notificationOf({ ofCards, ofServices }: NotificationPlaces, event: ClaimedEvent, number: number | undefined): string {
  const { subscription, id, at } = event;
  const baseUrl = subscription.owner.kind === 'service-tiers' ? ofServices : ofCards;
  const numbered = Math.max(subscription.numbered, number ?? 0);
  const events = number === undefined ? [] : [{ ...event, number }];
  const news = newsOf(baseUrl, { ...subscription, numbered }, number === undefined ? 'handshake' : 'event-notification', events);
  return JSON.stringify(writeNotification(news, id, at));
}

const newsOf = (
  baseUrl: string,
  { dossier, id, topic, state, numbered, channel }: Subscription,
  type: SubscriptionNews['type'],
  events: readonly SubscriptionEvent[],
): SubscriptionNews => ({
  baseUrl,
  dossierId: recordOf({ dossier, channel }),
  id,
  topic,
  state,
  type,
  numbered,
  events: events.flatMap(({ number, at, document }): NotifiedEvent[] =>
    number === undefined ? [] : [{ number, at, ...(document === undefined || channel.payload === 'empty' ? {} : { logicalId: document }) }],
  ),
});
