// How Pro Santé Connect is called: with the client's certificate where there is one, for so long, and for so much, whatever it answers.

import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import type { CustomFetch } from 'openid-client';

export interface ClientTls {
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
}

const timeoutMs = 10_000;
/** Somebody with thirty places of work says less. */
const longestAnswer = 256 * 1024;

/** Nothing was answered, or too much: another moment may be better. */
export class Unreachable extends Error {}

export const boundedFetch =
  (tls: ClientTls): CustomFetch =>
  (address, { method, headers, body }) =>
    new Promise((answered, failed) => {
      const url = new URL(address);
      const sent = body === undefined || body === null ? undefined : Buffer.from(String(body), 'utf8');
      const options = {
        method,
        headers: { ...headers, ...(sent === undefined ? {} : { 'content-length': sent.length }) },
        signal: AbortSignal.timeout(timeoutMs),
      };
      const asked = url.protocol === 'https:' ? overHttps(url, { ...options, ...tls, minVersion: 'TLSv1.2' }) : overHttp(url, options);
      const away = (cause?: unknown): void => failed(new Unreachable('Pro Santé Connect cannot be reached', { cause }));
      asked.once('error', away);
      asked.once('response', (answer) => {
        const heard: Buffer[] = [];
        let length = 0;
        answer.on('data', (bytes: Buffer) => {
          heard.push(bytes);
          length += bytes.length;
          if (length > longestAnswer) asked.destroy(new Unreachable('an answer too long'));
        });
        answer.once('error', away);
        answer.once('end', () => {
          const said = Object.entries(answer.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as [string, string]] : []));
          const status = answer.statusCode ?? 502;
          if (status >= 500) return away();
          return answered(new Response(status === 204 || status === 304 ? null : Buffer.concat(heard), { status, headers: said }));
        });
      });
      asked.end(sent);
    });
