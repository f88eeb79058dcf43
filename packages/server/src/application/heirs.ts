// Heirs of a deceased patient (L.1110-4 V and L.1111-7 CSP), registered by whoever runs Carnet on what was shown to them: the death, the tie, and
// one of the three lawful reasons, for some days. What the deceased refused in their lifetime is recorded, and opens nothing to anybody.
// The heir comes in by their own account; what they read there is decided by the rules at every access.

import { dayAfter } from '@carnet/domain/access';
import type { SuccessionReason } from '@carnet/domain/dossier';
import { type Ins, displayName } from '@carnet/domain/identity';
import { type CivilDate, type Result, civilDateInParis, ok, plusDays, refuse, startOfDayInParis } from '@carnet/domain/kernel';
import type { DossierKey, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { type Allowed, withAccess } from './with-access.ts';

export interface HeirAsked {
  /** Their number, under each authority it may be of. */
  readonly inses: readonly Ins[];
  /** Held against their own record, so that a slip in a number opens nothing to a stranger. */
  readonly birthDate: CivilDate;
  /** As the proof names them. */
  readonly name: string;
  readonly link: string;
  readonly proof: string;
  readonly diedOn: CivilDate;
  readonly reason: SuccessionReason;
  readonly refusedByDeceased: boolean;
  readonly lastDay: CivilDate;
}

/**
 * Refuses PARAMETRE_INVALIDE: HERITIER_INCONNU (no record of their own under this number and birth date), HERITIER_LUI_MEME, DEFUNT_OPPOSE
 * (it was recorded that the deceased refused), DATE_FUTURE, DECES_AVANT_NAISSANCE, JOUR_PASSE, DUREE_TROP_LONGUE (policy `heirAccessMaximumDays`).
 */
export function registerHeir(ports: Ports, caller: Caller, dossier: DossierKey, asked: HeirAsked): Promise<Result<{ readonly id: string }>> {
  const { reason, refusedByDeceased, link, proof, diedOn, lastDay } = asked;
  const until = startOfDayInParis(dayAfter(lastDay));
  const subject = { act: refusedByDeceased ? 'heir-refused' : 'heir-registered', name: asked.name, ...(refusedByDeceased ? {} : { until }) } as const;
  return withAccess<'keep-heirs', { readonly id: string }>(ports, caller, { action: 'keep-heirs', dossier, subject }, async (allowed) => {
    const { permit, tx, at, policy } = allowed;
    const { traits } = await tx.dossiers.identity(permit);
    if (diedOn > civilDateInParis(at)) return refuse('PARAMETRE_INVALIDE', [{ field: 'diedOn', rule: 'DATE_FUTURE', given: diedOn }]);
    if (diedOn < traits.birthDate) return refuse('PARAMETRE_INVALIDE', [{ field: 'diedOn', rule: 'DECES_AVANT_NAISSANCE', given: diedOn }]);
    if (until <= at) return refuse('PARAMETRE_INVALIDE', [{ field: 'lastDay', rule: 'JOUR_PASSE', given: lastDay }]);
    const days = policy.heirAccessMaximumDays;
    if (until > startOfDayInParis(dayAfter(civilDateInParis(plusDays(at, days)))))
      return refuse('PARAMETRE_INVALIDE', [{ field: 'lastDay', rule: 'DUREE_TROP_LONGUE', given: lastDay, expected: `≤ ${days}` }]);
    const known = await tx.successions.list(permit);
    if (!refusedByDeceased && known.some((one) => one.refusedByDeceased)) return refuse('PARAMETRE_INVALIDE', [{ field: 'heir', rule: 'DEFUNT_OPPOSE' }]);
    const heir = await heirOf(allowed, asked);
    if (!heir.ok) return heir;
    const id = ports.newId();
    const names = { heir: asked.name, titulaire: displayName(traits) };
    await tx.successions.register(permit, { id, personne: heir.value, names, link, proof, diedOn, reason, since: at, until, refusedByDeceased });
    return ok({ id });
  });
}

/** The person of the heir's own record. That it was looked at is a line of its journal. */
async function heirOf({ permit, tx, also }: Allowed<'keep-heirs'>, { inses, birthDate }: HeirAsked) {
  const unknown = refuse('PARAMETRE_INVALIDE', [{ field: 'matricule', rule: 'HERITIER_INCONNU' }]);
  for (const ins of inses) {
    if ((await tx.facts.dossier({ ins }, permit.actor)) === undefined) continue;
    const own = await also({ action: 'examine-identity', dossier: { ins } });
    if (!own.ok) return own;
    if (own.value.dossier.id === permit.dossier.id) return refuse('PARAMETRE_INVALIDE', [{ field: 'matricule', rule: 'HERITIER_LUI_MEME' }]);
    const { traits } = await tx.dossiers.identity(own.value);
    return traits.birthDate === birthDate && own.value.dossier.life === 'ouvert' ? ok(own.value.dossier.titulaire) : unknown;
  }
  return unknown;
}

/** From now on. Refuses PARAMETRE_INVALIDE (HERITIER_SANS_ACCES) where there is nothing to end. */
export const endHeir = (ports: Ports, caller: Caller, dossier: DossierKey, id: string, name: string): Promise<Result<true>> =>
  withAccess(ports, caller, { action: 'keep-heirs', dossier, subject: { act: 'heir-ended', name } }, async ({ permit, tx }) =>
    (await tx.successions.end(permit, id)) ? ok(true as const) : refuse('PARAMETRE_INVALIDE', [{ field: 'id', rule: 'HERITIER_SANS_ACCES' }]),
  );
