// A backup taken while documents come in, the machine lost (kill -9, data deleted), and everything back on an empty one: every byte compared.
// Then what a restore must refuse, each named: a target that is not empty, another key, a piece of each kind that is corrupted or missing.
// The long form, with what is lost and how long it takes, is `npm run drill -- restore` (docs/operations/drills.md).

import { execFile } from 'node:child_process';
import { chmod, cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pruneBackup } from '@carnet/server/storage/backup/index';
import { loseMachine, onEmptyMachine } from '../../tools/drill/restore.ts';
import { World, records } from '../../tools/drill/world.ts';
import { startSandbox } from '../../tools/sandbox-server/index.ts';

const root = path.resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
let scratch: string;
let backup: string;
let key: string;
let world: World;
/** Documents of the sandbox's stories. */
let imported: number;

/** What it printed, as JSON; its words when it failed. */
async function command(
  program: 'backup' | 'restore',
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Record<string, unknown>> {
  const file = path.join(root, `tools/${program}/main.ts`);
  const { stdout } = await run(process.execPath, [file, ...args], { env: { ...process.env, ...environment } });
  return JSON.parse(stdout) as Record<string, unknown>;
}
const words = (error: { readonly stderr?: string }): string => error.stderr ?? '';
const failsWith = async (args: readonly string[], environment: Readonly<Record<string, string>>): Promise<string> =>
  command('restore', args, environment).then(() => 'it restored', words);

beforeAll(async () => {
  scratch = await mkdtemp(path.join(os.tmpdir(), 'carnet-backup-'));
  // PostgreSQL runs as another user when root starts it, and has to reach the backup.
  await chmod(scratch, 0o755);
  backup = path.join(scratch, 'backup');
  world = await World.open(await startSandbox({ environment: { CARNET_SANDBOX_POPULATION: String(records), CARNET_BACKUP_DIR: backup } }), 60);
  imported = (await readdir(path.join(world.server.dataDir, 'blobs'), { recursive: true })).filter((name) => /[0-9a-f]{64}$/.test(name)).length;
}, 180_000);
afterAll(async () => {
  await world.close();
  await rm(scratch, { recursive: true, force: true });
});

describe('what is lost comes back', () => {
  let between: string;
  let kept: number;

  test('a base while documents come in, then the log and the documents up to now', async () => {
    const { environment } = world.server;
    const [taken] = await Promise.all([command('backup', [], environment), world.depositUntil(20)]);
    expect(taken).toMatchObject({ archived: true, altered: [] });
    await world.depositUntil(35);
    kept = world.acknowledged.size;
    between = new Date().toISOString();
    await world.depositUntil(60);
    expect(await command('backup', ['now'], environment)).toMatchObject({ archived: true });
    const { masterKey, sealKey } = await command('backup', ['keys', '--to', path.join(scratch, 'keys')], environment);
    key = String(masterKey);
    expect(await readFile(String(sealKey))).toEqual(await readFile(path.join(environment['CARNET_DATA_DIR']!, 'seal.key')));
    expect(await command('backup', ['verify'], environment)).toMatchObject({ bases: 1, faults: [] });
    const inBackup = (await readdir(backup, { recursive: true })).join('\n');
    expect(inBackup).not.toMatch(/master|seal|password/);
  }, 120_000);

  test('everything, byte for byte, after kill -9 and the loss of the disk', async () => {
    expect(world.acknowledged.size).toBe(60);
    const lost = await loseMachine(world);
    const { dataDir, environment } = await onEmptyMachine(lost);
    const restored = await command('restore', ['--from', backup, '--key', key], environment);
    expect(restored['documents']).toBe(60 + imported);
    await world.restart({ dataDir, environment });
    expect(await world.faults()).toEqual([]);
  }, 180_000);

  test('as it was at a moment: what came after is not there', async () => {
    const { environment, dataDir } = await onEmptyMachine(world.server);
    expect(await command('restore', ['--from', backup, '--key', key, '--at', between], environment)).toMatchObject({ documents: kept + imported });
    await rm(dataDir, { recursive: true });
  }, 120_000);
});

describe('old bases', () => {
  test('beyond those to keep go with the log that only they needed; what is kept still restores, and reads whole', async () => {
    const copy = path.join(scratch, 'pruned');
    await cp(backup, copy, { recursive: true });
    // A newer base of the same database, as the next night would take it: on the machine that was restored, a timeline further.
    const environment = { ...world.server.environment, CARNET_BACKUP_DIR: copy };
    await world.restart({ dataDir: world.server.dataDir, environment });
    await expect(command('backup', ['--keep', '0'], environment)).rejects.toThrow('--keep N');
    const taken = await command('backup', ['--keep', '1'], environment);
    const pruned = taken['pruned'] as { bases: number; logPieces: number };
    expect(pruned.bases).toBe(1);
    expect(pruned.logPieces).toBeGreaterThan(0);
    const { firstWal } = JSON.parse(await readFile(await inside(path.join(copy, 'base'), /manifest\.json$/), 'utf8')) as { firstWal: string };
    const segments = (await readdir(path.join(copy, 'wal'))).filter((name) => /^[0-9A-F]{24}$/.test(name));
    expect(segments.filter((name) => name.slice(8) < firstWal.slice(8))).toEqual([]);
    expect(await command('backup', ['verify'], environment)).toMatchObject({ bases: 1, faults: [] });
    const empty = await onEmptyMachine(world.server);
    expect(await command('restore', ['--from', copy, '--key', key], empty.environment)).toMatchObject({ documents: 60 + imported });
    await rm(empty.dataDir, { recursive: true });
    await flip(await inside(path.join(copy, 'base'), /base\.tar\.gz$/));
    await expect(pruneBackup(copy, 1)).rejects.toThrow('nothing is pruned');
    await world.restart({ dataDir: world.server.dataDir, environment: { ...environment, CARNET_BACKUP_DIR: backup } });
  }, 240_000);
});

const flip = async (file: string): Promise<void> => {
  const bytes = await readFile(file);
  bytes[bytes.length >> 1]! ^= 1;
  await writeFile(file, bytes);
};
const inside = async (folder: string, matching: RegExp): Promise<string> => {
  const names = await readdir(folder, { recursive: true });
  return path.join(
    folder,
    names
      .filter((name) => matching.test(name))
      .toSorted()
      .at(-1)!,
  );
};

describe('a restore refuses, naming it,', () => {
  /** Does `harm` to a copy of the backup, and says what the restore then answered. */
  async function withCopy(harm: (copy: string) => Promise<unknown>, args: readonly string[] = []): Promise<string> {
    const copy = path.join(scratch, 'copy');
    await cp(backup, copy, { recursive: true });
    const { environment, dataDir } = await onEmptyMachine(world.server);
    try {
      await harm(copy);
      const said = await failsWith(['--from', copy, '--key', key, ...args], environment);
      // Nothing that looks like a data directory is left behind.
      expect((await readdir(dataDir)).filter((name) => !name.endsWith('.log'))).toEqual([]);
      return said;
    } finally {
      await rm(copy, { recursive: true });
      await rm(dataDir, { recursive: true });
    }
  }

  test('a target that holds anything', async () => {
    expect(await failsWith(['--from', backup, '--key', key], world.server.environment)).toMatch(/postgres is not empty/);
  });

  test('another key', async () => {
    const other = path.join(scratch, 'other.key');
    await writeFile(other, `${randomBytes(32).toString('base64')}\n`);
    expect(await withCopy(async () => undefined, ['--key', other])).toMatch(/not the one this backup was taken with/);
  });

  test('a base and a piece of the log that are corrupted, a piece that is gone', async () => {
    const pieces = (await readFile(path.join(backup, 'wal.sha256'), 'utf8')).trimEnd().split('\n').slice(-2);
    const [gone, altered] = pieces.map((line) => line.slice(66)) as [string, string];
    const said = await withCopy(async (copy) => {
      await flip(await inside(path.join(copy, 'base'), /base\.tar\.gz$/));
      await flip(path.join(copy, altered));
      await rm(path.join(copy, gone));
    });
    expect(said).toMatch(/base\.tar\.gz: corrupted/);
    expect(said).toContain(`${altered}: corrupted`);
    expect(said).toContain(`${gone}: missing`);
  }, 120_000);

  test('a document that is corrupted, and one that is gone', async () => {
    let gone = '';
    const said = await withCopy(async (copy) => {
      await flip(await inside(path.join(copy, 'blobs'), /[0-9a-f]{64}$/));
      gone = (await readdir(path.join(copy, 'blobs'), { recursive: true })).toSorted().find((name) => /[0-9a-f]{64}$/.test(name))!;
      await rm(path.join(copy, 'blobs', gone));
    });
    expect(said).toMatch(/blobs\/\w{3}\/\w{64}: corrupted/);
    expect(said).toContain(`blobs/${gone}: missing`);
  }, 120_000);

  test('and verify names what was harmed', async () => {
    const document = await inside(path.join(backup, 'blobs'), /[0-9a-f]{64}$/);
    await flip(document);
    const said = await command('backup', ['verify'], world.server.environment).catch((error: { stdout?: string }) => error.stdout ?? '');
    expect(said).toContain(`${document}: corrupted`);
    await flip(document);
  }, 60_000);
});
