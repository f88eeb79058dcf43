// Submissions (ITI-41) and updates of metadata (ITI-57) as a whole: what belongs together, what leads nowhere, and what each is read as.

import { includeOf } from '@carnet/codecs/soap';
import { parseXml } from '@carnet/codecs/xml';
import { parseProvideAndRegister, parseUpdateDocumentSet } from '@carnet/codecs/xds';
import type { Parsed } from '@carnet/domain/kernel';
import { describe, expect, test } from 'vitest';
import {
  association,
  cda,
  code,
  content,
  entry,
  folder,
  identifier,
  member,
  provide,
  provideOne,
  set,
  sha1,
  signature,
  slot,
  statusUrn,
  submitObjects,
} from '../../fixtures/xds/compose.ts';
import { armand, testOid } from '../../fixtures/cda/compose.ts';

const context = { sha1, cumulAllowed: false };
const read = <T>(xml: string, codec: (body: Parameters<typeof parseUpdateDocumentSet>[0]) => T): T => {
  const parsed = parseXml(Buffer.from(xml, 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  using document = parsed.value;
  return codec(document.root);
};
const provided = (xml: string, parts: ReadonlyMap<string, Uint8Array> = new Map()) => read(xml, (body) => parseProvideAndRegister(body, parts, context));
const updated = (xml: string) => read(xml, (body) => parseUpdateDocumentSet(body, context));
const told = (result: Parsed<unknown>): string[] => (result.ok ? ['accepted'] : result.findings.map(({ field, rule }) => `${field} ${rule}`));

const kept = 'urn:uuid:11111111-2222-4333-8444-555555555555';
const keptUuid = kept.slice('urn:uuid:'.length);
const second = entry(
  { uniqueId: identifier('Document02', '2e82c1f6-a085-4c72-9da3-8640a32e42ab', 'x', '2.25.1002') },
  'Document02',
  'mimeType="application/pdf"',
);
const pdf = new Uint8Array(Buffer.from('%PDF-1.4 '));
const one = [entry(), set(), member('Document01')];

describe('bytes', () => {
  test('beside the envelope, or in it', () => {
    const inPart = provided(provide(one, [content(includeOf('a@b'))]), new Map([['a@b', cda]]));
    expect(inPart).toMatchObject({ ok: true, value: { documents: [{ bytes: cda }] } });
    expect(told(provided(provideOne()))).toEqual(['accepted']);
  });
  test('for an entry whose id has other capitals, when it is the only one', () => {
    expect(told(provided(provide(one, [content(cda, 'document01')])))).toEqual(['accepted']);
    expect(told(provided(provide(one, [content(cda, 'DOCUMENT01'), content(cda)])))).toEqual(['Document(Document01) IDENTIFIANT_DOUBLE']);
    const two = [entry({}, 'document01'), ...one, member('document01')];
    expect(told(provided(provide(two, [content(cda, 'DOCUMENT01')])))).toContain('Document(DOCUMENT01) CONTENU_SANS_METADONNEES');
  });
  test('missing, without an entry, given twice, in no part', () => {
    expect(told(provided(provide(one, [])))).toEqual(['XDSDocumentEntry(Document01).Document CONTENU_ABSENT']);
    expect(told(provided(provide(one, [content(cda), content(cda, 'Other')])))).toEqual(['Document(Other) CONTENU_SANS_METADONNEES']);
    expect(told(provided(provide(one, [content(cda), content(cda)])))).toEqual(['Document(Document01) IDENTIFIANT_DOUBLE']);
    expect(told(provided(provide(one, [content(includeOf('a@b'))])))).toContain('Document(Document01) XOP_PARTIE_ABSENTE');
    expect(told(provided(provide(one, [content('!!!')])))).toContain('Document(Document01) BASE64_INVALIDE');
  });
});

describe('links', () => {
  test('a replacement names what is kept by its entryUUID', () => {
    for (const kind of ['RPLC', 'XFRM_RPLC']) {
      const result = provided(provide([...one, association(kind, 'Document01', kept)], [content(cda)]));
      expect(result).toMatchObject({
        ok: true,
        value: { documents: [{ replaces: { entryUuid: keptUuid } }], links: kind === 'RPLC' ? [] : [{ kind: 'XFRM' }] },
      });
    }
  });
  test('additions and transformations lead to new documents or kept ones', () => {
    const result = provided(
      provide(
        [...one, second, member('Document02'), association('APND', 'Document02', 'Document01'), association('XFRM', 'Document02', kept)],
        [content(cda), content(pdf, 'Document02')],
      ),
    );
    expect(result).toMatchObject({
      ok: true,
      value: {
        links: [
          { kind: 'APND', document: 1, to: { submitted: 0 } },
          { kind: 'XFRM', document: 1, to: { entryUuid: keptUuid } },
        ],
        labels: ['XDSDocumentEntry(Document01)', 'XDSDocumentEntry(Document02)'],
      },
    });
  });
  test('folders, new and kept, hold documents, new and kept', () => {
    const result = provided(
      provide(
        [
          ...one,
          folder(),
          member('Folder01'),
          association('HasMember', 'Folder01', 'Document01', {}, 'link'),
          member('link', {}),
          association('HasMember', kept, 'Document01'),
          association('HasMember', 'Folder01', kept),
        ],
        [content(cda)],
      ),
    );
    expect(result).toMatchObject({
      ok: true,
      value: {
        folders: [{ uniqueId: '2.25.77', title: 'Grossesse', comments: 'Suivi', codes: [{ code: 'GRO' }] }],
        links: [
          { kind: 'HasMember', folder: { submitted: 0 }, document: { submitted: 0 } },
          { kind: 'HasMember', folder: { entryUuid: keptUuid }, document: { submitted: 0 } },
          { kind: 'HasMember', folder: { submitted: 0 }, document: { entryUuid: keptUuid } },
        ],
      },
    });
  });
  test('nothing but links may be sent', () => {
    const result = provided(provide([set(), association('HasMember', kept, kept.replace('1', '2'), {}, 'link'), member('link', {})], []));
    expect(result).toMatchObject({ ok: true, value: { documents: [], links: [{ kind: 'HasMember' }] } });
  });
  test.each([
    ['to nothing', association('RPLC', 'Document01', 'Document09'), ['targetObject REFERENCE_INTROUVABLE']],
    ['to itself', association('APND', 'Document01', 'Document01'), ['targetObject REFERENCE_CIRCULAIRE']],
    [
      'a replacement the wrong way round',
      association('RPLC', kept, 'Document01'),
      ['sourceObject REFERENCE_INTROUVABLE', 'targetObject REFERENCE_INTROUVABLE'],
    ],
    ['of an unknown kind', association('IsSnapshotOf', 'Document01', kept), ['associationType NON_PRIS_EN_CHARGE']],
    ['a document kept already, as a member of the set', member(kept, { SubmissionSetStatus: 'Reference' }), ['targetObject NON_PRIS_EN_CHARGE']],
    ['a signature of nothing that signs', association('signs', 'Document01', 'SubmissionSet01'), ['sourceObject REFERENCE_INTROUVABLE']],
  ])('a link %s', (_what, link, expected) => {
    expect(told(provided(provide([...one, link], [content(cda)]))).map((line) => line.replace(/^Association\([^)]*\)\./, ''))).toEqual(expected);
  });
  test('two replacements by one document', () => {
    const twice = provide([...one, association('RPLC', 'Document01', kept), association('RPLC', 'Document01', kept.replace('1', '2'))], [content(cda)]);
    expect(told(provided(twice))[0]).toContain('sourceObject CARDINALITE');
  });
});

describe('the set', () => {
  test.each([
    ['none', [entry()], ['XDSSubmissionSet LOT_UNIQUE', 'XDSDocumentEntry(Document01).HasMember LOT_INCOMPLET']],
    ['two', [...one, set({}, 'SubmissionSet02')], ['XDSSubmissionSet LOT_UNIQUE']],
    ['a document outside it', [entry(), set()], ['XDSDocumentEntry(Document01).HasMember LOT_INCOMPLET']],
    ['two objects of one id', [...one, folder({}, 'Document01')], ['RegistryPackage.id IDENTIFIANT_DOUBLE']],
    ['a package of no kind', [...one, '<rim:RegistryPackage id="P"/>'], ['RegistryPackage(P).classificationNode SCHEMA_INCONNU']],
    [
      'a source that is no OID',
      [entry(), set({ sourceId: identifier('SubmissionSet01', '554ac39e-e3fe-47fe-b233-965d2a147832', 'x', 'LPS') }), member('Document01')],
      ['XDSSubmissionSet(SubmissionSet01).sourceId OID_FORME'],
    ],
    ['no author', [entry(), set({ author: '' }), member('Document01')], ['XDSSubmissionSet(SubmissionSet01).author CHAMP_ABSENT']],
    ['another object', [...one, '<rim:Organization id="O"/>'], ['RegistryObjectList(O).Organization NON_PRIS_EN_CHARGE']],
  ])('%s', (_what, objects, expected) => expect(told(provided(provide(objects, [content(cda)])))).toEqual(expect.arrayContaining(expected)));

  test('of another patient than its documents', () => {
    const other = identifier('SubmissionSet01', '6b5aea1a-874d-4603-a4bc-96a0a7b38446', 'x', `${armand.matricule}^^^&${testOid}&ISO^NH`);
    expect(told(provided(provideOne({}, { patientId: other })))).toEqual(['XDSDocumentEntry(Document01).patientId PATIENT_DIFFERENT']);
  });
  test('of two documents under one uniqueId', () => {
    const twin = entry({}, 'Document02');
    expect(told(provided(provide([...one, twin, member('Document02')], [content(cda), content(cda, 'Document02')])))).toEqual([
      'XDSDocumentEntry(Document02).uniqueId UNIQUE_ID_REPETE',
    ]);
  });
  test('a body of another transaction', () => expect(told(provided(submitObjects()))).toEqual(['Body CORPS_INATTENDU']));
});

describe('its signature', () => {
  const xades = new Uint8Array(Buffer.from('<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>'));
  const signed = (object = signature()) =>
    provided(provide([...one, object, member('Signature'), association('signs', 'Signature', 'Document01')], [content(cda), content(xades, 'Signature')]));

  test('is set apart from the documents', () => {
    expect(signed()).toMatchObject({
      ok: true,
      value: {
        documents: [{ metadata: { uniqueId: '2.25.1001^A-1' } }],
        signature: { bytes: xades, signs: [0], metadata: { uniqueId: '2.25.9009', language: 'art' } },
      },
    });
  });
  test('never passes for a document by half of what it is', () => {
    expect(told(signed(signature({ typeCode: code('Signature', 'f0306f51-975f-434e-a61c-c59651d33983', ['34133-9', 'URN', 'x']) })))).toEqual([
      'XDSDocumentEntry(Signature).typeCode VALEUR_INATTENDUE',
    ]);
  });
});

describe('an update of metadata', () => {
  const resent = (change: Parameters<typeof entry>[0] = {}, attributes = `mimeType="text/xml" lid="${kept}"`): string =>
    entry({ more: slot('hash', sha1(cda)) + slot('size', String(cda.length)), ...change }, 'Document01', attributes);
  const again = member('Document01', { SubmissionSetStatus: 'Original', PreviousVersion: '3' });

  test('the whole entry again, under its logicalId, with its lock', () => {
    expect(updated(submitObjects(resent(), set(), again))).toMatchObject({
      ok: true,
      value: {
        updates: [{ kind: 'entry', logicalId: keptUuid, previousVersion: 3, metadata: { uniqueId: '2.25.1001^A-1', sha1: sha1(cda), size: cda.length } }],
        labels: ['XDSDocumentEntry(Document01)'],
      },
    });
  });
  test('whose parts name the entry as the registry does, by the id of its last version or its logicalId', () => {
    for (const as of [kept, 'urn:uuid:99999999-2222-4333-8444-555555555555']) {
      const found = resent()
        .replaceAll('classifiedObject="Document01"', `classifiedObject="${as}"`)
        .replaceAll('registryObject="Document01"', `registryObject="${as}"`);
      expect(found).toContain(`registryObject="${as}"`);
      expect(told(updated(submitObjects(found, set(), again)))).toEqual(['accepted']);
    }
    const other = resent().replace('classifiedObject="Document01"', 'classifiedObject="Document02"');
    expect(told(updated(submitObjects(other, set(), again)))).toEqual([expect.stringContaining('OBJET_DIFFERENT')]);
  });
  test.each(['Archived', 'Deleted', 'Approved', 'Deprecated'] as const)('a status: %s', (next) => {
    const change = association('UpdateAvailabilityStatus', 'SubmissionSet01', kept, { OriginalStatus: statusUrn('Approved'), NewStatus: statusUrn(next) });
    expect(updated(submitObjects(set(), change))).toMatchObject({
      ok: true,
      value: { updates: [{ kind: 'status', entryUuid: keptUuid, original: 'Approved', next }] },
    });
  });
  test.each([
    ['nothing to change', [set()], ['RegistryObjectList CHAMP_ABSENT']],
    ['no logicalId', [resent({}, 'mimeType="text/xml"'), set(), again], ['XDSDocumentEntry(Document01).lid CHAMP_ABSENT']],
    ['a logicalId of another form', [resent({}, 'mimeType="text/xml" lid="Document01"'), set(), again], ['XDSDocumentEntry(Document01).lid UUID_FORME']],
    ['no lock', [resent(), set(), member('Document01')], [expect.stringContaining('PreviousVersion CHAMP_ABSENT')]],
    ['a lock that is none', [resent(), set(), member('Document01', { PreviousVersion: 'last' })], [expect.stringContaining('PreviousVersion FORME')]],
    ['no hash', [resent({ more: slot('size', String(cda.length)) }), set(), again], ['XDSDocumentEntry(Document01).hash CHAMP_ABSENT']],
    [
      'no new status',
      [set(), association('UpdateAvailabilityStatus', 'SubmissionSet01', kept, { OriginalStatus: statusUrn('Approved') })],
      [expect.stringContaining('NewStatus CHAMP_ABSENT')],
    ],
    [
      'a status of nobody',
      [set(), association('UpdateAvailabilityStatus', 'SubmissionSet01', kept, { OriginalStatus: statusUrn('Approved'), NewStatus: 'urn:x' })],
      [expect.stringContaining('NewStatus CODE_INCONNU')],
    ],
    ['a folder', [resent(), set(), again, folder()], [expect.stringContaining('classificationNode NON_PRIS_EN_CHARGE')]],
    ['a replacement', [resent(), set(), again, association('RPLC', 'Document01', kept)], [expect.stringContaining('associationType NON_PRIS_EN_CHARGE')]],
  ])('%s', (_what, objects, expected) => expect(told(updated(submitObjects(...objects)))).toEqual(expected));
});
