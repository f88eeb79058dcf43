// The links production asks for (config.ts, BASE_DE_DONNEES_CHIFFREE and COURRIEL_CHIFFRE), against a real PostgreSQL and real mail servers:
// encrypted, or nothing is said; with a certificate of an authority that is trusted, and of the name that was called, or nothing is said.

import { createMailer } from '@carnet/server/interfaces/mail/mailer';
import { type Material, issueServer, keyPem, makeAuthority } from '@carnet/server/sandbox/certificates';
import { type EmbeddedPostgres, startEmbedded } from '@carnet/server/storage/index';
import { openPool } from '@carnet/server/storage/postgres/connection';
import { migrate } from '@carnet/server/storage/postgres/migrate';
import { chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, type Server, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePorts } from '../../tools/sandbox-server/index.ts';

let folder: string;
let material: Material;
let otherAuthority: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carnet-links-'));
  const validity = { from: new Date(Date.now() - 60_000), until: new Date(Date.now() + 86_400_000) };
  const [authority, other] = [await makeAuthority('Autorite', validity), await makeAuthority('Une autre', validity)];
  material = await issueServer(authority, validity);
  writeFileSync(join(folder, 'ca.pem'), authority.certificate.toString('pem'));
  otherAuthority = join(folder, 'other.pem');
  writeFileSync(otherAuthority, other.certificate.toString('pem'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the database', () => {
  let database: EmbeddedPostgres;
  let relay: Server;
  beforeAll(async () => {
    const [port] = await freePorts(1);
    const dir = join(folder, 'postgres');
    database = await startEmbedded({ dir, port: port!, ephemeral: true });
    const { uid, gid } = statSync(dir);
    for (const [name, text] of [
      ['server.crt', material.certificate.toString('pem')],
      ['server.key', keyPem(material.key)],
    ] as const) {
      writeFileSync(join(dir, name), text, { mode: 0o600 });
      chownSync(join(dir, name), uid, gid);
    }
    await migrate(database.url);
    const admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    await admin.query('ALTER SYSTEM SET ssl = on');
    await admin.query('SELECT pg_reload_conf()');
    await admin.end();
    // The same server by a name its certificate does not bear: the whole of 127/8 is this machine.
    relay = createServer((socket) => socket.pipe(connect({ host: '127.0.0.1', port: port! })).pipe(socket));
    await new Promise<void>((listening) => relay.listen(0, '127.0.0.2', listening));
  }, 60_000);
  afterAll(async () => {
    relay.close();
    await database.stop();
  });

  const isEncrypted = async (host: string, port: string | undefined, query: string): Promise<boolean> => {
    const url = new URL(`${database.url}?${query}`);
    url.hostname = host;
    if (port !== undefined) url.port = port;
    // As the owner: the server’s own role does not read the activity of the database.
    const pool = openPool(url.href, 1, true);
    try {
      const { rows } = await pool.query<{ ssl: boolean }>('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
      return rows[0]!.ssl;
    } finally {
      await pool.end();
    }
  };
  test('is reached encrypted, by its name, under the authority given', async () => {
    // The reload takes effect within a moment.
    await expect.poll(() => isEncrypted('localhost', undefined, `sslmode=verify-full&sslrootcert=${join(folder, 'ca.pem')}`).catch(() => false)).toBe(true);
    expect(await isEncrypted('localhost', undefined, '')).toBe(false);
  });
  test('under another authority, it is not', async () => {
    await expect(isEncrypted('localhost', undefined, `sslmode=verify-full&sslrootcert=${otherAuthority}`)).rejects.toThrow(/certificate|signature/i);
    await expect(isEncrypted('localhost', undefined, 'sslmode=verify-full')).rejects.toThrow(/certificate/i);
  });
  test('under another name, it is not', async () => {
    const port = String((relay.address() as AddressInfo).port);
    await expect(isEncrypted('127.0.0.2', port, `sslmode=verify-full&sslrootcert=${join(folder, 'ca.pem')}`)).rejects.toThrow('altnames');
  });
});

describe('mail', () => {
  /** What a mail server without TLS, or with a certificate nobody trusts, hears; and what was said of it. */
  async function sentTo(options: ConstructorParameters<typeof SMTPServer>[0], address: (port: number) => string) {
    const heard: string[] = [];
    const server = new SMTPServer({
      authOptional: true,
      logger: false,
      onMailFrom: ({ address: from }, _session, next) => void (heard.push(from), next()),
      onData: (stream, _session, next) => void stream.resume().on('end', () => next()),
      ...options,
    });
    server.on('error', () => undefined);
    await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', () => listening()));
    const failures: string[] = [];
    const mailer = createMailer({
      smtpUrl: address((server.server.address() as AddressInfo).port),
      publicUrl: 'https://carnet.example',
      from: 'Carnet <ne-pas-repondre@carnet.test>',
      onFailure: ({ code }) => failures.push(code),
    });
    const left = await mailer.sendPasswordChanged({ to: 'quelqu-un@exemple.test' });
    mailer.close();
    await new Promise<void>((closed) => server.close(() => closed()));
    return { left, heard, failures };
  }
  const tls = () => ({ cert: material.certificate.toString('pem'), key: keyPem(material.key) });
  test('leaves in clear when the address says nothing (the sandbox’s own inbox)', async () => {
    expect(await sentTo({ disabledCommands: ['STARTTLS'] }, (port) => `smtp://127.0.0.1:${port}`)).toMatchObject({ left: true, failures: [] });
  });
  test.each([
    ['offers no TLS', { disabledCommands: ['STARTTLS'] }, (port: number) => `smtp://127.0.0.1:${port}?requireTLS=true`, {}],
    ['shows a certificate nobody trusts', {}, (port: number) => `smtp://127.0.0.1:${port}?requireTLS=true`, true],
    ['shows such a certificate from the first byte', { secure: true }, (port: number) => `smtps://127.0.0.1:${port}`, true],
  ])('does not leave for a server that %s', async (_name, options, address, certified) => {
    const { left, heard, failures } = await sentTo({ ...options, ...(certified === true ? tls() : {}) }, address);
    expect({ left, heard }).toEqual({ left: false, heard: [] });
    expect(failures).toHaveLength(1);
  });
});
