// Searching by who wrote: `author`, `source`, and their chained names and identifiers. Names are sealed: what is read here is held against each
// entry once it is opened.

import type { Author } from '@carnet/domain/document';
import type { Finding } from '@carnet/domain/kernel';
import { type TextModifier, textTest, tokenOf, valuesOf } from './search-values.ts';

export type AuthorTest = (author: Author) => boolean;

/** Given names are searched one by one, and as they are written together. */
export const namedTest =
  (part: 'family' | 'given', value: string, modifier: TextModifier): AuthorTest =>
  (author) => {
    const texts =
      author.kind === 'systeme'
        ? part === 'family'
          ? [author.name]
          : []
        : part === 'family'
          ? [author.familyName]
          : [author.givenName, ...author.givenName.split(/\s+/)];
    return textTest(value, modifier)(texts);
  };

const idsOf = (author: Author): readonly string[] => (author.kind === 'patient' ? [author.ins.matricule] : [author.id]);

/** `author.identifier=urn:oid:…|801…`, `author=Practitioner?identifier=…`, a `Practitioner/<number>` of our directory, or the bare number. */
export function identifiedTest(value: string, findings: Finding[], name: string): AuthorTest {
  const codes = valuesOf(value).map((one) =>
    tokenOf(one.replace(/^[A-Za-z]+\?identifier=/, '')).code.replace(/^(?:.*\/)?(?:Practitioner|PractitionerRole|Organization|Device)\//, ''),
  );
  for (const code of codes) if (!/^[0-9A-Za-z.^/-]{3,80}$/.test(code)) findings.push({ field: name, rule: 'PS_IDNAT_FORME', given: code.slice(0, 64) });
  return (author) =>
    idsOf(author).some((id) => codes.includes(id)) ||
    (author.institution?.id !== undefined && author.kind === 'systeme' && codes.includes(author.institution.id));
}

/** The structure an author wrote for. */
export function institutionTest(value: string): AuthorTest {
  const codes = valuesOf(value).map((one) => tokenOf(one.replace(/^[A-Za-z]+\?identifier=/, '')).code.replace(/^.*\//, ''));
  return ({ institution }) => institution?.id !== undefined && codes.includes(institution.id);
}
