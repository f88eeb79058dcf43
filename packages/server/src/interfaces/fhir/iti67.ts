// ITI-67, GET /fhir/DocumentReference?patient.identifier=… or POST …/_search: the documents of a record the caller may see; and the read of one
// by its id. Totals and pages count those only.

import { type DocumentReferenceSearch, parseSearch } from '@carnet/codecs/fhir';
import type { AvailabilityStatus, LogicalId } from '@carnet/domain/document';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import { listDocuments } from '../../application/list-documents.ts';
import { describeDocument } from '../../application/read-document.ts';
import type { DocumentQuery } from '../../ports/index.ts';
import { type FhirCall, representation, soughtDocument } from './call.ts';
import { etagOf } from './negotiation.ts';
import { includedPatient } from './patient.ts';
import { askedOf, dossierKeyOf, pageSize, queryOf, searchset, wantsCountOnly } from './search.ts';

export async function findDocumentReferences(call: FhirCall): Promise<Result<object>> {
  const query = queryOf(call.request);
  const asked = askedOf(call, parseSearch(query));
  if (!asked.ok) return asked;
  const { search } = asked.value;
  const dossier = dossierKeyOf(call, search.patient);
  if (!dossier.ok) return dossier;
  const page = await listDocuments(call.ports, call.caller, dossier.value, documentQuery(search));
  if (!page.ok) return page;
  const { rows, total, nextCursor, dossier: dossierId } = page.value;
  if (wantsCountOnly(call.request, search.count)) return ok(searchset(call, 'DocumentReference', query, asked.value, { entries: [], total }));
  const included = search.withPatient === true && rows[0] !== undefined ? await includedPatient(call, dossierId, rows[0].entry.patient) : ok([]);
  if (!included.ok) return included;
  const entries = rows.map(({ entry, dossier: lies }) => representation(call, entry, dossierId, lies));
  return ok(
    searchset(call, 'DocumentReference', query, asked.value, {
      entries,
      included: included.value,
      total,
      ...(nextCursor === undefined ? {} : { nextCursor }),
    }),
  );
}

/** What a search that names no status means: all but the deleted, which only an explicit question may bring (rule 410). */
const unlessAsked: readonly AvailabilityStatus[] = ['Approved', 'Archived', 'Deprecated'];

function documentQuery({ patient: _patient, withPatient: _withPatient, identifiers, count, statuses, ...filters }: DocumentReferenceSearch): DocumentQuery {
  return {
    ...filters,
    ...(identifiers === undefined
      ? {}
      : {
          identifiers: {
            uniqueIds: identifiers.flatMap((one) => ('uniqueId' in one ? [one.uniqueId] : [])),
            uuids: identifiers.flatMap((one) => ('logicalId' in one ? [one.logicalId as LogicalId] : [])),
          },
        }),
    statuses: statuses ?? unlessAsked,
    limit: count === undefined || count === 0 ? pageSize : count,
  };
}

/** GET /fhir/DocumentReference/:id */
export async function readDocumentReference(call: FhirCall, id: string): Promise<Result<object>> {
  const address = soughtDocument(call, id);
  if (address === undefined) return refuse('DOCUMENT_INEXISTANT');
  const found = await describeDocument(call.ports, call.caller, { id: address.dossierId }, { logicalId: address.logicalId });
  if (!found.ok) return found;
  const { entry } = found.value;
  void call.reply.header('etag', etagOf(entry.version)).header('last-modified', new Date(entry.changedAt).toUTCString());
  return ok(representation(call, entry, address.dossierId).resource);
}
