// Who someone is to this record and to this document: one-sentence predicates that the rules are written with.

import { autorisationIsValid, type Autorisation } from '../dossier/dossier.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AccessRequest, ActingProfessionnel, Actor, DocumentFacts, DossierFacts } from './request.ts';

/** Declared médecin traitant, or made *administrateur* by the patient: the same rights on this record (L.1111-16 CSP). */
export const isMedecinTraitant = (professionnel: ActingProfessionnel, dossier: DossierFacts | undefined): boolean =>
  dossier !== undefined && (dossier.medecinTraitant === professionnel.id || dossier.administrateurs.includes(professionnel.id));

export const isAuthor = (professionnel: ActingProfessionnel, document: DocumentFacts): boolean => document.authorIds.includes(professionnel.id);

/** Savoir-faire of TRE_R01 that make a physician a médecin du travail: médecine du travail (SM, C), its capacité. */
const occupationalSpecialties: readonly string[] = ['SM25', 'C41', 'CAPA11'];
export const isMedecinDuTravail = ({ specialty }: Pick<ActingProfessionnel, 'specialty'>): boolean =>
  specialty !== undefined && occupationalSpecialties.includes(specialty);

export const asProfessionnel = ({ actor }: AccessRequest): ActingProfessionnel | undefined => (actor.kind === 'professionnel' ? actor : undefined);

/** Given to this actor, or to a structure they are tied to: another's is worth nothing, even if it was loaded. */
function isGivenTo(actor: Actor, { beneficiaire }: Autorisation): boolean {
  switch (actor.kind) {
    case 'professionnel':
      return beneficiaire.kind === 'professionnel' ? beneficiaire.id === actor.id : actor.structures.includes(beneficiaire.id);
    case 'secretariat':
      return beneficiaire.kind === 'structure' && actor.structures.includes(beneficiaire.id);
    case 'structure':
      return beneficiaire.kind === 'structure' && beneficiaire.id === actor.id;
    default:
      return false;
  }
}

/** What R.1111-46 leaves of this actor's right at that moment. */
export function autorisationOf(actor: Actor, dossier: DossierFacts, at: Instant): 'valid' | 'ended' | 'none' {
  const own = dossier.autorisations.filter((autorisation) => isGivenTo(actor, autorisation));
  if (own.some((autorisation) => autorisationIsValid(autorisation, at))) return 'valid';
  return own.some(({ withdrawnAt, expiresAt }) => withdrawnAt === undefined && expiresAt <= at) ? 'ended' : 'none';
}

/** Express consent to this very professional (L.1111-17 IV CSP): what somebody else recorded is not one. */
export const hasExpressConsentement = (professionnel: ActingProfessionnel, dossier: DossierFacts, at: Instant): boolean =>
  dossier.autorisations.some(
    (autorisation) => autorisation.express === true && autorisation.beneficiaire.id === professionnel.id && autorisationIsValid(autorisation, at),
  );
