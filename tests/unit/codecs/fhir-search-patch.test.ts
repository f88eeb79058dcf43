// Searches and patches over FHIR: what is asked, in the domain's words, and what cannot be.

import type { Span } from '@carnet/codecs/cda';
import { type PatchContext, parseFhirDateTime, parseFhirPathPatch, parseJsonPatch, parseSearch } from '@carnet/codecs/fhir';
import { visibleToAll } from '@carnet/domain/document';
import type { Parsed } from '@carnet/domain/kernel';
import { describe, expect, test } from 'vitest';
import { camille, insOf, testOid } from '../../fixtures/cda/compose.ts';

const told = (read: Parsed<unknown>): string[] => (read.ok ? [] : read.findings.map(({ field, rule }) => `${field} ${rule}`));
const search = (query: string) => {
  const read = parseSearch(query);
  return read.ok ? read.value.search : told(read);
};
const iso = (range: { from?: number; until?: number } | undefined): unknown =>
  range && Object.fromEntries(Object.entries(range).map(([name, at]) => [name, new Date(at).toISOString()]));
const ranges = (query: string, name: 'creation' | 'service' | 'serviceEnd' | 'changed'): unknown => {
  const read = parseSearch(query);
  return read.ok ? iso(read.value.search[name]) : told(read);
};

describe('search', () => {
  test('the patient, in every form, encoded or not', () => {
    const byIns = { patient: { ins: insOf(camille.matricule) } };
    for (const query of [
      `patient.identifier=urn:oid:${testOid}|${camille.matricule}`,
      `patient.identifier=${encodeURIComponent(`${testOid}|${camille.matricule}`)}`,
      `patient=Patient?identifier=urn:oid:${testOid}|${camille.matricule}`,
      `patient:identifier=${testOid}|${camille.matricule}`,
    ])
      expect(search(query)).toEqual(byIns);
    for (const query of ['patient=Patient/abc', 'patient=abc', 'patient=https%3A%2F%2Fcarnet.fr%2Ffhir%2FPatient%2Fabc'])
      expect(search(query)).toEqual({ patient: { dossierId: 'abc' } });
  });
  test.each([
    ['status=current', { statuses: ['Approved', 'Archived'] }],
    ['status=current&isArchived=false', { statuses: ['Approved'] }],
    ['status=current,superseded&PDSm_isArchived=true', { statuses: ['Archived'] }],
    ['status=current&status=superseded', { statuses: [] }],
    ['status=entered-in-error', { statuses: ['Deleted'] }],
    ['type=http://loinc.org|11502-2,60591-5', { types: ['11502-2', '60591-5'] }],
    ['category=urn:oid:1.2.250.1.213.1.1.4.1|11', { classes: ['11'] }],
    [
      'facility=SA07&setting=AMBULATOIRE&format=urn:ihe:iti:xds-sd:pdf:2008',
      { facilityTypes: ['SA07'], practiceSettings: ['AMBULATOIRE'], formats: ['urn:ihe:iti:xds-sd:pdf:2008'] },
    ],
    ['security-label=MASQUE_PS', { confidentiality: [['MASQUE_PS']] }],
    ['security-label=N,MASQUE_PS&security-label=INVISIBLE_PATIENT', { confidentiality: [['N', 'MASQUE_PS'], ['INVISIBLE_PATIENT']] }],
    ['identifier=urn:ietf:rfc:3986|urn:oid:2.25.7', { identifiers: [{ uniqueId: '2.25.7' }] }],
    ['identifier=urn:oid:1.2.3|x', { identifiers: [{ uniqueId: '1.2.3^x' }] }],
    ['_count=20&_sort=-_lastUpdated&cursor=abc', { count: 20, order: 'changed', cursor: 'abc' }],
    ['_count=9999', { count: 200 }],
    ['_count=0', { count: 0 }],
    ['_sort=date', { order: 'creation', ascending: true }],
    ['_include=DocumentReference:patient', { withPatient: true }],
    ['_id=DocumentReference/x,y', { logicalIds: [] }],
    ['_sort=-period&_format=json&type=', { order: 'service' }],
  ])('%s', (query, expected) => expect(search(query)).toEqual(expected));
  test('a UUID is each of the identifiers it may be', () => {
    const id = '0f0f0f0f-0000-4000-8000-00000000000f';
    expect(search(`identifier=urn:uuid:${id}`)).toEqual({ identifiers: [{ uniqueId: id }, { logicalId: id, entryUuid: id }] });
  });
  test('dates: partial, with a prefix, both bounds, in the French day', () => {
    expect(ranges('date=2026-04', 'creation')).toEqual({ from: '2026-03-31T22:00:00.000Z', until: '2026-04-30T22:00:00.000Z' });
    expect(ranges('creation=ge2026-01-01&creation=lt2026-07-01', 'creation')).toEqual({ from: '2025-12-31T23:00:00.000Z', until: '2026-06-30T22:00:00.000Z' });
    expect([ranges('period=gt2026', 'service'), ranges('period=gt2026', 'serviceEnd')]).toEqual([{}, { from: '2026-12-31T23:00:00.000Z' }]);
    expect([ranges('period=2026', 'service'), ranges('period=2026', 'serviceEnd')]).toEqual([
      { from: '2025-12-31T23:00:00.000Z' },
      { until: '2026-12-31T23:00:00.000Z' },
    ]);
    expect([ranges('_since=2026', 'changed'), ranges('_lastUpdated=ge2026', 'changed')]).toEqual([
      { from: '2025-12-31T23:00:00.000Z' },
      { from: '2025-12-31T23:00:00.000Z' },
    ]);
    expect(ranges('period-start=le2026-04-02T10:00:00%2B02:00', 'service')).toEqual({ until: '2026-04-02T08:00:01.000Z' });
  });
  test.each([
    ['status=draft', 'status CODE_INCONNU'],
    ['isArchived=maybe', 'isArchived VALEUR_INATTENDUE'],
    ['type=urn:x|1', 'type SYSTEME_INCONNU'],
    ['patient.identifier=|1', 'patient.identifier INS_OID'],
    ['patient.identifier=http://elsewhere|1', 'patient.identifier AUTORITE_FORME'],
    [`patient.identifier=${testOid}|${camille.matricule.slice(0, 13)}00`, 'patient.identifier INS_CLE'],
    ['patient=a b', 'patient REFERENCE_FORME'],
    ['patient=a&patient=b', 'patient PATIENT_DIFFERENT'],
    ['date=ne2026', 'date NON_PRIS_EN_CHARGE'],
    ['date=2026-13', 'date DATE_FORME'],
    ['date=2026-04-02T10:00:00', 'date DATE_FORME'],
    ['identifier=not an id', 'identifier UNIQUE_ID_FORME'],
    ['_count=-1', '_count VALEUR_INATTENDUE'],
    ['type:not=1', 'type:not MODIFICATEUR_INCONNU'],
    ['author.family:text=x', 'author.family:text MODIFICATEUR_INCONNU'],
    ['_include=List:item', '_include NON_PRIS_EN_CHARGE'],
    ['_sort=title', '_sort NON_PRIS_EN_CHARGE'],
    [Array.from({ length: 61 }, () => 'type=1').join('&'), 'query CARDINALITE'],
  ])('refuses %.40s', (query, fault) => expect(search(query)).toEqual([fault]));
  test('parameters it does not know are set apart', () => {
    const read = parseSearch('_has=x&colour:exact=1&constructor=1&type=2');
    expect(read.ok ? [read.value.search, read.value.ignored.map(({ field }) => field)] : []).toEqual([
      { types: ['2'] },
      ['_has', 'colour:exact', 'constructor'],
    ]);
  });
});

describe('FHIR dates', () => {
  const span = (text: string): string[] => {
    const read: Parsed<Span> = parseFhirDateTime(text, 'd');
    return read.ok ? [read.value.from, read.value.until].map((at) => new Date(at).toISOString()) : told(read);
  };
  test.each([
    ['2026', '2025-12-31T23:00:00.000Z', '2026-12-31T23:00:00.000Z'],
    ['2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['2026-04-02T10:15Z', '2026-04-02T10:15:00.000Z', '2026-04-02T10:16:00.000Z'],
    ['2026-04-02T10:15:00Z', '2026-04-02T10:15:00.000Z', '2026-04-02T10:15:01.000Z'],
    ['2026-04-02T10:15:00.5+02:00', '2026-04-02T08:15:00.500Z', '2026-04-02T08:15:00.501Z'],
  ])('%s', (text, from, until) => expect(span(text)).toEqual([from, until]));
  test.each(['2026-4', '26', '2026-02-30', 'demain', ''])('refuses %s', (text) => expect(span(text)).toEqual(['d DATE_FORME']));
});

const masked = { ...visibleToAll, masquePs: true };
const label = (code: string): object => ({ coding: [{ system: 'urn:oid:1.2.250.1.213.1.1.4.13', code }] });
const context: PatchContext = { visibilite: visibleToAll, cumulAllowed: false };
const outcome = (read: Parsed<unknown>): unknown => (read.ok ? read.value : told(read));

describe('JSON Patch', () => {
  const patch = (operations: unknown, of: PatchContext = context): unknown => outcome(parseJsonPatch(JSON.stringify(operations), of));
  const archived = { url: 'https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition/pdsm-ext-is-archived', valueBoolean: true };
  test.each<[string, unknown, PatchContext['visibilite'], unknown]>([
    ['adds a label', [{ op: 'add', path: '/securityLabel/-', value: label('MASQUE_PS') }], visibleToAll, { visibilite: masked }],
    ['sets them all', [{ op: 'replace', path: '/securityLabel', value: [label('N'), label('MASQUE_PS')] }], visibleToAll, { visibilite: masked }],
    [
      'replaces the first as the guide does, and N stays',
      [{ op: 'replace', path: '/securityLabel/0', value: label('MASQUE_PS') }],
      visibleToAll,
      { visibilite: masked },
    ],
    [
      'replaces a code',
      [{ op: 'replace', path: '/securityLabel/1/coding/0/code', value: 'INVISIBLE_PATIENT' }],
      masked,
      { visibilite: { ...visibleToAll, invisiblePatient: true } },
    ],
    ['removes a label', [{ op: 'remove', path: '/securityLabel/1' }], masked, { visibilite: visibleToAll }],
    ['sets N alone', [{ op: 'replace', path: '/securityLabel', value: [label('N')] }], masked, { visibilite: visibleToAll }],
    [
      'keeps the others',
      [{ op: 'add', path: '/securityLabel/-', value: label('INVISIBLE_REPRESENTANTS_LEGAUX') }],
      masked,
      { visibilite: { ...masked, invisibleRepresentants: true } },
    ],
    [
      'one after the other',
      [
        { op: 'remove', path: '/securityLabel/1' },
        { op: 'add', path: '/securityLabel/-', value: label('INVISIBLE_PATIENT') },
      ],
      masked,
      { visibilite: { ...visibleToAll, invisiblePatient: true } },
    ],
    ['deletes', [{ op: 'replace', path: '/status', value: 'entered-in-error' }], visibleToAll, { status: 'Deleted' }],
    ['archives', [{ op: 'replace', path: '/extension/0/valueBoolean', value: true }], visibleToAll, { status: 'Archived' }],
    ['leaves the archive', [{ op: 'replace', path: '/extension/0', value: { ...archived, valueBoolean: false } }], visibleToAll, { status: 'Approved' }],
    ['leaves it current', [{ op: 'replace', path: '/status', value: 'current' }], visibleToAll, {}],
    ['not superseded', [{ op: 'replace', path: '/status', value: 'superseded' }], visibleToAll, ['status TRANSITION_INTERDITE']],
    ['not the title', [{ op: 'replace', path: '/content/0/attachment/title', value: 'x' }], visibleToAll, ['patch[0].path CHAMP_NON_MODIFIABLE']],
    [
      'not a path that is no pointer',
      [{ op: 'replace', path: "/extension[url:'x']/valueBoolean", value: true }],
      visibleToAll,
      ['patch[0].path POINTEUR_JSON'],
    ],
    ['not a label that is not there', [{ op: 'remove', path: '/securityLabel/4' }], visibleToAll, ['securityLabel REFERENCE_INTROUVABLE']],
    ['not a restriction nobody knows', [{ op: 'add', path: '/securityLabel/-', value: label('CACHE') }], visibleToAll, ['securityLabel CODE_INCONNU']],
    [
      'not two that exclude each other',
      [{ op: 'add', path: '/securityLabel/-', value: label('INVISIBLE_PATIENT') }],
      masked,
      ['securityLabel CONFIDENTIALITE_CUMUL'],
    ],
    ['not a move', [{ op: 'move', from: '/a', path: '/b' }], visibleToAll, ['patch[0].op NON_PRIS_EN_CHARGE']],
    ['not without path', [{ op: 'add' }], visibleToAll, ['patch[0].path CHAMP_ABSENT']],
    ['not a label without code', [{ op: 'add', path: '/securityLabel/-', value: {} }], visibleToAll, ['patch[0].value VALEUR_INATTENDUE']],
    ['not an operation that is none', ['x'], visibleToAll, ['patch JSON_TYPE']],
    ['not nothing', [], visibleToAll, ['patch JSON_TYPE']],
  ])('%s', (_, operations, visibilite, expected) => expect(patch(operations, { ...context, visibilite })).toEqual(expected));
});

describe('FHIRPath Patch', () => {
  const patch = (parts: Record<string, unknown>, visibilite = visibleToAll): unknown =>
    outcome(
      parseFhirPathPatch(
        JSON.stringify({
          resourceType: 'Parameters',
          parameter: [
            {
              name: 'operation',
              part: Object.entries(parts).map(([name, given]) => ({
                name,
                [typeof given === 'string' ? 'valueString' : typeof given === 'boolean' ? 'valueBoolean' : 'valueCodeableConcept']: given,
              })),
            },
          ],
        }),
        { ...context, visibilite },
      ),
    );
  const archived = "DocumentReference.extension.where(url='https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition/pdsm-ext-is-archived').value";
  test.each<[string, Record<string, unknown>, PatchContext['visibilite'], unknown]>([
    ['adds a label', { type: 'add', path: 'DocumentReference', name: 'securityLabel', value: label('MASQUE_PS') }, visibleToAll, { visibilite: masked }],
    [
      'replaces one by its place',
      { type: 'replace', path: 'DocumentReference.securityLabel[0]', value: label('MASQUE_PS') },
      visibleToAll,
      { visibilite: masked },
    ],
    [
      'deletes one by its code',
      { type: 'delete', path: "DocumentReference.securityLabel.where(coding.code='MASQUE_PS')" },
      masked,
      { visibilite: visibleToAll },
    ],
    ['deletes the document', { type: 'replace', path: 'DocumentReference.status', value: 'entered-in-error' }, visibleToAll, { status: 'Deleted' }],
    ['archives', { type: 'replace', path: archived, value: true }, visibleToAll, { status: 'Archived' }],
    ['not the subject', { type: 'replace', path: 'DocumentReference.subject', value: 'x' }, visibleToAll, ['parameter[0].part CHAMP_NON_MODIFIABLE']],
    ['not by an expression', { type: 'delete', path: 'DocumentReference.securityLabel.where(true)' }, masked, ['parameter[0].part CHAMP_NON_MODIFIABLE']],
    ['not a move', { type: 'move', path: 'DocumentReference.securityLabel' }, visibleToAll, ['parameter[0].part NON_PRIS_EN_CHARGE']],
    ['not without path', { type: 'add' }, visibleToAll, ['parameter[0].part CHAMP_ABSENT']],
  ])('%s', (_, parts, visibilite, expected) => expect(patch(parts, visibilite)).toEqual(expected));
  test('no operation, no parameters', () => {
    expect(outcome(parseFhirPathPatch('{"resourceType":"Parameters"}', context))).toEqual(['parameter CARDINALITE']);
    expect(outcome(parseFhirPathPatch('{"resourceType":"Patient"}', context))).toEqual(['resourceType RESSOURCE_INATTENDUE']);
  });
});
