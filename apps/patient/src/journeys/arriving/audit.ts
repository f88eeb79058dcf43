/** What docs/accessibility.md finds, criterion by criterion of the RGAA 4.1: tests/unit/web/accessibility-audit.test.ts holds both together. */
export const audit = { on: '2026-11-23', held: 74, failed: ['7.1'] } as const satisfies {
  readonly on: string;
  readonly held: number;
  /** Each has its sentence in the wording files. */
  readonly failed: readonly string[];
};
