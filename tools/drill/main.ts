// npm run drill -- kill [--runs 50] [--documents 40] | restore [--seconds 420] | feed [--runs 50] | notices [--runs 50] | export [--documents 50000]: the long forms of proofs that the tests carry in short. Prints
// figures as JSON, exits 1 on any fault. Each starts a sandbox of its own and takes it away.

import { Misused, runCommand } from '../command-line.ts';
import { printed } from '../config.ts';
import { drillExport } from './export.ts';
import { drillFeed } from './feed.ts';
import { drillKill } from './kill.ts';
import { drillNotices } from './notices.ts';
import { drillRestore } from './restore.ts';

const options = { runs: { type: 'string', default: '50' }, documents: { type: 'string' }, seconds: { type: 'string', default: '420' } } as const;
const tell = (line: string): void => console.error(line);

await runCommand('drill', options, async (values, [which = '']) => {
  const [runs, seconds] = [Number(values.runs), Number(values.seconds)];
  const documents = Number(values.documents ?? (which === 'export' ? '50000' : '40'));
  const drills: Readonly<Record<string, () => Promise<{ readonly faults: readonly string[] }>>> = {
    kill: () => drillKill(runs, documents, tell),
    restore: () => drillRestore(seconds, tell),
    feed: () => drillFeed(runs, tell),
    notices: async () => drillNotices(runs),
    export: async () => drillExport(documents),
  };
  const drill = drills[which];
  if (drill === undefined || ![runs, documents, seconds].every((value) => value > 0)) throw new Misused();
  return printed(drill);
});
