// The environment read once, with every fault named; and the list of what production refuses to start with.

import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, type Environment, parseConfig, productionChecks, productionFaults } from '@carnet/server/config';
import { defaultRates } from '@carnet/server/interfaces/pipeline/rate-limits';
import { ensureMaterial } from '@carnet/server/sandbox/material';
import { peopleOf } from '@carnet/server/sandbox/people';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueServer, keyPem, makeAuthority } from '@carnet/server/sandbox/certificates';

const configOf = (environment: Environment, root = '/srv/carnet'): Config => {
  const read = parseConfig(environment, root);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.config;
};

describe('the environment', () => {
  test('nothing set is the sandbox on its documented addresses', () => {
    expect(configOf({})).toMatchObject({
      mode: 'sandbox',
      httpHost: '127.0.0.1',
      httpPort: 8080,
      tlsHost: '127.0.0.1',
      tlsPort: 8443,
      publicUrl: 'http://localhost:8080',
      cardUrl: 'https://localhost:8443',
      dataDir: '/srv/carnet/var',
      databaseUrl: undefined,
      blobUrl: 'file:/srv/carnet/var/blobs',
      smtpUrl: undefined,
      seed: 7,
    });
  });
  test('addresses follow the ports', () => {
    expect(configOf({ CARNET_HTTP_PORT: '9000', CARNET_TLS_PORT: '9001', CARNET_DATA_DIR: 'here' })).toMatchObject({
      publicUrl: 'http://localhost:9000',
      cardUrl: 'https://localhost:9001',
      dataDir: '/srv/carnet/here',
    });
  });
  test('every fault is named at once, a secret is not repeated', () => {
    const read = parseConfig({ CARNET_MODE: 'prod', CARNET_HTTP_PORT: '80x', CARNET_SEED: '-1', DATABASE_URL: 'mysql://root:secret@host/db' }, '/srv');
    expect(read.ok ? [] : read.faults.map(({ variable }) => variable)).toEqual(['CARNET_MODE', 'CARNET_HTTP_PORT', 'DATABASE_URL', 'CARNET_SEED']);
    expect(JSON.stringify(read)).not.toContain('secret');
  });
  test('the CDA schema is nowhere unless set, and a relative path is taken from the root', () => {
    expect(configOf({}).cdaSchemaFile).toBeUndefined();
    expect(configOf({ CARNET_CDA_SCHEMA: 'cda/CDA_extended.xsd' }).cdaSchemaFile).toBe('/srv/carnet/cda/CDA_extended.xsd');
  });
  test('limits and the proxies that are believed', () => {
    expect(configOf({ CARNET_LIMIT_CARD: '7', CARNET_TRUSTED_PROXIES: '10.0.0.7, 2001:db8::/32' })).toMatchObject({
      rates: { ...defaultRates, card: 7 },
      trustedProxies: ['10.0.0.7', '2001:db8::/32'],
    });
    const read = parseConfig({ CARNET_LIMIT_ADDRESS: '0', CARNET_TRUSTED_PROXIES: '10.0.0.7/33' }, '/srv');
    expect(read.ok ? [] : read.faults.map(({ variable }) => variable)).toEqual(['CARNET_LIMIT_ADDRESS', 'CARNET_TRUSTED_PROXIES']);
  });
  test('the two listeners need two ports', () => {
    expect(parseConfig({ CARNET_HTTP_PORT: '9000', CARNET_TLS_PORT: '9000' }, '/srv')).toMatchObject({ ok: false, faults: [{ variable: 'CARNET_TLS_PORT' }] });
  });
});

describe('production', () => {
  let folder: string;
  let sound: Environment;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'carnet-config-'));
    const elsewhere = await operatorMaterial();
    for (const [name, text] of Object.entries(elsewhere)) writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, 'master.key'), Buffer.alloc(32, 9).toString('base64'));
    writeFileSync(join(folder, 'seal.key'), generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
    mkdirSync(join(folder, 'data'));
    sound = {
      CARNET_MODE: 'production',
      CARNET_CARD_CA_FILE: join(folder, 'authority.pem'),
      CARNET_CARD_CRL: 'http://igc.example/crl',
      CARNET_TLS_CERT_FILE: join(folder, 'server.pem'),
      CARNET_TLS_KEY_FILE: join(folder, 'server.key'),
      CARNET_MASTER_KEY_FILE: join(folder, 'master.key'),
      CARNET_SEAL_KEY_FILE: join(folder, 'seal.key'),
      CARNET_DATA_DIR: join(folder, 'data'),
      DATABASE_URL: 'postgres://carnet@db.internal/carnet?sslmode=verify-full',
      CARNET_SMTP_URL: 'smtps://mail.internal',
      CARNET_SECURITY_CONTACT: 'mailto:securite@carnet.example',
      CARNET_PUBLIC_URL: 'https://carnet.example',
      CARNET_HOST: 'Hébergeur fictif, certificat HDS n° 2026-001',
      CARNET_REPOSITORY_OID: '1.2.250.1.999999.1',
    };
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const failing = (environment: Environment): readonly string[] => productionFaults(configOf(environment), environment).map(({ name }) => name);

  test('starts when everything is the operator’s', () => expect(failing(sound)).toEqual([]));
  test('with nothing set, every check fails but those about people and links there are none of', () => {
    expect(failing({ CARNET_MODE: 'production', CARNET_DATA_DIR: join(folder, 'data') })).toEqual(
      productionChecks
        .map(({ name }) => name)
        .filter((name) => !['COMPTES_DE_DEMONSTRATION', 'BASE_DE_DONNEES_CHIFFREE', 'COURRIEL_CHIFFRE', 'INSI_CHIFFRE', 'PRO_SANTE_CONNECT'].includes(name)),
    );
  });
  test.each([
    ['ANCRE_CARTES', 'CARNET_CARD_CA_FILE'],
    ['LISTES_DE_REVOCATION', 'CARNET_CARD_CRL'],
    ['CERTIFICAT_SERVEUR', 'CARNET_TLS_CERT_FILE'],
    ['CERTIFICAT_SERVEUR', 'CARNET_TLS_KEY_FILE'],
    ['CLE_MAITRESSE', 'CARNET_MASTER_KEY_FILE'],
    ['CLE_DU_SCEAU', 'CARNET_SEAL_KEY_FILE'],
    ['BASE_DE_DONNEES', 'DATABASE_URL'],
    ['COURRIEL', 'CARNET_SMTP_URL'],
    ['CONTACT_SECURITE', 'CARNET_SECURITY_CONTACT'],
    ['ADRESSE_PUBLIQUE', 'CARNET_PUBLIC_URL'],
    ['HEBERGEUR', 'CARNET_HOST'],
    ['OID_DU_DEPOT', 'CARNET_REPOSITORY_OID'],
  ])('%s fails without %s', (check, variable) => {
    expect(failing({ ...sound, [variable]: undefined })).toEqual([check]);
  });
  test.each([
    ['postgres://db.internal/carnet', false],
    ['postgres://db.internal/carnet?sslmode=require', false],
    ['postgres://db.internal/carnet?sslmode=no-verify', false],
    ['postgres://db.internal/carnet?sslmode=verify-full&sslmode=disable', false],
    ['postgres://localhost/carnet?host=db.internal', false],
    ['postgres://db.internal/carnet?sslmode=verify-full&sslrootcert=/etc/ca.pem', true],
    ['postgres://127.0.0.1/carnet', true],
    ['postgres:///carnet?host=/run/postgresql', true],
  ])('the database at %s: %s', (url, isSound) => expect(failing({ ...sound, DATABASE_URL: url })).toEqual(isSound ? [] : ['BASE_DE_DONNEES_CHIFFREE']));
  test.each([
    ['smtp://mail.internal', false],
    ['smtp://mail.internal?requireTLS=false', false],
    ['smtp://mail.internal?requireTLS=true&tls.rejectUnauthorized=false', false],
    ['smtps://mail.internal?tls.rejectUnauthorized=false', false],
    ['smtp://mail.internal:587?requireTLS=true', true],
    ['smtp://localhost:25', true],
  ])('mail by %s: %s', (url, isSound) => expect(failing({ ...sound, CARNET_SMTP_URL: url })).toEqual(isSound ? [] : ['COURRIEL_CHIFFRE']));
  test('INSi is asked over https with a certificate, or not at all', () => {
    const url = 'https://insi.example/';
    expect(failing({ ...sound, CARNET_INSI_URL: 'http://insi.example/' })).toEqual(['INSI_CHIFFRE']);
    expect(failing({ ...sound, CARNET_INSI_URL: url })).toEqual(['INSI_CHIFFRE']);
    expect(failing({ ...sound, CARNET_INSI_URL: url, CARNET_INSI_CERT_FILE: '/etc/insi.pem', CARNET_INSI_KEY_FILE: '/etc/insi.key' })).toEqual([]);
  });
  test('Pro Santé Connect over https, as a registered client that proves itself, or not at all', () => {
    const [issuer, file] = ['https://psc.example/auth/realms/esante-wallet', join(folder, 'data-secret')];
    writeFileSync(file, 'un-secret');
    const connected = { ...sound, CARNET_PSC_ISSUER: issuer, CARNET_PSC_CLIENT_ID: 'carnet' };
    const byCertificate = { ...connected, CARNET_PSC_CERT_FILE: '/etc/psc.pem', CARNET_PSC_KEY_FILE: '/etc/psc.key' };
    expect(configOf(sound).psc).toBeUndefined();
    for (const missing of [connected, { ...connected, CARNET_PSC_SECRET_FILE: join(folder, 'nowhere') }, { ...byCertificate, CARNET_PSC_KEY_FILE: undefined }])
      expect(failing(missing)).toEqual(['PRO_SANTE_CONNECT']);
    for (const over of [{ CARNET_PSC_ISSUER: issuer.replace('https', 'http') }, { CARNET_PSC_CLIENT_ID: undefined }])
      expect(failing({ ...connected, CARNET_PSC_SECRET_FILE: file, ...over })).toEqual(['PRO_SANTE_CONNECT']);
    for (const whole of [{ ...connected, CARNET_PSC_SECRET_FILE: file }, byCertificate]) expect(failing(whole)).toEqual([]);
  });
  test('the sandbox’s anchor, certificate and people are known wherever they are', async () => {
    const material = await ensureMaterial(join(folder, 'sandbox-data'), peopleOf(7));
    expect(failing({ ...sound, CARNET_CARD_CA_FILE: material.authorityFile })).toEqual(['ANCRE_CARTES']);
    expect(failing({ ...sound, CARNET_TLS_CERT_FILE: material.serverCertificateFile, CARNET_TLS_KEY_FILE: material.serverKeyFile })).toEqual([
      'CERTIFICAT_SERVEUR',
    ]);
    expect(failing({ ...sound, CARNET_DATA_DIR: join(folder, 'sandbox-data') })).toEqual(['COMPTES_DE_DEMONSTRATION']);
  });
  test.each(['Hébergeur sans certificat', 'certificat HDS', 'Assurance Maladie, certificat HDS n° 2026-001', 'CNAM, HDS 2026-001', 'Mutuelle X, HDS 2026-001'])(
    'is not hosted by: %s',
    (host) => expect(failing({ ...sound, CARNET_HOST: host })).toEqual(['HEBERGEUR']),
  );
  test('a key file that is not there is not made', () => {
    expect(failing({ ...sound, CARNET_MASTER_KEY_FILE: join(folder, 'absent') })).toEqual(['CLE_MAITRESSE']);
    expect(failing({ ...sound, CARNET_SEAL_KEY_FILE: join(folder, 'absent') })).toEqual(['CLE_DU_SCEAU']);
  });
});

/** Certificates as an operator has them: the same, without the mark. */
async function operatorMaterial(): Promise<Readonly<Record<string, string>>> {
  const validity = { from: new Date(Date.now() - 1000), until: new Date(Date.now() + 86_400_000) };
  const authority = await makeAuthority('Autorite d’essai', validity, 'Operateur');
  const server = await issueServer(authority, validity, 'Operateur');
  return { 'authority.pem': authority.certificate.toString('pem'), 'server.pem': server.certificate.toString('pem'), 'server.key': keyPem(server.key) };
}
