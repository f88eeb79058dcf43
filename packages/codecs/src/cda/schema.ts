// A CDA held against a published XSD (the CI-SIS one, with its French extensions), compiled once. What the schema has against a document is
// told by line, element and kind, never by value: a document is health data. The first ten, whatever their number: libxml2 hands every error
// to a collector of our own, which keeps ten and looks for no path (the library's own counts the siblings of each, and fills the memory).

import { type Finding } from '@carnet/domain/kernel';
import {
  ParseOption,
  XmlDocument,
  XmlError,
  XmlValidateError,
  XsdValidator,
  closeBuffer,
  openBuffer,
  readBuffer,
  xmlCleanupInputProvider,
  xmlRegisterInputProvider,
} from 'libxml2-wasm';
import * as library from 'libxml2-wasm/lib/libxml2.mjs';
import { parseXml } from '../xml/parse.ts';
import { type XmlLimits, defaultXmlLimits } from '../xml/scan.ts';
import { findingOf } from './schema-faults.ts';

const kept = 10;
/** Three times the largest CI-SIS document and more: libxml2 words every fault before we leave it out, about 10 µs each. */
const bounds: XmlLimits = { ...defaultXmlLimits, elements: 100_000, attributes: 250_000 };

export interface CdaSchema {
  /** What keeps these bytes from being a valid CDA, ten at most; empty: valid. */
  faultsOf(bytes: Uint8Array): readonly Finding[];
  close(): void;
}
export type CompiledSchema = { readonly ok: true; readonly schema: CdaSchema } | { readonly ok: false; readonly why: string };

/**
 * `location`: URL of the schema's main file. `read`: the bytes of one of its files by URL, undefined for whatever is none; it is asked while
 * the schema compiles and never afterwards: a parsed document reaches no file.
 */
export function compileCdaSchema(location: string, read: (location: string) => Uint8Array | undefined): CompiledSchema {
  const main = read(location);
  if (main === undefined) return { ok: false, why: 'unreadable' };
  xmlRegisterInputProvider({
    match: (name) => read(name) !== undefined,
    open: (name) => {
      const bytes = read(name);
      return bytes === undefined ? undefined : openBuffer(bytes);
    },
    read: readBuffer,
    close: (fd) => {
      closeBuffer(fd);
      return true;
    },
  });
  let grammar: XmlDocument | undefined;
  try {
    grammar = XmlDocument.fromBuffer(main, { url: location, option: ParseOption.XML_PARSE_NONET });
    return { ok: true, schema: schemaOf(grammar, XsdValidator.fromDoc(grammar)) };
  } catch (cause) {
    grammar?.dispose();
    if (!(cause instanceof XmlError)) throw cause;
    return { ok: false, why: cause.message.trim().split('\n')[0]!.slice(0, 300) };
  } finally {
    xmlCleanupInputProvider();
  }
}

const schemaOf = (grammar: XmlDocument, validator: XsdValidator): CdaSchema => ({
  faultsOf(bytes) {
    const tree = parseXml(bytes, bounds);
    if (!tree.ok) return tree.findings;
    using document = tree.value;
    return faultsIn(validator, document);
  },
  close() {
    validator.dispose();
    grammar.dispose();
  },
});

function faultsIn(validator: XsdValidator, document: XmlDocument): readonly Finding[] {
  const { errorCollector } = library.error;
  // One validation at a time, and nothing awaited in it: the library's own collector is back before anybody else validates or parses.
  library.error.errorCollector = firstErrors;
  try {
    validator.validate(document);
    return [];
  } catch (cause) {
    if (!(cause instanceof XmlValidateError)) throw cause;
    return cause.details.map(findingOf);
  } finally {
    library.error.errorCollector = errorCollector;
  }
}

/** `addFunction` is exported by the pinned version and left out of its types. */
const { addFunction } = library as unknown as { readonly addFunction: (callback: (index: number, error: number) => void, signature: 'vii') => number };
/** Warnings (level 1: a schema the document points to, which nobody reads) are no faults. */
const firstErrors = addFunction((index, error) => {
  const details = library.error.storage.get(index);
  if (details.length >= kept || library.XmlErrorStruct.level(error) < 2) return;
  const { message, level, line, col } = library.XmlErrorStruct;
  details.push({ message: message(error), level: level(error), line: line(error), col: col(error) });
}, 'vii');
