export { fhirDocumentType } from './bundle.ts';
export * from './facts.ts';
export * from './header.ts';
export * from './reading.ts';
