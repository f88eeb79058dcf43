// What a VIHF says, read; and each way of saying it wrong, by its rule.

import { parseVihf } from '@carnet/codecs/vihf';
import { describe, expect, test } from 'vitest';
import {
  type VihfSays,
  classOf,
  coded,
  patientAttribute,
  professionSystem,
  purposeAttribute,
  purposeSystem,
  roleAttribute,
  writeVihf,
} from '../../support/vihf.ts';

const read = (says: Partial<VihfSays> = {}) => parseVihf(Buffer.from(writeVihf(says)));
const said = (attributes: VihfSays['attributes']): Partial<VihfSays> => ({ attributes });
const statement = 'Assertion/AttributeStatement';

describe('a VIHF', () => {
  test('is read whole', () => {
    const at = '2026-11-22T09:30:00.250Z';
    const vihf = read({ issuedAt: at, authenticatedAt: '2026-11-22T10:00:00+01:00' });
    expect(vihf).toEqual({
      ok: true,
      value: {
        id: '_a1',
        issuer: 'CN=801234567897',
        nameId: '801234567897',
        issuedAt: Date.parse(at),
        authenticatedAt: Date.parse('2026-11-22T09:00:00Z'),
        oneTime: false,
        contextClass: classOf('SmartcardPKI'),
        version: '3.0',
        structure: '1750803447',
        sector: 'SA01',
        roles: [
          { code: '10', system: professionSystem },
          { code: 'SM26', system: '1.2.250.1.71.4.2.5' },
        ],
        mode: 'DIRECTE',
        patient: { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' },
        purpose: 'normal',
        secret: false,
        software: { name: 'Essai', version: '1.2', homologation: 'ESS-0001' },
      },
    });
  });

  test.each<[string, Partial<VihfSays>, object]>([
    ['version 4.0', said({ VIHF_Version: '4.0' }), { version: '4.0' }],
    [
      'the mode under its other name',
      said({ Authentification_mode: undefined, Authentification_Mode: 'INDIRECTE_RENFORCEE' }),
      { mode: 'INDIRECTE_RENFORCEE' },
    ],
    ['no patient', said({ [patientAttribute]: undefined }), { roles: expect.anything() }],
    [
      'the other code system of the purpose',
      said({ [purposeAttribute]: coded('PurposeOfUse', 'centre_15', '1.2.250.1.213.1.1.4.336') }),
      { purpose: 'centre_15' },
    ],
    [
      'a reason of its own',
      said({ [purposeAttribute]: coded('PurposeOfUse', 'bris_de_glace', purposeSystem), Mode_Acces_Raison: ' Coma ' }),
      { reason: 'Coma' },
    ],
    ['a connexion secrète', said({ 'urn:oasis:names:tc:xspa:1.0:resource:patient:hl7:confidentiality-code': 'R' }), { secret: true }],
    ['a connexion secrète as the national kit writes it', said({ Confidentiality_code: 'R' }), { secret: true }],
    ['a declaration beside the class', { declaration: '<AuthnContextDecl>APP_BROWSER_AUTH</AuthnContextDecl>' }, { contextDeclaration: 'APP_BROWSER_AUTH' }],
    [
      'a window, for one message',
      { conditions: '<Conditions NotBefore="2026-11-22T09:00:00Z" NotOnOrAfter="2026-11-22T09:00:20Z"><OneTimeUse/></Conditions>' },
      { notBefore: Date.parse('2026-11-22T09:00:00Z'), notOnOrAfter: Date.parse('2026-11-22T09:00:20Z'), oneTime: true },
    ],
  ])('says %s', (_what, says, value) => expect(read(says)).toEqual({ ok: true, value: expect.objectContaining(value) }));

  test.each<[string, Partial<VihfSays>, string, string]>([
    ['an unknown version', said({ VIHF_Version: '2.0' }), `${statement}/VIHF_Version`, 'VALEUR_HORS_LISTE'],
    ['no structure', said({ Identifiant_Structure: undefined }), `${statement}/Identifiant_Structure`, 'CHAMP_ABSENT'],
    ['no national structure', said({ Identifiant_Structure: 'hôpital' }), `${statement}/Identifiant_Structure`, 'STRUCT_IDNAT_FORME'],
    ['no sector', said({ Secteur_Activite: undefined }), `${statement}/Secteur_Activite`, 'CHAMP_ABSENT'],
    ['a sector of another table', said({ Secteur_Activite: 'SA01^1.2.3' }), `${statement}/Secteur_Activite`, 'CODE_INCONNU'],
    ['no role', said({ [roleAttribute]: undefined }), `${statement}/${roleAttribute}`, 'CHAMP_ABSENT'],
    ['a role without its table', said({ [roleAttribute]: '<Role xmlns="urn:hl7-org:v3" code="10"/>' }), `${statement}/${roleAttribute}`, 'CODE_INCONNU'],
    ['an unknown mode', said({ Authentification_mode: 'DIRECT' }), `${statement}/Authentification_mode`, 'VALEUR_HORS_LISTE'],
    ['the mode twice', said({ Authentification_Mode: 'INDIRECTE' }), `${statement}/Authentification_mode`, 'CHAMP_REPETE'],
    [
      'an INS with a wrong key',
      said({ [patientAttribute]: '279035121518990^^^&amp;1.2.250.1.213.1.4.10&amp;ISO^NH' }),
      `${statement}/${patientAttribute}`,
      'INS_CLE',
    ],
    ['an INS without its authority', said({ [patientAttribute]: '279035121518989' }), `${statement}/${patientAttribute}`, 'INS_FORME'],
    ['another resource', said({ Ressource_URN: 'urn:dp' }), `${statement}/Ressource_URN`, 'VALEUR_HORS_LISTE'],
    ['no purpose', said({ [purposeAttribute]: undefined }), `${statement}/${purposeAttribute}`, 'CHAMP_ABSENT'],
    ['an unknown purpose', said({ [purposeAttribute]: coded('PurposeOfUse', 'recherche', purposeSystem) }), `${statement}/${purposeAttribute}`, 'CODE_INCONNU'],
    ['a purpose of another table', said({ [purposeAttribute]: coded('PurposeOfUse', 'normal', '1.2.3') }), `${statement}/${purposeAttribute}`, 'CODE_INCONNU'],
    ['a date without its offset', { issuedAt: '2026-11-22T09:00:00' }, 'Assertion/@IssueInstant', 'DATE_FORME'],
    ['nobody', { nameId: ' ' }, 'Assertion/Subject/NameID', 'CHAMP_ABSENT'],
    ['somebody without end', { nameId: '8'.repeat(3_000) }, 'Assertion/Subject/NameID', 'TROP_LONG'],
    ['no issuer', { issuer: '' }, 'Assertion/Issuer', 'CHAMP_ABSENT'],
    [
      'another recipient',
      { conditions: '<Conditions><AudienceRestriction><Audience>urn:mss</Audience></AudienceRestriction></Conditions>' },
      'Assertion/Conditions/AudienceRestriction',
      'VIHF_DESTINATAIRE',
    ],
    [
      'a condition nobody knows',
      { conditions: '<Conditions><ProxyRestriction Count="1"/></Conditions>' },
      'Assertion/Conditions/ProxyRestriction',
      'CHAMP_INCONNU',
    ],
    ['an assertion within', { more: writeVihf() }, 'Assertion/Assertion', 'CHAMP_INCONNU'],
    ['two people', { more: '<Subject><NameID>899700000009</NameID></Subject>' }, 'Assertion/Subject', 'CHAMP_REPETE'],
    ['two people in one', { nameId: '1</NameID><NameID>2' }, 'Assertion/Subject/NameID', 'CHAMP_REPETE'],
  ])('does not say %s', (_what, says, field, rule) => {
    const refused = read(says);
    expect(refused.ok).toBe(false);
    if (!refused.ok) expect(refused.findings).toContainEqual(expect.objectContaining({ field, rule }));
  });

  test('is nothing else', () => {
    for (const [bytes, rule] of [
      ['<a/>', 'VIHF_RACINE'],
      [writeVihf().replace('SAML:2.0:assertion"', 'SAML:1.0:assertion"'), 'VIHF_RACINE'],
      ['<!DOCTYPE a><a/>', 'XML_DTD'],
      [writeVihf({ more: ' '.repeat(70_000) }), 'XML_TROP_GRAND'],
    ] as const)
      expect(parseVihf(Buffer.from(bytes))).toMatchObject({ ok: false, findings: [{ rule }] });
  });
});
