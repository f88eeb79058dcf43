// Runs cases and holds what every one of them must: an answer, in time, and memory given back. The seed is printed; CARNET_FUZZ_SEED and
// CARNET_FUZZ_CASES say otherwise. What fails is written whole under test-results/fuzz, to be kept as a named case once it is mended.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Random, caseOf } from './mutate.ts';

const fuzzSeed = Number(process.env['CARNET_FUZZ_SEED'] ?? 20_260_401);
/** Of a parser, in the process; of a door, where each is a whole request to a running server and costs twenty times as much. */
export const fuzzCases = Number(process.env['CARNET_FUZZ_CASES'] ?? 20_000);
export const doorCases = Number(process.env['CARNET_FUZZ_CASES'] ?? 2_000);
/** On the clock: what a person waits for. A machine that does other things meanwhile is given a second look. */
const slowestMs = 2_000;
/** What caches may keep, and a kilobyte a case: more is a leak. */
const growthMaximumBytes = (cases: number): number => 4 * 1024 * 1024 + cases * 1024;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
/** What native code holds is given back a turn after its object was collected. */
async function kept(): Promise<number> {
  for (let turn = 0; turn < 3; turn += 1) {
    collect();
    await new Promise((later) => setImmediate(later));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

export interface Cases<Input> {
  readonly name: string;
  readonly make: (random: Random, number: number) => Input;
  /** Throws for a case that fails. */
  readonly run: (input: Input) => void | Promise<void>;
  readonly written: (input: Input) => Buffer;
  /** At once. */
  readonly abreast?: number;
}

export async function fuzz<Input>({ name, make, run, written, abreast = 1 }: Cases<Input>, cases: number = fuzzCases): Promise<string> {
  const one = async (number: number): Promise<void> => {
    const input = make(caseOf(fuzzSeed, number), number);
    const fault = await faultOf(run, input);
    if (fault === undefined) return;
    const directory = resolve(import.meta.dirname, '../../test-results/fuzz');
    mkdirSync(directory, { recursive: true });
    const file = join(directory, `${name.replaceAll(/\W+/g, '-')}-${fuzzSeed}-${number}`);
    writeFileSync(file, written(input));
    throw new Error(`${name}, seed ${fuzzSeed}, case ${number}: ${fault}; its input is in test-results/fuzz`);
  };
  const started = process.cpuUsage();
  let next = 0;
  const until = async (end: number): Promise<void> => {
    const lane = async (): Promise<void> => {
      while (next < end) {
        next += 1;
        await one(next - 1);
      }
    };
    await Promise.all(Array.from({ length: abreast }, lane));
  };
  // What is compiled, cached or pooled once is there after a quarter.
  await until(Math.ceil(cases / 4));
  const before = await kept();
  await until(cases);
  const growth = (await kept()) - before;
  if (growth > growthMaximumBytes(cases)) throw new Error(`${name}: ${Math.round(growth / 1024 / 1024)} MB were not given back after ${cases} cases`);
  const { user, system } = process.cpuUsage(started);
  return `${name}: ${cases} cases from seed ${fuzzSeed}, ${((user + system) / 1_000 / cases).toFixed(2)} ms of processor each, ${Math.round(growth / 1024)} KB kept`;
}

async function faultOf<Input>(run: (input: Input) => void | Promise<void>, input: Input, again = true): Promise<string | undefined> {
  const started = performance.now();
  try {
    await run(input);
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message} ${(error.stack ?? '').split('\n')[1] ?? ''}` : String(error);
  }
  const took = performance.now() - started;
  if (took <= slowestMs) return undefined;
  return again ? faultOf(run, input, false) : `${Math.round(took)} ms`;
}
