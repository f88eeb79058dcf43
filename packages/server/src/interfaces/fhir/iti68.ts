// ITI-68, GET /fhir/Binary/:id: the bytes as they were deposited, in their own type, or wrapped in a Binary resource when JSON is asked for.
// The trace is durable before the first byte leaves. Nothing is run of what is sent: a browser gets a download.

import { parseDocumentResourceId } from '@carnet/codecs/fhir';
import { refuse } from '@carnet/domain/kernel';
import type { FastifyReply } from 'fastify';
import { readDocument } from '../../application/read-document.ts';
import type { FhirCall } from './call.ts';
import { acceptedTypes, jsonTypes } from './negotiation.ts';
import { sendRefusal, sendResource } from './outcome.ts';

const unknown = refuse('DOCUMENT_INEXISTANT').refusal;
const notAcceptable = refuse('REQUETE_MALFORMEE', [{ field: 'Accept', rule: 'MEDIA_TYPE' }]).refusal;

export async function retrieveDocument(call: FhirCall, id: string): Promise<FastifyReply> {
  const { ports, caller, reply, baseUrl } = call;
  const address = parseDocumentResourceId(id);
  if (address === undefined) return sendRefusal(reply, unknown);
  const found = await readDocument(ports, caller, { id: address.dossierId }, { logicalId: address.logicalId });
  if (!found.ok) return sendRefusal(reply, found.refusal);
  const { entry, bytes } = found.value;
  const form = formOf(call, entry.mimeType);
  if (form === undefined) return sendRefusal(reply, notAcceptable, 406);
  // The content never changes under this address: its own hash is its tag.
  const etag = `"${entry.sha1}"`;
  void reply.header('etag', etag).header('cache-control', 'private, no-store').header('vary', 'Accept');
  if (form === 'resource')
    return sendResource(reply, {
      resourceType: 'Binary',
      id,
      contentType: entry.mimeType,
      securityContext: { reference: `${baseUrl}/DocumentReference/${id}` },
      data: bytes.toString('base64'),
    });
  if (call.request.headers['if-none-match'] === etag) return reply.code(304).send();
  return reply.header('content-disposition', 'attachment').type(entry.mimeType).send(bytes);
}

/** The bytes themselves unless a FHIR form is preferred; undefined: neither is wanted. */
function formOf({ request }: FhirCall, mimeType: string): 'bytes' | 'resource' | undefined {
  const family = `${mimeType.split('/')[0]}/*`;
  const same = mimeType === 'text/xml' ? [mimeType, 'application/xml'] : [mimeType];
  for (const type of acceptedTypes(request)) {
    if (type === '*/*' || type === family || same.includes(type)) return 'bytes';
    if ((jsonTypes as readonly string[]).includes(type)) return 'resource';
  }
  return undefined;
}
