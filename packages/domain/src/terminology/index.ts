export * from './access-acts.ts';
export * from './personnel-roles.ts';
export * from './types.ts';
