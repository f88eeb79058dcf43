// A real server with the sign-in door, the real SMTP inbox and the notice delivery, on a database of its own; and a browser
// that keeps cookies by name and path, as browsers do, and follows redirects one at a time.

import type { Problem, SandboxMail, SignInState } from '@carnet/contract';
import { traceOfAccountAct } from '@carnet/domain/audit';
import { policyTable } from '@carnet/domain/access';
import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import { type CivilDate, type Instant, instantOf } from '@carnet/domain/kernel';
import { createMailer } from '@carnet/server/interfaces/mail/mailer';
import { startSandboxInbox } from '@carnet/server/interfaces/mail/sandbox-inbox';
import { createAccount } from '@carnet/server/interfaces/oidc/create-account';
import { oidcDoor } from '@carnet/server/interfaces/oidc/door';
import { openListener } from '@carnet/server/interfaces/pipeline/listener';
import { defaultRates, newRateLimits } from '@carnet/server/interfaces/pipeline/rate-limits';
import { newLog } from '@carnet/server/interfaces/pipeline/log';
import { noRevocations } from '@carnet/server/interfaces/pipeline/revocations';
import type { AccountPorts, OutboxStore } from '@carnet/server/ports';
import { structuresOf } from '@carnet/server/service-doors';
import { postgresAccountStores } from '@carnet/server/storage/postgres/account-stores';
import { postgresOutbox, postgresSandboxMails } from '@carnet/server/storage/postgres/outbox-store';
import { postgresServices } from '@carnet/server/storage/postgres/service-store';
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { freePorts } from '../../tools/sandbox-server/index.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';
import { newDossier } from './records.ts';
import { portsOn } from './ports.ts';

export interface SignInServer {
  readonly origin: string;
  readonly database: FreshDatabase;
  readonly ports: AccountPorts;
  readonly outbox: OutboxStore;
  /** Moves the server's clock forward. */
  advance(seconds: number): void;
  setClock(at: Instant): void;
  /** With a record of their own; born then, an adult if not said. */
  openAccount(birthDate?: CivilDate): Promise<Person>;
  mailsTo(address: string): Promise<SandboxMail>;
  /** The newest code mailed to this address. */
  codeFor(address: string): Promise<string>;
  close(): Promise<void>;
}
export interface Person {
  readonly personne: PersonneId;
  readonly dossier: DossierId;
  readonly login: string;
  readonly initialPassword: string;
  /** The one chosen at first sign-in. */
  readonly password: string;
  readonly email: string;
}

let people = 0;

export async function startSignInServer(): Promise<SignInServer> {
  const database = await freshDatabase();
  const { pool, vault } = database.storage;
  let offset = 0;
  const clock = { now: () => instantOf(Date.now() + offset) };
  const [port] = (await freePorts(1)) as [number];
  const origin = `http://localhost:${port}`;

  const mails = postgresSandboxMails(pool, vault);
  const inbox = await startSandboxInbox({ mails, clock, port: 0 });
  const mailer = createMailer({ smtpUrl: inbox.smtpUrl, publicUrl: origin, from: 'Carnet <ne-pas-repondre@carnet.test>', onFailure: () => undefined });
  const { transactions } = database.storage;
  const ports: AccountPorts = {
    clock,
    hasAccountAge: ({ dossier }) => transactions.run(({ facts }) => facts.hasAge(dossier, policyTable.teenAccountAge.default, clock.now())),
    traceAccount: (act) => transactions.run(({ traces }) => traces.append(traceOfAccountAct(act))),
    ...postgresAccountStores(pool, vault, clock),
    courier: mailer,
  };
  const app = await openListener({
    log: newLog('silent'),
    hosts: [`localhost:${port}`, `127.0.0.1:${port}`],
    strictTransport: false,
    onAnswer: () => undefined,
    limits: newRateLimits(defaultRates),
  });
  const records = portsOn(database.storage, clock.now);
  const insOids = ['1.2.250.1.213.1.4.10', '1.2.250.1.213.1.4.11'] as const;
  await app.register(
    oidcDoor({
      ports,
      opening: { records, insOids },
      ofServices: { services: postgresServices(pool, vault), fhirUrl: `${origin}/fhir`, openRegistration: true },
      ofStructures: structuresOf({ cardUrl: origin }, { ports: records, insOids, revocations: noRevocations, authorities: [] }),
      publicUrl: origin,
    }),
  );
  await app.register(inbox.routes);
  await app.listen({ host: '127.0.0.1', port });

  const mailsTo = async (address: string): Promise<SandboxMail> => {
    const answer = await fetch(`${origin}/sandbox/mail?to=${encodeURIComponent(address)}`);
    return (await answer.json()) as SandboxMail;
  };
  return {
    origin,
    database,
    ports,
    outbox: postgresOutbox(pool),
    advance: (seconds) => void (offset += seconds * 1_000),
    setClock: (at) => void (offset = at - Date.now()),
    async openAccount(birthDate) {
      const number = ++people;
      const person: Person = {
        personne: randomUUID() as PersonneId,
        dossier: randomUUID() as DossierId,
        login: `personne.${number}-${port}`,
        initialPassword: `Lettre-Initiale-${number}!`,
        password: `Quatre-Cerises-${number}-Bleues`,
        email: `personne.${number}.${port}@exemple.test`,
      };
      const { personne, dossier, login, initialPassword, email } = person;
      const opened = await createAccount(ports, {
        personneId: personne,
        dossierId: dossier,
        login,
        initialPassword,
        email,
        displayName: 'Apolline MARCHAND',
        birthYear: '1984',
      });
      if (!opened) throw new Error('the login was taken');
      const record = newDossier({ id: dossier, titulaire: personne });
      await database.storage.registry.openDossier(birthDate === undefined ? record : { ...record, traits: { ...record.traits, birthDate } });
      return person;
    },
    mailsTo,
    async codeFor(address) {
      const newest = (await mailsTo(address))[0];
      const code = /^\s+(\d{6})$/m.exec(newest?.text ?? '')?.[1];
      if (code === undefined) throw new Error(`no code was mailed to ${address}`);
      return code;
    },
    async close() {
      await app.close();
      mailer.close();
      await inbox.close();
      await database.close();
    },
  };
}

interface Cookie {
  readonly value: string;
  readonly path: string;
  /** As the server wrote it. */
  readonly line: string;
}

let browsers = 0;

export class Browser {
  readonly #origin: string;
  readonly #cookies = new Map<string, Cookie>();
  /** Each calls from an address of its own: the whole of 127/8 is the loopback. */
  readonly #address = `127.0.1.${++browsers}`;

  constructor(origin: string) {
    this.#origin = origin;
  }

  cookie(name: string): Cookie | undefined {
    return [...this.#cookies].find(([key]) => key.startsWith(`${name};`))?.[1];
  }
  plant(name: string, value: string, path: string): void {
    this.#cookies.set(`${name};${path}`, { value, path, line: '' });
  }

  /** One request, no redirect followed. */
  async fetch(target: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(target, this.#origin);
    const held = [...this.#cookies].filter(([, { path }]) => path === '/' || url.pathname === path || url.pathname.startsWith(`${path}/`));
    const cookies = held.length === 0 ? {} : { cookie: held.map(([key, { value }]) => `${key.split(';')[0]}=${value}`).join('; ') };
    const answer = await this.#send(url, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), ...cookies } });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    return answer;
  }
  /** As `fetch`, from this browser's own address. */
  #send(url: URL, { method = 'GET', headers, body }: { method?: string; headers: Record<string, string>; body?: BodyInit | null }): Promise<Response> {
    const form = body instanceof URLSearchParams ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
    const bytes = body === undefined || body === null ? '' : String(body);
    return new Promise((resolve, reject) => {
      const request = http.request(
        {
          host: '127.0.0.1',
          port: url.port,
          path: `${url.pathname}${url.search}`,
          method,
          localAddress: this.#address,
          headers: { host: url.host, ...form, ...headers, 'content-length': Buffer.byteLength(bytes) },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.once('error', reject);
          answer.once('end', () => {
            const received = new Headers();
            for (const [name, values] of Object.entries(answer.headersDistinct)) for (const value of values ?? []) received.append(name, value);
            const empty = [204, 304].includes(answer.statusCode!);
            resolve(new Response(empty ? null : Buffer.concat(chunks), { status: answer.statusCode!, headers: received }));
          });
        },
      );
      request.once('error', reject);
      request.end(bytes);
    });
  }
  /** Follows redirects until a page answers; where, and what. */
  async go(target: string): Promise<{ readonly url: URL; readonly answer: Response }> {
    let url = new URL(target, this.#origin);
    for (let hops = 0; hops < 10; hops++) {
      const answer = await this.fetch(url.href);
      const location = answer.headers.get('location');
      if (location === null || answer.status >= 400) return { url, answer };
      url = new URL(location, url);
      // The patient app answers there; this server has no app.
      if (/^\/(?:connexion|connecter)\//.test(url.pathname)) return { url, answer };
    }
    throw new Error('redirected for ever');
  }
  async post<T = SignInState>(target: string, body?: unknown): Promise<{ readonly status: number; readonly body: T; readonly headers: Headers }> {
    const answer = await this.fetch(target, {
      method: 'POST',
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text === '' ? undefined : JSON.parse(text)) as T, headers: answer.headers };
  }
  refusedPost = (target: string, body?: unknown): Promise<{ readonly status: number; readonly body: Problem; readonly headers: Headers }> =>
    this.post<Problem>(target, body);

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(/;\s*/);
    const [name = '', ...value] = pair.split('=');
    const attribute = (wanted: string): string | undefined => attributes.find((text) => text.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
    const path = attribute('path') ?? '/';
    const expires = attribute('expires');
    const gone = attribute('max-age') === '0' || (expires !== undefined && Date.parse(expires) <= Date.now());
    if (gone) this.#cookies.delete(`${name};${path}`);
    else this.#cookies.set(`${name};${path}`, { value: value.join('='), path, line });
  }
}

/** Begins a sign-in; its routes. */
export async function beginSignIn(browser: Browser, retour?: string): Promise<string> {
  const { url } = await browser.go(`/auth/login${retour === undefined ? '' : `?retour=${encodeURIComponent(retour)}`}`);
  const uid = /^\/connexion\/([\w-]+)$/.exec(url.pathname)?.[1];
  if (uid === undefined) throw new Error(`the sign-in led to ${url.href}`);
  return `/api/sign-in/${uid}`;
}

/** Signs in to the end with a password that is no longer initial; where the browser lands. */
export async function signIn(server: SignInServer, browser: Browser, { login, email }: Person, password: string, retour?: string): Promise<URL> {
  const routes = await beginSignIn(browser, retour);
  const asked = await browser.post(`${routes}/identifier`, { login, password });
  if (asked.body.step !== 'code') throw new Error(`the sign-in asked for ${JSON.stringify(asked.body)}`);
  return finishSignIn(server, browser, routes, email);
}
export async function finishSignIn(server: SignInServer, browser: Browser, routes: string, email: string): Promise<URL> {
  const finished = await browser.post(`${routes}/code`, { code: await server.codeFor(email) });
  if (finished.body.step !== 'done') throw new Error(`the code was refused: ${JSON.stringify(finished.body)}`);
  return (await browser.go(finished.body.redirectTo)).url;
}
/** The first sign-in of an account, initial password changed. */
export async function firstSignIn(server: SignInServer, browser: Browser, person: Person): Promise<URL> {
  const routes = await beginSignIn(browser);
  await browser.post(`${routes}/identifier`, { login: person.login, password: person.initialPassword });
  await browser.post(`${routes}/password`, { password: person.password });
  return finishSignIn(server, browser, routes, person.email);
}
