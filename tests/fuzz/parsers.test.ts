// Every parser that bytes from outside reach, against inputs broken at random from kept seeds and from the documents of others where they
// are: no exception, an answer within two seconds, memory given back.

import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { mutated } from './mutate.ts';
import { type Parser, parsersToFuzz } from './parsers.ts';
import { fuzz, fuzzCases } from './run.ts';

let parsers: ReadonlyMap<string, Parser>;
beforeAll(async () => {
  parsers = new Map((await parsersToFuzz()).map((parser) => [parser.name, parser]));
});

const names = [
  'xml',
  'json',
  'fhir resource',
  'fhir bundle',
  'fhir search',
  'fhir patch',
  'cda',
  'fhir document',
  'vihf',
  'signature',
  'soap',
  'what a CDA says in codes',
  'hl7v3',
  'xds',
  'pdf and pictures',
  'habilitation file',
  'certificate',
  'list of revoked cards',
];
test('each parser is there', () => expect([...parsers.keys()]).toEqual(names));

describe('broken at random', () => {
  test.each(names)(
    '%s',
    async (name) => {
      const { seeds, run, share = 1 } = parsers.get(name)!;
      for (const seed of seeds) run(seed);
      console.log(await fuzz({ name, make: (random) => mutated(seeds, random), run, written: (bytes) => bytes }, Math.ceil(fuzzCases * share)));
    },
    600_000,
  );
});

const samples = resolve(import.meta.dirname, '../../../shared/samples/cda');
describe('documents of others, broken', () => {
  test.skipIf(!existsSync(samples))('as CDA, as XML', async () => {
    const seeds = readdirSync(samples)
      .map((file) => join(samples, file))
      .filter((file) => statSync(file).size < 60_000)
      .map((file) => readFileSync(file));
    for (const name of ['cda', 'what a CDA says in codes', 'xml'])
      await fuzz(
        { name: `${name} of others`, make: (random) => mutated(seeds, random), run: parsers.get(name)!.run, written: (bytes) => bytes },
        Math.ceil(fuzzCases / 40),
      );
  });
});
