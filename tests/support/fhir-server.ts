// The whole server, started as `npm start` starts it, on a database of the test file's own; and requests with the cards of its sandbox.

import { newLog } from '@carnet/server/interfaces/pipeline/log';
import { type RunningServer, startServer } from '@carnet/server/main';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

type Logger = ReturnType<typeof newLog>;
import { type Issue, issuesIn } from '../../tools/deposit/deposit.ts';
import { type Personas, depositorOf, materialOf, readPersonas, type TlsMaterial } from '../../tools/deposit/sandbox-files.ts';
import { type Answer, send } from '../../tools/deposit/send.ts';
import { watchAnswers } from './answers-as-said.ts';
import { keepAnswer } from './kept-answers.ts';
import { type FreshDatabase, configFor, sandboxDatabase } from './database.ts';

export interface Reply extends Answer {
  /** The body, when it is JSON. */
  readonly json: Record<string, any>;
  /** Of an OperationOutcome: the refusal's code first, then the rules of its findings. */
  readonly issues: readonly Issue[];
  readonly codes: readonly string[];
}
export interface FhirServer {
  readonly server: RunningServer;
  /** Its storage is the server's: same key, same files. */
  readonly database: FreshDatabase;
  /** `https://localhost:…/fhir` */
  readonly url: string;
  readonly sandbox: string;
  readonly personas: Personas;
  /** `card`: key of a professional or structure, `refused/<why>`, or `none`. */
  material(card: string): Promise<Pick<TlsMaterial, 'ca'> & Partial<TlsMaterial>>;
  ask(
    card: string,
    method: string,
    path: string,
    options?: { readonly headers?: Readonly<Record<string, string>>; readonly body?: string | Buffer },
  ): Promise<Reply>;
  /** As the owner of the database, past every permit. */
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Rows and files a deposit leaves behind. */
  stored(): Promise<{ readonly entries: number; readonly sets: number; readonly uniqueIds: number; readonly notices: number }>;
  close(): Promise<void>;
}

/** `told`: what this one is told otherwise. */
export async function startFhirServer(told: Readonly<Record<string, string>> = {}, log: Logger = newLog('silent')): Promise<FhirServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'carnet-fhir-'));
  const database = await sandboxDatabase(dataDir);
  const config = await configFor({ databaseUrl: database.url, dataDir, blobDir: database.blobDir }, told);
  const answers = watchAnswers();
  const server = await startServer(config, log);
  const sandbox = join(dataDir, 'sandbox');
  const personas = await readPersonas(sandbox);
  const owner = new pg.Pool({ connectionString: database.url, max: 1 });
  const url = `https://localhost:${config.tlsPort}/fhir`;

  const material: FhirServer['material'] = async (card) => {
    if (card.startsWith('refused/'))
      return materialOf(sandbox, { structure: { ...personas.structures[0]!, material: `cards-refused/${card.slice('refused/'.length)}` } });
    const depositor = depositorOf(personas, card === 'none' ? 'dr-moreau' : card);
    if (depositor === undefined) throw new Error(`no card ${card}`);
    const { ca, ...own } = await materialOf(sandbox, depositor);
    return card === 'none' ? { ca } : { ca, ...own };
  };
  const query: FhirServer['query'] = async (text, values = []) => (await owner.query(text, [...values])).rows as never;
  const count = async (table: string): Promise<number> => Number((await query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`))[0]!.n);
  return {
    server,
    database,
    url,
    sandbox,
    personas,
    material,
    query,
    async ask(card, method, path, options = {}) {
      const answer = await send({ method, url: `${url}${path}`, tls: await material(card), ...options });
      // A FHIR document is its author's, not an answer of ours.
      if (!path.startsWith('/Binary')) keepAnswer(answer.headers['content-type'] as string | undefined, answer.body.toString('utf8'));
      const isJson = String(answer.headers['content-type'] ?? '').includes('json');
      const json = isJson ? (JSON.parse(answer.body.toString('utf8')) as Record<string, any>) : {};
      // FHIR's JSON has no empty list: a reader takes what is absent for none.
      if (json['resourceType'] === 'Bundle') json['entry'] ??= [];
      const issues = json['resourceType'] === 'OperationOutcome' ? issuesIn(json) : [];
      return { ...answer, json, issues, codes: issues.map(({ code }) => code) };
    },
    stored: async () => ({
      entries: await count('document_entry'),
      sets: await count('submission_set'),
      uniqueIds: await count('unique_id_directory'),
      notices: await count('notice'),
    }),
    async close() {
      await server.close();
      await owner.end();
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
      answers.stop();
    },
  };
}
