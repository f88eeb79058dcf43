// The configuration of the Carnet a command works on, and a report as JSON.

import { type Config, parseConfig } from '@carnet/server/config';
import { resolve } from 'node:path';
import { Misused } from './command-line.ts';

const root = resolve(import.meta.dirname, '..');

/** `data`: the directory asked for on the command line. */
export function configOf(data?: string): Config {
  const read = parseConfig({ ...process.env, ...(data === undefined ? {} : { CARNET_DATA_DIR: resolve(root, data) }) }, root);
  if (!read.ok) throw new Misused(read.faults.map(({ variable, given, expected }) => `${variable} = ${given} : ${expected}`).join('\n'));
  return read.config;
}

/** The exit code: 1 where it failed, or the report has faults. */
export async function printed(act: () => Promise<{ readonly faults?: readonly unknown[] } | Readonly<Record<string, unknown>>>): Promise<number> {
  try {
    const report = await act();
    console.log(JSON.stringify(report, undefined, 2));
    return Array.isArray(report.faults) && report.faults.length > 0 ? 1 : 0;
  } catch (error) {
    if (error instanceof Misused) throw error;
    console.error((error as Error).message);
    return 1;
  }
}
