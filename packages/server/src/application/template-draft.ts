// What a document written from a template may be begun with: what the record says in codes, to whoever reads it and could deposit it; and, of one that
// says how things are, the caller's own former one, whose place it may take.

import type { DocumentEntry } from '@carnet/domain/document';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { DossierKey, Ports } from '../ports/index.ts';
import { announceConsultation } from './announce-consultation.ts';
import type { Caller } from './caller.ts';
import { type Drawn, drawFrom, refusedDeposit } from './synthesis.ts';
import { withAccess } from './with-access.ts';

/** Enough to find one's own among those of others. */
const formersMaximum = 40;

export interface AskedTemplate {
  readonly typeCode: string;
  /** Of a document that renews a former one: its title, since several templates share a type. */
  readonly renews?: string;
}
export interface BegunTemplate extends Drawn {
  readonly replaces?: DocumentEntry;
}

/** Rights first: `asked` is undefined where the name given is that of no template. */
export function beginTemplate(ports: Ports, caller: Caller, dossier: DossierKey, asked: AskedTemplate | undefined): Promise<Result<BegunTemplate>> {
  return withAccess<'list-documents', BegunTemplate>(ports, caller, { action: 'list-documents', dossier, subject: { act: 'glance-read' } }, async (allowed) => {
    if (asked === undefined) return refuse('PARAMETRE_INVALIDE', [{ field: 'template', rule: 'VALEUR_HORS_LISTE' }]);
    const { typeCode, renews } = asked;
    const refused = refusedDeposit(allowed, typeCode);
    if (refused !== undefined) return refused;
    const { permit, tx } = allowed;
    const [, drawn, formers] = await Promise.all([
      announceConsultation(ports, caller, allowed),
      drawFrom(allowed),
      renews === undefined ? undefined : tx.documents.list(permit, { types: [typeCode], limit: formersMaximum }),
    ]);
    const { actor } = permit;
    const own = formers?.rows
      .map(({ entry }) => entry)
      .find(
        ({ title, authors }) =>
          title === renews && authors.some((author) => author.kind === 'professionnel' && actor.kind === 'professionnel' && author.id === actor.id),
      );
    return ok({ ...drawn, ...(own === undefined ? {} : { replaces: own }) });
  });
}
