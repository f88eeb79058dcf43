// Composition for `npm run intake`: takes an insurer's file that is on this machine, beside the server and without it, by the use case and the
// rules of the door. Whoever runs it has the keys of the installation; the journal names the insurer, and that the file came by hand.

import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { StructIdNat } from '@carnet/domain/identity';
import { type Result, civilDateInParis, plusDays } from '@carnet/domain/kernel';
import { type FeedLines, takeIntake } from './application/take-intake.ts';
import { machineClock } from './clock.ts';
import type { Config } from './config.ts';
import { splitLines } from './interfaces/feed/split-lines.ts';
import { structureCaller } from './interfaces/pipeline.ts';
import { portsOn } from './ports-on.ts';
import type { Intake } from './ports/index.ts';
import { type Alarm, openMasterKey, openStorage } from './storage/index.ts';

export interface FileToTake {
  readonly path: string;
  /** Of the insurer: a structure of the directory. */
  readonly insurer: StructIdNat;
  readonly name: string;
  readonly gzip: boolean;
}
export interface OperatorsIntake {
  /** `progress`: lines read so far, passed over or taken. */
  take(file: FileToTake, progress: (lines: number) => void): Promise<Result<Intake>>;
  close(): Promise<void>;
}

export async function openOperatorsIntake(config: Config, databaseUrl: string, alarm: Alarm): Promise<OperatorsIntake> {
  const { master } = openMasterKey({ url: config.masterKeyUrl, formerUrls: config.formerMasterKeyUrls, tls: config.kmsTls, mayMake: false });
  const storage = await openStorage({ databaseUrl, blobDir: fileURLToPath(config.blobUrl), masterKey: master, alarm });
  // What the insurer sends is lines, not documents that say anything in codes.
  const ports = portsOn(storage, machineClock, () => undefined);
  return {
    async take({ path, insurer, name, gzip }, progress) {
      const caller = await storage.transactions.run(({ directory }) => structureCaller(directory, { id: insurer }, { door: 'job' }, 'normal'));
      if (!caller.ok) return caller;
      const latest = civilDateInParis(plusDays(ports.clock.now(), 1));
      const open = (): FeedLines => told(splitLines(createReadStream(path), { gzip, from: 1, latest }), progress);
      return takeIntake(ports, caller.value, name, open);
    },
    close: () => storage.close(),
  };
}

async function* told(lines: FeedLines, progress: (lines: number) => void): FeedLines {
  for await (const some of lines) {
    yield some;
    progress(some.at(-1)!.number);
  }
}
