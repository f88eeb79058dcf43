// The options of `npm run bench`. An unknown one, or a value out of bounds, is refused rather than guessed.

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
  /** Where the figures go as JSON; undefined: nowhere. */
  readonly json: string | undefined;
}

export const usage = `usage: npm run bench -- [--seconds 10] [--dossiers 200] [--documents 25] [--concurrency 1,8,32] [--feed 100000] [--json FILE]
  --seconds      time given to each operation at each concurrency
  --dossiers     records in the database
  --documents    documents in each record before measuring
  --feed         lines of reimbursement sent by the insurer
  --json         writes the figures to FILE too`;

export function parseOptions(args: readonly string[]): BenchOptions | string {
  const given = new Map<string, string>();
  for (let index = 0; index < args.length; index += 2) {
    const name = args[index]!;
    const value = args[index + 1];
    if (!['--seconds', '--dossiers', '--documents', '--concurrency', '--feed', '--json'].includes(name)) return `${name}: unknown option`;
    if (value === undefined) return `${name}: a value is missing`;
    given.set(name, value);
  }
  const whole = (name: string, otherwise: number, maximum: number): number => {
    const value = Number(given.get(name) ?? otherwise);
    return Number.isInteger(value) && value >= 1 && value <= maximum ? value : Number.NaN;
  };
  const seconds = whole('--seconds', 10, 3_600);
  const dossiers = whole('--dossiers', 200, 100_000);
  const documentsEach = whole('--documents', 25, 10_000);
  const feedLines = whole('--feed', 100_000, 10_000_000);
  const concurrencies = (given.get('--concurrency') ?? '1,8,32').split(',').map(Number);
  const wrong = Object.entries({ seconds, dossiers, documents: documentsEach, feed: feedLines }).find(([, value]) => Number.isNaN(value))?.[0];
  if (wrong !== undefined) return `--${wrong}: not a whole number in bounds`;
  if (!concurrencies.every((one) => Number.isInteger(one) && one >= 1 && one <= 512)) return '--concurrency: whole numbers from 1 to 512, separated by commas';
  return { seconds, dossiers, documentsEach, concurrencies, feedLines, json: given.get('--json') };
}
