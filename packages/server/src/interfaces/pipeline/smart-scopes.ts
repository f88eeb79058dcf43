// Scopes of SMART App Launch 2.2 that Carnet grants, and what each lets a token ask at the FHIR doors. A scope says which interactions; the rules
// say which documents, at every access (ADR 31). What is not listed here is never granted.

/** What a token may be asked for: create, read one, change, withdraw, search. */
export type SmartInteraction = 'c' | 'r' | 'u' | 'd' | 's';
/** In whose name: the patient who connected a service, the structure itself, the person a structure names. */
export type SmartLevel = 'patient' | 'system' | 'user';

const clinicalTypes = ['Observation', 'DiagnosticReport', 'Immunization', 'AllergyIntolerance', 'MedicationStatement', 'Condition', 'Procedure'] as const;
const readableTypes = ['DocumentReference', 'Binary', 'Patient', ...clinicalTypes] as const;

const readingOf = (level: SmartLevel, types: readonly string[]): readonly string[] =>
  types.flatMap((type) => ['r', 's', 'rs'].map((interactions) => `${level}/${type}.${interactions}`));
const readingScopes = [...readingOf('patient', ['*', ...readableTypes]), 'patient/Device.r'];
const writingScopes = ['patient/DocumentReference.c'];
/** Measures: entered, corrected and withdrawn by the service that entered them. */
const measuringScopes = ['c', 'u', 'd', 'cu', 'cud'].map((interactions) => `patient/Observation.${interactions}`);
/** Being told of what is new, within what is read. */
const subscribingScopes = ['r', 's', 'rs', 'c', 'd', 'crds', 'cruds'].map((interactions) => `patient/Subscription.${interactions}`);
export const smartScopes: readonly string[] = ['launch/patient', ...readingScopes, ...writingScopes, ...measuringScopes, ...subscribingScopes];

/** Of the software of structures: what a structure's certificate may do by itself, and what the person it names may do through it. */
export const structureScopes: readonly string[] = [
  'system/DocumentReference.c',
  'system/DocumentReference.s',
  'system/DocumentReference.u',
  'system/Patient.s',
  ...readingOf('user', ['*', ...readableTypes, 'List', 'Consent', 'AuditEvent', 'Practitioner', 'PractitionerRole', 'Organization']),
  'user/DocumentReference.u',
  'user/Consent.c',
  'user/Consent.u',
  // Opens the professionals' app for the person it names (accès indirect renforcé, TD0.10).
  'launch',
];

/** Of a service opened from a record: readings, for the person who opened it, of that one record. */
export const launchScopes: readonly string[] = ['launch', ...readingScopes, ...readingOf('user', ['*', ...readableTypes])];

/** What is left of what was asked, once it is known what may be read, and what written. */
export function grantable(asked: readonly string[], agreed: { readonly reads: readonly string[]; readonly writes: readonly string[] }): readonly string[] {
  const measures = agreed.writes.includes('mesures');
  return asked.filter((scope) => {
    if (readingScopes.includes(scope)) return agreed.reads.length > 0;
    // A device of measures reads no document, and is told of none.
    if (subscribingScopes.includes(scope)) return agreed.reads.some((one) => one !== 'mesures');
    if (writingScopes.includes(scope)) return agreed.writes.some((one) => one !== 'mesures');
    return measuringScopes.includes(scope) ? measures : !structureScopes.includes(scope);
  });
}

const shape = /^(patient|system|user)\/([A-Za-z]+|\*)\.([cruds]+)$/;
export const allows = (scopes: readonly string[], level: SmartLevel, type: string, interaction: SmartInteraction): boolean =>
  scopes.some((scope) => {
    const [, at, of, interactions] = shape.exec(scope) ?? [];
    return at === level && (of === '*' || of === type) && interactions?.includes(interaction) === true;
  });
