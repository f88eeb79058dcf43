export * from './look-ups.ts';
export * from './report.ts';
