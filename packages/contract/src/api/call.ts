// One call of the JSON API as the table of calls says it: what it is for, in both languages, and the shapes of what goes in and comes out.
// Every call may also answer a problem (problem.ts).

import type { ZodObject, ZodType } from 'zod';
import type { Bilingual } from '../wording/labels-bilingual.ts';

export interface ApiCall {
  readonly says: Bilingual;
  readonly query?: ZodObject;
  readonly body?: ZodType;
  /** multipart/form-data: these fields, then `file`. */
  readonly form?: ZodObject;
  /** The body is bytes of this media type. */
  readonly bytes?: `${string}/${string}`;
  /** A media type: bytes. Absent: nothing is answered (204, unless `status` says otherwise). */
  readonly answer?: ZodType | `${string}/${string}`;
  readonly status?: number;
}
/** `METHOD /path/:parameter`, as the server declares it. */
export type ApiCalls = Readonly<Record<string, ApiCall>>;

export const call = (fr: string, en: string, shapes: Omit<ApiCall, 'says'> = {}): ApiCall => ({ says: { fr, en }, ...shapes });

export const under = (prefix: string, calls: ApiCalls): ApiCalls =>
  Object.fromEntries(Object.entries(calls).map(([key, one]) => [key.replace(' ', ` ${prefix}`), one]));
