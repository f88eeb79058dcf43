// Authors as XDS files them: one Classification each, its slots naming the person, the institution, the specialty and the role
// (ITI TF-3 §4.2.3.2.1). A role may be given in words: the rows of JDV_J47 say which code it is.

import type { Author, Coded, Institution } from '@carnet/domain/document';
import { codedOf, parseInstitution, parsePerson } from './hl7-types.ts';
import type { RegistryObject } from './registry-object.ts';

const french = '1.2.250.1.213.1.1.4.2.280';
const participation = '2.16.840.1.113883.5.88';
/** JDV_J47_FunctionCode_CISIS of 23/05/2025. */
const functionalRoles: readonly (readonly [code: string, system: string, display: string])[] = [
  ['CORRE', french, 'Correspondant'],
  ['PRELV', french, 'Préleveur'],
  ['ES-REF', french, 'Etablissement de santé de référence'],
  ['ES-PREF', french, 'Etablissement de santé de préférence'],
  ['HEBERG', french, "Centre d'hébergement"],
  ['ST-PS-PEC', french, 'Structures et professionnels de proximité impliqués dans les soins'],
  ['ST-COORD', french, "Structure de coordination ou d'interface ville-hôpital"],
  ['ORG-SOC', french, "Organismes sociaux et de maintien dans l'emploi"],
  ['ST-INF', french, "Structure de soutien et d'information"],
  ['ADMPHYS', participation, "Responsable de l'admission"],
  ['ATTPHYS', participation, 'Référent - Responsable du patient dans la structure de soins'],
  ['DISPHYS', participation, 'Responsable de la sortie'],
  ['PCP', participation, 'Médecin traitant'],
  ['330', '1.2.250.1.213.1.6.1.107', 'Coordonnateur de parcours'],
  ['353', '1.2.250.1.213.1.6.1.107', "Membre de l'équipe de soins"],
];
const comparable = (text: string): string => text.replaceAll('’', "'").toLowerCase();

/** Undefined: words that say no code of the value set. */
function roleOf(text: string): Coded | undefined {
  const row = functionalRoles.find(([code, , display]) => code === text || comparable(display) === comparable(text));
  return codedOf(text) ?? (row === undefined ? undefined : { code: row[0], system: row[1], display: row[2] });
}

/** Reads one author. `notKept` is given the place of a role in words that name no code. */
export function authorOf(classification: RegistryObject, notKept: string[]): Author | undefined {
  const person = classification.value('authorPerson');
  const identity = person === undefined ? undefined : classification.keep(parsePerson(person, classification.at('authorPerson')));
  const institution = institutionOf(classification);
  const specialties = classification.values('authorSpecialty', { most: 1 });
  const specialty = specialties[0] === undefined ? undefined : codedOf(specialties[0]);
  if (specialties[0] !== undefined && specialty === undefined) classification.fault('authorSpecialty', 'CODE_FORME', specialties[0], 'code^libellé^OID');
  const roles = classification.values('authorRole');
  const role = roles.map(roleOf).find((one) => one !== undefined);
  if (roles.length > 0 && role === undefined) notKept.push(classification.at('authorRole'));
  // A structure that writes in its own name has no person: it is its own author, as a lone Organization is over FHIR.
  const alone: Author | undefined =
    person === undefined && institution?.id !== undefined ? { kind: 'systeme', id: institution.id, name: institution.name } : undefined;
  const author = identity ?? alone;
  if (person === undefined && alone === undefined) classification.fault('authorPerson', 'CHAMP_ABSENT');
  return author === undefined
    ? undefined
    : {
        ...author,
        ...(institution === undefined ? {} : { institution }),
        ...(specialty === undefined ? {} : { specialty }),
        ...(role === undefined ? {} : { role }),
      };
}

function institutionOf(classification: RegistryObject): Institution | undefined {
  const given = classification.values('authorInstitution', { most: 1 });
  return given[0] === undefined ? undefined : classification.keep(parseInstitution(given[0], classification.at('authorInstitution')));
}
