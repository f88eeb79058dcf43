// ITI-41 (TD2.1, TD2.2): a submission set, all of it or nothing. The message is read, held against the assertion's patient and against what each
// document says of itself; a signature, where there is one, must be the depositor's and name exactly what was sent; the use case decides. What is wrong with a document or its metadata is told in the answer, all of it at once.

import { type ProvidedSet, parseProvideAndRegister, submittedNumbers, writeRegistryResponse } from '@carnet/codecs/xds';
import type { SoapAnswer } from '@carnet/codecs/soap';
import type { Policy } from '@carnet/domain/access';
import { type Refusal, type Result, ok, refuse } from '@carnet/domain/kernel';
import type { Ins } from '@carnet/domain/identity';
import { type IncomingSet, depositDocuments } from '../../application/deposit-documents.ts';
import { findReference } from '../../application/find-reference.ts';
import { contentFaults, recognisable } from '../pipeline/media.ts';
import type { SoapCall } from './call.ts';
import { checkLotSignature } from './lot-signature.ts';
import { answeredWith, differentPatient, errorContext, inTheirWords, patientOfCall, readOr } from './xds-call.ts';
import { notKeptWarnings } from './xds-errors.ts';

const action = 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-bResponse';

export async function provideAndRegister(call: SoapCall): Promise<Result<SoapAnswer>> {
  const refused = async ({ refusal }: { readonly refusal: Refusal }): Promise<void> => call.keepRefused(refusal, submittedNumbers(call.body));
  const context = errorContext(call, 'ITI-41');
  const patient = patientOfCall(call);
  if (!patient.ok) {
    await refused(patient);
    return patient;
  }
  const { ports } = call;
  const { policy } = await ports.law.at(ports.clock.now());
  const read = readOr(
    parseProvideAndRegister(call.body, call.parts, { sha1: ports.sha1, cumulAllowed: policy.cumulInvisiblePatientMasquePs }),
    'METADONNEES_INCOHERENTES',
  );
  const deposited = read.ok ? await deposit(call, read.value, patient.value, policy) : read;
  if (!deposited.ok) {
    await refused(deposited);
    return answeredWith(deposited.refusal, context, (errors) => ({ action, body: writeRegistryResponse('Failure', errors) }));
  }
  return ok({ action, body: writeRegistryResponse('Success', notKeptWarnings(read.ok ? read.value.notKept : [], context)) });
}

async function deposit(call: SoapCall, provided: ProvidedSet, patient: Ins, policy: Policy): Promise<Result<true>> {
  const other = differentPatient(provided.set.patient, patient, 'XDSSubmissionSet.patientId');
  if (other !== undefined) return { ok: false, refusal: other };
  const content = contentFaults(provided.documents, call.cdaSchema, {
    mediaType: (index) => `${provided.labels[index]}.mimeType`,
    inside: (index) => `${provided.labels[index]}/`,
  });
  if (content.length > 0) return refuse('CONTENU_REFUSE', content);
  const deposited = await depositDocuments(call.ports, call.caller, { ins: patient }, await incomingOf(call, provided, policy));
  if (deposited.ok) return ok(true);
  const { refusal } = deposited;
  return {
    ok: false,
    refusal: inTheirWords(refusal.code === 'IDENTIFIANT_DEJA_UTILISE' ? await whatIsTaken(call, provided, refusal, patient) : refusal, provided.labels),
  };
}

/** The signature is held against the set and its depositor, and kept beside the documents it signs, as the last of them. */
async function incomingOf(call: SoapCall, { set, documents, folders, links, signature }: ProvidedSet, { lotSignatureRequired }: Policy): Promise<IncomingSet> {
  const incoming = { set, documents: documents.map(recognisable), folders, links };
  // What files documents the record holds, and brings none, has nothing to sign.
  if (signature === undefined) return lotSignatureRequired && documents.length > 0 ? { ...incoming, signature: unsigned } : incoming;
  const lot = { uniqueId: set.uniqueId, documents: documents.map(({ metadata: { uniqueId }, bytes }) => ({ uniqueId, bytes })) };
  const place = documents.length;
  const signs = signature.signs.map((submitted) => ({ kind: 'signs', document: place, to: { submitted } }) as const);
  return {
    ...incoming,
    documents: [...incoming.documents, signature],
    links: [...links, ...signs],
    signature: await checkLotSignature(call, signature.bytes, lot),
  };
}

const unsigned = refuse('LOT_SIGNATURE_REFUSEE', [{ field: 'Signature', rule: 'LOT_SIGNATURE_ABSENTE' }]);

/**
 * A uniqueId may be taken in this record by other bytes (XDSNonIdenticalHash), or in a record that is nobody's business here. Whoever feeds may
 * look a reference up in this record (TD3.1b): if they find it, they are told which of the two it is.
 */
async function whatIsTaken({ ports, caller }: SoapCall, { documents }: ProvidedSet, refusal: Refusal, patient: Ins): Promise<Refusal> {
  const taken = documents.find(({ metadata }) => refusal.findings.some(({ given }) => given === metadata.uniqueId));
  const here = taken === undefined ? undefined : await findReference(ports, caller, { ins: patient }, taken.metadata.uniqueId);
  return here?.ok === true ? { ...refusal, findings: refusal.findings.map((finding) => ({ ...finding, rule: 'CONTENU_DIFFERENT' })) } : refusal;
}
