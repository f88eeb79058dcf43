// The software of those who ask to be told: a receiver of Carnet's calls, HTTPS on the loopback, which keeps what comes, and whether Carnet signed it
// (Standard Webhooks). Opened when a story first needs it.

import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

interface Heard {
  readonly id: string;
  readonly timestamp: string;
  readonly signature: string;
  readonly body: Buffer;
}
export interface Told {
  /** FHIR ids of documents, in the order they came. */
  readonly documents: readonly string[];
  readonly signed: boolean;
}
const bodyMaximumBytes = 256 * 1024;

export class ToldSoftware {
  readonly #materialDirectory: string;
  readonly #heard = new Map<string, Heard[]>();
  #server: Promise<Server> | undefined;

  constructor(materialDirectory: string) {
    this.#materialDirectory = materialDirectory;
  }

  /** An address of its own for each subscription. */
  async address(name: string): Promise<string> {
    this.#server ??= this.#open();
    this.#heard.set(`/${name}`, []);
    return `https://localhost:${((await this.#server).address() as AddressInfo).port}/${name}`;
  }

  toldAt(name: string, secret: string): Told {
    const events = (this.#heard.get(`/${name}`) ?? []).filter(({ body }) => body.includes('"notification-event"'));
    const documents = events.flatMap(({ body }) =>
      [...body.toString('utf8').matchAll(/"reference":"[^"]*DocumentReference\/([0-9a-f]{64})"/g)].map(([, id]) => id!),
    );
    return { documents: [...new Set(documents)], signed: events.every((heard) => isSigned(heard, secret)) };
  }

  async close(): Promise<void> {
    const server = await this.#server;
    if (server !== undefined) await new Promise<void>((closed) => void server.close(() => closed()));
  }

  async #open(): Promise<Server> {
    const [key, cert] = await Promise.all(['key.pem', 'cert.pem'].map((file) => readFile(join(this.#materialDirectory, 'server', file))));
    const server = createServer({ key, cert }, (incoming, reply) => {
      const parts: Buffer[] = [];
      let size = 0;
      incoming.on('data', (part: Buffer) => {
        size += part.length;
        if (size > bodyMaximumBytes) incoming.destroy();
        else parts.push(part);
      });
      incoming.on('end', () => {
        const header = (name: string): string => String(incoming.headers[name] ?? '');
        const inbox = this.#heard.get(incoming.url ?? '');
        inbox?.push({ id: header('webhook-id'), timestamp: header('webhook-timestamp'), signature: header('webhook-signature'), body: Buffer.concat(parts) });
        reply.writeHead(inbox === undefined ? 404 : 204).end();
      });
    });
    await new Promise<void>((listening, failed) => server.once('error', failed).listen(0, '127.0.0.1', listening));
    // Nobody waits for it to stop.
    server.unref();
    return server;
  }
}

function isSigned({ id, timestamp, signature, body }: Heard, secret: string): boolean {
  const own = createHmac('sha256', Buffer.from(secret, 'base64')).update(`${id}.${timestamp}.`).update(body).digest();
  const given = Buffer.from(signature.replace(/^v1,/, ''), 'base64');
  return given.length === own.length && timingSafeEqual(given, own);
}
