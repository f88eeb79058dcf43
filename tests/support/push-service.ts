// A push service of ours over TLS, and browsers subscribed to it: each message is opened with the browser's own keys (RFC 8291), and the server's
// signature checked against the key the browser was given (RFC 8292), as a real one does. Written apart from what it tests.

import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { issueServer, keyPem, makeAuthority } from '@carnet/server/sandbox/certificates';
import { createPushSender } from '@carnet/server/interfaces/push/push-sender';
import { newVapidKey, vapid } from '@carnet/server/interfaces/push/web-push';
import type { PushAddress, PushSender } from '@carnet/server/ports';

/** Where nobody is rung. */
export const noPush: PushSender = {
  publicKey: '',
  ring: () => Promise.reject(new Error('nobody asked to be rung')),
};

interface Heard {
  readonly endpoint: string;
  readonly message: unknown;
  readonly headers: IncomingHttpHeaders;
  /** What the server signed for. */
  readonly signed: { readonly aud: string; readonly exp: number; readonly sub: string };
}
export interface PushService {
  /** Calls this service and no other. */
  readonly sender: PushSender;
  readonly heard: readonly Heard[];
  subscribe(): PushAddress;
  /** From now on, for that browser. */
  answerWith(address: PushAddress, status: number, headers?: Readonly<Record<string, string>>): void;
  readonly ca: string;
  readonly vapidKey: string;
  close(): Promise<void>;
}

export async function startPushService(vapidKey: string = newVapidKey()): Promise<PushService> {
  const day = 86_400_000;
  const validity = { from: new Date(Date.now() - day), until: new Date(Date.now() + day) };
  const authority = await makeAuthority('Service de notification', validity);
  const certificate = await issueServer(authority, validity);
  const [cert, key, ca] = [certificate.certificate.toString('pem'), keyPem(certificate.key), authority.certificate.toString('pem')];
  const browsers = new Map<
    string,
    { readonly ecdh: ReturnType<typeof createECDH>; readonly auth: Buffer; status: number; headers: Readonly<Record<string, string>> }
  >();
  const heard: Heard[] = [];
  const server = https.createServer({ cert, key }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      const browser = browsers.get(request.url!);
      if (browser === undefined) return response.writeHead(404).end();
      if (browser.status < 300) {
        const endpoint = `${origin()}${request.url!}`;
        heard.push({
          endpoint,
          message: JSON.parse(open(Buffer.concat(chunks), browser)),
          headers: request.headers,
          signed: checked(request.headers.authorization!, origin()),
        });
      }
      return response.writeHead(browser.status, browser.headers).end('answers are not read');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = (): string => `https://localhost:${(server.address() as AddressInfo).port}`;
  return {
    ca,
    vapidKey,
    heard,
    sender: createPushSender({ vapid: vapid(vapidKey, 'mailto:securite@carnet.test'), clock: { now: () => Date.now() }, local: { ca } }),
    subscribe() {
      const ecdh = createECDH('prime256v1');
      const [path, auth] = [`/push/${randomBytes(16).toString('base64url')}`, randomBytes(16)];
      browsers.set(path, { ecdh, auth, status: 201, headers: {} });
      return { endpoint: `${origin()}${path}`, p256dh: ecdh.generateKeys().toString('base64url'), auth: auth.toString('base64url'), language: 'fr' };
    },
    answerWith({ endpoint }, status, headers = {}) {
      Object.assign(browsers.get(new URL(endpoint).pathname)!, { status, headers });
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

/** RFC 8188 §2.1: salt, size of records, length and value of the sender's key; then one record. */
function open(body: Buffer, { ecdh, auth }: { readonly ecdh: ReturnType<typeof createECDH>; readonly auth: Buffer }): string {
  const [salt, keyLength] = [body.subarray(0, 16), body[20]!];
  const senderKey = body.subarray(21, 21 + keyLength);
  const hkdf = (secret: Uint8Array, by: Uint8Array, info: Buffer, length: number): Buffer => Buffer.from(hkdfSync('sha256', secret, by, info, length));
  const secret = hkdf(ecdh.computeSecret(senderKey), auth, Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), senderKey]), 32);
  const decipher = createDecipheriv(
    'aes-128-gcm',
    hkdf(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16),
    hkdf(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12),
  );
  const record = body.subarray(21 + keyLength);
  decipher.setAuthTag(record.subarray(-16));
  const clear = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  const end = clear.findLastIndex((byte) => byte !== 0);
  if (clear[end] !== 2) throw new Error('not the last record');
  return clear.subarray(0, end).toString('utf8');
}

function checked(authorization: string, origin: string): Heard['signed'] {
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=([\w-]+)$/.exec(authorization) ?? [];
  const point = Buffer.from(key, 'base64url');
  const publicKey = createPublicKey({
    key: { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') },
    format: 'jwk',
  });
  const [header, claims, signature] = token.split('.') as [string, string, string];
  const whole = verify('sha256', Buffer.from(`${header}.${claims}`), { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
  const said = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Heard['signed'];
  if (!whole || said.aud !== origin) throw new Error('the server did not sign for this service');
  return said;
}
