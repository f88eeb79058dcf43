// Scopes of SMART App Launch 2.2 that Carnet grants, and what each lets a token ask at the FHIR door. A scope says which interactions; the
// purposes the patient agreed to say which documents, at every access (ADR 31). What is not listed here is never granted.

/** What a token may be asked for: read one, search, create. */
export type SmartInteraction = 'r' | 's' | 'c';

export const readableTypes = [
  'DocumentReference',
  'Binary',
  'Patient',
  'Observation',
  'DiagnosticReport',
  'Immunization',
  'AllergyIntolerance',
  'MedicationStatement',
  'Condition',
  'Procedure',
] as const;

const readingScopes = ['*', ...readableTypes].flatMap((type) => ['r', 's', 'rs'].map((interactions) => `patient/${type}.${interactions}`));
const writingScopes = ['patient/DocumentReference.c'];
export const smartScopes: readonly string[] = ['launch/patient', ...readingScopes, ...writingScopes];

/** What is left of what was asked, once it is known whether anything may be read, and anything written. */
export function grantable(asked: readonly string[], { reads, writes }: { readonly reads: boolean; readonly writes: boolean }): readonly string[] {
  return asked.filter((scope) => (readingScopes.includes(scope) ? reads : writingScopes.includes(scope) ? writes : true));
}

const shape = /^patient\/([A-Za-z]+|\*)\.([crs]+)$/;
export const allows = (scopes: readonly string[], type: string, interaction: SmartInteraction): boolean =>
  scopes.some((scope) => {
    const [, of, interactions] = shape.exec(scope) ?? [];
    return (of === '*' || of === type) && interactions?.includes(interaction) === true;
  });
