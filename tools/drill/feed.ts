// kill -9 of the server in the middle of the insurer's file, again and again, until the file is taken: nothing is lost and nothing is doubled,
// by the counts of the intake and by the lines in the document of each patient. `npm run drill -- feed --runs 50`.

import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Agent } from 'undici';
import type { BenchPatient } from '../bench/documents.ts';
import { assureLine, careLineOf } from '../bench/feed-file.ts';
import { type SandboxServer, startSandbox, unlimited } from '../sandbox-server/index.ts';

const fedPatients = 8;
const startsTried = 5;
const insurer = 'structures/assurance-maladie';

interface Answered {
  readonly etat: 'en-cours' | 'termine';
  readonly suite: number;
  readonly comptes: Readonly<Record<'ajoutees' | 'dejaConnues' | 'assures' | 'rejetees', number>>;
}

export class FeedWorld {
  #server: SandboxServer;
  readonly #patients: readonly BenchPatient[];
  readonly #card: string;
  #linesEach = 0;

  private constructor(server: SandboxServer, patients: readonly BenchPatient[], card: string) {
    this.#server = server;
    this.#patients = patients;
    this.#card = card;
  }

  static async open(): Promise<FeedWorld> {
    const server = await startSandbox({ environment: { ...unlimited, CARNET_SANDBOX_POPULATION: String(fedPatients) } });
    const { medecinTraitant, patients } = JSON.parse(await readFile(join(server.dataDir, 'sandbox/population.json'), 'utf8')) as {
      medecinTraitant: string;
      patients: BenchPatient[];
    };
    return new FeedWorld(server, patients, `cards/${medecinTraitant}`);
  }

  /** The file of this run: each patient, then `each` lines for each of them. */
  #file(run: number, each: number): string {
    const today = new Date();
    const lines = [
      ...this.#patients.map((patient) => assureLine(patient)),
      ...Array.from({ length: each * this.#patients.length }, (_, index) =>
        careLineOf(this.#patients[index % this.#patients.length]!, `r${run}-${index}`, index, today),
      ),
    ];
    return [...lines, JSON.stringify({ type: 'fin', lignes: lines.length })].join('\n').concat('\n');
  }

  async #agent(material: string): Promise<Agent> {
    const file = (name: string) => readFile(join(this.#server.dataDir, 'sandbox', name));
    const [ca, cert, key] = await Promise.all([file('ca.pem'), file(`${material}/cert.pem`), file(`${material}/key.pem`)]);
    return new Agent({ connect: { ca, cert, key } });
  }

  /** Sends from this line; kills the server once this share of what is sent has left. Undefined: it fell. */
  async #send(name: string, text: string, from: number, killAt: number | undefined): Promise<Answered | undefined> {
    const agent = await this.#agent(insurer);
    const rest = text
      .split('\n')
      .slice(from - 1)
      .join('\n');
    const server = this.#server;
    const parts = 40;
    async function* body(): AsyncGenerator<Buffer> {
      for (let part = 0; part < parts; part++) {
        yield Buffer.from(rest.slice(Math.floor((rest.length * part) / parts), Math.floor((rest.length * (part + 1)) / parts)));
        if (killAt !== undefined && part >= killAt * parts) server.process.kill('SIGKILL');
        // Time for some of it to be taken before the next: a file comes slower than it is read.
        await new Promise((later) => setTimeout(later, 10));
      }
    }
    try {
      const { statusCode, body: answer } = await agent.request({
        origin: server.tlsUrl,
        path: `/feed/envois/${name}?de=${from}`,
        method: 'PUT',
        headers: { 'content-type': 'application/x-ndjson' },
        body: Readable.from(body()),
      });
      const told = await answer.text();
      if (statusCode >= 300) throw new Error(`the feed answered ${statusCode} ${told.slice(0, 300)}`);
      return JSON.parse(told) as Answered;
    } catch (error) {
      if (killAt === undefined) throw error;
      return undefined;
    } finally {
      await agent.destroy();
    }
  }

  async #restart(): Promise<void> {
    const { process: child } = this.#server;
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    for (let tried = 1; ; tried++)
      try {
        this.#server = await startSandbox({ from: this.#server, readyWithinSeconds: 180 });
        return;
      } catch (error) {
        // A crowded machine may leave PostgreSQL no time to answer a start: what starts the program in production tries again too.
        if (tried === startsTried) throw error;
      }
  }

  /** One file, with so many kills on the way; every other time only what is left is sent again. Faults. */
  async run(run: number, { kills, each }: { readonly kills: number; readonly each: number }): Promise<readonly string[]> {
    const text = this.#file(run, each);
    const name = `drill-${run}`;
    let from = 1;
    for (let kill = 0; kill < kills; kill++) {
      await this.#send(name, text, from, Math.random() * 0.95);
      await this.#restart();
      from = kill % 2 === 0 ? 1 : await this.#place(name);
    }
    const last = await this.#send(name, text, from, undefined);
    this.#linesEach += each;
    const counts = last?.comptes;
    const lines = each * this.#patients.length;
    return [
      ...(last?.etat === 'termine' ? [] : [`run ${run}: not finished: ${JSON.stringify(last)}`]),
      ...(counts?.ajoutees === lines && counts.dejaConnues === 0 && counts.rejetees === 0 && counts.assures === this.#patients.length
        ? []
        : [`run ${run}: ${lines} lines, counted ${JSON.stringify(counts)}`]),
      ...(await this.#faultsRead(run)),
    ];
  }

  async #place(name: string): Promise<number> {
    const agent = await this.#agent(insurer);
    const { statusCode, body } = await agent.request({ origin: this.#server.tlsUrl, path: `/feed/envois/${name}`, method: 'GET' });
    const told = await body.text();
    await agent.destroy();
    return statusCode === 404 ? 1 : (JSON.parse(told) as Answered).suite;
  }

  /** Each patient's document, as their médecin traitant reads it, has every line once: it is made within a second or so, and on a crowded machine when its turn comes. */
  async #faultsRead(run: number): Promise<readonly string[]> {
    const agent = await this.#agent(this.#card);
    const get = async (path: string): Promise<string> =>
      (await agent.request({ origin: this.#server.tlsUrl, path, method: 'GET', headers: { accept: '*/*' } })).body.text();
    const faults: string[] = [];
    for (const { oid, ins } of this.#patients) {
      let found = -1;
      for (const deadline = Date.now() + 120_000; Date.now() < deadline && found !== this.#linesEach;) {
        const list = JSON.parse(await get(`/fhir/DocumentReference?patient.identifier=${encodeURIComponent(`urn:oid:${oid}|${ins}`)}&type=REMB`)) as {
          entry?: { resource: { content: { attachment: { url: string } }[] } }[];
        };
        const url = list.entry?.[0]?.resource.content[0]?.attachment.url;
        found = url === undefined ? 0 : [...(await get(new URL(url).pathname)).matchAll(/<entry>/g)].length;
        if (found !== this.#linesEach) await new Promise((later) => setTimeout(later, 250));
      }
      if (found !== this.#linesEach) faults.push(`run ${run}: ${found} lines read, ${this.#linesEach} sent`);
    }
    await agent.destroy();
    return faults;
  }

  close(): Promise<void> {
    return this.#server.discard();
  }
}

export interface FeedReport {
  readonly kills: number;
  readonly files: number;
  readonly faults: readonly string[];
}

const killsPerFile = 5;
export async function drillFeed(kills: number, tell: (line: string) => void): Promise<FeedReport> {
  const world = await FeedWorld.open();
  const faults: string[] = [];
  let [done, files] = [0, 0];
  try {
    while (done < kills) {
      const now = Math.min(killsPerFile, kills - done);
      const found = await world.run((files += 1), { kills: now, each: 1_000 });
      done += now;
      faults.push(...found);
      tell(`file ${files}: killed ${now} times, ${done} in all, ${found.length} faults`);
    }
  } finally {
    await world.close();
  }
  return { kills: done, files, faults };
}
