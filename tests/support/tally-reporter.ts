// A vitest reporter that leaves, in the file named by CARNET_TALLY, how many tests passed and failed and which were skipped, with why.

import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

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
        else
          tally.skipped.push({
            name: `${module.relativeModuleId} › ${test.fullName}`,
            reason: (result.state === 'skipped' && result.note) || 'no reason given',
          });
      }
    }
    const file = process.env['CARNET_TALLY'];
    if (file !== undefined) writeFileSync(file, JSON.stringify(tally));
  }
}
