export * from './chain.ts';
export * from './means.ts';
export * from './seal.ts';
export * from './trace.ts';
