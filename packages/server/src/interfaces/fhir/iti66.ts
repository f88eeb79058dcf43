// ITI-66, GET /fhir/List?patient.identifier=… or POST …/_search: submission sets and folders of a record, as far as this caller sees what is in
// them; and the read of one by its id.

import { type ListSearch, documentResourceId, parseDocumentResourceId, parseListSearch, writeFolder, writeSubmissionSet } from '@carnet/codecs/fhir';
import type { DossierId } from '@carnet/domain/dossier';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import { listSubmissions } from '../../application/list-submissions.ts';
import type { ListQuery, RegistryList } from '../../ports/index.ts';
import { type FhirCall, representation } from './call.ts';
import { askedOf, dossierKeyOf, pageSize, queryOf, searchset, wantsCountOnly } from './search.ts';

export async function findLists(call: FhirCall): Promise<Result<object>> {
  const query = queryOf(call.request);
  const asked = askedOf(call, parseListSearch(query));
  if (!asked.ok) return asked;
  const { search } = asked.value;
  const dossier = dossierKeyOf(call, search.patient);
  if (!dossier.ok) return dossier;
  const countOnly = wantsCountOnly(call.request, search.count);
  const page = await listSubmissions(call.ports, call.caller, dossier.value, listQuery(search, countOnly), search.withItems === true && !countOnly);
  if (!page.ok) return page;
  const { rows, documents, total, nextCursor, dossier: dossierId } = page.value;
  return ok(
    searchset(call, 'List', query, asked.value, {
      entries: rows.map((list) => listEntry(call, list, dossierId)),
      included: documents.map(({ entry, dossier: lies }) => representation(call, entry, dossierId, lies)),
      total,
      ...(nextCursor === undefined || countOnly ? {} : { nextCursor }),
    }),
  );
}

function listQuery({ patient: _patient, withItems: _withItems, count, ...filters }: ListSearch, countOnly: boolean): ListQuery {
  return { ...filters, limit: countOnly ? 0 : (count ?? pageSize) };
}

function listEntry({ baseUrl }: FhirCall, list: RegistryList, dossierId: DossierId): { readonly fullUrl: string; readonly resource: object } {
  const id = list.kind === 'folder' ? list.folder.id : list.set.id;
  const resource = list.kind === 'folder' ? writeFolder(list.folder, list.members, dossierId) : writeSubmissionSet(list.set, list.members, dossierId);
  return { fullUrl: `${baseUrl}/List/${documentResourceId(dossierId, id)}`, resource };
}

/** GET /fhir/List/:id */
export async function readList(call: FhirCall, id: string): Promise<Result<object>> {
  const address = parseDocumentResourceId(id);
  if (address === undefined) return refuse('DOCUMENT_INEXISTANT');
  const query: ListQuery = { kinds: ['submissionset', 'folder'], ids: [address.logicalId], limit: 1 };
  const page = await listSubmissions(call.ports, call.caller, { id: address.dossierId }, query, false);
  if (!page.ok) return page;
  const [list] = page.value.rows;
  return list === undefined ? refuse('DOCUMENT_INEXISTANT') : ok(listEntry(call, list, page.value.dossier).resource);
}
