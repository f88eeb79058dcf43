// What a professional is told before they deposit by hand: whether they may, as whom, which types, and what may be hidden from whom. Feeding needs
// no agreement of the patient, so neither does this: it reads the identity that the document will bear, and nothing of health (TD1.3a).

import { type AccessRequest, type DocumentFacts, type HabilitationMatrix, decide } from '@carnet/domain/access';
import { visibleToAll } from '@carnet/domain/document';
import { type Feeder, offeredTemplates, offeredTypes, usualTypes } from '@carnet/domain/feeding';
import { type Professionnel, type Structure, isMinor } from '@carnet/domain/identity';
import { type Result, ok } from '@carnet/domain/kernel';
import type { TemplateName } from '@carnet/domain/terminology';
import type { DossierIdentity, DossierKey, Ports } from '../ports/index.ts';
import type { Ability } from './abilities.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

/** Who signs, for which structure. */
export interface DepositAuthor {
  readonly professionnel: Professionnel;
  readonly structure: Structure;
  readonly medecinTraitant: boolean;
}
export interface DepositPlace {
  readonly identity: DossierIdentity;
  readonly may: Ability;
  /** Undefined: no professional, or one who acts for no structure. */
  readonly author?: DepositAuthor;
  /** The usual ones first. */
  readonly types: readonly string[];
  readonly usual: readonly string[];
  /** Models of documents they may write here. */
  readonly templates: readonly TemplateName[];
  /** Somebody stands for the patient, from whom a document may be hidden. */
  readonly represented: boolean;
  readonly announcementDelayDays: number;
  /** What the policy of the day lets one document be: hidden from the patient and from professionals at once. */
  readonly hiddenFromBoth: boolean;
  readonly documentMaximumBytes: number;
}

export function prepareDeposit(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<DepositPlace>> {
  return withAccess(ports, caller, { action: 'read-identity', dossier }, async ({ permit, tx, at, policy }) => {
    const { actor, mode, matrix } = permit;
    const [identity, representants] = await Promise.all([tx.dossiers.identity(permit), tx.dossiers.representants(permit)]);
    const medecinTraitant = actor.kind === 'professionnel' && permit.dossier.medecinTraitant === actor.id;
    const professionnel = actor.kind === 'professionnel' ? await tx.directory.professionnel(actor.id) : undefined;
    const structure = 'structure' in actor && actor.structure !== undefined ? await tx.directory.structure(actor.structure.id) : undefined;
    const { types, usual } = typesFor(matrix, professionnel, { medecinTraitant, sector: structure?.sector });
    const sample: DocumentFacts = {
      typeCode: types[0] ?? '11488-4',
      status: 'Approved',
      visibilite: visibleToAll,
      depositor: 'professionnel',
      depositedAt: at,
      authorIds: professionnel === undefined ? [] : [professionnel.id],
      authorStructures: structure === undefined ? [] : [structure.id],
    };
    const request: AccessRequest = { action: 'deposit', actor, mode, at, dossier: permit.dossier, document: sample, policy, matrix };
    const decision = decide(request);
    const may: Ability =
      actor.kind !== 'professionnel'
        ? // A secretariat feeds with its own software, in the name of the author: here one signs what one deposits.
          { allowed: false, because: 'FONCTION_INTERDITE' }
        : decision.granted
          ? { allowed: true }
          : { allowed: false, because: decision.shown };
    return ok({
      identity,
      may,
      ...(professionnel === undefined || structure === undefined ? {} : { author: { professionnel, structure, medecinTraitant } }),
      types,
      usual,
      templates: professionnel === undefined ? [] : offeredTemplates(professionnel.profession, types, usual),
      represented: representants.length > 0 || isMinor(identity.traits.birthDate, at),
      announcementDelayDays: policy.announcementDelayDays,
      hiddenFromBoth: policy.cumulInvisiblePatientMasquePs,
      documentMaximumBytes: policy.documentMaximumBytes,
    });
  });
}

function typesFor(
  matrix: HabilitationMatrix,
  professionnel: Professionnel | undefined,
  { medecinTraitant, sector }: Pick<Feeder, 'medecinTraitant'> & { readonly sector: string | undefined },
): Pick<DepositPlace, 'types' | 'usual'> {
  if (professionnel === undefined) return { types: [], usual: [] };
  const { profession, specialty } = professionnel;
  const offered = offeredTypes(matrix, profession);
  const feeder = { profession, medecinTraitant, ...(specialty === undefined ? {} : { specialty }), ...(sector === undefined ? {} : { sector }) };
  const usual = usualTypes(feeder).filter((typeCode) => offered.includes(typeCode));
  return { types: [...usual, ...offered.filter((typeCode) => !usual.includes(typeCode))], usual };
}
