// A CDA of level 3 about somebody of the sandbox, as small software writes it: the header of the CI-SIS, sections of text, and what some of them
// say in codes. Valid against the published schema (tests/conformance/cda-schema.test.ts).

import type { Author, UniqueId } from '@carnet/domain/document';
import { type IdentityTraits, type Ins, type Structure, psIdNatOid, structIdNatOid } from '@carnet/domain/identity';
import { type Instant, toIso } from '@carnet/domain/kernel';
import { documentTypes, systemOfType } from '@carnet/domain/terminology';

export interface CdaSection {
  readonly title: string;
  /** LOINC. */
  readonly code?: string;
  /** Paragraphs, or rows of a table under these heads. */
  readonly text: readonly string[] | { readonly heads: readonly string[]; readonly rows: readonly (readonly string[])[] };
  /** `<entry>` elements, escaped. */
  readonly entries?: string;
}
export interface SandboxCda {
  readonly uniqueId: UniqueId;
  readonly typeCode: string;
  readonly title: string;
  readonly patient: { readonly ins: Ins; readonly traits: IdentityTraits };
  readonly author: Extract<Author, { readonly kind: 'professionnel' }>;
  readonly structure: Pick<Structure, 'id' | 'name' | 'sector'>;
  readonly at: Instant;
  readonly sections: readonly CdaSection[];
}

export const hl7Time = (at: Instant): string => `${toIso(at).replaceAll(/[-:T]/g, '').slice(0, 14)}+0000`;
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escaped = (text: string): string => (/[&<>"]/.test(text) ? text.replaceAll(/[&<>"]/g, (one) => escapes[one]!) : text);
const genders = { F: 'F', M: 'M', I: 'U' } as const;

export function writeSandboxCda({ uniqueId, typeCode, title, patient: { ins, traits }, author, structure, at, sections }: SandboxCda): Uint8Array {
  const time = hl7Time(at);
  const organization = `<id root="${structIdNatOid}" extension="${structure.id}"/><name>${escaped(structure.name)}</name>`;
  const specialty = author.specialty === undefined ? '' : `<code code="${author.specialty.code}" codeSystem="${author.specialty.system}"/>`;
  const role = `<id root="${psIdNatOid}" extension="${author.id}"/>${specialty}<assignedPerson><name><family>${escaped(author.familyName)}</family><given>${escaped(author.givenName)}</given></name></assignedPerson><representedOrganization>${organization}</representedOrganization>`;
  const used = traits.usedName === undefined ? '' : `<family qualifier="CL">${escaped(traits.usedName)}</family>`;
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<realmCode code="FR"/><typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
<templateId root="2.16.840.1.113883.2.8.2.1"/><templateId root="1.2.250.1.213.1.1.1.1"/>
<id root="${uniqueId}"/>
<code code="${typeCode}" codeSystem="${systemOfType(typeCode)}" displayName="${escaped(documentTypes[typeCode]!.label)}"/>
<title>${escaped(title)}</title><effectiveTime value="${time}"/>
<confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25"/><languageCode code="fr-FR"/>
<recordTarget><patientRole><id root="${ins.oid}" extension="${ins.matricule}"/>
<patient><name><family qualifier="BR">${escaped(traits.birthName)}</family>${used}<given>${escaped(traits.birthFirstNames)}</given></name>
<administrativeGenderCode code="${genders[traits.sexe]}" codeSystem="2.16.840.1.113883.5.1"/><birthTime value="${traits.birthDate.replaceAll('-', '')}"/>
<birthplace><place><addr><county>${traits.birthPlaceCog}</county></addr></place></birthplace></patient></patientRole></recordTarget>
<author><time value="${time}"/><assignedAuthor>${role}</assignedAuthor></author>
<custodian><assignedCustodian><representedCustodianOrganization>${organization}</representedCustodianOrganization></assignedCustodian></custodian>
<legalAuthenticator><time value="${time}"/><signatureCode code="S"/><assignedEntity>${role}</assignedEntity></legalAuthenticator>
<documentationOf><serviceEvent><effectiveTime><low value="${time}"/></effectiveTime></serviceEvent></documentationOf>
<componentOf><encompassingEncounter><effectiveTime nullFlavor="NA"/><location><healthCareFacility><code code="${structure.sector}" codeSystem="1.2.250.1.71.4.2.4"/></healthCareFacility></location></encompassingEncounter></componentOf>
<component><structuredBody>
${sections.map(sectionOf).join('\n')}
</structuredBody></component>
</ClinicalDocument>
`);
}

function sectionOf({ title, code, text, entries = '' }: CdaSection): string {
  const coded = code === undefined ? '' : `<code code="${code}" codeSystem="2.16.840.1.113883.6.1"/>`;
  return `<component><section>${coded}<title>${escaped(title)}</title><text>${narrative(text)}</text>${entries}</section></component>`;
}

function narrative(text: CdaSection['text']): string {
  if (!('heads' in text)) return text.map((paragraph) => `<paragraph>${escaped(paragraph)}</paragraph>`).join('');
  const row = (cells: readonly string[], tag: 'th' | 'td'): string => `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  return `<table><thead>${row(text.heads, 'th')}</thead><tbody>${text.rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`;
}
