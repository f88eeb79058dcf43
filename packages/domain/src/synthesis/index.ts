export * from './draft.ts';
export * from './named-relative.ts';
export * from './synthesis.ts';
