// npm run fuzz: the fuzzing of the tests, for as long as one likes. `--cases N` of each (in the tests, 20,000 of a parser and 3,000 of a door), `--seed N` to see a failure
// again, `--only name` of a parser or a door. Ends with the first failure, which prints its seed and keeps its input.

import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({ options: { cases: { type: 'string', default: '1000000' }, seed: { type: 'string' }, only: { type: 'string' } } });
const environment = {
  ...process.env,
  CARNET_FUZZ_CASES: values.cases,
  CARNET_FUZZ_SEED: values.seed ?? String(Date.now() % 2_147_483_647),
};
const test = ['run', '--root', root, '--config', 'tests/vitest.config.ts', '--project', 'database', '--testTimeout', '86400000', 'tests/fuzz'];
const only = values.only === undefined ? [] : ['-t', values.only];
const run = spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...test, ...only], { cwd: root, stdio: 'inherit', env: environment });
process.exitCode = run.status ?? 1;
