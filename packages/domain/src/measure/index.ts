export * from './bmi.ts';
export * from './from-fact.ts';
export * from './measure.ts';
export * from './visibility.ts';
export * from './seek.ts';
