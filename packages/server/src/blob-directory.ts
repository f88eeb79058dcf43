// Where the bytes of documents are kept on this machine.

import { fileURLToPath } from 'node:url';
import type { Config } from './config.ts';

/** Throws where the address is of a kind that is not served. */
export function blobDirectory({ blobUrl }: Config): string {
  const url = new URL(blobUrl);
  if (url.protocol !== 'file:') throw new Error(`CARNET_BLOB_URL: ${url.protocol} is not served yet, only file:`);
  return fileURLToPath(url);
}
