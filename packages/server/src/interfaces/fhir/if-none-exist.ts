// Conditional create (R4 §3.1.0.8.1), on an identifier of the same patient's record, of a lone document or of one in a transaction: one document
// bears it, nothing is created and its place is told; several, 412. Whoever feeds need not be able to consult: its place, without the resource.

import { type DeclaredDocument, documentResourceId, parseSearch } from '@carnet/codecs/fhir';
import type { LogicalId } from '@carnet/domain/document';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import { findReference } from '../../application/find-reference.ts';
import { testExistence } from '../../application/test-existence.ts';
import type { FhirCall } from './call.ts';
import { refusalOfFindings } from './outcome.ts';

interface Condition {
  readonly text: string;
  /** Where it was written. */
  readonly field: string;
}
export interface Existing {
  /** Of its DocumentReference, and of its Binary. */
  readonly id: string;
  readonly logicalId: LogicalId;
}

/** Undefined: no document bears it. */
export async function existing({ ports, caller }: FhirCall, { metadata }: DeclaredDocument, { text, field }: Condition): Promise<Result<Existing | undefined>> {
  const read = parseSearch(text.replace(/^\?/, ''));
  if (!read.ok) return { ok: false, refusal: refusalOfFindings(read.findings, 'PARAMETRE_INVALIDE') };
  const { identifiers, patient, ...others } = read.value.search;
  const uniqueIds = identifiers?.flatMap((one) => ('uniqueId' in one ? [one.uniqueId] : [])) ?? [];
  if (uniqueIds.length === 0 || Object.keys(others).length > 0 || read.value.ignored.length > 0 || (patient !== undefined && !('ins' in patient)))
    return refuse('NON_PRIS_EN_CHARGE', [{ field, rule: 'NON_PRIS_EN_CHARGE', expected: 'identifier, patient.identifier' }]);
  const dossier = { ins: patient === undefined ? metadata.patient : patient.ins };
  const found = new Set<LogicalId>();
  for (const uniqueId of new Set(uniqueIds)) {
    const one = await findReference(ports, caller, dossier, uniqueId);
    if (one.ok) found.add(one.value.logicalId);
  }
  if (found.size > 1) return refuse('VERSION_PERIMEE', [{ field, rule: 'CARDINALITE', given: String(found.size), expected: '≤ 1' }]);
  const [logicalId] = found;
  if (logicalId === undefined) return ok(undefined);
  const existence = await testExistence(ports, caller, dossier);
  if (!existence.ok) return existence;
  return ok(existence.value.found ? { id: documentResourceId(existence.value.dossier, logicalId), logicalId } : undefined);
}
