// Second step: the code, if one came. Why none may have come is said to everybody alike, with what to do then.

import type { OpeningIdentity, OpeningStarted, OpeningState } from '@carnet/contract';
import { Button, CodeField, Notice, PageHeader, ProblemNotice, callDoor, formatTime, useAnnounce, useLanguage } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useSecondsUntil } from '../../use-seconds-until.ts';
import { typingError } from '../signing-in/step.ts';

export interface CodeStepProps {
  readonly identity: OpeningIdentity;
  readonly started: OpeningStarted;
  readonly onStarted: (started: OpeningStarted) => void;
  readonly onProved: (code: string, state: OpeningState) => void;
  readonly onAgain: () => void;
}

export function CodeStep({ identity, started, onStarted, onProved, onAgain }: CodeStepProps): ReactNode {
  const { opening, signIn } = useWords();
  const { language } = useLanguage();
  const announce = useAnnounce();
  const [code, setCode] = useState('');
  const [asked, setAsked] = useState(false);
  const verify = useMutation({
    mutationFn: () => callDoor<OpeningState>('/api/opening/verify', { method: 'POST', body: { identity, code } }),
    onSuccess: (state) => onProved(code, state),
    gcTime: 0,
  });
  const resend = useMutation({
    mutationFn: () => callDoor<OpeningStarted>('/api/opening/start', { method: 'POST', body: identity }),
    onSuccess: (next) => {
      setCode('');
      setAsked(false);
      verify.reset();
      onStarted(next);
      announce(opening.code.resent);
    },
    gcTime: 0,
  });
  const wait = useSecondsUntil(started.resendAllowedAt);
  const refusedTyping = typingError(verify.error, 'code');
  const other = verify.isError && refusedTyping === undefined ? verify.error : resend.error;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (code.length === 6 && !verify.isPending) verify.mutate();
  };
  return (
    <div className="stack">
      <PageHeader title={signIn.code.title} eyebrow={<span className="quiet">{opening.step(2)}</span>} lead={<p role="status">{opening.code.sent}</p>} />
      <form className="form" onSubmit={submit} noValidate>
        {other !== null && <ProblemNotice error={other} />}
        <CodeField
          label={signIn.code.label}
          help={`${signIn.code.help} ${signIn.code.expires} ${formatTime(started.expiresAt, language)}.`}
          name="code"
          value={code}
          onChange={setCode}
          error={asked && code.length < 6 ? signIn.missing.code : refusedTyping}
        />
        <div className="form-actions">
          <Button type="submit" kind="primary" wide isPending={verify.isPending}>
            {opening.code.verify}
          </Button>
          <Button kind="quiet" wide isDisabled={wait > 0} isPending={resend.isPending} onPress={() => resend.mutate()}>
            {wait > 0 ? signIn.code.resendIn(wait) : signIn.code.resend}
          </Button>
        </div>
      </form>
      <Notice title={opening.nothing.title}>
        <ul className="points">
          {opening.nothing.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
        <p>{opening.nothing.next}</p>
      </Notice>
      <Button kind="quiet" onPress={onAgain}>
        {opening.code.correct}
      </Button>
    </div>
  );
}
