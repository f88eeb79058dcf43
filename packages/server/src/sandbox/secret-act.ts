// The one document the sandbox is born with: a minor's consultation kept from her mother, deposited as any software would, in connexion
// secrète. A small CDA R2 of ours, about fictional people.

import { iheFormatSystem } from '@carnet/codecs/cda';
import { type Author, type DocumentMetadata, oidOfUuid, visibleToAll } from '@carnet/domain/document';
import { psIdNatOid, structIdNatOid } from '@carnet/domain/identity';
import { type Instant, toIso } from '@carnet/domain/kernel';
import { systemOfType } from '@carnet/domain/terminology';
import type { IncomingSet } from '../application/deposit-documents.ts';
import type { Ports } from '../ports.ts';
import type { SandboxPatient } from './patients.ts';
import type { SandboxProfessional, SandboxStructure } from './professionals.ts';
import { carnetSourceId } from '../application/own-set.ts';

const typeCode = '11488-4';
const title = 'Consultation de contraception';
const narrative = 'Consultation à la demande de la patiente, qui souhaite qu’elle reste secrète. Contraception expliquée et prescrite. Revoir dans trois mois.';
const hl7Time = (at: Instant): string => `${toIso(at).replaceAll(/[-:T]/g, '').slice(0, 14)}+0000`;

export interface SecretAct {
  readonly patient: SandboxPatient;
  readonly author: SandboxProfessional;
  readonly structure: SandboxStructure;
  readonly at: Instant;
}

export function secretAct({ newId, sha1 }: Pick<Ports, 'newId' | 'sha1'>, act: SecretAct): IncomingSet {
  const uniqueId = oidOfUuid(newId());
  const bytes = new TextEncoder().encode(cdaOf(uniqueId, act));
  const author: Author = {
    kind: 'professionnel',
    id: act.author.id,
    familyName: act.author.familyName,
    givenName: act.author.givenName,
    specialty: { code: `G15_${act.author.profession}`, system: specialtySystem },
    institution: { id: act.structure.id, name: act.structure.name },
  };
  const metadata: DocumentMetadata = {
    uniqueId,
    patient: act.patient.ins,
    type: { code: typeCode, system: systemOfType(typeCode) },
    classCode: '10',
    format: { code: 'urn:ihe:iti:xds:2017:mimeTypeSufficient', system: iheFormatSystem },
    mimeType: 'text/xml',
    language: 'fr-FR',
    title,
    creationTime: act.at,
    serviceStart: act.at,
    authors: [author],
    legalAuthenticator: author,
    facilityType: { code: act.structure.sector, system: '1.2.250.1.71.4.2.4' },
    practiceSetting: { code: 'ETABLISSEMENT', system: '1.2.250.1.213.1.1.4.9' },
    eventCodes: [],
    referenceIds: [],
    visibilite: visibleToAll,
    sha1: sha1(bytes),
    size: bytes.length,
  };
  const set = {
    uniqueId: oidOfUuid(newId()),
    sourceId: carnetSourceId,
    contentType: { code: '04', system: '1.2.250.1.213.2.2' },
    author,
    patient: act.patient.ins,
    title,
  };
  return { set, documents: [{ metadata, bytes }] };
}

const specialtySystem = '1.2.250.1.213.1.1.4.5';

function cdaOf(uniqueId: string, { patient: { ins, traits }, author, structure, at }: SecretAct): string {
  const time = hl7Time(at);
  const organization = `<id root="${structIdNatOid}" extension="${structure.id}"/><name>${structure.name}</name>`;
  const role = `<id root="${psIdNatOid}" extension="${author.id}"/><code code="G15_${author.profession}" codeSystem="${specialtySystem}"/><assignedPerson><name><family>${author.familyName}</family><given>${author.givenName}</given></name></assignedPerson><representedOrganization>${organization}</representedOrganization>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3">
<realmCode code="FR"/><typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
<templateId root="2.16.840.1.113883.2.8.2.1"/><templateId root="1.2.250.1.213.1.1.1.1"/>
<id root="${uniqueId}"/>
<code code="${typeCode}" codeSystem="2.16.840.1.113883.6.1" displayName="CR ou fiche de consultation ou de visite"/>
<title>${title}</title><effectiveTime value="${time}"/>
<confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25"/><languageCode code="fr-FR"/>
<recordTarget><patientRole><id root="${ins.oid}" extension="${ins.matricule}"/>
<patient><name><family qualifier="BR">${traits.birthName}</family><given>${traits.birthFirstNames}</given></name>
<administrativeGenderCode code="${traits.sexe}" codeSystem="2.16.840.1.113883.5.1"/><birthTime value="${traits.birthDate.replaceAll('-', '')}"/>
<birthplace><place><addr><county>${traits.birthPlaceCog}</county></addr></place></birthplace></patient></patientRole></recordTarget>
<author><time value="${time}"/><assignedAuthor>${role}</assignedAuthor></author>
<custodian><assignedCustodian><representedCustodianOrganization>${organization}</representedCustodianOrganization></assignedCustodian></custodian>
<legalAuthenticator><time value="${time}"/><signatureCode code="S"/><assignedEntity>${role}</assignedEntity></legalAuthenticator>
<documentationOf><serviceEvent><effectiveTime><low value="${time}"/></effectiveTime></serviceEvent></documentationOf>
<componentOf><encompassingEncounter><effectiveTime nullFlavor="NA"/><location><healthCareFacility><code code="${structure.sector}" codeSystem="1.2.250.1.71.4.2.4"/></healthCareFacility></location></encompassingEncounter></componentOf>
<component><structuredBody><component><section><title>Consultation</title><text><paragraph>${narrative}</paragraph></text></section></component></structuredBody></component>
</ClinicalDocument>
`;
}
