// A whole server (real PostgreSQL, real mutual TLS, the sandbox's cards) with one record that everybody knocks at: each actor of the law stands
// on the wrong side of one rule. Whatever the record holds bears the same word, so that a leak is seen wherever it comes out.

import { documentResourceId, factResourceId, measureResourceId } from '@carnet/codecs/fhir';
import type { DocumentEntry } from '@carnet/domain/document';
import { visibleToAll } from '@carnet/domain/document';
import { type Autorisation, type AutorisationId, type DossierId, type PersonneId, defaultChoices } from '@carnet/domain/dossier';
import type { PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type CivilDate, type Instant, type Result, instantOf, plusDays } from '@carnet/domain/kernel';
import { spaceOf } from '@carnet/domain/terminology';
import { inviteAidant } from '@carnet/server/application/aidants';
import type { Caller } from '@carnet/server/application/caller';
import { changeDocument } from '@carnet/server/application/change-document';
import { acceptInvitation } from '@carnet/server/application/invitations';
import { enterMeasures } from '@carnet/server/application/measures';
import { newLog } from '@carnet/server/interfaces/pipeline/log';
import { newId } from '@carnet/server/new-id';
import type { Emergency, Ports, Session } from '@carnet/server/ports';
import type { NewDossier } from '@carnet/server/storage/index';
import { postgresSessions } from '@carnet/server/storage/postgres/session-store';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Answer, send } from '../../tools/deposit/send.ts';
import { type FhirServer, startFhirServer } from './fhir-server.ts';
import { portsOn } from './ports.ts';
import { depositAs, doctor, newDossier, newEntry, newIns, noon, titulaireOf } from './records.ts';
import { type DeclaredRoute, withRoutes } from './route-list.ts';
import { writeTies } from './ties.ts';

/** In every name, title, text and reason of the record. */
export const canary = 'canari';

const patientActors = [
  'titulaire',
  'tuteur',
  'one-factor',
  'other-patient',
  'former-parent',
  'curateur',
  'aidant',
  'former-aidant',
  'heir',
  'refused-heir',
] as const;
export type PatientActor = (typeof patientActors)[number];

/** By the card they hold. */
const holders = {
  'medecin-traitant': 'dr-moreau',
  'authorised': 'dr-lefevre',
  'author': 'dr-boileau',
  'nurse': 'ide-garnier',
  'stranger': 'dr-royer',
  'expired': 'dr-bideault',
  'blocked': 'dr-petit',
  'travail': 'dr-lacaze',
  'inactive-structure': 'dr-camparini',
  'other-structure': 'dr-martin',
  'struck-off': 'dr-bubon',
  'regulator': 'dr-astier',
  'secretariat': 'sec-marchal',
  'pilotage': 'pilote-saint-fictif',
  'exploitation': 'exploitant-carnet',
  'controle': 'controle-carnet',
  'guichet': 'guichet-caisse',
} as const;
type Holder = keyof typeof holders;
/** Certificates that are no person's. */
const certificates = {
  'structure': 'hopital-saint-fictif',
  'closed-structure': 'labo-charmes',
  'assurance-maladie': 'assurance-maladie',
} as const;
type Certificate = keyof typeof certificates;
/** In an emergency on the record: blocked there; or where the patient opposed it. */
const emergencies = { 'blocked-in-emergency': 'blocked', 'opposed': 'stranger', 'opposed-to-centre-15': 'regulator' } as const satisfies Record<string, Holder>;
type InEmergency = keyof typeof emergencies;
export type CardActor = Holder | Certificate | InEmergency;

export const cardFaults = {
  'no-card': 'CERTIFICAT_ABSENT',
  'expired-card': 'CERTIFICAT_EXPIRE',
  'other-authority': 'CERTIFICAT_REFUSE',
  'unknown-card': 'CARTE_INCONNUE',
} as const;
export type CardFault = keyof typeof cardFaults;

export type RecordName = 'open' | 'closed' | 'opposed' | 'absent';
export interface TargetRecord {
  readonly id: DossierId;
  readonly ins: NewDossier['ins'];
}

type Material = Awaited<ReturnType<FhirServer['material']>>;
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly cookie?: string | undefined;
  readonly card?: CardActor | CardFault | undefined;
  /** Another certificate than those of the world. */
  readonly material?: Material;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
  /** Where it comes in; the card listener wherever a card is shown. */
  readonly listener?: 'clear' | 'cards';
}
export interface Heard extends Pick<Answer, 'status'> {
  readonly code: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}
export interface TraceRow {
  readonly id: string;
  readonly dossier_id: string;
  readonly action: string;
  readonly outcome: string;
  readonly rule: string | null;
  readonly actor_id: string;
  readonly logical_id: string | null;
}
export type DocumentName = 'plain' | 'masked' | 'unannounced' | 'hidden-from-representants' | 'closed-to-nurses' | 'own' | 'deleted';

export interface RefusalWorld {
  readonly server: FhirServer;
  readonly routes: readonly DeclaredRoute[];
  readonly records: Readonly<Record<RecordName, TargetRecord>>;
  readonly documents: Readonly<Record<DocumentName, DocumentEntry>>;
  readonly aidantId: string;
  /** A measure of the open record, entered by its titulaire. */
  readonly measureId: string;
  readonly patientCookie: (actor: PatientActor) => string;
  readonly proCookie: (actor: Holder | InEmergency | 'unknown', door?: 'pro' | 'pilotage') => string;
  /** A token of this session once it was closed, or past its end. */
  readonly dead: Readonly<Record<'never-issued' | 'closed' | 'past-its-end', string>>;
  readonly idOf: (actor: PatientActor | CardActor) => string;
  readonly structureIdOf: (key: string) => StructIdNat;
  readonly ask: (asked: Asked) => Promise<Heard>;
  /** Everything the process said of itself so far, at its most talkative: one JSON line each. */
  readonly logged: () => readonly string[];
  /** Written since the last call. */
  readonly newTraces: () => Promise<readonly TraceRow[]>;
  close(): Promise<void>;
}

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};

export async function startRefusalWorld(): Promise<RefusalWorld> {
  const lines: string[] = [];
  const log = newLog('trace', { write: (line) => void lines.push(line) });
  const { started: server, routes } = await withRoutes(() => startFhirServer({}, log));
  const { storage } = server.database;
  const clock = { now: (): Instant => noon };
  const ports = portsOn(storage, clock.now);
  await fetch(`${server.server.httpUrl}/sandbox/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ now: new Date(noon).toISOString() }),
  });
  const holderId = (actor: Holder): PsIdNat => personIn(server, holders[actor]).idNat as PsIdNat;
  const structureIdOf = (key: string): StructIdNat => server.personas.structures.find((one) => one.key === key)!.idNat as StructIdNat;

  const people = Object.fromEntries(patientActors.map((actor) => [actor, randomUUID() as PersonneId])) as Record<PatientActor, PersonneId>;
  people['one-factor'] = people.titulaire;
  const records = await openRecords(server, people, holderId);
  await server.query('UPDATE structure SET active = false WHERE id = $1', [structureIdOf('labo-charmes')]);
  await server.query('UPDATE professionnel SET active = false WHERE id = $1', [holderId('struck-off')]);
  const documents = await depositDocuments(server, ports, records.open, holderId('author'));
  const aidantId = await tieAidants(ports, server, records, people);
  const measureId = await enterMeasure(ports, records.open);

  const sessions = postgresSessions(storage.pool, storage.vault, clock);
  const limits = { openedAt: instantOf(noon - 60_000), expiresAt: instantOf(noon + 8 * 3_600_000) };
  const patientSession = (actor: PatientActor): Session => ({
    kind: 'patient',
    personne: people[actor],
    dossier: actor === 'titulaire' || actor === 'one-factor' ? records.open.id : (people[actor] as unknown as DossierId),
    displayName: `Qui Frappe`,
    factors: actor === 'one-factor' ? 1 : 2,
    ...limits,
  });
  const emergencyOf = (actor: InEmergency): Emergency => ({
    id: newId(),
    mode: actor === 'opposed-to-centre-15' ? 'centre_15' : 'bris_de_glace',
    reason: 'Personne inconsciente',
    until: instantOf(noon + 3_600_000),
  });
  const proSession = (actor: Holder | InEmergency | 'unknown'): Session => {
    const structure = structureActedFor(server, actor);
    return {
      kind: 'professionnel',
      professionnel: actor === 'unknown' ? ('899700000009' as PsIdNat) : holderId(holderOf(actor)),
      ...(structure === undefined ? {} : { structure }),
      certificate: '00'.repeat(32),
      ...(isInEmergency(actor) ? { emergencies: { [records.open.id]: emergencyOf(actor), [records.opposed.id]: emergencyOf(actor) } } : {}),
      ...limits,
    };
  };
  const patientTokens = new Map<string, string>();
  for (const actor of patientActors) patientTokens.set(actor, await sessions.open(patientSession(actor)));
  const proTokens = new Map<string, string>();
  for (const actor of [...(Object.keys(holders) as Holder[]), ...(Object.keys(emergencies) as InEmergency[]), 'unknown'] as const)
    proTokens.set(actor, await sessions.open(proSession(actor)));
  const closed = await sessions.open(patientSession('titulaire'));
  await sessions.close(closed);
  const pastItsEnd = await sessions.open({ ...patientSession('titulaire'), expiresAt: instantOf(noon - 1) });

  const materials = new Map<string, Material>();
  const materialOf = (card: CardActor | CardFault): Material => {
    const known = materials.get(card) ?? readMaterial(server.sandbox, card);
    materials.set(card, known);
    return known;
  };
  const seen = new Set<string>();
  const world: RefusalWorld = {
    server,
    routes,
    records: { ...records, absent: { id: randomUUID() as DossierId, ins: newIns() } },
    documents,
    aidantId,
    measureId,
    patientCookie: (actor) => `carnet_patient=${patientTokens.get(actor)!}`,
    proCookie: (actor, door = 'pro') => `carnet_${door}=${proTokens.get(actor)!}`,
    dead: { 'never-issued': 'A'.repeat(43), closed, 'past-its-end': pastItsEnd },
    idOf: (actor) => {
      if ((patientActors as readonly string[]).includes(actor)) return people[actor as PatientActor];
      return actor in certificates ? structureIdOf(certificates[actor as Certificate]) : holderId(holderOf(actor as Holder | InEmergency));
    },
    structureIdOf,
    async ask({
      method,
      path: route,
      cookie,
      card,
      material,
      headers = {},
      body,
      listener = card === undefined && material === undefined ? 'clear' : 'cards',
    }) {
      const origin = listener === 'cards' ? new URL(server.url).origin : server.server.httpUrl;
      const isJson = typeof body === 'string' && headers['content-type'] === undefined;
      const sent = {
        'accept-language': 'fr',
        'x-carnet': '1',
        origin,
        ...(isJson ? { 'content-type': 'application/json' } : {}),
        ...(cookie === undefined ? {} : { cookie }),
        ...headers,
      };
      if (listener === 'cards')
        return heard(
          await send({
            method,
            url: `${origin}${route}`,
            tls: material ?? materialOf(card ?? 'no-card'),
            headers: sent,
            ...(body === undefined ? {} : { body }),
          }),
        );
      const answer = await fetch(`${origin}${route}`, {
        method,
        redirect: 'manual',
        headers: sent,
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
      });
      return heard({ status: answer.status, headers: Object.fromEntries(answer.headers), body: Buffer.from(await answer.arrayBuffer()) });
    },
    logged: () => lines,
    async newTraces() {
      const rows = await server.query<TraceRow & Record<string, unknown>>('SELECT id, dossier_id, action, outcome, rule, actor_id, logical_id FROM trace');
      const fresh = rows.filter(({ id }) => !seen.has(id));
      for (const { id } of fresh) seen.add(id);
      return fresh;
    },
    close: () => server.close(),
  };
  await fillRecord(world);
  await world.newTraces();
  return world;
}

function personIn(server: FhirServer, key: string): { readonly idNat: string } {
  const { professionals } = server.personas;
  const personnels = (server.personas as unknown as { readonly personnels: readonly { key: string; idNat: string }[] }).personnels;
  const found = [...professionals, ...personnels].find((one) => one.key === key);
  if (found === undefined) throw new Error(`nobody in the sandbox is ${key}`);
  return found;
}

const isInEmergency = (actor: string): actor is InEmergency => actor in emergencies;
const holderOf = (actor: Holder | InEmergency): Holder => (isInEmergency(actor) ? emergencies[actor] : actor);

function structureActedFor(server: FhirServer, actor: string): StructIdNat | undefined {
  const key = {
    'inactive-structure': 'labo-charmes',
    'other-structure': 'cabinet-royer',
    'secretariat': 'hopital-saint-fictif',
    'opposed-to-centre-15': 'samu-99',
  }[actor];
  return server.personas.structures.find((one) => one.key === key)?.idNat as StructIdNat | undefined;
}

const daysFromNoon = (days: number): Instant => plusDays(noon, days);

async function openRecords(
  { database: { storage } }: FhirServer,
  people: Readonly<Record<PatientActor, PersonneId>>,
  id: (holder: Holder) => PsIdNat,
): Promise<Record<Exclude<RecordName, 'absent'>, NewDossier>> {
  const agreement = (holder: Holder, ends = 100): Autorisation => ({
    id: randomUUID() as AutorisationId,
    beneficiaire: { kind: 'professionnel', id: id(holder) },
    declaredAt: daysFromNoon(-20),
    declaredBy: `${canary} qui déclare`,
    expiresAt: daysFromNoon(ends),
  });
  const traits = {
    birthName: 'CANARIS',
    birthFirstNames: 'CANARIELLE',
    birthDate: '1985-05-12' as CivilDate,
    sexe: 'F' as const,
    birthPlaceCog: '78006',
  };
  const shared = {
    titulaire: people.titulaire,
    traits,
    openedAt: daysFromNoon(-30),
    medecinTraitant: id('medecin-traitant'),
    autorisations: [
      ...(['authorised', 'nurse', 'blocked', 'travail', 'inactive-structure', 'other-structure', 'struck-off'] as const).map((one) => agreement(one)),
      agreement('expired', -1),
    ],
    blocages: [{ professionnel: id('blocked'), since: daysFromNoon(-10) }],
  };
  const open = newDossier(shared);
  const closed = newDossier({ ...shared, closed: true, autorisations: shared.autorisations.map((one) => ({ ...one, id: randomUUID() as AutorisationId })) });
  const opposed = newDossier({
    titulaire: people.titulaire,
    traits,
    openedAt: daysFromNoon(-30),
    choices: { ...defaultChoices, opposesBrisDeGlace: true, opposesCentre15: true },
  });
  for (const record of [open, closed, opposed]) {
    await storage.registry.openDossier(record);
    const names = { representant: `${canary} représentant`, titulaire: `${canary} titulaire` };
    await storage.registry.represent(record.id, { personne: people.tuteur, kind: 'tuteur', since: daysFromNoon(-20), names, measure: `${canary} mesure` });
    await storage.registry.represent(record.id, {
      personne: people['former-parent'],
      kind: 'parent',
      since: daysFromNoon(-20),
      until: daysFromNoon(-1),
      names,
    });
    await storage.registry.represent(record.id, { personne: people.curateur, kind: 'curateur', since: daysFromNoon(-20), names });
  }
  return { open, closed, opposed };
}

async function depositDocuments({ database: { storage } }: FhirServer, ports: Ports, record: NewDossier, author: PsIdNat): Promise<RefusalWorld['documents']> {
  const deposit = async (options: Parameters<typeof newEntry>[2], by = doctor('', { id: author })): Promise<DocumentEntry> => {
    const bytes = Buffer.from(`<ClinicalDocument xmlns="urn:hl7-org:v3"><title>${canary} ${randomUUID()}</title></ClinicalDocument>`);
    const entry = newEntry(record.ins, bytes, { author, title: `Titre ${canary}`, comments: `Note ${canary}`, ...options });
    await depositAs(storage, by, record, entry, bytes);
    return entry;
  };
  const deleted = await deposit({});
  const byAuthor: Caller = { actor: doctor('', { id: author }), mode: 'normal', context: { door: 'fhir', actorName: `${canary} auteur` } };
  value(await changeDocument(ports, byAuthor, { dossier: { id: record.id }, document: { logicalId: deleted.logicalId }, acts: ['delete'] }));
  const titulaire = titulaireOf(record);
  return {
    'plain': await deposit({}),
    'masked': await deposit({ visibilite: { ...visibleToAll, masquePs: true } }),
    'unannounced': await deposit({ visibilite: { ...visibleToAll, invisiblePatient: true } }),
    'hidden-from-representants': await deposit({ visibilite: { ...visibleToAll, invisibleRepresentants: true } }),
    'closed-to-nurses': await deposit({ typeCode: '68817-6' }),
    'own': await depositOwn(storage, record, titulaire),
    deleted,
  };
}

async function depositOwn(storage: FhirServer['database']['storage'], record: NewDossier, titulaire: ReturnType<typeof titulaireOf>): Promise<DocumentEntry> {
  const bytes = Buffer.from(`%PDF-1.4 ${canary} ${randomUUID()}`);
  const authors = [{ kind: 'patient' as const, ins: record.ins, familyName: 'CANARIS', givenName: 'CANARIELLE' }];
  const entry = newEntry(record.ins, bytes, {
    typeCode: 'DOCPAT01',
    mimeType: 'application/pdf',
    title: `Papier ${canary}`,
    authors,
    over: { depositor: 'patient' },
  });
  await depositAs(storage, titulaire, record, entry, bytes);
  return entry;
}

async function enterMeasure(ports: Ports, record: NewDossier): Promise<string> {
  const titulaire: Caller = { actor: titulaireOf(record), mode: 'normal', context: { door: 'patient', actorName: `${canary} titulaire` } };
  const measures = [{ kind: 'blood-pressure', value: 128, diastolic: 79, at: daysFromNoon(-2), comment: `${canary} mesure` }] as const;
  return value(await enterMeasures(ports, titulaire, { id: record.id }, { measures })).measures[0]!.measure.id;
}

/** One aidant of the space of consultations, one whose share was ended, two heirs. Yields the id of the first's share. */
async function tieAidants(
  ports: Ports,
  server: FhirServer,
  records: Readonly<Record<'open' | 'closed', NewDossier>>,
  people: Readonly<Record<PatientActor, PersonneId>>,
): Promise<string> {
  const record = records.open;
  const { storage } = server.database;
  const titulaire: Caller = { actor: titulaireOf(record), mode: 'normal', context: { door: 'patient', actorName: `${canary} titulaire` } };
  const lastDay = '2026-12-31' as CivilDate;
  const invite = (name: string) =>
    inviteAidant(ports, titulaire, { id: record.id }, { kind: 'aidant', name, email: `${canary}@exemple.test`, categories: [spaceOf('11488-4')], lastDay });
  for (const actor of ['aidant', 'former-aidant'] as const) {
    const own = newDossier({ titulaire: people[actor], id: people[actor] as unknown as DossierId });
    await storage.registry.openDossier(own);
    const { code } = value(await invite(`${canary} aidant`));
    value(await acceptInvitation(ports, { personne: people[actor], own: own.id, name: 'Qui Aide' }, code));
  }
  await server.query(`UPDATE delegation SET ended_at = $1, ended_by = 'patient' WHERE personne = $2`, [new Date(noon - 1), people['former-aidant']]);
  const heir = { reason: 'memoire_du_defunt', since: daysFromNoon(-5), until: daysFromNoon(30) } as const;
  for (const [actor, refusedByDeceased] of [
    ['heir', false],
    ['refused-heir', true],
  ] as const) {
    await writeTies(storage, record, { succession: [people[actor], { ...heir, refusedByDeceased }] });
  }
  const { rows } = await storage.pool.query<{ id: string }>('SELECT id FROM delegation WHERE personne = $1', [people.aidant]);
  return rows[0]!.id;
}

/** What its titulaire and its doctor would have written there: a profile, notices, a journal, somebody it is masked to. */
async function fillRecord(world: RefusalWorld): Promise<void> {
  const record = `/api/patient/dossiers/${world.records.open.id}`;
  const cookie = world.patientCookie('titulaire');
  const profile = await world.ask({ method: 'PUT', path: `${record}/profile`, cookie, body: JSON.stringify({ allergies: [`${canary} allergie`] }) });
  const read = await world.ask({ method: 'GET', path: `/api/pro/dossiers/${world.records.open.id}`, cookie: world.proCookie('authorised') });
  const notices = await world.ask({ method: 'GET', path: `${record}/notices`, cookie });
  if (![profile, read, notices].every(({ status }) => status === 200) || !notices.text.includes('premier-acces'))
    throw new Error(`the record is not the one the tests need: ${profile.text} ${read.text} ${notices.text}`);
}

function readMaterial(sandbox: string, card: CardActor | CardFault): Material {
  const ca = readFileSync(path.join(sandbox, 'ca.pem'));
  if (card === 'no-card') return { ca };
  const folder = path.join(sandbox, folderOf(card));
  return { ca, cert: readFileSync(path.join(folder, 'cert.pem')), key: readFileSync(path.join(folder, 'key.pem')) };
}

function folderOf(card: CardActor | CardFault): string {
  if (card === 'expired-card') return 'cards-refused/expired';
  if (card === 'other-authority') return 'cards-refused/other-authority';
  if (card === 'unknown-card') return 'cards-refused/unknown';
  if (card in certificates) return `structures/${certificates[card as Certificate]}`;
  return `cards/${holders[holderOf(card as Holder | InEmergency)]}`;
}

function heard({ status, headers, body }: Answer): Heard {
  const text = body.toString('utf8');
  const flat = Object.fromEntries(Object.entries(headers).map(([name, one]) => [name, String(one)]));
  return { status, headers: flat, text, code: text !== '' && (flat['content-type'] ?? '').includes('json') ? codeIn(JSON.parse(text) as Json) : undefined };
}

type Json = { readonly code?: unknown; readonly resourceType?: unknown; readonly issue?: readonly { details?: { coding?: readonly { code?: string }[] } }[] };
/** Of a problem, or of an OperationOutcome. */
const codeIn = (json: Json): string | undefined =>
  typeof json.code === 'string' ? json.code : json.resourceType === 'OperationOutcome' ? json.issue?.[0]?.details?.coding?.[0]?.code : undefined;

/** Of the first thing the document says in codes. */
/** The address of a declared route, about this record and this document. */
export const addressOf = ({ aidantId, measureId }: RefusalWorld, declared: string, record: TargetRecord, document: DocumentEntry): string =>
  declared
    .replace(':dossierId', record.id)
    .replace(':documentId', document.logicalId)
    .replace(':aidantId', aidantId)
    .replace(':serviceId', 'app-inconnue')
    .replace(':exportId', '00000000-0000-4000-8000-000000000000')
    .replace(':uploadId', '00000000-0000-4000-8000-000000000000')
    .replace('/fhir/*', '/fhir/DocumentReference')
    .replace('/Observation/:measureId', `/Observation/${measureResourceId(record.id, measureId)}`)
    .replace(':measureId', measureId)
    .replace(':template', 'discharge-letter')
    .replace('/reminders/:code', '/reminders/influenza')
    .replace(':index', '0')
    .replace(':nom', 'envoi')
    .replace(':uid', 'x'.repeat(21))
    .replace('/Patient/:id', `/Patient/${record.id}`)
    .replace(':factId', factResourceId(record.id, document.logicalId, 1))
    .replace(':id', documentResourceId(record.id, document.logicalId));
