// npm run explain -- case.json: reads one access request and prints the rules in their order, what each did, and the decision.
// npm run explain -- --trace <id> [--data <dir>]: why was this refused? For any trace or request of a database, found by DATABASE_URL or in a data directory.
// Decides with the very function the server decides with; changes nothing. Exit code: 0, 1 when another decision was expected or traced, 2 when it cannot be read.

import { readFile } from 'node:fs/promises';
import { Misused, runCommand } from '../command-line.ts';
import { readCase } from './case.ts';
import { renderExplanation } from './render.ts';
import { databaseOf } from '../database.ts';
import { explainTraceIn } from './trace.ts';

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
  if (url === undefined) throw new Misused();
  const { text, outcome } = await explainTraceIn(url, id);
  console.log(text);
  return { 'agrees': 0, 'kept-only': 0, 'differs': 1, 'unknown': 2 }[outcome];
}

await runCommand('explain', { trace: { type: 'string' }, data: { type: 'string' } }, ({ trace, data }, [file]) => {
  if (trace !== undefined) return explainOneTrace(trace, data);
  if (file !== undefined) return explainFile(file);
  throw new Misused();
});
