// What the server says in words: labels beside codes, mails, refusals of the sign-in. The apps' screens have theirs in packages/ui.

export * from './accesses.ts';
export * from './export.ts';
export * from './history.ts';
export * from './intake.ts';
export * from './populate.ts';
export * from './journal-proof.ts';
export * from './labels.ts';
export * from './labels-actions.ts';
export * from './mail.ts';
export * from './openapi.ts';
export * from './opening.ts';
export * from './sign-in.ts';
export * from './rules.ts';
export * from './refusals.ts';
export * from './refusals-findings.ts';
export * from './connect-simulator.ts';
export * from './sandbox.ts';
export * from './stories.ts';
export * from './deposit.ts';
export * from './keys.ts';
export * from './watch.ts';
export * from './simulator.ts';
export * from './summary.ts';
export * from './tool-usage.ts';
export * from './synthesis.ts';
export * from './templates.ts';
