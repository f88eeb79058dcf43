// npm run explain -- case.json: reads one access request and prints the rules in their order, what each did, and the decision.
// npm run explain -- --trace <id> [--data <dir>]: why was this refused? For any trace or request of a database, found by DATABASE_URL or in a data directory.
// Decides with the very function the server decides with; changes nothing. Exit code: 0, 1 when another decision was expected or traced, 2 when it cannot be read.

import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readCase } from './case.ts';
import { renderExplanation } from './render.ts';
import { databaseOf } from '../database.ts';
import { explainTraceIn } from './trace.ts';

const usage = `usage: npm run explain -- <case.json>                      (format: docs/cases.md, examples: docs/examples/)
       npm run explain -- --trace <id> --data <directory>   (the data directory of a running Carnet)
       DATABASE_URL=… npm run explain -- --trace <id>`;

async function explainFile(file: string): Promise<number> {
  const read = readCase(JSON.parse(await readFile(file, 'utf8')));
  if (!read.ok) {
    for (const { field, rule, given = 'nothing', expected = 'none' } of read.findings)
      console.error(`${field}: ${rule} (given ${given}, expected ${expected})`);
    return 2;
  }
  const { text, asExpected } = renderExplanation(read.value);
  console.log(text);
  return asExpected ? 0 : 1;
}

async function explainOneTrace(id: string, dataDir: string | undefined): Promise<number> {
  const url = databaseOf(dataDir, process.env);
  if (url === undefined) throw new Error('no database: give --data, or DATABASE_URL');
  const { text, outcome } = await explainTraceIn(url, id);
  console.log(text);
  return { 'agrees': 0, 'kept-only': 0, 'differs': 1, 'unknown': 2 }[outcome];
}

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: { trace: { type: 'string' }, data: { type: 'string' } }, allowPositionals: true });
  const [file] = positionals;
  if (values.trace !== undefined) return explainOneTrace(values.trace, values.data);
  if (file !== undefined) return explainFile(file);
  console.error(usage);
  return 2;
}

process.exitCode = await run(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  return 2;
});
