// What every command of npm does alike: `--help` prints its usage and ends well; what it cannot read of its command line is told with the usage, on
// stderr, in French and English, with exit code 2. Whatever else ends it is one line there, never a stack.

import { type Tool, commandLineFaults as faults, toolUsage } from '@carnet/contract/wording';
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** The command line asks for what cannot be. `what`, where the usage alone does not say it. */
export class Misused extends Error {
  constructor(what = '') {
    super(what);
  }
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Read<O extends Options> = ReturnType<typeof parseArgs<{ options: O; allowPositionals: true; args: string[] }>>;

/** `act` resolves to the exit code. */
export async function runCommand<const O extends Options>(
  tool: Tool,
  options: O,
  act: (values: Read<O>['values'], positionals: Read<O>['positionals']) => Promise<number>,
  args: readonly string[] = process.argv.slice(2),
): Promise<void> {
  if (args.includes('--help')) {
    console.log(toolUsage[tool]);
    return;
  }
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    process.exitCode = await act(values, positionals);
  } catch (error) {
    console.error(told(tool, error as Error & { readonly code?: string }));
    process.exitCode = 2;
  }
}

function told(tool: Tool, error: Error & { readonly code?: string }): string {
  const { code = '', message } = error;
  if (error instanceof Misused) return `${message === '' ? inBoth(faults.incomplete) : message}\n\n${toolUsage[tool]}`;
  if (!code.startsWith('ERR_PARSE_ARGS')) return message;
  const option = /'(-[^' ,]+)/.exec(message)?.[1] ?? '?';
  return `${inBoth(code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? faults.unknown(option) : faults.value(option))}\n\n${toolUsage[tool]}`;
}
const inBoth = ({ fr, en }: { readonly fr: string; readonly en: string }): string => `${fr}\n${en}`;
