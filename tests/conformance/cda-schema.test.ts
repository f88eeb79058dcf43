// The published CDA schema with its French extensions, set as an operator sets it: the published documents pass, broken ones are refused at
// both doors with what is wrong and nothing of what they say, and what the schema leaves open is kept as it is. The schema lies beside the
// project and is not part of it: where it is absent this says so and stops.

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CdaSchema } from '@carnet/codecs/cda';
import { oidOfUuid } from '@carnet/domain/document';
import { type CivilDate, startOfDayInParis } from '@carnet/domain/kernel';
import { openCdaSchema } from '@carnet/server/cda-schema';
import { writeSandboxCda } from '@carnet/server/sandbox/cda';
import { peopleOf } from '@carnet/server/sandbox/people';
import { Carers } from '@carnet/server/sandbox/region/carers';
import { diceOf } from '@carnet/server/sandbox/region/dice';
import { households } from '@carnet/server/sandbox/region/inhabitants';
import { type PaperKind, papers } from '@carnet/server/sandbox/region/papers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Declared, declareCda } from '../../tools/deposit/declare.ts';
import { provideBundle, simplifiedPublish } from '../../tools/deposit/write-fhir.ts';
import { registryAnswer } from '../../tools/simulator/answers.ts';
import { type Lps, asLotDocument, provide } from '../../tools/simulator/lps.ts';
import { cardOfSample, sampleBytes, sampleFiles } from '../support/cda-samples.ts';
import { type SoapWorld, startSoapWorld } from '../support/soap-world.ts';

const file = resolve(import.meta.dirname, '../../../shared/samples/schema/cda/CDA_extended.xsd');
const present = existsSync(file) && sampleFiles.length > 0;
if (!present) process.stdout.write('skipped: the published CDA schema and examples are not beside the project\n');

describe.runIf(present)('the published schema', () => {
  let schema: CdaSchema;
  let world: SoapWorld;
  beforeAll(async () => {
    schema = openCdaSchema(file)!;
    world = await startSoapWorld({ CARNET_CDA_SCHEMA: file });
  });
  afterAll(async () => {
    schema.close();
    await world.close();
  });

  test.each(sampleFiles)('%s is valid', (name) => expect(schema.faultsOf(sampleBytes(name))).toEqual([]));

  // What fills a sandbox (npm run populate) is real CDA too.
  test.each(Object.keys(papers))('%s of the region is valid', (kind) => {
    const dice = diceOf(7, kind);
    const { structure, author } = new Carers(7, peopleOf(7)).of('hospitalier', 0);
    const patient = [...households(7, '2026-11-20' as CivilDate).take(1)][0]![0]!;
    const at = startOfDayInParis('2026-03-01' as CivilDate);
    const { code, title, sections } = papers[kind as PaperKind];
    const about = { typeCode: code, title, patient, author, structure, at, sections: sections({ dice, at, age: 40 }) };
    expect(schema.faultsOf(writeSandboxCda({ uniqueId: oidOfUuid(dice.uuid()), ...about }))).toEqual([]);
  });

  const sample = 'IPS-FR_2024.01.xml';
  const whole = present ? sampleBytes(sample).toString('utf8') : '';
  let copies = 0;
  /** A document of its own each time: another uniqueId, and nothing it replaces. */
  const changed = (change: (text: string) => string): Buffer => {
    const alone = whole.replace(/<relatedDocument[\s\S]*?<\/relatedDocument>/, '');
    const own = alone.replace('<id root="1.2.250.1.213.1.1.1.51.2024.1.1"', `<id root="1.2.250.1.213.1.1.1.51.2024.1.9.${(copies += 1)}"`);
    const text = change(own);
    if (alone === whole || own === alone || text === own) throw new Error('nothing was changed');
    return Buffer.from(text);
  };
  const declaredOf = (bytes: Buffer): Declared => {
    const declared = declareCda(bytes, false);
    if (!declared.ok) throw new Error(JSON.stringify(declared.findings));
    return declared.value;
  };
  const card = (): string => cardOfSample(sampleBytes(sample), world.server.personas);
  const overFhir = (declared: Declared) =>
    world.server.ask(card(), 'POST', '/DocumentReference', {
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify(simplifiedPublish(declared)),
    });
  const overSoap = async (declared: Declared) => {
    const { matricule, oid } = declared.metadata.patient;
    const lps: Lps = { base: world.base, sender: await world.sender({ card: card() }), patient: { ins: matricule, oid } };
    return provide(lps, [asLotDocument(declared)]);
  };

  const secret = 'Fontanel';
  const breakages: readonly (readonly [what: string, change: (text: string) => string, rule: string, field: string])[] = [
    ['two titles', (text) => text.replace('<title>', '<title>IPS</title><title>'), 'CDA_NON_VALIDE_ELEMENT', 'title'],
    ['no typeId', (text) => text.replace(/<typeId[^>]*>/, ''), 'CDA_NON_VALIDE_ELEMENT', 'templateId'],
    [
      'an element of another namespace',
      (text) => text.replace('<confidentialityCode', `<note xmlns="urn:x">${secret}</note><confidentialityCode`),
      'CDA_NON_VALIDE_ELEMENT',
      'note',
    ],
    ['an attribute of its own', (text) => text.replace('<title>', `<title color="${secret}">`), 'CDA_NON_VALIDE_ATTRIBUT', 'title/@color'],
    ['text between two elements', (text) => text.replace('<recordTarget>', `<recordTarget>${secret}`), 'CDA_NON_VALIDE_CONTENU', 'recordTarget'],
    ['typeId without its root', (text) => text.replace(/<typeId root="[^"]*"/, '<typeId'), 'CDA_NON_VALIDE_ATTRIBUT_MANQUE', 'typeId'],
    [
      'an identifier that is none',
      (text) => text.replace(/<templateId root="[^"]*"/, `<templateId root="${secret} 1"`),
      'CDA_NON_VALIDE_VALEUR',
      'templateId/@root',
    ],
    [
      'a class outside its list',
      (text) => text.replace('<ClinicalDocument', `<ClinicalDocument classCode="${secret}"`),
      'CDA_NON_VALIDE_VALEUR',
      'ClinicalDocument/@classCode',
    ],
    ['a type nobody declares', (text) => text.replace(/xsi:type="\w+"/, `xsi:type="${secret}"`), 'CDA_NON_VALIDE_TYPE', 'time/@type'],
    ['no body', (text) => text.replace(/<component>[\s\S]*<\/component>/, ''), 'CDA_NON_VALIDE_MANQUE', 'ClinicalDocument'],
  ];
  test.each(breakages)('%s: refused at both doors', async (_, change, rule, element) => {
    const declared = declaredOf(changed(change));
    const field = `ClinicalDocument//${element}`;
    const fhir = await overFhir(declared);
    expect(fhir.status, fhir.body.toString()).toBe(422);
    expect(fhir.codes).toEqual(expect.arrayContaining(['CONTENU_REFUSE', rule]));
    expect(fhir.issues.map((issue) => issue.field)).toContain(field);
    expect(fhir.body.toString()).not.toContain(secret);
    const soap = await overSoap(declared);
    const { status, errors } = registryAnswer(soap);
    expect(status, soap.frames.response).toBe('Failure');
    const error = errors.find(({ context }) => context.startsWith(`${rule}:`));
    expect(error, soap.frames.response).toMatchObject({ code: 'InvalidDocumentContent', context: expect.stringMatching(/Reçu \/ Received: \d+: </) as string });
    expect(soap.frames.response).not.toContain(secret);
  });

  test('in a transaction of several (ITI-65), each fault begins with the resource it is in', async () => {
    const bundle = provideBundle(declaredOf(changed((text) => text.replace('<title>', '<title>IPS</title><title>')))) as {
      readonly entry: readonly { readonly fullUrl: string; readonly resource: { readonly resourceType: string } }[];
    };
    const fullUrl = bundle.entry.find(({ resource }) => resource.resourceType === 'DocumentReference')!.fullUrl;
    const answer = await world.server.ask(card(), 'POST', '', { headers: { 'content-type': 'application/fhir+json' }, body: JSON.stringify(bundle) });
    expect([answer.status, answer.codes.includes('CDA_NON_VALIDE_ELEMENT')], answer.body.toString()).toEqual([422, true]);
    expect(answer.issues.map(({ field }) => field)).toContain(`entry.where(fullUrl='${fullUrl}').resource/ClinicalDocument//title`);
  });

  const ownSection = `<component><section><templateId root="2.25.77"/><code code="X-1" codeSystem="2.25.78" displayName="Une section à nous"/><title>Section à nous</title><text>Rien que nous connaissions.</text></section></component>`;
  test.each([
    ['a section of no known kind', (text: string) => text.replace('<structuredBody>', `<structuredBody>${ownSection}`)],
    [
      'a body that is no XML, of a medium nobody shows',
      (text: string) =>
        text.replace(
          /<component>[\s\S]*<\/component>/,
          '<component><nonXMLBody><text mediaType="application/x-ours" representation="B64">b3Vycw==</text></nonXMLBody></component>',
        ),
    ],
  ])('%s: kept as it is', async (_, change) => {
    const bytes = changed(change);
    const declared = declaredOf(bytes);
    const { status, json, body } = await overFhir(declared);
    expect(status, body.toString()).toBe(201);
    const fetched = await world.server.ask('dr-moreau', 'GET', `/Binary/${json['id'] as string}`);
    expect(fetched.status).toBe(200);
    expect(fetched.body.equals(bytes)).toBe(true);
  });

  test('as many faults as a document may have, each against a list: ten findings, in bounded time', () => {
    const began = performance.now();
    const text = whole.replace('<typeId', `${'<realmCode code="FR" nullFlavor="X"/>'.repeat(90_000)}<typeId`);
    expect(schema.faultsOf(Buffer.from(text))).toHaveLength(10);
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});
