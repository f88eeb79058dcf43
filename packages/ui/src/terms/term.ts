// A word of medicine that a document may hold, and what it means in general: never what a result means for somebody.

export interface Term {
  /** As documents write it. With capitals inside, to the letter; else whatever the capitals, and with a plural s. */
  readonly said: readonly string[];
  /** Its name written out, and what it is. */
  readonly fr: readonly [name: string, text: string];
  readonly en: readonly [name: string, text: string];
  /** In easy French, where French says it otherwise. */
  readonly easy?: string;
}

/** Words of one kind, and where what is said of them can be checked. */
export interface TermGroup {
  readonly sources: readonly string[];
  readonly terms: readonly Term[];
}

/** When the table was last gone through. No health professional has signed it: see ADR 50. */
export const termsDate = '2026-11-23';
