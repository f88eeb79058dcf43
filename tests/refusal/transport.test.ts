// What the TLS listener offers and what it refuses: the versions and suites of the DMP (PDT-INF-579 v4), with an RSA certificate and with
// an ECDSA one, asked for one at a time by a client that has every other switched off.

// Readies the library for this runtime.
import '@carnet/server/sandbox/certificates';
import * as x509 from '@peculiar/x509';
import { openListener } from '@carnet/server/interfaces/pipeline/listener';
import { newLog } from '@carnet/server/interfaces/pipeline/log';
import { defaultRates, newRateLimits } from '@carnet/server/interfaces/pipeline/rate-limits';
import { webcrypto } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const kinds = {
  RSA: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]) },
  ECDSA: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
} as const;
type Kind = keyof typeof kinds;

interface Listening {
  readonly port: number;
  readonly ca: string;
  close(): Promise<void>;
}

async function listen(kind: Kind): Promise<Listening> {
  const algorithm = kinds[kind];
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=localhost',
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 3_600_000),
    keys,
    signingAlgorithm: algorithm,
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }])],
  });
  const pem = certificate.toString('pem');
  const key = x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  const app = await openListener({
    log: newLog('silent'),
    tls: { cert: Buffer.from(pem), key: Buffer.from(key), ca: Buffer.from(pem) },
    hosts: undefined,
    strictTransport: true,
    onAnswer: () => undefined,
    limits: newRateLimits(defaultRates),
  });
  app.get('/', async () => ({ here: true }));
  await app.listen({ host: '127.0.0.1', port: 0 });
  return { port: (app.server.address() as AddressInfo).port, ca: pem, close: () => app.close() };
}

let listening: Readonly<Record<Kind, Listening>>;
beforeAll(async () => {
  listening = { RSA: await listen('RSA'), ECDSA: await listen('ECDSA') };
});
afterAll(async () => void (await Promise.all(Object.values(listening).map((one) => one.close()))));

/** The version and suite agreed on, or the code of what was refused. */
function handshake(kind: Kind, options: tls.ConnectionOptions): Promise<string> {
  const { port, ca } = listening[kind];
  return new Promise((told) => {
    const socket = tls.connect({ host: '127.0.0.1', port, servername: 'localhost', ca, ...options }, () => {
      told(`${socket.getProtocol()} ${socket.getCipher().standardName}`);
      socket.destroy();
    });
    socket.once('error', (error: NodeJS.ErrnoException) => told(error.code ?? error.message));
  });
}
const only12 = { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' } as const;
const only13 = { minVersion: 'TLSv1.3', maxVersion: 'TLSv1.3' } as const;
/** The client itself would otherwise refuse to ask. */
const asked = (suite: string): string => `${suite}:@SECLEVEL=0`;

describe('TLS 1.2, what the DMP announces', () => {
  test.each([
    ['RSA', 'ECDHE-RSA-CHACHA20-POLY1305', 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256'],
    ['RSA', 'ECDHE-RSA-AES128-GCM-SHA256', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
    ['RSA', 'ECDHE-RSA-AES256-SHA384', 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384'],
    ['RSA', 'ECDHE-RSA-AES256-GCM-SHA384', 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'],
    ['ECDSA', 'ECDHE-ECDSA-CHACHA20-POLY1305', 'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256'],
    ['ECDSA', 'ECDHE-ECDSA-AES128-GCM-SHA256', 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
    ['ECDSA', 'ECDHE-ECDSA-AES256-GCM-SHA384', 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'],
  ] as const)('%s: %s', async (kind, suite, name) => expect(await handshake(kind, { ...only12, ciphers: asked(suite) })).toBe(`TLSv1.2 ${name}`));

  test('the server chooses, the strongest first', async () => {
    const weakestFirst = 'ECDHE-RSA-AES256-SHA384:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384';
    expect(await handshake('RSA', { ...only12, ciphers: weakestFirst })).toBe('TLSv1.2 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384');
  });
});

describe('TLS 1.3', () => {
  test.each(['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256'])('%s', async (suite) => {
    expect(await handshake('ECDSA', { ...only13, ciphers: suite })).toBe(`TLSv1.3 ${suite}`);
  });
  test('is what a client of today gets', async () => expect(await handshake('RSA', {})).toMatch(/^TLSv1.3 /));
});

describe('refused by the server', () => {
  test.each([
    ['no forward secrecy', 'AES256-GCM-SHA384'],
    ['no forward secrecy, CBC', 'AES128-SHA'],
    ['finite-field Diffie-Hellman', 'DHE-RSA-AES256-GCM-SHA384'],
    ['SHA-1', 'ECDHE-RSA-AES256-SHA'],
    ['a CBC suite the DMP does not name', 'ECDHE-RSA-AES128-SHA256'],
    ['no authentication', 'AECDH-AES256-SHA'],
    ['no encryption', 'ECDHE-RSA-NULL-SHA'],
  ])('%s (%s)', async (_why, suite) => {
    expect(await handshake('RSA', { ...only12, ciphers: asked(suite) })).toMatch(/^ERR_SSL_(?:SSL\/TLS|TLSV1|SSLV3)_ALERT_HANDSHAKE_FAILURE$/);
  });
  test.each(['TLSv1', 'TLSv1.1'] as const)('%s', async (version) => {
    const refused = await handshake('RSA', { minVersion: version, maxVersion: version, ciphers: asked('ALL') });
    expect(refused).toBe('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION');
  });
  test('a curve below 256 bits', async () => {
    expect(await handshake('RSA', { ...only12, ecdhCurve: 'P-224', ciphers: asked('ALL') })).toMatch(/HANDSHAKE_FAILURE$/);
  });
  test('renegotiation', async () => {
    const { port, ca } = listening.RSA;
    const told = await new Promise<string>((heard) => {
      const socket = tls.connect({ host: '127.0.0.1', port, servername: 'localhost', ca, ...only12 }, () => {
        socket.once('error', (error: NodeJS.ErrnoException) => heard(error.code ?? error.message));
        socket.renegotiate({}, (error) => heard(error === null ? 'renegotiated' : ((error as NodeJS.ErrnoException).code ?? error.message)));
      });
    });
    expect(told).toBe('ERR_SSL_NO_RENEGOTIATION');
  });
});
