// Turns a patient's form into a submission set: the patient is the author, the type one of the patient's own, the format told by the bytes.

import { iheFormatSystem } from '@carnet/codecs/cda';
import { type Author, type DocumentMetadata, oidOfUuid } from '@carnet/domain/document';
import { type Instant, type Result, instantOf, invariant, ok, parseCivilDate, refuse } from '@carnet/domain/kernel';
import { classOfType, systemOfType } from '@carnet/domain/terminology';
import type { IncomingSet } from '../../application/deposit-documents.ts';
import { carnetSourceId } from '../../application/own-set.ts';
import type { DossierIdentity, Ports } from '../../ports/index.ts';
import type { DepositForm } from './deposit-form.ts';
import { type AcceptedMimeType, inspectFile } from './file-inspection.ts';

/** JDV_J60 has no code for PNG: the one of an unstructured picture stands for both, the media type tells them apart. */
const formatCodes: Readonly<Record<AcceptedMimeType, string>> = {
  'application/pdf': 'urn:ihe:iti:xds-sd:pdf:2008',
  'image/jpeg': 'urn:ihe:iti-fr:xds-sd:jpeg:2010',
  'image/png': 'urn:ihe:iti-fr:xds-sd:jpeg:2010',
};
/** TRE_A00, producers of documents who are not professionals. */
const patientExpression = { code: 'EXP_PATIENT', system: '1.2.250.1.213.1.1.4.6' } as const;

/** Noon in Paris winter time, so that the day is the same day everywhere the date is read in France. */
const noonOf = (date: string): Instant => instantOf(Date.parse(`${date}T11:00:00Z`));

/** `uniqueId`: of what may be deposited twice by who did not hear the first answer. */
export function patientSubmission(ports: Ports, identity: DossierIdentity, { fields, bytes }: DepositForm, uniqueId = ports.newId()): Result<IncomingSet> {
  const inspected = inspectFile(bytes);
  if (!inspected.ok) return inspected;
  const date = parseCivilDate(fields.serviceDate, 'serviceDate');
  if (!date.ok) return refuse('PARAMETRE_INVALIDE', date.findings);
  const now = ports.clock.now();
  if (noonOf(date.value) > now + 86_400_000) return refuse('PARAMETRE_INVALIDE', [{ field: 'serviceDate', rule: 'DATE_FUTURE' }]);
  const author = patientAuthor(identity);
  const classCode = classOfType(fields.typeCode);
  invariant(classCode !== undefined, `patient type ${fields.typeCode} has a class`);
  const metadata: DocumentMetadata = {
    uniqueId: oidOfUuid(uniqueId),
    patient: identity.ins,
    type: { code: fields.typeCode, system: systemOfType(fields.typeCode) },
    classCode,
    format: { code: formatCodes[inspected.value], system: iheFormatSystem },
    mimeType: inspected.value,
    language: 'fr-FR',
    title: fields.title,
    ...(fields.comments === undefined || fields.comments === '' ? {} : { comments: fields.comments }),
    creationTime: now,
    serviceStart: noonOf(date.value),
    authors: [author],
    legalAuthenticator: author,
    practiceSetting: patientExpression,
    eventCodes: [],
    referenceIds: [],
    visibilite: { masquePs: fields.masked === 'true', invisiblePatient: false, invisibleRepresentants: fields.hiddenFromRepresentants === 'true' },
    sha1: ports.sha1(bytes),
    size: bytes.length,
  };
  return ok({
    set: { sourceId: carnetSourceId, contentType: patientExpression, author, patient: identity.ins, title: fields.title },
    documents: [{ metadata, bytes }],
  });
}

function patientAuthor({ ins, traits }: DossierIdentity): Author {
  const givenName = traits.usedFirstName ?? traits.birthFirstNames.split(' ')[0] ?? traits.birthFirstNames;
  return { kind: 'patient', ins, familyName: traits.usedName ?? traits.birthName, givenName };
}
