export * from './parse-vihf.ts';
export * from './vihf.ts';
