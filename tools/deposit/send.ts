// One request over mutual TLS, as any client with a card makes it.

import { request } from 'node:https';
import type { TlsMaterial } from './sandbox-files.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}
export interface Sent {
  readonly method: string;
  readonly url: string;
  /** `cert` and `key` absent: no card. */
  readonly tls: Pick<TlsMaterial, 'ca'> & Partial<TlsMaterial>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Without a byte either way for so long, it fails. */
  readonly timeoutMilliseconds?: number;
}

export const send = ({ method, url, tls, headers = {}, body, timeoutMilliseconds }: Sent): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const outgoing = request(url, { method, ...tls, headers: { ...length, ...headers } }, (incoming) => {
      const parts: Buffer[] = [];
      incoming.on('data', (part: Buffer) => parts.push(part));
      incoming.on('error', reject);
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(parts) }));
    });
    outgoing.on('error', reject);
    if (timeoutMilliseconds !== undefined)
      outgoing.setTimeout(timeoutMilliseconds, () => outgoing.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
    outgoing.end(body);
  });
