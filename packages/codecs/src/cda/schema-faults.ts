// What libxml2 says of an invalid document, told without its content. Its sentences quote values, which may be a person's: kept are the line,
// the names of the element and the attribute, the kind of fault, and what the schema (which is public) expects there.

import type { Finding } from '@carnet/domain/kernel';
import type { ErrorDetail } from 'libxml2-wasm';

const head = /^Element '(?:\{[^']*\})?([^']+)'(?:, attribute '(?:\{[^']*\})?([^']+)')?: (?:\[facet '[A-Za-z]+'\] )?/;
const name = /^[\p{L}_][\p{L}\p{N}._-]{0,63}$/u;
const expectedMaximum = 140;

/** Of the sentence after its head, by how it begins: what stands there is never a value. */
const kinds: readonly (readonly [RegExp, rule: string, expected: (sentence: string) => string | undefined])[] = [
  [/^This element is not expected\./, 'CDA_NON_VALIDE_ELEMENT', namesExpected],
  [/^No matching global declaration available for the validation root\./, 'CDA_NON_VALIDE_ELEMENT', () => 'ClinicalDocument'],
  [/^No matching global element declaration /, 'CDA_NON_VALIDE_ELEMENT', () => undefined],
  [/^Missing child element\(s\)\./, 'CDA_NON_VALIDE_MANQUE', namesExpected],
  [/^The attribute '[^']*' is not allowed\./, 'CDA_NON_VALIDE_ATTRIBUT', () => undefined],
  [/^The attribute '[^']*' is required but missing\./, 'CDA_NON_VALIDE_ATTRIBUT_MANQUE', (sentence) => localName(sentence.split("'")[1] ?? '')],
  [/^(?:Character content|Element content) /, 'CDA_NON_VALIDE_CONTENU', () => undefined],
  [/^(?:The QName value '|The type definition )/, 'CDA_NON_VALIDE_TYPE', () => 'xsi:type'],
  [/^(?:The value '|')/, 'CDA_NON_VALIDE_VALEUR', valueExpected],
];

export function findingOf({ message, line }: ErrorDetail): Finding {
  const [whole = '', rawElement = '', rawAttribute = ''] = head.exec(message) ?? [];
  const element = name.test(rawElement) ? rawElement : '…';
  const attribute = name.test(rawAttribute) ? rawAttribute : undefined;
  const sentence = message.slice(whole.length);
  const [, rule, expectedIn] = kinds.find(([begins]) => begins.test(sentence)) ?? [undefined, 'CDA_NON_VALIDE', () => undefined];
  const expected = expectedIn(sentence)?.slice(0, expectedMaximum);
  return {
    field: `ClinicalDocument//${element}${attribute === undefined ? '' : `/@${attribute}`}`,
    rule,
    given: `${line}: <${element}${attribute === undefined ? '' : ` ${attribute}`}>`,
    ...(expected === undefined || expected === '' ? {} : { expected }),
  };
}

function localName(qualified: string): string | undefined {
  const local = qualified.replace(/^.*[}:]/s, '').trim();
  return name.test(local) ? local : undefined;
}

/** `Expected is one of ( {urn:hl7-org:v3}realmCode, {urn:hl7-org:v3}typeId ).` */
function namesExpected(sentence: string): string | undefined {
  const list = /Expected is (?:one of )?\( (.+) \)\.\s*$/s.exec(sentence)?.[1];
  return list
    ?.split(', ')
    .flatMap((one) => localName(one) ?? [])
    .join(' | ');
}

/** The last words of the sentence are the schema's own: a list of codes, a pattern, the name of a type. */
function valueExpected(sentence: string): string | undefined {
  const after = (words: string): string | undefined => {
    const at = sentence.lastIndexOf(words);
    return at === -1 ? undefined : sentence.slice(at + words.length).trimEnd();
  };
  const codes = after(' is not an element of the set {');
  if (codes !== undefined) return codes.replace(/\}\.$/, '').replaceAll("'", '').replaceAll(', ', ' | ');
  const pattern = after("' is not accepted by the pattern '");
  if (pattern !== undefined) return pattern.replace(/'\.$/, '');
  return localName(/ type '([^']*)'\.\s*$/.exec(sentence)?.[1] ?? '');
}
