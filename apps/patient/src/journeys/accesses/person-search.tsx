// Choosing a professional, or a care team: those the patient knows first, then whoever the directory finds by name or by RPPS number.

import type { DirectoryFound } from '@carnet/contract';
import { ProblemNotice, RadioGroup, TextField } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { queries } from '../../queries.ts';

export interface Found {
  readonly kind: 'professionnel' | 'structure';
  readonly id: string;
  readonly name: string;
  /** Profession, and where. */
  readonly capacity: string;
}
const keyOf = ({ kind, id }: Pick<Found, 'kind' | 'id'>): string => `${kind}:${id}`;

const foundIn = (answer: DirectoryFound, kinds: readonly Found['kind'][], teamWord: string): readonly Found[] => [
  ...(kinds.includes('professionnel')
    ? answer.professionnels.map(({ id, displayName, professionLabel, structures }): Found => ({
        kind: 'professionnel',
        id,
        name: displayName,
        capacity: [professionLabel, ...structures.map(({ name }) => name)].filter((part) => part !== '').join(', '),
      }))
    : []),
  ...(kinds.includes('structure') ? answer.structures.map(({ id, name }): Found => ({ kind: 'structure', id, name, capacity: teamWord })) : []),
];

/** Typing goes on: the directory is asked once it has stopped. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 300);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

export function PersonSearch({
  kinds,
  known,
  value,
  onChange,
  error,
  label,
  help,
}: {
  readonly kinds: readonly Found['kind'][];
  readonly known: readonly Found[];
  readonly value: Found | undefined;
  readonly onChange: (found: Found) => void;
  readonly error?: string | undefined;
  readonly label?: string;
  readonly help?: string;
}): ReactNode {
  const { person } = useWords().accesses;
  const [text, setText] = useState('');
  const sought = useSettled(text.trim());
  const asked = sought.length >= 3;
  const answer = useQuery({ ...queries.directory(sought), enabled: asked });
  const found = asked ? (answer.data === undefined ? [] : foundIn(answer.data, kinds, person.structure)) : known;
  // Who was chosen stays in sight whatever is typed next.
  const shown = value === undefined || found.some((one) => keyOf(one) === keyOf(value)) ? found : [value, ...found];
  const empty = asked && answer.data !== undefined && found.length === 0;
  const teams = kinds.includes('structure');
  return (
    <div className="stack">
      <TextField
        label={label ?? person.label}
        help={help ?? (teams ? person.helpTeam : person.help)}
        value={text}
        onChange={setText}
        type="search"
        autoComplete="off"
        maxLength={80}
        error={shown.length === 0 && !empty ? error : undefined}
      />
      <p role="status" className="small quiet">
        {asked && answer.data !== undefined ? [person.count(found.length), empty ? person.none : answer.data.more ? person.more : ''].join(' ') : ''}
      </p>
      {answer.isError && <ProblemNotice error={answer.error} />}
      {shown.length > 0 && (
        <div className="found-people">
          <RadioGroup
            label={asked ? person.found : person.known}
            value={value === undefined ? undefined : keyOf(value)}
            onChange={(key) => {
              const one = shown.find((candidate) => keyOf(candidate) === key);
              if (one !== undefined) onChange(one);
            }}
            choices={shown.map((one) => ({ value: keyOf(one), label: one.name, help: one.capacity }))}
            error={error}
          />
        </div>
      )}
    </div>
  );
}
