export * from './answers.ts';
export * from './due.ts';
