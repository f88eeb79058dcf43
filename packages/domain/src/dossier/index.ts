export * from './acting-for.ts';
export * from './dossier.ts';
