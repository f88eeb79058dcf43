export * from './algorithms.ts';
export * from './enveloped.ts';
