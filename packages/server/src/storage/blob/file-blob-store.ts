// The bytes of documents, encrypted with their dossier's key, in files named by the SHA-256 of what they hold.
// Durable when `write` resolves: temporary file, fsync, rename, fsync of the directory. A read checks the address, the key, the size and
// the SHA-256 of the clear bytes: altered, missing or another record's bytes are refused, and remembered until they read again (a file put
// back from the backup). A file nobody points to is swept later. Nothing is written to a disk come down to its reserve; no wait is endless.

import type { Permit } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';
import { invariant } from '@carnet/domain/kernel';
import { execFile } from 'node:child_process';
import { createHash, hash, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { type FileHandle, mkdir, open, readFile, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { BlobRef, BlobStore, ExportBytes, UploadBytes } from '../../ports/index.ts';
import { inSteps } from '../in-steps.ts';
import { type Alarm, IntegrityFault, UnknownKeyGeneration } from '../integrity-fault.ts';
import { roomOn, withinTime } from './disk.ts';
import type { Sealer } from '../vault.ts';

export interface FileBlobOptions {
  readonly directory: string;
  /** Other disks that a deposit needs room on: the embedded database's. */
  readonly alsoFills?: readonly string[];
  /** Left free on those disks. Default: what deposits leave. */
  readonly reserveBytes?: number;
  readonly sealerOf: (dossier: DossierId) => Promise<Sealer>;
  /** Keys in memory may be older than the file: the next one is read anew. */
  readonly forgetKeys: () => void;
  readonly alarm: Alarm;
  /** Which of these addresses some entry points to. */
  readonly pointedTo: (addresses: readonly string[]) => Promise<ReadonlySet<string>>;
}
export interface FileBlobStore extends BlobStore, ExportBytes, UploadBytes {
  /** For documents that come with no caller: the sandbox's people. */
  keep(dossier: DossierId, bytes: Uint8Array): Promise<BlobRef>;
  /** The same for many at once: they are on disk for good once `flush` has resolved. */
  keepSealedWith(dossier: DossierId, sealer: Sealer, documents: readonly Uint8Array[]): Promise<readonly BlobRef[]>;
  flush(): Promise<void>;
  /** How many of these are sealed with an earlier generation of their record's key than this sealer's. */
  notSealedBy(sealer: Sealer, addresses: readonly string[]): Promise<number>;
  /** Seals these bytes anew, in a file of their own. Undefined: this sealer's generation sealed them already. */
  reseal(dossier: DossierId, sealer: Sealer, address: string): Promise<string | undefined>;
  /** Removes files that no entry points to and that are older than this (milliseconds since 1970): a deposit under way is left alone. How many. */
  sweepOrphans(olderThan: number): Promise<number>;
  /** How many were found missing or altered, and not yet found whole again. */
  damagedCount(): number;
  /** Addresses found missing or altered that still are: looks at each again. */
  stillDamaged(): Promise<readonly string[]>;
}

const addressShape = /^[0-9a-f]{64}$/;
/** Whatever else stands beside them is not ours: the folders of copies to take away and of files on their way. */
const folderShape = /^[0-9a-f]{3}$/;
async function sha256(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  await inSteps(bytes, (step) => hash.update(step));
  return hash.digest('hex');
}
const bindingOf = (dossier: DossierId): string => `blob|${dossier}`;

/** Beyond this many damaged files the disk is lost, and counting them one by one helps nobody. */
const damageRemembered = 1_000;

export function fileBlobStore({ directory, alsoFills = [], reserveBytes, sealerOf, forgetKeys, alarm, pointedTo }: FileBlobOptions): FileBlobStore {
  /** 4,096 folders: a hundred million files stay some 25,000 to a folder, and a young store soon has them all, each synced once. */
  const folderOf = (address: string): string => {
    invariant(addressShape.test(address), 'a content address');
    return path.join(directory, address.slice(0, 3));
  };
  const pathOf = (address: string): string => path.join(folderOf(address), address);
  const room = roomOn([directory, ...alsoFills], reserveBytes);
  const made = new Map<string, Promise<void>>();
  const ensureFolder = (folder: string): Promise<void> => {
    const making = made.get(folder) ?? makeFolder(directory, folder);
    made.set(folder, making);
    // A failure is not remembered: the next write tries again.
    making.catch(() => made.delete(folder));
    return making;
  };

  const keepSealed = async (sealed: Buffer): Promise<string> => {
    const address = await sha256(sealed);
    await room.ensure();
    const write = async (): Promise<void> => {
      await withinTime(ensureFolder(folderOf(address)));
      await withinTime(writeDurably(pathOf(address), sealed));
    };
    await write().catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      // The store was taken away, and another may be in its place: none of its folders is known to be there.
      made.clear();
      room.forget();
      await room.ensure();
      return write();
    });
    return address;
  };
  const keep = async (dossier: DossierId, bytes: Uint8Array): Promise<BlobRef> => {
    const address = await keepSealed(await (await sealerOf(dossier)).sealInSteps(bindingOf(dossier), bytes));
    return { address, sha256: await sha256(bytes), size: bytes.length };
  };

  const keepSealedWith = async (dossier: DossierId, sealer: Sealer, documents: readonly Uint8Array[]): Promise<readonly BlobRef[]> => {
    await room.ensure();
    const kept: BlobRef[] = [];
    for (const bytes of documents) {
      const sealed = sealer.seal(bindingOf(dossier), bytes);
      const address = hash('sha256', sealed);
      // At once, and where it stays: nothing points to it before `flush`, and a thousand waits cost more than a thousand small files.
      writeInFolder(pathOf(address), sealed);
      kept.push({ address, sha256: hash('sha256', bytes), size: bytes.length });
    }
    return kept;
  };

  const faulty = (address: string, why: string, cause?: unknown): IntegrityFault => {
    const fault = new IntegrityFault('blob', address, why, cause);
    alarm(fault);
    return fault;
  };

  /** The sealer may have been read before its dossier's key was rotated: once more with the key as it is now. */
  const opened = async (dossier: DossierId, address: string, sealed: Buffer): Promise<Buffer> => {
    const open = async (): Promise<Buffer> => (await sealerOf(dossier)).openInSteps(bindingOf(dossier), sealed);
    try {
      return await open().catch((error: unknown) => {
        if (!(error instanceof UnknownKeyGeneration)) throw error;
        forgetKeys();
        return open();
      });
    } catch (error) {
      throw error instanceof UnknownKeyGeneration ? faulty(address, error.message, error) : error;
    }
  };

  const damaged = new Set<string>();
  /** The sealed bytes, or what is wrong with them. */
  const fetch = async (address: string): Promise<Buffer | 'missing' | 'altered on disk'> => {
    const sealed = await withinTime(readFile(pathOf(address))).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      // With the whole store gone, no single document is at fault.
      await withinTime(stat(directory)).catch((cause: unknown) => {
        throw Object.assign(new Error('the folder of documents is not there', { cause }), { code: 'EIO' });
      });
      return 'missing' as const;
    });
    const found = sealed === 'missing' || (await sha256(sealed)) === address ? sealed : 'altered on disk';
    if (typeof found !== 'string') damaged.delete(address);
    else if (damaged.size < damageRemembered) damaged.add(address);
    return found;
  };
  const sealedBytes = async (address: string): Promise<Buffer> => {
    const sealed = await fetch(address);
    if (typeof sealed === 'string') throw faulty(address, sealed);
    return sealed;
  };

  const read = async (dossier: DossierId, blob: BlobRef): Promise<Buffer> => {
    const clear = await opened(dossier, blob.address, await sealedBytes(blob.address));
    if (clear.length !== blob.size || (await sha256(clear)) !== blob.sha256) throw faulty(blob.address, 'not the bytes the entry describes');
    return clear;
  };

  const isSealedBy = async (sealer: Sealer, address: string): Promise<boolean> => {
    const [head] = await headOf(pathOf(address));
    return head === sealer.generation;
  };

  const reseal = async (dossier: DossierId, sealer: Sealer, address: string): Promise<string | undefined> => {
    if (await isSealedBy(sealer, address)) return undefined;
    const sealed = await sealedBytes(address);
    const clear = await sealer.openInSteps(bindingOf(dossier), sealed).catch((error: unknown) => {
      throw error instanceof UnknownKeyGeneration ? faulty(address, error.message, error) : error;
    });
    const anew = await keepSealed(await sealer.sealInSteps(bindingOf(dossier), clear));
    // Soon nobody's: young again, so that whoever is about to read it still finds it.
    const now = new Date();
    await utimes(pathOf(address), now, now);
    return anew;
  };

  const sweepOrphans = async (olderThan: number): Promise<number> => {
    let swept = 0;
    for (const name of (await namesIn(directory)).filter((one) => folderShape.test(one))) {
      const folder = path.join(directory, name);
      const old = await olderFiles(folder, olderThan);
      const kept = await pointedTo(old.filter((file) => addressShape.test(file)));
      const orphans = old.filter((file) => !kept.has(file));
      await Promise.all(orphans.map((file) => rm(path.join(folder, file), { force: true })));
      swept += orphans.length;
    }
    return swept;
  };

  const stillDamaged = async (): Promise<readonly string[]> => {
    for (const address of damaged) await fetch(address);
    return [...damaged];
  };

  return {
    write: (permit: Permit<'deposit'>, bytes) => keep(permit.dossier.id, bytes),
    keepPiece: (permit: Permit<'export-record'>, bytes) => keep(permit.dossier.id, bytes),
    readPiece: (permit: Permit<'export-record'>, blob) => read(permit.dossier.id, blob),
    keepPart: (permit: Permit<'deposit'>, bytes) => keep(permit.dossier.id, bytes),
    readPart: (permit: Permit<'deposit'>, blob) => read(permit.dossier.id, blob),
    read: (permit: Permit<'read-document' | 'export-record'>, blob) => read(permit.dossier.id, blob),
    keep,
    keepSealedWith,
    flush: async () => void (await promisify(execFile)('sync', ['-f', directory])),
    notSealedBy: async (sealer, addresses) => {
      let count = 0;
      for (const address of addresses) if (!(await isSealedBy(sealer, address))) count += 1;
      return count;
    },
    reseal,
    sweepOrphans,
    damagedCount: () => damaged.size,
    stillDamaged,
  };
}

/** A folder is an entry of its parent: both are on disk before a file goes into it. */
async function makeFolder(root: string, folder: string): Promise<void> {
  // Not recursive: Node then says ENOENT of a disk that has become read-only.
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await synced(await open(root, 'r'));
  await synced(await open(path.dirname(root), 'r'));
}

/** The folder is nearly always there: asked for only when it is not. */
function writeInFolder(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes, { mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, bytes, { mode: 0o600 });
  }
}

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const folder = path.dirname(file);
  const draft = path.join(folder, `.${randomUUID()}`);
  await synced(await open(draft, 'wx', 0o600), (handle) => handle.writeFile(bytes));
  await rename(draft, file);
  await synced(await open(folder, 'r'));
}

async function synced(handle: FileHandle, before?: (handle: FileHandle) => Promise<void>): Promise<void> {
  try {
    await before?.(handle);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The first byte; none where there is no file, or nothing in it. */
async function headOf(file: string): Promise<Buffer> {
  try {
    const handle = await open(file, 'r');
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(1), 0, 1, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
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
