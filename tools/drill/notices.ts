// kill -9 of the delivery of notices while it sends, again and again: the long form of tests/database/notice-kill.test.ts, run by it.
// `npm run drill -- notices --runs 50`.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface NoticesReport {
  readonly kills: number;
  readonly notices: number;
  readonly mails: number;
  /** Copies of a mail the server had taken when the process died, under the same Message-ID. */
  readonly mailsAgain: number;
  readonly pushes: number;
  readonly pushesAgain: number;
  readonly faults: readonly string[];
}

const root = resolve(import.meta.dirname, '../..');

export function drillNotices(kills: number): NoticesReport {
  const directory = mkdtempSync(join(tmpdir(), 'carnet-drill-'));
  const report = join(directory, 'report.json');
  try {
    const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--root', '.', '--config', 'tests/vitest.config.ts', '--project', 'database'];
    const env = { ...process.env, CARNET_NOTICE_KILLS: String(kills), CARNET_NOTICE_REPORT: report };
    spawnSync(process.execPath, [...vitest, 'tests/database/notice-kill.test.ts'], { cwd: root, env, stdio: ['ignore', 2, 2] });
    return JSON.parse(readFileSync(report, 'utf8')) as NoticesReport;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
