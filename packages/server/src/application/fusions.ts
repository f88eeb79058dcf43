// Two records of one person become one (fusion), and are two again: proposed by one person of the identity cell and confirmed by another, undone
// by any of them at once. Nothing is presumed of likeness: INSi has to give the number of one of them and of no other, and the five traits have
// to agree. Each step is a line of both journals; both holders are told; at the end, so are the professionals who read them as one.
// Nothing of what the records hold is read.

import type { Permit } from '@carnet/domain/access';
import { actorId } from '@carnet/domain/audit';
import type { DossierId } from '@carnet/domain/dossier';
import { differingTraits } from '@carnet/domain/identity';
import { type Finding, type Result, ok, plusDays, refuse } from '@carnet/domain/kernel';
import type { Fusion, NoticeKind, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { type Allowed, withAccess } from './with-access.ts';

/** The records' permits, and what they are used with. */
interface Pair extends Omit<Allowed<'keep-identity'>, 'permit' | 'also'> {
  readonly survivor: Permit<'keep-identity'>;
  readonly absorbed: Permit<'keep-identity'>;
}

/**
 * Refuses PARAMETRE_INVALIDE: MEME_DOSSIER; DOSSIERS_OUVERTS_REQUIS; SURVIVANT_NON_QUALIFIE; DEUX_INS
 * (INSi gave the number of the other too: two people, or a doubt to be cast on it first); TRAITS_DIFFERENTS, by trait; DEUX_PERSONNES (somebody
 * said so); DEJA_REUNI.
 */
export function proposeFusion(
  ports: Ports,
  caller: Caller,
  survivor: DossierId,
  { absorbed, reason }: { readonly absorbed: DossierId; readonly reason: string },
): Promise<Result<{ readonly id: string }>> {
  if (survivor === absorbed) return Promise.resolve(refuse('PARAMETRE_INVALIDE', [{ field: 'absorbed', rule: 'MEME_DOSSIER' }]));
  return withPair(ports, caller, { survivor, absorbed }, 'fusion-proposed', async (pair) => {
    const faults = await faultsOf(pair);
    if (faults.length > 0) return refuse('PARAMETRE_INVALIDE', faults);
    const id = ports.newId();
    const proposed = await pair.tx.fusions.propose(pair.survivor, pair.absorbed, { id, absorbed, reason, name: caller.context.actorName });
    return proposed ? ok({ id }) : alreadyOne;
  });
}

const alreadyOne = refuse('PARAMETRE_INVALIDE', [{ field: 'absorbed', rule: 'DEJA_REUNI' }]);

/** Refuses as a proposal does, and AUTRE_PERSONNE_REQUISE to who proposed it; FUSION_INCONNUE where there is none to confirm. */
export const confirmFusion = (ports: Ports, caller: Caller, survivor: DossierId, id: string): Promise<Result<true>> =>
  withFusion(ports, caller, { survivor, id }, 'fusion-confirmed', async (pair, fusion) => {
    if (fusion.state !== 'proposed') return unknown;
    if (fusion.proposedBy === actorId(caller.actor)) return refuse('PARAMETRE_INVALIDE', [{ field: 'id', rule: 'AUTRE_PERSONNE_REQUISE' }]);
    const faults = await faultsOf(pair);
    if (faults.length > 0) return refuse('PARAMETRE_INVALIDE', faults);
    if (!(await pair.tx.fusions.merge(pair.survivor, pair.absorbed, fusion))) return alreadyOne;
    await tell(ports, caller, pair, 'dossiers-reunis');
    return ok(true as const);
  });

/** A proposal comes to nothing, or the records are two again, whoever asks. Refuses FUSION_INCONNUE, DELAI_DEPASSE (policy `fusionUndoDays`). */
export const endFusion = (ports: Ports, caller: Caller, survivor: DossierId, id: string): Promise<Result<true>> =>
  withFusion(ports, caller, { survivor, id }, 'fusion-ended', async (pair, fusion) => {
    if (fusion.state !== 'proposed' && fusion.state !== 'merged') return unknown;
    const { tx, at, policy } = pair;
    if (fusion.confirmedAt !== undefined && plusDays(fusion.confirmedAt, policy.fusionUndoDays) <= at)
      return refuse('PARAMETRE_INVALIDE', [{ field: 'id', rule: 'DELAI_DEPASSE', expected: `≤ ${policy.fusionUndoDays}` }]);
    await tx.fusions.end(pair.survivor, pair.absorbed, fusion);
    if (fusion.confirmedAt !== undefined) {
      await tell(ports, caller, pair, 'dossiers-separes');
      for (const permit of [pair.survivor, pair.absorbed]) await tx.notices.tellReaders(permit, { kind: 'dossiers-separes', since: fusion.confirmedAt });
    }
    return ok(true as const);
  });

const unknown = refuse('PARAMETRE_INVALIDE', [{ field: 'id', rule: 'FUSION_INCONNUE' }]);

type Step = 'fusion-proposed' | 'fusion-confirmed' | 'fusion-ended';

function withPair<T>(
  ports: Ports,
  caller: Caller,
  { survivor, absorbed }: Pick<Fusion, 'survivor' | 'absorbed'>,
  act: Step,
  then: (pair: Pair) => Promise<Result<T>>,
): Promise<Result<T>> {
  const ask = (id: DossierId) => ({ action: 'keep-identity', dossier: { id }, subject: { act } }) as const;
  return withAccess<'keep-identity', T>(ports, caller, ask(survivor), async ({ permit, also, ...rest }) => {
    const other = await also(ask(absorbed));
    return other.ok ? then({ survivor: permit, absorbed: other.value, ...rest }) : other;
  });
}

function withFusion<T>(
  ports: Ports,
  caller: Caller,
  { survivor, id }: { readonly survivor: DossierId; readonly id: string },
  act: Step,
  then: (pair: Pair, fusion: Fusion) => Promise<Result<T>>,
): Promise<Result<T>> {
  const ask = (dossier: DossierId) => ({ action: 'keep-identity', dossier: { id: dossier }, subject: { act } }) as const;
  return withAccess<'keep-identity', T>(ports, caller, ask(survivor), async ({ permit, also, ...rest }) => {
    const fusion = await rest.tx.fusions.find(permit, id);
    if (fusion === undefined) return unknown;
    const other = await also(ask(fusion.absorbed));
    return other.ok ? then({ survivor: permit, absorbed: other.value, ...rest }, fusion) : other;
  });
}

async function faultsOf({ survivor, absorbed, tx }: Pair): Promise<readonly Finding[]> {
  const [stays, goes] = [await tx.dossiers.identity(survivor), await tx.dossiers.identity(absorbed)];
  const closed = [survivor, absorbed].some(({ dossier }) => dossier.life === 'ferme');
  const byInsi = absorbed.dossier.identity === 'qualifiee' || absorbed.dossier.identity === 'recuperee';
  return [
    ...(closed ? [{ field: 'absorbed', rule: 'DOSSIERS_OUVERTS_REQUIS' }] : []),
    ...(survivor.dossier.identity === 'qualifiee' ? [] : [{ field: 'survivor', rule: 'SURVIVANT_NON_QUALIFIE' }]),
    ...(byInsi ? [{ field: 'absorbed', rule: 'DEUX_INS' }] : []),
    ...differingTraits(stays.traits, goes.traits).map((field) => ({ field, rule: 'TRAITS_DIFFERENTS' })),
    ...((await tx.fusions.areApart(survivor, absorbed)) ? [{ field: 'absorbed', rule: 'DEUX_PERSONNES' }] : []),
  ];
}

/** Once where they read one record, whichever account they read it by; each of them where they are two. */
async function tell(ports: Ports, { context }: Caller, { survivor, absorbed, tx, at }: Pair, kind: NoticeKind): Promise<void> {
  for (const { dossier } of kind === 'dossiers-separes' ? [survivor, absorbed] : [survivor])
    await tx.notices.raise({ id: ports.newId(), dossier: dossier.id, kind, at, actorName: context.actorName });
}
