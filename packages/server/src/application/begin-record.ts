// A record begins for somebody the insurer covers: under the id that waited for it, with the insurer's identity and never a typed one. The
// opening is told, and is the first line of its journal after the look-ups that led to it. A minor is tied to those they are attached to, and
// whoever opens is tied to the minors attached to them (ADR 25).

import type { PermitAcross } from '@carnet/domain/access';
import type { TraceSubject } from '@carnet/domain/audit';
import { type Assure, type DossierId, type PersonneId, defaultChoices } from '@carnet/domain/dossier';
import { type ContactDetails, displayName, isMinor, majorityAt } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';
import type { OpeningForAnother, Ports, Stores } from '../ports.ts';
import type { Caller } from './caller.ts';

export interface Beginning {
  readonly permit: PermitAcross<OpeningForAnother>;
  readonly tx: Stores;
  readonly at: Instant;
  readonly traceIn: (dossier: DossierId, subject?: TraceSubject) => Promise<void>;
}
export interface Begun {
  readonly dossier: DossierId;
  readonly titulaire: PersonneId;
  /** Names of those who open it as parents from now on. */
  readonly parents: readonly string[];
}

/** Undefined: somebody opened it at this very moment. `agreedBy`: who said yes, as the journal will name them. */
export async function beginRecord(
  { newId }: Pick<Ports, 'newId'>,
  { permit, tx, at, traceIn }: Beginning,
  { context }: Caller,
  assure: Assure,
  { agreedBy, contact }: { readonly agreedBy: string; readonly contact?: ContactDetails },
): Promise<Begun | undefined> {
  const titulaire = newId() as PersonneId;
  const { id, ins, traits } = assure;
  const created = await tx.dossiers.create(permit, {
    id,
    titulaire,
    ins,
    formerIns: [],
    traits,
    openedAt: at,
    choices: defaultChoices,
    contact: contact ?? assure.contact,
  });
  if (created === 'taken') return undefined;
  await traceIn(id, { act: 'opened-for', name: agreedBy });
  await tx.notices.raise({ id: newId(), dossier: id, kind: 'dossier-cree', at, actorName: context.actorName });
  const parents = isMinor(traits.birthDate, at) ? await tieParents({ permit, tx, at, traceIn }, assure) : [];
  if (!isMinor(traits.birthDate, at))
    for (const child of await tx.assures.ayantsDroit(permit, id))
      await tieParent({ permit, tx, at, traceIn }, child, { id: titulaire, name: displayName(traits) });
  return { dossier: id, titulaire, parents };
}

/** Those the child is attached to and who have a record; the others are tied when theirs opens. */
async function tieParents(beginning: Beginning, child: Assure): Promise<readonly string[]> {
  const { permit, tx } = beginning;
  const tied: string[] = [];
  for (const { to } of child.rattachements) {
    const [facts, parent] = [await tx.facts.dossier({ id: to }, permit.actor), await tx.assures.read(permit, to)];
    if (facts === undefined || parent === undefined) continue;
    const name = displayName(parent.traits);
    if (await tieParent(beginning, child, { id: facts.titulaire, name })) tied.push(name);
  }
  return tied;
}

/** False: an adult, no record yet, or a tie that was there already. */
export async function tieParent(
  { permit, tx, at, traceIn }: Beginning,
  child: Assure,
  parent: { readonly id: PersonneId; readonly name: string },
): Promise<boolean> {
  const until = majorityAt(child.traits.birthDate);
  const facts = until <= at ? undefined : await tx.facts.dossier({ id: child.id }, permit.actor);
  if (facts === undefined || (await tx.ties.kindOf(parent.id, child.id, at)) !== undefined) return false;
  const names = { representant: parent.name, titulaire: displayName(child.traits) };
  const isNew = await tx.ties.represent(permit, child.id, { personne: parent.id, kind: 'parent', since: at, until, names });
  if (isNew) await traceIn(child.id, { act: 'parent-tied', name: parent.name });
  return isNew;
}
