// The SQL twin of the document rows of the access rules (400 to 430): which entries belong to a list. One shape whatever the actor, so that
// it is planned once; everything that varies is a parameter. A property test demands row for row what `rowIsVisible` allows.
// Denies by default: an actor it does not know, or a profession without a row in the matrix, sees nothing.

import { type Permit, forbiddenTypes, isMedecinTraitant } from '@carnet/domain/access';
import { unreachable } from '@carnet/domain/kernel';
import type { Parameters } from './statement.ts';

interface Sight {
  /** Types closed to this actor; null: every type is. */
  readonly closedTypes: readonly string[] | null;
  /** Sees what is masked or was deleted as its author does. */
  readonly asAuthor: boolean;
  readonly professionnel: string | null;
  readonly maskedShown: boolean;
  readonly unannouncedShown: boolean;
}

const nothing: Sight = { closedTypes: null, asAuthor: false, professionnel: null, maskedShown: false, unannouncedShown: false };

function sightOf({ actor, dossier, mode, matrix }: Permit<'list-documents' | 'read-notices'>): Sight {
  switch (actor.kind) {
    case 'titulaire':
      return { closedTypes: [], asAuthor: false, professionnel: null, maskedShown: true, unannouncedShown: false };
    case 'professionnel':
      return {
        closedTypes: forbiddenTypes(matrix, actor.profession) ?? null,
        asAuthor: isMedecinTraitant(actor, dossier),
        professionnel: actor.id,
        maskedShown: mode !== 'normal' && dossier.choices.permitsMaskedInEmergency,
        unannouncedShown: true,
      };
    case 'structure':
      return nothing;
    default:
      return unreachable(actor);
  }
}

/** The condition on rows of document_entry named `e`, of the permit's dossier, in their latest version. */
export function visibleDocuments(permit: Permit<'list-documents' | 'read-notices'>, parameters: Parameters): string {
  const sight = sightOf(permit);
  const asAuthor = `(${parameters.add(sight.asAuthor)}::boolean OR e.author_ids @> ARRAY[${parameters.add(sight.professionnel)}]::text[])`;
  return `e.dossier_id = ${parameters.add(permit.dossier.id)}::uuid AND e.is_current
    AND e.type_code <> ALL (${parameters.add(sight.closedTypes)}::text[])
    AND (e.status <> 'Deleted' OR (e.depositor <> 'patient' AND ${asAuthor}))
    AND (NOT e.masque_ps OR ${parameters.add(sight.maskedShown)}::boolean OR ${asAuthor})
    AND (NOT e.invisible_patient OR ${parameters.add(sight.unannouncedShown)}::boolean)`;
}
