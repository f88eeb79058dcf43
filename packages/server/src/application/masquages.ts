// R.1111-49 CSP, for some only (features N4): the patient keeps a document, or a space and all that will come to it, from one professional,
// one profession or one structure; and shows it to them again. Its authors and the médecin traitant are never kept out: the answer names them.

import { type Permit, habilitationProfessions, masquageConcerns, permits } from '@carnet/domain/access';
import type { DocumentEntry } from '@carnet/domain/document';
import type { Masquage, MasquageFrom, MasquageId } from '@carnet/domain/dossier';
import type { PsIdNat } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { AccessAct } from '@carnet/domain/terminology';
import type { DatedMasquage, DossierKey, Ports, Stores } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { type Named, fullName, nameIn, namedBy } from './directory-names.ts';
import { forPatientSide } from './patient-side.ts';
import { type Ask, withAccess } from './with-access.ts';

type OneMasquage = Omit<Masquage, 'id'>;
/** Who still sees what is masked to them. For a space, `author` bears no name: each keeps what they wrote. */
export interface MasquageException {
  readonly because: 'medecin-traitant' | 'administrateur' | 'author';
  readonly displayName?: string;
}
export interface NamedMasquage extends DatedMasquage {
  readonly named: Named;
  readonly document?: DocumentEntry;
  readonly exceptions: readonly MasquageException[];
}

export async function createMasquage(ports: Ports, caller: Caller, dossier: DossierKey, masquage: OneMasquage): Promise<Result<NamedMasquage>> {
  const ask = await askOf(ports, caller, dossier, masquage, 'mask');
  return withAccess(ports, caller, ask, async ({ permit, tx, at }) => {
    const known = await isThere(tx, masquage.from);
    if (!known.ok) return known;
    const created = await tx.masquages.create(permit, { id: ports.newId() as MasquageId, ...masquage }, at);
    const document = permits(permit, 'mask') ? (await tx.documents.read(permit)).entry : undefined;
    return ok(await describe(tx, permit, { ...created, ...(document === undefined ? {} : { document }) }));
  });
}

export async function endMasquage(ports: Ports, caller: Caller, dossier: DossierKey, masquage: OneMasquage): Promise<Result<true>> {
  return withAccess(ports, caller, await askOf(ports, caller, dossier, masquage, 'unmask'), async ({ permit, tx, at }) => {
    await tx.masquages.end(permit, masquage, at);
    return ok(true);
  });
}

export function listMasquages(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<readonly NamedMasquage[]>> {
  return withAccess(ports, caller, { action: forPatientSide(caller, 'read-accesses'), dossier }, async ({ permit, tx }) => {
    const rows: NamedMasquage[] = [];
    for (const row of await tx.masquages.list(permit)) rows.push(await describe(tx, permit, row));
    return ok(rows);
  });
}

const acts = { mask: 'masked', unmask: 'unmasked' } as const satisfies Record<string, AccessAct>;

/** To mask a document is an act on that document; to mask a space, one on accesses. */
async function askOf<A extends 'mask' | 'unmask'>(
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  { from, what }: OneMasquage,
  action: A,
): Promise<Ask<A | 'manage-accesses'>> {
  const about = { act: acts[action], ...(await nameIn(ports, from)) };
  return what.kind === 'document'
    ? { action: forPatientSide(caller, action), dossier, document: { logicalId: what.id }, subject: about }
    : { action: 'manage-accesses', dossier, subject: { ...about, space: what.id } };
}

async function isThere({ directory }: Stores, from: MasquageFrom): Promise<Result<true>> {
  const unknown = (rule: string): Result<true> => refuse('PARAMETRE_INVALIDE', [{ field: 'from.id', rule }]);
  switch (from.kind) {
    case 'profession':
      return (habilitationProfessions as readonly string[]).includes(from.id) ? ok(true) : unknown('CODE_INCONNU');
    case 'professionnel':
      return (await directory.professionnel(from.id)) === undefined ? unknown('PROFESSIONNEL_INCONNU') : ok(true);
    case 'structure':
      return (await directory.structure(from.id)) === undefined ? unknown('STRUCTURE_INCONNUE') : ok(true);
  }
}

async function describe(
  { directory }: Stores,
  { dossier: { medecinTraitant, administrateurs } }: Permit<'mask' | 'read-accesses' | 'manage-accesses'>,
  masquage: DatedMasquage & { readonly document?: DocumentEntry },
): Promise<NamedMasquage> {
  const { from, what, document } = masquage;
  const exempt = [...(medecinTraitant === undefined ? [] : [medecinTraitant]), ...administrateurs, ...(document === undefined ? [] : authorsOf(document))];
  const people = await directory.professionnels([...new Set([...exempt, ...(from.kind === 'professionnel' ? [from.id] : [])])]);
  const because = (id: PsIdNat): MasquageException['because'] =>
    id === medecinTraitant ? 'medecin-traitant' : administrateurs.includes(id) ? 'administrateur' : 'author';
  const persons = people
    .filter((person) => exempt.includes(person.id) && masquageConcerns(from, person))
    .map((person): MasquageException => ({ because: because(person.id), displayName: fullName(person) }));
  const authorsToo = what.kind === 'space' && !(from.kind === 'professionnel' && persons.length > 0);
  return { ...masquage, named: await namedBy(directory, from), exceptions: authorsToo ? [...persons, { because: 'author' }] : persons };
}

const authorsOf = ({ authors, legalAuthenticator }: DocumentEntry): readonly PsIdNat[] =>
  [...authors, ...(legalAuthenticator === undefined ? [] : [legalAuthenticator])].flatMap((one): PsIdNat[] => (one.kind === 'professionnel' ? [one.id] : []));
