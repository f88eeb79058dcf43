// From whom something is hidden: one professional, a profession, a structure; for a document also all of them.

import { RadioGroup, Select } from '@carnet/ui';
import type { Accesses, Masquages } from '@carnet/contract';
import { useWords } from '@carnet/ui/wording/patient';
import type { ReactNode } from 'react';
import { knownPeople } from './known-people.ts';
import { type Found, PersonSearch } from './person-search.tsx';

export type FromKind = 'everyone' | 'professionnel' | 'profession' | 'structure';
export interface HideFrom {
  readonly kind: FromKind;
  readonly professionnel: Found | undefined;
  readonly structure: Found | undefined;
  readonly profession: string | undefined;
}
export const noOneYet = (kind: FromKind, who?: Found): HideFrom => ({
  kind: who?.kind ?? kind,
  professionnel: who?.kind === 'professionnel' ? who : undefined,
  structure: who?.kind === 'structure' ? who : undefined,
  profession: undefined,
});

/** Who was chosen, as the server is told; undefined while nobody is. Everybody is no masquage. */
export function masquageFrom({
  kind,
  professionnel,
  structure,
  profession,
}: HideFrom): { readonly kind: Exclude<FromKind, 'everyone'>; readonly id: string } | undefined {
  if (kind === 'everyone') return undefined;
  const id = { professionnel: professionnel?.id, structure: structure?.id, profession }[kind];
  return id === undefined ? undefined : { kind, id };
}

export function HideFromFields({
  kinds,
  value,
  onChange,
  accesses: list,
  masquages,
  tried,
}: {
  readonly kinds: readonly FromKind[];
  readonly value: HideFrom;
  readonly onChange: (value: HideFrom) => void;
  readonly accesses: Accesses | undefined;
  readonly masquages: Masquages | undefined;
  readonly tried: boolean;
}): ReactNode {
  const { hidden, accesses } = useWords();
  const help: Partial<Record<FromKind, string>> = {
    everyone: hidden.from.everyoneHelp,
    profession: hidden.from.professionHelp,
    structure: hidden.from.structureHelp,
  };
  const missing = tried && value.kind !== 'everyone' && masquageFrom(value) === undefined;
  return (
    <>
      <RadioGroup<FromKind>
        label={hidden.fromLabel}
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind })}
        choices={kinds.map((kind) => ({ value: kind, label: hidden.from[kind], ...(help[kind] === undefined ? {} : { help: help[kind] }) }))}
      />
      {value.kind === 'professionnel' && (
        <PersonSearch
          kinds={['professionnel']}
          known={knownPeople(list, ['professionnel'], accesses.structure)}
          value={value.professionnel}
          onChange={(professionnel) => onChange({ ...value, professionnel })}
          error={missing ? accesses.person.missing : undefined}
        />
      )}
      {value.kind === 'structure' && (
        <PersonSearch
          kinds={['structure']}
          known={knownPeople(list, ['structure'], accesses.structure)}
          value={value.structure}
          onChange={(structure) => onChange({ ...value, structure })}
          label={hidden.structure}
          help={hidden.structureHelp}
          error={missing ? accesses.person.missing : undefined}
        />
      )}
      {value.kind === 'profession' && (
        <Select
          label={hidden.profession}
          placeholder={hidden.professionPlaceholder}
          value={value.profession}
          onChange={(profession) => onChange({ ...value, profession })}
          choices={(masquages?.professions ?? []).map(({ code, label }) => ({ value: code, label }))}
          error={missing ? hidden.professionMissing : undefined}
        />
      )}
    </>
  );
}
