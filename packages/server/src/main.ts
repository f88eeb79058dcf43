// Composition: reads the configuration, opens storage, and mounts every door on the two listeners. `startServer` is what tests and tools
// call; run as a program it also obeys signals. Stops by finishing what it has accepted, then closing what it opened, last opened first.

import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { welcomeWording } from '@carnet/contract/wording';
import { traceOfAccountAct } from '@carnet/domain/audit';
import { servedInsOids } from '@carnet/domain/identity';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { openAutomatically } from './application/open-automatically.ts';
import { releaseAnnouncements } from './application/release-announcements.ts';
import { tellEndedRepresentations } from './application/tell-ended-representations.ts';
import { tellLateMisfilings } from './application/misfilings.ts';
import { watchAccesses } from './application/watch-accesses.ts';
import { openStorageInTime } from './await-database.ts';
import { blobDirectory } from './blob-directory.ts';
import { contentReader } from './clinical-reader.ts';
import { openCdaSchema } from './cda-schema.ts';
import { type MovableClock, machineClock, movableClock } from './clock.ts';
import { type Config, type Environment, hostsOf, parseConfig, productionFaults } from './config.ts';
import { feedDoor } from './interfaces/feed/door.ts';
import { type FhirDeps, capabilities, fhirDoor } from './interfaces/fhir/door.ts';
import { insiClient } from './interfaces/insi/insi-client.ts';
import { createMailer } from './interfaces/mail/mailer.ts';
import { type SandboxInbox, startSandboxInbox } from './interfaces/mail/sandbox-inbox.ts';
import { issueLetter, replaceLost } from './interfaces/oidc/access-letter.ts';
import { createAccount } from './interfaces/oidc/create-account.ts';
import { oidcDoor } from './interfaces/oidc/door.ts';
import { docsDoor } from './interfaces/operations/docs-pages.ts';
import { openApiDoor } from './interfaces/operations/openapi.ts';
import { type Alarms, newAlarms } from './interfaces/operations/alarms.ts';
import { healthDoor } from './interfaces/operations/health.ts';
import { type Metrics, metricsDoor, newMetrics } from './interfaces/operations/metrics.ts';
import { securityTxt } from './interfaces/operations/security-txt.ts';
import { staticApps } from './interfaces/operations/static-apps.ts';
import type { Revocations } from './interfaces/pipeline/revocations.ts';
import { answerProblem, openListener } from './interfaces/pipeline/listener.ts';
import { newLog } from './interfaces/pipeline/log.ts';
import { type RateLimits, newRateLimits } from './interfaces/pipeline/rate-limits.ts';
import { sandboxDoor } from './interfaces/sandbox/sandbox-door.ts';
import { cardPages, webDoor } from './interfaces/web/door.ts';
import { type SoapDoorDeps, soapDoor } from './interfaces/soap/door.ts';
import { sandboxCardReader } from './interfaces/web/sandbox-card.ts';
import { steeringDoor } from './interfaces/web/steering.ts';
import { connectClient } from './interfaces/web/connect/connect-client.ts';
import type { WebDeps } from './interfaces/web/web-deps.ts';
import { startNoticeDelivery } from './jobs/deliver-notices.ts';
import { forgetEvents } from './jobs/deliver-subscriptions.ts';
import { keepHistories } from './jobs/keep-histories.ts';
import { type Repeated, repeatEvery } from './jobs/repeat.ts';
import { forgetCopies, sealJournal } from './jobs/seal-journal.ts';
import { watchOver } from './jobs/watch-over.ts';
import { newId } from './new-id.ts';
import { openBackup } from './open-backup.ts';
import { makeExports } from './open-exports.ts';
import { openRevocations } from './open-revocations.ts';
import { openHooks, tellSubscribers } from './open-subscribers.ts';
import { openTold } from './open-told.ts';
import { Opened } from './opened.ts';
import { portsOn } from './ports-on.ts';
import type { AccountPorts, HookCarrier, Ports, ServiceRegister } from './ports/index.ts';
import { seedCareService } from './sandbox/care-service.ts';
import { type SandboxMaterial, ensureMaterial } from './sandbox/material.ts';
import { type People, peopleOf } from './sandbox/people.ts';
import { populate } from './sandbox/population.ts';
import { emptyDatabase } from './sandbox/reset.ts';
import { seedPeople } from './sandbox/seed.ts';
import { tellStories } from './sandbox/stories.ts';
import { welcome } from './sandbox/welcome.ts';
import { readSealKey } from './seal-key.ts';
import { authoritiesOf, serviceDoor, servicesOf, smartOf, structuresOf } from './service-doors.ts';
import { refuseSandboxPeople, refuseTakenPort } from './start-refusals.ts';
import { type EmbeddedPostgres, type Storage, openMasterKey, startEmbedded } from './storage/index.ts';
import { postgresAccountStores } from './storage/postgres/account-stores.ts';
import { postgresOutbox, postgresSandboxMails } from './storage/postgres/outbox-store.ts';
import { postgresSeals } from './storage/postgres/seal-store.ts';
import { postgresServices } from './storage/postgres/service-store.ts';
import { postgresSignInSweep } from './storage/postgres/sign-in-sweep.ts';
import { tlsMaterial } from './tls-material.ts';
import { looksAt } from './watched.ts';

const root = resolve(import.meta.dirname, '../../..');
/** A load balancer asks every few seconds, and does not wait for long. */
const readyWithinMs = 3_000;
const { version: packageVersion } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };

export interface RunningServer {
  readonly httpUrl: string;
  readonly tlsUrl: string;
  /** Undefined in production. */
  readonly people: People | undefined;
  /** Whether this login still has the password of its letter. */
  readonly hasInitialPassword: (login: string) => Promise<boolean>;
  /** Reads the lists of revoked cards now, beside the hourly round. */
  readRevocations(): Promise<void>;
  close(): Promise<void>;
}

/** `log`: where a test listens. */
export async function startServer(config: Config, log: Logger = newLog(config.logLevel)): Promise<RunningServer> {
  const opened = new Opened();
  try {
    return await open(config, log, opened);
  } catch (error) {
    await opened.closeAll(log);
    throw error;
  }
}

async function open(config: Config, log: Logger, opened: Opened): Promise<RunningServer> {
  await Promise.all([refuseTakenPort(config.httpHost, config.httpPort), refuseTakenPort(config.tlsHost, config.tlsPort)]);
  const cdaSchema = openCdaSchema(config.cdaSchemaFile, config.mode === 'production' ? (warning) => log.warn(warning) : undefined);
  opened.add(async () => cdaSchema?.close());
  const sandbox = config.mode === 'sandbox' ? await openSandbox(config) : undefined;
  const metrics = newMetrics();
  const alarms = newAlarms(metrics.registry, log);
  const { url: databaseUrl, adminUrl } =
    config.databaseUrl === undefined ? await openEmbedded(config, log, opened) : { url: config.databaseUrl, adminUrl: undefined };
  const { master } = openMasterKey({
    url: config.masterKeyUrl,
    formerUrls: config.formerMasterKeyUrls,
    tls: config.kmsTls,
    mayMake: config.mode === 'sandbox',
  });
  const blobDir = blobDirectory(config);
  const alsoFills = config.databaseUrl === undefined ? [config.dataDir] : [];
  const storage = await openStorageInTime(config, log, {
    databaseUrl,
    blobDir,
    alsoFills,
    masterKey: master,
    alarm: ({ place, reference }) => {
      metrics.integrityFault(place);
      log.error({ place, reference }, 'integrity: stored bytes are not what was stored');
    },
  });
  opened.add(() => storage.close());
  const backup = openBackup({ backup: config.backupDir, blobDir, adminUrl }, metrics, log);
  if (backup !== undefined) {
    const keeping = repeatEvery('minute', [{ what: 'backup', run: () => backup.run() }], (error) => log.error({ err: error }, 'the backup is not up to date'));
    opened.add(() => keeping.stop());
  }
  const watch = watchOver(looksAt({ storage, blobDir, disks: [blobDir, ...alsoFills], backupLate: backup?.late }), alarms.set, (error) =>
    log.warn({ err: error }, 'a look at what the server stands on failed'),
  );
  opened.add(() => watch.stop());
  if (sandbox === undefined) await refuseSandboxPeople(storage);
  const clock = sandbox?.clock ?? machineClock;
  const ports = portsOn(
    storage,
    clock,
    contentReader((fault) => log.error(fault, 'what a document says in codes was not read: it is kept as it came')),
  );
  const inbox = sandbox === undefined || config.smtpUrl !== undefined ? undefined : await openInbox(config, storage, clock, opened);
  const accounts = openAccounts(config, storage, clock, inbox, log, opened);
  const told = await openTold(accounts, config.securityContact);
  const services = postgresServices(storage.pool, storage.vault);
  const seed = async (): Promise<void> => {
    if (sandbox === undefined) return;
    await seedCareService(services, sandbox.people, config.publicUrl, clock.now());
    const opened = await seedPeople(sandbox.people, {
      registry: storage.registry,
      law: storage.law,
      newId,
      now: clock.now(),
      openAccount: (account) => createAccount(accounts, account),
    });
    await tellStories(sandbox.people, opened, ports);
    const world = { people: sandbox.people, directory: sandbox.material.directory, ports };
    if (config.sandboxPopulation > 0) await populate(storage, world, { dossiers: config.sandboxPopulation, seed: config.seed, lived: false });
  };
  await seed();

  const limits = newRateLimits(config.rates);
  const sealing = {
    seals: postgresSeals(storage.pool),
    key: readSealKey(config.sealKeyFile, config.mode === 'sandbox'),
    directory: config.sealDirectory,
    clock,
  };
  let stoppedBefore = 0;
  const tellStops = (holding: Readonly<Record<string, number>>): void => {
    metrics.lookUpStops(holding);
    const stopped = Object.values(holding).reduce((sum, count) => sum + count, 0);
    if (stopped > stoppedBefore) log.error(holding, 'look-ups by INS were stopped: a reviewer looks at them under Contrôle');
    stoppedBefore = stopped;
  };
  const due = repeatEvery(
    'minute',
    [
      { what: 'announcements', run: () => releaseAnnouncements(ports) },
      { what: 'ended representations', run: () => tellEndedRepresentations(ports) },
      { what: 'documents put aside', run: () => tellLateMisfilings(ports) },
      {
        what: 'automatic openings',
        run: () => openAutomatically(ports, (error) => log.error({ err: error }, 'somebody was not informed, or a record did not open by itself')),
      },
      { what: 'watch over accesses', run: () => watchAccesses(ports) },
      { what: 'stopped look-ups', run: async () => tellStops(await storage.transactions.run(({ lookUps }) => lookUps.holding(clock.now()))) },
      { what: 'the seal of the journal', run: () => sealJournal(sealing) },
    ],
    (error, what) => log.error({ err: error }, `not done on its day: ${what}`),
  );
  opened.add(() => due.stop());
  const histories = keepHistories(ports, (error) => log.error({ err: error }, 'histories of reimbursements were not filed'));
  opened.add(() => histories.stop());
  const revocations = await openRevocations(config, sandbox?.material, log, opened);
  const doors: Doors = {
    hooks: openHooks(sandbox?.material.authorityFile, log),
    config,
    log,
    metrics,
    limits,
    alarms,
    revocations,
    ports,
    accounts,
    services,
    told,
    storage,
    sandbox,
    inbox,
    cdaSchema,
    due,
    reset: async () => {
      await emptyDatabase(databaseUrl);
      await forgetCopies(config.sealDirectory);
      await storage.ensureFirstMatrix();
      await seed();
    },
  };
  const clear = await openListener({
    log,
    hosts: hostsOf(config, config.httpPort, config.publicUrl),
    strictTransport: config.mode === 'production',
    onAnswer: metrics.observe,
    clock,
    limits,
    trustedProxies: config.trustedProxies,
  });
  opened.add(() => clear.close());
  const cards = await openListener({
    log,
    tls: await tlsMaterial(config, sandbox?.material),
    hosts: hostsOf(config, config.tlsPort, config.cardUrl),
    strictTransport: config.mode === 'production',
    onAnswer: metrics.observe,
    clock,
    limits,
  });
  opened.add(() => cards.close());
  await mountClear(clear, doors);
  await mountCards(cards, doors);
  await clear.listen({ host: config.httpHost, port: config.httpPort });
  await cards.listen({ host: config.tlsHost, port: config.tlsPort });
  const delivery = await startNoticeDelivery({
    outbox: postgresOutbox(storage.pool),
    accounts: accounts.accounts,
    courier: accounts.courier,
    push: told.push,
    transactions: storage.transactions,
    clock,
    onDeadLetter: (letter) => log.error(letter, 'a message was given up: it is listed under Messages, and can be sent again'),
    onError: (error) => log.error({ err: error }, 'notices were not delivered'),
  });
  opened.add(() => delivery.stop());
  opened.add(await makeExports(ports, storage, `${config.cardUrl}/fhir`, log));
  opened.add(await tellSubscribers({ ports, carrier: doors.hooks, services: doors.services, pool: storage.pool, config, log }));
  const sweep = repeatEvery(
    'hour',
    [
      { what: 'ended sign-ins', run: () => postgresSignInSweep(storage.pool)(clock.now()) },
      { what: 'events of subscriptions', run: () => forgetEvents(ports) },
      { what: 'marks of former contents', run: () => storage.markFormerContents() },
    ],
    (error, what) => log.error({ err: error }, `not swept: ${what}`),
  );
  opened.add(() => sweep.stop());
  log.info({ mode: config.mode, httpPort: config.httpPort, tlsPort: config.tlsPort, cdaValidated: cdaSchema !== undefined }, 'serving');
  return {
    httpUrl: `http://localhost:${config.httpPort}`,
    tlsUrl: `https://localhost:${config.tlsPort}`,
    people: sandbox?.people,
    hasInitialPassword: async (login) => (await accounts.accounts.byLogin(login))?.passwordIsInitial === true,
    readRevocations: revocations.refresh,
    close: () => opened.closeAll(log),
  };
}

interface SandboxParts {
  readonly people: People;
  readonly material: SandboxMaterial;
  readonly clock: MovableClock;
}

async function openSandbox(config: Config): Promise<SandboxParts> {
  const people = peopleOf(config.seed);
  const material = await ensureMaterial(config.dataDir, people);
  return { people, material, clock: movableClock(join(material.directory, 'clock.json')) };
}

async function openEmbedded(config: Config, log: Logger, opened: Opened): Promise<EmbeddedPostgres> {
  await mkdir(config.dataDir, { recursive: true });
  const server = await startEmbedded({
    dir: join(config.dataDir, 'postgres'),
    port: config.databasePort,
    ...(config.backupDir === undefined ? {} : { archiveTo: join(config.backupDir, 'wal') }),
    onLost: (state, error) => log.error({ state, err: error }, 'the embedded database stopped by itself'),
  });
  opened.add(() => server.stop());
  return server;
}

async function openInbox(config: Config, storage: Storage, clock: Ports['clock'], opened: Opened): Promise<SandboxInbox> {
  const inbox = await startSandboxInbox({ mails: postgresSandboxMails(storage.pool, storage.vault), clock, port: config.smtpPort });
  opened.add(() => inbox.close());
  return inbox;
}

function openAccounts(
  config: Config,
  { pool, vault, transactions, law }: Storage,
  clock: Ports['clock'],
  inbox: SandboxInbox | undefined,
  log: Logger,
  opened: Opened,
): AccountPorts {
  const smtpUrl = config.smtpUrl ?? inbox?.smtpUrl;
  if (smtpUrl === undefined) throw new Error('CARNET_SMTP_URL is missing');
  const courier = createMailer({
    smtpUrl,
    publicUrl: config.publicUrl,
    from: config.mailFrom,
    onFailure: (failure) => log.warn(failure, 'a mail was not taken'),
  });
  opened.add(async () => courier.close());
  return {
    clock,
    hasAccountAge: ({ dossier }) =>
      transactions.run(async ({ facts }) => {
        const now = clock.now();
        return facts.hasAge(dossier, (await law.at(now)).policy.teenAccountAge, now);
      }),
    traceAccount: (act) => transactions.run(({ traces }) => traces.append(traceOfAccountAct(act))),
    ...postgresAccountStores(pool, vault, clock),
    courier,
  };
}

interface Doors {
  readonly config: Config;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly limits: RateLimits;
  readonly alarms: Alarms;
  readonly revocations: Revocations;
  readonly ports: Ports;
  readonly accounts: AccountPorts;
  readonly services: ServiceRegister;
  readonly told: WebDeps['told'];
  readonly storage: Storage;
  readonly sandbox: SandboxParts | undefined;
  readonly inbox: SandboxInbox | undefined;
  readonly cdaSchema: ReturnType<typeof openCdaSchema>;
  readonly hooks: HookCarrier;
  /** What falls due on a day. */
  readonly due: Repeated;
  readonly reset: () => Promise<void>;
}

/** What both FHIR doors are composed with. */
const fhirDeps = ({ config, accounts, services, ...doors }: Doors): Omit<FhirDeps, 'baseUrl'> => ({
  ...doors,
  insOids: servedInsOids(config.mode === 'sandbox'),
  version: packageVersion,
  bearer: { artefacts: accounts.artefacts, services, sessions: accounts.sessions },
  smart: smartOf(config),
});

/** What both listeners serve: apps, sign-in, JSON API, health, docs. */
async function mountCommon(app: FastifyInstance, doors: Doors): Promise<void> {
  const { config, alarms, metrics, limits, revocations, ports, accounts, told, storage, sandbox } = doors;
  const { publicUrl, cardUrl } = config;
  const cardReader = sandbox === undefined ? {} : { sandboxCards: sandboxCardReader(sandbox.material.directory, `https://localhost:${config.tlsPort}`) };
  const insOids = servedInsOids(config.mode === 'sandbox');
  const ofStructures = structuresOf(config, { ports, revocations, insOids, authorities: authoritiesOf(doors) });
  const web: WebDeps = {
    ports,
    exportBytes: storage.exportBytes,
    uploadBytes: storage.uploadBytes,
    sessions: accounts.sessions,
    limits,
    revocations,
    courier: accounts.courier,
    told,
    letters: (holder, lost) => (lost ? replaceLost : issueLetter)(accounts, holder),
    insi: insiClient({ ...config.insi, version: packageVersion, clock: ports.clock, newId }),
    insOids,
    byAssertion: ofStructures.byAssertion,
    publicUrl,
    cardUrl,
    connect: config.psc && connectClient(config.psc, publicUrl),
    measured: metrics.service,
    bearer: { artefacts: accounts.artefacts, services: doors.services },
    ...cardReader,
  };
  healthDoor(app, {
    ready: async () => {
      await storage.ask(readyWithinMs);
      // Without the law nobody gets any access: such a process does not serve.
      await ports.law.at(ports.clock.now());
    },
    lacking: alarms.raised,
  });
  securityTxt(app, { contact: config.securityContact, publicUrl, clock: ports.clock });
  docsDoor(app, { publicUrl, cardUrl, sandbox: sandbox !== undefined });
  openApiDoor(app, { publicUrl, cardUrl, version: packageVersion, capabilities: capabilities({ baseUrl: `${cardUrl}/fhir`, ports, version: packageVersion }) });
  const opening = { records: ports, insOids };
  await app.register(oidcDoor({ ports: accounts, opening, ofServices: servicesOf(config, doors.services), ofStructures, publicUrl }));
  await app.register(webDoor(web, 'patient'), { prefix: '/api/patient' });
  await app.register(webDoor(web, 'professionnel'), { prefix: '/api/pro' });
  await app.register(steeringDoor(web), { prefix: '/api/pilotage' });
  await app.register(cardPages(web));
  await staticApps(
    app,
    [
      { prefix: '/', directory: join(root, 'apps/patient/dist') },
      { prefix: '/pro/', directory: join(root, 'apps/professional/dist'), scans: true },
      { prefix: '/pilotage/', directory: join(root, 'apps/steering/dist') },
    ],
    (request, reply) => answerProblem(request, reply, { code: 'REQUETE_MALFORMEE', findings: [{ field: 'url', rule: 'ADRESSE_INCONNUE' }] }, 404),
  );
}

async function mountClear(app: FastifyInstance, doors: Doors): Promise<void> {
  const { config, metrics, storage, sandbox, inbox, due, reset } = doors;
  metricsDoor(app, metrics);
  await app.register(serviceDoor(fhirDeps(doors), config.publicUrl), { prefix: '/fhir' });
  if (inbox !== undefined) await app.register(inbox.routes);
  if (sandbox !== undefined) {
    sandboxDoor(app, {
      people: sandbox.people,
      clock: sandbox.clock,
      onClockMoved: () => due.runNow(),
      mail: (to) => postgresSandboxMails(storage.pool, storage.vault).list(to, 50),
      reset,
      publicUrl: config.publicUrl,
      cardUrl: config.cardUrl,
      ownCardUrl: `https://localhost:${config.tlsPort}`,
      materialDirectory: sandbox.material.directory,
    });
  }
  await mountCommon(app, doors);
}

async function mountCards(app: FastifyInstance, doors: Doors): Promise<void> {
  const { ports, config, limits, revocations, cdaSchema } = doors;
  await app.register(fhirDoor({ ...fhirDeps(doors), baseUrl: `${config.cardUrl}/fhir` }), { prefix: '/fhir' });
  await app.register(feedDoor({ ports, limits, revocations }), { prefix: '/feed' });
  const services = '/si-dmp-server/v2/services';
  const door: SoapDoorDeps = {
    ports,
    limits,
    revocations,
    repositoryOid: config.repositoryOid,
    baseUrl: `${config.cardUrl}${services}`,
    cdaSchema,
    senderFaultStatus: config.soapSenderFaultStatus,
    insOids: servedInsOids(config.mode === 'sandbox'),
    authorities: authoritiesOf(doors),
  };
  await app.register(soapDoor(door), { prefix: services });
  await mountCommon(app, doors);
}

async function runAsProgram(environment: Environment, programArguments: readonly string[]): Promise<void> {
  const read = parseConfig(environment, root);
  if (!read.ok) {
    for (const { variable, given, expected } of read.faults) console.error(`${variable} = ${given} : ${expected}`);
    process.exitCode = 2;
    return;
  }
  const { config } = read;
  const faults = productionFaults(config, environment);
  if (faults.length > 0) {
    for (const { name, remedy } of faults) console.error(`${name} : ${remedy}`);
    process.exitCode = 2;
    return;
  }
  // Started by `npm start`: when that is gone, however it went, nobody is left to stop us.
  process.once('disconnect', process.exit);
  const server = await startServer(config).catch((error: NodeJS.ErrnoException & { port?: number }) => {
    if (error.code === 'SANDBOX_DATABASE' || error.code === 'CDA_SCHEMA') {
      console.error(error.message);
      process.exit(2);
    }
    if (error.code !== 'EADDRINUSE') throw error;
    console.error(welcomeWording.portTaken(error.port ?? config.httpPort));
    process.exit(2);
  });
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void server.close().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  process.off('disconnect', process.exit).once('disconnect', stop);
  if (programArguments.includes('--welcome')) console.log(await welcome(config, server));
}

if (process.argv[1] === import.meta.filename) await runAsProgram(process.env, process.argv.slice(2));
