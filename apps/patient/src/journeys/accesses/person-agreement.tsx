// Whether the person's own agreement was sought, asked of whoever decides for them under a measure (features A114). The server demands it
// and refuses what the person refuses; here it is only asked.

import type { PersonAgreement } from '@carnet/contract';
import { Notice, RadioGroup } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type ReactNode, useState } from 'react';
import { useOpenRecord } from '../../open-record.tsx';

/** Whether this reader is one who is asked. */
function useAgreementIsAsked(): boolean {
  const { dossier } = useOpenRecord();
  return dossier?.representation === 'tuteur' || dossier?.representation === 'habilitation_familiale';
}

const answers: readonly PersonAgreement[] = ['agrees', 'cannot-express', 'refuses'];

function PersonAgreementField({
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

/** The question, where it is asked; whether it is answered, and the answer as the server takes it. `agrees`: the act agrees to something in the person's place. */
export function usePersonAgreement(
  tried: boolean,
  agrees = true,
): {
  readonly said: boolean;
  readonly stated: { readonly personAgreement?: PersonAgreement };
  readonly field: ReactNode;
} {
  const isAsked = useAgreementIsAsked() && agrees;
  const [agreement, setAgreement] = useState<PersonAgreement | undefined>(undefined);
  return {
    said: !isAsked || agreement !== undefined,
    stated: agreement === undefined ? {} : { personAgreement: agreement },
    field: isAsked && <PersonAgreementField value={agreement} onChange={setAgreement} missing={tried} />,
  };
}
