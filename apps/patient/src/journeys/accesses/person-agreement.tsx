// Whether the person's own agreement was sought, asked of whoever decides for them under a measure (features A114). The server demands it
// and refuses what the person refuses; here it is only asked.

import type { PersonAgreement } from '@carnet/contract';
import { Notice, RadioGroup } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import type { ReactNode } from 'react';
import { useOpenRecord } from '../../open-record.tsx';

/** Whether this reader is one who is asked. */
export function useAgreementIsAsked(): boolean {
  const { dossier } = useOpenRecord();
  return dossier?.representation === 'tuteur' || dossier?.representation === 'habilitation_familiale';
}

const answers: readonly PersonAgreement[] = ['agrees', 'cannot-express', 'refuses'];

export function PersonAgreementField({
  value,
  onChange,
  missing,
}: {
  readonly value: PersonAgreement | undefined;
  readonly onChange: (value: PersonAgreement) => void;
  readonly missing: boolean;
}): ReactNode {
  const { agreement } = useWords().accesses;
  return (
    <>
      <RadioGroup<PersonAgreement>
        label={agreement.label}
        help={agreement.help}
        value={value}
        onChange={onChange}
        choices={answers.map((answer) => ({ value: answer, label: agreement.choices[answer] }))}
        error={missing && value === undefined ? agreement.missing : undefined}
      />
      {value === 'refuses' && (
        <Notice tone="warning" live>
          {agreement.refuses}
        </Notice>
      )}
    </>
  );
}
