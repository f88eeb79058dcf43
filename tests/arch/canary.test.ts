// Plants, in a copy of the sources, forbidden imports for every rule of import-rules.mjs and demands that the rule be named
// on exactly that file: a checker that silently stopped reading TypeScript would pass everything, and this fails.
// A rule with no planted import fails too.

import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import table from './import-rules.mjs';

const root = resolve(import.meta.dirname, '../..');
const house = await mkdtemp(join(tmpdir(), 'carnet-canary-'));
const rooms = ['packages', 'apps', 'tools'];

interface Planted {
  readonly rule: string;
  readonly file: string;
  readonly source: string;
  /** Another file the planted one needs. */
  readonly beside?: readonly [file: string, source: string];
}

const planted: readonly Planted[] = [
  {
    rule: 'no-circular',
    file: 'packages/domain/src/kernel/canary-round.ts',
    source: "export { there } from './canary-trip.ts'; export const here = 1;",
    beside: ['packages/domain/src/kernel/canary-trip.ts', "export { here } from './canary-round.ts'; export const there = 2;"],
  },
  { rule: 'no-unresolvable', file: 'packages/domain/src/kernel/canary-nowhere.ts', source: "export * from './does-not-exist.ts';" },
  { rule: 'no-undeclared', file: 'packages/ui/src/canary-hoisted.ts', source: "export { default } from 'fast-check';" },
  {
    rule: 'no-test-in-product',
    file: 'packages/codecs/src/canary-test.ts',
    source: "export * from '../../../tests/canary.ts';",
    beside: ['tests/canary.ts', 'export const fixture = 1;'],
  },
  {
    rule: 'domain-alone',
    file: 'packages/domain/src/access/canary-using.ts',
    source: "import { open } from 'node:fs/promises'; export async function read() { await using file = await open('x'); return file; }",
  },
  {
    rule: 'domain-alone',
    file: 'packages/domain/src/access/canary-node.ts',
    source: "import { readFileSync } from 'node:fs'; export const read = readFileSync;",
  },
  { rule: 'domain-alone', file: 'packages/domain/src/access/canary-npm.ts', source: "import { z } from 'zod'; export const schema = z;" },
  {
    rule: 'domain-alone',
    file: 'packages/domain/src/access/canary-type.ts',
    source: "import type { Problem } from '@carnet/contract'; export type Told = Problem;",
  },
  { rule: 'codecs-pure', file: 'packages/codecs/src/canary-node.ts', source: "import http from 'node:http'; export const door = http;" },
  {
    rule: 'codecs-pure',
    file: 'packages/codecs/src/canary-server.ts',
    source: "import type { Ports } from '../../server/src/ports/index.ts'; export type World = Ports;",
  },
  {
    rule: 'contract-thin',
    file: 'packages/contract/src/canary-decides.ts',
    source: "import { decide } from '@carnet/domain/access'; export const rule = decide;",
  },
  {
    rule: 'contract-thin',
    file: 'packages/contract/src/canary-server.ts',
    source: "import type { Ports } from '../../server/src/ports/index.ts'; export type World = Ports;",
  },
  {
    rule: 'ui-sees-the-contract',
    file: 'packages/ui/src/canary-decides.tsx',
    source: "import { decide } from '@carnet/domain/access'; export const Rule = () => <p>{typeof decide}</p>;",
  },
  {
    rule: 'ui-without-node',
    file: 'apps/patient/src/canary-node.tsx',
    source: "import { readFileSync } from 'node:fs'; export const Read = () => <p>{typeof readFileSync}</p>;",
  },
  { rule: 'ports-are-types', file: 'packages/server/src/ports/index.ts', source: "import type { Pool } from 'pg'; export type Ports = Pool;" },
  {
    rule: 'application-inward',
    file: 'packages/server/src/application/canary-storage.ts',
    source: "import { canary } from '../storage/canary-empty.ts'; export const reach = canary;",
    beside: ['packages/server/src/storage/canary-empty.ts', 'export const canary = 1;'],
  },
  { rule: 'application-inward', file: 'packages/server/src/application/canary-npm.ts', source: "import { z } from 'zod'; export const schema = z;" },
  {
    rule: 'application-inward',
    file: 'packages/server/src/application/canary-node.ts',
    source: "import { readFileSync } from 'node:fs'; export const read = readFileSync;",
  },
  {
    rule: 'storage-inward',
    file: 'packages/server/src/storage/canary-application.ts',
    source: "import type { Caller } from '../application/caller.ts'; export type Who = Caller;",
  },
  { rule: 'storage-inward', file: 'packages/server/src/storage/canary-http.ts', source: "import fastify from 'fastify'; export const door = fastify;" },
  {
    rule: 'interfaces-via-application',
    file: 'packages/server/src/interfaces/fhir/canary-storage.ts',
    source: "import { canary } from '../../storage/canary-empty.ts'; export const reach = canary;",
  },
  {
    rule: 'interfaces-are-siblings',
    file: 'packages/server/src/interfaces/fhir/canary-sibling.ts',
    source: "import { canary } from '../web/canary-empty.ts'; export const reach = canary;",
    beside: ['packages/server/src/interfaces/web/canary-empty.ts', 'export const canary = 1;'],
  },
  {
    rule: 'main-composes',
    file: 'packages/server/src/canary-main.ts',
    source: "export * from './main.ts';",
    beside: ['packages/server/src/main.ts', 'export const started = 1;'],
  },
  {
    rule: 'apps-see-the-contract',
    file: 'apps/patient/src/canary-decides.ts',
    source: "import type { Decision } from '@carnet/domain/access'; export type Verdict = Decision<'mask'>;",
  },
  {
    rule: 'apps-are-siblings',
    file: 'apps/patient/src/canary-sibling.ts',
    source: "import { canary } from '../../professional/src/canary-empty.ts'; export const reach = canary;",
    beside: ['apps/professional/src/canary-empty.ts', 'export const canary = 1;'],
  },
  {
    rule: 'tools-through-main',
    file: 'tools/canary-inside.ts',
    source: "import type { Ports } from '../packages/server/src/ports/index.ts'; export type World = Ports;",
  },
];

/** The sources as they are, the real dependencies, and workspaces that lead into the copy. */
async function copyHouse(): Promise<void> {
  const sourcesOnly = (path: string): boolean => !/\/(node_modules|dist)$/.test(path);
  for (const room of rooms) await cp(join(root, room), join(house, room), { recursive: true, filter: sourcesOnly });
  for (const file of ['package.json', 'tsconfig.json']) await cp(join(root, file), join(house, file));
  await mkdir(join(house, 'node_modules/@carnet'), { recursive: true });
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (name !== '@carnet' && !name.startsWith('.')) await symlink(join(root, 'node_modules', name), join(house, 'node_modules', name));
  }
  for (const name of ['domain', 'codecs', 'contract', 'server', 'ui']) await symlink(join(house, 'packages', name), join(house, 'node_modules/@carnet', name));
}

const write = async ([file, source]: readonly [string, string]): Promise<void> => {
  await mkdir(dirname(join(house, file)), { recursive: true });
  await writeFile(join(house, file), `${source}\n`);
};

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

async function cruise(): Promise<readonly Violation[]> {
  const arguments_ = [
    '--import',
    join(root, 'tests/arch/read-using.mjs'),
    join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
    ...rooms,
    '--config',
    join(root, 'tests/arch/import-rules.mjs'),
    '--output-type',
    'json',
  ];
  // It exits with the number of violations: what it printed is what counts.
  const { stdout, stderr } = await promisify(execFile)(process.execPath, arguments_, { cwd: house, maxBuffer: 64 * 1024 * 1024 }).catch(
    (failed: { stdout: string; stderr: string }) => failed,
  );
  if (stdout === '') throw new Error(`dependency-cruiser said nothing: ${stderr}`);
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

describe('who may import whom', () => {
  let violations: readonly Violation[] = [];
  beforeAll(async () => {
    await copyHouse();
    for (const { file, source, beside } of planted) {
      await write([file, source]);
      if (beside !== undefined) await write(beside);
    }
    violations = await cruise();
  }, 60_000);
  afterAll(() => rm(house, { recursive: true, force: true }));

  test.each(planted)('$rule names $file', ({ rule, file }) => {
    expect(violations.filter((violation) => violation.from === file).map((violation) => violation.rule.name)).toContain(rule);
  });

  test('every rule has a planted import', () => {
    expect(table.forbidden.map((rule) => rule.name).filter((name) => !planted.some(({ rule }) => rule === name))).toEqual([]);
  });
});
