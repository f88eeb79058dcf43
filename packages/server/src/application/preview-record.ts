// "See my record as this person sees it" (features N4): what a named professional, or somebody of a profession whom the patient does not know,
// would find at this moment in normal mode, by the same decision and the same list as theirs. The patient sees no more by it than they may:
// what awaits its announcement stays out. Somebody unknown and of no team has no agreement: what they would find with one is shown, and said so. The act is the patient's; nothing is traced or told in the name of whom they looked as.

import { type ActingProfessionnel, habilitationProfessions } from '@carnet/domain/access';
import type { Autorisation, AutorisationId } from '@carnet/domain/dossier';
import type { ProfessionCode, PsIdNat, StructIdNat, Structure } from '@carnet/domain/identity';
import { type Instant, type RefusalCode, type Result, ok, plusDays, refuse } from '@carnet/domain/kernel';
import type { Space } from '@carnet/domain/terminology';
import type { Directory, DocumentPage, DocumentQuery, DossierKey, Ports, SpaceCount } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { type Named, nameIn } from './directory-names.ts';
import { forPatientSide } from './patient-side.ts';
import { seenBy, withAccess } from './with-access.ts';

export type PreviewedAs = ({ readonly kind: 'professionnel'; readonly id: PsIdNat } | { readonly kind: 'profession'; readonly id: ProfessionCode }) & {
  /** The one they act for. */
  readonly structure?: StructIdNat;
};
export interface PreviewedRecord {
  readonly named: Named;
  readonly structureName?: string;
  readonly actor: ActingProfessionnel;
  /** The patient has given no agreement: this is what one would show. */
  readonly ifAuthorised: boolean;
  readonly seen: { readonly refused: RefusalCode } | { readonly page: DocumentPage; readonly spaces: ReadonlyMap<Space, SpaceCount> };
}

export async function previewRecord(
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  as: PreviewedAs,
  query: DocumentQuery,
): Promise<Result<PreviewedRecord>> {
  const named = await nameIn(ports, as);
  const action = forPatientSide(caller, 'read-accesses');
  return withAccess(ports, caller, { action, dossier, subject: { act: 'previewed', ...named } }, async (allowed) => {
    const { permit, tx } = allowed;
    const structure = as.structure === undefined ? undefined : await tx.directory.structure(as.structure);
    if (as.structure !== undefined && structure === undefined) return refuse('PARAMETRE_INVALIDE', [{ field: 'structure', rule: 'STRUCTURE_INCONNUE' }]);
    const actor = await actorOf(tx.directory, as, structure);
    if (!actor.ok) return actor;
    const assumed = as.kind === 'profession' && structure === undefined ? [assumedAgreement(allowed.at)] : [];
    const decision = await seenBy(allowed, actor.value, assumed);
    const seen = decision.granted
      ? { page: await tx.documents.list(decision.permit, query, permit), spaces: await tx.documents.countBySpace(decision.permit, permit) }
      : { refused: decision.shown };
    return ok({ named, actor: actor.value, seen, ifAuthorised: assumed.length > 0, ...(structure === undefined ? {} : { structureName: structure.name }) });
  });
}

/** Nobody of the directory bears it: to this record, somebody unknown. */
const nobody = '0/inconnu' as PsIdNat;
const assumedAgreement = (at: Instant): Autorisation => ({
  id: 'assumed' as AutorisationId,
  beneficiaire: { kind: 'professionnel', id: nobody },
  declaredAt: at,
  declaredBy: nobody,
  expiresAt: plusDays(at, 1),
});

async function actorOf(directory: Directory, as: PreviewedAs, structure: Structure | undefined): Promise<Result<ActingProfessionnel>> {
  const acting =
    structure === undefined ? {} : { structure: { id: structure.id, active: structure.active, ...(structure.regulates === true ? { regulates: true } : {}) } };
  if (as.kind === 'profession') {
    if (!(habilitationProfessions as readonly string[]).includes(as.id)) return refuse('PARAMETRE_INVALIDE', [{ field: 'as', rule: 'CODE_INCONNU' }]);
    const structures = structure === undefined ? [] : [structure.id];
    return ok({ kind: 'professionnel', id: nobody, profession: as.id, authentication: 'DIRECTE', active: true, structures, ...acting });
  }
  const known = await directory.professionnel(as.id);
  if (known === undefined) return refuse('PARAMETRE_INVALIDE', [{ field: 'as', rule: 'PROFESSIONNEL_INCONNU' }]);
  const { id, profession, specialty, active, structures } = known;
  return ok({
    kind: 'professionnel',
    id,
    profession,
    ...(specialty === undefined ? {} : { specialty }),
    authentication: 'DIRECTE',
    active,
    structures,
    ...acting,
  });
}
