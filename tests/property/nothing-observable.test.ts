// What somebody may not see changes nothing that they can observe. At both doors, over sockets and cards where there are any: everything a caller
// can ask of a record is asked, a document that this caller may not see arrives, everything is asked again; statuses, headers and bodies are the
// same to the byte, once what differs between any two requests (date, request number) is left out. The document is also asked for by its own
// identifiers, against identifiers of nothing.

import type { PersonneId } from '@carnet/domain/dossier';
import { type Instant, instantOf } from '@carnet/domain/kernel';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declareFile } from '../../tools/deposit/declare.ts';
import { depositorOf } from '../../tools/deposit/sandbox-files.ts';
import { simplifiedPublish } from '../../tools/deposit/write-fhir.ts';
import { tinyPdf } from '../fixtures/cda/compose.ts';
import { deposit, recordOf } from '../support/fhir-deposits.ts';
import { type Needle, depositNeedle, documentQuestions, listQuestions } from '../support/fhir-probes.ts';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';
import { type EntryOptions, noon } from '../support/records.ts';
import { writeTies } from '../support/ties.ts';
import { type Answer, type DoorName, type WebWorld, professionals, startWebWorld } from '../support/web-server.ts';

/** Of any two answers to the same request: when, which request, how many are left, the connection. */
const volatileHeaders: readonly string[] = ['date', 'x-request-id', 'connection', 'keep-alive', 'server-timing', 'ratelimit'];

/** An answer, with the names of what was asked for replaced by one name, and its length counted with that name. */
function observed(
  answer: { readonly status: number; readonly headers: Readonly<Record<string, unknown>>; readonly body: string },
  names: readonly string[],
): object {
  const plain = (text: string): string =>
    names.reduce((all, name) => all.replaceAll(name, 'name'), text).replaceAll(/"(instance|requestId)":"[^"]*"/g, '"$1":""');
  const headers = Object.fromEntries(
    Object.entries(answer.headers)
      .filter(([name]) => !volatileHeaders.includes(name))
      .map(([name, value]) => [name, plain(String(value))]),
  );
  const body = plain(answer.body);
  return { status: answer.status, headers: { ...headers, 'content-length': body.length }, body };
}

describe('at the web door', () => {
  let world: WebWorld;
  const parent = randomUUID() as PersonneId;
  const since: Instant = instantOf(noon - 86_400_000);
  beforeAll(async () => {
    world = await startWebWorld();
    for (let index = 0; index < 3; index++) await world.deposit(Buffer.from(`seen ${index}`), { title: `Vu ${index}` });
    await writeTies(world.database.storage, world.alice, { representation: [parent, { kind: 'parent', since }] });
  });
  afterAll(() => world.close());

  const visible = { masquePs: false, invisiblePatient: false, invisibleRepresentants: false };
  const asParent = (): Promise<string> =>
    world.sessions.open({
      kind: 'patient',
      personne: parent,
      dossier: world.bob.id,
      displayName: 'Paul MARCHAND',
      factors: 2,
      openedAt: noon,
      expiresAt: instantOf(noon + 3_600_000),
    });

  interface Hidden {
    readonly name: string;
    readonly door: DoorName;
    readonly signIn: () => Promise<string>;
    readonly options: EntryOptions;
    /** Once the document is there. */
    readonly afterwards?: (logicalId: string) => Promise<void>;
  }
  const hidden: readonly Hidden[] = [
    {
      name: 'masked to professionals, for one of them',
      door: 'pro',
      signIn: () => world.asProfessional('reader'),
      options: { visibilite: { ...visible, masquePs: true } },
    },
    { name: 'closed to a profession by the matrix', door: 'pro', signIn: () => world.asProfessional('nurse'), options: { typeCode: '68599-0' } },
    {
      name: 'kept from one professional',
      door: 'pro',
      signIn: () => world.asProfessional('reader'),
      options: {},
      afterwards: (logicalId) =>
        writeTies(world.database.storage, world.alice, {
          masquages: [
            { id: randomUUID() as never, from: { kind: 'professionnel', id: professionals.reader.id }, what: { kind: 'document', id: logicalId as never } },
          ],
        }),
    },
    {
      name: 'awaiting its announcement, for the patient',
      door: 'patient',
      signIn: () => world.asPatient(world.alice),
      options: { visibilite: { ...visible, invisiblePatient: true } },
    },
    {
      name: 'awaiting its announcement, for a parent',
      door: 'patient',
      signIn: asParent,
      options: { visibilite: { ...visible, invisiblePatient: true } },
    },
    {
      name: 'of a secret act, for a parent',
      door: 'patient',
      signIn: asParent,
      options: { visibilite: { ...visible, invisibleRepresentants: true } },
    },
  ];

  test.each(hidden)('$name', async ({ door, signIn, options, afterwards }) => {
    const token = await signIn();
    const record = `/dossiers/${world.alice.id}`;
    const ask = (path: string, method: 'GET' | 'POST' | 'DELETE' = 'GET', body?: object): Promise<Answer> =>
      world.ask(door, path, { token, method, ...(body === undefined ? {} : { body }) });
    const lists = [
      record,
      `${record}/spaces`,
      `${record}/documents`,
      `${record}/documents?limit=1`,
      `${record}/documents?sort=deposited`,
      `${record}/documents?space=synthese`,
      `${record}/documents?archived=true`,
      `${record}/accesses`,
      ...(door === 'patient' ? [`${record}/notices`, `${record}/choices`] : []),
    ];
    const asked = async (id: string): Promise<readonly object[]> => {
      const one = `${record}/documents/${id}`;
      const answers: object[] = [];
      const keep = async (answer: Promise<Answer>): Promise<void> => {
        const { statusCode, headers, payload } = await answer;
        answers.push(observed({ status: statusCode, headers, body: payload }, [id]));
      };
      for (const path of [...lists, one, `${one}/reading`, `${one}/media/0`, `${one}/original`]) await keep(ask(path));
      for (const act of ['mask', 'unmask']) await keep(ask(`${one}/${act}`, 'POST', { version: 1 }));
      await keep(ask(`${one}?version=1`, 'DELETE'));
      return answers;
    };
    /** The journal grows by one's own requests: it must grow alike. */
    const journal = async (): Promise<{ readonly total: number; readonly text: string }> => {
      const { payload } = await ask(`${record}/journal?limit=200`);
      return { total: (JSON.parse(payload) as { total: number }).total, text: payload };
    };

    const nobody = randomUUID();
    /** Another for each: what one case leaves in the journal may be the reader's to see. */
    const title = `Un secret ${nobody}`;
    const start = await journal();
    const before = await asked(nobody);
    const between = await journal();
    const entry = await world.deposit(Buffer.from(randomUUID()), { title, ...options });
    await afterwards?.(entry.logicalId);
    const after = await asked(entry.logicalId);
    const end = await journal();

    expect(before.slice(0, lists.length)).toEqual(lists.map(() => expect.objectContaining({ status: 200 })));
    expect(start.total).toBeGreaterThan(0);
    expect(after).toEqual(before);
    expect(end.total - between.total).toBe(between.total - start.total);
    expect(end.text).not.toContain(title);
    expect(end.text).not.toContain(entry.logicalId);
  });
});

describe('at the FHIR door', () => {
  let fhir: FhirServer;
  beforeAll(async () => {
    fhir = await startFhirServer();
  });
  afterAll(() => fhir.close());

  const patient = () => fhir.personas.patients.find(({ key }) => key === 'dominique')!;
  const record = (): string => `patient.identifier=urn:oid:1.2.250.1.213.1.4.10%7C${patient().ins}`;
  /** A report by the Dr Moreau that the Dr Lefèvre, authorised, may not read. */
  async function publish(masked: boolean, typeCode: string): Promise<{ readonly id: string; readonly uniqueId: string }> {
    const title = 'Un secret';
    const given = { file: 'x.pdf', bytes: tinyPdf(randomUUID()), mimeType: 'application/pdf', typeCode, title };
    const declared = declareFile(given, patient(), depositorOf(fhir.personas, 'dr-moreau')!, masked);
    if (!declared.ok) throw new Error(JSON.stringify(declared.findings));
    const body = JSON.stringify(simplifiedPublish(declared.value));
    const answer = await fhir.ask('dr-moreau', 'POST', '/DocumentReference', { headers: { 'content-type': 'application/fhir+json' }, body });
    expect(answer.status).toBe(201);
    return { id: answer.json['id'] as string, uniqueId: declared.value.metadata.uniqueId };
  }
  const keptFromLefevre = (id: string): Promise<unknown> =>
    fhir.query(
      `INSERT INTO masquage (dossier_id, id, from_kind, from_id, what_kind, what_id, since)
        SELECT e.dossier_id, gen_random_uuid(), 'professionnel', $2, 'document', e.logical_id::text, now() FROM document_entry e WHERE e.is_current AND replace(e.logical_id::text, '-', '') = right($1, 32)`,
      [id, fhir.personas.professionals.find(({ key }) => key === 'dr-lefevre')!.idNat],
    );

  test.each([
    { name: 'masked', masked: true, typeCode: '11488-4', afterwards: undefined },
    { name: 'closed to physicians by the matrix', masked: false, typeCode: 'ATTEST-RESID', afterwards: undefined },
    { name: 'kept from this physician', masked: false, typeCode: '11488-4', afterwards: keptFromLefevre },
  ])('$name', async ({ masked, typeCode, afterwards }) => {
    const asked = async ({ id, uniqueId }: { readonly id: string; readonly uniqueId: string }): Promise<readonly object[]> => {
      const paths = [
        `/Patient?identifier=urn:oid:1.2.250.1.213.1.4.10%7C${patient().ins}`,
        `/DocumentReference?${record()}`,
        `/DocumentReference?${record()}&_count=1`,
        `/DocumentReference?${record()}&status=current,superseded&_count=200`,
        `/DocumentReference?${record()}&type=http://loinc.org%7C11488-4`,
        `/DocumentReference?${record()}&identifier=urn:oid:${uniqueId}`,
        `/DocumentReference/${id}`,
        `/Binary/${id}`,
      ];
      const answers: object[] = [];
      for (const path of paths) {
        const { status, headers, body } = await fhir.ask('dr-lefevre', 'GET', path);
        answers.push(observed({ status, headers, body: body.toString('utf8') }, [id, uniqueId]));
      }
      const patched = await fhir.ask('dr-lefevre', 'PATCH', `/DocumentReference/${id}`, {
        headers: { 'content-type': 'application/json-patch+json' },
        body: JSON.stringify([{ op: 'replace', path: '/status', value: 'entered-in-error' }]),
      });
      answers.push(observed({ ...patched, body: patched.body.toString('utf8') }, [id, uniqueId]));
      return answers;
    };
    // A document of the same record, published and deleted, gives identifiers of the right shape that lead nowhere once their UUID is another.
    const shape = await publish(true, '11488-4');
    const nobody = {
      id: `${shape.id.slice(0, 32)}${randomUUID().replaceAll('-', '')}`,
      uniqueId: `${shape.uniqueId.slice(0, -3)}${shape.uniqueId.endsWith('777') ? '778' : '777'}`,
    };
    expect(nobody.id).toHaveLength(shape.id.length);
    const before = await asked(nobody);
    const one = await publish(masked, typeCode);
    await afterwards?.(one.id);
    const after = await asked(one);
    expect(after).toEqual(before);
    expect(JSON.stringify(after)).not.toContain('Un secret');
  });
});

describe('through each parameter of the FHIR searches', () => {
  let fhir: FhirServer;
  beforeAll(async () => {
    fhir = await startFhirServer();
  });
  afterAll(() => fhir.close());

  test('a document that is masked changes no answer', async () => {
    const record = recordOf(fhir, 'dominique');
    const uuidOf = (id: string): string => id.slice(32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    const asked = async (needle: Needle & { readonly set: string }): Promise<readonly object[]> => {
      const names = [
        needle.id,
        needle.replaced,
        needle.declared.metadata.uniqueId,
        uuidOf(needle.set),
        needle.set,
        encodeURIComponent(needle.lastUpdated),
        needle.lastUpdated,
      ];
      const withSet = (query: string): string => query.replace('SETUUID', uuidOf(needle.set)).replace('SET', needle.set);
      const answers: object[] = [];
      for (const [name, query] of documentQuestions(needle))
        for (const page of ['', '&_count=1&_sort=_lastUpdated']) {
          const { status, headers, body } = await fhir.ask('dr-lefevre', 'GET', `/DocumentReference?${record}&${query}${page}`);
          answers.push({ name, query: query.slice(0, 20), page, ...observed({ status, headers, body: body.toString('utf8') }, names) });
        }
      for (const [name, query] of listQuestions(needle)) {
        const { status, headers, body } = await fhir.ask('dr-lefevre', 'GET', `/List?${record}&${withSet(query)}`);
        answers.push({ name, ...observed({ status, headers, body: body.toString('utf8') }, names) });
      }
      for (const path of [`/List?${record}&_include=List:item`, `/List?${record}&_count=1&_sort=date`, `/List/${needle.set}`]) {
        const { status, headers, body } = await fhir.ask('dr-lefevre', 'GET', path);
        answers.push(observed({ status, headers, body: body.toString('utf8') }, names));
      }
      return answers;
    };
    const own = await deposit(fhir, { title: 'Visible' });
    const other = (): string => `${own.id.slice(0, 32)}${randomUUID().replaceAll('-', '')}`;
    // The same questions of a document that is nowhere; dated tomorrow, since what is there already was changed before.
    const shape = await depositNeedle(fhir, 'bernard', false);
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    const { metadata } = shape.declared;
    const nowhere = {
      ...shape,
      id: other(),
      replaced: other(),
      set: other(),
      lastUpdated: tomorrow,
      declared: {
        ...shape.declared,
        metadata: {
          ...metadata,
          uniqueId: `${metadata.uniqueId.slice(0, -3)}${metadata.uniqueId.endsWith('777') ? '778' : '777'}` as typeof metadata.uniqueId,
        },
      },
    };
    const before = await asked(nowhere);
    const masked = await depositNeedle(fhir, 'dominique', true);
    const after = await asked({ ...masked, lastUpdated: tomorrow });
    expect(after).toEqual(before);
    expect(JSON.stringify(after)).not.toContain('Un secret');
    // Who wrote it finds it by each of them.
    expect((await fhir.ask('dr-moreau', 'GET', `/DocumentReference?${record}&event=YYYY001`)).json['total']).toBe(1);
  });
});
