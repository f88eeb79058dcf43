// ITI-81, GET /fhir/AuditEvent?patient.identifier=…&date=ge…: the lines of a record's journal that this caller may read, as the guide on the traceability
// of events writes them. A professional reads their own; the médecin traitant all of them.

import { type JournalSearch, parseJournalSearch, writeAuditEvent } from '@carnet/codecs/fhir';
import { type Result, ok } from '@carnet/domain/kernel';
import { readJournal } from '../../application/read-journal.ts';
import type { TraceQuery } from '../../ports/index.ts';
import type { FhirCall } from './call.ts';
import { askedOf, dossierKeyOf, pageSize, queryOf, searchset, wantsCountOnly } from './search.ts';

export async function findAuditEvents(call: FhirCall): Promise<Result<object>> {
  const query = queryOf(call.request);
  const asked = askedOf(call, parseJournalSearch(query));
  if (!asked.ok) return asked;
  const { search } = asked.value;
  const dossier = dossierKeyOf(call, search.patient);
  if (!dossier.ok) return dossier;
  const page = await readJournal(call.ports, call.caller, dossier.value, traceQuery(search));
  if (!page.ok) return page;
  const { rows, total, nextCursor } = page.value;
  const countOnly = wantsCountOnly(call.request, search.count);
  return ok(
    searchset(call, 'AuditEvent', query, asked.value, {
      entries: countOnly ? [] : rows.map((line) => ({ fullUrl: `urn:uuid:${line.id}`, resource: writeAuditEvent(line) })),
      total,
      ...(nextCursor === undefined || countOnly ? {} : { nextCursor }),
    }),
  );
}

const traceQuery = ({ dated = {}, agent, actions, outcome, count, cursor }: JournalSearch): TraceQuery => ({
  ...dated,
  ...(agent === undefined ? {} : { actorId: agent }),
  ...(actions === undefined ? {} : { actions }),
  ...(outcome === undefined ? {} : { outcome }),
  limit: count === undefined || count === 0 ? pageSize : count,
  ...(cursor === undefined ? {} : { cursor }),
});
