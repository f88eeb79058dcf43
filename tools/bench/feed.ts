// How fast the insurer's files are taken, through the door, by its certificate: identities; histories, as when a country begins (a hundred
// lines a person over two years, person by person); and a day (two lines a person, each person a block of their own, the dearest there is).
// Nobody in it has a record: making their documents is measured by nobody's waiting.

import { matriculeKey } from '@carnet/domain/identity';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Agent } from 'undici';
import type { SandboxServer } from '../sandbox-server/index.ts';
import type { BenchPatient } from './documents.ts';
import { assureLine, careLineOf } from './feed-file.ts';
import { type CpuShare, cpuBetween, memoryOf, sampleCpu } from './processes.ts';

export interface FeedFigure {
  readonly what: 'identities' | 'histories' | 'a day';
  readonly lines: number;
  readonly persons: number;
  readonly seconds: number;
  readonly cpu: CpuShare | undefined;
  /** Of the server, once they were taken. */
  readonly memory: { readonly nowMb: number; readonly peakMb: number } | undefined;
}

/** A request lasts two minutes at most: a piece is far below what takes that long. */
const pieceLines = 50_000;
const linesOfHistory = 100;
const linesOfDay = 2;

const personOf = (index: number): BenchPatient => {
  const number = `1600175${String(index + 1).padStart(6, '0')}`;
  return {
    ins: `${number}${matriculeKey(number)}`,
    oid: '1.2.250.1.213.1.4.10',
    birthName: `ASSURE-${index + 1}`,
    firstNames: 'CHARLIE',
    birthDate: '1960-01-15',
    sex: 'M',
  };
};

/** `lines` of histories, and a fifth as many of a day. */
export async function measureFeed(server: SandboxServer, lines: number, tell: (line: string) => void): Promise<readonly FeedFigure[]> {
  const day = Math.ceil(lines / 5);
  const persons = Math.max(Math.ceil(lines / linesOfHistory), Math.ceil(day / linesOfDay));
  const today = new Date();
  const run = `bench-${today.getTime()}`;
  const parts: readonly (readonly [FeedFigure['what'], number, number, (index: number) => string])[] = [
    ['identities', persons, persons, (index) => assureLine(personOf(index))],
    ['histories', lines, Math.ceil(lines / linesOfHistory), (index) => careLineOf(personOf(Math.floor(index / linesOfHistory)), `h-${index}`, index, today)],
    ['a day', day, Math.ceil(day / linesOfDay), (index) => careLineOf(personOf(Math.floor(index / linesOfDay)), `d-${index}`, index, today, 1)],
  ];
  const file = (name: string) => readFile(join(server.dataDir, 'sandbox', name));
  const [ca, cert, key] = await Promise.all([file('ca.pem'), file('structures/assurance-maladie/cert.pem'), file('structures/assurance-maladie/key.pem')]);
  const agent = new Agent({ connect: { ca, cert, key }, headersTimeout: 180_000 });
  const figures: FeedFigure[] = [];
  for (const [what, count, of, lineAt] of parts) {
    const sample = () => sampleCpu(server.process.pid!, join(server.dataDir, 'postgres'));
    const [before, started] = [sample(), performance.now()];
    for (let from = 0; from < count; from += pieceLines)
      await sendPiece(agent, server, `${run}-${what.replace(' ', '-')}`, { from, to: Math.min(count, from + pieceLines), lineAt });
    const seconds = (performance.now() - started) / 1_000;
    const figure = { what, lines: count, persons: of, seconds, cpu: cpuBetween(before, sample()), memory: memoryOf(server.process.pid!) };
    figures.push(figure);
    tell(`${what}: ${Math.round(count / seconds)} lines per second`);
  }
  await agent.close();
  return figures;
}

async function sendPiece(
  agent: Agent,
  server: SandboxServer,
  name: string,
  { from, to, lineAt }: { readonly from: number; readonly to: number; readonly lineAt: (index: number) => string },
): Promise<void> {
  function* chunks(): Generator<Buffer> {
    for (let at = from; at < to; at += 500) yield Buffer.from(Array.from({ length: Math.min(500, to - at) }, (_, index) => `${lineAt(at + index)}\n`).join(''));
  }
  const { statusCode, body } = await agent.request({
    origin: server.tlsUrl,
    path: `/feed/envois/${name}?de=${from + 1}`,
    method: 'PUT',
    headers: { 'content-type': 'application/x-ndjson' },
    body: Readable.from(chunks()),
  });
  const told = await body.text();
  const taken = statusCode === 202 ? (JSON.parse(told) as { lignes: number; comptes: { rejetees: number } }) : undefined;
  if (taken?.lignes !== to || taken.comptes.rejetees > 0) throw new Error(`the feed: HTTP ${statusCode} ${told.slice(0, 300)}`);
}
