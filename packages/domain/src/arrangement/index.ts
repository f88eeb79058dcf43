// The order a reader puts documents in, for themselves.

export * from './arrangement.ts';
