// Puts a backup back on an empty machine, as it was at a moment: the base, then the log up to there, then every document that the database
// names, each checked. Whole or not at all: everything is made under other names and renamed once nothing is missing. Refuses, and names, a
// target that holds anything, a key that is not the backup's, a piece that is corrupted or missing.

import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { MasterKey } from '../master-key/index.ts';
import { type Base, bases, blobFolder, namesIn, readMark, walFolder } from './layout.ts';
import { extractBase } from './extract.ts';
import { type Recovered, type Target, recover } from './recover.ts';
import { copyDocument } from './mark.ts';
import { refuseWrongKey } from './take.ts';
import { faultsOfBase, faultsOfLog, logFrom } from './verify.ts';

export interface Restoring {
  readonly backup: string;
  /** Of the embedded database; its password goes beside it, in `<dir>.password`. */
  readonly postgresDir: string;
  readonly blobDir: string;
  readonly master: MasterKey;
  /** Milliseconds since 1970; undefined: as late as documents and database are both whole. */
  readonly at: number | undefined;
}
export interface Restored {
  readonly base: string;
  /** The last change that was kept, ISO 8601; undefined: none after the base. */
  readonly until: string | undefined;
  readonly documents: number;
}

export class CannotRestore extends Error {}

export async function restore({ backup, postgresDir, blobDir, master, at }: Restoring): Promise<Restored> {
  for (const directory of [postgresDir, blobDir])
    if ((await namesIn(directory)).length > 0) throw new CannotRestore(`${directory} is not empty: nothing is ever restored over what is there`);
  const mark = await readMark(backup);
  if (mark === undefined) throw new CannotRestore(`${backup} holds no backup (mark.json is missing)`);
  if (at !== undefined && at > Date.parse(mark.at)) throw new CannotRestore(`this backup goes up to ${mark.at}`);
  const base = await chooseBase(backup, at);
  await refuseWrongKey(base.manifest, master);
  const log = await logFrom(backup, base.manifest.firstWal);
  refuseFaults([...(await faultsOfBase(base)), ...(await faultsOfLog(backup, log))]);

  const draft = `${postgresDir}.restoring`;
  const blobDraft = `${blobDir}.restoring`;
  const clear = async (): Promise<void> => {
    for (const directory of [draft, blobDraft]) await rm(directory, { recursive: true, force: true });
  };
  const attempt = async (target: Target): Promise<Recovered> => {
    await clear();
    await extractBase(base, draft);
    for (const name of log) await copyFile(path.join(walFolder(backup), name), path.join(draft, 'pg_wal', name));
    return recover(draft, target, master);
  };
  try {
    const target: Target = at === undefined ? lastWhole(mark.lsn) : { time: new Date(at).toISOString() };
    const recovered = await attempt(target);
    refuseFaults(await copyAll(recovered.addresses, backup, blobDraft));
    await mkdir(path.dirname(blobDir), { recursive: true });
    await rename(blobDraft, blobDir);
    await writeFile(`${postgresDir}.password`, recovered.password, { mode: 0o600, flush: true });
    await rename(draft, postgresDir);
    return { base: base.manifest.takenAt, until: recovered.until, documents: recovered.addresses.length };
  } catch (error) {
    await clear();
    throw error;
  }
}

const lastWhole = (lsn: string | undefined): Target => (lsn === undefined ? {} : { lsn });

/** The last one taken before that moment: the less of the log there is to read, the sooner it is done. */
async function chooseBase(backup: string, at: number | undefined): Promise<Base> {
  const all = await bases(backup);
  const base = all.findLast(({ manifest }) => at === undefined || Date.parse(manifest.takenAt) <= at);
  if (base !== undefined) return base;
  throw new CannotRestore(all[0] === undefined ? `${backup} holds no whole base` : `the oldest base is of ${all[0].manifest.takenAt}`);
}

function refuseFaults(faults: readonly string[]): void {
  if (faults.length > 0) throw new CannotRestore(`this backup cannot be trusted:\n${faults.join('\n')}`);
}

/** Each document that the database names; what is missing or corrupted, by its path in the backup. */
async function copyAll(addresses: readonly string[], backup: string, to: string): Promise<readonly string[]> {
  const faults: string[] = [];
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const address of addresses) {
    const place = path.join(address.slice(0, 3), address);
    await mkdir(path.join(to, address.slice(0, 3)), { recursive: true, mode: 0o700 });
    const whole = await copyDocument(path.join(blobFolder(backup), place), path.join(to, place)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (whole !== true) faults.push(`blobs/${place}: ${whole === undefined ? 'missing' : 'corrupted'}`);
  }
  return faults;
}
