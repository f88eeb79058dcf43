// Sealing, the master key that wraps, and what becomes of both when keys are rotated: with a file, a command and a service over TLS.

import type { DossierId } from '@carnet/domain/dossier';
import { ensureMaterial } from '@carnet/server/sandbox/material';
import { peopleOf } from '@carnet/server/sandbox/people';
import { IntegrityFault, MasterKeyAway, type MasterKey, fileMasterKey, nameOfMark, openMasterKey, openStorage } from '@carnet/server/storage/index';
import { type Vault, createVault } from '@carnet/server/storage/vault';
import { createCipheriv, createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { freshDatabase, masterKeyOf, testMasterByte, testMasterKey } from '../support/database.ts';
import { newDossier, permitFor, titulaireOf } from '../support/records.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'carnet-keys-'));
const systemKeys = { blindIndex: Buffer.alloc(32, 7), directory: Buffer.alloc(32, 8) };
const vaultOf = (master: MasterKey, faults: IntegrityFault[] = []): Vault => createVault(master, systemKeys, (fault) => faults.push(fault));
const fileOf = (lines: string): string => {
  const file = path.join(folder, `${randomUUID()}.key`);
  writeFileSync(file, lines);
  return file;
};
const base64Of = (byte: number): string => Buffer.alloc(32, byte).toString('base64');

describe('vault', async () => {
  const one = randomUUID() as DossierId;
  const other = randomUUID() as DossierId;
  const vault = vaultOf(testMasterKey);
  const key = await vault.newDossierKey(one);
  const sealer = await vault.sealer(one, key);
  const sealed = sealer.seal('table|row', 'secret');

  test('opens what it sealed', () => expect(sealer.open('table|row', sealed).toString()).toBe('secret'));
  test('not for another row', () => expect(() => sealer.open('table|other', sealed)).toThrow(IntegrityFault));
  test('not with another dossier’s key', async () => {
    const theirs = await vault.sealer(other, await vault.newDossierKey(other));
    expect(() => theirs.open('table|row', sealed)).toThrow(IntegrityFault);
  });
  test('a wrapped key opens for its dossier only', () => expect(vault.sealer(other, key)).rejects.toThrow());
  test('another master key opens nothing', () => expect(vaultOf(masterKeyOf(1)).sealer(one, key)).rejects.toThrow());
  test('one flipped bit, anywhere, is refused', () => {
    for (let index = 0; index < sealed.length; index++) {
      const altered = Buffer.from(sealed);
      altered[index]! ^= 1;
      expect(() => sealer.open('table|row', altered)).toThrow(IntegrityFault);
    }
  });
  test('cut short is refused', () => {
    for (let length = 0; length < sealed.length; length++) expect(() => sealer.open('table|row', sealed.subarray(0, length))).toThrow(IntegrityFault);
  });
  test('the same text is never sealed the same', () => expect(vault.sealSystem('a', 'x').equals(vault.sealSystem('a', 'x'))).toBe(false));
  test('system secrets are bound to their place too, and a fault is told without what it is about', () => {
    const faults: IntegrityFault[] = [];
    const heard = vaultOf(testMasterKey, faults);
    expect(heard.openSystem('a|1', heard.sealSystem('a|1', 'x')).toString()).toBe('x');
    const moved = heard.sealSystem('a|1', 'x');
    expect(() => heard.openSystem('a|2', moved)).toThrow(IntegrityFault);
    expect(faults.map(({ place, reference }) => ({ place, reference }))).toEqual([{ place: 'a', reference: expect.stringMatching(/^[0-9a-f]{16}$/) }]);
  });
  test('a blind index is stable, keyed, and different for each purpose', () => {
    expect(vault.blindIndex('ins', 'x').equals(vaultOf(masterKeyOf(1)).blindIndex('ins', 'x'))).toBe(true);
    expect(vault.blindIndex('ins', 'x').equals(vault.blindIndex('login', 'x'))).toBe(false);
    const elsewhere = createVault(testMasterKey, { ...systemKeys, blindIndex: Buffer.alloc(32, 1) }, () => undefined);
    expect(vault.blindIndex('ins', 'x').equals(elsewhere.blindIndex('ins', 'x'))).toBe(false);
  });
  test('a key has generations: the last one seals, the others still open', async () => {
    const next = await vault.nextGeneration(one, key);
    const newer = await vault.sealer(one, next);
    expect([sealer.generation, newer.generation]).toEqual([1, 2]);
    expect(newer.open('table|row', sealed).toString()).toBe('secret');
    const later = newer.seal('table|row', 'later');
    expect(later[0]).toBe(2);
    expect(newer.open('table|row', later).toString()).toBe('later');
    expect(() => sealer.open('table|row', later)).toThrow(IntegrityFault);
  });
});

describe('a master key in a file', () => {
  const context = randomUUID();
  const key = randomBytes(32);

  test('is one line of base64, or one line per generation', async () => {
    const plain = fileMasterKey(fileOf(`${base64Of(3)}\n`));
    const numbered = fileMasterKey(fileOf(`# of June\n1:${base64Of(3)}\n2:${base64Of(4)}\n`));
    expect([nameOfMark(await plain.mark()), nameOfMark(await numbered.mark())]).toEqual(['file 1', 'file 2']);
    expect(await numbered.unwrap(context, await plain.wrap(context, key))).toEqual(key);
    await expect(plain.unwrap(context, await numbered.wrap(context, key))).rejects.toThrow('no longer holds generation 2');
  });
  test.each(['', 'short', base64Of(1).slice(1), `1:${base64Of(1)}\n1:${base64Of(2)}`, `0:${base64Of(1)}`, `256:${base64Of(1)}`, `${base64Of(1)} x`])(
    'refuses %j',
    (lines) => expect(fileMasterKey(fileOf(lines)).mark()).rejects.toThrow('must hold'),
  );
  test('follows a generation added by another process, without a restart', async () => {
    const file = fileOf(base64Of(3));
    const server = fileMasterKey(file);
    const before = await server.wrap(context, key);
    await fileMasterKey(file).addGeneration();
    const after = await server.wrap(context, key);
    expect([before[0], after[0]]).toEqual([1, 2]);
    expect([await server.unwrap(context, before), await server.unwrap(context, after)]).toEqual([key, key]);
    expect(await fileMasterKey(file).keepCurrentOnly()).toBe(1);
    await expect(fileMasterKey(file).unwrap(context, before)).rejects.toThrow('no longer holds generation 1');
    expect(await fileMasterKey(file).unwrap(context, after)).toEqual(key);
  });
});

describe('a master key behind a command', () => {
  const kms = path.join(folder, 'kms.mjs');
  writeFileSync(
    kms,
    `#!${process.execPath}
import { readFileSync } from 'node:fs';
const asked = JSON.parse(readFileSync(0, 'utf8'));
const key = Buffer.alloc(32, 9);
const { createCipheriv, createDecipheriv, randomBytes } = await import('node:crypto');
const answers = {
  current: () => ({ id: 'tests/1' }),
  wrap: () => { const nonce = randomBytes(12); const cipher = createCipheriv('aes-256-gcm', key, nonce);
    return { id: 'tests/1', wrapped: Buffer.concat([nonce, cipher.update(asked.key, 'base64'), cipher.final(), cipher.getAuthTag()]).toString('base64') }; },
  unwrap: () => { const bytes = Buffer.from(asked.wrapped, 'base64'); const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(-16)); return { key: Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('base64') }; },
};
process.stdout.write(JSON.stringify(answers[asked.operation]()));
`,
  );
  chmodSync(kms, 0o700);
  const opened = (file: string): MasterKey => openMasterKey({ url: `exec:${file}`, formerUrls: [], tls: {}, mayMake: false }).master;
  const failing = (script: string): MasterKey => {
    const file = path.join(folder, `${randomUUID()}.sh`);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o700);
    return opened(file);
  };

  test('wraps and unwraps, each for its context only', async () => {
    const master = opened(kms);
    const key = randomBytes(32);
    const wrapped = await master.wrap('one', key);
    expect(nameOfMark(wrapped)).toBe('tests/1');
    expect(wrapped.includes(key)).toBe(false);
    expect(await master.unwrap('one', wrapped)).toEqual(key);
    await expect(master.unwrap('other', wrapped)).rejects.toThrow('another context');
  });
  test('that fails, answers no JSON, or does not exist, is away: nothing else is wrong', async () => {
    for (const master of [failing('cat >/dev/null; exit 3'), failing('cat >/dev/null; echo no'), opened(path.join(folder, 'absent'))])
      await expect(master.wrap('one', randomBytes(32))).rejects.toThrow(MasterKeyAway);
  });
  test('that answers something else is refused', () => expect(failing('cat >/dev/null; echo "{}"').wrap('one', randomBytes(32))).rejects.toThrow('without id'));
  test('takes over from a file, whose former keys still open', async () => {
    const file = fileOf(base64Of(3));
    const key = randomBytes(32);
    const before = await fileMasterKey(file).wrap('one', key);
    const { master } = openMasterKey({ url: `exec:${kms}`, formerUrls: [pathToFileURL(file).href], tls: {}, mayMake: false });
    expect(await master.unwrap('one', before)).toEqual(key);
    expect(nameOfMark(await master.wrap('one', key))).toBe('tests/1');
  });
});

describe('a master key behind a service', async () => {
  const people = peopleOf(7);
  const material = await ensureMaterial(path.join(folder, 'material'), people);
  const [cert, key, ca] = [material.serverCertificateFile, material.serverKeyFile, material.authorityFile].map((file) => readFileSync(file));
  const held = new Map<string, string>();
  let answers = true;
  const service = createServer({ cert, key, ca, requestCert: true, rejectUnauthorized: true }, (request, response) => {
    let body = '';
    request.on('data', (bytes: Buffer) => (body += bytes.toString()));
    request.on('end', () => {
      if (!answers) return void response.writeHead(503).end();
      const asked = JSON.parse(body) as { operation: string; key?: string; wrapped?: string };
      const wrapped = Buffer.from(randomUUID()).toString('base64');
      if (asked.operation === 'wrap') held.set(wrapped, asked.key!);
      const answer = { current: { id: 'kms/7' }, wrap: { id: 'kms/7', wrapped }, unwrap: { key: held.get(asked.wrapped ?? '') } }[asked.operation];
      return void response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((listening) => service.listen(0, '127.0.0.1', listening));
  const url = `https://localhost:${(service.address() as { port: number }).port}/keys`;
  const card = path.join(material.directory, 'cards', people.professionals[0]!.key);
  const tls = { caFile: material.authorityFile, certFile: path.join(card, 'cert.pem'), keyFile: path.join(card, 'key.pem') };
  const opened = (given: object): MasterKey => openMasterKey({ url, formerUrls: [], tls: given, mayMake: false }).master;
  afterAll(
    () =>
      new Promise((closed) => {
        service.closeAllConnections();
        service.close(closed);
      }),
  );

  test('wraps and unwraps over mutual TLS', async () => {
    const master = opened(tls);
    const secret = randomBytes(64);
    const wrapped = await master.wrap('one', secret);
    expect(nameOfMark(wrapped)).toBe('kms/7');
    expect(await master.unwrap('one', wrapped)).toEqual(secret);
    await expect(master.unwrap('other', wrapped)).rejects.toThrow('another context');
  });
  test('of an authority not known, without a certificate, or that answers 503, is away', async () => {
    const none = { caFile: material.authorityFile };
    for (const given of [{}, none]) await expect(opened(given).mark()).rejects.toThrow(MasterKeyAway);
    answers = false;
    await expect(opened(tls).mark()).rejects.toThrow(MasterKeyAway);
  });
});

describe('a database begun when keys were derived from the master key file', async () => {
  const database = await freshDatabase();
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  afterAll(async () => {
    await owner.end();
    await database.close();
  });
  const derived = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', Buffer.alloc(32, testMasterByte), Buffer.alloc(0), `carnet/v1/${purpose}`, 32));
  /** As it was sealed then: 1 ‖ nonce ‖ ciphertext ‖ tag. */
  const sealed = (key: Buffer, binding: string, clear: Buffer): Buffer => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    cipher.setAAD(Buffer.from(binding, 'utf8'));
    return Buffer.concat([Buffer.of(1), nonce, cipher.update(clear), cipher.final(), cipher.getAuthTag()]);
  };
  const options = { databaseUrl: database.url, blobDir: database.blobDir, alarm: () => undefined };
  const dossier = newDossier();

  test('is not taken over by another file', async () => {
    await database.storage.registry.openDossier(dossier);
    const dossierKey = randomBytes(32);
    const identity = JSON.stringify({ ins: dossier.ins, formerIns: [], traits: dossier.traits });
    await owner.query('UPDATE dossier SET wrapped_key = $1, sealed = $2 WHERE dossier_id = $3', [
      sealed(derived('dossier-key-wrapping'), dossier.id, dossierKey),
      sealed(dossierKey, `dossier|${dossier.id}`, Buffer.from(identity)),
      dossier.id,
    ]);
    await owner.query('UPDATE ins_directory SET ins_hash = $1 WHERE dossier_id = $2', [
      createHmac('sha256', derived('blind-index')).update(`ins\0${dossier.ins.matricule}|${dossier.ins.oid}`, 'utf8').digest(),
      dossier.id,
    ]);
    await owner.query('DELETE FROM system_key');
    await expect(openStorage({ ...options, masterKey: masterKeyOf(1) })).rejects.toThrow('does not open this database');
    expect((await owner.query('SELECT FROM system_key')).rowCount).toBe(0);
  });

  test('goes on: its records are found and open, and no key is derived any more', async () => {
    for (const _start of ['first', 'second']) {
      const storage = await openStorage({ ...options, masterKey: testMasterKey });
      await storage.transactions.run(async (tx) => {
        expect((await tx.facts.dossier({ ins: dossier.ins }, titulaireOf(dossier)))?.id).toBe(dossier.id);
        const permit = await permitFor(tx, 'read-identity', titulaireOf(dossier), dossier.id);
        expect((await tx.dossiers.identity(permit)).traits).toEqual(dossier.traits);
      });
      await storage.close();
    }
    expect((await owner.query('SELECT FROM system_key')).rowCount).toBe(2);
  });

  test('opens with the master key it was wrapped by, and says so of another', () =>
    expect(openStorage({ ...options, masterKey: masterKeyOf(1) })).rejects.toThrow('does not open this database'));
});
