// The statement of /accessibilite and the table of docs/accessibility.md say the same.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { audit } from '../../../apps/patient/src/journeys/arriving/audit.ts';

const page = readFileSync(resolve(import.meta.dirname, '../../../docs/accessibility.md'), 'utf8');
const rows = [...page.matchAll(/^\| (\d+\.\d+) \| [^|]+ \| (C|NC|NA) \| [^|]+ \|$/gm)].map(([, criterion, result]) => ({
  criterion: criterion!,
  result: result!,
}));
/** Criteria of each theme of the RGAA 4.1. */
const themes = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];

test('each criterion of the RGAA has its result', () => {
  expect(rows.map(({ criterion }) => criterion)).toEqual(themes.flatMap((count, theme) => Array.from({ length: count }, (_, at) => `${theme + 1}.${at + 1}`)));
});

test('the statement says what the table says', () => {
  expect({
    held: rows.filter(({ result }) => result === 'C').length,
    failed: rows.filter(({ result }) => result === 'NC').map(({ criterion }) => criterion),
  }).toEqual({
    held: audit.held,
    failed: audit.failed,
  });
  expect(page).toContain(audit.on);
});
