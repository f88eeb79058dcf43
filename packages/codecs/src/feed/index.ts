export * from './parse-record.ts';
