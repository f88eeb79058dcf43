// Somebody does not want a record opened: said with the code they were sent, or to somebody who records it with what proves it. Kept with who,
// when and how, in the journal their record would have. Once a record is open it is closed instead (TD1.4).

import { type CardTraits, type DossierId, isThem } from '@carnet/domain/dossier';
import type { Ins } from '@carnet/domain/identity';
import { type CivilDate, type Instant, type Result, ok, refuse } from '@carnet/domain/kernel';
import type { OppositionMeans } from '@carnet/domain/terminology';
import type { Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { withAccessAcross } from './with-access.ts';

const longestProof = 500;

/** `opened`: there is a record already. */
export type Opposition = { readonly kind: 'recorded'; readonly at: Instant } | { readonly kind: 'opened' };
export interface OppositionAsked {
  readonly means: OppositionMeans;
  /** Asked for where somebody else than the person records it. */
  readonly proof?: string;
}

/** Refuses `INS_INCONNU_ASSURANCE` where the insurer knows nobody by this number and these traits. */
export function recordOpposition(
  ports: Ports,
  caller: Caller,
  who: { readonly candidates: readonly Ins[]; readonly traits: CardTraits },
  asked: OppositionAsked,
): Promise<Result<Opposition>> {
  return recorded(ports, caller, asked, async ({ permit, tx }) => {
    for (const ins of who.candidates) {
      const assure = await tx.assures.find(permit, ins);
      if (assure !== undefined && isThem(who.traits, assure.traits)) return assure.id;
    }
    return undefined;
  });
}

export interface CodeFound {
  readonly name: string;
  readonly opensOn: CivilDate;
  readonly state: 'waiting' | 'opposed' | 'opened';
}

/** What the code is for. Undefined: no such code. */
export async function findOppositionCode(ports: Ports, caller: Caller, code: string): Promise<Result<CodeFound | undefined>> {
  return withAccessAcross<'find-assure', CodeFound | undefined>(ports, caller, 'find-assure', async ({ permit, tx }) => {
    const found = await tx.openings.byCode(code);
    const assure = found && (await tx.assures.read(permit, found.dossier));
    if (found === undefined || assure === undefined) return ok(undefined);
    const opened = (await tx.facts.dossier({ id: found.dossier }, permit.actor)) !== undefined;
    const state = opened ? 'opened' : assure.opposedAt === undefined ? 'waiting' : 'opposed';
    return ok({ name: found.name, opensOn: found.opensOn, state });
  });
}

/** Refuses `CODE_OPPOSITION_INCONNU`. */
export const opposeByCode = (ports: Ports, caller: Caller, code: string): Promise<Result<Opposition>> =>
  recorded(ports, caller, { means: 'en-ligne' }, async ({ tx }) => (await tx.openings.byCode(code))?.dossier);

type Allowed = Parameters<Parameters<typeof withAccessAcross<'record-opposition', Opposition>>[3]>[0];

function recorded(
  ports: Ports,
  caller: Caller,
  { means, proof }: OppositionAsked,
  find: (allowed: Allowed) => Promise<DossierId | undefined>,
): Promise<Result<Opposition>> {
  return withAccessAcross<'record-opposition', Opposition>(ports, caller, 'record-opposition', async (allowed) => {
    const { permit, tx, traceIn } = allowed;
    if (proof !== undefined && proof.length > longestProof)
      return refuse('PARAMETRE_INVALIDE', [{ field: 'proof', rule: 'TROP_LONG', given: `${proof.length}`, expected: `${longestProof}` }]);
    if (permit.actor.kind !== 'systeme' && (proof ?? '').trim() === '') return refuse('PARAMETRE_INVALIDE', [{ field: 'proof', rule: 'CHAMP_ABSENT' }]);
    const dossier = await find(allowed);
    if (dossier === undefined)
      return refuse('PARAMETRE_INVALIDE', [{ field: 'ins', rule: means === 'en-ligne' ? 'CODE_OPPOSITION_INCONNU' : 'ASSURE_NON_RECONNU' }]);
    if ((await tx.facts.dossier({ id: dossier }, permit.actor)) !== undefined) return ok({ kind: 'opened' });
    const at = await tx.openings.oppose(permit, dossier, { means, by: caller.context.actorName, ...(proof === undefined ? {} : { proof }) });
    // In the journal their record would have: proof, should they ask, and read by them should it open one day.
    await traceIn(dossier);
    return ok({ kind: 'recorded', at });
  });
}
