// The emergency card's table of labels names every treatment and illness the sandbox writes in codes, in seven languages.

import { cardLanguages } from '@carnet/contract';
import { cardDay, labelOf } from '@carnet/ui/wording/card';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

it('names what the sandbox writes in codes, each in its seven languages, and nothing it does not know', () => {
  const papers = readFileSync(resolve(import.meta.dirname, '../../../packages/server/src/sandbox/region/papers.ts'), 'utf8');
  const codesIn = (table: string, system: string) =>
    [
      ...papers
        .split(`const ${table} = [`)[1]!
        .split('] as const')[0]!
        .matchAll(/^ {2}\['([^']+)'/gm),
    ].map(([, code]) => ({ system, code: code! }));
  const written = [...codesIn('medicines', '2.16.840.1.113883.6.73'), ...codesIn('problems', '2.16.840.1.113883.6.3')];
  expect(written).toHaveLength(18);
  for (const code of written) for (const language of cardLanguages) expect(labelOf(language, [code]), `${language} ${code.code}`).toMatch(/\S/);
  for (const language of cardLanguages) expect(labelOf(language, [{ system: '2.16.840.1.113883.6.3', code: 'G35' }])).toBeUndefined();
  expect(
    labelOf('ar', [
      { system: 'x', code: 'I10' },
      { system: '2.16.840.1.113883.6.3', code: 'E11.9' },
    ]),
  ).toMatch(/\p{Script=Arabic}/u);
});

it('writes days with Latin digits in every language', () => {
  for (const language of cardLanguages) expect(cardDay(language, '1990-06-11')).toMatch(/11.*1990/);
});
