// A file that a person sends part by part, to be deposited once it is whole. Who may not deposit begins nothing; each part, and the deposit, is
// decided anew. Its beginning is a line of the journal, its deposit another; in between nothing of the record is read or changed.

import type { DocumentFacts } from '@carnet/domain/access';
import { type LogicalId, visibleToAll } from '@carnet/domain/document';
import { type Instant, type Result, instantOf, ok, refuse } from '@carnet/domain/kernel';
import type { DossierKey, Ports, Upload, UploadBytes } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { secretForMinorsOnly } from './connexion-secrete.ts';
import { type Ask, withAccess, withAccessUnderWay } from './with-access.ts';

export type UploadPorts = Ports & { readonly uploadBytes: UploadBytes };

/** Of one person, not yet deposited: a folder of papers is sent one after the other. */
const uploadsAtOnce = 3;

/** A paper of the patient's own space: which, is told at the deposit. */
const paper = (at: Instant, hidden: boolean): DocumentFacts => ({
  typeCode: 'EXPPAT_2',
  status: 'Approved',
  visibilite: { ...visibleToAll, invisibleRepresentants: hidden },
  depositor: 'patient',
  depositedAt: at,
  authorIds: [],
  authorStructures: [],
});
const askOf = ({ clock }: Ports, dossier: DossierKey, hidden = false): Ask<'deposit'> => ({
  action: 'deposit',
  dossier,
  document: { facts: paper(clock.now(), hidden) },
});

export const beginUpload = (ports: Ports, caller: Caller, dossier: DossierKey, { size, hidden }: Pick<Upload, 'size' | 'hidden'>): Promise<Result<Upload>> =>
  withAccess(ports, caller, { ...askOf(ports, dossier, hidden), subject: { act: 'upload-begun' } }, async ({ permit, tx, at, policy }) => {
    if (hidden && caller.actor.kind === 'titulaire' && !(await tx.facts.isMinor(permit.dossier.id, at))) return secretForMinorsOnly;
    const until = instantOf(at + policy.uploadHours * 3_600_000);
    return ok(await tx.uploads.begin(permit, { id: ports.newId(), size, hidden, until }, uploadsAtOnce));
  });

const unknown = refuse('DOCUMENT_INEXISTANT', [{ field: 'uploadId', rule: 'ENVOI_INCONNU' }]);

export interface Part {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** Durable once it resolves. `smallest`: of every part but the last. */
export const continueUpload = (
  ports: UploadPorts,
  caller: Caller,
  dossier: DossierKey,
  id: string,
  { offset, bytes }: Part,
  smallest: number,
): Promise<Result<Upload>> =>
  withAccessUnderWay(ports, caller, askOf(ports, dossier), async ({ permit, tx }) => {
    const upload = await tx.uploads.find(permit, id);
    if (upload === undefined) return unknown;
    const { received, size } = upload;
    if (offset !== received)
      return refuse('TRANSITION_INTERDITE', [{ field: 'Upload-Offset', rule: 'DECALAGE_FAUX', given: String(offset), expected: String(received) }]);
    const end = offset + bytes.length;
    if (end > size) return refuse('CONTENU_TROP_GRAND', [{ field: 'file', rule: 'TAILLE', given: String(end), expected: `≤ ${size}` }]);
    if (bytes.length === 0) return ok(upload);
    if (bytes.length < smallest && end < size)
      return refuse('PARAMETRE_INVALIDE', [{ field: 'body', rule: 'PARTIE_TROP_PETITE', given: String(bytes.length), expected: `≥ ${smallest}` }]);
    return ok(await tx.uploads.append(permit, upload, await ports.uploadBytes.keepPart(permit, bytes)));
  });

/** The whole file; or the document it became already. */
export type Arrived = { readonly upload: Upload; readonly bytes: Buffer } | { readonly document: LogicalId };

export async function arrivedUpload(ports: UploadPorts, caller: Caller, dossier: DossierKey, id: string): Promise<Result<Arrived>> {
  const found = await withAccessUnderWay(ports, caller, askOf(ports, dossier), async ({ permit, tx }) => {
    const upload = await tx.uploads.find(permit, id);
    if (upload === undefined) return unknown;
    if (upload.document === undefined && upload.received < upload.size)
      return refuse('TRANSITION_INTERDITE', [{ field: 'uploadId', rule: 'ENVOI_INCOMPLET', given: String(upload.received), expected: String(upload.size) }]);
    return ok({ permit, upload, parts: await tx.uploads.parts(permit, upload) });
  });
  if (!found.ok) return found;
  const { permit, upload, parts } = found.value;
  if (upload.document !== undefined) return ok({ document: upload.document });
  const read: Buffer[] = [];
  for (const part of parts) read.push(await ports.uploadBytes.readPart(permit, part));
  return ok({ upload, bytes: Buffer.concat(read) });
}

/** Deposited: asked again, since an answer may be lost, it is this document. */
export const finishUpload = (ports: Ports, caller: Caller, dossier: DossierKey, id: string, document: LogicalId): Promise<Result<undefined>> =>
  withAccessUnderWay(ports, caller, askOf(ports, dossier), async ({ permit, tx }) => {
    const upload = await tx.uploads.find(permit, id);
    if (upload !== undefined) await tx.uploads.finish(permit, upload, document);
    return ok(undefined);
  });

export const dropUpload = (ports: Ports, caller: Caller, dossier: DossierKey, id: string): Promise<Result<undefined>> =>
  withAccessUnderWay(ports, caller, askOf(ports, dossier), async ({ permit, tx }) => ((await tx.uploads.remove(permit, id)) ? ok(undefined) : unknown));

/** Swept every hour: nobody asks for it, and nothing of a record is read. */
export const expireUploads = ({ clock, transactions }: Ports): Promise<number> => transactions.run(({ uploads }) => uploads.expire(clock.now()));
