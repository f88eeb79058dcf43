// The drop folder of a care home, on a whole server: what is put in the folder is in the record or refused with why, once, whatever falls meanwhile.

import { dropFaults, dropNames as names, dropWording as say } from '@carnet/contract/wording';
import type { StructIdNat } from '@carnet/domain/identity';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { DropFolder } from '../../tools/drop/watch.ts';
import { tinyPdf } from '../fixtures/cda/compose.ts';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';

const home = 'ehpad-mimosas';
let fhir: FhirServer;
let root: string;
let hers: string;
let drop: DropFolder;
beforeAll(async () => {
  fhir = await startFhirServer();
}, 120_000);
afterAll(() => fhir.close());

const person = (key: string) => fhir.personas.patients.find((one) => one.key === key)!;
const rowOf = (key: string, identity: string): string => {
  const { ins, oid, birthName, firstNames, birthDate } = person(key);
  return [ins, oid, birthName, firstNames, birthDate, identity].join(';');
};
const structure = () => fhir.personas.structures.find(({ key }) => key === home)!;
const feeder = () => ({ id: structure().idNat as StructIdNat, name: structure().name, sector: structure().sector });
const quick = { look: 20, quiet: 0, abandoned: 60_000, again: 40, longest: 100 } as const;
const watching = async (url = fhir.url, pace = quick): Promise<DropFolder> =>
  new DropFolder(root, { url, tls: (await fhir.material(home)) as never, form: 'ITI-65', timeoutMilliseconds: 5_000 }, feeder(), pace);

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'carnet-drop-'));
  drop = await watching();
  await drop.run(AbortSignal.timeout(60_000), true);
  appendFileSync(join(root, names.residents), `${rowOf('dominique', 'Qualifiée')}\r\n${rowOf('camille', 'validée')}\r\n`);
  await drop.look();
  [hers] = readdirSync(join(root, names.inbox)).filter((name) => name.startsWith(person('dominique').birthName.toUpperCase())) as [string];
  return () => rmSync(root, { recursive: true });
});

const put = (file: string, bytes: Uint8Array | string, folder = hers): void => writeFileSync(join(root, names.inbox, folder, file), bytes);
const filed = (as: 'deposited' | 'refused'): readonly string[] =>
  existsSync(join(root, names[as]))
    ? readdirSync(join(root, names[as]), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.\w+$/.test(name))
        .toSorted()
    : [];
const read = (as: 'deposited' | 'refused', ending: string): string => {
  const found = filed(as).find((name) => name.endsWith(ending));
  return found === undefined ? '' : readFileSync(join(root, names[as], found), 'utf8');
};
const journal = (): readonly string[] => readFileSync(join(root, names.journal), 'utf8').trimEnd().split('\r\n').slice(1);
const state = (): string => readFileSync(join(root, names.state), 'utf8');
const entriesTitled = async (title: string): Promise<number> => {
  const doctor = await fhir.ask(
    'dr-moreau',
    'GET',
    `/DocumentReference?patient.identifier=urn:oid:${person('dominique').oid}%7C${person('dominique').ins}&_count=100`,
  );
  return (doctor.json['entry'] as { resource: { content?: { attachment: { title: string } }[] } }[]).filter(
    ({ resource }) => resource.content?.[0]?.attachment.title === title,
  ).length;
};

test('a PDF in a resident’s folder is in their record, written by the structure, and leaves the folder', async () => {
  put('ordonnance_2026-03-12_Drop A.pdf', tinyPdf('drop A'));
  expect(await drop.look()).toBe(0);
  expect(read('deposited', 'Drop A.pdf.txt')).toContain(say.deposited);
  expect(filed('deposited').map((name) => name.split('/').slice(1).join('/'))).toEqual([
    `${hers}/ordonnance_2026-03-12_Drop A.pdf`,
    `${hers}/ordonnance_2026-03-12_Drop A.pdf.txt`,
  ]);
  expect(await entriesTitled('Drop A')).toBe(1);
  const [trace] = await fhir.query(`SELECT actor_kind, actor_id, outcome FROM trace WHERE action = 'deposit' ORDER BY at DESC LIMIT 1`);
  expect(trace).toEqual({ actor_kind: 'structure', actor_id: structure().idNat, outcome: 'granted' });
  // The journal names nobody: neither the person nor the file.
  expect(journal()).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\d;\d\d:\d\d:\d\d;2\.25\.\d+;déposé;$/)]);
  expect(state()).toBe(say.state(0, []));
});

test('put there again it is the same document, beside the first', async () => {
  for (const turn of [1, 2]) {
    put('courrier_2026-03-13_Drop B.pdf', tinyPdf('drop B'));
    expect([turn, await drop.look()]).toEqual([turn, 0]);
  }
  expect(read('deposited', 'Drop B (2).pdf.txt')).toContain(say.alreadyThere);
  expect(await entriesTitled('Drop B')).toBe(1);
  expect(journal().map((line) => line.split(';')[3])).toEqual(['déposé', 'déjà là']);
});

test('what may not go says why and what to do, and is set aside', async () => {
  const other = readdirSync(join(root, names.inbox)).find((name) => name !== hers)!;
  put('scan0001.pdf', tinyPdf('1'));
  put('ordonnance_2026-03-12.pdf', tinyPdf('2'), other);
  put('ordonnance_2026-03-12_Grand.pdf', Buffer.alloc(50_000_001));
  symlinkSync('/etc/hostname', join(root, names.inbox, hers, 'lien.pdf'));
  symlinkSync(tmpdir(), join(root, names.inbox, 'ailleurs'));
  put('ordonnance_2026-03-12_\u001b[31m.pdf', 'hello');
  put(`ordonnance_2026-03-12_${'é'.repeat(110)}.pdf`, 'hello');
  put('.caché.pdf', 'hello');
  put('en cours.pdf.part', 'hello');
  expect(await drop.look()).toBe(0);
  for (const [ending, fault] of [
    ['scan0001.pdf.txt', 'NOM_SANS_TYPE'],
    [`${other}/ordonnance_2026-03-12.pdf.txt`, 'IDENTITE_NON_QUALIFIEE'],
    ['Grand.pdf.txt', 'FICHIER_TROP_GRAND'],
    ['lien.pdf.txt', 'FICHIER_LIEN'],
    ['[31m.pdf.txt', 'FICHIER_FORMAT'],
  ] as const) {
    expect([ending, read('refused', ending)]).toEqual([ending, expect.stringContaining(dropFaults[fault].what)]);
    expect(read('refused', ending)).toContain(dropFaults[fault].fix);
  }
  expect(journal()).toHaveLength(6);
  expect(state()).toContain(say.notTaken('ailleurs'));
  expect(readdirSync(join(root, names.inbox, hers)).toSorted()).toEqual(['.caché.pdf', 'en cours.pdf.part']);
  rmSync(join(root, names.inbox, 'ailleurs'));
});

test('a CDA is sent as it is; refused, it says the field, the rule and the page', async () => {
  const cda = readFileSync(resolve(import.meta.dirname, '../../docs/integrators/first-deposit.xml'), 'utf8');
  put('cda.xml', cda, '.');
  expect(await drop.look()).toBe(0);
  // Written by a practice: a structure feeds what is its own.
  expect(read('refused', 'cda.xml.txt')).toContain('[DEPOSANT_NON_AUTEUR]');
  expect(read('refused', 'cda.xml.txt')).toContain('/docs/erreurs#DEPOSANT_NON_AUTEUR');
  put('mine.xml', cda.replaceAll(fhir.personas.structures.find(({ key }) => key === 'cabinet-moreau')!.idNat, structure().idNat));
  expect(await drop.look()).toBe(0);
  expect(filed('deposited').length + filed('refused').length).toBe(4);
});

test('what is still being copied waits, and is refused once nobody copies it any more', async () => {
  const whole = tinyPdf('drop C');
  put('courrier_2026-03-14_Drop C.pdf', whole.subarray(0, 300));
  put('courrier_2026-03-14_Vide.pdf', '');
  expect(await drop.look()).toBe(2);
  put('courrier_2026-03-14_Drop C.pdf', whole);
  expect(await drop.look()).toBe(1);
  expect(read('deposited', 'Drop C.pdf.txt')).toContain(say.deposited);
  const patient = await watching(fhir.url, { ...quick, quiet: 30, abandoned: 40 } as never);
  put('courrier_2026-03-14_Coupé.pdf', whole.subarray(0, 300));
  await patient.look();
  await pause(60);
  expect(await patient.look()).toBe(0);
  expect(read('refused', 'Vide.pdf.txt')).toContain(dropFaults.FICHIER_VIDE.what);
  expect(read('refused', 'Coupé.pdf.txt')).toContain(dropFaults.FICHIER_INCOMPLET.what);
});

test('a server that does not answer, or does not know the structure, keeps everything waiting, and says so', async () => {
  put('courrier_2026-03-15_Drop D.pdf', tinyPdf('drop D'));
  const nowhere = await watching('https://localhost:9/fhir');
  expect(await nowhere.look()).toBe(1);
  expect(state()).toContain(say.unreachable('ECONNREFUSED'));
  const revoked = new DropFolder(root, { url: fhir.url, tls: (await fhir.material('refused/expired')) as never, form: 'ITI-65' }, feeder(), quick);
  expect(await revoked.look()).toBe(1);
  expect(state()).toContain('Le serveur ne reconnaît pas la structure');
  expect(await (await watching()).look()).toBe(0);
  expect(state()).toBe(say.state(0, []));
  expect(journal()).toHaveLength(1);
});

test('an answer that is not Carnet’s refuses nothing', async () => {
  put('courrier_2026-03-17_Drop F.pdf', tinyPdf('drop F'));
  expect(await (await watching(`${new URL(fhir.url).origin}/nowhere`)).look()).toBe(1);
  expect(state()).toContain(say.unreachable('404'));
});

test('killed between the deposit and the move, it deposits nothing twice', async () => {
  const count = async (): Promise<number> => (await fhir.stored()).entries;
  const before = await count();
  const file = 'ordonnance_2026-03-16_Drop E.pdf';
  put(file, tinyPdf('drop E'));
  const words = ['tools/drop/main.ts', root, '--card', home, '--data-dir', resolve(fhir.sandbox, '..'), '--once', '--url', fhir.url];
  const start = () => spawn(process.execPath, words, { cwd: resolve(import.meta.dirname, '../..'), stdio: ['ignore', 'ignore', 'inherit'] });
  // A pipe that nobody reads: writing its line there, before the move, takes for ever.
  rmSync(join(root, names.journal));
  execFileSync('mkfifo', [join(root, names.journal)]);
  const killed = start();
  onTestFinished(() => void killed.kill('SIGKILL'));
  await expect.poll(() => filed('deposited'), { timeout: 60_000 }).toHaveLength(1);
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  rmSync(join(root, names.journal));
  expect(await count()).toBe(before + 1);
  expect(readdirSync(join(root, names.inbox, hers))).toEqual([file]);
  expect(await once(start(), 'exit')).toEqual([0, null]);
  expect(await count()).toBe(before + 1);
  expect(filed('deposited')).toHaveLength(2);
  expect(read('deposited', '.txt')).toContain(say.alreadyThere);
  expect(readdirSync(join(root, names.inbox, hers))).toEqual([]);
}, 120_000);
