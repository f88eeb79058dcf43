// Every published CI-SIS document, deposited unmodified with the card of its author: kept, found by ITI-67 and fetched byte for byte by
// ITI-68, or refused for a reason that is true of it, written down here. Then every one of them, re-addressed to another patient.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declareCda, readdressed } from '../../tools/deposit/declare.ts';
import { type DepositOutcome, deposit } from '../../tools/deposit/deposit.ts';
import { depositorOf, materialOf } from '../../tools/deposit/sandbox-files.ts';
import { cardOfSample, refusedForTruth, sampleBytes, sampleFiles as files } from '../support/cda-samples.ts';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';

/** How FHIR answers each refusal. */
const statuses: Readonly<Record<string, number>> = { IDENTIFIANT_DEJA_UTILISE: 409, INS_INVALIDE: 422, METADONNEES_INCOHERENTES: 422 };

let fhir: FhirServer;
beforeAll(async () => {
  if (files.length > 0) fhir = await startFhirServer();
});
afterAll(async () => fhir?.close());

const cardOf = (bytes: Uint8Array): string => cardOfSample(bytes, fhir.personas);

const senderOf = async (card: string) => ({ url: fhir.url, tls: await materialOf(fhir.sandbox, depositorOf(fhir.personas, card)!), form: 'ITI-65' as const });

/** A document its own codec cannot read is sent all the same, by another's software: the server must refuse it too. */
async function depositAsIs(bytes: Uint8Array, card: string): Promise<DepositOutcome> {
  const declared = declareCda(bytes, false);
  if (declared.ok) return deposit(await senderOf(card), declared.value);
  const reply = await fhir.ask(card, 'POST', '/DocumentReference', {
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify(bareReference(bytes)),
  });
  return { kind: 'refused', status: reply.status, issues: reply.issues };
}

/** The least a sender may say of a CDA (ITI-105): the rest is in the document. */
const bareReference = (bytes: Uint8Array): object => ({
  resourceType: 'DocumentReference',
  status: 'current',
  subject: { reference: 'Patient?identifier=urn:oid:1.2.250.1.213.1.4.10|279035121518989' },
  content: [{ attachment: { contentType: 'text/xml', data: Buffer.from(bytes).toString('base64') } }],
});

describe('published documents, as they are', () => {
  test.skipIf(files.length === 0)('there are eighty-one of them', () => {
    expect(files).toHaveLength(81);
    expect(Object.keys(refusedForTruth).filter((name) => !files.includes(name))).toEqual([]);
  });

  test.each(files)('%s', async (file) => {
    const bytes = sampleBytes(file);
    const outcome = await depositAsIs(bytes, cardOf(bytes));
    const expected = refusedForTruth[file];
    if (expected !== undefined) {
      expect(outcome).toMatchObject({ kind: 'refused', status: statuses[expected.code] });
      expect(outcome.kind === 'refused' ? outcome.issues.map(({ code }) => code) : []).toEqual(expect.arrayContaining([expected.code, expected.rule]));
      return;
    }
    expect(outcome).toMatchObject({ kind: 'deposited' });
    if (outcome.kind === 'refused') return;
    const found = await fhir.ask('dr-moreau', 'GET', `/DocumentReference/${outcome.id}`);
    expect(found.status).toBe(200);
    const [identifier, patient] = [found.json['masterIdentifier'].value as string, found.json['subject'].identifier as { system: string; value: string }];
    const search = await fhir.ask(
      'dr-moreau',
      'GET',
      `/DocumentReference?patient.identifier=${patient.system}%7C${patient.value}&status=current&identifier=${encodeURIComponent(identifier)}`,
    );
    expect(search.json).toMatchObject({
      resourceType: 'Bundle',
      type: 'searchset',
      total: 1,
      entry: [{ resource: { id: outcome.id, content: [{ attachment: { size: bytes.length } }] } }],
    });
    const content = await fhir.ask('dr-moreau', 'GET', new URL(found.json['content'][0].attachment.url as string).pathname.replace('/fhir', ''));
    expect(content.headers['content-type']).toContain('text/xml');
    expect(content.body.equals(bytes)).toBe(true);
  });

  test.each(files.filter((file) => !(file in refusedForTruth)))('%s again is answered as the first time', async (file) => {
    const before = await fhir.stored();
    const bytes = sampleBytes(file);
    const declared = declareCda(bytes, false);
    if (!declared.ok) throw new Error(JSON.stringify(declared.findings));
    const { replaces: _replaces, ...alone } = declared.value;
    expect(await deposit(await senderOf(cardOf(bytes)), alone)).toMatchObject({ kind: 'already-there' });
    // Nothing but the submission set's own uniqueId, which is taken.
    expect(await fhir.stored()).toEqual({ ...before, uniqueIds: before.uniqueIds + 1 });
  });
});

describe('published documents, re-addressed to another patient', () => {
  /** A type the DMP does not take stays one, whoever it is for. */
  const refusedStill = ['DLU-FR-SU_2025.01.xml'];

  test.each(files)('%s', async (file) => {
    const patient = fhir.personas.patients.find(({ key }) => key === 'leo')!;
    const depositor = depositorOf(fhir.personas, 'dr-moreau')!;
    const copy = readdressed(sampleBytes(file), patient, depositor);
    if (!copy.ok) throw new Error(JSON.stringify(copy.findings));
    const declared = declareCda(copy.value, false);
    if (!declared.ok) throw new Error(JSON.stringify(declared.findings));
    expect(declared.value.metadata.patient.matricule).toBe(patient.ins);
    const outcome = await deposit(await senderOf('dr-moreau'), declared.value);
    expect(outcome.kind, JSON.stringify(outcome)).toBe(refusedStill.includes(file) ? 'refused' : 'deposited');
  });
});
