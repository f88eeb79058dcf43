// npm run drill -- kill [--runs 50] [--documents 40]: the long forms of proofs that the tests carry in short. Prints figures as JSON, exits 1 on
// any fault. Each starts a sandbox of its own and takes it away.

import { parseArgs } from 'node:util';
import { drillKill } from './kill.ts';

const usage = 'npm run drill -- kill [--runs 50] [--documents 40]';
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '50' }, documents: { type: 'string', default: '40' } },
});
const [runs, documents] = [Number(values.runs), Number(values.documents)];
if (positionals[0] !== 'kill' || !(runs > 0) || !(documents > 0)) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const report = await drillKill(runs, documents, (line) => console.error(line));
  console.log(JSON.stringify(report, undefined, 2));
  process.exitCode = report.faults.length === 0 ? 0 : 1;
}
