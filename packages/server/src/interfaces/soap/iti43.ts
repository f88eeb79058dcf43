// ITI-43 (TD3.2): documents of the record the assertion is about, each with its own decision and its own trace. Those that cannot be given are
// told beside those that can. What bars the whole record is a fault.

import { type DocumentRequest, type RegistryError, type RetrievedDocument, parseRetrieve, writeRetrieved } from '@carnet/codecs/xds';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { SoapAnswer } from '@carnet/codecs/soap';
import { type DocumentContent, readDocument } from '../../application/read-document.ts';
import type { SoapCall } from './call.ts';
import { answeredWith, errorContext, patientOfCall, readOr } from './xds-call.ts';
import { errorsOf, isFault } from './xds-errors.ts';

export async function retrieveDocumentSet(call: SoapCall): Promise<Result<SoapAnswer>> {
  const { ports, repositoryOid } = call;
  const context = errorContext(call, 'ITI-43');
  const patient = patientOfCall(call);
  if (!patient.ok) return patient;
  const asked = readOr(parseRetrieve(call.body), 'PARAMETRE_INVALIDE');
  if (!asked.ok) return answeredWith(asked.refusal, context, (errors) => writeRetrieved([], errors, repositoryOid));
  const { policy } = await ports.law.at(ports.clock.now());
  const documents: RetrievedDocument[] = [];
  const errors: RegistryError[] = [];
  let bytes = 0;
  for (const request of asked.value) {
    const { uniqueId } = request;
    const barred =
      request.repositoryUniqueId === repositoryOid
        ? bytes > policy.documentMaximumBytes
          ? tooMuch(request)
          : undefined
        : unknownRepository(request, repositoryOid);
    const found: Result<DocumentContent> =
      barred !== undefined
        ? { ok: false, refusal: barred }
        : uniqueId === undefined
          ? refuse('DOCUMENT_INEXISTANT', [{ field: 'DocumentUniqueId', rule: 'UNIQUE_ID_FORME' }])
          : await readDocument(ports, call.caller, { ins: patient.value }, { uniqueId });
    if (!found.ok && isFault(found.refusal, 'ITI-43')) return found;
    if (found.ok && !call.hold(found.value.bytes.length)) errors.push(...errorsOf(noRoom, context).map((error) => located(error, request)));
    else if (found.ok) {
      bytes += found.value.bytes.length;
      documents.push({ asked: request.asked, mimeType: found.value.entry.mimeType, bytes: found.value.bytes });
    } else errors.push(...errorsOf(found.refusal, context).map((error) => located(error, request)));
  }
  return ok(writeRetrieved(documents, errors, repositoryOid));
}

const unknownRepository = ({ repositoryUniqueId }: DocumentRequest, expected: string) =>
  ({
    code: 'PARAMETRE_INVALIDE',
    findings: [{ field: 'RepositoryUniqueId', rule: 'ENTREPOT_INCONNU', given: repositoryUniqueId.slice(0, 140), expected }],
  }) as const;

/** An answer holds what one document may, and the document that went past it: the others are to be asked for again. */
const tooMuch = ({ asked }: DocumentRequest) =>
  ({ code: 'CONTENU_TROP_GRAND', findings: [{ field: 'DocumentUniqueId', rule: 'REPONSE_TROP_GRANDE', given: asked.slice(0, 140) }] }) as const;

/** Too much is on its way out at this moment. */
const noRoom = { code: 'SERVICE_INDISPONIBLE', findings: [{ field: 'DocumentUniqueId', rule: 'REPONSES_EN_COURS' }] } as const;

/** Which of them: its uniqueId (ITI TF-2 §3.43.5). */
const located = (error: RegistryError, { asked }: DocumentRequest): RegistryError => ({ ...error, location: asked });
