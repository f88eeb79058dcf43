export * from './age.ts';
export * from './assurance.ts';
export * from './contact.ts';
export * from './ins.ts';
export * from './likeness.ts';
export * from './local-identifier.ts';
export * from './professionnel.ts';
export * from './traits.ts';
