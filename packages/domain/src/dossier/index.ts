export * from './acting-for.ts';
export * from './assure.ts';
export * from './dossier.ts';
export * from './opening-agreement.ts';
export * from './residents-list.ts';
export * from './opening.ts';
export * from './share.ts';
