// Those the patient already deals with, offered first wherever somebody is to be chosen: no number to look for.

import type { Accesses } from '@carnet/contract';
import type { Found } from './person-search.tsx';

export const foundFrom = ({
  kind,
  id,
  displayName,
  professionLabel,
  structureName,
}: {
  readonly kind?: Found['kind'];
  readonly id: string;
  readonly displayName: string;
  readonly professionLabel?: string | undefined;
  readonly structureName?: string | undefined;
}): Found => ({ kind: kind ?? 'professionnel', id, name: displayName, capacity: [professionLabel, structureName].filter(Boolean).join(', ') });

/** The médecin traitant, those with the same rights, those authorised now or before, those kept out; each once. At most `limit`. */
export function knownPeople(list: Accesses | undefined, kinds: readonly Found['kind'][], teamWord: string, limit = 8): readonly Found[] {
  if (list === undefined) return [];
  const all: Found[] = [
    ...(list.medecinTraitant === undefined ? [] : [list.medecinTraitant]),
    ...list.administrateurs,
    ...list.autorisations.map((one) => (one.kind === 'structure' ? { ...one, professionLabel: teamWord } : one)),
    ...list.blocages,
  ].map((one) => foundFrom(one));
  const seen = new Set<string>();
  const once = all.filter(({ kind, id }) => {
    const key = `${kind}:${id}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return kinds.includes(kind);
  });
  return once.slice(0, limit);
}
