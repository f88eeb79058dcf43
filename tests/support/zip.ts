// A ZIP read by a reader that is not the writer's: every entry, with the size and the CRC-32 it announces checked.

import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { type ZipFile, fromBuffer, open } from 'yauzl';

/** From memory, or from a file, whose entries are then in memory one at a time. */
export function readZip(zip: Buffer | string, take: (path: string, bytes: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const read = (fault: Error | null, opened: ZipFile): void => {
      if (fault !== null) return reject(fault);
      opened.on('error', reject).on('end', () => resolve());
      opened.on('entry', (entry) => {
        opened.openReadStream(entry, (unread, stream) => {
          if (unread !== null) return reject(unread);
          buffer(stream).then((bytes) => {
            if (crc32(bytes) !== entry.crc32 >>> 0) return reject(new Error(`${entry.fileName}: CRC`));
            take(entry.fileName, bytes);
            opened.readEntry();
          }, reject);
        });
      });
      opened.readEntry();
    };
    const options = { lazyEntries: true, strictFileNames: true, validateEntrySizes: true } as const;
    if (typeof zip === 'string') open(zip, options, read);
    else fromBuffer(zip, options, read);
  });
}

export async function unzip(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  await readZip(bytes, (path, content) => void files.set(path, content));
  return files;
}
