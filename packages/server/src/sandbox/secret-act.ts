// The one document the sandbox is born with: a minor's consultation kept from her mother, deposited as any software would, in connexion
// secrète. A small CDA R2 of ours, about fictional people.

import { iheFormatSystem } from '@carnet/codecs/cda';
import { type Author, type DocumentMetadata, oidOfUuid, visibleToAll } from '@carnet/domain/document';
import type { Instant } from '@carnet/domain/kernel';
import { systemOfType } from '@carnet/domain/terminology';
import type { IncomingSet } from '../application/deposit-documents.ts';
import type { Ports } from '../ports/index.ts';
import type { SandboxPatient } from './patients.ts';
import type { SandboxProfessional, SandboxStructure } from './professionals.ts';
import { carnetSourceId } from '../application/own-set.ts';
import { writeSandboxCda } from './cda.ts';

const typeCode = '11488-4';
const title = 'Consultation de contraception';
const narrative = 'Consultation à la demande de la patiente, qui souhaite qu’elle reste secrète. Contraception expliquée et prescrite. Revoir dans trois mois.';

export interface SecretAct {
  readonly patient: SandboxPatient;
  readonly author: SandboxProfessional;
  readonly structure: SandboxStructure;
  readonly at: Instant;
}

export function secretAct({ newId, sha1 }: Pick<Ports, 'newId' | 'sha1'>, act: SecretAct): IncomingSet {
  const uniqueId = oidOfUuid(newId());
  const author: Extract<Author, { kind: 'professionnel' }> = {
    kind: 'professionnel',
    id: act.author.id,
    familyName: act.author.familyName,
    givenName: act.author.givenName,
    specialty: { code: `G15_${act.author.profession}`, system: specialtySystem },
    institution: { id: act.structure.id, name: act.structure.name },
  };
  const { patient, structure, at } = act;
  const bytes = writeSandboxCda({ uniqueId, typeCode, title, patient, author, structure, at, sections: [{ title: 'Consultation', text: [narrative] }] });
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
