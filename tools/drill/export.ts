// The copy of a record of fifty thousand pictures: the long form of tests/conformance/take-away.test.ts, run by it.
// `npm run drill -- export --documents 50000`. Needs room for the pictures and for their copy, twice.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface ExportReport {
  readonly pictures: number;
  readonly zipMegabytes: number;
  /** From asking to ready, and what of it the server's own processor took. */
  readonly seconds: number;
  readonly processorSeconds: number;
  /** More than before, at the most. */
  readonly grownMegabytes: { readonly rss: number; readonly heap: number };
  readonly faults: readonly string[];
}

const root = resolve(import.meta.dirname, '../..');
const pictureBytes = 20_000;

export function drillExport(pictures: number): ExportReport {
  const directory = mkdtempSync(join(tmpdir(), 'carnet-drill-'));
  const report = join(directory, 'report.json');
  try {
    const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--root', '.', '--config', 'tests/vitest.config.ts', '--project', 'database'];
    const env = { ...process.env, CARNET_EXPORT_PICTURES: String(pictures), CARNET_EXPORT_PICTURE_BYTES: String(pictureBytes), CARNET_EXPORT_REPORT: report };
    spawnSync(process.execPath, [...vitest, 'tests/conformance/take-away.test.ts', '-t', 'pictures holds each one'], {
      cwd: root,
      env,
      stdio: ['ignore', 2, 2],
    });
    return JSON.parse(readFileSync(report, 'utf8')) as ExportReport;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
