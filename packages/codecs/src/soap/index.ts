export { multipartType, soapType } from './content-type.ts';
export * from './include.ts';
export * from './message.ts';
export * from './namespaces.ts';
export * from './read.ts';
export * from './write.ts';
