export * from './lot-signature.ts';
