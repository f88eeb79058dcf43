export * from './clinical-fact.ts';
export * from './seek.ts';
