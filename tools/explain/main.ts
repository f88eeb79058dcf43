// npm run explain -- case.json: reads one access request and prints the rules in their order, what each did, and the decision.
// Decides with the very function the server decides with; touches no record. Exit code: 0, 1 when the case expected another decision, 2 when it cannot be read.

import { readFile } from 'node:fs/promises';
import { readCase } from './case.ts';
import { renderExplanation } from './render.ts';

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

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: npm run explain -- <case.json>     (format: docs/cases.md, examples: docs/examples/)');
  process.exitCode = 2;
} else {
  process.exitCode = await explainFile(file).catch((error: Error) => {
    console.error(`${file}: ${error.message}`);
    return 2;
  });
}
