// TD0.2: is there a record for this INS, and what may the caller do with it. Tells nothing of the person.

import { type Action, autorisationStatus, decide, eachPart } from '@carnet/domain/access';
import {
  type Autorisation,
  type AutorisationStatus,
  type Closing,
  type DossierId,
  type DossierLife,
  type PatientSpace,
  autorisationIsValid,
} from '@carnet/domain/dossier';
import { type Ins, sameIns } from '@carnet/domain/identity';
import { type Instant, type Result, ok } from '@carnet/domain/kernel';
import { watchedOf } from '@carnet/domain/watch';
import type { DossierKey, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

export type Existence =
  | { readonly found: false }
  | {
      readonly found: true;
      readonly dossier: DossierId;
      /** Of a record asked for by a former INS, or by the number of a structure: the INS its person has today. */
      readonly currentIns?: Ins;
      /** Records of the same person that this one stands for (ADR 37). */
      readonly standsFor?: readonly DossierId[];
      readonly life: DossierLife;
      readonly autorisation: AutorisationStatus;
      readonly medecinTraitant: boolean;
      /** The caller's own agreement, or else the one of their care team that lasts longest. */
      readonly held?: Autorisation;
      /** Of what concerns who enters this record, what the caller may do. */
      readonly may: readonly CareAct[];
      /** Of a closed record: when, and why, where that was said. */
      readonly closing?: Closing;
      readonly space: PatientSpace;
    };

export const careActs = [
  'declare-autorisation',
  'withdraw-autorisation',
  'declare-medecin-traitant',
  'end-medecin-traitant',
  'block-professionnel',
] as const satisfies readonly Action[];
export type CareAct = (typeof careActs)[number];

export async function testExistence(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<Existence>> {
  const result = await withAccess<'test-existence', Existence>(
    ports,
    caller,
    { action: 'test-existence', dossier },
    async ({ permit, tx, at, policy, last }) => {
      last();
      const { actor, dossier: facts } = permit;
      const held = longestHeld(facts.autorisations, at);
      const [{ ins }, space, closing] = await Promise.all([
        tx.dossiers.identity(permit),
        tx.facts.space(facts.id, at),
        facts.life === 'ferme' ? tx.dossiers.closing(permit) : undefined,
        'ins' in dossier ? tx.lookUps.found(watchedOf(actor, 'test-existence'), dossier.ins) : undefined,
      ]);
      const standsFor = eachPart(permit).flatMap(({ dossier: { id, mergedInto } }) => (mergedInto === undefined ? [] : [id]));
      return ok({
        found: true,
        dossier: facts.id,
        ...('local' in dossier || ('ins' in dossier && !sameIns(dossier.ins, ins)) ? { currentIns: ins } : {}),
        ...(standsFor.length === 0 ? {} : { standsFor }),
        life: facts.life,
        autorisation: autorisationStatus(facts, actor, at),
        medecinTraitant: actor.kind === 'professionnel' && facts.medecinTraitant === actor.id,
        ...(held === undefined ? {} : { held }),
        ...(closing === undefined ? {} : { closing }),
        space,
        may: careActs.filter((action) => decide({ action, actor, mode: permit.mode, at, dossier: facts, policy, matrix: permit.matrix }).granted),
      });
    },
  );
  // Whoever may ask TD0.2 has the right to know that there is no record.
  return !result.ok && result.refusal.code === 'DOSSIER_INEXISTANT' ? ok({ found: false }) : result;
}

const longestHeld = (autorisations: readonly Autorisation[], at: Instant): Autorisation | undefined =>
  autorisations
    .filter((one) => autorisationIsValid(one, at))
    .toSorted((a, b) => Number(b.beneficiaire.kind === 'professionnel') - Number(a.beneficiaire.kind === 'professionnel') || b.expiresAt - a.expiresAt)[0];
