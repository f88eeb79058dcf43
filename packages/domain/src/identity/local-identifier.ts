// The number a structure knows its patient by (IPP, identifiant permanent du patient): a value that means something under the OID of its
// assigning authority, and nowhere else. HL7 CX: `IPP-77^^^&1.2.3.4&ISO^PI` (docs/sources.md §2.1).

import type { Brand } from '../kernel/brand.ts';
import { type Parsed, faulty, parsed } from '../kernel/result.ts';
import { isInsOid } from './ins.ts';

/** OID of an assigning authority, without prefix. Never one of the INS. */
export type AuthorityOid = Brand<string, 'AuthorityOid'>;
export interface LocalIdentifier {
  readonly value: string;
  readonly authority: AuthorityOid;
}

const oidShape = /^[0-2](?:\.(?:0|[1-9]\d{0,38})){1,30}$/;
const mostCharacters = 64;

/** Refuses an authority that is no OID, or one of the INS (`AUTORITE_FORME`), and a number empty or too long (`IPP_FORME`). */
export function parseLocalIdentifier(value: string, authority: string, field = 'identifier'): Parsed<LocalIdentifier> {
  const oid = authority.replace(/^urn:oid:/, '');
  if (!oidShape.test(oid) || isInsOid(oid))
    return faulty({ field, rule: 'AUTORITE_FORME', given: oid.slice(0, 64), expected: 'OID de l’autorité d’affectation' });
  const text = value.trim();
  if (text === '' || text.length > mostCharacters || /[\p{Cc}^&~|\\]/u.test(text))
    return faulty({ field, rule: 'IPP_FORME', given: text.slice(0, 64), expected: `1 à ${mostCharacters} caractères` });
  return parsed({ value: text, authority: oid as AuthorityOid });
}

export const localToCx = ({ value, authority }: LocalIdentifier): string => `${value}^^^&${authority}&ISO^PI`;

/** The local number a CX bears; undefined: an INS, or no number under an OID. */
export function parseLocalCx(cx: string): LocalIdentifier | undefined {
  const [value = '', , , authority = '', type = 'PI'] = cx.split('^').map((part) => part.trim());
  const [, oid = '', kind = 'ISO'] = authority.split('&');
  const read = kind === 'ISO' && (type === 'PI' || type === '') ? parseLocalIdentifier(value, oid) : undefined;
  return read?.ok === true ? read.value : undefined;
}
