export * from './expected.ts';
export * from './offered.ts';
export * from './templates.ts';
export * from './written.ts';
