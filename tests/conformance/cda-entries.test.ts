// What is read in codes of each of the published CI-SIS documents: how many facts of each kind, absences, and what was left by why. The table is
// tests/golden/cda-entries.json (CARNET_UPDATE_DOCS=1 writes it anew): a reader that reads less, or otherwise, shows.

import { readCdaEntries } from '@carnet/codecs/cda';
import { factKinds } from '@carnet/domain/clinical';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleBytes, sampleFiles } from '../support/cda-samples.ts';

const golden = join(import.meta.dirname, '../golden/cda-entries.json');
if (sampleFiles.length === 0) process.stdout.write('skipped: the published CDA documents are not beside the project\n');

/** Only what is not nothing. */
const told = (counts: Readonly<Record<string, number>>): Record<string, number> => Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));

test.runIf(sampleFiles.length > 0)('every published document is read as the table says', () => {
  const table = Object.fromEntries(
    sampleFiles.map((file) => {
      const content = readCdaEntries(sampleBytes(file));
      if (content === undefined) return [file, 'no structured body'];
      const facts = Object.fromEntries(factKinds.map((kind) => [kind, content.facts.filter((fact) => fact.kind === kind).length]));
      return [file, { facts: told(facts), ...(content.absences.length === 0 ? {} : { absences: content.absences.length }), left: told({ ...content.left }) }];
    }),
  );
  if (process.env['CARNET_UPDATE_DOCS'] === '1') writeFileSync(golden, `${JSON.stringify(table, null, 2)}\n`);
  expect(table).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
});
