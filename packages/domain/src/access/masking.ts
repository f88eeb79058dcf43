// R.1111-49 CSP: what the patient keeps from professionals, from all of them or from some. A document is masked to someone by its own flag,
// by the switch of the reimbursements, or by a masquage that names them, their profession or a structure they work in.

import type { MasquageFrom } from '../dossier/dossier.ts';
import { reimbursementTypes, spaceOf } from '../terminology/types.ts';
import type { ActingProfessionnel, DocumentFacts, DossierFacts } from './request.ts';

export function masquageConcerns(from: MasquageFrom, professionnel: Pick<ActingProfessionnel, 'id' | 'profession' | 'structures'>): boolean {
  switch (from.kind) {
    case 'professionnel':
      return from.id === professionnel.id;
    case 'profession':
      return from.id === professionnel.profession;
    case 'structure':
      return professionnel.structures.includes(from.id);
  }
}

/** Whether the patient keeps this document from this professional; author and médecin traitant are the rule's business. */
export function isMaskedTo(professionnel: ActingProfessionnel, document: DocumentFacts, { choices, masquages }: DossierFacts): boolean {
  if (document.visibilite.masquePs) return true;
  if (choices.masksReimbursements && reimbursementTypes.includes(document.typeCode)) return true;
  return masquages.some(
    ({ from, what }) =>
      masquageConcerns(from, professionnel) && (what.kind === 'document' ? what.id === document.logicalId : what.id === spaceOf(document.typeCode)),
  );
}
