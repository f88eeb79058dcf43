// ITI-105, POST /fhir/DocumentReference: one document, its bytes in the resource. Answers 201 with the resource, or 200 when it was there
// already, byte for byte.

import { type DeclaredDocument, documentResourceId, parseDocumentReference, parseSearch, setOf } from '@carnet/codecs/fhir';
import { actorId } from '@carnet/domain/audit';
import type { LogicalId } from '@carnet/domain/document';
import { type Result, ok, refuse, toIso } from '@carnet/domain/kernel';
import { depositDocuments } from '../../application/deposit-documents.ts';
import type { IncomingLink } from '../../application/file-submission.ts';
import { findReference } from '../../application/find-reference.ts';
import { testExistence } from '../../application/test-existence.ts';
import { type FhirCall, declarationContext, mediaTypeField, representation, servedIns } from './call.ts';
import { etagOf, preferenceOf } from './negotiation.ts';
import { contentFaults, recognisable } from '../pipeline/media.ts';
import { informationOutcome, refusalOfFindings } from './outcome.ts';

/** ITI-105 names no sending system: the caller's own national number stands for it. */
const sourceIdOf = ({ caller: { actor } }: FhirCall): string => actorId(actor);

/** Nothing else of a Bundle is there to be pointed to. */
const linksOf = ({ relations = [] }: DeclaredDocument): readonly IncomingLink[] =>
  relations.flatMap(({ kind, to }) => ('entry' in to ? [] : [{ kind, document: 0, to }]));

/** Undefined value: `Prefer: return=minimal`. */
export async function publishDocument(call: FhirCall): Promise<Result<object | undefined>> {
  const { ports, caller, request, reply, baseUrl } = call;
  const context = declarationContext(call);
  const { policy } = await ports.law.at(ports.clock.now());
  const read = parseDocumentReference(request.body as Buffer, { ...context, cumulAllowed: policy.cumulInvisiblePatientMasquePs });
  if (!read.ok) return { ok: false, refusal: refusalOfFindings(read.findings, 'METADONNEES_INCOHERENTES') };
  const served = servedIns(call, read.value.metadata.patient, 'subject');
  if (!served.ok) return served;
  const there = await existing(call, read.value);
  if (!there.ok || there.value !== undefined) return there;
  const content = contentFaults([read.value], call.cdaSchema, { mediaType: () => mediaTypeField, inside: () => '' });
  if (content.length > 0) return refuse('CONTENU_REFUSE', content);
  const deposited = await depositDocuments(
    ports,
    caller,
    { ins: read.value.metadata.patient },
    { set: setOf(read.value, sourceIdOf(call), context), documents: [recognisable(read.value)], links: linksOf(read.value) },
  );
  if (!deposited.ok) return deposited;
  const { dossier, repeated, entries } = deposited.value;
  const entry = entries[0]!;
  void reply
    .code(repeated ? 200 : 201)
    .header('location', `${baseUrl}/DocumentReference/${documentResourceId(dossier, entry.logicalId)}`)
    .header('etag', etagOf(entry.version))
    .header('last-modified', new Date(toIso(entry.changedAt)).toUTCString());
  return ok(preferenceOf(request).answer === 'minimal' ? undefined : representation(call, entry, dossier).resource);
}

/**
 * Conditional create (R4 §3.1.0.8.1), on an identifier of the same patient's record: one document bears it, nothing is created and it is answered;
 * several, 412. Undefined: none, or no condition. Whoever feeds need not be able to consult: its place is told, without the resource.
 */
async function existing(call: FhirCall, { metadata }: DeclaredDocument): Promise<Result<object | undefined>> {
  const { ports, caller, request, reply, baseUrl } = call;
  const condition = request.headers['if-none-exist'];
  if (condition === undefined) return ok(undefined);
  const read = parseSearch(String(condition).replace(/^\?/, ''));
  if (!read.ok) return { ok: false, refusal: refusalOfFindings(read.findings, 'PARAMETRE_INVALIDE') };
  const { identifiers, patient, ...others } = read.value.search;
  const uniqueIds = identifiers?.flatMap((one) => ('uniqueId' in one ? [one.uniqueId] : [])) ?? [];
  if (uniqueIds.length === 0 || Object.keys(others).length > 0 || read.value.ignored.length > 0 || (patient !== undefined && !('ins' in patient)))
    return refuse('NON_PRIS_EN_CHARGE', [{ field: 'If-None-Exist', rule: 'NON_PRIS_EN_CHARGE', expected: 'identifier, patient.identifier' }]);
  const dossier = { ins: patient === undefined ? metadata.patient : patient.ins };
  const found = new Set<LogicalId>();
  for (const uniqueId of new Set(uniqueIds)) {
    const one = await findReference(ports, caller, dossier, uniqueId);
    if (one.ok) found.add(one.value.logicalId);
  }
  if (found.size > 1) return refuse('VERSION_PERIMEE', [{ field: 'If-None-Exist', rule: 'CARDINALITE', given: String(found.size), expected: '≤ 1' }]);
  if (found.size === 0) return ok(undefined);
  const [logicalId] = found;
  const existence = await testExistence(ports, caller, dossier);
  if (!existence.ok) return existence;
  if (!existence.value.found) return ok(undefined);
  void reply.header('location', `${baseUrl}/DocumentReference/${documentResourceId(existence.value.dossier, logicalId!)}`);
  return ok(informationOutcome('DEJA_PRESENT', 'If-None-Exist'));
}
