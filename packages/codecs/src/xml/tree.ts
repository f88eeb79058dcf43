// Walking a tree: children by local name in one namespace, attributes, text. Comments and processing instructions are stepped over.

import { XmlElement, type XmlNode, XmlXPath } from 'libxml2-wasm';

export type { XmlElement };

/** Compiled once for the life of the process. A sibling walk would stop at a processing instruction. */
const childElements = XmlXPath.compile('*');
const childContent = XmlXPath.compile('*|text()');

export const elementsOf = (parent: XmlElement): XmlElement[] => parent.find(childElements) as XmlElement[];

/** Child elements and runs of text, in document order. */
export const contentOf = (parent: XmlElement): (XmlElement | string)[] =>
  parent.find(childContent).map((node: XmlNode) => (node instanceof XmlElement ? node : node.content));

export const attribute = (element: XmlElement | undefined, name: string): string | undefined => element?.attr(name)?.value;

/** A reader bound to one namespace. */
export interface Reader {
  children(parent: XmlElement | undefined, name: string): XmlElement[];
  /** The first element down this path of local names. */
  first(parent: XmlElement | undefined, ...path: string[]): XmlElement | undefined;
  is(element: XmlElement, name: string): boolean;
}

export function readerOf(namespace: string): Reader {
  const is = (element: XmlElement, name: string): boolean => element.name === name && element.namespaceUri === namespace;
  return readingBy(is, (parent, name) => elementsOf(parent).filter((element) => is(element, name)));
}

/**
 * The same, three times as fast, for a namespace of ours and names that are the code's own, never a document's: the way to each is compiled once
 * and kept for the life of the process.
 */
export function lastingReaderOf(namespace: string): Reader {
  const ways = new Map<string, XmlXPath>();
  const wayTo = (name: string): XmlXPath => {
    const way = ways.get(name) ?? XmlXPath.compile(`n:${name}`, { n: namespace });
    ways.set(name, way);
    return way;
  };
  const is = (element: XmlElement, name: string): boolean => element.name === name && element.namespaceUri === namespace;
  return readingBy(is, (parent, name) => parent.find(wayTo(name)) as XmlElement[]);
}

function readingBy(is: Reader['is'], named: (parent: XmlElement, name: string) => XmlElement[]): Reader {
  const children = (parent: XmlElement | undefined, name: string): XmlElement[] => (parent === undefined ? [] : named(parent, name));
  const first = (parent: XmlElement | undefined, ...path: string[]): XmlElement | undefined =>
    path.reduce<XmlElement | undefined>((from, name) => children(from, name)[0], parent);
  return { children, first, is };
}
