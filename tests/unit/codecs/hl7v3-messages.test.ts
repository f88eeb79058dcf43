// HL7 v3 of the patient transactions: what is written reads back as it was, what software of the DMP sends in other ways reads too, and what is
// wrong is named, all of it at once. Examples published by others are fed where they are at hand.

import {
  type DemographicsAnswer,
  type Registration,
  type RegistrationAnswer,
  parseCandidatesAnswer,
  parseCandidatesQuery,
  parseDemographicsAnswer,
  parseDemographicsQuery,
  parseRegistration,
  parseRegistrationAnswer,
  writeCandidatesAnswer,
  writeCandidatesQuery,
  writeDemographicsAnswer,
  writeDemographicsQuery,
  writeRegistration,
  writeRegistrationAnswer,
} from '@carnet/codecs/hl7v3';
import { type XmlElement, parseXml } from '@carnet/codecs/xml';
import type { ContactDetails, IdentityTraits, Ins, Matricule, SoughtTraits } from '@carnet/domain/identity';
import { type CivilDate, type Parsed, instantOf } from '@carnet/domain/kernel';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const at = instantOf(Date.parse('2026-11-20T11:12:13Z'));
const patient: Ins = { matricule: '279035121518989' as Matricule, oid: '1.2.250.1.213.1.4.10' };
const traits: IdentityTraits = {
  birthName: 'PAT-TROIS',
  birthFirstNames: 'DOMINIQUE MARIE-LOUISE',
  birthDate: '1979-03-28' as CivilDate,
  sexe: 'F',
  birthPlaceCog: '51215',
  usedName: 'DÜPONT & FILS',
};
const contact: ContactDetails = {
  telecoms: [
    { kind: 'phone', value: '0102030405' },
    { kind: 'mobile', value: '0607080901' },
    { kind: 'email', value: 'd@example.test' },
  ],
  address: { lines: ['20 rue des Edelweiss', 'Bât. <B>'], postalCode: '75005', city: 'Paris', country: 'France' },
  representative: {
    relation: 'FTH',
    familyName: 'REPLEG',
    givenName: 'Jean',
    telecoms: [{ kind: 'mobile', value: '0601020304' }],
    address: { lines: ['3 rue d’Amsterdam'], city: 'LILLE' },
  },
};
const software = {
  id: { root: '1.2.250.1.999.1.1', extension: 'm-1' },
  at,
  sender: { id: { root: '1.2.250.1.999.1' }, softwareName: 'Logiciel' },
  receiver: { id: { root: '1.2.250.1.213.4.1.1.1' }, softwareName: 'DMP' },
};
const queryId = { root: '1.2.250.1.999.2', extension: 'q-1' };
const context = { id: '7c1f0f38-9a5c-4a55-9a3c-1b2c3d4e5f60', at };

/** Reads the root of this XML with that parser. */
function read<T>(xml: string, parser: (body: XmlElement) => Parsed<T>): Parsed<T> {
  const parsed = parseXml(Buffer.from(xml, 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  using document = parsed.value;
  return parser(document.root);
}
function value<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  return parsed.value;
}
const rulesOf = (parsed: Parsed<unknown>): readonly string[] => (parsed.ok ? [] : parsed.findings.map(({ field, rule }) => `${field} ${rule}`));

describe('201307 and 201308', () => {
  const asked = { reason: 'TEST_EXST', queryId, patient } as const;
  const query = value(read(writeDemographicsQuery(software, asked), parseDemographicsQuery));

  test('a question reads back as it was', () => {
    expect(query).toMatchObject({ ...asked, transmission: { id: software.id, sender: software.sender, receiver: software.receiver } });
  });

  test('an answer goes back to its sender, repeats the queryId, and names nobody', () => {
    const told: DemographicsAnswer = {
      kind: 'existence',
      ids: [patient],
      closed: true,
      closing: { at, motive: 'demande-patient', reason: 'Le patient <le> souhaite' },
      autorisation: 'EXPIREE',
      medecinTraitant: false,
      compteOuvert: true,
      rattachementEns: false,
    };
    const xml = writeDemographicsAnswer(query, told, context);
    expect(value(read(xml, parseDemographicsAnswer))).toEqual({
      acknowledgement: { kind: 'AA', details: [] },
      queryId,
      responseCode: 'OK',
      autorisation: 'EXPIRE',
      medecinTraitant: false,
      status: 'terminated',
      ids: [{ root: patient.oid, extension: patient.matricule }],
      closedAt: at,
      motive: 'FERMETURE_DEMANDE_PATIENT',
      reason: 'Le patient <le> souhaite',
      observations: { COMPTE_INTERNET_OUVERT: true, RATTACHEMENT_ENS: false },
    });
    expect(xml).toContain('<name nullFlavor="MSK"/>');
    expect(xml).not.toMatch(/birthTime|administrativeGenderCode|telecom/);
    expect(xml).toContain('<acknowledgement typeCode="AA"><targetMessage><id root="1.2.250.1.999.1.1" extension="m-1"/>');
    expect(xml).toMatch(/<receiver typeCode="RCV"><device [^>]*><id root="1.2.250.1.999.1"\/>/);
  });

  test('no record is NF, and what could not be taken AE with its codes', () => {
    expect(value(read(writeDemographicsAnswer(query, { kind: 'not-found' }, context), parseDemographicsAnswer))).toMatchObject({
      responseCode: 'NF',
      ids: [],
      acknowledgement: { kind: 'AA' },
    });
    const acknowledgement = { kind: 'AE', details: [{ code: 'PATIENT_DIFFERENT', text: 'Un autre & encore' }] } as const;
    const refused = value(read(writeDemographicsAnswer(query, { kind: 'refused', acknowledgement }, context), parseDemographicsAnswer));
    expect(refused).toMatchObject({ responseCode: 'AE', acknowledgement });
  });

  test('administrative data are whole: names, birth, how to reach, who stands for them, oppositions', () => {
    const told: DemographicsAnswer = {
      kind: 'administrative',
      ids: [patient],
      traits,
      contact,
      representants: [],
      choices: { opposesBrisDeGlace: true, opposesCentre15: false },
    };
    const xml = writeDemographicsAnswer({ ...query, reason: 'CNSLT_DATA' }, told, context);
    expect(value(read(xml, parseDemographicsAnswer)).observations).toEqual({ OPPOSITION_BRIS_DE_GLACE: true, OPPOSITION_ACCES_URGENCE: false });
    for (const part of [
      '<family qualifier="SP">DÜPONT &amp; FILS</family>',
      '<county>51215</county>',
      'tel:0607080901',
      'Bât. &lt;B&gt;',
      '<code code="FTH"',
      '<birthTime value="19790328"/>',
    ])
      expect(xml).toContain(part);
    const byLaw = writeDemographicsAnswer(query, { ...told, contact: { telecoms: [] }, representants: ['Ruth NESSI'] }, context);
    expect(byLaw).toContain('<code code="RESPRSN"');
    expect(byLaw).toContain('<name>Ruth NESSI</name>');
  });

  test('other prefixes, other order and a missing receiver are the same question', () => {
    const xml = `<h:PRPA_IN201307UV02 xmlns:h="urn:hl7-org:v3" ITSVersion="XML_1.0"><h:sender typeCode="SND"><h:device><h:id root="1.2"/></h:device></h:sender><h:id root="0e5b1f0e-0000-4000-8000-000000000001"/>
      <h:controlActProcess><h:queryByParameter><h:queryId root="1.3"/><h:parameterList><h:patientIdentifier><h:value extension="279 03 51 215 189 89" root="1.2.250.1.213.1.4.10"/></h:patientIdentifier></h:parameterList></h:queryByParameter>
      <h:reasonCode code="CNSLT_DATA"/></h:controlActProcess></h:PRPA_IN201307UV02>`;
    expect(value(read(xml, parseDemographicsQuery))).toMatchObject({
      reason: 'CNSLT_DATA',
      patient,
      queryId: { root: '1.3' },
      transmission: { receiver: { softwareName: 'DMP' } },
    });
  });

  test('everything that is wrong is named at once', () => {
    const xml = '<PRPA_IN201307UV02 xmlns="urn:hl7-org:v3"><controlActProcess><reasonCode code="AUTRE"/></controlActProcess></PRPA_IN201307UV02>';
    expect(rulesOf(read(xml, parseDemographicsQuery))).toEqual([
      'id CHAMP_ABSENT',
      'sender/device/id CHAMP_ABSENT',
      'controlActProcess/reasonCode CODE_INCONNU',
      'queryByParameter/queryId CHAMP_ABSENT',
      'patientIdentifier/value INS_ABSENT',
    ]);
    expect(rulesOf(read('<autre/>', parseDemographicsQuery))).toEqual(['Body REQUETE_INATTENDUE']);
    const wrongKey = writeDemographicsQuery(software, { ...asked, patient: { ...patient, matricule: '279035121518900' as Matricule } });
    expect(rulesOf(read(wrongKey, parseDemographicsQuery))).toEqual(['patientIdentifier/value INS_CLE']);
  });
});

describe('201305 and 201306', () => {
  const sought: SoughtTraits = {
    familyName: 'DÉCHAÎNE',
    approximateName: true,
    birthDate: '1957-06-28' as CivilDate,
    givenName: 'Irène',
    sexe: 'F',
    postalCode: '59113',
    city: 'Seclin',
    approximateCity: false,
  };

  test('a search reads back as it was, approximate flags included', () => {
    for (const one of [
      sought,
      { familyName: 'X', approximateName: false, birthDate: sought.birthDate, approximateCity: false },
      { ...sought, approximateCity: true },
    ]) {
      const { query } = value(read(writeCandidatesQuery(software, queryId, one), parseCandidatesQuery));
      expect(value(query).sought).toEqual(one);
    }
  });

  test('candidates, their likeness and opposition, and the question again', () => {
    const { query } = value(read(writeCandidatesQuery(software, queryId, sought), parseCandidatesQuery));
    const asked = value(query);
    const candidates = [{ ids: [patient], traits, contact, opposesCentre15: true, likeness: 87 }];
    const xml = writeCandidatesAnswer(asked, { kind: 'found', candidates, asked: asked.asked }, context);
    expect(value(read(xml, parseCandidatesAnswer))).toEqual({
      acknowledgement: { kind: 'AA', details: [] },
      queryId,
      responseCode: 'OK',
      candidates: [{ ids: [patient], familyNames: ['DÜPONT & FILS', 'PAT-TROIS'], likeness: 87, opposesCentre15: true }],
    });
    // Where one lives, and nothing by which one is called.
    expect(xml).toContain('<city>Paris</city>');
    expect(xml).not.toMatch(/telecom|streetAddressLine|personalRelationship|birthPlace/);
    expect(xml).toContain('DÉCHAÎNE');
  });

  test('the question is repeated with its namespaces wherever they were declared', () => {
    const xml = `<e xmlns:p="urn:hl7-org:v3">${writeCandidatesQuery(software, queryId, sought)
      .replaceAll(/<(\/?)(?=[A-Za-z])/g, '<$1p:')
      .replace(' xmlns="urn:hl7-org:v3"', '')}</e>`;
    const parsed = parseXml(Buffer.from(xml, 'utf8'));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
    using document = parsed.value;
    const { query } = value(parseCandidatesQuery(document.root.firstChild as XmlElement));
    const answer = writeCandidatesAnswer(value(query), { kind: 'found', candidates: [], asked: value(query).asked }, context);
    expect(value(read(answer, parseCandidatesAnswer))).toMatchObject({ responseCode: 'NF', candidates: [] });
  });

  test('nothing is searched by a name alone, nor by a date alone: the answer can still be written', () => {
    const nameOnly = writeCandidatesQuery(software, queryId, sought).replace(/<livingSubjectBirthTime>.*<\/livingSubjectBirthTime>/, '');
    const { query, ...unread } = value(read(nameOnly, parseCandidatesQuery));
    expect(rulesOf(query)).toEqual(['livingSubjectBirthTime/value CHAMP_ABSENT']);
    const acknowledgement = { kind: 'AE', details: [{ code: 'CHAMP_ABSENT', text: 'x' }] } as const;
    expect(value(read(writeCandidatesAnswer(unread, { kind: 'refused', acknowledgement }, context), parseCandidatesAnswer))).toMatchObject({
      responseCode: 'AE',
      acknowledgement,
    });
  });
});

describe('201311, 201314 and their answers', () => {
  const of = (reason: Registration['reason'], said: Registration['said'], closing?: Registration['closing']) =>
    writeRegistration(software, { reason, patient, traits, contact, said, ...(closing === undefined ? {} : { closing }) });

  test.each([
    ['add', 'CREA_RD', { CONSENTEMENT_OUVERTURE_DMP: true, OPPOSITION_BRIS_DE_GLACE: false }],
    ['revise', 'REAC', { CONSENTEMENT_REACTIVATION_DMP: true }],
    ['revise', 'MODIF_DATA', { OPPOSITION_BRIS_DE_GLACE: true, OPPOSITION_ACCES_URGENCE: false }],
  ] as const)('%s %s reads back as it was', (kind, reason, said) => {
    const { registration } = value(read(of(reason, said), (body) => parseRegistration(body, kind)));
    expect(value(registration)).toEqual({
      reason,
      patient,
      said,
      person: {
        birthName: 'PAT-TROIS',
        usedName: 'DÜPONT & FILS',
        givenNames: ['DOMINIQUE', 'MARIE-LOUISE'],
        sexe: 'F',
        birthDate: '1979-03-28',
        birthPlaceCog: '51215',
        contact,
      },
    });
  });

  test('a closing says why, and without a known motive is none', () => {
    const closing = { motive: 'demande-patient', reason: 'Ne souhaite plus' } as const;
    expect(value(value(read(of('FERM', {}, closing), (body) => parseRegistration(body, 'revise'))).registration)).toMatchObject({ reason: 'FERM', closing });
    expect(rulesOf(value(read(of('FERM', {}), (body) => parseRegistration(body, 'revise'))).registration)).toEqual([
      'reasonOf/detectedIssueEvent/code CODE_INCONNU',
    ]);
  });

  test('a legacy INS-C beside the INS is stepped over; a text too long is named', () => {
    const both = of('MODIF_DATA', {}).replace(
      '<id root="1.2.250.1.213.1.4.10"',
      '<id root="1.2.250.1.213.1.4.2" extension="1197854176879056415520"/><id root="1.2.250.1.213.1.4.10"',
    );
    expect(value(value(read(both, (body) => parseRegistration(body, 'revise'))).registration).patient).toEqual(patient);
    const long = of('MODIF_DATA', {}).replace('20 rue des Edelweiss', 'x'.repeat(300));
    expect(rulesOf(value(read(long, (body) => parseRegistration(body, 'revise'))).registration)).toEqual(['patientPerson/addr/streetAddressLine TROP_LONG']);
  });

  test('an interaction is not another, and a reason not another’s', () => {
    expect(rulesOf(read(of('REAC', {}), (body) => parseRegistration(body, 'add')))).toEqual(['Body REQUETE_INATTENDUE']);
    const wrong = of('REAC', {}).replace('code="REAC"', 'code="CREA_RD"');
    const request = value(read(wrong, (body) => parseRegistration(body, 'revise')));
    expect(rulesOf(request.registration)).toEqual(['controlActProcess/reasonCode CODE_INCONNU']);
    expect(
      value(read(writeRegistrationAnswer(request, { kind: 'refused', acknowledgement: { kind: 'AE', details: [] } }, context), parseRegistrationAnswer)),
    ).toMatchObject({ interaction: 'PRPA_IN201316UV02' });
  });

  test.each([
    ['add', 'CREA_RD', 'PRPA_IN201312UV02', 'PRPA_IN201313UV02'],
    ['revise', 'FERM', 'PRPA_IN201315UV02', 'PRPA_IN201316UV02'],
  ] as const)('%s %s is answered inside the DMP’s own element', (kind, reason, yes, no) => {
    const request = value(read(of(reason, {}, { motive: 'demande-patient' }), (body) => parseRegistration(body, kind)));
    const accepted: RegistrationAnswer = { kind: 'accepted', patient, status: reason === 'FERM' ? 'terminated' : 'active' };
    const xml = writeRegistrationAnswer(request, accepted, context);
    expect(xml.startsWith(`<gdp:PRPA_IN${kind === 'add' ? '201311' : '201314'}UV02_Response xmlns:gdp="asip:ci-sis:gdp:2010">`)).toBe(true);
    expect(value(read(xml, parseRegistrationAnswer))).toEqual({ interaction: yes, acknowledgement: { kind: 'AA', details: [] }, status: accepted.status });
    const acknowledgement = { kind: 'AE', details: [{ code: 'DMPFound', text: 'Déjà' }] } as const;
    expect(value(read(writeRegistrationAnswer(request, { kind: 'refused', acknowledgement }, context), parseRegistrationAnswer))).toEqual({
      interaction: no,
      acknowledgement,
      status: undefined,
    });
  });
});

const examples = resolve(import.meta.dirname, '../../../../shared/samples/xds/epd-by-example');
describe.skipIf(!existsSync(examples))('examples of the Swiss EPD (not committed: skipped where they are absent)', () => {
  /** The examples number their lines. */
  const bodyOf = (file: string): string => {
    const text = readFileSync(join(examples, file), 'utf8').replaceAll(/^\s*\d+ ?/gm, '');
    const found = /<(?:\w+:)?PRPA_IN20\d{4}UV02[\s\S]*<\/(?:\w+:)?PRPA_IN20\d{4}UV02>/.exec(text);
    if (found === null) throw new Error(`no interaction in ${file}`);
    return found[0].includes('xmlns') ? found[0] : found[0].replace(/^<([\w:]+)/, '<$1 xmlns="urn:hl7-org:v3"');
  };
  test('ITI-47: a search by an identifier is heard, and told what it lacks', () => {
    const { query, queryId: id } = value(read(bodyOf('ITI-47_request.xml'), parseCandidatesQuery));
    expect(id).toEqual({ root: '1.2.840.114350.1.13.28.1.18.5.999', extension: '16944356511831' });
    expect(rulesOf(query)).toEqual(['livingSubjectName/value/family CHAMP_ABSENT']);
  });
  test('ITI-47: an answer of somebody else’s server reads', () => {
    expect(value(read(bodyOf('ITI-47_response.xml'), parseCandidatesAnswer))).toMatchObject({
      acknowledgement: { kind: 'AA' },
      responseCode: 'OK',
      candidates: [{ ids: [], familyNames: ['Dell'], likeness: 100 }],
    });
  });
  test.each(['ITI-44_request.xml', 'ITI-45_request.xml', 'ITI-45_response.xml'])('%s is another transaction, and is told so', (file) => {
    for (const parser of [parseDemographicsQuery, parseCandidatesQuery, (body: XmlElement) => parseRegistration(body, 'add')])
      expect(rulesOf(read<unknown>(bodyOf(file), parser))).toEqual(['Body REQUETE_INATTENDUE']);
  });
});
