// The options of `npm run bench`. A value out of bounds is refused rather than guessed.

export interface BenchOptions {
  /** Time given to each operation at each concurrency. */
  readonly seconds: number;
  /** Records the sandbox is given for the bench. */
  readonly dossiers: number;
  /** Documents put in each record before measuring. */
  readonly documentsEach: number;
  readonly concurrencies: readonly number[];
  /** Lines of the insurer's feed, as histories. */
  readonly feedLines: number;
  /** So many records in all, one size after the other, between which the same is measured; none: the usual measures. */
  readonly large: readonly number[];
  /** Where the figures go as JSON; undefined: nowhere. */
  readonly json: string | undefined;
}

const text = { type: 'string' } as const;
export const known = { seconds: text, dossiers: text, documents: text, concurrency: text, feed: text, large: text, json: text } as const;

/** A string: what is wrong. */
export function parseOptions(given: Readonly<Partial<Record<keyof typeof known, string>>>): BenchOptions | string {
  const whole = (name: keyof typeof known, otherwise: number, maximum: number): number => {
    const value = Number(given[name] ?? otherwise);
    return Number.isInteger(value) && value >= 1 && value <= maximum ? value : Number.NaN;
  };
  const seconds = whole('seconds', 10, 3_600);
  const dossiers = whole('dossiers', 200, 100_000);
  const documentsEach = whole('documents', 25, 10_000);
  const feedLines = whole('feed', 100_000, 10_000_000);
  const concurrencies = (given.concurrency ?? '1,8,32').split(',').map(Number);
  const wrong = Object.entries({ seconds, dossiers, documents: documentsEach, feed: feedLines }).find(([, value]) => Number.isNaN(value))?.[0];
  if (wrong !== undefined) return `--${wrong} : un nombre entier, dans ses bornes / a whole number in bounds`;
  if (!concurrencies.every((one) => Number.isInteger(one) && one >= 1 && one <= 512))
    return '--concurrency : des nombres de 1 à 512, séparés par des virgules / whole numbers from 1 to 512, separated by commas';
  const large = given.large === undefined ? [] : given.large.split(',').map(Number);
  if (!large.every((one, index) => Number.isInteger(one) && one > Math.max(dossiers, large[index - 1] ?? 0) && one <= 10_000_000))
    return '--large : des nombres croissants de dossiers, au-delà de --dossiers, séparés par des virgules / growing numbers of records, beyond --dossiers, separated by commas';
  return { seconds, dossiers, documentsEach, concurrencies, feedLines, large, json: given.json };
}
