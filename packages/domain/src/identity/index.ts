export * from './age.ts';
export * from './ins.ts';
export * from './professionnel.ts';
export * from './traits.ts';
