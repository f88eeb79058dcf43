export * from './patients-specific.ts';
