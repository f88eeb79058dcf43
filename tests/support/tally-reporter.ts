// A vitest reporter that leaves, in the file named by CARNET_TALLY, how many tests passed and failed and which were skipped, with why.

import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

/** Tests that read what others published skip by a condition, without a note, where it is absent. */
const unsaid = existsSync(resolve(import.meta.dirname, '../../../shared/samples')) ? 'by a condition of the file' : '../shared/samples is absent';

export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tally = { passed: 0, failed: unhandledErrors.length, skipped: [] as { name: string; reason: string }[] };
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      // A file that breaks before its first test counts as one failure; so does a hook that breaks around them.
      if (module.state() === 'failed' && !tests.some((test) => test.result().state === 'failed')) tally.failed += 1;
      for (const test of tests) {
        const result = test.result();
        if (result.state === 'passed') tally.passed += 1;
        else if (result.state === 'failed') tally.failed += 1;
        else tally.skipped.push({ name: module.relativeModuleId, reason: (result.state === 'skipped' && result.note) || unsaid });
      }
    }
    const file = process.env['CARNET_TALLY'];
    if (file !== undefined) writeFileSync(file, JSON.stringify(tally));
  }
}
