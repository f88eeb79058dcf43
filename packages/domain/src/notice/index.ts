export * from './events.ts';
export * from './kinds.ts';
export * from './paris-hours.ts';
export * from './when.ts';
