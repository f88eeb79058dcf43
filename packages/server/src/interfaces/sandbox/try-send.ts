// Makes a tried call as software would: with the card's own key, over mutual TLS, to this server's own TLS listener and nowhere else. Nothing is
// shortened: what the door refuses is refused here.

import type { SandboxAnswer, SandboxCall } from '@carnet/contract';
import { readFile } from 'node:fs/promises';
import { STATUS_CODES } from 'node:http';
import { request } from 'node:https';
import { join } from 'node:path';

export interface TryPlace {
  readonly ownCardUrl: string;
  readonly materialDirectory: string;
}

const doors = ['/fhir', '/si-dmp-server/v2/services'] as const;
export const doorsTried = doors.join(' | ');

/** Undefined: not under one of the doors, once it is read as a browser reads it (`..`, `//host`, `\`). */
export function addressTried(path: string, { ownCardUrl }: TryPlace): URL | undefined {
  if (!path.startsWith('/') || !URL.canParse(path, ownCardUrl)) return undefined;
  const url = new URL(path, ownCardUrl);
  const isOurs = url.origin === ownCardUrl && doors.some((door) => url.pathname === door || url.pathname.startsWith(`${door}/`));
  return isOurs ? url : undefined;
}

const answerDelayMilliseconds = 20_000;
const isText = (type: string): boolean => /json|xml|text/.test(type) && !type.startsWith('multipart/');

/** Throws when the listener does not answer. `url` is from `addressTried`, `card` a folder that is there. */
export async function makeCall({ card, method, headers, body }: SandboxCall, url: URL, place: TryPlace): Promise<Omit<SandboxAnswer, 'curl'>> {
  const file = (...names: readonly string[]): Promise<Buffer> => readFile(join(place.materialDirectory, ...names));
  const own = card === '' ? {} : { cert: await file(card, 'cert.pem'), key: await file(card, 'key.pem') };
  const tls = { ca: await file('ca.pem'), ...own };
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    // A connection of its own each time: one kept open has the certificate it was opened with.
    const outgoing = request(url, { method, ...tls, agent: false, headers: lengthOf(body, headers), timeout: answerDelayMilliseconds }, (incoming) => {
      const parts: Buffer[] = [];
      incoming.on('data', (part: Buffer) => parts.push(part));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const bytes = Buffer.concat(parts);
        const status = incoming.statusCode ?? 502;
        resolve({
          status,
          statusText: STATUS_CODES[status] ?? '',
          headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
          ...(isText(incoming.headers['content-type'] ?? 'text/plain') ? { body: bytes.toString('utf8') } : {}),
          bytes: bytes.length,
          milliseconds: Math.round(performance.now() - begun),
        });
      });
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error('the TLS listener does not answer')));
    outgoing.on('error', reject);
    outgoing.end(body === '' ? undefined : body);
  });
}
const lengthOf = (body: string, headers: SandboxCall['headers']): Record<string, string> =>
  body === '' ? headers : { ...headers, 'content-length': String(Buffer.byteLength(body)) };

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

export const curlOf = (
  { card, method, path, headers, body }: SandboxCall,
  { cardUrl, materialDirectory: at }: TryPlace & { readonly cardUrl: string },
): string =>
  [
    `curl -i --cacert ${quoted(`${at}/ca.pem`)}`,
    ...(card === '' ? [] : [`--cert ${quoted(`${at}/${card}/cert.pem`)}`, `--key ${quoted(`${at}/${card}/key.pem`)}`]),
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === '' ? [] : [`--data-binary ${quoted(body)}`]),
    quoted(`${cardUrl}${path}`),
  ].join(' \\\n  ');
