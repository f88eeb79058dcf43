// Facts drawn from documents, as read-only FHIR resources: GET /fhir/Observation?patient=… or POST …/_search, and so for each kind; the read of one
// by its id. Every answer brings the Provenance of what it tells: a resource never goes without the document it comes from.

import {
  type FactSource,
  type SearchEntry,
  parseClinicalSearch,
  parseFactResourceId,
  resourceTypes,
  writeFact,
  writePosition,
  writeProvenance,
} from '@carnet/codecs/fhir';
import { type ClinicalFact, type FactKind, factKinds } from '@carnet/domain/clinical';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import { type FoundFact, findFacts, readFact } from '../../application/read-clinical.ts';
import { type FhirCall, shownDossier, soughtDossier } from './call.ts';
import { etagOf } from './negotiation.ts';
import { askedOf, dossierKeyOf, pageSize, queryOf, searchset, wantsCountOnly } from './search.ts';
import { patientSummary } from './summary.ts';

type Interaction = (call: FhirCall) => Promise<Result<object>>;

/** By the type of the resource. */
export const clinicalSearches: Readonly<Record<string, Interaction>> = Object.fromEntries(
  factKinds.map((kind) => [resourceTypes[kind], (call: FhirCall) => searchFacts(call, kind)] as const),
);
/** By their address. */
export const clinicalReads: Readonly<Record<string, Interaction>> = {
  ...Object.fromEntries(factKinds.map((kind) => [`/${resourceTypes[kind]}/:factId`, (call: FhirCall) => readOne(call, kind)] as const)),
  '/Patient/:dossierId/$summary': patientSummary,
};

async function searchFacts(call: FhirCall, kind: FactKind): Promise<Result<object>> {
  const query = queryOf(call.request);
  const asked = askedOf(call, parseClinicalSearch(kind, query));
  if (!asked.ok) return asked;
  const { patient, count = pageSize, ...sought } = asked.value.search;
  const dossier = dossierKeyOf(call, patient);
  if (!dossier.ok) return dossier;
  const limit = wantsCountOnly(call.request, count) ? 0 : count;
  const page = await findFacts(call.ports, call.caller, dossier.value, { ...sought, limit });
  if (!page.ok) return page;
  const { facts, total, next, missing, more } = page.value;
  const dossierId = shownDossier(call, page.value.dossier);
  const warnings = [...(missing > 0 ? [{ field: 'entry', rule: 'DOCUMENTS_ALTERES' }] : []), ...(more ? [{ field: 'total', rule: 'RECHERCHE_BORNEE' }] : [])];
  return ok(
    searchset(
      call,
      resourceTypes[kind],
      query,
      { ignored: [...asked.value.ignored, ...warnings] },
      {
        entries: facts.map(({ fact, source }) => entryOf(call, fact, { dossierId, entry: source, baseUrl: call.baseUrl })),
        included: provenanceOf(call, dossierId, facts),
        total,
        ...(next === undefined ? {} : { nextCursor: writePosition(next) }),
      },
    ),
  );
}

function entryOf({ baseUrl }: FhirCall, fact: ClinicalFact, source: FactSource): SearchEntry {
  const resource = writeFact(fact, source);
  return { fullUrl: `${baseUrl}/${resource.resourceType}/${resource.id}`, resource };
}

/** One for each document. */
function provenanceOf({ baseUrl }: FhirCall, dossierId: string, facts: readonly FoundFact[]): readonly SearchEntry[] {
  const sources = new Map(facts.map(({ source }) => [source.logicalId, source]));
  return [...sources.values()].map((entry) => {
    const told = facts.filter(({ source }) => source.logicalId === entry.logicalId).map(({ fact }) => fact);
    const resource = writeProvenance(told, { dossierId, entry, baseUrl });
    return { fullUrl: `${baseUrl}/Provenance/${resource.id}`, resource };
  });
}

async function readOne(call: FhirCall, kind: FactKind): Promise<Result<object>> {
  const address = parseFactResourceId((call.request.params as { readonly factId: string }).factId);
  if (address === undefined) return refuse('DOCUMENT_INEXISTANT');
  const { dossierId, logicalId, place } = address;
  const sought = soughtDossier(call, dossierId);
  if (sought === undefined) return refuse('DOCUMENT_INEXISTANT');
  const found = await readFact(call.ports, call.caller, { id: sought }, { document: { logicalId }, kind, place });
  if (!found.ok) return found;
  if (found.value === undefined) return refuse('DOCUMENT_INEXISTANT');
  const { fact, source } = found.value;
  void call.reply.header('etag', etagOf(source.version)).header('last-modified', new Date(source.changedAt).toUTCString());
  return ok(writeFact(fact, { dossierId, entry: source, baseUrl: call.baseUrl }));
}
