export * from './ins.ts';
export * from './professionnel.ts';
export * from './traits.ts';
