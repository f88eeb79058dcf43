export * from './chain.ts';
export * from './trace.ts';
