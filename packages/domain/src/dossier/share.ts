// A code the patient shows: whoever reads it, or is told it, redeems it once, and may consult for as long as the patient chose (R.1111-46 CSP,
// by any means, those without paper included). Pure: the code itself is drawn elsewhere.

import { type Instant, instantOf, plusDays } from '../kernel/instant.ts';

export const shareSpans = ['consultation', 'day', 'usual'] as const;
/** For this consultation, for a day, or as long as an agreement usually lasts. */
export type ShareSpan = (typeof shareSpans)[number];

interface Lasting {
  readonly shareConsultationHours: number;
  readonly autorisationDays: number;
}
const hourMs = 3_600_000;

/** Exclusive; counted from when it is redeemed. */
export function endOfShare(span: ShareSpan, at: Instant, { shareConsultationHours, autorisationDays }: Lasting): Instant {
  if (span === 'usual') return plusDays(at, autorisationDays);
  return instantOf(at + (span === 'day' ? 24 : shareConsultationHours) * hourMs);
}

/**
 * What is read aloud: no sign that looks or sounds like another (0 O, 1 I, 2 Z, 5 S, 8 B; B P D, M N, A E G U W in French), no vowel to make a word
 * with. 21 signs, nine of them: 39 bits.
 */
export const spokenSigns = '23456789CFHJKLMPRTVXY';
export const spokenLength = 9;
const spokenShape = new RegExp(`^[${spokenSigns}]{${spokenLength}}$`);

/** As it was typed: in small or capital letters, with whatever between the groups. Undefined: no code has this shape. */
export function parseSpokenCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replaceAll(/[\s.·_-]/g, '');
  return spokenShape.test(code) ? code : undefined;
}
