export * from './insi.ts';
