export * from './base64.ts';
export * from './decode.ts';
export * from './parse.ts';
export * from './scan.ts';
export * from './tree.ts';
export * from './write.ts';
