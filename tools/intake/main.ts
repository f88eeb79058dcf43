// npm run intake: takes an insurer's file that is on this machine. Stopped at any moment and run again, it goes on where it was: nothing is
// lost, nothing is taken twice. Exit code: 0, 1 when lines were refused or the file did not come to its end, 2 when it could not be done.

import { intakeWording as words, refusalDetail, refusalWording } from '@carnet/contract/wording';
import { type FileToTake, openOperatorsIntake } from '@carnet/server/operate-intake';
import { basename, resolve } from 'node:path';
import { Misused, runCommand } from '../command-line.ts';
import { configOf } from '../config.ts';
import { databaseOf } from '../database.ts';

const options = { data: { type: 'string' }, as: { type: 'string' }, name: { type: 'string' } } as const;
const progressEveryMs = 1_000;

await runCommand('intake', options, async (values, [path]) => {
  if (path === undefined || values.as === undefined) throw new Misused();
  const config = configOf(values.data);
  const url = databaseOf(values.data === undefined && process.env['DATABASE_URL'] !== undefined ? undefined : config.dataDir, process.env);
  if (url === undefined) throw new Misused();
  const intake = await openOperatorsIntake(config, url, ({ place, reference }) => console.error(`${place} ${reference}`));
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
});
