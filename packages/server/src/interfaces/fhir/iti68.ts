// ITI-68, GET /fhir/Binary/:id: the bytes as they were deposited, in their own type, whole or a range of them; or wrapped in a Binary resource when
// FHIR is asked for. The trace is durable before the first byte leaves. Nothing is run of what is sent: a browser gets a download.

import { refuse } from '@carnet/domain/kernel';
import type { FastifyReply } from 'fastify';
import { readDocument } from '../../application/read-document.ts';
import { type FhirCall, soughtDocument } from './call.ts';
import { acceptedTypes, fhirFormOf, isKnownTag } from './negotiation.ts';
import { sendRefusal, sendResource } from './outcome.ts';

const unknown = refuse('DOCUMENT_INEXISTANT').refusal;
const notAcceptable = refuse('REQUETE_MALFORMEE', [{ field: 'Accept', rule: 'MEDIA_TYPE' }]).refusal;
const beyondTheEnd = refuse('PARAMETRE_INVALIDE', [{ field: 'Range', rule: 'PLAGE_HORS_CONTENU' }]).refusal;

export async function retrieveDocument(call: FhirCall, id: string): Promise<FastifyReply> {
  const { ports, caller, request, reply, baseUrl } = call;
  const address = soughtDocument(call, id);
  if (address === undefined) return sendRefusal(reply, unknown);
  const found = await readDocument(ports, caller, { id: address.dossierId }, { logicalId: address.logicalId });
  if (!found.ok) return sendRefusal(reply, found.refusal);
  const { entry, bytes } = found.value;
  const form = formOf(call, entry.mimeType);
  if (form === undefined) return sendRefusal(reply, notAcceptable, 406);
  // The content never changes under this address: its own hash is its tag, one for each form.
  const etag = form === 'bytes' ? `"${entry.sha1}"` : `"${entry.sha1}-fhir"`;
  void reply.header('etag', etag).header('cache-control', 'private, no-store').header('vary', 'Accept');
  if (isKnownTag(request, etag)) return reply.code(304).send();
  if (form === 'resource')
    return sendResource(reply, {
      resourceType: 'Binary',
      id,
      contentType: entry.mimeType,
      securityContext: { reference: `${baseUrl}/DocumentReference/${id}` },
      data: bytes.toString('base64'),
    });
  void reply.header('accept-ranges', 'bytes').header('content-disposition', 'attachment');
  const range = rangeOf(call, etag, bytes.length);
  if (range === undefined) return reply.type(entry.mimeType).send(bytes);
  if (range === 'beyond') return sendRefusal(reply.header('content-range', `bytes */${bytes.length}`).removeHeader('content-disposition'), beyondTheEnd, 416);
  const { from, until } = range;
  return reply
    .code(206)
    .header('content-range', `bytes ${from}-${until - 1}/${bytes.length}`)
    .type(entry.mimeType)
    .send(bytes.subarray(from, until));
}

/** One range (RFC 9110 §14.2). Several, another unit, or a condition that does not hold: the whole, as the standard allows. */
function rangeOf(
  { request: { headers, method } }: FhirCall,
  etag: string,
  size: number,
): { readonly from: number; readonly until: number } | 'beyond' | undefined {
  const condition = headers['if-range'];
  const read = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(String(headers.range ?? '').trim());
  if (read === null || method !== 'GET' || (condition !== undefined && condition !== etag)) return undefined;
  const [first, last] = [read[1]!, read[2]!];
  if (first === '' && last === '') return undefined;
  const from = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const until = first === '' || last === '' ? size : Math.min(Number(last) + 1, size);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  return from >= size || from >= until ? 'beyond' : { from, until };
}

/** The bytes themselves unless a FHIR form is preferred; undefined: neither is wanted. */
function formOf({ request }: FhirCall, mimeType: string): 'bytes' | 'resource' | undefined {
  const family = `${mimeType.split('/')[0]}/*`;
  const same = mimeType === 'text/xml' ? [mimeType, 'application/xml'] : [mimeType];
  for (const type of acceptedTypes(request)) {
    if (type === '*/*' || type === family || same.includes(type)) return 'bytes';
    if (fhirFormOf(type) !== undefined) return 'resource';
  }
  return undefined;
}
