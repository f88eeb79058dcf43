export * from './author-person.ts';
export * from './content-header.ts';
export * from './document-entry.ts';
export * from './ids.ts';
export * from './life-cycle.ts';
export * from './metadata-changes.ts';
export * from './stored-query.ts';
export * from './visibilite.ts';
