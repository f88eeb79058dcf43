// Branded ids: a string that only its parser can make. Inside the house nothing is a bare `string`.

import { type Parsed, faulty, parsed } from './result.ts';

declare const brand: unique symbol;
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A parser of lower-case UUIDs (RFC 9562, any version) for one kind of id. */
export function uuidParser<Name extends string>(field: string): (text: string) => Parsed<Brand<string, Name>> {
  return (text) => {
    const value = text.toLowerCase();
    return uuidShape.test(value) ? parsed(value as Brand<string, Name>) : faulty({ field, rule: 'UUID_FORME', given: text.slice(0, 64) });
  };
}
