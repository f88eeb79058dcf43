// Every published CI-SIS document, deposited over SOAP with the card of its author (ITI-41, signed): found by ITI-18, fetched byte for byte by
// ITI-43, and the same document over FHIR; or refused for the reason FHIR refuses it for.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declareCda, readdressed } from '../../tools/deposit/declare.ts';
import { depositorOf } from '../../tools/deposit/sandbox-files.ts';
import { registryAnswer, retrievedDocuments } from '../../tools/simulator/answers.ts';
import { type Lps, asLotDocument, findReference, getDocuments, provide, retrieveDocuments } from '../../tools/simulator/lps.ts';
import type { SoapReply } from '../../tools/simulator/soap.ts';
import { cardOfSample, refusedForTruth, sampleBytes, sampleFiles as files } from '../support/cda-samples.ts';
import { type SoapWorld, refusalIn, startSoapWorld } from '../support/soap-world.ts';

let world: SoapWorld;
beforeAll(async () => {
  if (files.length > 0) world = await startSoapWorld();
});
afterAll(async () => world?.close());

const lpsOf = async (card: string, { matricule, oid }: { readonly matricule: string; readonly oid: string }): Promise<Lps> => ({
  base: world.base,
  sender: await world.sender({ card }),
  patient: { ins: matricule, oid },
});

/** IHE's code for each of our refusals. */
const codes: Readonly<Record<string, readonly string[]>> = {
  IDENTIFIANT_DEJA_UTILISE: ['XDSNonIdenticalHash'],
  INS_INVALIDE: ['XDSUnknownPatientId', 'XDSRegistryMetadataError'],
  METADONNEES_INCOHERENTES: ['XDSRegistryMetadataError'],
};
/** IHE tells other bytes under an id of the same record from an id taken elsewhere. */
const rules: Readonly<Record<string, string>> = { UNIQUE_ID_PRIS: 'CONTENU_DIFFERENT' };
const rulesOf = (reply: SoapReply): readonly string[] => registryAnswer(reply).errors.map(({ context }) => /^[A-Z0-9_]+/.exec(context)?.[0] ?? '');

/** What a sender would declare of a document that says nothing true of its patient: everything else it says, about somebody real. */
function misdeclared(bytes: Buffer, card: string) {
  const { personas } = world.server;
  const copy = readdressed(
    bytes,
    personas.patients.find(({ key }) => key === 'dominique')!,
    depositorOf(personas, card)!,
  );
  const declared = copy.ok ? declareCda(copy.value, false) : copy;
  if (!declared.ok) throw new Error(JSON.stringify(declared.findings));
  return { ...declared.value, bytes };
}

describe('published documents, over SOAP', () => {
  test.skipIf(files.length === 0)('there are eighty-one of them', () => {
    expect(files).toHaveLength(81);
  });

  test.each(files)('%s', async (file) => {
    const bytes = sampleBytes(file);
    const card = cardOfSample(bytes, world.server.personas);
    const own = declareCda(bytes, false);
    const expected = refusedForTruth[file];
    const declared = own.ok ? own.value : misdeclared(bytes, card);
    const { metadata, replaces } = declared;
    const author = await lpsOf(card, metadata.patient);
    if (expected?.rule === 'INS_OID') {
      // The assertion names the patient before the message does.
      const { fault, frames } = await provide(author, [asLotDocument(declared)]);
      expect(refusalIn(fault?.detail), frames.response).toMatchObject({ code: expected.code, rules: [expected.rule] });
      return;
    }
    if (expected !== undefined) {
      // A program of a practice gives every document a class, this type none.
      const classCode = metadata.classCode === '' ? '10' : metadata.classCode;
      const reply = await provide(author, [asLotDocument({ ...declared, metadata: { ...metadata, classCode } })]);
      expect(registryAnswer(reply).status, reply.frames.response).toBe('Failure');
      expect(rulesOf(reply), reply.frames.response).toContain(rules[expected.rule] ?? expected.rule);
      expect(codes[expected.code]).toContain(registryAnswer(reply).errors[0]!.code);
      return;
    }
    const replaced = replaces === undefined ? undefined : registryAnswer(await findReference(author, replaces)).refs[0];
    // The insurer may deposit its own types, of which a signature is none.
    const choices = card === 'assurance-maladie' ? { signing: undefined } : {};
    const deposited = await provide(author, [asLotDocument(declared, replaced)], choices);
    expect(registryAnswer(deposited), deposited.frames.response).toMatchObject({ status: 'Success', errors: [] });

    const reader = await lpsOf('dr-moreau', metadata.patient);
    const [entry, ...others] = registryAnswer(await getDocuments(reader, [metadata.uniqueId])).entries;
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      uniqueId: metadata.uniqueId,
      title: metadata.title,
      typeCode: metadata.type.code,
      status: 'Approved',
      version: '1',
      hash: metadata.sha1,
      size: bytes.length,
      confidentiality: ['N'],
    });
    const fetched = await retrieveDocuments(reader, entry!.repositoryUniqueId!, [metadata.uniqueId]);
    const [document] = retrievedDocuments(fetched);
    expect(document).toMatchObject({ uniqueId: metadata.uniqueId, mimeType: 'text/xml' });
    expect(document!.bytes!.equals(bytes)).toBe(true);

    const { matricule, oid } = metadata.patient;
    const search = await world.server.ask(
      'dr-moreau',
      'GET',
      `/DocumentReference?patient.identifier=urn:oid:${oid}%7C${matricule}&status=current&identifier=urn:oid:${encodeURIComponent(metadata.uniqueId)}`,
    );
    const [reference] = search.json['entry'] as { resource: Record<string, any> }[];
    expect(reference!.resource['content'][0].attachment).toMatchObject({ size: bytes.length, hash: Buffer.from(metadata.sha1, 'hex').toString('base64') });
    expect((reference!.resource['identifier'] as { value: string }[]).map(({ value }) => value)).toContain(entry!.lid);
  });
});
