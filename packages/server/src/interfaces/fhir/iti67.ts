// ITI-67, GET /fhir/DocumentReference?patient.identifier=…: the documents of a record the caller may see; and the read of one by its id.
// Totals and pages count those only. A parameter that is not known is left out and said so, or refused on request (Prefer: handling=strict).

import { type DocumentReferenceSearch, type SearchEntry, parseDocumentResourceId, parseSearch, writeSearchset } from '@carnet/codecs/fhir';
import type { AvailabilityStatus } from '@carnet/domain/document';
import { parseDossierId } from '@carnet/domain/dossier';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import { type ListedDocuments, listDocuments } from '../../application/list-documents.ts';
import { describeDocument } from '../../application/read-document.ts';
import type { DocumentQuery, DossierKey } from '../../ports.ts';
import { type FhirCall, representation, servedIns } from './call.ts';
import { etagOf, preferenceOf } from './negotiation.ts';
import { refusalOfFindings, warningsOutcome } from './outcome.ts';

const noPatient = refuse('PARAMETRE_INVALIDE', [{ field: 'patient.identifier', rule: 'PATIENT_ABSENT' }]);
const pageSize = 50;

export async function findDocumentReferences(call: FhirCall): Promise<Result<object>> {
  const query = call.request.url.split('?').slice(1).join('?');
  const read = parseSearch(query);
  if (!read.ok) return { ok: false, refusal: refusalOfFindings(read.findings, 'PARAMETRE_INVALIDE') };
  const { search, ignored } = read.value;
  if (ignored.length > 0 && preferenceOf(call.request).strict) return refuse('PARAMETRE_INVALIDE', ignored);
  const dossier = dossierKeyOf(call, search);
  if (!dossier.ok) return dossier;
  const page = await pageOf(call, dossier.value, search);
  if (!page.ok) return page;
  const { rows, total, nextCursor, dossier: dossierId } = page.value;
  const self = `${call.baseUrl}/DocumentReference?${understood(
    query,
    ignored.map(({ field }) => field),
  )}`;
  return ok(
    writeSearchset({
      entries: rows.map(({ entry }): SearchEntry => representation(call, entry, dossierId)),
      total,
      self,
      ...(nextCursor === undefined ? {} : { next: withCursor(self, nextCursor) }),
      ...(ignored.length === 0 ? {} : { outcome: warningsOutcome(ignored) }),
    }),
  );
}

function dossierKeyOf(call: FhirCall, { patient }: DocumentReferenceSearch): Result<DossierKey> {
  if (patient === undefined) return noPatient;
  if ('ins' in patient) {
    const served = servedIns(call, patient.ins, 'patient.identifier');
    return served.ok ? ok({ ins: served.value }) : served;
  }
  const id = parseDossierId(patient.dossierId);
  return id.ok ? ok({ id: id.value }) : refuse('DOSSIER_INEXISTANT');
}

/** A UUID may be a uniqueId or a logicalId: its readings are asked one after the other, and the first that finds wins. */
async function pageOf(call: FhirCall, dossier: DossierKey, search: DocumentReferenceSearch): Promise<Result<ListedDocuments>> {
  const query = queryOf(search);
  const readings: readonly DocumentQuery[] = search.identifiers?.map((one) =>
    'uniqueId' in one ? { ...query, uniqueId: one.uniqueId } : { ...query, logicalIds: [one.logicalId] },
  ) ?? [query];
  // Identifiers that exclude one another match nothing, for whoever may ask.
  let page = await listDocuments(call.ports, call.caller, dossier, readings[0] ?? { ...query, logicalIds: [] });
  for (const reading of readings.slice(1)) {
    if (!page.ok || page.value.rows.length > 0) return page;
    page = await listDocuments(call.ports, call.caller, dossier, reading);
  }
  return page;
}

/** What a search that names no status means: all but the deleted, which only an explicit question may bring (rule 410). */
const unlessAsked: readonly AvailabilityStatus[] = ['Approved', 'Archived', 'Deprecated'];

function queryOf({ patient: _patient, identifiers: _identifiers, count, statuses, ...filters }: DocumentReferenceSearch): DocumentQuery {
  return { ...filters, statuses: statuses ?? unlessAsked, limit: count ?? pageSize };
}

/** The query as it was understood: what `self` must say. */
function understood(query: string, ignored: readonly string[]): string {
  const parameters = new URLSearchParams(query);
  for (const name of ignored) parameters.delete(name);
  return parameters.toString();
}

function withCursor(self: string, cursor: string): string {
  const url = new URL(self);
  url.searchParams.set('cursor', cursor);
  return url.href;
}

/** GET /fhir/DocumentReference/:id */
export async function readDocumentReference(call: FhirCall, id: string): Promise<Result<object>> {
  const address = parseDocumentResourceId(id);
  if (address === undefined) return refuse('DOCUMENT_INEXISTANT');
  const found = await describeDocument(call.ports, call.caller, { id: address.dossierId }, { logicalId: address.logicalId });
  if (!found.ok) return found;
  const { entry } = found.value;
  void call.reply.header('etag', etagOf(entry.version)).header('last-modified', new Date(entry.changedAt).toUTCString());
  return ok(representation(call, entry, address.dossierId).resource);
}
