// PATCH of a DocumentReference (TD3.3a to d): masks a document to professionals or shows it to them again, shows to the patient or to their
// representatives what was kept from them, archives, deletes. Each act has its own right and its own trace. By its id, or on
// condition (`?identifier=…&patient.identifier=…`). If-Match is the lock; without it the change is made to the latest version.

import {
  type PatchContext,
  type PatchedEntry,
  parseDocumentResourceId,
  parseFhirPathPatch,
  parseJsonPatch,
  parseSearch,
  parseXmlPatch,
} from '@carnet/codecs/fhir';
import { type LogicalId, visibleToAll } from '@carnet/domain/document';
import type { DossierId } from '@carnet/domain/dossier';
import type { Ins } from '@carnet/domain/identity';
import { type Parsed, type Result, ok, refuse } from '@carnet/domain/kernel';
import { actForStatus, actsBetween, changeDocument } from '../../application/change-document.ts';
import { listDocuments } from '../../application/list-documents.ts';
import { describeDocument } from '../../application/read-document.ts';
import type { DocumentKey, DossierKey } from '../../ports/index.ts';
import { type FhirCall, representation, servedIns } from './call.ts';
import { bodyType, etagOf, expectedVersion, jsonPatchType, xmlPatchType } from './negotiation.ts';
import { refusalOfFindings } from './outcome.ts';

interface Target {
  readonly dossier: DossierId;
  readonly document: LogicalId;
}

/** Undefined value: deleted, or put away by somebody who need not be able to consult it; there is nothing to show. */
type Patched = Promise<Result<object | undefined>>;

export async function patchById(call: FhirCall, id: string): Patched {
  const address = parseDocumentResourceId(id);
  if (address === undefined) return refuse('DOCUMENT_INEXISTANT');
  const dossier = { id: address.dossierId };
  const unread = await changeUnread(call, dossier, { logicalId: address.logicalId });
  return unread ?? patch(call, { dossier: address.dossierId, document: address.logicalId });
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
  const unread = await changeUnread(call, { ins: served.value }, keys[0]);
  if (unread !== undefined) return unread;
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

/**
 * Deleting and archiving are the author's, who may not be able to consult: the document is not read first (EX_3.3-1060). Undefined: it is
 * another change that is asked for.
 */
async function changeUnread(call: FhirCall, dossier: DossierKey, document: DocumentKey): Promise<Result<undefined> | undefined> {
  const wanted = readPatch(call, { visibilite: visibleToAll, cumulAllowed: true });
  if (!wanted.ok || wanted.value.status === undefined || wanted.value.visibilite !== undefined) return undefined;
  const expected = expectedVersion(call.request);
  if (!expected.ok) return expected;
  const act = actForStatus(wanted.value.status);
  if (act === undefined) return notSupported;
  const changed = await changeDocument(call.ports, call.caller, { dossier, document, acts: [act], ...locked(expected.value) });
  if (!changed.ok) return changed;
  if (changed.value.status !== 'Deleted') void call.reply.header('etag', etagOf(changed.value.version));
  return ok(undefined);
}

const notSupported = refuse('NON_PRIS_EN_CHARGE', [{ field: 'securityLabel', rule: 'NON_PRIS_EN_CHARGE' }]);
const locked = (version: number | undefined): { readonly expectedVersion?: number } => (version === undefined ? {} : { expectedVersion: version });

async function patch(call: FhirCall, target: Target): Promise<Result<object>> {
  const expected = expectedVersion(call.request);
  if (!expected.ok) return expected;
  const before = await describeDocument(call.ports, call.caller, { id: target.dossier }, { logicalId: target.document });
  if (!before.ok) return before;
  const { entry } = before.value;
  const { policy } = await call.ports.law.at(call.ports.clock.now());
  const wanted = readPatch(call, { visibilite: entry.visibilite, cumulAllowed: policy.cumulInvisiblePatientMasquePs });
  if (!wanted.ok) return { ok: false, refusal: refusalOfFindings(wanted.findings, 'PARAMETRE_INVALIDE') };
  // Visibility and status are two requests: the one reads the document first, the other need not.
  if (wanted.value.status !== undefined) return notSupported;
  const acts = actsBetween(entry.visibilite, wanted.value.visibilite ?? entry.visibilite, 'securityLabel');
  if (!acts.ok) return acts;
  // What is so already is still asked for, by who may ask it.
  const asked = acts.value.length > 0 ? acts.value : ([entry.visibilite.masquePs ? 'mask' : 'unmask'] as const);
  const change = { dossier: { id: target.dossier }, document: { logicalId: target.document }, acts: asked, ...locked(expected.value) };
  const changed = await changeDocument(call.ports, call.caller, change);
  if (!changed.ok) return changed;
  void call.reply.header('etag', etagOf(changed.value.version));
  return ok(representation(call, changed.value, target.dossier).resource);
}

function readPatch({ request }: FhirCall, context: PatchContext): Parsed<PatchedEntry> {
  const body = request.body as Buffer;
  const type = bodyType(request);
  return type === jsonPatchType ? parseJsonPatch(body, context) : type === xmlPatchType ? parseXmlPatch(body, context) : parseFhirPathPatch(body, context);
}
