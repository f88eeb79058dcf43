// A record, the people around it, and one transaction of the SOAP door run on real PostgreSQL as the door runs it once it knows who calls. What
// came of it is put down whole: the request, what was decided, the statements that were sent, the answer. Statements are by name and in the order of
// names: which of those sent at once goes first is chance. Ids and matricules are numbered in the order they appear, so that a run reads like another.

import { type XmlElement, parseXml } from '@carnet/codecs/xml';
import { readSoap, writeAnswer } from '@carnet/codecs/soap';
import type { Actor } from '@carnet/domain/access';
import type { Ins, PsIdNat, ProfessionCode, StructIdNat } from '@carnet/domain/identity';
import type { Caller } from '@carnet/server/application/caller';
import { noRevocations } from '@carnet/server/interfaces/pipeline/revocations';
import type { SoapCall, Transaction } from '@carnet/server/interfaces/soap/call';
import { faultOfRefusal } from '@carnet/server/interfaces/soap/faults';
import type { Ports } from '@carnet/server/ports';
import type { NewDossier } from '@carnet/server/storage/index';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import pg from 'pg';
import { expect } from 'vitest';
import { armand, camille, doctor as writer, insOf, practice } from '../fixtures/cda/compose.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';
import { portsOn } from './ports.ts';
import { doctor, newDossier, noon } from './records.ts';

export const repositoryOid = '1.2.250.1.999.43';
const structures: readonly StructIdNat[] = [practice.id as StructIdNat];

/** Who may call. `medecinTraitant` reads everything, `colleague` was given no agreement. */
const actors = {
  author: doctor(writer.id.slice(1), { structures, structure: { id: practice.id as StructIdNat, active: true } } as Partial<ReturnType<typeof doctor>>),
  medecinTraitant: doctor('10009000025'),
  colleague: doctor('10009000033'),
  structure: { kind: 'structure', id: practice.id as StructIdNat, active: true },
} as const satisfies Record<string, Actor>;

/** Those Camille had: a number of waiting (NIA), and a legacy INS-C. */
export const formerIns: Ins = insOf('890069933541791');
export const insC = { matricule: '0413578625190347761205', oid: '1.2.250.1.213.1.4.2' } as Ins;

export interface WireCase {
  readonly transaction: Transaction;
  readonly by: keyof typeof actors;
  /** Whom the assertion names; Camille unless told. `null`: nobody. */
  readonly patient?: Ins | null;
  readonly body: string;
  readonly parts?: ReadonlyMap<string, Uint8Array>;
}
export interface Outcome {
  readonly decisions: readonly string[];
  readonly statements: readonly string[];
  /** The body of the answer, or of the fault. */
  readonly answer: string;
  readonly parts: ReadonlyMap<string, Uint8Array>;
}
export interface WireWorld {
  readonly database: FreshDatabase;
  readonly ports: Ports;
  /** Camille's; her médecin traitant is `medecinTraitant`. */
  readonly dossier: NewDossier;
  /** Her médecin traitant. */
  readonly ownDoctor: PsIdNat;
  /** As it was opened, with nothing in the records. */
  empty(): Promise<void>;
  run(wire: WireCase): Promise<Outcome>;
  close(): Promise<void>;
}

export async function openWireWorld(): Promise<WireWorld> {
  const database = await freshDatabase();
  const { storage } = database;
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  let ids = 0;
  const ports: Ports = { ...portsOn(storage, () => noon), newId: () => `00000000-0000-7000-8000-${String(++ids).padStart(12, '0')}` };
  await storage.registry.register({
    structures: [{ id: practice.id as StructIdNat, name: practice.name, sector: 'SA07', active: true }],
    professionnels: [actors.author, actors.medecinTraitant, actors.colleague].map(({ id }) => ({
      id: id as PsIdNat,
      familyName: 'VERNEUIL',
      givenName: 'Odile',
      profession: '10' as ProfessionCode,
      structures,
      active: true,
    })),
  });
  const dossier = newDossier({ ins: insOf(camille.matricule), formerIns: [formerIns, insC], medecinTraitant: actors.medecinTraitant.id });
  const fill = async (): Promise<void> => {
    await storage.registry.openDossier(dossier);
    await storage.registry.openDossier(newDossier({ ins: insOf(armand.matricule) }));
  };
  await fill();
  const callOf = ({ by, patient = dossier.ins, parts = new Map() }: WireCase, body: XmlElement): SoapCall => ({
    ports,
    revocations: noRevocations,
    authorities: [],
    insOids: ['1.2.250.1.213.1.4.10', '1.2.250.1.213.1.4.2'],
    repositoryOid,
    cdaSchema: undefined,
    hold: () => true,
    keepRefused: async () => undefined,
    baseUrl: 'https://carnet.exemple/si-dmp-server/v2/services',
    caller: { actor: actors[by], mode: 'normal', context: { door: 'soap', actorName: by } } satisfies Caller,
    patient: patient ?? undefined,
    body,
    parts,
  });
  return {
    database,
    ports,
    dossier,
    ownDoctor: actors.medecinTraitant.id,
    async empty() {
      ids = 0;
      // The journal stays, partitions take long to empty: only what is added to it is looked at.
      await owner.query(`TRUNCATE ${(await tablesOfRecords(owner)).join(', ')}, lookup_miss, lookup_stop CASCADE`);
      await fill();
    },
    async run(wire) {
      const before = new Set((await tracesOf(owner)).map(({ id }) => id));
      const read = parseXml(Buffer.from(wire.body, 'utf8'));
      if (!read.ok) throw new Error(JSON.stringify(read.findings));
      using document = read.value;
      const { result, statements } = await watched(() => wire.transaction(callOf(wire, document.root)));
      const decisions = (await tracesOf(owner)).filter(({ id }) => !before.has(id)).map(({ line }) => line);
      if (!result.ok) {
        const { subcodes, code } = faultOfRefusal(result.refusal, { page: 'https://carnet.exemple/docs/erreurs', requestId: 'r' });
        const findings = result.refusal.findings.map(({ field, rule }) => `<finding field="${field}" rule="${rule}"/>`).join('');
        return {
          decisions,
          statements,
          answer: `<fault code="${code}" subcode="${subcodes.join(' ')}" refusal="${result.refusal.code}">${findings}</fault>`,
          parts: new Map(),
        };
      }
      const { body, parts = new Map<string, { readonly bytes: Uint8Array }>() } = result.value;
      expectReadable(result.value);
      return { decisions, statements, answer: body, parts: new Map([...parts].map(([id, { bytes }]) => [id, bytes])) };
    },
    async close() {
      await owner.end();
      await database.close();
    },
  };
}

/** Whatever is kept of a record. */
async function tablesOfRecords(owner: pg.Client): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(
    "SELECT DISTINCT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE a.attname = 'dossier_id' AND c.relkind = 'r' AND NOT c.relispartition AND c.relname NOT LIKE 'trace%' UNION SELECT 'dossier'",
  );
  return rows.map(({ name }) => name);
}

/** Whatever is answered reads as a message. */
function expectReadable(answer: Parameters<typeof writeAnswer>[0]): void {
  const { contentType, chunks } = writeAnswer(answer, { relatesTo: 'urn:x', messageId: 'urn:uuid:1', boundary: 'b0undary' });
  const read = readSoap(Buffer.concat(chunks), contentType);
  if (!read.ok) throw new Error(JSON.stringify(read.misread));
  read.document.dispose();
}

/** Its own name where the server prepares it, what it does to which table otherwise. Begin, commit and settings are none. */
function nameOf(statement: pg.QueryConfig | string): string | undefined {
  const { name, text } = typeof statement === 'string' ? { name: undefined, text: statement } : statement;
  const does = /\b(SELECT|INSERT|UPDATE|DELETE)\b[\s\S]*?\b(?:FROM|INTO|UPDATE)\s+(\w+)/.exec(text);
  return name ?? (does === null ? undefined : `${does[1]} ${does[2]}`);
}

/** What is sent once in the life of a process (keys, the law) is not of the transaction. */
async function watched<T>(act: () => Promise<T>): Promise<{ readonly result: T; readonly statements: readonly string[] }> {
  const statements: string[] = [];
  const spied = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]): unknown {
    const [statement] = args as [pg.QueryConfig | string];
    const name = nameOf(statement);
    if (name !== undefined && !/^(?:key|law)-/.test(name)) statements.push(name);
    return Reflect.apply(spied as (...all: unknown[]) => unknown, this, args);
  } as typeof spied;
  try {
    return { result: await act(), statements };
  } finally {
    pg.Client.prototype.query = spied;
  }
}

async function tracesOf(owner: pg.Client): Promise<readonly { readonly id: string; readonly line: string }[]> {
  const { rows } = await owner.query<{ id: string; action: string; outcome: string; rule: string | null }>(
    'SELECT id, action, outcome, rule FROM trace ORDER BY dossier_id, sequence',
  );
  return rows.map(({ id, action, outcome, rule }) => ({ id, line: `${action} ${outcome}${rule === null ? '' : ` ${rule}`}` }));
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Ids by the order they appear in, so that runs compare. */
function numbered(texts: readonly string[]): readonly string[] {
  const names = new Map<string, string>();
  const nameOf = (id: string): string => {
    if (!names.has(id)) names.set(id, `ID-${names.size + 1}`);
    return names.get(id)!;
  };
  const fixed = /^(?:00000000-|7edca82f|a54d6aa5|d9d542f3)/;
  return texts.map((text) =>
    text
      .replaceAll(/(?<=(?:id|lid|sourceObject|targetObject|registryObject|classifiedObject)="urn:uuid:)[0-9a-f-]{36}/g, nameOf)
      .replaceAll(uuid, (id) => (fixed.test(id) && names.has(id) ? names.get(id)! : id)),
  );
}
/** An object, or one thing said of it, to a line. */
const lines = (xml: string): readonly string[] =>
  xml
    .replaceAll(
      /(?=<(?:rim:(?:Slot|Name|Description|VersionInfo|Classification|ExternalIdentifier|ExtrinsicObject|RegistryPackage|Association|ObjectRef)|rs:RegistryError|xdsb:Document|attentionLine|acknowledgement|controlActProcess|subject|patient|patientPerson|telecom|subjectOf|custodian|queryAck|queryByParameter|listOfAuthorizationByPatient|patientlistData|status)\b)/g,
      '\n',
    )
    .split('\n');

/** Links come in the order of ids that are drawn: here, in that of what they say. */
function byKind(xml: string): string {
  const link = /<rim:Association [^>]*?(?:\/>|>[\s\S]*?<\/rim:Association>)/g;
  const kindOf = (one: string): string => /associationType="([^"]+)"/.exec(one)?.[1] ?? '';
  const links = [...xml.matchAll(link)].map(([one]) => one).toSorted((a, b) => kindOf(a).localeCompare(kindOf(b)));
  let next = 0;
  return xml.replaceAll(link, () => links[next++]!);
}

/** Held against tests/golden/wire; `UPDATE_GOLDEN=1` writes it. */
export function expectGolden(file: string, title: string, request: string, { decisions, statements, answer }: Outcome): void {
  const [asked = '', answered = ''] = numbered([request, byKind(answer)]);
  const kept = { title, request: lines(asked), decisions, statements: statements.toSorted(), answer: lines(answered) };
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(kept, undefined, 2)}\n`);
  }
  expect(existsSync(file), `${file} is not there: run once with UPDATE_GOLDEN=1`).toBe(true);
  expect(kept).toEqual(JSON.parse(readFileSync(file, 'utf8')));
}
