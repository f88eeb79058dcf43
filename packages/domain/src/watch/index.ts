export * from './look-ups.ts';
export * from './report.ts';
export * from './signals.ts';
