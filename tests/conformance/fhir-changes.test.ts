// Features N3: software that keeps a copy of a record's list and applies what it is told holds, after any number of changes by anybody, exactly
// what the whole list would give it; and is never told of a document it could not see.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Deposit, deposit, linkIn, matchesIn, recordOf } from '../support/fhir-deposits.ts';
import { type FhirServer, type Reply, startFhirServer } from '../support/fhir-server.ts';

let fhir: FhirServer;
beforeAll(async () => {
  fhir = await startFhirServer();
});
afterAll(async () => fhir.close());

type Told = { readonly fullUrl: string; readonly resource?: Record<string, any>; readonly request: { readonly method: string } };
const toldIn = ({ json }: Reply): readonly Told[] => json['entry'] as readonly Told[];
const changes = (card: string, query: string): Promise<Reply> => fhir.ask(card, 'GET', `/DocumentReference/$changes?${query}`);
const follow = (reply: Reply): string => linkIn(reply, 'monitor')!.slice(linkIn(reply, 'monitor')!.indexOf('?') + 1);
const label = (code: string) => ({ coding: [{ system: 'urn:oid:1.2.250.1.213.1.1.4.13', code }] });
const patch = (card: string, id: string, operations: object): Promise<Reply> =>
  fhir.ask(card, 'PATCH', `/DocumentReference/${id}`, { headers: { 'content-type': 'application/json-patch+json' }, body: JSON.stringify(operations) });
const mask = (id: string) => patch('dr-moreau', id, [{ op: 'add', path: '/securityLabel/-', value: label('MASQUE_PS') }]);
const unmask = (id: string) =>
  patch('dr-moreau', id, [
    { op: 'replace', path: '/securityLabel', value: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'N' }] }] },
  ]);
const remove = (id: string) => patch('dr-moreau', id, [{ op: 'replace', path: '/status', value: 'entered-in-error' }]);
const archive = (id: string, value: boolean) =>
  patch('dr-moreau', id, [
    {
      op: 'replace',
      path: '/extension/0',
      value: { url: 'https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition/pdsm-ext-is-archived', valueBoolean: value },
    },
  ]);
const idNat = (card: string): string => fhir.personas.professionals.find(({ key }) => key === card)!.idNat;
const keepFrom = (card: string, id: string): Promise<unknown> =>
  fhir.query(
    `INSERT INTO masquage (dossier_id, id, from_kind, from_id, what_kind, what_id, since)
      SELECT e.dossier_id, gen_random_uuid(), 'professionnel', $2, 'document', e.logical_id::text, now() - interval '1 second' FROM document_entry e
      WHERE e.is_current AND replace(e.logical_id::text, '-', '') = right($1, 32) ON CONFLICT DO NOTHING`,
    [id, idNat(card)],
  );
const giveBack = (card: string): Promise<unknown> => fhir.query(`UPDATE masquage SET until = now() WHERE from_id = $1 AND until IS NULL`, [idNat(card)]);

/** A copy of the list, kept by what is told alone. */
class Copy {
  readonly #card: string;
  readonly #patient: string;
  readonly held = new Map<string, unknown>();
  #query: string;
  constructor(card: string, patient: string) {
    this.#card = card;
    this.#patient = patient;
    this.#query = recordOf(fhir, patient);
  }
  async update(): Promise<readonly Told[]> {
    const reply = await changes(this.#card, this.#query);
    expect(reply.status, reply.body.toString('utf8')).toBe(200);
    for (const { fullUrl, resource, request } of toldIn(reply)) {
      const id = fullUrl.split('/').at(-1)!;
      if (request.method === 'DELETE') {
        expect(this.held.has(id), 'told that something is gone that was never held').toBe(true);
        expect(resource).toBeUndefined();
        this.held.delete(id);
      } else {
        expect(request.method).toBe(this.held.has(id) ? 'PATCH' : 'POST');
        this.held.set(id, resource);
      }
    }
    this.#query = follow(reply);
    return toldIn(reply);
  }
  async expectWhole(): Promise<void> {
    const listed = new Map<string, unknown>();
    const reply = await fhir.ask(
      this.#card,
      'GET',
      `/DocumentReference?${recordOf(fhir, this.#patient)}&status=current,superseded,entered-in-error&_count=200`,
    );
    for (const { resource } of reply.json['entry'] as readonly { resource: Record<string, any> }[]) listed.set(resource['id'] as string, resource);
    for (const [id, resource] of listed)
      if ((resource as Record<string, any>)['status'] !== 'entered-in-error' || this.held.has(id)) expect(this.held.get(id)).toEqual(resource);
    expect([...this.held.keys()].filter((id) => !listed.has(id))).toEqual([]);
  }
}

/** The same draws each time (mulberry32). */
function draws(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

test('copies of the author and of another physician stay whole through any changes', async () => {
  const copies = ['dr-moreau', 'dr-lefevre'].map((card) => new Copy(card, 'dominique'));
  const made: string[] = [];
  const draw = draws(20_261_122);
  const did: Record<string, number> = {};
  const one = (): string => made[draw(made.length)]!;
  const acts: Readonly<Record<string, () => Promise<unknown>>> = {
    deposit: async () => made.push((await deposit(fhir, { title: `N ${made.length}` })).id),
    masked: async () => made.push((await deposit(fhir, { masked: true })).id),
    mask: () => mask(one()),
    unmask: () => unmask(one()),
    archive: () => archive(one(), draw(2) === 0),
    remove: () => remove(one()),
    keep: () => keepFrom('dr-lefevre', one()),
    give: () => giveBack('dr-lefevre'),
    replace: async () => {
      const old = await deposit(fhir, { title: 'Ancien' });
      made.push(
        old.id,
        (
          await deposit(fhir, {
            title: 'Nouveau',
            change: (resource) => (resource['relatesTo'] = [{ code: 'replaces', target: { reference: `DocumentReference/${old.id}` } }]),
          })
        ).id,
      );
    },
  };
  const untried = Object.keys(acts).toReversed();
  for (let n = 0; n < 4; n += 1) await acts['deposit']!();
  for (const copy of copies) await copy.update();
  for (let round = 0; round < 10; round += 1) {
    for (let n = draw(4); n >= 0; n -= 1) {
      // Each once, then as they are drawn.
      const name = untried.shift() ?? Object.keys(acts)[draw(Object.keys(acts).length)]!;
      did[name] = (did[name] ?? 0) + 1;
      await acts[name]!();
    }
    for (const copy of copies) {
      await copy.update();
      await copy.expectWhole();
    }
  }
  for (const copy of copies) expect(await copy.update()).toEqual([]);
  expect(Object.keys(did).toSorted()).toEqual(Object.keys(acts).toSorted());
});

describe('one call says', () => {
  const since = async (card: string, patient: string): Promise<string> => follow(await changes(card, `${recordOf(fhir, patient)}&_count=0`));
  const said = async (card: string, query: string): Promise<readonly string[]> =>
    toldIn(await changes(card, query)).map(({ fullUrl, request }) => `${request.method} ${fullUrl.split('/').at(-1)!}`);

  test('what is new, replaced, masked, and nothing of what one never saw', async () => {
    const other = await deposit(fhir);
    const moreau = await since('dr-moreau', 'dominique');
    const lefevre = await since('dr-lefevre', 'dominique');
    const fresh = await deposit(fhir);
    const hidden = await deposit(fhir, { masked: true });
    await mask(other.id);
    expect(await said('dr-moreau', moreau)).toEqual([`POST ${fresh.id}`, `POST ${hidden.id}`, `PATCH ${other.id}`]);
    expect(await said('dr-lefevre', lefevre)).toEqual([`POST ${fresh.id}`, `DELETE ${other.id}`]);
    await unmask(hidden.id);
    expect(await said('dr-lefevre', lefevre)).toEqual([`POST ${fresh.id}`, `DELETE ${other.id}`, `POST ${hidden.id}`]);
  });
  test('nothing where something came and went unseen', async () => {
    const query = await since('dr-lefevre', 'dominique');
    const hidden = await deposit(fhir, { masked: true });
    await remove(hidden.id);
    await keepFrom('dr-lefevre', hidden.id);
    expect(await said('dr-lefevre', query)).toEqual([]);
  });
  test('the same whatever the clock does', async () => {
    const setClock = (now: number) =>
      fetch(`${fhir.server.httpUrl}/sandbox/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'origin': fhir.server.httpUrl },
        body: JSON.stringify({ now: new Date(now).toISOString() }),
      });
    const query = await since('dr-moreau', 'dominique');
    // An hour back: what is deposited now is older than the cursor, by every date it has.
    expect((await setClock(Date.now() - 3_600_000)).status).toBeLessThan(300);
    try {
      const early = await deposit(fhir);
      const reply = await changes('dr-moreau', query);
      expect(toldIn(reply).map(({ fullUrl }) => fullUrl.split('/').at(-1))).toEqual([early.id]);
      expect(Date.parse(toldIn(reply)[0]!.resource!['meta'].lastUpdated as string)).toBeLessThan(Date.now() - 3_000_000);
      expect(await said('dr-moreau', follow(reply))).toEqual([]);
    } finally {
      await setClock(Date.now());
    }
  });
  test('once each, with deposits made at the same moment', async () => {
    let query = await since('dr-moreau', 'dominique');
    const waves: Promise<Deposit>[] = [];
    const told: string[] = [];
    for (let n = 0; n < 6; n += 1) {
      waves.push(deposit(fhir), deposit(fhir), deposit(fhir));
      const reply = await changes('dr-moreau', query);
      told.push(...toldIn(reply).map(({ fullUrl }) => fullUrl.split('/').at(-1)!));
      query = follow(reply);
    }
    const made = (await Promise.all(waves)).map(({ id }) => id);
    told.push(...toldIn(await changes('dr-moreau', query)).map(({ fullUrl }) => fullUrl.split('/').at(-1)!));
    expect(told.toSorted()).toEqual(made.toSorted());
  });
});

describe('a cursor', () => {
  test('is of its caller, of its record, and of no other journal', async () => {
    const reply = await changes('dr-moreau', `${recordOf(fhir, 'dominique')}&_count=0`);
    const cursor = new URLSearchParams(follow(reply)).get('cursor')!;
    const used = (card: string, patient: string, given: string) => changes(card, `${recordOf(fhir, patient)}&cursor=${given}`);
    for (const attempt of [
      used('dr-lefevre', 'dominique', cursor),
      used('dr-moreau', 'bernard', cursor),
      used('dr-moreau', 'dominique', `${cursor.slice(0, -4)}AAAA`),
      used('dr-moreau', 'dominique', 'x'),
    ])
      expect((await attempt).codes).toEqual(['PARAMETRE_INVALIDE', 'CURSEUR_INCONNU']);
    expect((await used('dr-moreau', 'dominique', cursor)).status).toBe(200);
    expect(cursor).not.toMatch(/[^\w-]/);
  });
  test('leads to the documents that the list gives', async () => {
    const whole = await changes('dr-moreau', recordOf(fhir, 'bernard'));
    const listed = await fhir.ask('dr-moreau', 'GET', `/DocumentReference?${recordOf(fhir, 'bernard')}&_count=200`);
    expect(
      toldIn(whole)
        .map(({ resource }) => resource!['id'] as string)
        .toSorted(),
    ).toEqual([...matchesIn(listed)].toSorted());
  });
});
