// Outcomes as values. A use case answers Ok or a Refusal; exceptions are kept for programmers' errors.

import type { RefusalCode } from './refusal-codes.ts';

/** One disagreement found in what was sent: which field, which rule, what was given and what was expected. */
export interface Finding {
  /** Path in the sender's own terms: `content.attachment.hash`, `ClinicalDocument/recordTarget/patientRole/id`. */
  readonly field: string;
  /** Stable rule code, French capitals: `HASH_FAUX`. */
  readonly rule: string;
  readonly given?: string;
  readonly expected?: string;
}

/** A refusal is a value with a stable code; `findings` names every field when the input is at fault. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly findings: readonly Finding[];
  /** When the same may be asked again, where that is known (Retry-After, RFC 9110 §10.2.3). */
  readonly retryAfterSeconds?: number;
}

export type Ok<T> = { readonly ok: true; readonly value: T };
export type Refused = { readonly ok: false; readonly refusal: Refusal };
export type Result<T> = Ok<T> | Refused;

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });
export const refuse = (code: RefusalCode, findings: readonly Finding[] = []): Refused => ({ ok: false, refusal: { code, findings } });

/** The findings of a parse, or its value: parsers gather every fault rather than stop at the first. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly findings: readonly Finding[] };
export const parsed = <T>(value: T): Parsed<T> => ({ ok: true, value });
export const faulty = (...findings: Finding[]): Parsed<never> => ({ ok: false, findings });
