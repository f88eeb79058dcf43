// How the tests run: one thread pool, modules shared between files (isolate: false), real PostgreSQL for those that store.
//   law       the domain, run with coverage: packages/domain/src/access to the last branch
//   unit      the rest that needs no database: codecs, wording, architecture, tidiness
//   database  everything that needs PostgreSQL or a running server; starts it once, each file clones a migrated template

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const root = resolve(import.meta.dirname, '..');
const common = { pool: 'threads', isolate: false, testTimeout: 60_000, hookTimeout: 120_000, passWithNoTests: true } as const;
const law = ['tests/unit/domain/**/*.test.ts', 'tests/golden/**/*.test.ts', 'tests/property/domain/**/*.test.ts'];
const unit = ['tests/unit/**/*.test.{ts,tsx}', 'tests/arch/**/*.test.ts', 'tests/tidy.test.ts', 'tests/docs.test.ts'];

/** By the minutes they take: begun last, one of them would keep a processor alone at the end. */
const longest = ['fuzz/doors', 'fuzz/parsers', 'database/degraded', 'database/backup', 'refusal/every-route'];
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = longest.findIndex((one) => moduleId.includes(`/tests/${one}.test.`));
      return found === -1 ? longest.length : found;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}

export default defineConfig({
  root,
  test: {
    sequence: { sequencer: LongestFirst },
    coverage: {
      provider: 'v8',
      include: ['packages/domain/src/access/**/*.ts'],
      reporter: ['text'],
      reportsDirectory: resolve(root, '.cache/coverage'),
      thresholds: { branches: 100, functions: 100, lines: 100, statements: 100 },
    },
    projects: [
      { root, test: { ...common, name: 'law', include: law } },
      { root, test: { ...common, name: 'unit', include: unit, exclude: [...law, '**/node_modules/**'] } },
      {
        root,
        test: {
          ...common,
          name: 'database',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [...law, ...unit, '**/node_modules/**'],
          globalSetup: existsSync(resolve(root, 'tests/support/database.ts')) ? [resolve(root, 'tests/support/database.ts')] : [],
          // On two processors: a third works while others wait for the disk, for PostgreSQL or for a process of their own.
          maxWorkers: 3,
        },
      },
    ],
  },
});
