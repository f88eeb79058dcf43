// ITI-105, POST /fhir/DocumentReference: one document, its bytes in the resource. Answers 201 with the resource, or 200 when it was there
// already, byte for byte.

import { type DeclaredDocument, documentResourceId, parseDocumentReference, setOf } from '@carnet/codecs/fhir';
import { actorId } from '@carnet/domain/audit';
import { sameIns } from '@carnet/domain/identity';
import { type Result, ok, refuse, toIso } from '@carnet/domain/kernel';
import { depositDocuments } from '../../application/deposit-documents.ts';
import type { IncomingLink } from '../../application/file-submission.ts';
import { type FhirCall, declarationContext, mediaTypeField, representation, servedIns, shownDossier } from './call.ts';
import { existing } from './if-none-exist.ts';
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
  // A token is for one record, whoever else paired the same service.
  if (call.app !== undefined && !sameIns(read.value.metadata.patient, call.app.ins)) return refuse('DOSSIER_INEXISTANT');
  const condition = request.headers['if-none-exist'];
  const there = condition === undefined ? ok(undefined) : await existing(call, read.value, { text: String(condition), field: 'If-None-Exist' });
  if (!there.ok) return there;
  if (there.value !== undefined) {
    void reply.header('location', `${baseUrl}/DocumentReference/${there.value.id}`);
    return ok(informationOutcome('DEJA_PRESENT', 'If-None-Exist'));
  }
  const content = contentFaults([read.value], call.cdaSchema, { mediaType: () => mediaTypeField, inside: () => '' });
  if (content.length > 0) return refuse('CONTENU_REFUSE', content);
  const deposited = await depositDocuments(ports, caller, call.app === undefined ? { ins: read.value.metadata.patient } : { id: call.app.dossier }, {
    set: setOf(read.value, sourceIdOf(call)),
    documents: [recognisable(read.value)],
    links: linksOf(read.value),
  });
  if (!deposited.ok) return deposited;
  const { dossier, repeated, entries } = deposited.value;
  const entry = entries[0]!;
  void reply
    .code(repeated ? 200 : 201)
    .header('location', `${baseUrl}/DocumentReference/${documentResourceId(shownDossier(call, dossier), entry.logicalId)}`)
    .header('etag', etagOf(entry.version))
    .header('last-modified', new Date(toIso(entry.changedAt)).toUTCString());
  return ok(preferenceOf(request).answer === 'minimal' ? undefined : representation(call, entry, dossier).resource);
}
