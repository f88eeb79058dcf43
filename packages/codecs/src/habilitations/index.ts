export * from './habilitations.ts';
