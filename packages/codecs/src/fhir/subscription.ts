// Subscriptions in R4 (Subscriptions R5 Backport IG 1.1): the Subscription that is asked for, as it is told, its status, and the Bundles that carry
// notifications. A notification says which document, never what it says: the payload is empty or ids.

import { type Instant, type Parsed, faulty, parsed, toIso } from '@carnet/domain/kernel';
import { parseFhirDateTime } from './date-time.ts';
import { type Element, parseJson, resourceOf } from './json.ts';
import { documentResourceId } from './resource-id.ts';
import { parseChangesQuery } from './search-changes.ts';
import type { PatientKey } from './search-values.ts';

const backport = 'http://hl7.org/fhir/uv/subscriptions-backport';
const profile = (name: string): string => `${backport}/StructureDefinition/backport-${name}`;
export const topicUrls = { 'document-new': 'urn:carnet:sujet:document-nouveau', 'document-released': 'urn:carnet:sujet:document-rendu-visible' } as const;
export type TopicName = keyof typeof topicUrls;
/** Where the answer to a creation, and no other, gives the secret of the signature. */
export const secretUrl = 'urn:carnet:secret-de-signature';
export const topicExtensionUrl = `${backport}/StructureDefinition/capabilitystatement-subscriptiontopic-canonical`;

export interface DeclaredSubscription {
  readonly topic: TopicName;
  readonly patient: PatientKey;
  readonly endpoint: string;
  readonly payload: 'empty' | 'id-only';
  readonly end?: Instant;
}

export function parseSubscription(json: Uint8Array): Parsed<DeclaredSubscription> {
  const value = parseJson(json);
  if (!value.ok) return value;
  const resource = resourceOf(value.value, 'Subscription', '', []);
  if (resource === undefined) return faulty({ field: 'resourceType', rule: 'RESSOURCE_INATTENDUE', expected: 'Subscription' });
  const { findings } = resource;
  const status = resource.string('status');
  if (status !== 'requested') resource.fault('status', 'STATUT', status, 'requested');
  const topic = topicOf(resource);
  const patient = patientIn(resource);
  const channel = resource.child('channel');
  if (channel === undefined) resource.fault('channel', 'CHAMP_ABSENT');
  const endpoint = channel?.string('endpoint');
  const payload = channel === undefined ? undefined : payloadOf(channel);
  if (channel !== undefined && endpoint === undefined) channel.fault('endpoint', 'CHAMP_ABSENT');
  const endText = resource.string('end');
  const end = endText === undefined ? undefined : resource.keep(parseFhirDateTime(endText, 'end'))?.from;
  if (findings.length > 0 || topic === undefined || patient === undefined || endpoint === undefined || payload === undefined) return faulty(...findings);
  return parsed({ topic, patient, endpoint, payload, ...(end === undefined ? {} : { end }) });
}

function topicOf(resource: Element): TopicName | undefined {
  const criteria = resource.string('criteria');
  const topic = (Object.keys(topicUrls) as TopicName[]).find((name) => topicUrls[name] === criteria);
  if (topic === undefined) resource.fault('criteria', 'SUJET_INCONNU', criteria, Object.values(topicUrls).join(', '));
  return topic;
}

/** One filter: whose record. */
function patientIn(resource: Element): PatientKey | undefined {
  const filters = (resource.child('_criteria')?.children('extension') ?? []).filter(({ value }) => value['url'] === profile('filter-criteria'));
  const filter = filters[0]?.string('valueString');
  if (filters.length !== 1 || filter === undefined || !filter.startsWith('DocumentReference?')) {
    resource.fault('criteria.extension(backport-filter-criteria)', 'PATIENT_ABSENT', filter, 'DocumentReference?patient.identifier=urn:oid:…|…');
    return undefined;
  }
  const read = parseChangesQuery(filter.slice('DocumentReference?'.length));
  if (!read.ok) {
    resource.findings.push(...read.findings);
    return undefined;
  }
  const { patient, ...others } = read.value.search;
  if (patient === undefined || Object.keys(others).length > 0 || read.value.ignored.length > 0) {
    resource.fault('criteria.extension(backport-filter-criteria)', 'PATIENT_ABSENT', filter, 'patient.identifier');
    return undefined;
  }
  return patient;
}

function payloadOf(channel: Element): DeclaredSubscription['payload'] | undefined {
  if (channel.string('type') !== 'rest-hook') channel.fault('type', 'NON_PRIS_EN_CHARGE', channel.string('type'), 'rest-hook');
  const form = channel.string('payload');
  if (form !== undefined && form !== 'application/fhir+json') channel.fault('payload', 'NON_PRIS_EN_CHARGE', form, 'application/fhir+json');
  // A header would be somebody's secret, and the signature says who sends.
  if (channel.value['header'] !== undefined) channel.fault('header', 'NON_PRIS_EN_CHARGE', undefined, 'webhook-signature');
  const content = channel.child('_payload')?.extension(profile('payload-content'))?.value['valueCode'] ?? 'id-only';
  if (content === 'empty' || content === 'id-only') return content;
  channel.fault('payload.extension(backport-payload-content)', 'RAPPEL_SANS_CONTENU', String(content).slice(0, 40), 'id-only, empty');
  return undefined;
}

export interface WrittenSubscription {
  readonly dossierId: string;
  readonly id: string;
  readonly topic: TopicName;
  readonly endpoint: string;
  readonly payload: 'empty' | 'id-only';
  readonly state: 'requested' | 'active' | 'error' | 'off';
  readonly endsAt: Instant;
  /** At its creation only. */
  readonly secret?: string;
}

export const writeSubscription = ({ dossierId, id, topic, endpoint, payload, state, endsAt, secret }: WrittenSubscription): object => ({
  resourceType: 'Subscription',
  id: documentResourceId(dossierId, id),
  meta: { profile: [profile('subscription')] },
  ...(secret === undefined ? {} : { extension: [{ url: secretUrl, valueBase64Binary: secret }] }),
  status: state,
  end: toIso(endsAt),
  reason: topic === 'document-new' ? 'Nouveaux documents' : 'Documents rendus visibles',
  criteria: topicUrls[topic],
  _criteria: { extension: [{ url: profile('filter-criteria'), valueString: `DocumentReference?patient=Patient/${dossierId}` }] },
  channel: {
    type: 'rest-hook',
    endpoint,
    payload: 'application/fhir+json',
    _payload: { extension: [{ url: profile('payload-content'), valueCode: payload }] },
  },
});

export interface NotifiedEvent {
  readonly number: number;
  readonly at: Instant;
  /** Undefined: not told, or not the reader's to see any more. */
  readonly logicalId?: string;
}
export interface SubscriptionNews extends Pick<WrittenSubscription, 'dossierId' | 'id' | 'topic' | 'state'> {
  readonly baseUrl: string;
  readonly type: 'handshake' | 'event-notification' | 'query-status' | 'query-event';
  /** Events since its beginning. */
  readonly numbered: number;
  readonly events: readonly NotifiedEvent[];
}

/** The R4 form of R5's SubscriptionStatus. */
function statusOf(news: SubscriptionNews, id: string): object {
  const { baseUrl, dossierId, topic, state, type, numbered, events } = news;
  return {
    resourceType: 'Parameters',
    id,
    meta: { profile: [profile('subscription-status-r4')] },
    parameter: [
      { name: 'subscription', valueReference: { reference: `${baseUrl}/Subscription/${documentResourceId(dossierId, news.id)}` } },
      { name: 'topic', valueCanonical: topicUrls[topic] },
      { name: 'status', valueCode: state },
      { name: 'type', valueCode: type },
      { name: 'events-since-subscription-start', valueString: String(numbered) },
      ...events.map(({ number, at, logicalId }) => ({
        name: 'notification-event',
        part: [
          { name: 'event-number', valueString: String(number) },
          { name: 'timestamp', valueInstant: toIso(at) },
          ...(logicalId === undefined ? [] : [{ name: 'focus', valueReference: { reference: addressOf(news, logicalId) } }]),
        ],
      })),
    ],
  };
}
const addressOf = ({ baseUrl, dossierId }: SubscriptionNews, logicalId: string): string =>
  `${baseUrl}/DocumentReference/${documentResourceId(dossierId, logicalId)}`;

/** `notificationId`: a UUID, the same each time the same one is sent. */
export function writeNotification(news: SubscriptionNews, notificationId: string, at: Instant): object {
  const { baseUrl, dossierId, events } = news;
  const own = `${baseUrl}/Subscription/${documentResourceId(dossierId, news.id)}`;
  return {
    resourceType: 'Bundle',
    id: notificationId,
    meta: { profile: [profile('subscription-notification-r4')] },
    type: 'history',
    timestamp: toIso(at),
    entry: [
      {
        fullUrl: `urn:uuid:${notificationId}`,
        resource: statusOf(news, notificationId),
        request: { method: 'GET', url: `${own}/$status` },
        response: { status: '200' },
      },
      ...events.flatMap(({ logicalId }) =>
        logicalId === undefined
          ? []
          : [{ fullUrl: addressOf(news, logicalId), request: { method: 'GET', url: addressOf(news, logicalId) }, response: { status: '200' } }],
      ),
    ],
  };
}

/** Of `$status`. */
export const writeStatus = (news: SubscriptionNews, id: string): object => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: 1,
  entry: [{ fullUrl: `urn:uuid:${id}`, resource: statusOf(news, id), search: { mode: 'match' } }],
});
