export * from './acting-for.ts';
export * from './assure.ts';
export * from './dossier.ts';
