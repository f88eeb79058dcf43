// A client that is none of ours, made from the WSDL that is served: Python's zeep reads it with its schemas, in its strict mode, and asks TD0.2,
// TD2.1 and TD3.1 with a card (docs/integrators/soap-foreign-clients.md). Optional: `CARNET_ZEEP_PYTHON` names a Python that has zeep.

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declareCda } from '../../tools/deposit/declare.ts';
import { depositorOf } from '../../tools/deposit/sandbox-files.ts';
import { cdaLevel1 } from '../../tools/simulator/cda-level1.ts';
import { patientCx, statuses } from '../../tools/simulator/ebrim.ts';
import { demographicsQuery } from '../../tools/simulator/gdp.ts';
import { asLotDocument, authorOf } from '../../tools/simulator/lps.ts';
import type { ServiceName } from '../../tools/simulator/soap.ts';
import { signedVihf } from '../../tools/simulator/vihf.ts';
import { provideAndRegister, storedQuery } from '../../tools/simulator/xds.ts';
import { insOf, tinyPdf } from '../fixtures/cda/compose.ts';
import { type SoapWorld, startSoapWorld } from '../support/soap-world.ts';

const python = process.env['CARNET_ZEEP_PYTHON'];
if (python === undefined) process.stdout.write('skipped: CARNET_ZEEP_PYTHON names no Python with zeep, so that no foreign client reads the WSDL\n');
const client = join(import.meta.dirname, 'foreign/zeep-client.py');

interface Read {
  readonly operations: readonly string[];
  readonly attributes?: Readonly<Record<string, string>>;
  readonly content?: readonly string[];
  readonly fault?: string;
  readonly detail?: string;
}

describe.runIf(python !== undefined)('zeep, from the WSDL', () => {
  let world: SoapWorld;
  let folder: string;
  beforeAll(async () => {
    world = await startSoapWorld();
    folder = mkdtempSync(join(tmpdir(), 'carnet-zeep-'));
    process.stdout.write(
      execFileSync(python!, ['-c', 'import zeep, sys; print("zeep", zeep.__version__, "on Python", sys.version.split()[0])'], { encoding: 'utf8' }),
    );
  });
  afterAll(async () => {
    await world.close();
    rmSync(folder, { recursive: true });
  });

  const patient = () => world.server.personas.patients.find(({ key }) => key === 'dominique')!;
  async function ask(service: ServiceName, operation: string, body: string, card = 'dr-moreau'): Promise<Read> {
    const sender = await world.sender({ card });
    const file = (name: string, bytes: Uint8Array): string => {
      writeFileSync(join(folder, name), bytes, { mode: 0o600 });
      return join(folder, name);
    };
    const { ca, cert, key } = sender.tls;
    // It reads the WSDL before it asks.
    const notOnOrAfter = new Date(Date.now() + 120_000).toISOString();
    const call = { base: world.base, service, operation, body, assertion: signedVihf(sender, { patient: patient() }, { notOnOrAfter }) };
    const running = spawn(python!, [client], { stdio: ['pipe', 'pipe', 'pipe'] });
    running.stdin.end(JSON.stringify({ ...call, ca: file('ca.pem', ca), cert: file('cert.pem', cert), key: file('key.pem', key) }));
    const [out, err] = await Promise.all([text(running.stdout), text(running.stderr)]);
    if (out === '') throw new Error(err);
    return JSON.parse(out) as Read;
  }

  test('TD0.2: whether there is a record', async () => {
    const read = await ask('patients', 'PatientGetDemographics_PRPA_IN201307UV02', demographicsQuery('TEST_EXST', patient()));
    expect(read.fault).toBeUndefined();
    expect(read.operations).toContain('PatientAdd_PRPA_IN201311UV02');
    expect(read.content?.join('')).toContain('code="OK"');
  });

  test('TD2.1, then TD3.1: a document is deposited, and found', async () => {
    const { professional, structure } = depositorOf(world.server.personas, 'dr-moreau')!;
    const level1 = { bytes: tinyPdf('Par un autre'), mimeType: 'application/pdf', patient: patient(), author: professional!, structure } as const;
    const declared = declareCda(cdaLevel1({ ...level1, typeCode: '11488-4', title: 'Par un autre programme', now: new Date() }), false);
    if (!declared.ok) throw new Error(JSON.stringify(declared.findings));
    const sender = await world.sender({ card: 'dr-moreau' });
    const { body } = provideAndRegister([asLotDocument(declared.value)], { author: authorOf(sender), signing: sender.signing, inline: true });
    const sent = await ask('repository', 'DocumentRepository_ProvideAndRegisterDocumentSet-b', body);
    expect(sent.fault).toBeUndefined();
    expect(sent.attributes).toEqual({ status: 'urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success' });
    const asked = storedQuery('FindDocuments', {
      $XDSDocumentEntryPatientId: patientCx(insOf(patient().ins)),
      $XDSDocumentEntryStatus: [statuses.Approved],
      $XDSDocumentEntryTypeCode: ['11488-4^^2.16.840.1.113883.6.1'],
    });
    const found = await ask('registry', 'DocumentRegistry_RegistryStoredQuery', asked);
    expect(found.fault).toBeUndefined();
    expect(found.content?.join('')).toContain(declared.value.metadata.uniqueId);
  });

  test('a refusal is read as a fault, with its code', async () => {
    const asked = storedQuery('FindDocuments', {
      $XDSDocumentEntryPatientId: patientCx(insOf(patient().ins)),
      $XDSDocumentEntryStatus: [statuses.Approved],
    });
    const read = await ask('registry', 'DocumentRegistry_RegistryStoredQuery', asked, 'dr-royer');
    expect(read.fault).toContain('autoris');
    expect(read.detail).toContain('AUTORISATION_ABSENTE');
  });
});
