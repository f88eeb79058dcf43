// The bytes of documents, encrypted with their dossier's key, in files named by the SHA-256 of what they hold.
// Durable when `write` resolves: temporary file, fsync, rename, fsync of the directory. A read checks the address, the key, the size and
// the SHA-256 of the clear bytes: altered, missing or another record's bytes are refused. A file nobody points to is swept later.

import type { Permit } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';
import { invariant } from '@carnet/domain/kernel';
import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { BlobRef, BlobStore } from '../../ports.ts';
import { inSteps } from '../in-steps.ts';
import type { Sealer } from '../vault.ts';

export interface FileBlobOptions {
  readonly directory: string;
  readonly sealerOf: (dossier: DossierId) => Promise<Sealer>;
  /** Which of these addresses some entry points to. */
  readonly pointedTo: (addresses: readonly string[]) => Promise<ReadonlySet<string>>;
}
export interface FileBlobStore extends BlobStore {
  /** For documents that come with no caller: the sandbox's people. */
  keep(dossier: DossierId, bytes: Uint8Array): Promise<BlobRef>;
  /** Removes files that no entry points to and that are older than this (milliseconds since 1970): a deposit under way is left alone. How many. */
  sweepOrphans(olderThan: number): Promise<number>;
}

const addressShape = /^[0-9a-f]{64}$/;
async function sha256(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  await inSteps(bytes, (step) => hash.update(step));
  return hash.digest('hex');
}
const bindingOf = (dossier: DossierId): string => `blob|${dossier}`;

export function fileBlobStore({ directory, sealerOf, pointedTo }: FileBlobOptions): FileBlobStore {
  /** Two levels of 256 directories: a hundred million files stay some 1,500 to a directory. */
  const pathOf = (address: string): string => {
    invariant(addressShape.test(address), 'a content address');
    return path.join(directory, address.slice(0, 2), address.slice(2, 4), address);
  };

  const keep = async (dossier: DossierId, bytes: Uint8Array): Promise<BlobRef> => {
    const sealed = await (await sealerOf(dossier)).sealInSteps(bindingOf(dossier), bytes);
    const address = await sha256(sealed);
    await writeDurably(directory, pathOf(address), sealed);
    return { address, sha256: await sha256(bytes), size: bytes.length };
  };

  const read = async (dossier: DossierId, blob: BlobRef): Promise<Buffer> => {
    const sealed = await readFile(pathOf(blob.address));
    if ((await sha256(sealed)) !== blob.address) throw new Error(`blob ${blob.address}: altered on disk`);
    const clear = await (await sealerOf(dossier)).openInSteps(bindingOf(dossier), sealed);
    if (clear.length !== blob.size || (await sha256(clear)) !== blob.sha256) throw new Error(`blob ${blob.address}: not the bytes the entry describes`);
    return clear;
  };

  const sweepOrphans = async (olderThan: number): Promise<number> => {
    let swept = 0;
    for (const first of await namesIn(directory)) {
      for (const second of await namesIn(path.join(directory, first))) {
        const folder = path.join(directory, first, second);
        const old = await olderFiles(folder, olderThan);
        const kept = await pointedTo(old.filter((name) => addressShape.test(name)));
        const orphans = old.filter((name) => !kept.has(name));
        await Promise.all(orphans.map((name) => rm(path.join(folder, name), { force: true })));
        swept += orphans.length;
      }
    }
    return swept;
  };

  return {
    write: (permit: Permit<'deposit'>, bytes) => keep(permit.dossier.id, bytes),
    read: (permit: Permit<'read-document'>, blob) => read(permit.dossier.id, blob),
    keep,
    sweepOrphans,
  };
}

async function writeDurably(root: string, file: string, bytes: Uint8Array): Promise<void> {
  const folder = path.dirname(file);
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = path.join(folder, `.${randomUUID()}`);
  await synced(await open(draft, 'wx', 0o600), (handle) => handle.writeFile(bytes));
  await rename(draft, file);
  await synced(await open(folder, 'r'));
  // Directories just made are entries of their parents: those are synced too, up to the first that was there before.
  if (made !== undefined) {
    for (let parent = path.dirname(folder); parent.length >= Math.min(path.dirname(made).length, root.length); parent = path.dirname(parent))
      await synced(await open(parent, 'r'));
  }
}

async function synced(handle: FileHandle, before?: (handle: FileHandle) => Promise<void>): Promise<void> {
  try {
    await before?.(handle);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Drafts of writes that never ended are old files like the others. */
async function olderFiles(folder: string, olderThan: number): Promise<readonly string[]> {
  const names = await namesIn(folder);
  const ages = await Promise.all(names.map(async (name) => ({ name, modifiedAt: (await stat(path.join(folder, name))).mtimeMs })));
  return ages.filter(({ modifiedAt }) => modifiedAt < olderThan).map(({ name }) => name);
}
