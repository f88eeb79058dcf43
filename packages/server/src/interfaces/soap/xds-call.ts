// What the four XDS transactions share: whom they may concern, how they read a message, and how a refusal becomes their answer or a fault.

import type { RegistryError } from '@carnet/codecs/xds';
import type { SoapAnswer } from '@carnet/codecs/soap';
import { type Ins, sameIns } from '@carnet/domain/identity';
import { type Finding, type Parsed, type Refusal, type RefusalCode, type Result, ok, refuse } from '@carnet/domain/kernel';
import type { SoapCall } from './call.ts';
import { type ErrorContext, type XdsTransaction, errorsOf, isFault } from './xds-errors.ts';

export const errorContext = ({ baseUrl }: SoapCall, transaction: XdsTransaction): ErrorContext => ({
  transaction,
  page: new URL('/docs/erreurs', baseUrl).href,
});

/** Whom the assertion names: without, none of these transactions is about anybody. */
export const patientOfCall = ({ patient }: SoapCall): Result<Ins> =>
  patient === undefined ? refuse('VIHF_INVALIDE', [{ field: 'resource-id', rule: 'RESOURCE_ID_ABSENT' }]) : ok(patient);

/** The message speaks of the patient of the assertion, and of nobody else (XDSPatientIdDoesNotMatch). */
export const differentPatient = (given: Ins | undefined, patient: Ins, field: string): Refusal | undefined =>
  given === undefined || sameIns(given, patient)
    ? undefined
    : { code: 'METADONNEES_INCOHERENTES', findings: [{ field, rule: 'PATIENT_DIFFERENT', given: given.matricule, expected: patient.matricule }] };

/** What could not be read, as a refusal: a body of another transaction is no message at all. */
export function readOr<T>(read: Parsed<T>, otherwise: RefusalCode): Result<T> {
  if (read.ok) return ok(read.value);
  return refuse(read.findings.some(({ rule }) => rule === 'CORPS_INATTENDU') ? 'REQUETE_MALFORMEE' : otherwise, read.findings);
}

/** A refusal as a fault, or as the errors of this transaction's own answer. */
export const answeredWith = (refusal: Refusal, context: ErrorContext, write: (errors: readonly RegistryError[]) => SoapAnswer): Result<SoapAnswer> =>
  isFault(refusal, context.transaction) ? { ok: false, refusal } : ok(write(errorsOf(refusal, context)));

/** The use case names documents by their place; the sender knows them by their own ids. */
export const inTheirWords = ({ findings, ...refusal }: Refusal, labels: readonly string[]): Refusal => ({
  ...refusal,
  findings: findings.map((finding): Finding => {
    if (finding.field.startsWith('submissionSet.')) return { ...finding, field: finding.field.replace('submissionSet', 'XDSSubmissionSet') };
    const [, place, name] = /^(?:document|update)\[(\d+)\]\.(.*)$/s.exec(finding.field) ?? [];
    const label = place === undefined ? (labels.length === 1 ? labels[0] : undefined) : labels[Number(place)];
    return label === undefined ? finding : { ...finding, field: `${label}.${name ?? finding.field}` };
  }),
});
