// Who writes and never reads, proved on every route there is: the health insurance (A079), a structure's certificate (A094), and what neither
// can learn of an agreement kept from them (L.1111-17 IV CSP). A route added without this being thought of is asked here all the same.

import { factResourceId, measureResourceId, parseDocumentResourceId } from '@carnet/codecs/fhir';
import { feedDoor } from '@carnet/server/interfaces/feed/door';
import { fhirDoor } from '@carnet/server/interfaces/fhir/door';
import { webDoor } from '@carnet/server/interfaces/web/door';
import fastify, { type FastifyPluginAsync } from 'fastify';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declareFile } from '../../tools/deposit/declare.ts';
import { depositorOf } from '../../tools/deposit/sandbox-files.ts';
import { send } from '../../tools/deposit/send.ts';
import { simplifiedPublish } from '../../tools/deposit/write-fhir.ts';
import { tinyPdf } from '../fixtures/cda/compose.ts';
import { type FhirServer, type Reply, startFhirServer } from '../support/fhir-server.ts';

const insurer = 'assurance-maladie';
const cabinet = 'cabinet-moreau';
const oid = '1.2.250.1.213.1.4.10';
const json = { 'content-type': 'application/fhir+json' };

let fhir: FhirServer;
beforeAll(async () => {
  fhir = await startFhirServer();
});
afterAll(() => fhir.close());

const patient = (key = 'dominique') => fhir.personas.patients.find((one) => one.key === key)!;
const token = (): string => `urn:oid:${oid}%7C${patient().ins}`;

/** Written by a médecin of the cabinet; or, of the insurance's own, by the insurance itself. */
function papers(by: string, typeCode: string, title: string): object {
  const { structure } = depositorOf(fhir.personas, by)!;
  const declared = declareFile(
    { file: 'x.pdf', bytes: tinyPdf(`${title} ${randomUUID()}`), mimeType: 'application/pdf', typeCode, title },
    patient(),
    depositorOf(fhir.personas, 'dr-moreau')!,
    false,
  );
  if (!declared.ok) throw new Error(JSON.stringify(declared.findings));
  if (by === cabinet) return simplifiedPublish(declared.value);
  const { legalAuthenticator: _, authors: __, ...metadata } = declared.value.metadata;
  const institution = { id: structure.idNat as never, name: structure.name };
  return simplifiedPublish({
    ...declared.value,
    metadata: { ...metadata, authors: [{ kind: 'systeme', id: structure.idNat, name: structure.name, institution }] },
  });
}
const publish = (card: string, resource: object): Promise<Reply> =>
  fhir.ask(card, 'POST', '/DocumentReference', { headers: json, body: JSON.stringify(resource) });

interface Route {
  readonly method: string;
  readonly url: string;
}
/** Every route of a door, as it mounts them itself. */
async function routesOf(door: FastifyPluginAsync, prefix: string): Promise<readonly Route[]> {
  const app = fastify();
  const routes: Route[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (one !== 'HEAD' && one !== 'OPTIONS') routes.push({ method: one, url });
  });
  await app.register(door, { prefix });
  await app.ready();
  await app.close();
  return routes;
}
/** So far, of the insurance as a kind that has no right, or of a structure for whatever reason. */
const refusals = (kind: 'assurance-maladie' | 'structure'): Promise<number> =>
  fhir
    .query<{ count: number }>(
      "SELECT count(*)::int AS count FROM trace WHERE outcome = 'refused' AND actor_kind = $1 AND (actor_kind = 'structure' OR rule = 'ACTEUR_INTERDIT')",
      [kind],
    )
    .then((rows) => rows[0]!.count);

/** What is asked of a record: everything but depositing, which both may, and what is open to all. */
const asking = (routes: readonly Route[]): readonly Route[] =>
  routes.filter(
    ({ method, url }) =>
      method !== 'POST' &&
      method !== 'PUT' &&
      !/\/(?:metadata|\.well-known|Practitioner|PractitionerRole|Organization|StructureDefinition|CodeSystem|ValueSet|OperationDefinition|SearchParameter)(?:\/|$)/.test(
        url,
      ),
  );

/** The address of a route, about the document of this id and its record. */
function addressOf({ method, url }: Route, document: Record<string, any>): string {
  const { dossierId, logicalId } = parseDocumentResourceId(document['id'] as string)!;
  const path = url
    .replace('/fhir', '')
    .replace('/Patient/:id', `/Patient/${dossierId}`)
    .replace(':dossierId', dossierId)
    .replace(':factId', factResourceId(dossierId, logicalId, 1))
    .replace(':measureId', measureResourceId(dossierId, logicalId))
    .replace(':id', document['id'] as string);
  if (url.includes(':')) return path;
  if (url.endsWith('/Patient')) return `${path}?identifier=${token()}`;
  const of = `${path}?patient.identifier=${token()}`;
  if (url.endsWith('/AuditEvent')) return `${of}&date=ge2020`;
  return method === 'PATCH' ? `${of}&identifier=${(document['masterIdentifier'] as { value: string }).value}` : of;
}

describe('the health insurance', () => {
  test('deposits reimbursements and its own attestations, and nothing else', async () => {
    for (const type of ['REMB', 'ATTEST-DROITS-AM']) expect((await publish(insurer, papers(insurer, type, 'Relevé'))).status).toBe(201);
    const report = await publish(insurer, papers(insurer, '11488-4', 'Compte rendu'));
    expect({ status: report.status, codes: report.codes }).toEqual({ status: 403, codes: expect.arrayContaining(['DEPOSANT_NON_AUTEUR']) });
  });

  test('reads nothing: every FHIR route answers 403 and leaves a trace, its own deposits included (A079)', async () => {
    const kept = await publish(insurer, papers(insurer, 'REMB', 'Relevé'));
    const routes = asking(await routesOf(fhirDoor({} as never), '/fhir'));
    expect(routes.length).toBeGreaterThan(20);
    for (const route of routes) {
      const { method, url } = route;
      const before = await refusals('assurance-maladie');
      const gone = url.includes('/Consent') ? 'inactive' : 'entered-in-error';
      const body = method === 'PATCH' ? JSON.stringify([{ op: 'replace', path: '/status', value: gone }]) : undefined;
      const reply = await fhir.ask(insurer, method, addressOf(route, kept.json), {
        headers: body === undefined ? {} : { 'content-type': 'application/json-patch+json' },
        ...(body === undefined ? {} : { body }),
      });
      expect({ route: `${method} ${url}`, status: reply.status, codes: reply.codes }).toEqual({
        route: `${method} ${url}`,
        status: 403,
        codes: expect.arrayContaining(['ACTEUR_INTERDIT']),
      });
      expect(await refusals('assurance-maladie'), `${method} ${url} left no trace`).toBeGreaterThan(before);
    }
  });
});

describe('the health insurance, by its feed', () => {
  const lines = (ins: string): string =>
    [
      {
        type: 'remboursement',
        ins,
        oid,
        ligne: 'never-reads',
        date: '2026-05-04',
        nature: 'soins',
        acte: 'CS',
        libelle: 'CONSULTATION CANARI',
        specialite: 'X',
      },
      { type: 'fin', lignes: 1 },
    ]
      .map((line) => `${JSON.stringify(line)}\n`)
      .join('');
  const feed = (method: string, path: string, body?: string) =>
    fhir.material(insurer).then((tls) => {
      const origin = new URL(fhir.url).origin;
      return send({
        method,
        url: `${origin}/feed${path}`,
        tls,
        headers: { 'content-type': 'application/x-ndjson' },
        ...(body === undefined ? {} : { body: Buffer.from(body) }),
      });
    });

  test('writes; every route answers counts of its own lines, and not a word of them nor of anybody (A079, A118)', async () => {
    const sent = await feed('PUT', '/envois/jamais-lu', lines(patient().ins));
    expect([200, 202]).toContain(sent.status);
    const routes = await routesOf(feedDoor({} as never), '/feed');
    expect(routes.map(({ method, url }) => `${method} ${url}`)).toEqual(['PUT /feed/envois/:nom', 'GET /feed/envois/:nom', 'GET /feed/envois/:nom/rejets']);
    for (const path of ['/envois/jamais-lu', '/envois/jamais-lu/rejets', '/envois', '/assures', `/assures/${patient().ins}`, '/']) {
      const answer = await feed('GET', path);
      expect({ path, status: answer.status }).toEqual({ path, status: path.startsWith('/envois/') ? 200 : 404 });
      expect(answer.body.toString('utf8')).not.toMatch(new RegExp(`CANARI|${patient().ins}|${patient().birthName}`, 'i'));
    }
  });

  test('is answered the same of somebody who has a record and of somebody who has none', async () => {
    const told = async (ins: string, name: string) => {
      const { body } = await feed('PUT', `/envois/${name}`, lines(ins));
      const { comptes, etat, lignes } = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
      return { comptes, etat, lignes };
    };
    expect(await told(fhir.personas.assures[0]!.ins, 'sans-dossier')).toEqual(await told(patient('ruth').ins, 'avec-dossier'));
  });
});

describe('a structure’s certificate', () => {
  test('deposits, and every reading of a document is refused and traced (A094)', async () => {
    const kept = await publish(cabinet, papers(cabinet, '11488-4', 'Note du cabinet'));
    expect(kept.status).toBe(201);
    const existence = ['/fhir/Patient', '/fhir/Patient/:id'];
    const routes = asking(await routesOf(fhirDoor({} as never), '/fhir')).filter(({ method, url }) => method === 'GET' && !existence.includes(url));
    expect(routes.length).toBeGreaterThan(20);
    for (const route of routes) {
      const { url } = route;
      const before = await refusals('structure');
      const reply = await fhir.ask(cabinet, 'GET', addressOf(route, kept.json));
      expect({ url, status: reply.status }).toEqual({ url, status: 403 });
      expect(await refusals('structure'), `GET ${url} left no trace`).toBeGreaterThan(before);
    }
  });

  test('learns of a record that it exists and nothing of the person, whoever the patient agreed to in person', async () => {
    const ask = async () => (await fhir.ask('sante-travail-rivage', 'GET', `/Patient?identifier=${token()}`)).json;
    const before = await ask();
    const occupational = fhir.personas.professionals.find(({ key }) => key === 'dr-lacaze')!;
    await fhir.query(
      `INSERT INTO autorisation (dossier_id, id, beneficiaire_kind, beneficiaire, declared_at, declared_by, expires_at, express)
        VALUES ($1, gen_random_uuid(), 'professionnel', $2, now() - interval '30 years', 'patient', now() + interval '30 years', true)`,
      [String(before['entry'][0].resource.id), occupational.idNat],
    );
    const list = await fhir.ask('dr-lacaze', 'GET', `/DocumentReference?patient.identifier=${token()}`);
    expect(list.status).toBe(200);
    expect(await ask()).toEqual(before);
    expect(JSON.stringify(before)).not.toMatch(/PAT-TROIS|1979/);
  });
});

describe('neither opens a screen', () => {
  test.each([insurer, cabinet])('%s: no session, and so no route of the apps', async (card) => {
    const origin = new URL(fhir.url).origin;
    const tls = await fhir.material(card);
    const headers = { 'x-carnet': '1', origin };
    const session = await send({ method: 'POST', url: `${origin}/api/pro/card-session`, tls, headers });
    expect(session.status).toBe(403);
    expect(session.headers['set-cookie']).toBeUndefined();
    for (const [kind, prefix] of [
      ['patient', '/api/patient'],
      ['professionnel', '/api/pro'],
    ] as const) {
      // Without a session: what opens one and how one may, and what a patient’s own card opens, to whoever holds it and to nobody by who they are.
      const routes = (await routesOf(webDoor({ ports: {}, sessions: {} } as never, kind), prefix)).filter(
        ({ url }) => !/card-session|sandbox-card|emergency-card|pro\/means/.test(url),
      );
      expect(routes.length).toBeGreaterThan(15);
      for (const { method, url } of routes) {
        const answer = await send({ method, url: `${origin}${url.replaceAll(/:\w+/g, randomUUID())}`, tls, headers });
        expect({ route: `${method} ${url}`, status: answer.status }).toEqual({ route: `${method} ${url}`, status: 401 });
      }
    }
  });
});
