export * from './clinical-fact.ts';
export * from './glance.ts';
export * from './seek.ts';
export * from './situations.ts';
