// The téléservice INSi over HTTP: one POST of SOAP per question, over TLS with the structure's certificate in production. A late, broken or
// strange answer rejects (INSI_INJOIGNABLE, told as 503): an identity is never presumed.

import { insiAction, parseInsiAnswer, writeInsiQuestion } from '@carnet/codecs/insi';
import { readFileSync } from 'node:fs';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import type { Clock, Insi } from '../../ports/index.ts';

export interface InsiService {
  /** Undefined: none was given to this installation, and every question is refused. */
  readonly url?: string | undefined;
  /** PEM files; undefined: the system's authorities, and no client certificate. */
  readonly caFile?: string | undefined;
  readonly certFile?: string | undefined;
  readonly keyFile?: string | undefined;
  /** The number Carnet's authorisation was given (IDAM), and Carnet's version. */
  readonly idam: string;
  readonly version: string;
  readonly clock: Clock;
  readonly newId: () => string;
}

const timeoutMs = 15_000;
const longestAnswer = 64 * 1024;

const away = (why: string, cause?: unknown): Error => Object.assign(new Error(`INSi ${why}`, { cause }), { code: 'INSI_INJOIGNABLE' });

export function insiClient({ url, caFile, certFile, keyFile, idam, version, clock, newId }: InsiService): Insi {
  const read = (name: 'ca' | 'cert' | 'key', file: string | undefined): object => (file === undefined ? {} : { [name]: readFileSync(file) });
  const tls = { minVersion: 'TLSv1.2', ...read('ca', caFile), ...read('cert', certFile), ...read('key', keyFile) } as const;
  return {
    async search(question) {
      if (url === undefined) throw away('is not configured: CARNET_INSI_URL');
      const body = writeInsiQuestion(question, { idam, version, name: 'Carnet', emitter: 'carnet' }, { id: newId(), at: clock.now() });
      const answer = parseInsiAnswer(await post(new URL(url), tls, Buffer.from(body, 'utf8')));
      // What it said is not repeated: it may name somebody.
      if (!answer.ok) throw away(`answered what is no answer of its own (${answer.findings.map(({ rule }) => rule).join(', ')})`);
      return answer.value;
    },
  };
}

const post = (url: URL, tls: object, body: Buffer): Promise<Buffer> =>
  new Promise((answered, failed) => {
    const headers = { 'content-type': `application/soap+xml; charset=utf-8; action="${insiAction}"`, 'content-length': body.length };
    const options = { method: 'POST', headers, signal: AbortSignal.timeout(timeoutMs) };
    const asked = url.protocol === 'https:' ? overHttps(url, { ...options, ...tls }) : overHttp(url, options);
    asked.once('error', (error) => failed(away('cannot be reached', error)));
    asked.once('response', (answer) => {
      const heard: Buffer[] = [];
      let length = 0;
      answer.on('data', (bytes: Buffer) => {
        heard.push(bytes);
        length += bytes.length;
        if (length > longestAnswer) asked.destroy();
      });
      answer.once('error', (error) => failed(away('broke off', error)));
      answer.once('end', () => (answer.statusCode === 200 ? answered(Buffer.concat(heard)) : failed(away(`answered ${answer.statusCode}`))));
    });
    asked.end(body);
  });
