// The master key in a file: one line per generation, `2:<32 bytes in base64>`; a line without a number is generation 1. The highest wraps,
// the others still unwrap. Read again at each wrapping and whenever a generation is not known: a running server follows a rotation.
// Losing the file loses every record; whoever has it and the database reads everything.

import { type KeyObject, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { keyBytes, openWith, sealWith } from '../aes-gcm.ts';
import { type MasterKey, isOfKms } from './master-key.ts';

export interface FileMasterKey extends MasterKey {
  derived(purpose: string): Promise<Buffer | undefined>;
  /** Adds a generation, durable when it resolves: from then on it wraps. */
  addGeneration(): Promise<void>;
  /** Leaves the highest generation only. What the others wrapped is lost from then on. How many were taken out. */
  keepCurrentOnly(): Promise<number>;
}

const line = /^(?:(\d{1,3}):)?([A-Za-z0-9+/]{43}=)$/;
const highest = 255;
const wrappingPurpose = 'dossier-key-wrapping';

const derive = (master: Uint8Array, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `carnet/v1/${purpose}`, keyBytes));

/** The sandbox makes its own the first time; production never does. */
export function ensureMasterKeyFile(file: string): void {
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
}

export function fileMasterKey(file: string): FileMasterKey {
  let known: ReadonlyMap<number, KeyObject> = new Map();
  let reading: Promise<ReadonlyMap<number, KeyObject>> | undefined;
  const read = async (): Promise<ReadonlyMap<number, KeyObject>> => {
    const generations = await readGenerations(file);
    known = new Map([...generations].map(([generation, master]) => [generation, createSecretKey(derive(master, wrappingPurpose))]));
    return known;
  };
  /** Read anew each time, once for all who ask at the same moment: the insurer's file begins thousands of keys at once. */
  const refresh = (): Promise<ReadonlyMap<number, KeyObject>> =>
    (reading ??= read().finally(() => {
      reading = undefined;
    }));
  return {
    mark: async () => Buffer.of(Math.max(...(await refresh()).keys())),
    async wrap(context, key) {
      const keys = await refresh();
      const generation = Math.max(...keys.keys());
      return sealWith(keys.get(generation)!, generation, context, key);
    },
    async unwrap(context, wrapped) {
      if (isOfKms(wrapped)) throw new Error('this key was wrapped by a KMS, not by the master key file');
      const generation = wrapped[0]!;
      const key = known.get(generation) ?? (await refresh()).get(generation);
      if (key === undefined) throw new Error(`${file} no longer holds generation ${generation}, which wrapped this key`);
      return openWith(key, context, wrapped);
    },
    async derived(purpose) {
      const first = (await readGenerations(file)).get(1);
      return first && derive(first, purpose);
    },
    async addGeneration() {
      const generations = await readGenerations(file);
      const next = Math.max(...generations.keys()) + 1;
      if (next > highest) throw new Error(`${file} has had ${highest} generations: start a new file`);
      await replace(file, new Map([...generations, [next, randomBytes(keyBytes)]]));
    },
    async keepCurrentOnly() {
      const generations = await readGenerations(file);
      const current = Math.max(...generations.keys());
      await replace(file, new Map([[current, generations.get(current)!]]));
      return generations.size - 1;
    },
  };
}

async function readGenerations(file: string): Promise<ReadonlyMap<number, Buffer>> {
  const generations = new Map<number, Buffer>();
  for (const text of (await readFile(file, 'utf8')).split('\n')) {
    const trimmed = text.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const found = line.exec(trimmed);
    const generation = Number(found?.[1] ?? 1);
    if (found === null || generation < 1 || generation > highest || generations.has(generation))
      throw new Error(`${file} must hold ${keyBytes} bytes in base64, one line per generation, each numbered once (2:…)`);
    generations.set(generation, Buffer.from(found[2]!, 'base64'));
  }
  if (generations.size === 0) throw new Error(`${file} must hold ${keyBytes} bytes in base64`);
  return generations;
}

/** Whole or not at all, whatever stops the process: draft, fsync, rename, fsync of the directory. */
async function replace(file: string, generations: ReadonlyMap<number, Buffer>): Promise<void> {
  const draft = `${file}.draft`;
  const text = [...generations].map(([generation, key]) => `${generation}:${key.toString('base64')}\n`).join('');
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  const folder = await open(dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
