// What the process writes of itself, at its most talkative: every request leaves a line, and no line holds an INS, a name, a title,
// a login, a password, an address, a token, a query string or a card's number. Then it stops as it was asked to.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorWithoutValues } from '@carnet/server/interfaces/pipeline/log';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SandboxServer, startSandbox } from '../../tools/sandbox-server/index.ts';
import { declareFile } from '../../tools/deposit/declare.ts';
import { deposit } from '../../tools/deposit/deposit.ts';
import { depositorOf, materialOf, readPersonas } from '../../tools/deposit/sandbox-files.ts';
import { send } from '../../tools/deposit/send.ts';
import { tinyPdf } from '../fixtures/cda/compose.ts';

let server: SandboxServer;
beforeAll(async () => {
  server = await startSandbox({ environment: { CARNET_LOG_LEVEL: 'trace' } });
}, 180_000);
afterAll(async () => server.discard());

const title = 'Compte rendu tres reconnaissable';

test('no line says anything of anybody', async () => {
  const sandbox = join(server.dataDir, 'sandbox');
  const personas = await readPersonas(sandbox);
  const patient = personas.patients.find(({ key }) => key === 'dominique') as (typeof personas.patients)[number] & {
    login: string;
    password: string;
    email: string;
  };
  const depositor = depositorOf(personas, 'dr-moreau')!;
  const tls = await materialOf(sandbox, depositor);
  const fhir = `${server.tlsUrl}/fhir`;

  const declared = declareFile(
    { file: 'x.pdf', bytes: tinyPdf('Bonjour'), mimeType: 'application/pdf', typeCode: '11488-4', title },
    patient,
    depositor,
    false,
  );
  if (!declared.ok) throw new Error(JSON.stringify(declared.findings));
  expect(await deposit({ url: fhir, tls, form: 'ITI-65' }, declared.value)).toMatchObject({ kind: 'deposited' });
  const other = { ...declared.value, metadata: { ...declared.value.metadata, title: `${title} encore` } };
  expect(await deposit({ url: fhir, tls, form: 'ITI-105' }, { ...other, bytes: tinyPdf('Autre') })).toMatchObject({ kind: 'refused' });
  for (const path of [
    `/Patient?identifier=urn:oid:${patient.oid}%7C${patient.ins}`,
    `/DocumentReference?patient.identifier=urn:oid:${patient.oid}%7C${patient.ins}`,
    `/inconnu/${patient.ins}?nom=${patient.birthName}`,
  ])
    await send({ method: 'GET', url: fhir + path, tls });
  const json = { 'content-type': 'application/json', 'x-carnet': '1', 'origin': server.httpUrl };
  for (const path of ['/api/recovery/start', '/api/sign-in/inconnu/identifier', `/api/patient/dossiers/${patient.ins}`])
    await fetch(server.httpUrl + path, {
      method: 'POST',
      headers: { ...json, authorization: 'Bearer jeton-reconnaissable', cookie: 'carnet_patient=temoin-reconnaissable' },
      body: JSON.stringify({ login: patient.login, password: patient.password }),
    });
  await fetch(`${server.httpUrl}/sandbox/mail?to=${patient.email}`);
  await server.stop();

  const log = readFileSync(join(server.dataDir, 'server.log'), 'utf8');
  expect(log.split('\n').filter((line) => line.includes('"msg":"answered"')).length).toBeGreaterThan(8);
  expect(log).toContain('"route":"/fhir/DocumentReference"');
  const secrets = [
    patient.ins,
    patient.birthName,
    patient.login,
    patient.password,
    patient.email,
    title,
    'reconnaissable',
    depositor.professional!.idNat,
    depositor.professional!.familyName,
    'identifier=',
  ];
  expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
}, 120_000);

test('it stopped by itself, in time', () => {
  expect({ code: server.process.exitCode, signal: server.process.signalCode }).toEqual({ code: 0, signal: null });
});

test('an error is logged by its kind, code and frames, without what it quotes', () => {
  const error = Object.assign(new Error('duplicate key (ins)=(279035121518989)', { cause: new TypeError('of PAT-TROIS') }), {
    code: '23505',
    detail: 'Key (279035121518989)',
  });
  const logged = JSON.stringify(errorWithoutValues(error));
  expect(logged).toContain('23505');
  expect(logged).toContain('logs.test.ts');
  expect(logged).not.toMatch(/279035121518989|PAT-TROIS/);
});
