export * from './format-codes.ts';
export * from './header.ts';
export * from './hl7-time.ts';
export type { Compression, Inflate, MediaLimits } from './media.ts';
export * from './reading.ts';
export * from './reading-view.ts';
export * from './sniff.ts';
export * from './wording.ts';
export * from './readdress.ts';
