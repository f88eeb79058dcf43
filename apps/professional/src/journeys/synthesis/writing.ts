// The synthesis as it is being written: the lines of its headings. Pure; the page shows it.

import { type DepositSynthesis, type SynthesisDraft, type SynthesisPart, synthesisParts } from '@carnet/contract';
import { type LineChange, type WrittenPart, begunPart, sentLines, writeLines } from '../writing/lines.ts';

export type Writing = Readonly<Record<SynthesisPart, WrittenPart>>;
export type Change = { readonly kind: 'start'; readonly writing: Writing } | LineChange<SynthesisPart>;

export const begun = ({ parts }: SynthesisDraft): Writing =>
  Object.fromEntries(synthesisParts.map((part): [SynthesisPart, WrittenPart] => [part, begunPart(part, parts[part])])) as Writing;

export const write = (writing: Writing, change: Change): Writing => (change.kind === 'start' ? change.writing : writeLines(writing, change));

export const toDeposit = (writing: Writing): DepositSynthesis => ({
  parts: Object.fromEntries(synthesisParts.map((part) => [part, sentLines(writing[part])])) as DepositSynthesis['parts'],
});

/** A draft of another version of this page is none. */
export const isWriting = (value: unknown): value is Writing =>
  typeof value === 'object' && value !== null && synthesisParts.every((part) => Array.isArray((value as Partial<Writing>)[part]?.lines));
