// A document sent part by part, at the patient's door: begun, continued from where it stopped, deposited once it is whole. Headers and statuses are
// those of draft-ietf-httpbis-resumable-upload; where a part must begin is told by the refusal of one that begins elsewhere, and needs no other call.

import {
  type DocumentDetail,
  type Upload as Shown,
  beginUploadSchema,
  patientDepositMaximumBytes,
  uploadDepositSchema,
  uploadPartMaximumBytes,
  uploadPartMinimumBytes,
} from '@carnet/contract';
import { type Result, ok, refuse, toIso } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { depositDocuments } from '../../application/deposit-documents.ts';
import { openDossier } from '../../application/open-dossier.ts';
import { type UploadPorts, arrivedUpload, beginUpload, continueUpload, dropUpload, finishUpload } from '../../application/upload-document.ts';
import type { Upload } from '../../ports/index.ts';
import { showDocument } from './documents.ts';
import type { Calls, Limiting } from './door.ts';
import { parseInput } from './parse-input.ts';
import { patientSubmission } from './patient-deposit.ts';
import type { DossierCall, WebDeps } from './web-deps.ts';

const partType = 'application/partial-upload';

export function uploadRoutes(
  app: FastifyInstance,
  { ports: common, uploadBytes }: WebDeps,
  { dossier }: Calls,
  json: { readonly bodyLimit: number },
  limited: (act: 'uploads' | 'deposits') => Limiting,
): void {
  const ports: UploadPorts = { ...common, uploadBytes };
  const uploads = '/dossiers/:dossierId/uploads';
  const one = `${uploads}/:uploadId`;
  app.addContentTypeParser(partType, { parseAs: 'buffer' }, async (_request: FastifyRequest, body: Buffer) => body);
  app.post(
    uploads,
    { ...json, ...limited('uploads'), onSend: tellBeginning },
    dossier((call, { body }) => begin(ports, call, body), 201),
  );
  app.patch(
    one,
    { bodyLimit: uploadPartMaximumBytes, onSend: tellOffset },
    dossier((call, request) => goOn(ports, call, request)),
  );
  app.delete(
    one,
    dossier(({ caller, dossier: key }, request) => dropUpload(ports, caller, key, idOf(request))),
  );
  app.post(
    `${one}/deposit`,
    { ...json, ...limited('deposits') },
    dossier((call, request) => deposit(ports, call, idOf(request), request.body), 201),
  );
}

const idOf = ({ params }: FastifyRequest): string => (params as { readonly uploadId: string }).uploadId;
const present = ({ id, size, received, until }: Upload): Shown => ({ id, size, received, until: toIso(until) });

/** Both bodies are ours: the answer, or the problem with what was expected of the offset. */
const answered = (payload: unknown): Partial<Shown> & { readonly findings?: readonly { readonly rule: string; readonly expected?: string }[] } =>
  JSON.parse(String(payload)) as ReturnType<typeof answered>;

async function tellBeginning(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (reply.statusCode !== 201) return payload;
  void reply
    .header('location', `${request.url}/${answered(payload).id ?? ''}`)
    .header('upload-limit', `max-size=${patientDepositMaximumBytes}, max-append-size=${uploadPartMaximumBytes}, min-append-size=${uploadPartMinimumBytes}`);
  return payload;
}

async function tellOffset(_request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  const { received, size, findings = [] } = answered(payload);
  const offset = received ?? findings.find(({ rule }) => rule === 'DECALAGE_FAUX')?.expected;
  if (offset !== undefined) void reply.header('upload-offset', String(offset));
  if (received !== undefined) void reply.header('upload-complete', received === size ? '?1' : '?0');
  return payload;
}

async function begin(ports: UploadPorts, { caller, dossier }: DossierCall, body: unknown): Promise<Result<Shown>> {
  const input = parseInput(beginUploadSchema, body);
  if (!input.ok) return input;
  const { size, hiddenFromRepresentants: hidden } = input.value;
  if (size > patientDepositMaximumBytes)
    return refuse('CONTENU_TROP_GRAND', [{ field: 'size', rule: 'TAILLE', given: String(size), expected: `≤ ${patientDepositMaximumBytes}` }]);
  const begun = await beginUpload(ports, caller, dossier, { size, hidden });
  return begun.ok ? ok(present(begun.value)) : begun;
}

async function goOn(ports: UploadPorts, { caller, dossier }: DossierCall, request: FastifyRequest): Promise<Result<Shown>> {
  const { body: bytes, headers } = request;
  if (!Buffer.isBuffer(bytes)) return refuse('REQUETE_MALFORMEE', [{ field: 'Content-Type', rule: 'MEDIA_TYPE', expected: partType }]);
  const offset = headers['upload-offset'];
  if (typeof offset !== 'string' || !/^\d{1,10}$/.test(offset))
    return refuse('REQUETE_MALFORMEE', [{ field: 'Upload-Offset', rule: 'FORME', expected: '≥ 0' }]);
  const kept = await continueUpload(ports, caller, dossier, idOf(request), { offset: Number(offset), bytes }, uploadPartMinimumBytes);
  return kept.ok ? ok(present(kept.value)) : kept;
}

async function deposit(ports: UploadPorts, call: DossierCall, id: string, body: unknown): Promise<Result<DocumentDetail>> {
  const { caller, dossier } = call;
  const input = parseInput(uploadDepositSchema, body);
  if (!input.ok) return input;
  const arrived = await arrivedUpload(ports, caller, dossier, id);
  if (!arrived.ok) return arrived;
  if ('document' in arrived.value) return showDocument(ports, call, arrived.value.document);
  const { upload, bytes } = arrived.value;
  const { sha256, masked, ...said } = input.value;
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) return refuse('CONTENU_REFUSE', [{ field: 'sha256', rule: 'HASH_FAUX' }]);
  const identity = await openDossier(ports, caller, dossier);
  if (!identity.ok) return identity;
  const fields = { ...said, masked: masked ? 'true' : 'false', hiddenFromRepresentants: upload.hidden ? 'true' : 'false' } as const;
  // One document, however often the answer is lost: its uniqueId is that of what was sent.
  const submission = patientSubmission(ports, identity.value, { fields, bytes }, upload.id);
  if (!submission.ok) return submission;
  const deposited = await depositDocuments(ports, caller, dossier, submission.value);
  if (!deposited.ok) return deposited;
  const { logicalId } = deposited.value.entries[0]!;
  const finished = await finishUpload(ports, caller, dossier, id, logicalId);
  return finished.ok ? showDocument(ports, call, logicalId) : finished;
}
