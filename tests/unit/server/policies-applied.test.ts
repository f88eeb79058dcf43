// No value can be set in vain without saying so: each policy is read by the program, or is told as not applied yet.

import { type PolicyEntry, policyKeys, policyTable } from '@carnet/domain/access';
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const sources = (
  await Promise.all(
    // What an operator does by command is the program too.
    ['packages/domain/src', 'packages/server/src', 'tools/journal'].map(async (folder) =>
      (await readdir(join(root, folder), { recursive: true }))
        .filter((name) => name.endsWith('.ts') && name !== 'access/policy.ts')
        .map((name) => readFileSync(join(root, folder, name), 'utf8')),
    ),
  )
)
  .flat()
  .join('\n');

test.each(policyKeys)('%s is applied, or says that it is not', (key) => {
  const entry: PolicyEntry = policyTable[key];
  // What the law fixes stands in the table to be read: the program has it from the law itself.
  if (entry.changeable) expect([key, sources.includes(key)]).toEqual([key, entry.awaited !== true]);
});
