// The whole server with its people, and what it answers to them at the patient's door: sessions opened as the sign-in opens them, requests over
// HTTP, cards over TLS. The clock is the sandbox's.

import { randomUUID } from 'node:crypto';
import { type IncomingHttpHeaders, request } from 'node:http';
import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import { parseIns } from '@carnet/domain/identity';
import { type Instant, instantOf, toIso } from '@carnet/domain/kernel';
import { postgresSessions } from '@carnet/server/storage/postgres/session-store';
import { declareCda } from '../../tools/deposit/declare.ts';
import { simplifiedPublish } from '../../tools/deposit/write-fhir.ts';
import { type Composed, compose, doctor, doctorRole, practice, testOid } from '../fixtures/cda/compose.ts';
import { type FhirServer, type Reply, startFhirServer } from './fhir-server.ts';

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: any;
}
interface Person {
  readonly key: string;
  readonly dossier: DossierId;
  readonly personne: PersonneId;
  readonly name: string;
  readonly email: string;
}
export interface FamilyWorld {
  readonly fhir: FhirServer;
  person(key: string): Promise<Person>;
  /** At the patient's door, as this person; `path` begins after /api/patient. */
  ask(key: string, method: string, path: string, body?: unknown): Promise<Answered>;
  /** In this record. */
  on(key: string, record: string, path?: string, method?: string, body?: unknown): Promise<Answered>;
  /** At the professional's door, by this card, in this record. */
  asPro(card: string, record: string, path: string, method?: string, body?: unknown): Promise<Answered>;
  deposit(key: string, record: string, fields: Readonly<Record<string, string>>): Promise<Answered>;
  /** A CDA of this professional in this patient's record. */
  publish(card: string, record: string, options?: { readonly secret?: boolean; readonly labels?: readonly string[]; readonly title?: string }): Promise<Reply>;
  mailsTo(address: string): Promise<readonly { readonly text: string }[]>;
  now(): Promise<Instant>;
  moveClock(to: Instant): Promise<void>;
  close(): Promise<void>;
}

export async function startFamilyWorld(): Promise<FamilyWorld> {
  const fhir = await startFhirServer();
  const { transactions, pool, vault } = fhir.database.storage;
  const origin = fhir.server.httpUrl;
  const people = new Map<string, Person>();
  const tokens = new Map<string, string>();

  const plain = (method: string, url: string, headers: Readonly<Record<string, string>>, payload?: string | Buffer): Promise<Answered> =>
    new Promise((answered, failed) => {
      const call = request(url, { method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const isJson = String(response.headers['content-type'] ?? '').includes('json');
          answered({ status: response.statusCode!, headers: response.headers, text, json: isJson && text !== '' ? JSON.parse(text) : undefined });
        });
      });
      call.on('error', failed);
      call.end(payload);
    });
  const now = async (): Promise<Instant> => instantOf(Date.parse((await plain('GET', `${origin}/sandbox/clock`, {})).json.now as string));

  const person: FamilyWorld['person'] = async (key) => {
    const known = people.get(key);
    if (known !== undefined) return known;
    const { ins, oid, login, email } = fhir.server
      .people!.patients.filter((one) => one.key === key)
      .map((one) => ({ ...one.ins, ins: one.ins.matricule, login: one.login, email: one.email }))[0]!;
    const parsed = parseIns(ins, oid, 'ins');
    if (!parsed.ok) throw new Error(`not an INS: ${ins}`);
    const found = await transactions.run(({ facts }) =>
      facts.dossier({ ins: parsed.value }, { kind: 'titulaire', personne: randomUUID() as PersonneId, factors: 2 }),
    );
    const one = {
      key,
      dossier: found!.id,
      personne: found!.titulaire,
      name: login,
      email,
    };
    people.set(key, one);
    return one;
  };
  const tokenOf = async (key: string): Promise<string> => {
    const known = tokens.get(key);
    if (known !== undefined) return known;
    const { personne, dossier, name } = await person(key);
    const at = await now();
    const sessions = postgresSessions(pool, vault, { now: () => at });
    const opened = { openedAt: at, expiresAt: instantOf(at + 3_600_000) };
    const token = await sessions.open({ kind: 'patient', personne, dossier, displayName: name, factors: 2, ...opened });
    tokens.set(key, token);
    return token;
  };
  const cardToken = async (card: string): Promise<string> => {
    const known = tokens.get(card);
    if (known !== undefined) return known;
    const { id } = fhir.server.people!.professionals.find(({ key }) => key === card)!;
    const at = await now();
    const token = await postgresSessions(pool, vault, { now: () => at }).open({
      kind: 'professionnel',
      professionnel: id,
      certificate: '00'.repeat(32),
      openedAt: at,
      expiresAt: instantOf(at + 3_600_000),
    });
    tokens.set(card, token);
    return token;
  };
  const send = async (key: string, method: string, path: string, headers: Readonly<Record<string, string>>, payload?: string | Buffer): Promise<Answered> =>
    plain(
      method,
      `${origin}/api/patient${path}`,
      { 'x-carnet': '1', 'sec-fetch-site': 'same-origin', 'cookie': `carnet_patient=${await tokenOf(key)}`, ...headers },
      payload,
    );
  const ask: FamilyWorld['ask'] = (key, method, path, body) =>
    body === undefined ? send(key, method, path, {}) : send(key, method, path, { 'content-type': 'application/json' }, JSON.stringify(body));

  return {
    fhir,
    person,
    ask,
    now,
    on: async (key, record, path = '', method = 'GET', body = undefined) => ask(key, method, `/dossiers/${(await person(record)).dossier}${path}`, body),
    async asPro(card, record, path, method = 'GET', body = undefined) {
      const { dossier } = await person(record);
      const json = body === undefined ? {} : { 'content-type': 'application/json' };
      const headers = { 'x-carnet': '1', 'sec-fetch-site': 'same-origin', 'cookie': `carnet_pro=${await cardToken(card)}`, ...json };
      return plain(method, `${origin}/api/pro/dossiers/${dossier}${path}`, headers, body === undefined ? undefined : JSON.stringify(body));
    },
    async deposit(key, record, fields) {
      const boundary = 'carnet-famille';
      const part = (name: string, value: string | Buffer, more = ''): Buffer =>
        Buffer.concat([Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n`), Buffer.from(value), Buffer.from('\r\n')]);
      const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
      const given = { title: 'Photo', typeCode: 'EXPPAT_2', serviceDate: '2026-03-02', ...fields };
      const body = Buffer.concat([
        ...Object.entries(given).map(([name, value]) => part(name, value)),
        // Each its own content: the same twice would be one line (N1).
        part('file', Buffer.concat([pixel, Buffer.from(given.title)]), '; filename="p.png"\r\ncontent-type: image/png'),
        Buffer.from(`--${boundary}--\r\n`),
      ]);
      const headers = { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': String(body.length) };
      return send(key, 'POST', `/dossiers/${(await person(record)).dossier}/documents`, headers, body);
    },
    async publish(card, record, { secret = false, labels = [], title = 'Compte rendu' } = {}) {
      const author = fhir.personas.professionals.find(({ key }) => key === card)!;
      const structure = fhir.personas.structures.find(({ key }) => key === author.structure)!;
      const role = doctorRole
        .replace(doctor.id, author.idNat)
        .replace(doctor.familyName, author.familyName)
        .replace(doctor.givenName, author.givenName)
        .replace(practice.id, structure.idNat)
        .replace(practice.name, structure.name);
      const composed: Composed = {
        title,
        id: `<id root="2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}"/>`,
        patientIds: `<id root="${testOid}" extension="${fhir.personas.patients.find(({ key }) => key === record)!.ins}"/>`,
        author: `<author><time value="20260402101500+0200"/><assignedAuthor>${role}</assignedAuthor></author>`,
        authenticator: `<legalAuthenticator><time value="20260402101500+0200"/><signatureCode code="S"/><assignedEntity>${role}</assignedEntity></legalAuthenticator>`,
      };
      const declared = declareCda(Buffer.from(compose(composed), 'utf8'), false);
      if (!declared.ok) throw new Error(JSON.stringify(declared.findings));
      const { metadata } = declared.value;
      const visibilite = {
        masquePs: false,
        invisiblePatient: labels.includes('INVISIBLE_PATIENT'),
        invisibleRepresentants: labels.includes('INVISIBLE_REPRESENTANTS_LEGAUX'),
      };
      const resource = simplifiedPublish({ ...declared.value, metadata: { ...metadata, visibilite } });
      const headers = { 'content-type': 'application/fhir+json', ...(secret ? { 'x-carnet-secret': 'true' } : {}) };
      return fhir.ask(card, 'POST', '/DocumentReference', { headers, body: JSON.stringify(resource) });
    },
    async mailsTo(address) {
      return (await plain('GET', `${origin}/sandbox/mail?to=${encodeURIComponent(address)}`, {})).json as { readonly text: string }[];
    },
    async moveClock(to) {
      const moved = await plain('POST', `${origin}/sandbox/clock`, { 'content-type': 'application/json' }, JSON.stringify({ now: toIso(to) }));
      if (moved.status !== 200) throw new Error(`the clock did not move: ${moved.text}`);
      tokens.clear();
    },
    close: () => fhir.close(),
  };
}
