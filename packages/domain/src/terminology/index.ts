export * from './access-acts.ts';
export * from './glance-heads.ts';
export * from './opposition-means.ts';
export * from './personnel-roles.ts';
export * from './signal-codes.ts';
export * from './types.ts';
export * from './measure-kinds.ts';
export * from './reminder-kinds.ts';
