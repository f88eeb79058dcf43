// npm run drill -- kill [--runs 50] [--documents 40] | restore [--seconds 420] | feed [--runs 50] | notices [--runs 50]: the long forms of proofs that the tests carry in short. Prints
// figures as JSON, exits 1 on any fault. Each starts a sandbox of its own and takes it away.

import { parseArgs } from 'node:util';
import { drillFeed } from './feed.ts';
import { drillKill } from './kill.ts';
import { drillNotices } from './notices.ts';
import { drillRestore } from './restore.ts';

const usage = 'npm run drill -- kill [--runs 50] [--documents 40] | restore [--seconds 420] | feed [--runs 50] | notices [--runs 50]';
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '50' },
    documents: { type: 'string', default: '40' },
    seconds: { type: 'string', default: '420' },
  },
});
const [runs, documents, seconds] = [Number(values.runs), Number(values.documents), Number(values.seconds)];
const tell = (line: string): void => console.error(line);
const drills: Readonly<Record<string, () => Promise<{ readonly faults: readonly string[] }>>> = {
  kill: () => drillKill(runs, documents, tell),
  restore: () => drillRestore(seconds, tell),
  feed: () => drillFeed(runs, tell),
  notices: async () => drillNotices(runs),
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
