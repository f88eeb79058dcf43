// A subscriber's own server: HTTPS with a certificate of the sandbox's authority, which checks the signature of what comes, keeps it, and answers as
// it is told to.

import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Server, createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { keepAnswer } from './kept-answers.ts';

export interface Received {
  readonly path: string;
  readonly id: string;
  /** The signature is of this body, at that time, with the secret of its path. */
  readonly isSigned: boolean;
  readonly text: string;
  readonly json: Record<string, any>;
}
export interface HookReceiver {
  readonly url: (path: string) => string;
  readonly received: Received[];
  /** By path: what signs what comes there. */
  readonly secrets: Map<string, string>;
  /** What is answered from now on; `location` with a redirect. */
  answer: { readonly status: number; readonly location?: string };
  /** Waits until so many came at that path, and gives them. */
  until(path: string, count: number): Promise<readonly Received[]>;
  close(): Promise<void>;
}

const patienceMs = 10_000;

export async function startHookReceiver(sandbox: string): Promise<HookReceiver> {
  const file = (name: string): Buffer => readFileSync(join(sandbox, 'server', name));
  const received: Received[] = [];
  const secrets = new Map<string, string>();
  const receiver = { answer: { status: 200 } as HookReceiver['answer'] };
  const server: Server = createServer({ key: file('key.pem'), cert: file('cert.pem') }, (request, response) => {
    const heard: Buffer[] = [];
    request.on('data', (bytes: Buffer) => heard.push(bytes));
    request.on('end', () => {
      const body = Buffer.concat(heard);
      const header = (name: string): string => String(request.headers[name] ?? '');
      const path = request.url ?? '';
      const own = createHmac('sha256', Buffer.from(secrets.get(path) ?? '', 'base64'))
        .update(`${header('webhook-id')}.${header('webhook-timestamp')}.`)
        .update(body)
        .digest();
      const given = Buffer.from(header('webhook-signature').replace(/^v1,/, ''), 'base64');
      const text = body.toString('utf8');
      keepAnswer(request.headers['content-type'], text);
      received.push({
        path,
        id: header('webhook-id'),
        isSigned: given.length === own.length && timingSafeEqual(given, own),
        text,
        json: JSON.parse(text) as Record<string, any>,
      });
      const { status, location } = receiver.answer;
      response.writeHead(status, location === undefined ? {} : { location }).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return Object.assign(receiver, {
    url: (path: string) => `https://localhost:${port}${path}`,
    received,
    secrets,
    async until(path: string, count: number) {
      const end = Date.now() + patienceMs;
      for (;;) {
        const here = received.filter((one) => one.path === path);
        if (here.length >= count) return here;
        if (Date.now() > end) throw new Error(`${here.length} of ${count} came at ${path}`);
        await new Promise((later) => setTimeout(later, 20));
      }
    },
    close: () => new Promise<void>((closed) => void server.close(() => closed())),
  });
}
