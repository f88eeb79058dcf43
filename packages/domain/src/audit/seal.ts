// The seal of the journal: once a day, a signed text over the ends of every chain that moved, each seal covering the one before. Whoever
// rewrites a whole chain with its end, or puts an older copy back, disagrees with a text they cannot sign. Signing and hashing are not here.

import { type CivilDate, type Instant, civilDateInParis, parseCivilDate, parseInstant, startOfDayInParis, toIso } from '../kernel/instant.ts';

export interface Seal {
  /** From 1, without a gap. */
  readonly number: number;
  /** First day it closes; several when days were missed. Undefined: everything there was before the first seal. */
  readonly from?: CivilDate;
  /** Last day it closes. What was written after that midnight and before the sealing is covered too. */
  readonly through: CivilDate;
  readonly sealedAt: Instant;
  /** Hex SHA-256 of the text of the seal before; 64 zeros for the first. */
  readonly previous: string;
  /** Chains that moved since the seal before; with `removedBefore`, chains of which lines were removed. */
  readonly chains: number;
  /** Hex SHA-256 of `headLine` of the end of each of them, or of its last line removed, in the order of their ids. */
  readonly root: string;
  /** Set when lines older than this day were removed at the end of their retention, before this seal. */
  readonly removedBefore?: CivilDate;
  /** Hex SHA-256 of the public key (SPKI, DER) that the signature is checked with. */
  readonly key: string;
}

export const noSeal = '0'.repeat(64);
const title = 'carnet-journal-seal 1';

/** The end of one chain, as the root covers it: `<chain> <sequence> <hex hash>` and a line feed. */
export const headLine = (chain: string, sequence: number, hash: string): string => `${chain} ${sequence} ${hash}\n`;

/** The text that is signed, one field a line: readable by anybody, checked by `openssl pkeyutl`. */
export const sealText = ({ number, from, through, sealedAt, previous, chains, root, removedBefore, key }: Seal): string =>
  [
    title,
    `number ${number}`,
    `from ${from ?? '-'}`,
    `through ${through}`,
    `sealed-at ${toIso(sealedAt)}`,
    `previous ${previous}`,
    `chains ${chains}`,
    `root ${root}`,
    `removed-before ${removedBefore ?? '-'}`,
    `key ${key}`,
    '',
  ].join('\n');

const fields = ['number', 'from', 'through', 'sealed-at', 'previous', 'chains', 'root', 'removed-before', 'key'] as const;

/** Undefined: not the text of a seal, to the letter. */
export function parseSeal(text: string): Seal | undefined {
  const values = text
    .split('\n')
    .slice(1, -1)
    .map((line, index) => line.slice(`${fields[index] ?? ''} `.length));
  const [number = '', from = '', through = '', at = '', previous = '', chains = '', root = '', removed = '', key = ''] = values;
  const day = parseCivilDate(through, 'through');
  const sealedAt = parseInstant(at, 'sealed-at');
  if (!day.ok || !sealedAt.ok) return undefined;
  const seal: Seal = {
    number: Number(number),
    ...(from === '-' ? {} : { from: from as CivilDate }),
    through: day.value,
    sealedAt: sealedAt.value,
    previous,
    chains: Number(chains),
    root,
    ...(removed === '-' ? {} : { removedBefore: removed as CivilDate }),
    key,
  };
  return sealText(seal) === text ? seal : undefined;
}

const dayBefore = (day: CivilDate): CivilDate => civilDateInParis((startOfDayInParis(day) - 1) as Instant);
/** Noon of the day after is that day in Paris, summer and winter alike. */
const dayAfter = (day: CivilDate): CivilDate => civilDateInParis((startOfDayInParis(day) + 36 * 3_600_000) as Instant);

/**
 * The days to seal now, in Paris; undefined when the last seal closed yesterday already. A clock that was moved back seals again from its own
 * yesterday; two servers whose clocks disagree around midnight do not.
 */
export function periodToSeal(last: Pick<Seal, 'through'> | undefined, now: Instant): Pick<Seal, 'from' | 'through'> | undefined {
  const through = dayBefore(civilDateInParis(now));
  if (last === undefined) return { through };
  if (last.through === through || dayBefore(last.through) === through) return undefined;
  return { from: last.through < through ? dayAfter(last.through) : through, through };
}
