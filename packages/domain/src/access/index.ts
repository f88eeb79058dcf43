export * from './decide.ts';
export * from './functions.ts';
export * from './habilitation.ts';
export * from './policy.ts';
export * from './request.ts';
export * from './rules.ts';
