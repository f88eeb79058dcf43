// Those covered through one's own insurance (A010, A011): who they are, and whether their record is open. A parent opens a minor's and
// represents them from then on, with the other parent whom the child is attached to; an adult opens their own, with an access of their own.

import { type Assure, type DossierId, type PersonneId, regimes } from '@carnet/domain/dossier';
import { displayName, isMinor } from '@carnet/domain/identity';
import { type CivilDate, type Result, ok, refuse } from '@carnet/domain/kernel';
import type { Ports } from '../ports/index.ts';
import { beginRecord, tieParent } from './begin-record.ts';
import type { Caller } from './caller.ts';
import { type AllowedAcross, withAccessAcross } from './with-access.ts';

export interface AyantDroitLine {
  readonly dossier: DossierId;
  readonly displayName: string;
  readonly birthDate: CivilDate;
  readonly minor: boolean;
  /** `not-served`: their insurer’s members are not served yet. */
  readonly record: 'none' | 'open' | 'closed' | 'not-served';
  /** The caller enters it, or did. */
  readonly tied: boolean;
}

/** `own`: the caller's own record. */
export function listAyantsDroit(ports: Ports, caller: Caller, own: DossierId): Promise<Result<readonly AyantDroitLine[]>> {
  return withAccessAcross<'open-ayant-droit', readonly AyantDroitLine[]>(ports, caller, 'open-ayant-droit', async (allowed) => {
    const insured = await insuredOf(allowed, own);
    if (!insured.ok) return insured;
    const { tx, permit, at } = allowed;
    const lines: AyantDroitLine[] = [];
    for (const { id, traits, regime } of insured.value.attached) {
      const facts = await tx.facts.dossier({ id }, permit.actor);
      const without = regimes[regime] ? 'none' : 'not-served';
      lines.push({
        dossier: id,
        displayName: displayName(traits),
        birthDate: traits.birthDate,
        minor: isMinor(traits.birthDate, at),
        record: facts === undefined ? without : facts.life === 'ferme' ? 'closed' : 'open',
        tied: facts !== undefined && (await tx.ties.kindOf(insured.value.personne, id, at)) !== undefined,
      });
    }
    // The youngest first: they are whom one comes for.
    return ok(lines.toSorted((one, other) => (one.birthDate < other.birthDate ? 1 : -1)));
  });
}

/**
 * Opens a minor's record, or enters as their parent the one that is open. `authority`: the parent says that they hold parental authority
 * (371-1 code civil), which an attachment does not prove.
 */
export function openChild(
  ports: Ports,
  caller: Caller,
  own: DossierId,
  { child, authority }: { readonly child: DossierId; readonly authority: boolean },
): Promise<Result<DossierId>> {
  return withAccessAcross<'open-ayant-droit', DossierId>(ports, caller, 'open-ayant-droit', async (allowed) => {
    if (!authority) return refuse('PARAMETRE_INVALIDE', [{ field: 'authority', rule: 'ACCORD_ABSENT' }]);
    const insured = await insuredOf(allowed, own);
    if (!insured.ok) return insured;
    const assure = insured.value.attached.find(({ id }) => id === child);
    // Nobody of that id is attached to them: whether there is such a record is not said.
    if (assure === undefined) return refuse('DOSSIER_INEXISTANT');
    if (!isMinor(assure.traits.birthDate, allowed.at)) return refuse('TRANSITION_INTERDITE', [{ field: 'dossierId', rule: 'MAJEUR_CONSENT_SEUL' }]);
    const name = caller.context.actorName;
    if ((await allowed.tx.facts.dossier({ id: child }, allowed.permit.actor)) !== undefined) {
      await tieParent(allowed, assure, { id: insured.value.personne, name });
      return ok(child);
    }
    if (!regimes[assure.regime]) return refuse('TRANSITION_INTERDITE', [{ field: 'dossierId', rule: 'REGIME_NON_SERVI' }]);
    const begun = await beginRecord(ports, allowed, caller, assure, { subject: { act: 'opened-for', name } });
    return begun === undefined ? refuse('VERSION_PERIMEE', [{ field: 'dossierId', rule: 'DOSSIER_DEJA_OUVERT' }]) : ok(child);
  });
}

interface Insured {
  readonly personne: PersonneId;
  readonly attached: readonly Assure[];
}
/** Through one's own record only, and as long as it is open. */
async function insuredOf({ tx, permit }: AllowedAcross<'open-ayant-droit'>, own: DossierId): Promise<Result<Insured>> {
  const { actor } = permit;
  const facts = await tx.facts.dossier({ id: own }, actor);
  if (facts === undefined || actor.kind !== 'titulaire' || facts.titulaire !== actor.personne) return refuse('ACTEUR_INTERDIT');
  return facts.life === 'ferme' ? refuse('DOSSIER_INEXISTANT') : ok({ personne: actor.personne, attached: await tx.assures.ayantsDroit(permit, own) });
}
