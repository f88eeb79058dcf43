// PATCH of a DocumentReference (TD3.3a, TD3.3c): masks a document to professionals, shows it to them again, or deletes it. By its id, or on
// condition (`?identifier=…&patient.identifier=…`). If-Match is the lock; without it the change is made to the latest version.

import { type PatchContext, type PatchedEntry, parseDocumentResourceId, parseFhirPathPatch, parseJsonPatch, parseSearch } from '@carnet/codecs/fhir';
import { type DocumentEntry, type LogicalId, visibleToAll } from '@carnet/domain/document';
import type { DossierId } from '@carnet/domain/dossier';
import type { Ins } from '@carnet/domain/identity';
import { type Parsed, type Result, ok, refuse } from '@carnet/domain/kernel';
import { changeVisibility } from '../../application/change-visibility.ts';
import { deleteDocument } from '../../application/delete-document.ts';
import { listDocuments } from '../../application/list-documents.ts';
import { describeDocument } from '../../application/read-document.ts';
import type { DocumentKey, DossierKey } from '../../ports.ts';
import { type FhirCall, representation, servedIns } from './call.ts';
import { bodyType, etagOf, expectedVersion, jsonPatchType } from './negotiation.ts';
import { refusalOfFindings } from './outcome.ts';

interface Target {
  readonly dossier: DossierId;
  readonly document: LogicalId;
}

/** Undefined value: the document is deleted and there is nothing left to show. */
type Patched = Promise<Result<object | undefined>>;

export async function patchById(call: FhirCall, id: string): Patched {
  const address = parseDocumentResourceId(id);
  if (address === undefined) return refuse('DOCUMENT_INEXISTANT');
  const dossier = { id: address.dossierId };
  return deletes(call) ? remove(call, dossier, { logicalId: address.logicalId }) : patch(call, { dossier: address.dossierId, document: address.logicalId });
}

export async function patchOnCondition(call: FhirCall): Patched {
  const read = parseSearch(call.request.url.split('?').slice(1).join('?'));
  if (!read.ok) return { ok: false, refusal: refusalOfFindings(read.findings, 'PARAMETRE_INVALIDE') };
  if (read.value.ignored.length > 0) return refuse('PARAMETRE_INVALIDE', read.value.ignored);
  const { patient, identifiers = [] } = read.value.search;
  if (patient === undefined || !('ins' in patient)) return refuse('PARAMETRE_INVALIDE', [{ field: 'patient.identifier', rule: 'PATIENT_ABSENT' }]);
  const keys = identifiers.map((one): DocumentKey => ('uniqueId' in one ? { uniqueId: one.uniqueId } : { logicalId: one.logicalId }));
  if (keys[0] === undefined) return refuse('PARAMETRE_INVALIDE', [{ field: 'identifier', rule: 'CHAMP_ABSENT' }]);
  const served = servedIns(call, patient.ins, 'patient.identifier');
  if (!served.ok) return served;
  if (deletes(call)) return remove(call, { ins: served.value }, keys[0]);
  const target = await firstMatch(call, served.value, keys);
  return target.ok ? patch(call, target.value) : target;
}

/** An identifier names one document at most: none is 404 (FHIR R4 §3.1.0.9.1). */
async function firstMatch(call: FhirCall, ins: Ins, keys: readonly DocumentKey[]): Promise<Result<Target>> {
  for (const key of keys) {
    const page = await listDocuments(
      call.ports,
      call.caller,
      { ins },
      { ...('uniqueId' in key ? { uniqueId: key.uniqueId } : 'logicalId' in key ? { logicalIds: [key.logicalId] } : { logicalIds: [] }), limit: 1 },
    );
    if (!page.ok) return page;
    const first = page.value.rows[0];
    if (first !== undefined) return ok({ dossier: page.value.dossier, document: first.entry.logicalId });
  }
  return refuse('DOCUMENT_INEXISTANT');
}

/** Whoever feeds may delete what they fed without being able to consult it: the document is not read first (EX_3.3-1060). */
function deletes(call: FhirCall): boolean {
  const wanted = readPatch(call, { visibilite: visibleToAll, cumulAllowed: true });
  return wanted.ok && wanted.value.status === 'Deleted' && wanted.value.visibilite === undefined;
}

async function remove({ ports, caller, request }: FhirCall, dossier: DossierKey, document: DocumentKey): Promise<Result<undefined>> {
  const expected = expectedVersion(request);
  if (!expected.ok) return expected;
  const deleted = await deleteDocument(ports, caller, dossier, document, expected.value);
  return deleted.ok ? ok(undefined) : deleted;
}

async function patch(call: FhirCall, target: Target): Promise<Result<object>> {
  const expected = expectedVersion(call.request);
  if (!expected.ok) return expected;
  const before = await describeDocument(call.ports, call.caller, { id: target.dossier }, { logicalId: target.document });
  if (!before.ok) return before;
  const { entry } = before.value;
  const { policy } = await call.ports.law.at(call.ports.clock.now());
  const wanted = readPatch(call, { visibilite: entry.visibilite, cumulAllowed: policy.cumulInvisiblePatientMasquePs });
  if (!wanted.ok) return { ok: false, refusal: refusalOfFindings(wanted.findings, 'PARAMETRE_INVALIDE') };
  const changed = await apply(call, target, entry, wanted.value, expected.value);
  if (!changed.ok) return changed;
  void call.reply.header('etag', etagOf(changed.value.version));
  return ok(representation(call, changed.value, target.dossier).resource);
}

function readPatch({ request }: FhirCall, context: PatchContext): Parsed<PatchedEntry> {
  const body = request.body as Buffer;
  return bodyType(request) === jsonPatchType ? parseJsonPatch(body, context) : parseFhirPathPatch(body, context);
}

/** Masking is what this door changes; the rest is named as not supported rather than passed over in silence. */
async function apply(
  call: FhirCall,
  { dossier, document }: Target,
  entry: DocumentEntry,
  { visibilite, status }: PatchedEntry,
  expected: number | undefined,
): Promise<Result<DocumentEntry>> {
  if (status !== undefined && status !== entry.status) return refuse('NON_PRIS_EN_CHARGE', [{ field: 'extension(isArchived)', rule: 'NON_PRIS_EN_CHARGE' }]);
  if (
    visibilite !== undefined &&
    (visibilite.invisiblePatient !== entry.visibilite.invisiblePatient || visibilite.invisibleRepresentants !== entry.visibilite.invisibleRepresentants)
  )
    return refuse('NON_PRIS_EN_CHARGE', [{ field: 'securityLabel', rule: 'NON_PRIS_EN_CHARGE', expected: 'MASQUE_PS' }]);
  const masked = (visibilite ?? entry.visibilite).masquePs;
  return changeVisibility(call.ports, call.caller, {
    dossier: { id: dossier },
    document: { logicalId: document },
    masked,
    ...(expected === undefined ? {} : { expectedVersion: expected }),
  });
}
