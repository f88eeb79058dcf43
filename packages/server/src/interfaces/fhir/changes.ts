// GET /fhir/DocumentReference/$changes (features N3): what is new in a record since a cursor, in one call, as a Bundle of the type `history`. Its
// link `monitor` is where to ask the next time. `_count=0` gives that link alone, for software that reads the list page by page first.

import { documentResourceId, parseChangesQuery, writeHistory } from '@carnet/codecs/fhir';
import { type Result, ok, toIso } from '@carnet/domain/kernel';
import { listChanges } from '../../application/list-changes.ts';
import { type FhirCall, representation } from './call.ts';
import { etagOf } from './negotiation.ts';
import { askedOf, dossierKeyOf, queryOf } from './search.ts';

export const changesPath = '/DocumentReference/$changes';

export async function findChanges(call: FhirCall): Promise<Result<object>> {
  const query = queryOf(call.request);
  const asked = askedOf(call, parseChangesQuery(query));
  if (!asked.ok) return asked;
  const { patient, cursor, count } = asked.value.search;
  const dossier = dossierKeyOf(call, patient);
  if (!dossier.ok) return dossier;
  const found = await listChanges(call.ports, call.caller, dossier.value, { ...(cursor === undefined ? {} : { cursor }), cursorOnly: count === 0 });
  if (!found.ok) return found;
  const { changes, dossier: dossierId, cursor: next } = found.value;
  const self = `${call.baseUrl}${changesPath}?${query}`;
  const monitor = new URL(self);
  monitor.searchParams.delete('_count');
  monitor.searchParams.set('cursor', next);
  const entries = changes.map((change) => {
    if (change.kind === 'gone') return { id: documentResourceId(dossierId, change.document), method: 'DELETE', status: '204' } as const;
    const { entry } = change.stored;
    return {
      id: documentResourceId(dossierId, entry.logicalId),
      method: change.kind === 'new' ? 'POST' : 'PATCH',
      status: change.kind === 'new' ? '201' : '200',
      etag: etagOf(entry.version),
      lastModified: toIso(entry.changedAt),
      ...representation(call, entry, dossierId),
    } as const;
  });
  return ok(writeHistory({ entries, self, monitor: monitor.href, baseUrl: call.baseUrl, type: 'DocumentReference' }));
}
