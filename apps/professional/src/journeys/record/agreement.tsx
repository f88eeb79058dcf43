// The patient's agreement, recorded by whoever collected it: for oneself or for the care team, never without the tick (A014).

import { Button, Checkbox, ProblemNotice, RadioGroup, ShieldIcon, TextField, formatDay, isProblem, useAnnounce, useLanguage } from '@carnet/ui';
import type { DossierStatus } from '@carnet/contract';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { declareAutorisation } from '../../api.ts';
import { lastMoment } from '../../last-moment.ts';
import { useProfessional } from '../../session.tsx';
import { useOnce } from '../../use-once.ts';
import { useWords } from '../../words.ts';

type Beneficiary = 'me' | 'my-structure';
interface AgreementProps {
  readonly dossierId: string;
  /** For whom it may be recorded; the team only where one acts for a structure. */
  readonly choices: readonly [Beneficiary, ...Beneficiary[]];
  readonly action: string;
  readonly onRecorded: (status: DossierStatus) => void | Promise<void>;
}

export function Agreement({ dossierId, choices, action, onRecorded }: AgreementProps): ReactNode {
  const { authorisation, care } = useWords();
  const { language } = useLanguage();
  const { structure, terms } = useProfessional();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const reminder = useId();
  const [beneficiary, setBeneficiary] = useState<Beneficiary>(choices[0]);
  const [stayEndsOn, setStayEndsOn] = useState('');
  const [agreed, setAgreed] = useState(false);
  const [reminded, setReminded] = useState(false);
  const forTeam = beneficiary === 'my-structure' && structure !== undefined;
  const declare = useOnce({
    mutationFn: () => declareAutorisation(dossierId, beneficiary, forTeam && stayEndsOn !== '' ? stayEndsOn : undefined),
    onSuccess: async (status) => {
      announce(status.until === undefined ? authorisation.recorded : care.agreement.recordedUntil(formatDay(lastMoment(status.until), language)));
      void queries.invalidateQueries({ queryKey: ['patients'] });
      await onRecorded(status);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setReminded(!agreed);
    if (agreed) declare.mutate();
  };
  const badDay = isProblem(declare.error, 'PARAMETRE_INVALIDE');
  return (
    <form className="agreement stack" onSubmit={submit} noValidate>
      {structure !== undefined && choices.length > 1 && (
        <RadioGroup
          label={authorisation.for}
          value={beneficiary}
          // Another agreement is asked for: the tick was for the first one.
          onChange={(next) => {
            setBeneficiary(next);
            setAgreed(false);
          }}
          choices={[
            { value: 'me', label: authorisation.forMe },
            { value: 'my-structure', label: authorisation.forTeam(structure.name), help: authorisation.forTeamHelp },
          ]}
        />
      )}
      {forTeam && (
        <TextField
          type="date"
          label={care.agreement.stayEndsOn}
          help={care.agreement.stayHelp(terms.structureDays)}
          optional
          value={stayEndsOn}
          onChange={setStayEndsOn}
          error={badDay ? care.agreement.badDay(terms.professionnelDays) : undefined}
        />
      )}
      <Checkbox
        isSelected={agreed}
        onChange={(next) => {
          setAgreed(next);
          setReminded(false);
        }}
        isInvalid={reminded}
        aria-describedby={reminder}
      >
        {forTeam ? authorisation.agreementForTeam(structure.name) : authorisation.agreementForMe}
      </Checkbox>
      <p id={reminder} className={reminded ? 'field-error' : 'small quiet'} role={reminded ? 'alert' : undefined}>
        {reminded ? authorisation.required : forTeam ? care.agreement.toldForTeam : authorisation.told(terms.professionnelDays)}
      </p>
      {declare.error !== null && !badDay && <ProblemNotice error={declare.error} />}
      <div className="row">
        <Button type="submit" kind="primary" icon={<ShieldIcon />} isPending={declare.isPending}>
          {action}
        </Button>
      </div>
    </form>
  );
}
