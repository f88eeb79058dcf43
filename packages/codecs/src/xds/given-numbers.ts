// The numbers a software gave what it submitted, read from a request that may have been refused for its form: nothing is checked, nothing refused. For
// the list of what was refused alone; what is filed is read by the strict reader.

import type { XmlElement } from 'libxml2-wasm';
import { attribute, elementsOf } from '../xml/tree.ts';
import { rim } from './registry-object.ts';
import { lcm } from './submission.ts';
import { entryIdentifiers, setIdentifiers } from './vocabulary.ts';

export interface SubmittedNumbers {
  readonly set?: string;
  readonly documents: readonly string[];
}

/** As many as a list shows, and no walk through a thousand. */
const objectsRead = 50;

export function submittedNumbers(body: XmlElement): SubmittedNumbers {
  const list = rim.first(lcm.first(body, 'SubmitObjectsRequest') ?? body, 'RegistryObjectList');
  const found = { sets: [] as string[], documents: [] as string[] };
  for (const object of list === undefined ? [] : elementsOf(list).slice(0, objectsRead))
    for (const identifier of rim.children(object, 'ExternalIdentifier')) {
      const value = attribute(identifier, 'value')?.trim();
      if (value === undefined || value === '') continue;
      const scheme = attribute(identifier, 'identificationScheme');
      if (scheme === setIdentifiers.uniqueId) found.sets.push(value);
      if (scheme === entryIdentifiers.uniqueId) found.documents.push(value);
    }
  return { ...(found.sets[0] === undefined ? {} : { set: found.sets[0] }), documents: found.documents };
}
