export * from './distinguished-name.ts';
export * from './parse-vihf.ts';
export * from './vihf.ts';
