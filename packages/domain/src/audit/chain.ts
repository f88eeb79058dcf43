// The chain that ties a record's traces: each hash covers the one before, so that a line altered, removed or added is named.
// hash(n) = SHA-256( hash(n−1) ‖ UTF-8 of chainInput(n) ); hash(0) is 32 zero bytes. The hashing itself is storage's.

import type { KeptTrace } from './trace.ts';

/** What a link covers in clear: every column but the sealed one, of which it covers the digest. */
export type Chained = Omit<KeptTrace, 'actorName' | 'structureName' | 'reason' | 'software' | 'documentTitle' | 'subject' | 'id'> & { readonly id: string };

/**
 * The text a link covers: the clear columns in a fixed order, then the digest of the sealed ones (hex SHA-256),
 * so that the chain can be verified without any key.
 */
export function chainInput(line: Chained, sequence: number, sealedDigest: string): string {
  const { at, action, outcome, rule, mode, dossier, document, typeCode, actorKind, actorId, profession, structureId, door, secret = false } = line;
  // A line without `authentication` is of a time when neither this, nor the request, nor the line's own id was part of the link.
  const { authentication, requestId, id } = line;
  return JSON.stringify([
    sequence,
    at,
    action,
    outcome,
    rule ?? null,
    mode,
    dossier ?? null,
    document ?? null,
    typeCode ?? null,
    actorKind,
    actorId,
    profession ?? null,
    structureId ?? null,
    door,
    secret,
    sealedDigest,
    ...(authentication === undefined ? [] : [authentication, requestId ?? null, id]),
  ]);
}
