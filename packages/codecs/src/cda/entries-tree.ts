// The entries of a structured body as a plain tree: the parser's nodes are walked once, and everything after is read without it. Elements of
// other namespaces than HL7's and that of medicines are stepped over. Bounded in number and in depth: what is beyond is not there.

import { attribute, elementsOf, type XmlElement } from '../xml/tree.ts';
import { XmlXPath } from 'libxml2-wasm';
import { folded, hl7Namespace } from './elements.ts';

export interface Entry {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Entry[];
  /** Its text and that below it, white space folded, in so many characters at most. */
  readonly text: (maximum: number) => string;
}

/** Numbers, and who wrote, did or heard it: nothing of what is said. Half of an entry. */
const unread = new Set(['id', 'assignedAuthor', 'assignedEntity', 'informant', 'addr', 'telecom']);
const namespaces = new Set([hl7Namespace, 'urn:hl7-org:pharm', 'urn:ihe:pharm:medication']);
const depthMaximum = 60;

/** What is left to spend on one document. */
export interface Budget {
  elements: number;
}

/** Undefined: of another namespace, too deep, or beyond the budget. */
export function entryOf(element: XmlElement, budget: Budget, depth = 0): Entry | undefined {
  const { name } = element;
  if (depth > depthMaximum || unread.has(name) || !namespaces.has(element.namespaceUri)) return undefined;
  budget.elements -= 1;
  if (budget.elements < 0) return undefined;
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const { name: key, value } of element.attrs) attributes[key] = value;
  const children: Entry[] = [];
  for (const child of elementsOf(element)) {
    const read = entryOf(child, budget, depth + 1);
    if (read !== undefined) children.push(read);
  }
  return { name, attributes, children, text: (maximum) => folded(element.content.slice(0, maximum * 4)).slice(0, maximum) };
}

export const childrenOf = (entry: Entry | undefined, name: string): readonly Entry[] => entry?.children.filter((child) => child.name === name) ?? [];

/** The first down this path of names. */
export const childOf = (entry: Entry | undefined, ...path: readonly string[]): Entry | undefined =>
  path.reduce<Entry | undefined>((from, name) => from?.children.find((child) => child.name === name), entry);

/** Every template it says it follows. */
export const templatesOf = (entry: Entry): ReadonlySet<string> => new Set(childrenOf(entry, 'templateId').map(({ attributes }) => attributes['root'] ?? ''));

const identified = XmlXPath.compile('//*[@ID]');
const narrativeMaximum = 300;

/** The narrative that codes refer to by `#id`. Read at the first call only. */
export class Narrative {
  readonly #root: XmlElement;
  readonly #told = new Map<string, string>();
  #places: ReadonlyMap<string, XmlElement> | undefined;

  constructor(root: XmlElement) {
    this.#root = root;
  }

  /** Undefined: no such place, or nothing is written there. */
  at(reference: string): string | undefined {
    const id = reference.replace(/^#/, '');
    const known = this.#told.get(id);
    if (known !== undefined) return known || undefined;
    this.#places ??= new Map((this.#root.find(identified) as XmlElement[]).map((element) => [attribute(element, 'ID')!, element]));
    const told = folded((this.#places.get(id)?.content ?? '').slice(0, narrativeMaximum * 4)).slice(0, narrativeMaximum);
    this.#told.set(id, told);
    return told || undefined;
  }
}
