// GET /fhir/Patient/:dossierId/$summary: the International Patient Summary of a record, made of what the documents this caller may read say in codes.

import { summaryKinds, writeSummary } from '@carnet/codecs/fhir';
import { summaryWording } from '@carnet/contract/wording';
import { parseDossierId } from '@carnet/domain/dossier';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import { summarise } from '../../application/read-clinical.ts';
import type { FhirCall } from './call.ts';

export async function patientSummary({ ports, caller, request, baseUrl }: FhirCall): Promise<Result<object>> {
  const id = parseDossierId((request.params as { readonly dossierId: string }).dossierId);
  if (!id.ok) return refuse('DOSSIER_INEXISTANT');
  const summary = await summarise(ports, caller, { id: id.value }, summaryKinds);
  if (!summary.ok) return summary;
  const { identity, facts, absent } = summary.value;
  return ok(
    writeSummary({
      baseUrl,
      id: ports.newId(),
      at: ports.clock.now(),
      patient: { dossierId: identity.id, ins: identity.ins, traits: identity.traits },
      facts,
      absent,
      custodian: 'Carnet',
      wording: summaryWording,
    }),
  );
}
