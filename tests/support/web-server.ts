// The web door over a real database, with a small world: two patients, and professionals who stand on each side of every rule.
// Answers come through Fastify's own injection: the same hooks, parsers and handlers as over a socket.

import type { ActingProfessionnel } from '@carnet/domain/access';
import type { Autorisation, AutorisationId, Blocage } from '@carnet/domain/dossier';
import type { DocumentEntry } from '@carnet/domain/document';
import type { ProfessionCode, Professionnel, PsIdNat, StructIdNat, Structure } from '@carnet/domain/identity';
import { type Instant, instantOf } from '@carnet/domain/kernel';
import { openListener } from '@carnet/server/interfaces/pipeline/listener';
import { type LetterFor, issueLetter } from '@carnet/server/interfaces/oidc/access-letter';
import { defaultRates, newRateLimits } from '@carnet/server/interfaces/pipeline/rate-limits';
import { noRevocations } from '@carnet/server/interfaces/pipeline/revocations';
import { insiClient } from '@carnet/server/interfaces/insi/insi-client';
import { newLog } from '@carnet/server/interfaces/pipeline/log';
import { isPushEndpoint } from '@carnet/server/interfaces/push/push-address';
import { createPushSender } from '@carnet/server/interfaces/push/push-sender';
import { areKeys, newVapidKey, vapid } from '@carnet/server/interfaces/push/web-push';
import { webDoor } from '@carnet/server/interfaces/web/door';
import { newId } from '@carnet/server/new-id';
import type { Clock, Ports, PushAddress, Session, SessionStore } from '@carnet/server/ports';
import type { NewDossier } from '@carnet/server/storage/index';
import { postgresAccounts, postgresSignInProgress } from '@carnet/server/storage/postgres/account-store';
import { postgresArtefacts } from '@carnet/server/storage/postgres/oidc-store';
import { postgresServices } from '@carnet/server/storage/postgres/service-store';
import { postgresSessions } from '@carnet/server/storage/postgres/session-store';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { randomUUID } from 'node:crypto';
import { watchAnswers } from './answers-as-said.ts';
import { portsOn } from './ports.ts';
import { depositAs, doctor, type EntryOptions, newDossier, newEntry, noon } from './records.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';

export type Answer = LightMyRequestResponse;
export type DoorName = 'patient' | 'pro';

export interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly token?: string | undefined;
  readonly language?: string;
  /** Replaces the headers a page of ours sends with every unsafe method. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly payload?: Buffer;
}

const cabinet: Structure = { id: '1750000018' as StructIdNat, name: 'Cabinet des Tilleuls', sector: 'SA07', active: true };
const clinic: Structure = { id: '1750000026' as StructIdNat, name: 'Clinique de la Rive', sector: 'SA01', active: true };
const closedHouse: Structure = { id: '1750000034' as StructIdNat, name: 'Maison de santé fermée', sector: 'SA52', active: false };
const samu: Structure = { id: '1750000042' as StructIdNat, name: 'SAMU 75', sector: 'SA01', active: true, regulates: true };
export const structures = { cabinet, clinic, closedHouse, samu };

const person = (digits: string, familyName: string, over: Partial<Professionnel> = {}): Professionnel => ({
  id: `8${digits}` as PsIdNat,
  familyName,
  givenName: 'Camille',
  profession: '10' as ProfessionCode,
  structures: [cabinet.id],
  active: true,
  ...over,
});
export const professionals = {
  treating: person('10000000011', 'TRAITANT'),
  author: person('10000000022', 'AUTEUR', { structures: [cabinet.id, clinic.id] }),
  reader: person('10000000033', 'LECTEUR'),
  stranger: person('10000000044', 'INCONNU', { structures: [cabinet.id, closedHouse.id] }),
  expired: person('10000000055', 'ANCIEN'),
  blocked: person('10000000066', 'BLOQUE'),
  regulator: person('10000000088', 'REGULATEUR', { structures: [samu.id] }),
  nurse: person('10000000077', 'INFIRMIER', { profession: '60' as ProfessionCode }),
} as const;
export type ProfessionalName = keyof typeof professionals;

export const acting = ({ id, profession, structures: tied }: Professionnel): ActingProfessionnel => ({ ...doctor(''), id, profession, structures: tied });
const dayMilliseconds = 86_400_000;
const autorisation = (of: PsIdNat, expiresAt: Instant): Autorisation => ({
  id: randomUUID() as AutorisationId,
  beneficiaire: { kind: 'professionnel', id: of },
  declaredAt: instantOf(noon - 10 * dayMilliseconds),
  declaredBy: 'Camille TRAITANT',
  expiresAt,
});

export interface WebWorld {
  readonly app: FastifyInstance;
  readonly database: FreshDatabase;
  readonly ports: Ports;
  readonly sessions: SessionStore;
  readonly alice: NewDossier;
  readonly bob: NewDossier;
  /** Deposited by the author in Alice's record. */
  readonly deposit: (bytes: Buffer, options?: EntryOptions) => Promise<DocumentEntry>;
  readonly asPatient: (dossier: NewDossier, factors?: 1 | 2) => Promise<string>;
  readonly asProfessional: (name: ProfessionalName, structure?: StructIdNat) => Promise<string>;
  readonly ask: (door: DoorName, path: string, ask?: Ask) => Promise<Answer>;
  close(): Promise<void>;
}

export async function startWebWorld(clock: Clock = { now: () => noon }): Promise<WebWorld> {
  const database = await freshDatabase();
  const { storage } = database;
  const ports = portsOn(storage, clock.now);
  const sessions = postgresSessions(storage.pool, storage.vault, clock);
  await storage.registry.register({ structures: Object.values(structures), professionnels: Object.values(professionals) });
  const later = instantOf(noon + 100 * dayMilliseconds);
  const before = instantOf(noon - dayMilliseconds);
  const blocage: Blocage = { professionnel: professionals.blocked.id, since: before };
  const alice = newDossier({
    medecinTraitant: professionals.treating.id,
    autorisations: [
      autorisation(professionals.author.id, later),
      autorisation(professionals.reader.id, later),
      autorisation(professionals.nurse.id, later),
      autorisation(professionals.expired.id, before),
      autorisation(professionals.blocked.id, later),
    ],
    blocages: [blocage],
  });
  const bob = newDossier();
  await storage.registry.openDossier(alice);
  await storage.registry.openDossier(bob);
  const rates = newRateLimits(defaultRates);
  const answers = watchAnswers();
  const app = await openListener({
    log: newLog(process.env['CARNET_TEST_LOG'] ?? 'silent'),
    hosts: undefined,
    strictTransport: false,
    onAnswer: () => undefined,
    limits: rates,
  });
  const deps = {
    ports,
    exportBytes: storage.exportBytes,
    uploadBytes: storage.uploadBytes,
    sessions,
    limits: rates,
    revocations: noRevocations,
    // No invitation leaves from this world: those that do are mailed by a real server.
    courier: { sendInvitation: async () => true },
    told: {
      push: createPushSender({ vapid: vapid(newVapidKey(), 'mailto:securite@carnet.test'), clock: ports.clock }),
      isPushAddress: (address: Omit<PushAddress, 'language'>) => isPushEndpoint(address.endpoint) && areKeys(address),
      sendTrial: async () => true,
      emailOf: async () => 'claire.marchand@exemple.test',
    },
    letters: (holder: LetterFor) =>
      issueLetter({ accounts: postgresAccounts(storage.pool, storage.vault), progress: postgresSignInProgress(storage.pool), clock: ports.clock }, holder),
    // No structure speaks for anybody in this world.
    byAssertion: () => Promise.reject(new Error('an assertion came')),
    insOids: ['1.2.250.1.213.1.4.10', '1.2.250.1.213.1.4.11'] as const,
    publicUrl: 'http://localhost',
    cardUrl: 'https://localhost',
    insi: insiClient({ idam: '', version: '0', clock: ports.clock, newId }),
    bearer: { artefacts: postgresArtefacts(storage.pool, storage.vault), services: postgresServices(storage.pool, storage.vault) },
    measured: async () => ({ minutes: 0, answers: 0, failed: 0, alterations: 0 }),
  };
  await app.register(webDoor(deps, 'patient'), { prefix: '/api/patient' });
  await app.register(webDoor(deps, 'professionnel'), { prefix: '/api/pro' });
  const open = (session: Session): Promise<string> => sessions.open(session);
  const limits = { openedAt: noon, expiresAt: instantOf(noon + 3_600_000) };
  return {
    app,
    database,
    ports,
    sessions,
    alice,
    bob,
    async deposit(bytes, options = {}) {
      const entry = newEntry(alice.ins, bytes, { author: professionals.author.id, ...options });
      await depositAs(storage, acting(professionals.author), alice, entry, bytes);
      return entry;
    },
    asPatient: (dossier, factors = 2) =>
      open({ kind: 'patient', personne: dossier.titulaire, dossier: dossier.id, displayName: 'Claire MARCHAND', factors, ...limits }),
    asProfessional: (name, structure) =>
      open({
        kind: 'professionnel',
        professionnel: professionals[name].id,
        ...(structure === undefined ? {} : { structure }),
        certificate: '00'.repeat(32),
        ...limits,
      }),
    ask: (door, path, { method = 'GET', body, token, language = 'fr', headers = { 'x-carnet': '1', 'sec-fetch-site': 'same-origin' }, payload } = {}) => {
      const cookie = token === undefined ? {} : { cookie: `${door === 'patient' ? 'carnet_patient' : 'carnet_pro'}=${token}` };
      const request: InjectOptions = {
        method,
        url: `/api/${door}${path}`,
        headers: { 'accept-language': language, ...headers, ...cookie },
        ...(payload === undefined ? {} : { payload }),
        ...(body === undefined ? {} : { payload: body as object }),
      };
      return app.inject(request);
    },
    async close() {
      await app.close();
      await database.close();
      answers.stop();
    },
  };
}

/** A multipart/form-data body, written by hand so that it can also be wrong. */
export interface FormPart {
  readonly name: string;
  readonly value: string | Buffer;
  readonly filename?: string;
  readonly type?: string;
}
const boundary = 'carnet-frontiere';
export const formHeaders = { 'x-carnet': '1', 'sec-fetch-site': 'same-origin', 'content-type': `multipart/form-data; boundary=${boundary}` } as const;
export function formOf(parts: readonly FormPart[], { unfinished = false }: { readonly unfinished?: boolean } = {}): Buffer {
  const chunks = parts.flatMap(({ name, value, filename, type }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"`}\r\n${type === undefined ? '' : `Content-Type: ${type}\r\n`}\r\n`,
    ),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat(unfinished ? chunks.slice(0, -1) : [...chunks, Buffer.from(`--${boundary}--\r\n`)]);
}
