// Every route of the server held against everybody who has no right to it. The list of routes comes from the server itself: one without its row
// in route-table.ts fails here, and so does a row without its route. Each refusal must be the one the law gives, say nothing of the record, be
// the answer an absent record gets wherever its existence is not known, and leave exactly one line in the trace.

import type { StructIdNat, Structure } from '@carnet/domain/identity';
import type { RefusalCode } from '@carnet/domain/kernel';
import { httpStatusOf } from '@carnet/server/interfaces/pipeline/refusal-http';
import { issueStructure, keyPem, loadAuthority } from '@carnet/server/sandbox/certificates';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import {
  type Asked,
  type CardActor,
  type CardFault,
  type DocumentName,
  type Heard,
  type PatientActor,
  type RecordName,
  type RefusalWorld,
  type TraceRow,
  canary,
  cardFaults,
  addressOf,
  startRefusalWorld,
} from '../support/refusal-world.ts';
import {
  type Cell,
  type Row,
  cardsWithout,
  certificatesWithout,
  lawOfCards,
  lawOfCertificates,
  lawOfPatientDoor,
  neverTied,
  onlyOn,
  openToServices,
  patientsWithout,
  refusedIn,
  routeTable,
} from './route-table.ts';

let world: RefusalWorld;
beforeAll(async () => {
  world = await startRefusalWorld();
}, 180_000);
afterAll(async () => world.close());

const rowsOf = <Kind extends string>(kind: Kind) =>
  Object.entries(routeTable).flatMap(([key, row]) => (kind in row ? [[key, row as Extract<Row, Record<Kind, unknown>>] as const] : []));
const patientRows = rowsOf('patient');
const proRows = rowsOf('pro');
const fhirRows = rowsOf('fhir').flatMap(([key, { fhir }]) => fhir.map((row) => [`${key}${row.name === undefined ? '' : ` (${row.name})`}`, key, row] as const));
const ownRows = rowsOf('own');
const steeringRows = rowsOf('steering');
const needSession = [...patientRows, ...proRows, ...ownRows, ...steeringRows].map(([key]) => key);

interface Sent {
  readonly query?: (world: RefusalWorld, record: RefusalWorld['records'][RecordName]) => string;
  readonly body?: (world: RefusalWorld, record: RefusalWorld['records'][RecordName]) => unknown;
  readonly text?: (world: RefusalWorld, record: RefusalWorld['records'][RecordName]) => string;
  readonly headers?: Readonly<Record<string, string>>;
}
const sentBy = (key: string): Sent => {
  const row = routeTable[key]!;
  return 'patient' in row ? row.patient : 'pro' in row ? row.pro : (row as Sent);
};

/** The request of this route about this record. */
function requestOf(
  key: string,
  sent: Sent,
  record: RecordName = 'open',
  document: DocumentName | 'none' = 'plain',
): Pick<Asked, 'method' | 'path' | 'body' | 'headers'> {
  const [method, declared] = key.split(' ') as [string, string];
  const target = world.records[record];
  const nowhere = { ...world.documents.plain, logicalId: '00000000-0000-4000-8000-000000000000' as typeof world.documents.plain.logicalId };
  const entry = document === 'none' ? nowhere : world.documents[document];
  const address = addressOf(world, declared, target, entry);
  const query = sent.query?.(world, target);
  const value = sent.body?.(world, target);
  const body = value === undefined ? sent.text?.(world, target) : JSON.stringify(value);
  return {
    method,
    path: query === undefined ? address : `${address}?${query}`,
    ...(body === undefined ? {} : { body }),
    ...(sent.headers === undefined ? {} : { headers: sent.headers }),
  };
}

/** A few at once: each test is one route, and the server is one process. */
async function inBatches<T>(these: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const atOnce = 8;
  for (let from = 0; from < these.length; from += atOnce) await Promise.all(these.slice(from, from + atOnce).map(act));
}

/** What differs from one answer to the next whoever asks. */
const ofTheMoment = ['date', 'x-request-id', 'ratelimit', 'keep-alive', 'connection'];
const comparable = ({ status, headers, text }: Heard) => ({
  status,
  text,
  headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !ofTheMoment.includes(name))),
});

/** Nothing of the record: not a word of it, nor its number. */
const isSilent = ({ headers, text }: Heard): boolean => {
  const said = `${JSON.stringify(headers)} ${text}`.toLowerCase();
  return !said.includes(canary) && !said.includes(world.records.open.ins.matricule);
};

/** Faults of one answer that should be a refusal. */
function faultsOf(who: string, answer: Heard, code: RefusalCode): string[] {
  const got = `${answer.status} ${answer.code ?? answer.text.slice(0, 200)}`;
  const wanted = `${httpStatusOf[code]} ${code}`;
  return [
    ...(got === wanted ? [] : [`${who}: ${got} instead of ${wanted}`]),
    ...(isSilent(answer) ? [] : [`${who}: the answer holds words of the record: ${answer.text.slice(0, 300)}`]),
  ];
}
function differences(who: string, one: Heard, other: Heard): string[] {
  const [a, b] = [JSON.stringify(comparable(one)), JSON.stringify(comparable(other))];
  return a === b ? [] : [`${who}: not answered as where there is no record: ${a} / ${b}`];
}

interface Traced {
  readonly who: string;
  readonly actor: string;
  readonly dossier: string | 'no record';
  readonly actions: readonly string[];
  readonly rule: string;
}
const isOf = (row: TraceRow, { actor, dossier }: Traced): boolean =>
  row.actor_id === actor && (dossier === 'no record' ? row.dossier_id.startsWith('00000000-0000-0000-0000-') : row.dossier_id === dossier);

function faultsOfTrace(rows: readonly TraceRow[], expected: readonly Traced[]): string[] {
  return expected.flatMap((one) => {
    const found = rows.filter((row) => isOf(row, one)).map(({ action, outcome, rule }) => `${action} ${outcome} ${rule}`);
    const wanted = one.actions.map((action) => `${action} refused ${one.rule}`);
    return found.length === 1 && wanted.includes(found[0]!) ? [] : [`${one.who}: traced ${JSON.stringify(found)} instead of one line, ${wanted.join(' or ')}`];
  });
}

/** Refusals that say of a record that it exists: to whoever may ask that (TD0.2), or is tied to it. */
const knowing: readonly RefusalCode[] = [
  'PS_BLOQUE',
  'OPPOSITION_BRIS_DE_GLACE',
  'OPPOSITION_CENTRE_15',
  'AUTORISATION_ABSENTE',
  'AUTORISATION_EXPIREE',
  'CONSENTEMENT_TRAVAIL_ABSENT',
  'DOCUMENT_INEXISTANT',
  'ACTE_RESERVE',
  'DEPOSANT_NON_AUTEUR',
];

interface Knock {
  readonly who: string;
  readonly actor: string;
  readonly cell: Cell;
  readonly record: RecordName;
  readonly actions: readonly string[];
  /** False: they know that there is a record, whatever the code. */
  readonly ignorant: boolean;
  readonly ask: (record: RecordName) => Promise<Heard>;
}

/** Knocks with everybody; each refusal, its silence, its likeness with an absent record, its line in the trace. */
async function expectRefusals(knocks: readonly Knock[]): Promise<void> {
  const faults: string[] = [];
  for (const round of roundsOf(knocks)) faults.push(...(await faultsOfKnocks(round)));
  expect(faults, faults.join('\n')).toEqual([]);
}

/** One person may stand there twice, in two modes: their lines in the trace are told apart by knocking one after the other. */
function roundsOf(knocks: readonly Knock[]): Knock[][] {
  const rounds: Knock[][] = [];
  for (const knock of knocks) {
    const free = rounds.find((round) => round.every(({ actor, record }) => actor !== knock.actor || record !== knock.record));
    if (free === undefined) rounds.push([knock]);
    else free.push(knock);
  }
  return rounds;
}

async function faultsOfKnocks(knocks: readonly Knock[]): Promise<readonly string[]> {
  await world.newTraces();
  const faults: string[] = [];
  const traces: Traced[] = [];
  await inBatches(knocks, async ({ who, actor, cell, record, actions, ignorant, ask }) => {
    const refused = refusedIn(cell);
    if (refused === undefined) return;
    const answer = await ask(record);
    faults.push(...faultsOf(who, answer, refused.shown));
    traces.push({ who, actor, actions, dossier: world.records[record].id, rule: refused.kept });
    if (!ignorant || knowing.includes(refused.shown)) return;
    faults.push(...differences(who, answer, await ask('absent')));
  });
  return [...faults, ...faultsOfTrace(await world.newTraces(), traces)];
}

test('every route has its row, and every row its route', () => {
  const declared = new Set(world.routes.map(({ listener, method, path: url }) => `${listener} ${method} ${url}`));
  const listeners = ['clear', 'cards'] as const;
  const other = { clear: 'cards', cards: 'clear' } as const;
  const expected = new Set(
    Object.keys(routeTable).flatMap((key) => listeners.filter((listener) => !onlyOn[other[listener]].test(key)).map((listener) => `${listener} ${key}`)),
  );
  const builtFiles = new Set(listeners.flatMap((listener) => builtAddresses().map((url) => `${listener} GET ${url}`)));
  const others = [...declared].filter((route) => !route.includes(' HEAD ') && !builtFiles.has(route));
  expect({ 'without a row': others.filter((route) => !expected.has(route)), 'without a route': [...expected].filter((route) => !declared.has(route)) }).toEqual(
    {
      'without a row': [],
      'without a route': [],
    },
  );
  // HEAD is declared by fastify beside its GET, with the same hooks and handler.
  const heads = [...declared].filter((route) => route.includes(' HEAD '));
  expect(heads.filter((route) => !declared.has(route.replace(' HEAD ', ' GET ')))).toEqual([]);
});

/** The files of the apps that are built, open to all: they hold no data. */
function builtAddresses(): string[] {
  const apps = { '/': 'patient', '/pro/': 'professional', '/pilotage/': 'steering' };
  return Object.entries(apps).flatMap(([prefix, app]) => {
    const directory = path.resolve(import.meta.dirname, '../../apps', app, 'dist');
    if (!existsSync(path.join(directory, 'index.html'))) return [];
    const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    const addresses = files.map((one) => `${prefix}${path.relative(directory, path.join(one.parentPath, one.name)).split(path.sep).join('/')}`);
    return [...addresses, prefix, prefix.slice(0, -1)];
  });
}

test('the record says its words to whoever may read them', async () => {
  const said = async (rows: readonly (readonly [string, unknown])[], cookie: string): Promise<readonly string[]> => {
    const telling: string[] = [];
    await inBatches(
      rows.filter(([key]) => key.startsWith('GET ')),
      async ([key]) => {
        const answer = await world.ask({ ...requestOf(key, sentBy(key)), cookie });
        // The document is no picture, and has no media to show; no copy of the record was asked for; nothing was put aside.
        if (answer.status !== 200 && !/[/](?:media|exports|misfiled)(?:[/]|$)/.test(key)) telling.push(`${key}: ${answer.status} ${answer.text}`);
        if (!isSilent(answer)) telling.push(key.split('/:dossierId')[1]!);
      },
    );
    return telling.toSorted();
  };
  const document = '/documents/:documentId';
  const both = ['', '/accesses', '/documents', document, `${document}/original`, `${document}/pdf`, `${document}/reading`, '/journal', '/measures'];
  expect(await said(patientRows, world.patientCookie('titulaire'))).toEqual(
    [...both, '/aidants', '/card/offer', '/journal/export', '/notices', '/preview', '/profile'].toSorted(),
  );
  expect(await said(proRows, world.proCookie('medecin-traitant'))).toEqual([...both, '/criteria', '/deposit'].toSorted());
});

describe('open to all', () => {
  it.each(rowsOf('open'))('%s', async (key, row) => {
    const [method] = key.split(' ') as [string];
    // fetch sends neither; the provider is the only one who declares them.
    if (method === 'TRACE' || method === 'QUERY') return expect(key).toMatch(/ \/oidc\/\*$/);
    const asked = requestOf(key, row);
    const listener = onlyOn.cards.test(key) ? 'cards' : 'clear';
    const answer = await world.ask({ ...asked, path: row.path ?? asked.path, listener });
    expect({ status: answer.status, silent: isSilent(answer) }).toEqual({ status: row.open, silent: true });
  });
});

describe('without a session', () => {
  it.each(needSession)('%s', async (key) => {
    await world.newTraces();
    const [, cookieName] = /^\S+ \/api\/(patient|pro|pilotage)\//.exec(key)! as unknown as [string, string];
    const isPatientDoor = cookieName === 'patient';
    const stolen = isPatientDoor ? world.proCookie('authorised') : world.patientCookie('titulaire');
    const cookies = [
      undefined,
      ...Object.values(world.dead).map((token) => `carnet_${cookieName}=${token}`),
      stolen,
      stolen.replace(/^[^=]+/, `carnet_${cookieName}`),
    ];
    const faults: string[] = [];
    const asked = requestOf(key, sentBy(key));
    const absent = await world.ask(requestOf(key, sentBy(key), 'absent'));
    await inBatches(cookies, async (cookie) => {
      const answer = await world.ask({ ...asked, cookie });
      faults.push(...faultsOf(String(cookie), answer, 'NON_AUTHENTIFIE'), ...differences(String(cookie), answer, absent));
    });
    // A card on the socket is no session.
    faults.push(...faultsOf('card', await world.ask({ ...asked, card: 'medecin-traitant' }), 'NON_AUTHENTIFIE'));
    if (asked.method === 'GET') {
      const head = await world.ask({ ...asked, method: 'HEAD' });
      if (head.status !== 401 || head.text !== '') faults.push(`HEAD: ${head.status}`);
    }
    expect(faults, faults.join('\n')).toEqual([]);
    // Nobody is known, and nothing is traced in anybody's name.
    expect(await world.newTraces()).toEqual([]);
  });
});

describe('at the patient’s door, a record that is not theirs to ask this of', () => {
  it.each(patientRows)('%s', async (key, { patient }) => {
    const ask = (actor: PatientActor) => (record: RecordName) => world.ask({ ...requestOf(key, patient, record), cookie: world.patientCookie(actor) });
    await expectRefusals(
      patientsWithout.map((who) => ({
        who,
        actor: world.idOf(who),
        cell: lawOfPatientDoor(patient.asks, who),
        record: 'open',
        actions: patient.traced ?? [patient.asks],
        ignorant: neverTied.includes(who),
        ask: ask(who),
      })),
    );
  });
});

type Sitting = (typeof cardsWithout)[number];
const recordOf = (who: string): RecordName => (who.startsWith('opposed') ? 'opposed' : 'open');

describe('at the professionals’ door, a record that is not theirs to ask this of', () => {
  it.each(proRows)('%s', async (key, { pro }) => {
    const ask = (actor: Sitting | 'unknown') => (record: RecordName) => world.ask({ ...requestOf(key, pro, record), cookie: world.proCookie(actor) });
    await expectRefusals(
      cardsWithout.map((who) => ({
        who,
        actor: world.idOf(who),
        cell: lawOfCards(pro.asks, who),
        record: recordOf(who),
        actions: pro.traced ?? [pro.asks],
        // An emergency is of one record: of another, they ask in normal mode.
        ignorant: recordOf(who) === 'open' && who !== 'blocked-in-emergency',
        ask: ask(who),
      })),
    );
    // Who has left the directory since they signed in is nobody.
    const unknown = await ask('unknown')('open');
    expect([...faultsOf('unknown', unknown, 'CARTE_INCONNUE'), ...differences('unknown', unknown, await ask('unknown')('absent'))]).toEqual([]);
  });
});

const inEmergency = (purpose: 'bris_de_glace' | 'centre_15') => ({
  'x-carnet-purpose': purpose,
  'x-carnet-reason': encodeURIComponent('Personne inconsciente'),
});
const claiming = (): Readonly<Record<string, string>> => ({ 'x-carnet-structure': world.structureIdOf('cabinet-royer') });
function headersOf(who: CardActor): Readonly<Record<string, string>> {
  if (who === 'blocked-in-emergency' || who === 'opposed') return inEmergency('bris_de_glace');
  if (who === 'opposed-to-centre-15') return inEmergency('centre_15');
  return who === 'other-structure' ? claiming() : {};
}

describe('at the FHIR door of services, without a token of one', () => {
  it.each(fhirRows.filter(([, key]) => openToServices.test(key)))('%s', async (_name, key, row) => {
    await world.newTraces();
    const asked = requestOf(key, row);
    const absent = requestOf(key, row, 'absent');
    const faults: string[] = [];
    for (const [authorization, code] of [
      [undefined, 'JETON_ABSENT'],
      [`Bearer ${'x'.repeat(43)}`, 'JETON_REFUSE'],
      ['Basic eDp5', 'JETON_REFUSE'],
    ] as const) {
      const headers = authorization === undefined ? {} : { authorization };
      const answer = await world.ask({ ...asked, listener: 'clear', cookie: world.patientCookie('titulaire'), headers: { ...asked.headers, ...headers } });
      const other = await world.ask({ ...absent, listener: 'clear', headers: { ...absent.headers, ...headers } });
      faults.push(...faultsOf(String(authorization), answer, code), ...differences(String(authorization), answer, other));
    }
    expect(faults, faults.join('\n')).toEqual([]);
    expect(await world.newTraces()).toEqual([]);
  });
});

describe('at the FHIR door of services opened from a record, without a token of one', () => {
  it.each(rowsOf('launched'))('%s', async (key, row) => {
    await world.newTraces();
    const faults: string[] = [];
    for (const [authorization, code] of [
      [undefined, 'JETON_ABSENT'],
      [`Bearer ${'x'.repeat(43)}`, 'JETON_REFUSE'],
      ['Basic eDp5', 'JETON_REFUSE'],
    ] as const) {
      const headers = { ...row.headers, ...(authorization === undefined ? {} : { authorization }) };
      const ask = (record: RecordName) =>
        world.ask({ ...requestOf(key, row, record), listener: 'clear', cookie: world.proCookie('medecin-traitant'), headers });
      const answer = await ask('open');
      faults.push(...faultsOf(String(authorization), answer, code), ...differences(String(authorization), answer, await ask('absent')));
    }
    expect(faults, faults.join('\n')).toEqual([]);
    expect(await world.newTraces()).toEqual([]);
  });
});

describe('at the FHIR door', () => {
  it.each(fhirRows)('%s', async (_name, key, row) => {
    const ask =
      (card: CardActor | CardFault, headers = {}) =>
      (record: RecordName) => {
        const asked = requestOf(key, row, record);
        return world.ask({ ...asked, card, headers: { ...asked.headers, ...headers } });
      };
    const knock = (who: CardActor, cell: Cell): Knock => ({
      who,
      actor: world.idOf(who),
      cell,
      record: recordOf(who),
      actions: row.traced ?? [row.asks],
      ignorant: true,
      ask: ask(who, headersOf(who)),
    });
    await expectRefusals([
      ...cardsWithout.map((who) => knock(who, lawOfCards(row.asks, who))),
      ...certificatesWithout.map((who) => knock(who, lawOfCertificates(row.asks, who))),
    ]);
    await world.newTraces();
    const faults: string[] = [];
    await inBatches(Object.entries(cardFaults) as [CardFault, RefusalCode][], async ([card, code]) => {
      const answer = await ask(card)('open');
      faults.push(...faultsOf(card, answer, code), ...differences(card, answer, await ask(card)('absent')));
    });
    expect(faults, faults.join('\n')).toEqual([]);
    expect(await world.newTraces()).toEqual([]);
  });
});

describe('at the door of the insurer’s feed', () => {
  it.each(rowsOf('feed'))('%s', async (key, row) => {
    const outOfPlace = ['inactive-structure', 'other-structure', 'struck-off', 'closed-structure'];
    const everybody = [...cardsWithout, ...certificatesWithout].filter((who) => who !== 'assurance-maladie');
    // Some share a card: an emergency is of a record, and here there is none.
    const strangers = everybody.filter((who, index) => everybody.findIndex((other) => world.idOf(other) === world.idOf(who)) === index);
    const codeFor = (who: string): RefusalCode => (outOfPlace.includes(who) ? 'STRUCTURE_INCOHERENTE' : 'FONCTION_INTERDITE');
    await world.newTraces();
    const faults: string[] = [];
    await inBatches(strangers, async (who) => {
      const asked = requestOf(key, row);
      faults.push(...faultsOf(who, await world.ask({ ...asked, card: who, headers: { ...asked.headers, ...headersOf(who) } }), codeFor(who)));
    });
    const traces = strangers.map((who) => ({ who, actor: world.idOf(who), dossier: 'no record', actions: [row.feed], rule: codeFor(who) }));
    faults.push(...faultsOfTrace(await world.newTraces(), traces));
    await inBatches(Object.entries(cardFaults) as [CardFault, RefusalCode][], async ([card, code]) => {
      faults.push(...faultsOf(card, await world.ask({ ...requestOf(key, row), card }), code));
    });
    expect(faults, faults.join('\n')).toEqual([]);
    expect(await world.newTraces()).toEqual([]);
    expect(await world.server.query(`SELECT FROM intake WHERE name = 'envoi'`)).toEqual([]);
  });
});

describe('at the steering door', () => {
  it.each(steeringRows)('%s', async (key, row) => {
    await world.newTraces();
    const withRight = {
      'administer': ['exploitation'],
      'record-opposition': ['exploitation'],
      'read-indicators': ['exploitation', 'pilotage'],
      'review-accesses': ['controle'],
      'examine-report': ['controle'],
      'review-identities': ['exploitation'],
      'examine-identity': ['exploitation'],
      'keep-identity': ['exploitation'],
      'keep-heirs': ['exploitation'],
    }[row.steering];
    const without = (['authorised', 'medecin-traitant', 'secretariat', 'pilotage', 'exploitation', 'controle'] as const).filter(
      (who) => !withRight.includes(who),
    );
    const ofRecord = ['examine-report', 'examine-identity', 'keep-identity', 'keep-heirs'].includes(row.steering);
    // On a record, whoever reads none is told so.
    const codeFor = (who: string): RefusalCode =>
      ofRecord && ['pilotage', 'exploitation', 'controle'].includes(who) ? 'ACTEUR_INTERDIT' : 'FONCTION_INTERDITE';
    const faults: string[] = [];
    await inBatches(without, async (who) => {
      faults.push(...faultsOf(who, await world.ask({ ...requestOf(key, row), cookie: world.proCookie(who, 'pilotage') }), codeFor(who)));
    });
    const traces = without.map((who) => ({
      who,
      actor: world.idOf(who),
      dossier: ofRecord ? world.records.open.id : 'no record',
      actions: [row.steering],
      rule: codeFor(who),
    }));
    faults.push(...faultsOfTrace(await world.newTraces(), traces));
    expect(faults, faults.join('\n')).toEqual([]);
  });
});

describe('about oneself, nothing of a record that does not open', () => {
  const closedTo = {
    patient: ['one-factor', 'other-patient', 'former-parent', 'former-aidant', 'refused-heir'],
    pro: ['stranger', 'expired', 'blocked', 'travail', 'secretariat', 'pilotage', 'exploitation'],
  } as const;
  it.each(ownRows.filter(([key]) => /^GET \/api\/(?:patient|pro)\//.test(key)))('%s', async (key, row) => {
    const faults: string[] = [];
    const look = async (who: string, cookie: string): Promise<void> => {
      const answer = await world.ask({ ...requestOf(key, row), cookie });
      if (answer.status >= 500 || !isSilent(answer)) faults.push(`${who}: ${answer.status} ${answer.text}`);
    };
    if (key.includes('/api/patient/')) await inBatches(closedTo.patient, (who) => look(who, world.patientCookie(who)));
    else {
      await inBatches(closedTo.pro, (who) => look(who, world.proCookie(who)));
      faults.push(...faultsOf('unknown', await world.ask({ ...requestOf(key, row), cookie: world.proCookie('unknown') }), 'CARTE_INCONNUE'));
    }
    expect(faults, faults.join('\n')).toEqual([]);
  });
});

describe('about oneself, where one’s role has no such right', () => {
  it.each(ownRows.filter(([, { refuses }]) => refuses !== undefined))('%s', async (key, row) => {
    await world.newTraces();
    const faults: string[] = [];
    const refused = Object.entries(row.refuses!) as [Sitting, RefusalCode][];
    await inBatches(refused, async ([who, code]) => {
      faults.push(...faultsOf(who, await world.ask({ ...requestOf(key, row), cookie: world.proCookie(who) }), code));
    });
    const { traced } = row;
    if (traced !== undefined)
      faults.push(
        ...faultsOfTrace(
          await world.newTraces(),
          refused.map(([who, rule]) => ({ who, actor: world.idOf(who), dossier: 'no record', actions: traced, rule })),
        ),
      );
    expect(faults, faults.join('\n')).toEqual([]);
  });
});

describe('a closed record is as no record', () => {
  /** What is done of a closed record: its titulaire reopens it, and takes a copy of it away; an aidant leaves it. */
  const ofClosed = ['renounce-delegation', 'close-record', 'reopen-record', 'export-record'];
  it.each(patientRows.filter(([, { patient }]) => !ofClosed.includes(patient.asks)))('%s', async (key, { patient }) => {
    await expectRefusals(
      (['titulaire', 'tuteur'] as const).map((who) => ({
        who,
        actor: world.idOf(who),
        cell: 'NO>FE',
        record: 'closed',
        actions: patient.traced ?? [patient.asks],
        ignorant: true,
        ask: (record) => world.ask({ ...requestOf(key, patient, record), cookie: world.patientCookie(who) }),
      })),
    );
  });
  // What they ask is closed to them everywhere, or is the status itself.
  const elsewhere = ['test-existence', 'end-medecin-traitant', 'block-professionnel'];
  it.each(proRows.filter(([, { pro }]) => !elsewhere.includes(pro.asks)))('%s', async (key, { pro }) => {
    await expectRefusals(
      (['authorised', 'stranger'] as const).map((who) => ({
        who,
        actor: world.idOf(who),
        cell: 'NO>FE',
        record: 'closed',
        actions: pro.traced ?? [pro.asks],
        ignorant: true,
        ask: (record) => world.ask({ ...requestOf(key, pro, record), cookie: world.proCookie(who) }),
      })),
    );
  });
});

/** Who reads the record, but not this document of it, and the row that keeps it from them. */
type Kept<Who extends string> = readonly (readonly [who: Who, document: DocumentName, rule: RefusalCode])[];
const keptFromPatients: Kept<PatientActor> = [
  ['titulaire', 'unannounced', 'DOCUMENT_INVISIBLE_PATIENT'],
  ['titulaire', 'deleted', 'DOCUMENT_SUPPRIME'],
  ['tuteur', 'unannounced', 'DOCUMENT_INVISIBLE_PATIENT'],
  ['tuteur', 'hidden-from-representants', 'DOCUMENT_INVISIBLE_REPRESENTANTS'],
  ['aidant', 'own', 'CATEGORIE_NON_PARTAGEE'],
  ['aidant', 'hidden-from-representants', 'DOCUMENT_INVISIBLE_REPRESENTANTS'],
  ['heir', 'hidden-from-representants', 'DOCUMENT_INVISIBLE_REPRESENTANTS'],
];
const keptFromCards: Kept<'authorised' | 'nurse'> = [
  ['authorised', 'masked', 'DOCUMENT_MASQUE_PS'],
  ['authorised', 'deleted', 'DOCUMENT_SUPPRIME'],
  ['nurse', 'masked', 'DOCUMENT_MASQUE_PS'],
  ['nurse', 'closed-to-nurses', 'HABILITATION_ABSENTE'],
];

/** Putting away and deleting are no consultations: what keeps the document from being read does not refuse them, whose it is does. */
const unread = ['archive', 'unarchive', 'delete', 'report-misfiled', 'correct-misfiled'];
const ofReaders: readonly RefusalCode[] = ['DOCUMENT_MASQUE_PS', 'HABILITATION_ABSENTE'];
/** What was put aside is deleted: what was deleted otherwise is refused as what was not. */
const keptRule = (asks: string, rule: RefusalCode): RefusalCode =>
  asks === 'correct-misfiled' || (unread.includes(asks) && ofReaders.includes(rule)) ? 'ACTE_RESERVE' : rule;

async function expectAsNoDocument<Who extends PatientActor | 'authorised' | 'nurse'>(
  kept: Kept<Who>,
  asks: string,
  ask: (who: Who, document: DocumentName | 'none') => Promise<Heard>,
): Promise<void> {
  await world.newTraces();
  const faults: string[] = [];
  const rules = new Map<string, RefusalCode>();
  await inBatches(kept, async ([who, document, rule]) => {
    const [hidden, none] = [await ask(who, document), await ask(who, 'none')];
    // Some read, and do nothing else, to any document.
    const shown = none.code === 'FONCTION_INTERDITE' ? 'FONCTION_INTERDITE' : 'DOCUMENT_INEXISTANT';
    faults.push(...faultsOf(`${who}, ${document}`, hidden, shown), ...differences(`${who}, ${document}`, hidden, none));
    rules.set(`${world.idOf(who)} ${world.documents[document].logicalId}`, shown === 'FONCTION_INTERDITE' ? shown : keptRule(asks, rule));
  });
  const traces = await world.newTraces();
  for (const [about, rule] of rules) {
    const lines = traces.filter((line) => `${line.actor_id} ${line.logical_id}` === about).map((line) => `${line.outcome} ${line.rule}`);
    if (lines.length !== 1 || lines[0] !== `refused ${rule}`) faults.push(`${about}: traced ${JSON.stringify(lines)} instead of one line, ${rule}`);
  }
  expect(faults, faults.join('\n')).toEqual([]);
}

describe('a document kept from somebody is as no document', () => {
  const ofDocument = <One>(rows: readonly (readonly [string, One])[]) => rows.filter(([key]) => key.includes(':documentId'));
  it.each(ofDocument(patientRows))('%s', (key, { patient }) =>
    expectAsNoDocument(keptFromPatients, patient.asks, (who, document) =>
      world.ask({ ...requestOf(key, patient, 'open', document), cookie: world.patientCookie(who) }),
    ),
  );
  it.each(ofDocument(proRows))('%s', (key, { pro }) =>
    expectAsNoDocument(keptFromCards, pro.asks, (who, document) => world.ask({ ...requestOf(key, pro, 'open', document), cookie: world.proCookie(who) })),
  );
  it.each(fhirRows.filter(([, key]) => /(?:DocumentReference|Binary)\/:id|:factId/.test(key)))('%s', (_name, key, row) =>
    expectAsNoDocument(keptFromCards, row.asks, (card, document) => world.ask({ ...requestOf(key, row, 'open', document), card })),
  );
});

describe('a card at the doors that open a session with one', () => {
  const refusedCards = [
    ...Object.entries(cardFaults),
    ['structure', 'AUTHENTIFICATION_INSUFFISANTE'],
    ['closed-structure', 'AUTHENTIFICATION_INSUFFISANTE'],
    ['assurance-maladie', 'AUTHENTIFICATION_INSUFFISANTE'],
  ] as const as readonly (readonly [CardFault | CardActor, RefusalCode])[];
  it.each(rowsOf('card'))('%s', async (key, row) => {
    const strangers =
      row.card === 'pilotage'
        ? ([
            ['authorised', 'FONCTION_INTERDITE'],
            ['secretariat', 'FONCTION_INTERDITE'],
          ] as const)
        : [];
    const faults: string[] = [];
    await inBatches([...refusedCards, ...strangers], async ([card, code]) => {
      const answer = await world.ask({ ...requestOf(key, {}), card });
      if (answer.headers['set-cookie'] !== undefined) faults.push(`${card}: a session was opened`);
      if (row.card === 'page') {
        const went = `${answer.status} ${answer.headers['location']}`;
        if (went !== `303 /pro/connexion?refus=${code}`) faults.push(`${card}: ${went}`);
      } else faults.push(...faultsOf(card, answer, code));
    });
    expect(faults, faults.join('\n')).toEqual([]);
  });
});

/** With this certificate, on either listener, what is read of a record at whatever address; a session of somebody else's is not theirs. */
async function readWith(card: CardActor): Promise<readonly string[]> {
  const faults: string[] = [];
  const reading = Object.entries(routeTable).filter(([key, row]) => !('open' in row || 'feed' in row) && /^(?:GET|PATCH|PUT|DELETE) /.test(key));
  await inBatches(reading, async ([key, row]) => {
    const rows: readonly Sent[] = 'fhir' in row ? row.fhir : [sentBy(key)];
    for (const sent of rows) {
      const answer = await world.ask({ ...requestOf(key, sent), card, listener: 'cards' });
      const isStatus = /^GET \/fhir\/Patient(?:\/:id)?$/.test(key) && card !== 'assurance-maladie';
      if (!isSilent(answer) && !isStatus) faults.push(`${key}: words of the record`);
      if (answer.status < 300 && !isStatus) faults.push(`${key}: ${answer.status}`);
      if (answer.status >= 500) faults.push(`${key}: ${answer.status}`);
    }
  });
  return faults;
}

test('A079: the health insurance writes and never reads, at any address; each attempt on a record is refused and traced', async () => {
  await world.newTraces();
  const faults = [...(await readWith('assurance-maladie'))];
  const insurer = world.idOf('assurance-maladie');
  const lines = (await world.newTraces()).filter(({ actor_id }) => actor_id === insurer);
  const attempts = rowsOf('fhir')
    .filter(([key]) => !key.startsWith('POST '))
    .reduce((sum, [, { fhir }]) => sum + fhir.length, 0);
  expect(faults, faults.join('\n')).toEqual([]);
  expect(lines.map(({ dossier_id, outcome, rule }) => ({ dossier_id, outcome, rule }))).toEqual(
    Array.from({ length: attempts }, () => ({ dossier_id: world.records.open.id, outcome: 'refused', rule: 'ACTEUR_INTERDIT' })),
  );
});

test('A094: a structure’s certificate feeds and never consults', async () => {
  const faults = await readWith('structure');
  expect(faults, faults.join('\n')).toEqual([]);
  // The status of a record (TD0.2) is all it is told: that there is one, and nothing of the person.
  const status = await world.ask({
    ...requestOf('GET /fhir/Patient', (routeTable['GET /fhir/Patient'] as Extract<Row, { fhir: unknown }>).fhir[0]!),
    card: 'structure',
  });
  expect({ status: status.status, named: status.text.toLowerCase().includes(canary) }).toEqual({ status: 200, named: false });
});

test('A109, A110: insurers, mutuals, banks, employers and laboratories have no profile to come with', async () => {
  // A certificate in order, of the right authority, of somebody the directory has no place for.
  const id = '1990000019';
  const material = await certificateOf({ id: id as StructIdNat, name: 'Mutuelle des Questionnaires' });
  const faults: string[] = [];
  await inBatches([...fhirRows.map(([, key, row]) => [key, row] as const), ...rowsOf('card').map(([key]) => [key, {}] as const)], async ([key, row]) => {
    const answer = await world.ask({ ...requestOf(key, row), material });
    const isSession = key.includes('card-session') || key.includes('/auth/carte');
    if (answer.headers['set-cookie'] !== undefined || !isSilent(answer)) faults.push(`${key}: let in`);
    if (!isSession) faults.push(...faultsOf(key, answer, 'CARTE_INCONNUE'));
  });
  expect(faults, faults.join('\n')).toEqual([]);
  // No role of personnel is theirs either, whoever writes the directory.
  const hire = `INSERT INTO personnel (id, sealed, role, structure, active) VALUES ('3990000019/1', '', $1, $2, true)`;
  for (const role of ['medecin-conseil', 'assureur', 'employeur'])
    await expect(world.server.query(hire, [role, world.structureIdOf('hopital-saint-fictif')])).rejects.toThrow('personnel_role_check');
  // And nothing is made for their questionnaires.
  expect(world.routes.map(({ path: url }) => url).filter((url) => /assur|mutuel|questionnaire|banque|employ/i.test(url))).toEqual([]);
});

describe('after all of it, in what the process wrote of itself', () => {
  test('every route that was asked left a line, answered and refused', () => {
    const answered = world.logged().flatMap((line) => {
      const { msg, method, route, status } = JSON.parse(line) as { msg?: string; method?: string; route?: string; status?: number };
      return msg === 'answered' ? [{ key: `${method} ${route}`, status: status! }] : [];
    });
    const seen = new Set(answered.map(({ key }) => key));
    // Answered by the provider itself, whose answers the listener hands over; fetch sends neither of the last two.
    const unseen = Object.keys(routeTable).filter((key) => !seen.has(key) && !key.endsWith('/*'));
    expect(unseen).toEqual([]);
    expect(answered.filter(({ status }) => status < 400).length).toBeGreaterThan(50);
    expect(answered.filter(({ status }) => status >= 400).length).toBeGreaterThan(500);
  });
  test('no line and no measure holds a name, an INS, a number, an address, a login, a title, a word of a record, a token', async () => {
    const { patients, professionals, structures } = world.server.personas;
    const people = patients as readonly ((typeof patients)[number] & { readonly login: string; readonly email: string; readonly password: string })[];
    const secrets = [
      ...people.flatMap(({ ins, birthName, firstNames, login, email, password }) => [ins, birthName, firstNames, login, email, password]),
      ...professionals.flatMap(({ idNat, familyName, givenName }) => [idNat, familyName, givenName]),
      ...structures.flatMap(({ idNat, name }) => [idNat, name]),
      ...Object.values(world.records).map(({ ins }) => ins.matricule),
      ...Object.values(world.documents).flatMap(({ title, uniqueId }) => [title, uniqueId]),
      ...[world.patientCookie('titulaire'), world.proCookie('authorised')].map((cookie) => cookie.split('=')[1]!),
      canary,
      'CANARIS',
      'Qui Frappe',
      'amie@exemple.test',
      'patient.identifier',
    ].filter((secret) => secret.length >= 4);
    expect(secrets.length).toBeGreaterThan(100);
    const measures = await (await fetch(`${world.server.server.httpUrl}/metrics`)).text();
    expect(measures).toContain('carnet_http_answer_seconds');
    for (const [what, text] of [
      ['log', world.logged().join('')],
      ['measures', measures],
    ] as const)
      // Whole words: a family name may be four letters of a path.
      expect(
        secrets.filter((secret) => new RegExp(`(?<![\\p{L}\\d])${secret.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\d])`, 'u').test(text)),
        what,
      ).toEqual([]);
  });
});

/** Issued by the sandbox's own authority. */
async function certificateOf(structure: Pick<Structure, 'id' | 'name'>): Promise<NonNullable<Asked['material']>> {
  const { sandbox } = world.server;
  const ca = readFileSync(path.join(sandbox, 'ca.pem'));
  const authority = await loadAuthority(ca.toString(), readFileSync(path.join(sandbox, 'ca-key.pem'), 'utf8'));
  const { certificate, key } = await issueStructure(authority, structure, 'authenticate', {
    from: new Date(Date.now() - 60_000),
    until: new Date(Date.now() + 3_600_000),
  });
  return { ca, cert: Buffer.from(certificate.toString('pem')), key: Buffer.from(keyPem(key)) };
}
