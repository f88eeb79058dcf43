// Facts drawn from documents, as read-only FHIR resources: GET /fhir/Observation?patient=… or POST …/_search, and so for each kind; the read of one
// by its id. Every answer brings the Provenance of what it tells: a resource never goes without the document it comes from.

import {
  type FactSource,
  type SearchEntry,
  parseClinicalSearch,
  parseFactResourceId,
  resourceTypes,
  writeFact,
  writeMeasure,
  writeMeasureProvenances,
  writePosition,
  writeProvenance,
} from '@carnet/codecs/fhir';
import { type ClinicalFact, type FactKind, factKinds } from '@carnet/domain/clinical';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import { type FoundFact, findFacts, readFact } from '../../application/read-clinical.ts';
import { type FhirCall, shownDossier, soughtDossier } from './call.ts';
import { measureAddress, readOneMeasure } from './measures.ts';
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
  const { facts, total, next, missing, more, ins } = page.value;
  const dossierId = shownDossier(call, page.value.dossier);
  const about = { dossierId, ins };
  const warnings = [...(missing > 0 ? [{ field: 'entry', rule: 'DOCUMENTS_ALTERES' }] : []), ...(more ? [{ field: 'total', rule: 'RECHERCHE_BORNEE' }] : [])];
  return ok(
    searchset(
      call,
      resourceTypes[kind],
      query,
      { ignored: [...asked.value.ignored, ...warnings] },
      {
        entries: facts.map((one) =>
          'fact' in one
            ? entryOf(call, one.fact, { dossierId, entry: one.source, baseUrl: call.baseUrl })
            : addressedAt(call, writeMeasure(one.measure, about)),
        ),
        included: [
          ...provenanceOf(
            call,
            dossierId,
            facts.filter((one) => 'fact' in one),
          ),
          ...writeMeasureProvenances(
            facts.flatMap((one) => ('measure' in one ? [one.measure] : [])),
            about,
          ).map((resource) => addressedAt(call, resource)),
        ],
        total,
        ...(next === undefined ? {} : { nextCursor: writePosition(next) }),
      },
    ),
  );
}

const addressedAt = ({ baseUrl }: FhirCall, resource: { readonly resourceType: string; readonly id: string }): SearchEntry => ({
  fullUrl: `${baseUrl}/${resource.resourceType}/${resource.id}`,
  resource,
});
const entryOf = (call: FhirCall, fact: ClinicalFact, source: FactSource): SearchEntry => addressedAt(call, writeFact(fact, source));

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
  const { factId } = call.request.params as { readonly factId: string };
  const measure = kind === 'observation' ? measureAddress(call, factId) : undefined;
  if (measure !== undefined) return readOneMeasure(call, measure);
  const address = parseFactResourceId(factId);
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
