// The synthesis that Carnet writes, and the national example of another author: the first is valid by the schema of CDA that the ANS publishes, both
// are read under the seven headings.

import { readCda, synthesisBody, writeCda } from '@carnet/codecs/cda';
import { synthesisWording } from '@carnet/contract/wording';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { emptySynthesis, fullSynthesis, synthesisHeader } from '../fixtures/synthesis.ts';
import { testWording } from '../fixtures/cda/wording.ts';
import { openSchema, schemaPresent } from '../support/xsd.ts';

const example = resolve(import.meta.dirname, '../../../shared/samples/cda/VSM_1.4_2022.01.xml');

test.skipIf(!schemaPresent)('what is written is valid: full, all « néant », and with nothing filled but one', () => {
  const schema = openSchema('cda/CDA_extended.xsd');
  const none = Object.fromEntries(Object.keys(emptySynthesis).map((part) => [part, { lines: [], none: true }])) as unknown as typeof emptySynthesis;
  for (const synthesis of [fullSynthesis, none, { ...emptySynthesis, family: fullSynthesis.family }]) {
    const { models, body } = synthesisBody(synthesisHeader.uniqueId, synthesis, synthesisWording);
    expect(schema.faults(writeCda({ ...synthesisHeader, models }, body))).toEqual([]);
  }
  schema.close();
});

test.skipIf(!existsSync(example))('the national example is read under the seven headings, and loses nothing', () => {
  const read = readCda(readFileSync(example), testWording);
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  const { sections } = read.value.view;
  expect(sections.map(({ title }) => title)).toEqual(
    ['past', 'risks', 'family', 'allergies', 'problems', 'treatments', 'results'].map((name) => `[synthesis-${name}]`),
  );
  const told = JSON.stringify(sections);
  for (const words of ['Pyélonéphrite', 'Dilatation', 'amiante', 'drépanocytaire', 'Paracétamol', 'Angine de poitrine', 'COUMADINE', 'ECG'])
    expect(told).toContain(words);
  expect(JSON.stringify(sections[2])).toContain('Mère');
});
