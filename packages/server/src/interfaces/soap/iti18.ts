// ITI-18 (TD3.1): a stored query about the record of the assertion. The reference of documents known by their uniqueId (TD3.1b) is looked up one
// by one, for whoever feeds without consulting; everything else is a consultation of the list.

import { type AskedQuery, parseAdhocQuery, queryResponseAction as action, writeFoundReferences, writeQueryAnswer, writeQueryFailure } from '@carnet/codecs/xds';
import type { SoapAnswer } from '@carnet/codecs/soap';
import type { UniqueId } from '@carnet/domain/document';
import type { Ins } from '@carnet/domain/identity';
import { type Refusal, type Result, ok, refuse } from '@carnet/domain/kernel';
import { findReference } from '../../application/find-reference.ts';
import { queryRegistry } from '../../application/query-registry.ts';
import type { SoapCall } from './call.ts';
import { answeredWith, differentPatient, errorContext, patientOfCall, readOr } from './xds-call.ts';

export async function registryStoredQuery(call: SoapCall): Promise<Result<SoapAnswer>> {
  const context = errorContext(call, 'ITI-18');
  const patient = patientOfCall(call);
  if (!patient.ok) return patient;
  const asked = readOr(parseAdhocQuery(call.body), 'PARAMETRE_INVALIDE');
  const found = asked.ok ? await find(call, asked.value, patient.value) : asked;
  return found.ok ? found : answeredWith(found.refusal, context, (errors) => ({ action, body: writeQueryFailure(errors) }));
}

async function find(call: SoapCall, { query, returns, patient: named }: AskedQuery, patient: Ins): Promise<Result<SoapAnswer>> {
  const other = differentPatient(
    named,
    patient,
    `$XDS${query.name === 'FindSubmissionSets' ? 'SubmissionSet' : query.name === 'FindFolders' ? 'Folder' : 'DocumentEntry'}PatientId`,
  );
  if (other !== undefined) return { ok: false, refusal: other };
  if (query.name === 'GetDocuments' && returns === 'ObjectRef' && query.ids.by === 'uniqueId') return references(call, query.ids.values, patient);
  const found = await queryRegistry(call.ports, call.caller, { ins: patient }, query, returns);
  if (!found.ok) return found;
  const { tooMany } = found.value;
  if (tooMany !== undefined) return refuse('PARAMETRE_INVALIDE', [{ field: 'AdhocQuery', rule: 'TROP_DE_RESULTATS', expected: `≤ ${tooMany.maximum}` }]);
  return ok({ action, body: writeQueryAnswer(found.value, returns, { repositoryUniqueId: call.repositoryOid }) });
}

const unknown: readonly Refusal['code'][] = ['DOCUMENT_INEXISTANT', 'DOCUMENT_SUPPRIME'];

/** TD3.1b. One that is not there, or not to be known of, is left out of the answer. */
async function references({ ports, caller }: SoapCall, uniqueIds: readonly UniqueId[], patient: Ins): Promise<Result<SoapAnswer>> {
  const entryUuids: string[] = [];
  for (const uniqueId of new Set(uniqueIds)) {
    const found = await findReference(ports, caller, { ins: patient }, uniqueId);
    if (found.ok) entryUuids.push(found.value.entryUuid);
    else if (!unknown.includes(found.refusal.code)) return found;
  }
  return ok({ action, body: writeFoundReferences(entryUuids) });
}
