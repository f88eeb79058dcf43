// ITI-57 (TD3.3): changes who sees a document, or its status. All the changes of a message are made, or none.

import { parseUpdateDocumentSet, writeRegistryResponse } from '@carnet/codecs/xds';
import type { SoapAnswer } from '@carnet/codecs/soap';
import type { Ins } from '@carnet/domain/identity';
import { type Result, ok } from '@carnet/domain/kernel';
import { updateMetadata } from '../../application/update-metadata.ts';
import type { SoapCall } from './call.ts';
import { answeredWith, differentPatient, errorContext, inTheirWords, patientOfCall, readOr } from './xds-call.ts';
import { notKeptWarnings } from './xds-errors.ts';

const action = 'urn:ihe:iti:2010:UpdateDocumentSet-Response';
type Read = Extract<ReturnType<typeof parseUpdateDocumentSet>, { ok: true }>['value'];

export async function updateDocumentSet(call: SoapCall): Promise<Result<SoapAnswer>> {
  const context = errorContext(call, 'ITI-57');
  const patient = patientOfCall(call);
  if (!patient.ok) return patient;
  const { policy } = await call.ports.law.at(call.ports.clock.now());
  const read = readOr(parseUpdateDocumentSet(call.body, { cumulAllowed: policy.cumulInvisiblePatientMasquePs }), 'METADONNEES_INCOHERENTES');
  const updated = read.ok ? await update(call, read.value, patient.value) : read;
  if (!updated.ok) return answeredWith(updated.refusal, context, (errors) => ({ action, body: writeRegistryResponse('Failure', errors) }));
  return ok({ action, body: writeRegistryResponse('Success', notKeptWarnings(read.ok ? read.value.notKept : [], context)) });
}

async function update({ ports, caller }: SoapCall, { set, updates, labels }: Read, patient: Ins): Promise<Result<true>> {
  const other = differentPatient(set.patient, patient, 'XDSSubmissionSet.patientId');
  if (other !== undefined) return { ok: false, refusal: other };
  const updated = await updateMetadata(ports, caller, { ins: patient }, { set, updates });
  return updated.ok ? ok(true) : { ok: false, refusal: inTheirWords(updated.refusal, labels) };
}
