// The folder on the disk: what waits in it, and where each file goes. Nothing is followed out of it (no link), nothing is deleted, and a file leaves
// the inbox last, by one rename, once what is told of it is written: killed at any moment, the next start finds it where it was and sends it again.

import { constants } from 'node:fs';
import { appendFile, lstat, mkdir, open, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dropColumns, dropNames as names, dropWording as say } from '@carnet/contract/wording';
import { typeWords } from './file-name.ts';
import { type Residents, readResidents } from './residents.ts';

export const maximumBytes = 50_000_000;

export interface Waiting {
  readonly path: string;
  readonly file: string;
  readonly folder: string | undefined;
  readonly size: number;
  readonly modified: number;
  readonly link: boolean;
}
export interface Found {
  readonly files: readonly Waiting[];
  readonly told: readonly string[];
}

export class Folder {
  readonly #root: string;
  constructor(root: string) {
    this.#root = root;
  }

  readonly at = (name: keyof typeof names): string => join(this.#root, names[name]);

  /** Makes what is missing; the page for whoever uses it is always that of this version. */
  async prepare(): Promise<void> {
    await mkdir(this.at('inbox'), { recursive: true });
    await writeFile(this.at('readme'), say.readme(typeWords));
    await writeNew(this.at('residents'), `\uFEFF${Object.values(dropColumns).join(';')}\r\n`);
    await writeNew(this.at('journal'), `\uFEFF${say.journalHeader}\r\n`);
  }

  async residents(): Promise<Residents> {
    const read = readResidents(await readFile(this.at('residents')));
    for (const { folder } of read.all) await mkdir(join(this.at('inbox'), folder), { recursive: true });
    return read;
  }

  /** Everything in the inbox and in the folders of residents, no deeper. */
  async waiting(): Promise<Found> {
    const files: Waiting[] = [];
    const told: string[] = [];
    const look = async (folder: string | undefined): Promise<void> => {
      const place = join(this.at('inbox'), folder ?? '');
      for (const entry of await readdir(place, { withFileTypes: true })) {
        if (isPassing(entry.name)) continue;
        const path = join(place, entry.name);
        if (entry.isFile() || (entry.isSymbolicLink() && !(await leadsToFolder(path)))) files.push(...(await weighed(path, entry.name, folder)));
        else if (entry.isDirectory() && folder === undefined) await look(entry.name);
        else told.push(say.notTaken(join(folder ?? '', entry.name)));
      }
    };
    await look(undefined);
    return { files, told };
  }

  /** Moves it under today's date with what is told beside it, under a name nothing has yet. */
  async file(
    waiting: Waiting,
    as: 'deposited' | 'refused',
    { day, report, line }: { readonly day: string; readonly report: string; readonly line: string },
  ): Promise<void> {
    const place = join(this.at(as), day, waiting.folder ?? '');
    await mkdir(place, { recursive: true });
    const name = await freeName(place, waiting.file);
    await writeFile(join(place, `${shortened(name)}.txt`), report);
    await appendFile(this.at('journal'), `${line}\r\n`);
    await rename(waiting.path, join(place, name));
  }

  readonly tell = (state: string): Promise<void> => writeFile(this.at('state'), state);
}

/** Never through a link, and never waiting for one that is no file. */
export async function bytesOf({ path }: Waiting): Promise<Uint8Array> {
  const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const { size } = await handle.stat();
    return size > maximumBytes ? new Uint8Array() : await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** What programs and systems leave for themselves. */
const isPassing = (name: string): boolean => /^(\.|~\$)|^(thumbs\.db|desktop\.ini)$|\.(tmp|part|partial|crdownload|filepart)$/i.test(name);

async function weighed(path: string, file: string, folder: string | undefined): Promise<readonly Waiting[]> {
  const stat = await absentOr(lstat(path));
  if (stat === undefined) return [];
  return [{ path, file, folder, size: stat.size, modified: Math.max(stat.mtimeMs, stat.ctimeMs), link: stat.isSymbolicLink() }];
}

/** A link to a folder is not looked through. */
async function leadsToFolder(path: string): Promise<boolean> {
  const found = await absentOr(readdir(path).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOTDIR' ? undefined : Promise.reject(error))));
  return found !== undefined;
}

async function absentOr<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (['ENOENT', 'ELOOP'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

async function freeName(place: string, file: string): Promise<string> {
  const dot = file.lastIndexOf('.') > 0 ? file.lastIndexOf('.') : file.length;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? file : `${file.slice(0, dot)} (${number})${file.slice(dot)}`;
    if ((await absentOr(lstat(join(place, name)))) === undefined) return name;
  }
}

/** A name of a file is 255 bytes at most: what is told of one that long bears less of it. */
function shortened(name: string): string {
  let kept = name;
  while (Buffer.byteLength(kept) > 250) kept = [...kept].slice(0, -1).join('');
  return kept;
}
