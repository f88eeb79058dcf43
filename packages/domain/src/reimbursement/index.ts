export * from './feed-record.ts';
export * from './history-document.ts';
export * from './history.ts';
export * from './line.ts';
export * from './secret-acts.ts';
