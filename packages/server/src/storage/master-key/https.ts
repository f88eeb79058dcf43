// A KMS behind a service: one POST of JSON per message, over TLS 1.2 or newer, with the client certificate the KMS knows Carnet by.
// A late, broken or non-200 answer is an absence (MasterKeyAway), never a key.

import { readFileSync } from 'node:fs';
import { Agent, request as send } from 'node:https';
import type { KmsCall } from './kms.ts';
import { MasterKeyAway } from './master-key.ts';

export interface KmsTls {
  /** PEM files; undefined: the system's authorities, and no client certificate. */
  readonly caFile?: string;
  readonly certFile?: string;
  readonly keyFile?: string;
}

const timeoutMs = 10_000;
const longestAnswer = 64 * 1024;

export function httpsCall(url: string, { caFile, certFile, keyFile }: KmsTls = {}): KmsCall {
  const read = (name: 'ca' | 'cert' | 'key', file: string | undefined): object => (file === undefined ? {} : { [name]: readFileSync(file) });
  const agent = new Agent({
    keepAlive: true,
    maxSockets: 8,
    minVersion: 'TLSv1.2',
    ...read('ca', caFile),
    ...read('cert', certFile),
    ...read('key', keyFile),
  });
  return (message) =>
    new Promise((answered, failed) => {
      const away = (why: string, cause?: unknown): void => failed(new MasterKeyAway(`the service of the master key: ${why}`, { cause }));
      const body = Buffer.from(JSON.stringify(message), 'utf8');
      const asked = send(url, {
        method: 'POST',
        agent,
        signal: AbortSignal.timeout(timeoutMs),
        headers: { 'content-type': 'application/json', 'content-length': body.length },
      });
      asked.once('error', (error) => away('cannot be reached', error));
      asked.once('response', (answer) => {
        const heard: Buffer[] = [];
        let length = 0;
        answer.on('data', (bytes: Buffer) => {
          heard.push(bytes);
          length += bytes.length;
          if (length > longestAnswer) asked.destroy();
        });
        answer.once('error', (error) => away('broke off', error));
        answer.once('end', () => {
          if (answer.statusCode !== 200) return away(`answered ${answer.statusCode}`);
          try {
            answered(JSON.parse(Buffer.concat(heard).toString('utf8')));
          } catch (error) {
            away('did not answer in JSON', error);
          }
          return undefined;
        });
      });
      asked.end(body);
    });
}
