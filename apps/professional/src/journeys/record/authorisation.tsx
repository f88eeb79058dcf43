// What the patient has decided about this professional, and what to do about it. Nothing is recorded without the tick (A014).

import { Button, Checkbox, Notice, ProblemNotice, RadioGroup, ShieldIcon } from '@carnet/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { useAnnounce } from '@carnet/ui';
import { declareAutorisation } from '../../api.ts';
import { useProfessional } from '../../session.tsx';
import { useWords } from '../../words.ts';
import { EmergencyEntry } from './emergency.tsx';

export type Standing = 'NON_EXISTE' | 'EXPIREE' | 'INTERDIT';
/** The rule each standing comes from: what support, and the journal, call it. */
const ruleOf: Readonly<Record<Standing, string>> = { NON_EXISTE: 'AUTORISATION_ABSENTE', EXPIREE: 'AUTORISATION_EXPIREE', INTERDIT: 'PS_BLOQUE' };

export function Authorisation({ dossierId, status }: { readonly dossierId: string; readonly status: Standing }): ReactNode {
  const { authorisation, errors } = useWords();
  const words = authorisation[status];
  return (
    <section className="authorisation stack" aria-label={authorisation.heading}>
      <Notice tone={status === 'INTERDIT' ? 'danger' : 'warning'} title={words.title}>
        <p>{words.why}</p>
        <p className="small notice-code">{errors.ruleCode(ruleOf[status])}</p>
      </Notice>
      {status !== 'INTERDIT' && <Agreement dossierId={dossierId} />}
      {status !== 'INTERDIT' && <EmergencyEntry dossierId={dossierId} />}
    </section>
  );
}

function Agreement({ dossierId }: { readonly dossierId: string }): ReactNode {
  const { authorisation } = useWords();
  const { structure } = useProfessional();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const reminder = useId();
  const [beneficiary, setBeneficiary] = useState<'me' | 'my-structure'>('me');
  const [agreed, setAgreed] = useState(false);
  const [reminded, setReminded] = useState(false);
  const declare = useMutation({
    mutationFn: () => declareAutorisation(dossierId, beneficiary),
    onSuccess: async () => {
      announce(authorisation.recorded);
      await queries.resetQueries({ queryKey: ['dossier', dossierId] });
      void navigate(`/dossier/${dossierId}`);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setReminded(!agreed);
    if (agreed) declare.mutate();
  };
  const forTeam = beneficiary === 'my-structure' && structure !== undefined;
  return (
    <form className="agreement stack" onSubmit={submit} noValidate>
      {structure !== undefined && (
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
        {reminded ? authorisation.required : authorisation.told}
      </p>
      {declare.error !== null && <ProblemNotice error={declare.error} />}
      <div className="row">
        <Button type="submit" kind="primary" icon={<ShieldIcon />} isPending={declare.isPending}>
          {authorisation.action}
        </Button>
      </div>
    </form>
  );
}
