// A CDA that the holder of a card of the sandbox wrote now about one of its people, and the DocumentReference it is deposited with over FHIR.

import { securityLabels, systemUrl, writeAuthor } from '@carnet/codecs/fhir';
import { type Author, oidOfUuid, uniqueIdToUrn, visibleToAll } from '@carnet/domain/document';
import { type Instant, instantOf, toIso } from '@carnet/domain/kernel';
import { classOfType, classSystem, systemOfType } from '@carnet/domain/terminology';
import { createHash } from 'node:crypto';
import { newId } from '../../new-id.ts';
import { type CdaSection, writeSandboxCda } from '../../sandbox/cda.ts';
import type { SandboxPatient } from '../../sandbox/patients.ts';
import type { SandboxProfessional, SandboxStructure } from '../../sandbox/professionals.ts';

export interface SampleContext {
  readonly patient: SandboxPatient;
  readonly author: SandboxProfessional;
  readonly structure: SandboxStructure;
  readonly at: Instant;
}
interface SampleContent {
  readonly typeCode: string;
  readonly title: string;
  readonly sections: readonly CdaSection[];
}
export interface Sample {
  readonly bytes: Uint8Array;
  readonly reference: object;
  readonly attachment: object;
  readonly author: Author;
}
export const concept = (code: string, system: string): object => ({ coding: [{ code, system: systemUrl(system) }] });

export function writeSample({ patient, author: holder, structure, at: now }: SampleContext, { typeCode, title, sections }: SampleContent): Sample {
  // A CDA says its time to the second.
  const at = instantOf(Math.floor(now / 1_000) * 1_000);
  const author: Extract<Author, { kind: 'professionnel' }> = {
    kind: 'professionnel',
    id: holder.id,
    familyName: holder.familyName,
    givenName: holder.givenName,
    specialty: { code: `G15_${holder.profession}`, system: '1.2.250.1.213.1.1.4.5' },
    institution: { id: structure.id, name: structure.name },
  };
  const uniqueId = oidOfUuid(newId());
  const bytes = writeSandboxCda({ uniqueId, typeCode, title, patient, author, structure, at, sections });
  const written = writeAuthor(author, 'author');
  const reference = {
    resourceType: 'DocumentReference',
    contained: written.contained,
    masterIdentifier: { system: 'urn:ietf:rfc:3986', value: uniqueIdToUrn(uniqueId) },
    status: 'current',
    type: concept(typeCode, systemOfType(typeCode)),
    category: [concept(classOfType(typeCode)!, classSystem)],
    subject: { reference: `Patient?identifier=urn:oid:${patient.ins.oid}|${patient.ins.matricule}` },
    date: toIso(at),
    author: [written.reference],
    authenticator: written.reference,
    securityLabel: securityLabels(visibleToAll),
    context: {
      period: { start: toIso(at) },
      facilityType: concept(structure.sector, '1.2.250.1.71.4.2.4'),
      practiceSetting: concept('ETABLISSEMENT', '1.2.250.1.213.1.1.4.9'),
    },
  };
  const attachment = {
    contentType: 'text/xml',
    language: 'fr-FR',
    size: bytes.length,
    hash: createHash('sha1').update(bytes).digest('base64'),
    title,
    creation: toIso(at),
  };
  return { bytes, reference, attachment, author };
}

export const format = { system: systemUrl('1.3.6.1.4.1.19376.1.2.3'), code: 'urn:ihe:iti:xds:2017:mimeTypeSufficient' };
export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
export const alone = ({ reference, attachment, bytes }: Sample): object => ({
  ...reference,
  content: [{ attachment: { ...attachment, data: base64(bytes) }, format }],
});
