// npm run verify-journal, export-journal, remove-journal: proves the journal of a database, or names what does not hold; writes lines of it as
// FHIR AuditEvents; takes away what is older than its retention. Exit code: 0, 1 when something does not hold, 2 when it could not be done.

import { type ProofFinding, proofSentences, proofWords } from '@carnet/contract/wording';
import { instantOf, parseCivilDate } from '@carnet/domain/kernel';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { parseArgs } from 'node:util';
import { Misused, runCommand } from '../command-line.ts';
import { databaseOf } from '../database.ts';
import { exportLines } from './export.ts';
import { removeLines } from './remove.ts';
import { type Verified, verifyJournal } from './verify.ts';

const options = {
  'data': { type: 'string' },
  'seals': { type: 'string' },
  'no-copies': { type: 'boolean' },
  'public-key': { type: 'string', multiple: true },
  'key': { type: 'string' },
  'dossier': { type: 'string' },
  'day': { type: 'string' },
  'before': { type: 'string' },
} as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

const progressEveryMs = 2_000;

interface Place {
  readonly url: string;
  readonly keyFile: string;
  readonly publicKeys: readonly string[];
  readonly sealDirectory: string;
}

function placeOf(values: Values): Place {
  const dataDir = resolve(import.meta.dirname, '../..', values.data ?? process.env['CARNET_DATA_DIR'] ?? 'var');
  const url = databaseOf(values.data === undefined && process.env['DATABASE_URL'] !== undefined ? undefined : dataDir, process.env);
  if (url === undefined) throw new Misused();
  const keyFile = values.key ?? process.env['CARNET_SEAL_KEY_FILE'] ?? join(dataDir, 'seal.key');
  const given = values['public-key'] ?? (existsSync(`${keyFile}.pub`) ? [`${keyFile}.pub`] : []);
  return {
    url,
    keyFile,
    publicKeys: given.map((file) => readFileSync(file, 'utf8')),
    sealDirectory: values.seals ?? process.env['CARNET_SEAL_DIR'] ?? join(dataDir, 'seals'),
  };
}

async function verify(values: Values): Promise<number> {
  const { url, publicKeys, sealDirectory } = placeOf(values);
  if (publicKeys.length === 0) throw new Misused();
  let said = Date.now();
  const verified = await verifyJournal(url, { publicKeys, copies: values['no-copies'] === true ? undefined : sealDirectory }, ({ chains, of, lines }) => {
    if (Date.now() - said < progressEveryMs) return;
    said = Date.now();
    console.error(proofWords.progress(chains, of, lines));
  });
  say(verified);
  return verified.findings.length === 0 ? 0 : 1;
}

const print = ({ fr, en }: { readonly fr: string; readonly en: string }): void => console.log(`${fr}\n${en}\n`);
const printFindings = (findings: readonly ProofFinding[]): void => {
  for (const finding of findings) print(proofSentences[finding.code](finding));
};

function say({ findings, chains, lines, seals, last, removedBefore }: Verified): void {
  printFindings(findings);
  if (removedBefore !== undefined) print(proofWords.removed(removedBefore));
  print(findings.length > 0 ? proofWords.faults(findings.length) : proofWords.sound(chains, lines, seals, last?.through ?? ''));
}

async function exportThem(values: Values): Promise<number> {
  if (values.dossier === undefined && values.day === undefined) throw new Misused();
  await exportLines(placeOf(values).url, values, async (line) => {
    if (!process.stdout.write(line)) await once(process.stdout, 'drain');
  });
  return 0;
}

async function remove(values: Values): Promise<number> {
  const before = parseCivilDate(values.before ?? '', 'before');
  const { url, keyFile, publicKeys } = placeOf(values);
  if (!before.ok || publicKeys.length === 0) throw new Misused();
  const done = await removeLines(url, { before: before.value, now: instantOf(Date.now()), key: readFileSync(keyFile, 'utf8'), publicKeys });
  if (done.outcome === 'removed') print(proofWords.removedNow(done.lines, before.value));
  if (done.outcome === 'too-recent') print(proofWords.tooRecent(done.earliest, done.years));
  if (done.outcome === 'unproven') {
    printFindings(done.findings);
    print(proofWords.notRemoved);
  }
  return done.outcome === 'removed' ? 0 : 1;
}

const commands: Readonly<Record<string, (values: Values) => Promise<number>>> = { verify, export: exportThem, remove };

// The first word is the script's, not whoever types its options.
const [command = '', ...args] = process.argv.slice(2);
await runCommand(
  'journal',
  options,
  (values, positionals) => {
    const act = commands[command];
    if (act === undefined || positionals.length > 0) throw new Misused();
    return act(values);
  },
  args,
);
