// The published CDA schema, which an installation downloads beside the program: read and compiled once, at the start. Whatever it includes
// must be an *.xsd of its own folder; nothing else of the disk can be named by a schema, and nothing at all by a document.

import { readFileSync, realpathSync } from 'node:fs';
import { dirname, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type CdaSchema, compileCdaSchema } from '@carnet/codecs/cda';

/** Undefined: none is set, documents are not held against one, and `warn` is told. Throws `CDA_SCHEMA` where the one that is set cannot serve. */
export function openCdaSchema(file: string | undefined, warn?: (warning: string) => void): CdaSchema | undefined {
  if (file === undefined) {
    warn?.('CARNET_CDA_SCHEMA is not set: deposited CDA documents are held against no schema (docs/operations/running.md#the-cda-schema)');
    return undefined;
  }
  const folder = `${realFile(dirname(file)) ?? dirname(file)}${sep}`;
  const files = new Map<string, Uint8Array | undefined>();
  const read = (location: string): Uint8Array | undefined => {
    if (!files.has(location)) files.set(location, schemaFile(location, folder));
    return files.get(location);
  };
  const compiled = compileCdaSchema(pathToFileURL(realFile(file) ?? file).href, read);
  if (!compiled.ok)
    throw Object.assign(new Error(`CARNET_CDA_SCHEMA = ${file} : CDA_extended.xsd, lisible et complet, dans son dossier (${compiled.why})`), {
      code: 'CDA_SCHEMA',
    });
  return compiled.schema;
}

function schemaFile(location: string, folder: string): Uint8Array | undefined {
  if (!URL.canParse(location) || new URL(location).protocol !== 'file:') return undefined;
  const path = realFile(fileURLToPath(location));
  if (path === undefined || !path.startsWith(folder) || !path.endsWith('.xsd')) return undefined;
  return readFileSync(path);
}

/** Where a path truly leads; undefined: nowhere. */
function realFile(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return undefined;
  }
}
