// Every route of the server, asked by somebody who may: what is answered of a record has its line in that record's journal, with the id of the
// answer; so has every refusal. Nothing is read without a trace, nothing is written without one, and no trace comes from nowhere.

import { accessRefusalCodes } from '@carnet/domain/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Asked, type RefusalWorld, addressOf, startRefusalWorld } from '../support/refusal-world.ts';
import { type Row, routeTable } from './route-table.ts';

let world: RefusalWorld;
beforeAll(async () => {
  world = await startRefusalWorld();
}, 180_000);
afterAll(async () => world.close());

type Kind = 'patient' | 'pro' | 'fhir' | 'steering';
interface Request extends Asked {
  readonly key: string;
  /** What the trace may say was asked. */
  readonly asks: readonly string[];
}
/** Readings first: what comes after may take away what they read. */
const readingFirst = (one: Request, other: Request): number => Number(other.method === 'GET') - Number(one.method === 'GET');

function requestsOf(kind: Kind, who: (key: string) => Pick<Asked, 'cookie' | 'card'>): readonly Request[] {
  const record = world.records.open;
  const rows = Object.entries(routeTable).flatMap(([key, row]): readonly (readonly [string, OfRow])[] => {
    if (!(kind in row)) return [];
    if (kind === 'steering') return [[key, { ...(row as Extract<Row, { steering: string }>), asks: (row as Extract<Row, { steering: string }>).steering }]];
    if (kind === 'fhir') return (row as Extract<Row, { fhir: unknown }>).fhir.map((one) => [key, one] as const);
    return [[key, (row as Readonly<Record<Kind, OfRow>>)[kind]]];
  });
  return rows
    .map(([key, { asks, traced = [], query, body, headers }]): Request => {
      const [method, declared] = key.split(' ') as [string, string];
      const entry = world.documents.plain;
      const address = addressOf(world, declared, record, entry);
      const asked = query?.(world, record);
      const sent = body?.(world, record);
      return {
        key,
        asks: [asks, ...traced],
        method,
        path: asked === undefined ? address : `${address}?${asked}`,
        ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
        ...(headers === undefined ? {} : { headers }),
        ...who(key),
      };
    })
    .toSorted(readingFirst);
}
interface OfRow {
  readonly asks: string;
  readonly traced?: readonly string[];
  readonly query?: (world: RefusalWorld, record: RefusalWorld['records']['open']) => string;
  readonly body?: (world: RefusalWorld, record: RefusalWorld['records']['open']) => unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Line extends Record<string, unknown> {
  readonly dossier_id: string;
  readonly action: string;
  readonly outcome: string;
  readonly rule: string | null;
  readonly request_id: string | null;
}
const linesOf = (request: string): Promise<readonly Line[]> =>
  world.server.query<Line>('SELECT dossier_id, action, outcome, rule, request_id FROM trace WHERE request_id = $1', [request]);

/** Faults of one answer; and whether it was one that must have left a line. */
async function heard({ key, asks, ...asked }: Request, ofRecord: boolean): Promise<{ readonly faults: readonly string[]; readonly counted: boolean }> {
  const answer = await world.ask(asked);
  const request = answer.headers['x-request-id'];
  if (request === undefined) return { faults: [`${key}: an answer without its id`], counted: true };
  const lines = await linesOf(request);
  const said = `${key}: ${answer.status} ${answer.code ?? ''}, traced ${JSON.stringify(lines.map(({ action, outcome, rule }) => `${action} ${outcome} ${rule ?? ''}`))}`;
  const refused = accessRefusalCodes.some((code) => code === answer.code);
  const counted = answer.status < 300 || refused;
  // A document without the picture asked for: it was opened all the same, and that is a line.
  if (!counted) return { faults: asked.method === 'GET' && lines.length === 0 ? [`${said}: a reading without a line`] : [], counted };
  const right = lines.filter(({ dossier_id }) => !ofRecord || dossier_id === world.records.open.id);
  const wanted = right.some(({ action, outcome }) => outcome === (refused ? 'refused' : 'granted') && (refused || asks.includes(action)));
  return { faults: wanted ? [] : [`${said}: no line for it`], counted };
}

async function expectLines(requests: readonly Request[], ofRecord: boolean, atLeast: number): Promise<void> {
  await world.newTraces();
  const faults: string[] = [];
  let counted = 0;
  for (const request of requests) {
    const one = await heard(request, ofRecord);
    faults.push(...one.faults);
    if (one.counted) counted++;
  }
  expect(faults, faults.join('\n')).toEqual([]);
  // Not a test that passes for want of answers.
  expect(counted).toBeGreaterThanOrEqual(atLeast);
  const unasked = (await world.newTraces()).map(({ id }) => id);
  const rows = await world.server.query<Line>('SELECT action, request_id FROM trace WHERE id = ANY ($1::uuid[])', [unasked]);
  expect(rows.filter(({ request_id }) => request_id === null)).toEqual([]);
}

test(
  'the patient’s door',
  () =>
    expectLines(
      requestsOf('patient', () => ({ cookie: world.patientCookie('titulaire') })),
      true,
      30,
    ),
  120_000,
);
test(
  'the professionals’ door, by the médecin traitant',
  () =>
    expectLines(
      requestsOf('pro', () => ({ cookie: world.proCookie('medecin-traitant') })),
      true,
      18,
    ),
  120_000,
);
test(
  'FHIR, by the médecin traitant’s card',
  () =>
    expectLines(
      requestsOf('fhir', () => ({ card: 'medecin-traitant' })),
      true,
      8,
    ),
  120_000,
);
test(
  'the steering door, by who runs the installation: of no record',
  () =>
    expectLines(
      requestsOf('steering', () => ({ cookie: world.proCookie('exploitation', 'pilotage') })),
      false,
      6,
    ),
  120_000,
);
