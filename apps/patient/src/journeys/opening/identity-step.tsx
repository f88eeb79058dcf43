// First step: who one is, as it is on the card. What is wrong by itself (a digit, a child's birth date) is said; nothing else is.

import type { OpeningIdentity, OpeningStarted } from '@carnet/contract';
import { Button, Notice, PageHeader, ProblemNotice, TextField, callDoor } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useQueryOfAddress } from '../../router/outlet.tsx';
import { signInHref } from '../../sign-in-href.ts';
import { typingError } from '../signing-in/step.ts';

export const noIdentity: OpeningIdentity = { matricule: '', familyName: '', firstName: '', birthDate: '' };

/** Came for a forgotten identifier: the same questions, and the same answers to everybody. */
export const useFindsLogin = (): boolean => useQueryOfAddress().has('identifiant');

export interface IdentityStepProps {
  readonly identity: OpeningIdentity;
  readonly onChange: (identity: OpeningIdentity) => void;
  readonly onStarted: (started: OpeningStarted) => void;
}

export function IdentityStep({ identity, onChange, onStarted }: IdentityStepProps): ReactNode {
  const { opening } = useWords();
  const finds = useFindsLogin();
  const [asked, setAsked] = useState(false);
  const start = useMutation({
    mutationFn: () => callDoor<OpeningStarted>('/api/opening/start', { method: 'POST', body: identity }),
    onSuccess: onStarted,
    gcTime: 0,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (Object.values(identity).every((value) => value.trim() !== '') && !start.isPending) start.mutate();
  };
  const field = (key: keyof OpeningIdentity) => ({
    label: opening.fields[key],
    name: key,
    value: identity[key],
    onChange: (value: string) => onChange({ ...identity, [key]: value }),
    error: asked && identity[key].trim() === '' ? opening.missing[key] : typingError(start.error, key),
  });
  return (
    <div className="stack">
      {finds ? (
        <PageHeader title={opening.findLogin.title} lead={<p>{opening.findLogin.lead}</p>} />
      ) : (
        <PageHeader title={opening.title} eyebrow={<span className="quiet">{opening.step(1)}</span>} lead={<p>{opening.lead}</p>} />
      )}
      <form className="form" onSubmit={submit} noValidate>
        {start.isError && typingError(start.error) === undefined && <ProblemNotice error={start.error} />}
        <TextField {...field('matricule')} help={opening.help.matricule} mono inputMode="text" autoComplete="off" />
        <TextField {...field('familyName')} help={opening.help.familyName} autoComplete="family-name" />
        <TextField {...field('firstName')} help={opening.help.firstName} autoComplete="given-name" />
        <TextField {...field('birthDate')} type="date" autoComplete="bday" />
        <Button type="submit" kind="primary" wide isPending={start.isPending}>
          {opening.send}
        </Button>
      </form>
      {!finds && (
        <>
          <Notice tone="success">{opening.free}</Notice>
          <section className="stack-s">
            <h2>{opening.child.title}</h2>
            <p>{opening.child.body}</p>
          </section>
        </>
      )}
      <p>
        <a href={signInHref('/accueil')}>{opening.hasLetter}</a>
      </p>
    </div>
  );
}
