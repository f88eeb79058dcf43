export * from './expected.ts';
export * from './offered.ts';
