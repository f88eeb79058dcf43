// npm run intake: takes an insurer's file that is on this machine. Stopped at any moment and run again, it goes on where it was: nothing is
// lost, nothing is taken twice. Exit code: 0, 1 when lines were refused or the file did not come to its end, 2 when it could not be done.

import { intakeUsage, intakeWording as words, refusalDetail, refusalWording } from '@carnet/contract/wording';
import { parseConfig } from '@carnet/server/config';
import { type FileToTake, openOperatorsIntake } from '@carnet/server/operate-intake';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { databaseOf } from '../database.ts';

const options = { data: { type: 'string' }, as: { type: 'string' }, name: { type: 'string' } } as const;
const progressEveryMs = 1_000;
class Misused extends Error {}

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [path] = positionals;
  if (path === undefined || values.as === undefined) throw new Misused(intakeUsage);
  const root = resolve(import.meta.dirname, '../..');
  const dataDir = resolve(root, values.data ?? process.env['CARNET_DATA_DIR'] ?? 'var');
  const read = parseConfig({ ...process.env, CARNET_DATA_DIR: dataDir }, root);
  if (!read.ok) throw new Misused(read.faults.map(({ variable, given, expected }) => `${variable} = ${given} : ${expected}`).join('\n'));
  const url = databaseOf(values.data === undefined && process.env['DATABASE_URL'] !== undefined ? undefined : dataDir, process.env);
  if (url === undefined) throw new Misused(intakeUsage);
  const intake = await openOperatorsIntake(read.config, url, ({ place, reference }) => console.error(`${place} ${reference}`));
  try {
    let said = Date.now();
    const taken = await intake.take(
      { path: resolve(path), insurer: values.as as FileToTake['insurer'], name: values.name ?? basename(path), gzip: path.endsWith('.gz') },
      (lines) => {
        if (Date.now() - said < progressEveryMs) return;
        said = Date.now();
        console.error(words.progress(lines));
      },
    );
    if (!taken.ok) {
      const { code, findings } = taken.refusal;
      for (const language of ['fr', 'en'] as const) console.error(`${refusalWording[code].title[language]}. ${refusalDetail(code, language)}`);
      for (const { field, rule, expected } of findings) console.error(`  ${field} ${rule}${expected === undefined ? '' : ` ${expected}`}`);
      return 1;
    }
    const { fr, en } = words.taken(taken.value);
    console.log(`${fr}\n${en}`);
    return taken.value.finished && taken.value.counts.rejected === 0 ? 0 : 1;
  } finally {
    await intake.close();
  }
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const misused = error instanceof Misused || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true;
  console.error(misused ? (error as Error).message : error);
  process.exitCode = 2;
}
