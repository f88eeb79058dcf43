// The wording mechanism: language, words of the kit, plurals, dates. Each app's own catalogue sits beside, one entry per app.

export { bookOf } from './book.ts';
export * from './dates.ts';
export * from './language.tsx';
export * from './plural.ts';
export type { Widen } from './widen.ts';
