// npm test: the whole proof from a clean clone. Installs what is missing, builds, then runs the checks, the tests and the browser journeys.
// The last line is `N passed, N failed, N skipped`; the exit code is 1 when anything failed or nothing ran.
// What failed is said again just above it, with its message: of a long log, often only the end is kept.
// Starts on any Node from 20.19 and goes on with the Node 24 it installed. What could not run is named, with the reason.

import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { findChromium, findShell } from './chromium.mjs';
import { install, isInstalled, node24 } from './install.mjs';

const root = resolve(import.meta.dirname, '..');
const run = (program, args) => spawnSync(program, args, { cwd: root, stdio: 'inherit' }).status === 0;
const heading = (text) => console.log(`\n── ${text} ${'─'.repeat(Math.max(3, 100 - text.length))}`);

/**
 * Begun first, a minute of network beside all that comes before the journeys: where it may install packages, the Chromium that is missing, and the
 * shell most journeys are walked in, which spares a third of their processor. Waited for, it gives the reason why there is none, if there is none.
 */
function chromium() {
  const absent = () =>
    findChromium() === undefined ? 'no Chromium on this machine: install the package "chromium", or name one with CARNET_CHROMIUM' : undefined;
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get') && !process.env.CARNET_CHROMIUM;
  if (!mayInstall || (findChromium() && findShell())) return async () => absent();
  const get = 'apt-get -qq -o Acquire::Retries=1 -o Acquire::http::Timeout=20';
  const install = `${get} install -y --no-install-recommends --no-remove`;
  const whole = findChromium() ? '' : `${install} chromium;`;
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const commands = `${get} update; ${whole} ${install} chromium-headless-shell`;
  const running = spawn('/bin/sh', ['-c', commands], { stdio: 'ignore', env: environment, timeout: 300_000 });
  const ended = new Promise((done) => running.on('close', done));
  return async () => {
    await ended;
    return absent();
  };
}

const tally = { passed: 0, failed: [], skipped: [] };
const count = (name, passed, message = '') => {
  if (passed) tally.passed += 1;
  else {
    tally.failed.push({ name, message });
    tellFailure({ name, message }, 15);
  }
};

/** Its name, then the first lines of its message that say something, none longer than a screen is wide twice. */
function tellFailure({ name, message }, lines) {
  console.log(`FAIL ${name}`);
  const said = stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '');
  for (const line of said.slice(0, lines)) console.log(`     ${line.slice(0, 240)}`);
}

const scratch = mkdtempSync(join(tmpdir(), 'carnet-test-'));
const node = (args) => run(process.execPath, args);
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const playwright = join(root, 'node_modules/@playwright/test/cli.js');

/** With a `log`, what it prints is kept there, to be shown whole: for what runs beside something else. */
function begin(args, { log, environment = {} }) {
  const output = log === undefined ? 'inherit' : openSync(log, 'w');
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', output, output], env: { ...process.env, ...environment } });
  if (log !== undefined) closeSync(output);
  return new Promise((ended) => child.on('close', (code) => ended(code === 0)));
}

/** Begins now. Its end is counted when it is asked for; `beside` something else, what it printed is shown only then. */
function vitestProject(project, { beside = false, extra = [] } = {}) {
  const file = join(scratch, `${project}.json`);
  const log = beside ? join(scratch, `${project}.log`) : undefined;
  const config = ['--root', root, '--config', 'tests/vitest.config.ts', '--project', project];
  const reporters = ['--reporter=default', '--reporter=./tests/support/tally-reporter.ts'];
  if (!beside) heading(`tests: ${project}`);
  const running = begin([vitest, 'run', ...config, ...reporters, ...extra], { log, environment: { CARNET_TALLY: file } });
  return async () => {
    const passed = await running;
    if (beside) heading(`tests: ${project}`);
    if (beside) process.stdout.write(readFileSync(log));
    if (!existsSync(file)) return count(`${project}: the runner stopped before its end`, false);
    const told = JSON.parse(readFileSync(file, 'utf8'));
    tally.passed += told.passed;
    tally.failed.push(...told.failed);
    tally.skipped.push(...told.skipped);
    // A threshold of coverage that is not met fails the run without failing a test.
    if (!passed && told.failed.length === 0) count(`${project}: the run failed outside its tests (coverage, set-up or tear-down)`, false);
  };
}

const journeysIn = (suite) => [
  ...(suite.specs ?? []).flatMap((spec) => spec.tests.map((test) => ({ title: spec.title, ...test }))),
  ...(suite.suites ?? []).flatMap(journeysIn),
];

/** The step that broke, within its steps, then what broke it. */
function whyItFailed(results) {
  const { steps = [], errors = [] } = results?.at(-1) ?? {};
  const broken = [];
  for (let step = steps.find(({ error }) => error); step; step = step.steps?.find(({ error }) => error)) broken.push(step.title);
  const told = errors.map(({ message, location }) => `${location === undefined ? '' : `${relative(root, location.file)}:${location.line}\n`}${message}`);
  return [...(broken.length > 0 ? [`at the step: ${broken.join(' › ')}`] : []), ...told].join('\n');
}

/** Phone and desktop side by side, each with a sandbox of its own: what one does to a person never shows in the other. */
const sizes = ['phone', 'desktop'];

async function journeys(browser) {
  heading('browser journeys');
  if (!existsSync(join(root, 'tests/journeys'))) return;
  const reason = await browser();
  console.log(reason ?? [findChromium(), findShell()].filter(Boolean).join(', '));
  for (const file of await Promise.all(sizes.map((size) => walk(size, reason === undefined)))) readJourneys(file, reason);
}

/** Where Playwright told what came of this size; `walked` false: only the names. */
function walk(size, walked) {
  const file = join(scratch, `journeys-${size}.json`);
  const args = ['test', '--config', 'tests/playwright.config.ts', '--project', size, '--output', `test-results/${size}`, '--reporter=list,json'];
  const run = spawn(process.execPath, [playwright, ...args, ...(walked ? [] : ['--list'])], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  return new Promise((ended) => run.on('close', () => ended(file)));
}

function readJourneys(file, reason) {
  if (!existsSync(file)) return count('journeys: the runner stopped before its end', false);
  const report = JSON.parse(readFileSync(file, 'utf8'));
  for (const { title, projectName, status, results, annotations = [] } of report.suites.flatMap(journeysIn)) {
    const name = `${title} (${projectName})`;
    if (reason !== undefined) tally.skipped.push({ name, reason });
    else if (status === 'skipped') tally.skipped.push({ name, reason: annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given' });
    else count(name, status === 'expected', whyItFailed(results));
  }
  for (const { message } of report.errors) count('journeys: outside any of them', false, message);
}

async function main() {
  if (!isInstalled()) {
    heading('installing');
    if (!install()) throw new Error('npm ci failed: see above');
  }
  const recent = node24();
  if (recent === undefined) throw new Error(`Carnet needs Node 24 or newer on this machine; this is ${process.versions.node}.`);
  if (Number(process.versions.node.split('.')[0]) < 24) {
    const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
    process.exitCode = spawnSync(recent, [import.meta.filename], { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path } }).status ?? 1;
    return;
  }
  mkdirSync(join(root, '.cache'), { recursive: true });
  const browser = chromium();
  // Two by two: each of these leaves a processor idle for a third of its time.
  const law = vitestProject('law', { beside: true, extra: ['--coverage.enabled'] });
  heading('building the apps');
  count('build', node(['tools/build.mjs']));
  await law();
  const unit = vitestProject('unit', { beside: true });
  heading('checks');
  const { runChecks } = await import('./check.mjs');
  for (const { name, passed, printed } of runChecks()) count(`check ${name}`, passed, printed);
  await unit();
  await vitestProject('database')();
  await journeys(browser);

  if (tally.skipped.length > 0) heading('skipped');
  const together = Object.groupBy(tally.skipped, ({ name, reason }) => `${name}: ${reason}`);
  for (const [what, skipped] of Object.entries(together)) console.log(`${skipped.length} skipped in ${what}`);
  if (tally.failed.length > 0) heading('failed');
  for (const failure of tally.failed) tellFailure(failure, 10);
  console.log(`\n${tally.passed} passed, ${tally.failed.length} failed, ${tally.skipped.length} skipped`);
  process.exitCode = tally.failed.length > 0 || tally.passed === 0 ? 1 : 0;
}

try {
  await main();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
