// The folder as a ZIP stream (yazl: ZIP64 where the file or its entries ask for it), one entry after the other, so that what is in memory is
// one document and not the record. Each entry's SHA-256 goes into the manifest, in the words of `sha256sum -c`.

import { createHash, hash } from 'node:crypto';
import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { type ReadStreamOptions, ZipFile } from 'yazl';
import type { Sink } from '../../../application/make-export.ts';

export interface ZipFolder {
  /** Resolves once it is written. `known`: its SHA-256, where it was computed already. */
  add(path: string, bytes: Uint8Array, options?: { readonly known?: string; readonly stored?: boolean }): Promise<void>;
  /** The same of a text that comes in parts, until it is ended; nothing else may be added meanwhile. */
  open(path: string): { readonly write: (text: string) => Promise<void>; readonly end: () => Promise<void> };
  end(): Promise<void>;
}

const manifestPath = 'MANIFEST.TXT';

/** `at`: the date every entry bears. */
export function zipFolder(sink: Sink, at: Date): ZipFolder {
  const zip = new ZipFile();
  const manifest: string[] = [];
  const drained = (async () => {
    for await (const chunk of zip.outputStream) await sink(chunk as Buffer);
  })();
  // Told to whoever writes next; without this a failure between two entries would be nobody's.
  drained.catch(() => undefined);
  const put = (path: string, make: () => Readable, options: Partial<ReadStreamOptions>): Promise<void> => {
    // The archive keeps this function until its end too: not what it reads from.
    let once: (() => Readable) | undefined = make;
    const written = new Promise<void>((resolve, reject) => {
      // The archive keeps each name until its end, as a slice of Node's pool of small buffers; whatever was in that pool, pieces of documents
      // with it, would stay as long: 64 KB an entry. Names made while there is no pool keep nothing but themselves.
      const { poolSize } = Buffer;
      Buffer.poolSize = 0;
      zip.addReadStreamLazy(path, { mtime: at, ...options }, (give) => {
        const source = once!();
        once = undefined;
        source.once('close', resolve).once('error', reject);
        give(null, source);
      });
      Buffer.poolSize = poolSize;
    });
    return Promise.race([written, drained]);
  };
  return {
    async add(path, bytes, { known, stored = false } = {}) {
      manifest.push(`${known ?? hash('sha256', bytes)}  ${path}`);
      await put(path, () => Readable.from([Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)]), { compress: !stored, size: bytes.length });
    },
    open(path) {
      const parts = new PassThrough();
      const sum = createHash('sha256');
      const written = put(path, () => parts, { compress: true });
      return {
        async write(text) {
          sum.update(text);
          if (!parts.write(text)) await Promise.race([once(parts, 'drain'), drained]);
        },
        async end() {
          parts.end();
          await written;
          manifest.push(`${sum.digest('hex')}  ${path}`);
        },
      };
    },
    async end() {
      const text = Buffer.from(`${manifest.join('\n')}\n`);
      await put(manifestPath, () => Readable.from([text]), { compress: true, size: text.length });
      zip.end();
      await drained;
    },
  };
}
