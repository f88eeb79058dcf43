// Seals the journal once a day, shortly after midnight in Paris, and copies each seal to a directory outside the database: the only thing
// that can tell an older copy of the database from the real one. Days that were missed are closed together by the next seal.

import { type Seal, noSeal, periodToSeal, sealText } from '@carnet/domain/audit';
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock, SealStore, SignedSeal } from '../ports/index.ts';
import type { SealKey } from '../seal-key.ts';

export interface SealingDeps {
  readonly seals: SealStore;
  readonly key: SealKey;
  /** Where each seal is copied: `00000012.txt` and `.sig`. */
  readonly directory: string;
  readonly clock: Clock;
}

/** Thrown at every round until somebody answers for it: nothing is sealed meanwhile. */
class OlderDatabase extends Error {}

export async function sealJournal({ seals, key, directory, clock }: SealingDeps): Promise<void> {
  await copySeals(seals, directory);
  await seals.add((last) => {
    const period = periodToSeal(last?.seal, clock.now());
    if (period === undefined) return undefined;
    return (covered) =>
      signed(key, { ...covered, ...period, number: (last?.seal.number ?? 0) + 1, sealedAt: clock.now(), previous: digestOf(last), key: key.id });
  });
  await copySeals(seals, directory);
}

function signed(key: SealKey, seal: Seal): SignedSeal {
  const text = sealText(seal);
  return { seal, text, signature: key.sign(text) };
}
const digestOf = (last: SignedSeal | undefined): string => (last === undefined ? noSeal : createHash('sha256').update(last.text, 'utf8').digest('hex'));

const fileOf = (directory: string, number: number, kind: 'txt' | 'sig'): string => join(directory, `${String(number).padStart(8, '0')}.${kind}`);

/** The copies end where the database ends, with the same seal; those it lacks are written. */
async function copySeals(seals: SealStore, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const copied = Math.max(0, ...(await readdir(directory)).map((name) => Number(/^(\d{8})\.txt$/.exec(name)?.[1] ?? 0)));
  const found = await seals.from(Math.max(copied, 1));
  const [newest, missing] = copied === 0 ? [undefined, found] : [found[0], found.slice(1)];
  if (copied > 0 && newest?.text !== (await readFile(fileOf(directory, copied, 'txt'), 'utf8')))
    throw new OlderDatabase(
      `the database does not hold seal ${copied} as it was copied to ${directory}: an older copy was put back (docs/operations/journal.md)`,
    );
  for (const { seal, text, signature } of missing) {
    await writeFile(fileOf(directory, seal.number, 'sig'), signature, { flush: true });
    await writeFile(fileOf(directory, seal.number, 'txt'), text, { flush: true });
  }
}

/** The sandbox starts afresh, with another journal. */
export const forgetCopies = (directory: string): Promise<void> => rm(directory, { recursive: true, force: true });
