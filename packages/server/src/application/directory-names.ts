// Who an act on accesses names, as the journal will. Public registers, read before the right to act is decided: they say nothing of any record.

import type { TraceSubject } from '@carnet/domain/audit';
import type { Beneficiaire, MasquageFrom } from '@carnet/domain/dossier';
import type { Professionnel, PsIdNat } from '@carnet/domain/identity';
import type { Directory, Ports } from '../ports/index.ts';

export const fullName = ({ givenName, familyName }: Pick<Professionnel, 'givenName' | 'familyName'>): string => `${givenName} ${familyName}`.trim();

export type Named = Pick<TraceSubject, 'name' | 'profession'>;

/** Who is no longer in the directory is still named, by their identifier. */
export async function namedBy(directory: Directory, one: Beneficiaire | MasquageFrom): Promise<Named> {
  if (one.kind === 'profession') return { profession: one.id };
  if (one.kind === 'structure') return { name: (await directory.structure(one.id))?.name ?? one.id };
  const professionnel = await directory.professionnel(one.id);
  return professionnel === undefined ? { name: one.id } : { name: fullName(professionnel), profession: professionnel.profession };
}

export const nameIn = (ports: Ports, one: Beneficiaire | MasquageFrom): Promise<Named> => ports.transactions.run(({ directory }) => namedBy(directory, one));

export const nameOfProfessionnel = (ports: Ports, id: PsIdNat): Promise<Named> => nameIn(ports, { kind: 'professionnel', id });
