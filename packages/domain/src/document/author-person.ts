// Authors as the registry writes them and searches them: HL7 v2.5 XCN of the CI-SIS (docs/sources.md §2.1). One form for what is answered and
// what `$XDSDocumentEntryAuthorPerson` is held against.

import { normalisedName } from '../identity/likeness.ts';
import { psIdNatOid } from '../identity/professionnel.ts';
import type { Author } from './document-entry.ts';

/** As one says a name: each word is somewhere in it, whatever the case, accents and hyphens. */
export function authorIsNamed(author: Author, said: string): boolean {
  const name = normalisedName(author.kind === 'systeme' ? author.name : `${author.givenName} ${author.familyName}`);
  const words = said.split(/[\s'’-]+/).flatMap((word) => normalisedName(word) || []);
  return words.length > 0 && words.every((word) => name.includes(word));
}

/** Separators of HL7 v2 have no place inside a component. */
const component = (text: string): string => text.replaceAll(/[\^&~|\\\s]+/g, ' ').trim();

const xcn = (id: string, [family, given]: readonly [string, string], authority: string, [nameType, idType]: readonly [string, string]): string =>
  `${component(id)}^${component(family)}^${component(given)}^^^^^^${authority}^${nameType}^^^${idType}`;

/** `801234567897^DURAND^Paul^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS`; a patient by their INS (NH), a system by its own id (RI). */
export function authorPerson(author: Author): string {
  switch (author.kind) {
    case 'professionnel':
      // RPPS and ADELI are national; the other types number somebody inside a structure.
      return xcn(author.id, [author.familyName, author.givenName], `&${psIdNatOid}&ISO`, ['D', /^[08]/.test(author.id) ? 'IDNPS' : 'EI']);
    case 'patient':
      return xcn(author.ins.matricule, [author.familyName, author.givenName], `&${author.ins.oid}&ISO`, ['D', 'NH']);
    case 'systeme': {
      // `root^extension`, as a CDA identifies a device; or an id that stands by itself.
      const [root, extension] = author.id.split('^', 2);
      return xcn(extension ?? author.id, [author.name, ''], extension === undefined ? '' : `&${root}&ISO`, ['U', 'RI']);
    }
  }
}

/** Whether a pattern of SQL LIKE (`%`: any text, `_`: one character; ITI TF-2 §3.18.4.1.2.3.3) takes in the whole of this XCN, whatever the case. */
export function authorPersonMatches(author: Author, pattern: string): boolean {
  const parts = pattern
    .toLowerCase()
    .split('%')
    .map((part) => part.split('_'));
  return matchesFrom(authorPerson(author).toLowerCase(), parts);
}

/** Pieces between `%`, each the literals between its `_`: taken greedily from the left, the first and the last anchored. Linear in text × pattern. */
function matchesFrom(text: string, parts: readonly (readonly string[])[]): boolean {
  const lengthOf = (part: readonly string[]): number => part.reduce((sum, literal) => sum + literal.length, part.length - 1);
  const fits = (part: readonly string[], at: number): boolean => {
    let position = at;
    return part.every((literal) => {
      const here = text.startsWith(literal, position);
      position += literal.length + 1;
      return here;
    });
  };
  const [first, ...rest] = parts;
  const last = rest.pop();
  if (first === undefined || !fits(first, 0) || lengthOf(first) > text.length) return false;
  if (last === undefined) return lengthOf(first) === text.length;
  let position = lengthOf(first);
  for (const part of rest) {
    while (position + lengthOf(part) <= text.length && !fits(part, position)) position++;
    position += lengthOf(part);
    if (position > text.length) return false;
  }
  const end = text.length - lengthOf(last);
  return end >= position && fits(last, end);
}
