// Reads what documents say in codes, for the deposit. Whatever a document holds, the deposit goes on: a reader that fails is told to the log, by
// the kind of the error and the lines it came through, never by its message, which may quote the document; the document is kept as it came.

import { readCdaEntries } from '@carnet/codecs/cda';
import { fhirDocumentType, readFhirFacts } from '@carnet/codecs/fhir-document';
import type { Ports } from './ports/index.ts';

const cdaTypes: ReadonlySet<string> = new Set(['text/xml', 'application/xslt+xml']);

export interface ReaderFault {
  readonly name: string;
  readonly through: readonly string[];
}

export const contentReader =
  (onFault: (fault: ReaderFault) => void): Ports['readContent'] =>
  (bytes, mimeType) => {
    const read = mimeType === fhirDocumentType ? readFhirFacts : cdaTypes.has(mimeType) ? readCdaEntries : undefined;
    try {
      return read?.(bytes);
    } catch (error) {
      const { name, stack = '' } = error instanceof Error ? error : new Error(typeof error);
      onFault({
        name,
        through: stack
          .split('\n')
          .filter((line) => /^\s+at /.test(line))
          .slice(0, 10),
      });
      return undefined;
    }
  };
