// What a document says of itself, held against what its depositor declares of it. A disagreement names every field.
// For a CDA the header is read by the codec; other formats say nothing and have none.

import { type Ins, sameIns } from '../identity/ins.ts';
import type { LocalIdentifier } from '../identity/local-identifier.ts';
import { type Finding } from '../kernel/result.ts';
import { type Instant, toIso } from '../kernel/instant.ts';
import type { Author, Coded, DocumentMetadata } from './document-entry.ts';
import type { UniqueId } from './ids.ts';

/** The header of a CDA R2 document (CI-SIS, Structuration minimale). */
export interface ContentHeader {
  readonly uniqueId: UniqueId;
  readonly type: Coded;
  readonly title: string;
  readonly creationTime: Instant;
  /** First `recordTarget/patientRole/id` under an INS OID; undefined when there is none. */
  readonly patient?: Ins;
  /** The other ids of `patientRole`, under authorities that are none of the INS. */
  readonly localIdentifiers?: readonly LocalIdentifier[];
  readonly authors: readonly Author[];
  readonly legalAuthenticator?: Author;
  /** `documentationOf/serviceEvent/effectiveTime` of the main act. */
  readonly serviceStart?: Instant;
  readonly serviceStop?: Instant;
  readonly languageCode?: string;
  /** Format derived from the CDA model (ASS_A11), or from the media type of a level 1 body. */
  readonly format?: Coded;
  readonly confidentialityCode?: string;
  /** Sector of the place of the encounter (JDV_J02), practice setting of the performer (JDV_J04), codes of the acts. */
  readonly facilityType?: Coded;
  readonly practiceSetting?: Coded;
  readonly eventCodes?: readonly Coded[];
  /** uniqueId of the document this one says it replaces (`relatedDocument[@typeCode='RPLC']`). */
  readonly replaces?: UniqueId;
  /** The one file an unstructured body (level 1) carries, as it was before it was wrapped. */
  readonly carriedFile?: Uint8Array;
}

const authorKey = (author: Author): string => (author.kind === 'patient' ? author.ins.matricule : author.id);

/** Titles are compared as people read them: white space folded, nothing else forgiven. */
const folded = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/**
 * Every field on which declaration and content disagree; empty when they agree.
 * Authors: each declared author must be one of the document's; the document may name more.
 */
export function disagreements(declared: DocumentMetadata, content: ContentHeader): readonly Finding[] {
  const findings: Finding[] = [];
  const differ = (field: string, rule: string, given: string, expected: string): void => {
    findings.push({ field, rule, given, expected });
  };
  if (content.patient === undefined) findings.push({ field: 'patientId', rule: 'INS_ABSENT', expected: 'recordTarget/patientRole/id' });
  else if (!sameIns(declared.patient, content.patient))
    differ(
      'patientId',
      'PATIENT_DIFFERENT',
      `${declared.patient.matricule} (${declared.patient.oid})`,
      `${content.patient.matricule} (${content.patient.oid})`,
    );
  if (declared.uniqueId !== content.uniqueId) differ('uniqueId', 'UNIQUE_ID_DIFFERENT', declared.uniqueId, content.uniqueId);
  if (declared.type.code !== content.type.code) differ('typeCode', 'TYPE_DIFFERENT', declared.type.code, content.type.code);
  if (folded(declared.title) !== folded(content.title)) differ('title', 'TITRE_DIFFERENT', declared.title, content.title);
  if (declared.creationTime !== content.creationTime) differ('creationTime', 'DATE_DIFFERENTE', toIso(declared.creationTime), toIso(content.creationTime));
  if (content.serviceStart !== undefined && declared.serviceStart !== content.serviceStart)
    differ('serviceStartTime', 'DATE_DIFFERENTE', toIso(declared.serviceStart), toIso(content.serviceStart));
  if (content.serviceStop !== undefined && declared.serviceStop !== undefined && declared.serviceStop !== content.serviceStop)
    differ('serviceStopTime', 'DATE_DIFFERENTE', toIso(declared.serviceStop), toIso(content.serviceStop));
  const named = new Set([...content.authors, ...(content.legalAuthenticator === undefined ? [] : [content.legalAuthenticator])].map(authorKey));
  for (const author of declared.authors) if (!named.has(authorKey(author))) differ('author', 'AUTEUR_DIFFERENT', authorKey(author), [...named].join(', '));
  if (
    declared.legalAuthenticator !== undefined &&
    content.legalAuthenticator !== undefined &&
    authorKey(declared.legalAuthenticator) !== authorKey(content.legalAuthenticator)
  )
    differ('legalAuthenticator', 'AUTEUR_DIFFERENT', authorKey(declared.legalAuthenticator), authorKey(content.legalAuthenticator));
  return findings;
}
