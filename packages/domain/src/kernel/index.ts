export * from './brand.ts';
export * from './instant.ts';
export * from './invariant.ts';
export * from './refusal-codes.ts';
export * from './result.ts';
