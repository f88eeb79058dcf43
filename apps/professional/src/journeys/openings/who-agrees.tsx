// Who gives the agreement, by name where it is somebody else, and the person's own where they are represented. A curateur is told why not.

import type { SaidAgreement } from '@carnet/contract';
import { Notice, RadioGroup, TextField } from '@carnet/ui';
import type { ReactNode } from 'react';
import { useWords } from '../../words.ts';

export interface Said {
  readonly by: SaidAgreement['by'];
  readonly name: string;
  readonly sought: SaidAgreement['sought'];
}
const isGuardian = ({ by }: Said): boolean => by === 'tuteur' || by === 'habilitation_familiale';
/** Nothing can be opened on this agreement, whatever else is filled in. */
export const isStopped = (said: Said): boolean => said.by === 'curateur' || (isGuardian(said) && said.sought === 'refuses');
export const isSaid = (said: Said): boolean =>
  !isStopped(said) && (said.by === 'personne' || said.name.trim() !== '') && (!isGuardian(said) || said.sought !== undefined);
export const agreementOf = (said: Said): SaidAgreement => ({
  by: said.by,
  ...(said.by === 'personne' ? {} : { name: said.name.trim() }),
  ...(isGuardian(said) && said.sought !== undefined ? { sought: said.sought } : {}),
});

interface WhoAgreesProps {
  readonly minor: boolean;
  readonly said: Said;
  readonly onChange: (said: Said) => void;
  readonly tried: boolean;
}

export function WhoAgrees({ minor, said, onChange, tried }: WhoAgreesProps): ReactNode {
  const { agreement: words } = useWords().openings;
  const { by, name, sought } = said;
  return (
    <>
      {!minor && (
        <RadioGroup
          label={words.who}
          choices={(['personne', 'tuteur', 'habilitation_familiale', 'curateur'] as const).map((value) => ({ value, label: words.whoChoices[value] }))}
          value={by as 'personne' | 'tuteur' | 'habilitation_familiale' | 'curateur'}
          onChange={(next) => onChange({ ...said, by: next })}
        />
      )}
      {by === 'curateur' && <Notice tone="warning">{words.curateur}</Notice>}
      {by !== 'personne' && by !== 'curateur' && (
        <TextField
          label={words.name}
          {...(minor ? { help: words.whoChoices.parent } : {})}
          value={name}
          onChange={(next) => onChange({ ...said, name: next })}
          maxLength={100}
          autoComplete="off"
          error={tried && name.trim() === '' ? words.nameMissing : undefined}
        />
      )}
      {isGuardian(said) && (
        <RadioGroup
          label={words.sought}
          help={words.soughtHelp}
          choices={(['agrees', 'cannot-express', 'refuses'] as const).map((value) => ({ value, label: words.soughtChoices[value] }))}
          value={sought}
          onChange={(next) => onChange({ ...said, sought: next })}
          error={tried && sought === undefined ? words.soughtMissing : undefined}
        />
      )}
      {isGuardian(said) && sought === 'refuses' && <Notice tone="warning">{words.refuses}</Notice>}
    </>
  );
}
