// npm run drill -- kill [--runs 50] [--documents 40] | restore [--seconds 420] | feed [--runs 50] | notices [--runs 50] | export [--documents 50000]: the long forms of proofs that the tests carry in short. Prints
// figures as JSON, exits 1 on any fault. Each starts a sandbox of its own and takes it away.

import { parseArgs } from 'node:util';
import { drillExport } from './export.ts';
import { drillFeed } from './feed.ts';
import { drillKill } from './kill.ts';
import { drillNotices } from './notices.ts';
import { drillRestore } from './restore.ts';

const usage =
  'npm run drill -- kill [--runs 50] [--documents 40] | restore [--seconds 420] | feed [--runs 50] | notices [--runs 50] | export [--documents 50000]';
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '50' },
    documents: { type: 'string' },
    seconds: { type: 'string', default: '420' },
  },
});
const [runs, seconds] = [Number(values.runs), Number(values.seconds)];
const documents = Number(values.documents ?? (positionals[0] === 'export' ? '50000' : '40'));
const tell = (line: string): void => console.error(line);
const drills: Readonly<Record<string, () => Promise<{ readonly faults: readonly string[] }>>> = {
  kill: () => drillKill(runs, documents, tell),
  restore: () => drillRestore(seconds, tell),
  feed: () => drillFeed(runs, tell),
  notices: async () => drillNotices(runs),
  export: async () => drillExport(documents),
};
const drill = drills[positionals[0] ?? ''];
if (drill === undefined || ![runs, documents, seconds].every((value) => value > 0)) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const report = await drill();
  console.log(JSON.stringify(report, undefined, 2));
  process.exitCode = report.faults.length === 0 ? 0 : 1;
}
