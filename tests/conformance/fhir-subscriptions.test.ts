// Subscriptions: software told over HTTPS of what is new in a record, signed, by ids alone; what it may not see is decided as it is sent, and leaves no
// trace, no gap and no count. What fails is tried again, under the same number, then kept for its owner.

import { randomUUID } from 'node:crypto';
import { instantOf } from '@carnet/domain/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deposit, fhirJson, insOf, recordOf } from '../support/fhir-deposits.ts';
import { type FhirServer, type Reply, startFhirServer } from '../support/fhir-server.ts';
import { type HookReceiver, type Received, startHookReceiver } from '../support/hook-receiver.ts';
import { connect, reading, register, signedIn } from '../support/smart-client.ts';

type Json = Record<string, any>;
const backport = 'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition';
const topics = { new: 'urn:carnet:sujet:document-nouveau', released: 'urn:carnet:sujet:document-rendu-visible' } as const;

let fhir: FhirServer;
let receiver: HookReceiver;
beforeAll(async () => {
  fhir = await startFhirServer();
  receiver = await startHookReceiver(fhir.sandbox);
});
afterAll(async () => {
  await receiver.close();
  await fhir.close();
});

const get = (card: string, path: string): Promise<Reply> => fhir.ask(card, 'GET', path);
type Options = { readonly topic?: (typeof topics)[keyof typeof topics]; readonly patient?: string; readonly payload?: string };
const wanted = (endpoint: string, { topic = topics.new, patient = 'dominique', payload = 'id-only' }: Options = {}): Json => ({
  resourceType: 'Subscription',
  status: 'requested',
  reason: 'essai',
  criteria: topic,
  _criteria: { extension: [{ url: `${backport}/backport-filter-criteria`, valueString: `DocumentReference?${decodeURIComponent(recordOf(fhir, patient))}` }] },
  channel: {
    type: 'rest-hook',
    endpoint,
    payload: 'application/fhir+json',
    _payload: { extension: [{ url: `${backport}/backport-payload-content`, valueCode: payload }] },
  },
});
const ask = (card: string, resource: Json): Promise<Reply> => fhir.ask(card, 'POST', '/Subscription', { headers: fhirJson, body: JSON.stringify(resource) });

interface Subscribed {
  readonly id: string;
  readonly path: string;
}
/** Its handshake was taken. */
async function subscribed(card: string, options: Options = {}): Promise<Subscribed> {
  const path = `/${randomUUID()}`;
  const held = receiver.answer;
  // What signs is known once the creation has answered: a handshake that came before is asked for again.
  const made = await ask(card, wanted(receiver.url(path), options));
  expect(made.status, made.body.toString('utf8')).toBe(201);
  receiver.secrets.set(path, String(made.json['extension'][0].valueBase64Binary));
  receiver.answer = held;
  const [handshake] = await receiver.until(path, 1);
  expect(parametersOf(handshake!)).toMatchObject({ type: 'handshake', status: 'requested', 'events-since-subscription-start': '0' });
  await eventually(async () => (await get(card, `/Subscription/${made.json['id']}`)).json['status'] === 'active');
  return { id: String(made.json['id']), path };
}

const parametersOf = ({ json }: Pick<Received, 'json'>): Json =>
  Object.fromEntries((json['entry'][0].resource.parameter as Json[]).map(({ name, ...value }) => [name, Object.values(value)[0] as unknown]));
interface Told {
  readonly number: number;
  readonly focus?: string;
}
const eventsIn = ({ json }: Pick<Received, 'json'>): readonly Told[] =>
  (json['entry'][0].resource.parameter as Json[])
    .filter(({ name }) => name === 'notification-event')
    .map(({ part }) => ({
      number: Number(part[0].valueString),
      ...(part[2] === undefined ? {} : { focus: String(part[2].valueReference.reference).split('/').at(-1)! }),
    }));
const toldAt = (path: string): readonly Told[] => receiver.received.filter((one) => one.path === path).flatMap(eventsIn);

async function eventually(holds: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it never held');
    await new Promise((later) => setTimeout(later, 20));
  }
}
/** Nothing is left to be sent now, and nothing is under way: no wait is as long as a lease. */
const settled = (): Promise<void> =>
  eventually(async () => {
    const [row] = await fhir.query<{ n: string }>(
      `SELECT count(*) AS n FROM subscription_event WHERE state = 'pending' AND (attempts = 0 OR next_attempt_at <= $1 OR next_attempt_at - $1 BETWEEN interval '16 min' AND interval '21 min')`,
      [new Date(await now())],
    );
    return row!.n === '0';
  });
const now = async (): Promise<number> => Date.parse(((await (await fetch(`${fhir.server.httpUrl}/sandbox/clock`)).json()) as { now: string }).now);
/** Then the job is woken, as at its next round. */
async function later(minutes: number): Promise<void> {
  await fetch(`${fhir.server.httpUrl}/sandbox/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'origin': fhir.server.httpUrl },
    body: JSON.stringify({ now: new Date((await now()) + minutes * 60_000).toISOString() }),
  });
  await fhir.query(`SELECT pg_notify('carnet_subscriptions', '')`);
}

describe('a subscription', () => {
  test('tells of a new document by its id alone, signed, and answers for itself', async () => {
    const { id, path } = await subscribed('dr-lefevre');
    const { id: document } = await deposit(fhir, { title: 'Résultat très personnel' });
    const [, notification] = await receiver.until(path, 2);
    expect(notification!.isSigned).toBe(true);
    expect(eventsIn(notification!)).toEqual([{ number: 1, focus: document }]);
    expect(notification!.json['entry'][1]).toEqual({
      fullUrl: `${fhir.url}/DocumentReference/${document}`,
      request: { method: 'GET', url: `${fhir.url}/DocumentReference/${document}` },
      response: { status: '200' },
    });
    for (const secret of ['personnel', insOf(fhir, 'dominique'), 'MOREAU', '11488-4']) expect(notification!.text).not.toContain(secret);
    await settled();
    const status = await get('dr-lefevre', `/Subscription/${id}/$status`);
    expect(parametersOf({ json: status.json })).toMatchObject({ status: 'active', type: 'query-status', 'events-since-subscription-start': '1' });
    expect(eventsIn({ json: (await get('dr-lefevre', `/Subscription/${id}/$events?eventsSinceNumber=1`)).json })).toEqual([{ number: 1, focus: document }]);
    const again = (await get('dr-lefevre', `/Subscription/${id}`)).json;
    expect({ status: again['status'], extension: again['extension'] }).toEqual({ status: 'active', extension: undefined });
    const mine = await get('dr-lefevre', `/Subscription?${recordOf(fhir, 'dominique')}`);
    expect(mine.json['entry'].map(({ resource }: Json) => resource.id)).toEqual([id]);
    // Another's is told as one that is not there.
    for (const other of [`/Subscription/${id}`, `/Subscription/${id}/$status`, `/Subscription/${id}/$events`])
      expect((await get('dr-moreau', other)).codes).toEqual(['DOCUMENT_INEXISTANT', 'ABONNEMENT_INEXISTANT']);
    expect((await fhir.ask('dr-moreau', 'DELETE', `/Subscription/${id}`)).status).toBe(404);
    expect((await fhir.ask('dr-lefevre', 'DELETE', `/Subscription/${id}`)).status).toBe(204);
    await deposit(fhir);
    await settled();
    expect(toldAt(path)).toHaveLength(1);
  });

  test('with an empty payload says that there is something, and not what', async () => {
    const { path } = await subscribed('dr-moreau', { payload: 'empty' });
    await deposit(fhir);
    const [, notification] = await receiver.until(path, 2);
    expect(eventsIn(notification!)).toEqual([{ number: 1 }]);
    expect(notification!.json['entry']).toHaveLength(1);
  });

  test('leaves a line in the journal of what was told', async () => {
    const lines = await fhir.query<{ n: string }>(`SELECT count(*) AS n FROM trace WHERE door = 'job' AND action = 'list-documents' AND outcome = 'granted'`);
    expect(Number(lines[0]!.n)).toBeGreaterThanOrEqual(2);
  });
});

describe('what may not be seen', () => {
  test('is not told, and leaves no gap; shown again, it is told as such', async () => {
    const [plain, released] = [await subscribed('dr-lefevre'), await subscribed('dr-lefevre', { topic: topics.released })];
    const first = await deposit(fhir);
    const hidden = await deposit(fhir, { masked: true });
    const last = await deposit(fhir);
    await receiver.until(plain.path, 3);
    await settled();
    expect(toldAt(plain.path)).toEqual([
      { number: 1, focus: first.id },
      { number: 2, focus: last.id },
    ]);
    expect(toldAt(released.path)).toEqual([]);
    const unmask = [{ op: 'remove', path: '/securityLabel/1' }];
    const shown = await fhir.ask('dr-moreau', 'PATCH', `/DocumentReference/${hidden.id}`, {
      headers: { 'content-type': 'application/json-patch+json' },
      body: JSON.stringify(unmask),
    });
    expect(shown.status, shown.body.toString('utf8')).toBeLessThan(300);
    await receiver.until(released.path, 2);
    expect(toldAt(released.path)).toEqual([{ number: 1, focus: hidden.id }]);
    for (const { id } of [plain, released]) await fhir.ask('dr-lefevre', 'DELETE', `/Subscription/${id}`);
  });

  test('is not told to who lost the right between the event and its sending', async () => {
    const { path } = await subscribed('dr-moreau');
    receiver.answer = { status: 503 };
    const masked = await deposit(fhir, { author: 'dr-lefevre' });
    await receiver.until(path, 2);
    await settled();
    receiver.answer = { status: 200 };
    // Told in vain once. Now its right is gone: the professional is not in place any more.
    await fhir.query(
      `UPDATE professionnel SET active = false WHERE id = (SELECT owner FROM subscription WHERE state = 'active' ORDER BY created_at DESC LIMIT 1)`,
    );
    await later(2);
    await settled();
    expect(receiver.received.filter((one) => one.path === path)).toHaveLength(2);
    await fhir.query(`UPDATE professionnel SET active = true`);
    await later(6);
    await receiver.until(path, 3);
    await settled();
    expect(toldAt(path)).toEqual([
      { number: 1, focus: masked.id },
      { number: 1, focus: masked.id },
    ]);
  });
});

describe('a receiver', () => {
  test('that does not take it gets the same again under the same number, and no redirect is followed', async () => {
    const { path } = await subscribed('dr-lefevre');
    receiver.answer = { status: 307, location: receiver.url('/ailleurs') };
    const { id: document } = await deposit(fhir);
    await receiver.until(path, 2);
    await settled();
    receiver.answer = { status: 204 };
    await later(1.1);
    const [, one, other] = await receiver.until(path, 3);
    expect([one!.id, eventsIn(one!)]).toEqual([other!.id, eventsIn(other!)]);
    expect(eventsIn(other!)).toEqual([{ number: 1, focus: document }]);
    expect(receiver.received.filter((received) => received.path === '/ailleurs')).toEqual([]);
  });

  test('that stays away has what it missed kept for it, and sent again when its owner says so', async () => {
    const { id, path } = await subscribed('dr-lefevre');
    await settled();
    receiver.answer = { status: 500 };
    const { id: document } = await deposit(fhir);
    await receiver.until(path, 2);
    for (let attempt = 2; attempt <= 9; attempt += 1) {
      await settled();
      await later(1_441);
      await receiver.until(path, 1 + attempt);
    }
    await eventually(async () => eventsIn({ json: (await get('dr-lefevre', `/Subscription/${id}/$failed-events`)).json }).length === 1);
    expect(eventsIn({ json: (await get('dr-lefevre', `/Subscription/${id}/$failed-events`)).json })).toEqual([{ number: 1, focus: document }]);
    receiver.answer = { status: 200 };
    const again = await fhir.ask('dr-lefevre', 'POST', `/Subscription/${id}/$replay`);
    expect(again.json['parameter']).toEqual([{ name: 'events', valueInteger: 1 }]);
    const came = await receiver.until(path, 11);
    expect(eventsIn(came.at(-1)!)).toEqual([{ number: 1, focus: document }]);
    await settled();
    expect(eventsIn({ json: (await get('dr-lefevre', `/Subscription/${id}/$failed-events`)).json })).toEqual([]);
  });

  test('gets what a worker had taken when it died', async () => {
    const { path } = await subscribed('dr-lefevre');
    await settled();
    const [row] = await fhir.query<{ dossier_id: string; id: string }>(`SELECT dossier_id, id FROM subscription ORDER BY created_at DESC LIMIT 1`);
    const at = instantOf(await now());
    // Written and taken in one go, by a worker that is never heard of again.
    const { transactions } = fhir.database.storage;
    const taken = await transactions.run(async ({ subscriptions }) => {
      const { logical_id: document } = (
        await fhir.query<{ logical_id: string }>(
          `SELECT logical_id FROM document_entry WHERE dossier_id = $1 AND is_current AND status = 'Approved' AND NOT masque_ps LIMIT 1`,
          [row!.dossier_id],
        )
      )[0]!;
      await subscriptions.raise({ dossier: row!.dossier_id as never, topic: 'document-new', document: document as never, at });
      return subscriptions.claim({ now: at, leaseUntil: instantOf(at + 15 * 60_000), limit: 50 });
    });
    expect(taken.map(({ subscription }) => subscription.id)).toContain(row!.id);
    await later(1);
    expect(toldAt(path)).toEqual([]);
    await later(21);
    await receiver.until(path, 2);
    expect(toldAt(path).map(({ number }) => number)).toEqual([1]);
  });
});

describe('is refused', () => {
  test.each([
    ['in clear', 'http://localhost:1/x', 'ADRESSE_RAPPEL'],
    ['with a password', 'https://a:b@exemple.fr/x', 'ADRESSE_RAPPEL'],
    ['of another kind', 'file:///etc/passwd', 'ADRESSE_RAPPEL'],
    ['in a private network', 'https://10.0.0.1/x', 'ADRESSE_NON_PUBLIQUE'],
    ['of a cloud’s own', 'https://169.254.169.254/latest', 'ADRESSE_NON_PUBLIQUE'],
    ['written as a number', 'https://2886729729/x', 'ADRESSE_NON_PUBLIQUE'],
    ['of IPv6, local', 'https://[fe80::1]/x', 'ADRESSE_NON_PUBLIQUE'],
    ['of IPv4 inside IPv6', 'https://[::ffff:10.0.0.1]/x', 'ADRESSE_NON_PUBLIQUE'],
    ['a name of the house', 'https://intranet/x', 'ADRESSE_NON_PUBLIQUE'],
  ])('an address %s', async (_what, endpoint, rule) => expect((await ask('dr-moreau', wanted(endpoint))).codes).toEqual(['PARAMETRE_INVALIDE', rule]));

  test.each<readonly [string, (resource: Json) => unknown, string]>([
    ['health data in the payload', (one) => (one['channel']._payload.extension[0].valueCode = 'full-resource'), 'RAPPEL_SANS_CONTENU'],
    ['another topic', (one) => (one['criteria'] = 'DocumentReference?'), 'SUJET_INCONNU'],
    ['another channel', (one) => (one['channel'].type = 'email'), 'NON_PRIS_EN_CHARGE'],
    ['a header of its own', (one) => (one['channel'].header = ['Authorization: x']), 'NON_PRIS_EN_CHARGE'],
    ['no patient', (one) => delete one['_criteria'], 'PATIENT_ABSENT'],
    ['more than a patient', (one) => (one['_criteria'].extension[0].valueString += '&type=11488-4'), 'PATIENT_ABSENT'],
    ['an end that is past', (one) => (one['end'] = '2020-01-01'), 'JOUR_PASSE'],
    ['a status of its own', (one) => (one['status'] = 'active'), 'STATUT'],
  ])('%s', async (_what, change, rule) => {
    const resource = wanted(receiver.url('/x'));
    change(resource);
    expect((await ask('dr-moreau', resource)).codes).toContain(rule);
  });

  test('who may not list the record, and more than ten', async () => {
    expect((await ask('dr-royer', wanted(receiver.url('/x')))).codes[0]).toBe('AUTORISATION_ABSENTE');
    expect((await ask('cabinet-moreau', wanted(receiver.url('/x')))).codes[0]).toBe('AUTHENTIFICATION_INSUFFISANTE');
    const codes: string[] = [];
    for (let count = 0; count < 11; count += 1) codes.push(...(await ask('dr-lefevre', wanted(receiver.url('/x')))).codes);
    expect(codes).toContain('ABONNEMENTS_TROP_NOMBREUX');
  });
});

describe('a service that a patient paired', () => {
  const scope = `${reading} patient/Subscription.cruds`;
  let service: string;
  const asService = async (
    access: string,
    method: string,
    path: string,
    body?: Json,
  ): Promise<{ readonly status: number; readonly text: string; readonly json: Json }> => {
    const answer = await fetch(`${fhir.server.httpUrl}/fhir${path}`, {
      method,
      headers: { authorization: `Bearer ${access}`, ...fhirJson },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, text, json: text === '' ? {} : (JSON.parse(text) as Json) };
  };
  const about = (idPe: string, path: string): Json => {
    const resource = wanted(receiver.url(path));
    resource['_criteria'].extension[0].valueString = `DocumentReference?patient=Patient/${idPe}`;
    return resource;
  };
  const codeIn = ({ json }: { readonly json: Json }): string => json['issue'][0].details.coding[0].code;

  test('is told of what its purposes read, by its own ids, and of nothing once it is suspended or disconnected', async () => {
    service = (await register(fhir.server.httpUrl)).body.client_id;
    const tokens = await connect(fhir, service, { patient: 'camille', purposes: ['ANALYSES'], scope });
    expect(tokens.scope).toContain('patient/Subscription.cruds');
    const access = tokens.access_token;
    const path = `/${randomUUID()}`;
    const made = await asService(access, 'POST', '/Subscription', about(tokens.patient, path));
    expect(made.status, made.text).toBe(201);
    receiver.secrets.set(path, String(made.json['extension'][0].valueBase64Binary));
    await receiver.until(path, 1);
    await eventually(async () => (await asService(access, 'GET', `/Subscription/${made.json['id']}`)).json['status'] === 'active');

    await deposit(fhir, { patient: 'camille', typeCode: '11488-4', title: 'Hors des finalités' });
    await deposit(fhir, { patient: 'camille', typeCode: '11502-2', title: 'Une analyse' });
    const received = await receiver.until(path, 2);
    await settled();
    const told = receiver.received.filter((one) => one.path === path).flatMap(eventsIn);
    expect(told.map(({ number }) => number)).toEqual([1]);
    // The address it was told is the one it reads.
    const read = await asService(access, 'GET', `/DocumentReference/${told[0]!.focus}`);
    expect(read.json['content'][0].attachment.title).toBe('Une analyse');
    expect(received.at(-1)!.text).toContain(`${fhir.server.httpUrl}/fhir/Subscription/${made.json['id']}/$status`);
    const status = await asService(access, 'GET', `/Subscription/${made.json['id']}/$status`);
    const events = await asService(access, 'GET', `/Subscription/${made.json['id']}/$events`);
    expect(eventsIn(events)).toEqual(told);
    const mine = await asService(access, 'GET', `/Subscription?patient=${tokens.patient}`);
    expect(mine.json['entry'].map(({ resource }: Json) => resource.id)).toEqual([made.json['id']]);

    // Nothing of it says who it is about, nor what the record is called here.
    const [{ dossier_id: dossier }] = (await fhir.query<{ dossier_id: string }>(`SELECT dossier_id FROM subscription WHERE owner = $1`, [service])) as [
      { dossier_id: string },
    ];
    for (const text of [made.text, status.text, events.text, mine.text, ...received.map((one) => one.text)])
      for (const secret of [insOf(fhir, 'camille'), dossier, dossier.replaceAll('-', ''), 'analyse']) expect(text).not.toContain(secret);
    const journal = await fhir.query(`SELECT actor_id, action, outcome FROM trace WHERE actor_kind = 'service-tiers' AND door = 'job'`);
    expect(journal).toEqual([{ actor_id: service, action: 'list-documents', outcome: 'granted' }]);
    const { browser, dossierId } = await signedIn(fhir, 'camille');
    const listed = async (): Promise<readonly Json[]> =>
      ((await (await browser.fetch(`/api/patient/dossiers/${dossierId}/services`)).json()) as { readonly subscribers: readonly Json[] }).subscribers;
    expect(await listed()).toEqual([expect.objectContaining({ displayName: 'Mes analyses', topic: 'document-new' })]);

    const stateTo = (state: string): Promise<unknown> => fhir.query('UPDATE service SET state = $2 WHERE id = $1', [service, state]);
    await stateTo('SUSPENDUE');
    await deposit(fhir, { patient: 'camille', typeCode: '11502-2' });
    await settled();
    await stateTo('EN_LIGNE');
    expect(toldAt(path)).toHaveLength(1);

    const gone = await browser.fetch(`/api/patient/dossiers/${dossierId}/services/${service}`, {
      method: 'DELETE',
      headers: { 'x-carnet': '1', 'sec-fetch-site': 'same-origin' },
    });
    expect(gone.status).toBe(204);
    expect(await listed()).toEqual([]);
    await deposit(fhir, { patient: 'camille', typeCode: '11502-2' });
    await settled();
    // Connected again, it begins again: what it had asked for before is over.
    await connect(fhir, service, { patient: 'camille', purposes: ['ANALYSES'], scope });
    await deposit(fhir, { patient: 'camille', typeCode: '11502-2' });
    await settled();
    expect(toldAt(path)).toHaveLength(1);
  });

  test('not without access that lasts, nor the scope, nor for another record, nor another’s', async () => {
    const brief = await connect(fhir, service, { patient: 'camille', purposes: ['ANALYSES'], scope: scope.replace('offline_access ', '') });
    const refused = await asService(brief.access_token, 'POST', '/Subscription', about(brief.patient, '/x'));
    expect({ status: refused.status, code: codeIn(refused), says: refused.text.includes('offline_access') }).toEqual({
      status: 403,
      code: 'PORTEE_INSUFFISANTE',
      says: true,
    });
    const reader = await connect(fhir, service, { patient: 'camille', purposes: ['ANALYSES'] });
    expect(codeIn(await asService(reader.access_token, 'POST', '/Subscription', about(reader.patient, '/x')))).toBe('PORTEE_INSUFFISANTE');
    const own = await connect(fhir, service, { patient: 'camille', purposes: ['ANALYSES'], scope });
    const ruth = await connect(fhir, service, { patient: 'ruth', purposes: ['ANALYSES'], scope });
    expect(codeIn(await asService(own.access_token, 'POST', '/Subscription', about(ruth.patient, '/x')))).toBe('DOSSIER_INEXISTANT');
    expect(codeIn(await asService(own.access_token, 'POST', '/Subscription', wanted(receiver.url('/x'), { patient: 'camille' })))).toBe('DOSSIER_INEXISTANT');
    const theirs = await asService(ruth.access_token, 'POST', '/Subscription', about(ruth.patient, '/x'));
    expect(theirs.status, theirs.text).toBe(201);
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/$status'],
      ['GET', '/$events'],
      ['GET', '/$failed-events'],
      ['POST', '/$replay'],
      ['DELETE', ''],
    ] as const)
      expect((await asService(own.access_token, method, `/Subscription/${theirs.json['id']}${path}`)).status, `${method} ${path}`).toBe(404);
    expect((await asService(ruth.access_token, 'DELETE', `/Subscription/${theirs.json['id']}`)).status).toBe(204);
  });
});
