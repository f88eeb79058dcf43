// A CDA of level 1 around a PDF, an image or a text: the header the CI-SIS asks for (Volet Structuration minimale; IHE XDS-SD for the body),
// written from the sandbox's people. Level 3 comes from real programs; this is what a scanned letter becomes.

import { randomUUID } from 'node:crypto';
import { type Markup, element, text } from '@carnet/codecs/xml';
import { oidOfUuid } from '@carnet/domain/document';
import { systemOfType } from '@carnet/domain/terminology';
import type { PersonaPatient, PersonaProfessional, PersonaStructure } from '../deposit/sandbox-files.ts';
import { dtm } from './ebrim.ts';

export interface Level1 {
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  readonly patient: PersonaPatient;
  readonly author: PersonaProfessional;
  /** For whom the author writes. */
  readonly structure: PersonaStructure;
  readonly typeCode: string;
  readonly title: string;
  /** uniqueId of the document this one takes the place of. */
  readonly replaces?: string;
  readonly uniqueId?: string;
  readonly now?: Date;
}

const psOid = '1.2.250.1.71.4.2.1';
const structureOid = '1.2.250.1.71.4.2.2';
const birthDate = (iso: string): string => iso.replaceAll('-', '');
const id = (root: string, extension?: string): Markup => element('id', { root, extension });
/** CDA `id` of a uniqueId, whose extension follows a `^`. */
const idOf = (uniqueId: string): Markup => id(...(uniqueId.split('^') as [string, string?]));

export function cdaLevel1({ bytes, mimeType, patient, author, structure, typeCode, title, replaces, uniqueId, now = new Date() }: Level1): Uint8Array {
  const at = `${dtm(now)}+0000`;
  const own = uniqueId ?? oidOfUuid(randomUUID());
  const organization = (tag: string, ...more: readonly Markup[]): Markup =>
    element(
      tag,
      {},
      id(structureOid, structure.idNat),
      element('name', {}, text(structure.name)),
      element('telecom', { nullFlavor: 'NASK' }),
      element('addr', { nullFlavor: 'NASK' }),
      ...more,
    );
  const person = element(
    'assignedPerson',
    {},
    element('name', {}, element('family', {}, text(author.familyName)), element('given', {}, text(author.givenName))),
  );
  const specialty = author.specialty === undefined ? `G15_${author.profession}` : `G15_${author.profession}/${author.specialty}`;
  const authorCode = element('code', { code: specialty, codeSystem: '1.2.250.1.213.1.1.4.5', displayName: specialty });
  const contact = [element('addr', { nullFlavor: 'NASK' }), element('telecom', { nullFlavor: 'NASK' })];
  const entity = (): Markup => element('assignedEntity', {}, id(psOid, author.idNat), authorCode, ...contact, person, organization('representedOrganization'));
  const document = element(
    'ClinicalDocument',
    { 'xmlns': 'urn:hl7-org:v3', 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' },
    element('realmCode', { code: 'FR' }),
    element('typeId', { root: '2.16.840.1.113883.1.3', extension: 'POCD_HD000040' }),
    ...['2.16.840.1.113883.2.8.2.1', '1.2.250.1.213.1.1.1.1', '1.3.6.1.4.1.19376.1.2.20'].map((root) => element('templateId', { root })),
    idOf(own),
    element('code', { code: typeCode, codeSystem: systemOfType(typeCode), displayName: title }),
    element('title', {}, text(title)),
    element('effectiveTime', { value: at }),
    element('confidentialityCode', { code: 'N', displayName: 'Normal', codeSystem: '2.16.840.1.113883.5.25' }),
    element('languageCode', { code: 'fr-FR' }),
    element('setId', { root: oidOfUuid(randomUUID()) }),
    element('versionNumber', { value: 1 }),
    recordTarget(patient),
    element(
      'author',
      {},
      element('time', { value: at }),
      element('assignedAuthor', {}, id(psOid, author.idNat), authorCode, ...contact, person, organization('representedOrganization')),
    ),
    element('custodian', {}, element('assignedCustodian', {}, organization('representedCustodianOrganization'))),
    element('legalAuthenticator', {}, element('time', { value: at }), element('signatureCode', { code: 'S' }), entity()),
    element(
      'documentationOf',
      {},
      element(
        'serviceEvent',
        {},
        element('effectiveTime', {}, element('low', { value: at })),
        element(
          'performer',
          { typeCode: 'PRF' },
          element(
            'assignedEntity',
            {},
            id(psOid, author.idNat),
            organization(
              'representedOrganization',
              element('standardIndustryClassCode', { code: 'AMBULATOIRE', displayName: 'Ambulatoire', codeSystem: '1.2.250.1.213.1.1.4.9' }),
            ),
          ),
        ),
      ),
    ),
    replaces === undefined ? undefined : element('relatedDocument', { typeCode: 'RPLC' }, element('parentDocument', {}, idOf(replaces))),
    element(
      'componentOf',
      {},
      element(
        'encompassingEncounter',
        {},
        element('effectiveTime', {}, element('low', { value: at })),
        element(
          'location',
          {},
          element('healthCareFacility', {}, element('code', { code: structure.sector, displayName: structure.sector, codeSystem: '1.2.250.1.71.4.2.4' })),
        ),
      ),
    ),
    element(
      'component',
      {},
      element('nonXMLBody', {}, element('text', { mediaType: mimeType, representation: 'B64' }, text(Buffer.from(bytes).toString('base64')))),
    ),
  );
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${document}\n`);
}

function recordTarget({ ins, oid, birthName, firstNames, usedName, birthDate: born, sex, birthPlaceCog }: PersonaPatient): Markup {
  return element(
    'recordTarget',
    {},
    element(
      'patientRole',
      {},
      id(oid, ins),
      element('addr', { nullFlavor: 'NASK' }),
      element('telecom', { nullFlavor: 'NASK' }),
      element(
        'patient',
        { classCode: 'PSN' },
        element(
          'name',
          {},
          element('family', { qualifier: 'BR' }, text(birthName)),
          element('given', {}, text(firstNames)),
          element('given', { qualifier: 'BR' }, text(firstNames.split(' ')[0]!)),
          usedName === undefined ? undefined : element('family', { qualifier: 'CL' }, text(usedName)),
        ),
        element('administrativeGenderCode', { code: sex, displayName: sex === 'F' ? 'Féminin' : 'Masculin', codeSystem: '2.16.840.1.113883.5.1' }),
        element('birthTime', { value: birthDate(born) }),
        element('birthplace', {}, element('place', {}, element('addr', {}, element('county', {}, text(birthPlaceCog))))),
      ),
    ),
  );
}
