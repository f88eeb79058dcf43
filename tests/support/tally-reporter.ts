// A vitest reporter that leaves, in the file named by CARNET_TALLY, how many tests passed, which failed with their message, and which
// were skipped, with why.

import { existsSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

const root = resolve(import.meta.dirname, '../..');
/** Tests that read what others published skip by a condition, without a note, where it is absent. */
const unsaid = existsSync(resolve(root, '../shared/samples')) ? 'by a condition of the file' : '../shared/samples is absent';

interface ThrownError {
  readonly message: string;
  readonly diff?: string | undefined;
  readonly stacks?: readonly { readonly file: string; readonly line: number }[] | undefined;
}
interface Failure {
  readonly name: string;
  readonly message: string;
}

/** Where it broke before the difference, which may be long. */
const said = ({ message, stacks, diff }: ThrownError): string =>
  [message, ...(stacks ?? []).slice(0, 2).map(({ file, line }) => `at ${relative(root, file)}:${line}`), ...(diff === undefined ? [] : [diff])].join('\n');
const failure = (name: string, errors: readonly ThrownError[] | undefined): Failure => ({ name, message: (errors ?? []).map(said).join('\n') });

/** A file that breaks before its first test counts as one failure; so does a hook that breaks around them. */
function failuresIn(module: TestModule): readonly Failure[] {
  const failed = [...module.children.allTests('failed')];
  if (failed.length > 0) return failed.map((test) => failure(`${module.relativeModuleId} > ${test.fullName}`, test.result().errors));
  if (module.state() !== 'failed') return [];
  return [failure(module.relativeModuleId, [...module.errors(), ...[...module.children.allSuites()].flatMap((suite) => suite.errors())])];
}

export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly ThrownError[]): void {
    const tally = {
      passed: 0,
      failed: [...modules.flatMap(failuresIn), ...unhandledErrors.map((error) => failure('outside any test', [error]))],
      skipped: [] as { name: string; reason: string }[],
    };
    for (const module of modules)
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') tally.passed += 1;
        else if (result.state !== 'failed')
          tally.skipped.push({ name: module.relativeModuleId, reason: (result.state === 'skipped' && result.note) || unsaid });
      }
    const file = process.env['CARNET_TALLY'];
    if (file !== undefined) writeFileSync(file, JSON.stringify(tally));
  }
}
