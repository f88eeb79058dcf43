// ITI-66 and ITI-67: each parameter finds the one document (or its submission set) that it names, over GET and over POST; pages hold while others
// deposit; what is not known is left out or refused as preferred.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deposit, fhirJson, linkIn, matchesIn, recordOf } from '../support/fhir-deposits.ts';
import { type Needle, depositNeedle, documentQuestions, listQuestions } from '../support/fhir-probes.ts';
import { type FhirServer, type Reply, startFhirServer } from '../support/fhir-server.ts';

let fhir: FhirServer;
let needle: Needle & { readonly set: string };
beforeAll(async () => {
  fhir = await startFhirServer();
  for (let n = 0; n < 3; n += 1) await deposit(fhir, { patient: 'bernard', title: `Foin ${n}` });
  needle = await depositNeedle(fhir, 'bernard', false);
});
afterAll(async () => fhir.close());

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> => fhir.ask('dr-moreau', 'GET', path, { headers });
const post = (path: string, body: string): Promise<Reply> => fhir.ask('dr-moreau', 'POST', path, { headers: form, body });
const uuidOf = (id: string): string => id.slice(32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
const withSet = (query: string): string => query.replace('SETUUID', uuidOf(needle.set)).replace('SET', needle.set);

test('each parameter of a search of documents finds its document alone, by GET and by POST', async () => {
  const wrong: string[] = [];
  for (const [, question] of documentQuestions(needle)) {
    const query = `${recordOf(fhir, 'bernard')}&${question}`;
    for (const [verb, reply] of [
      ['GET', await get(`/DocumentReference?${query}`)],
      ['POST', await post('/DocumentReference/_search', query)],
    ] as const)
      if (JSON.stringify(matchesIn(reply)) !== JSON.stringify([needle.id]) || reply.json['total'] !== 1)
        wrong.push(`${verb} ${question}: ${reply.status} ${matchesIn(reply).length} of ${String(reply.json['total'])} ${reply.codes.join(' ')}`);
  }
  expect(wrong).toEqual([]);
});

test('each parameter of a search of lists finds its submission set alone', async () => {
  const wrong: string[] = [];
  for (const [, question] of listQuestions(needle)) {
    const reply = await get(`/List?${recordOf(fhir, 'bernard')}&${withSet(question)}`);
    if (JSON.stringify(matchesIn(reply)) !== JSON.stringify([needle.set]) || reply.json['total'] !== 1)
      wrong.push(`${question}: ${reply.status} ${matchesIn(reply).length} of ${String(reply.json['total'])} ${reply.codes.join(' ')}`);
  }
  expect(wrong).toEqual([]);
});

describe('lists', () => {
  test('name what is in them, include it when asked, and are read by their id', async () => {
    const reply = await get(`/List?${recordOf(fhir, 'bernard')}&code=submissionset&_include=List:item&source.family=aiguillee`);
    const [list, ...rest] = reply.json['entry'] as { resource: Record<string, any>; search: { mode: string } }[];
    expect(list!.resource).toMatchObject({ resourceType: 'List', title: 'Lot aiguille', entry: [{ item: { reference: `DocumentReference/${needle.id}` } }] });
    expect(rest.map(({ resource, search }) => [search.mode, resource['id']])).toEqual([['include', needle.id]]);
    expect((await get(`/List/${needle.set}`)).json).toEqual(list!.resource);
    expect((await get(`/List/${needle.set.slice(0, 32)}${'0'.repeat(32)}`)).status).toBe(404);
    expect((await get('/List/x')).status).toBe(404);
  });
  test('none is archived, retired or a folder here', async () => {
    for (const query of ['isArchived=true', 'status=retired', 'code=folder'])
      expect((await get(`/List?${recordOf(fhir, 'bernard')}&${query}`)).json['total']).toBe(0);
  });
  test('page by page, oldest or newest first, hold each set once', async () => {
    for (const sort of ['date', '-date']) {
      const ids = await everyPage(`/List?${recordOf(fhir, 'bernard')}&_sort=${sort}&_count=2`);
      expect({ ids: ids.length, distinct: new Set(ids).size }).toEqual({ ids: 5, distinct: 5 });
    }
  });
});

async function everyPage(first: string, between: () => Promise<unknown> = async () => undefined): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let next: string | undefined = first; next !== undefined;) {
    const page = await get(next);
    expect(page.status).toBe(200);
    ids.push(...matchesIn(page));
    next = linkIn(page, 'next')?.slice(fhir.url.length);
    expect(ids.length).toBeLessThan(100);
    await between();
  }
  return ids;
}

describe('pages', () => {
  test.each(['-period', 'date', '_lastUpdated'])('by %s, every document that was there is met once while others are deposited between them', async (sort) => {
    const query = `/DocumentReference?${recordOf(fhir, 'ruth')}&_sort=${sort}&_count=2`;
    for (let n = 0; n < 3; n += 1) await deposit(fhir, { patient: 'ruth', author: 'sf-roche', title: `Page ${n}` });
    const there = await everyPageAs('sf-roche', query.replace('_count=2', '_count=200'));
    let deposits = 0;
    const ids = await everyPageAs('sf-roche', query, async () => {
      // Now, and a year ago: at one end of the list and in its middle.
      if (deposits++ > 3) return;
      await deposit(fhir, { patient: 'ruth', author: 'sf-roche', title: 'Entre deux' });
      await deposit(fhir, {
        patient: 'ruth',
        author: 'sf-roche',
        title: 'D’avant',
        change: (resource) => {
          resource['context'].period = { start: '2025-06-01T10:00:00Z' };
          resource['content'][0].attachment.creation = '2025-06-01T10:00:00Z';
          resource['date'] = '2025-06-01T10:00:00Z';
        },
      });
    });
    expect(new Set(ids).size).toBe(ids.length);
    expect(there.filter((id) => !ids.includes(id))).toEqual([]);
  });
  test('a document masked meanwhile is in no later page, and the total is less', async () => {
    const lefevre = (path: string) => fhir.ask('dr-lefevre', 'GET', path);
    const made = [await deposit(fhir, { title: 'A' }), await deposit(fhir, { title: 'B' }), await deposit(fhir, { title: 'C' })];
    const first = await lefevre(`/DocumentReference?${recordOf(fhir, 'dominique')}&_count=1&_sort=-period`);
    const masked = made[0]!;
    const patch = JSON.stringify([
      { op: 'add', path: '/securityLabel/-', value: { coding: [{ system: 'urn:oid:1.2.250.1.213.1.1.4.13', code: 'MASQUE_PS' }] } },
    ]);
    await fhir.ask('dr-moreau', 'PATCH', `/DocumentReference/${masked.id}`, { headers: { 'content-type': 'application/json-patch+json' }, body: patch });
    const ids: string[] = [];
    for (let next = linkIn(first, 'next'); next !== undefined;) {
      const page = await lefevre(next.slice(fhir.url.length));
      expect(page.json['total']).toBe((first.json['total'] as number) - 1);
      ids.push(...matchesIn(page));
      next = linkIn(page, 'next');
    }
    expect(ids).not.toContain(masked.id);
    expect(ids).toContain(made[1]!.id);
  });
});

async function everyPageAs(card: string, first: string, between: () => Promise<unknown> = async () => undefined): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let next: string | undefined = first; next !== undefined;) {
    const page = await fhir.ask(card, 'GET', next);
    expect(page.status).toBe(200);
    ids.push(...matchesIn(page));
    next = linkIn(page, 'next')?.slice(fhir.url.length);
    await between();
  }
  return ids;
}

describe('handling', () => {
  test('lenient leaves out what is not known and says so; strict refuses it', async () => {
    const path = `/DocumentReference?${recordOf(fhir, 'bernard')}&colour=blue`;
    const lenient = await get(path);
    const outcome = (lenient.json['entry'] as { resource: Record<string, any>; search: { mode: string } }[]).find(({ search }) => search.mode === 'outcome')!;
    expect(outcome.resource['issue'][0]).toMatchObject({ severity: 'warning', expression: ['colour'] });
    expect(linkIn(lenient, 'self')).not.toContain('colour');
    const strict = await get(path, { prefer: 'handling=strict' });
    expect({ status: strict.status, codes: strict.codes }).toEqual({ status: 400, codes: ['PARAMETRE_INVALIDE', 'PARAMETRE_INCONNU'] });
  });
  test('a modifier that is not known is refused whatever is preferred', async () => {
    expect((await get(`/DocumentReference?${recordOf(fhir, 'bernard')}&type:not=11488-4`)).codes).toEqual(['PARAMETRE_INVALIDE', 'MODIFICATEUR_INCONNU']);
  });
  test('the total alone', async () => {
    for (const query of ['_count=0', '_summary=count']) {
      const { json } = await get(`/DocumentReference?${recordOf(fhir, 'bernard')}&${query}`);
      expect({ total: json['total'], entries: json['entry'] }).toEqual({ total: 5, entries: [] });
    }
  });
  test('the patient is included when asked for, without a trait', async () => {
    const { json } = await get(`/DocumentReference?${recordOf(fhir, 'bernard')}&_include=DocumentReference:patient&_count=1`);
    const patient = (json['entry'] as { resource: Record<string, any>; search: { mode: string } }[]).find(({ search }) => search.mode === 'include')!.resource;
    expect(patient).toMatchObject({ resourceType: 'Patient', active: true });
    expect(patient).not.toHaveProperty('name');
    expect((await get(`/Patient/${String(patient['id'])}`)).json).toMatchObject({ resourceType: 'Patient', id: patient['id'], active: true });
  });
  test('a form is a form', async () => {
    expect((await fhir.ask('dr-moreau', 'POST', '/DocumentReference/_search', { headers: fhirJson, body: '{}' })).status).toBe(415);
  });
});
