// The sandbox listens on the loopback; what changes something there refuses a request sent by another site's page.

import { refuse } from '@carnet/domain/kernel';
import type { FastifyRequest } from 'fastify';

export const elsewhere = refuse('REQUETE_MALFORMEE', [{ field: 'Origin', rule: 'ORIGINE_REFUSEE' }]).refusal;

/** A browser says where a page that posts comes from; a program says nothing. */
export function fromElsewhere({ headers, protocol, host }: FastifyRequest): boolean {
  return headers.origin !== undefined && headers.origin !== `${protocol}://${host}`;
}
