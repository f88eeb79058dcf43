// A record begins, whichever door it opens by: under the id that waited for it where the insurer covers the person, with an identity that was
// read and never typed. The opening is told, and is the first line of its journal after the look-ups that led to it. A minor is tied to those
// they are attached to, and whoever opens is tied to the minors attached to them (ADR 25).

import type { PermitAcross } from '@carnet/domain/access';
import type { TraceSubject } from '@carnet/domain/audit';
import { type Assure, type DossierChoices, type DossierId, type PersonneId, defaultChoices } from '@carnet/domain/dossier';
import { type ContactDetails, displayName, isMinor, majorityAt } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';
import type { Opening, Ports, Stores } from '../ports/index.ts';
import type { Caller } from './caller.ts';

export interface Beginning {
  readonly permit: PermitAcross<Opening>;
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

/** As the insurer knows them; their contact may be another than the insurer's, or none. */
export type Beginner = Pick<Assure, 'id' | 'ins' | 'traits' | 'rattachements'> & { readonly contact?: ContactDetails };

/** Undefined: somebody opened it at this very moment. `subject`: what the journal says of the opening beside that it was. */
export async function beginRecord(
  { newId }: Pick<Ports, 'newId'>,
  beginning: Beginning,
  { context }: Caller,
  person: Beginner,
  { choices, subject }: { readonly choices?: Partial<DossierChoices>; readonly subject?: TraceSubject } = {},
): Promise<Begun | undefined> {
  const { permit, tx, at, traceIn } = beginning;
  const titulaire = newId() as PersonneId;
  const { id, ins, traits, contact } = person;
  const created = await tx.dossiers.create(permit, {
    id,
    titulaire,
    ins,
    formerIns: [],
    traits,
    openedAt: at,
    choices: { ...defaultChoices, ...choices },
    ...(contact === undefined ? {} : { contact }),
  });
  if (created === 'taken') return undefined;
  await traceIn(id, subject);
  await tx.notices.raise({ id: newId(), dossier: id, kind: 'dossier-cree', at, actorName: context.actorName });
  if (isMinor(traits.birthDate, at)) return { dossier: id, titulaire, parents: await tieParents(beginning, person) };
  for (const child of await tx.assures.ayantsDroit(permit, id)) await tieParent(beginning, child, { id: titulaire, name: displayName(traits) });
  return { dossier: id, titulaire, parents: [] };
}

/** Those the child is attached to and who have a record; the others are tied when theirs opens. */
async function tieParents(beginning: Beginning, child: Beginner): Promise<readonly string[]> {
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
  child: Pick<Assure, 'id' | 'traits'>,
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
