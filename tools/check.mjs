// npm run check: what can be said of the sources without running them. Types, lint, format, who imports whom, nothing unused.
// Every check runs even when an earlier one failed; the exit code is 1 when any did. `--fix` formats and fixes instead of telling.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(import.meta.dirname, '..');
// npm puts the binaries only one workspace asks for beside that workspace.
const binaries = [join(root, 'node_modules/.bin'), join(root, 'tools/node_modules/.bin'), join(root, 'tests/node_modules/.bin')];
const environment = { ...process.env, PATH: [...binaries, process.env.PATH].join(delimiter) };
const rooms = ['packages', 'apps', 'tools', 'tests'].filter((room) => existsSync(join(root, room)));

const checks = (fix) => [
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'lint', command: ['oxlint', ...(fix ? ['--fix'] : []), '--deny-warnings', ...rooms] },
  { name: 'format', command: ['oxfmt', ...(fix ? [] : ['--check']), '.'] },
  {
    name: 'imports',
    command: [
      process.execPath,
      '--import',
      './tests/arch/read-using.mjs',
      'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      ...rooms.filter((room) => room !== 'tests'),
      '--config',
      'tests/arch/import-rules.mjs',
      '--output-type',
      'err-long',
    ],
  },
  { name: 'unused', command: ['knip', '--no-progress', '--no-config-hints'] },
];

/** Runs every check; what each printed is shown only when it failed. Returns each check with what it printed. */
export function runChecks({ fix = false } = {}) {
  return checks(fix).map(({ name, command: [program, ...args] }) => {
    const started = performance.now();
    const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: root, env: environment, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    const passed = status === 0;
    const printed = `${error === undefined ? `${stdout}${stderr}` : error.message}`.trimEnd();
    if (!passed) console.log(printed);
    console.log(`${passed ? 'ok  ' : 'FAIL'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    return { name, passed, printed };
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = runChecks({ fix: process.argv.includes('--fix') }).every(({ passed }) => passed) ? 0 : 1;
}
