// npm run verify-journal [-- --data DIR | --seals DIR --public-key FILE]: proves the journal of a database, or names what does not hold.
// Exit code: 0, 1 when something does not hold, 2 when it could not be verified.

import { type ProofFinding, proofSentences, proofWords } from '@carnet/contract/wording';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { databaseOf } from '../database.ts';
import { type Verified, verifyJournal } from './verify.ts';

const usage = `usage: npm run verify-journal                          (the data directory of a running Carnet: var)
       npm run verify-journal -- --data <directory>
       DATABASE_URL=… npm run verify-journal -- --public-key <file.pub> [--public-key …] (--seals <directory> | --no-copies)`;

const options = {
  'data': { type: 'string' },
  'seals': { type: 'string' },
  'no-copies': { type: 'boolean' },
  'public-key': { type: 'string', multiple: true },
  'help': { type: 'boolean' },
} as const;

const progressEveryMs = 2_000;

async function verify(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options });
  if (values.help === true) {
    console.log(usage);
    return 0;
  }
  const root = resolve(import.meta.dirname, '../..');
  const dataDir = resolve(root, values.data ?? process.env['CARNET_DATA_DIR'] ?? 'var');
  const url = databaseOf(values.data === undefined && process.env['DATABASE_URL'] !== undefined ? undefined : dataDir, process.env);
  if (url === undefined) throw new Error(usage);
  const keyFile = `${process.env['CARNET_SEAL_KEY_FILE'] ?? join(dataDir, 'seal.key')}.pub`;
  const keyFiles = values['public-key'] ?? (existsSync(keyFile) ? [keyFile] : []);
  if (keyFiles.length === 0) throw new Error(`${keyFile}: ?\n${usage}`);
  const copies = values['no-copies'] === true ? undefined : (values.seals ?? process.env['CARNET_SEAL_DIR'] ?? join(dataDir, 'seals'));
  let said = Date.now();
  const verified = await verifyJournal(url, { publicKeys: keyFiles.map((file) => readFileSync(file, 'utf8')), copies }, ({ chains, of, lines }) => {
    if (Date.now() - said < progressEveryMs) return;
    said = Date.now();
    console.error(proofWords.progress(chains, of, lines));
  });
  say(verified);
  return verified.findings.length === 0 ? 0 : 1;
}

function say({ findings, chains, lines, seals, last, removedBefore }: Verified): void {
  const all = findings.map((finding: ProofFinding) => proofSentences[finding.code](finding));
  const removed = removedBefore === undefined ? [] : [proofWords.removed(removedBefore)];
  const end = findings.length > 0 ? proofWords.faults(findings.length) : proofWords.sound(chains, lines, seals, last?.through ?? '');
  for (const { fr, en } of [...all, ...removed, end]) console.log(`${fr}\n${en}\n`);
}

process.exitCode = await verify(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  return 2;
});
