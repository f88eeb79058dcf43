// XML held against a published XSD by libxml2: schemas stay beside the project, so whoever asks for one says why it skips where it is absent.

import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ParseOption, XmlDocument, XsdValidator, xmlCleanupInputProvider, xmlRegisterInputProvider } from 'libxml2-wasm';
import { fsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';

export const schemaFolder = resolve(import.meta.dirname, '../../../shared/samples/schema');
export const schemaPresent = existsSync(schemaFolder);

export interface Schema {
  /** What libxml2 has against this document; empty: valid. */
  faults(xml: string | Uint8Array): readonly string[];
  close(): void;
}

/**
 * The namespace of XDS.b is declared in two files, which import one another through ebRIM: libxml2 reads one file for a namespace, so the first
 * is made to include the second in a copy.
 */
function mended(): string {
  const copy = mkdtempSync(join(tmpdir(), 'carnet-xsd-'));
  cpSync(join(schemaFolder, 'xds/schema'), copy, { recursive: true });
  const main = join(copy, 'IHE/IHEXDSB.xsd');
  const text = readFileSync(main, 'utf8');
  const at = text.indexOf('<xs:import');
  writeFileSync(main, `${text.slice(0, at)}<xs:include schemaLocation="xcf.xsd"/>${text.slice(at)}`);
  return copy;
}

/** Of ebRS and IHE: every message of the four XDS transactions. */
export function openXdsSchema(): Schema {
  const copy = mended();
  const schema = openSchema(join(copy, 'IHE/IHEXDSB.xsd'));
  rmSync(copy, { recursive: true });
  return schema;
}

/** `path` from the folder of schemas: `cda/CDA_extended.xsd`. */
export function openSchema(path: string): Schema {
  const file = resolve(schemaFolder, path);
  xmlRegisterInputProvider(fsInputProviders);
  const grammar = XmlDocument.fromBuffer(readFileSync(file), { url: file });
  const validator = XsdValidator.fromDoc(grammar);
  xmlCleanupInputProvider();
  return {
    faults(xml) {
      using document = XmlDocument.fromBuffer(Buffer.from(xml), { option: ParseOption.XML_PARSE_HUGE });
      try {
        validator.validate(document);
        return [];
      } catch (fault) {
        return String(fault).trim().split('\n');
      }
    },
    close() {
      validator.dispose();
      grammar.dispose();
    },
  };
}
