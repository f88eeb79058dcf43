// Second step: the one-time code received by e-mail. It can be pasted; another can be asked for after the delay the server gives.

import type { SignInState } from '@carnet/contract';
import { Button, CodeField, ProblemNotice, formatTime, useAnnounce, useLanguage } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useSecondsUntil } from '../../use-seconds-until.ts';
import { type StepProps, typingError, useStep } from './step.ts';

export function CodeStep({ state, ...props }: StepProps & { readonly state: Extract<SignInState, { step: 'code' }> }): ReactNode {
  const { signIn } = useWords();
  const { language } = useLanguage();
  const announce = useAnnounce();
  const [code, setCode] = useState('');
  const [asked, setAsked] = useState(false);
  const verify = useStep<{ code: string }>(props, 'code');
  const resend = useStep<undefined>(props, 'resend');
  const wait = useSecondsUntil(state.resendAllowedAt);
  const refusedTyping = typingError(verify.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (code.length === 6 && !verify.isPending) verify.mutate({ code });
  };
  const sendAgain = (): void =>
    resend.mutate(undefined, {
      onSuccess: () => {
        setCode('');
        setAsked(false);
        verify.reset();
        announce(signIn.code.resent);
      },
    });
  const other = verify.isError && refusedTyping === undefined ? verify.error : resend.error;
  return (
    <form className="form" onSubmit={submit} noValidate>
      <div className="sign-in-title">
        <p className="quiet">{signIn.steps(2)}</p>
        <h1>{signIn.code.title}</h1>
        <p className="lead">{signIn.code.sent(state.sentTo)}</p>
      </div>
      {other !== null && <ProblemNotice error={other} />}
      <CodeField
        label={signIn.code.label}
        help={`${signIn.code.help} ${signIn.code.expires} ${formatTime(state.expiresAt, language)}.`}
        name="code"
        value={code}
        onChange={setCode}
        autoFocus
        error={asked && code.length < 6 ? signIn.missing.code : refusedTyping}
      />
      <div className="form-actions">
        <Button type="submit" kind="primary" wide isPending={verify.isPending}>
          {signIn.code.verify}
        </Button>
        <Button kind="quiet" wide isDisabled={wait > 0} isPending={resend.isPending} onPress={sendAgain}>
          {wait > 0 ? signIn.code.resendIn(wait) : signIn.code.resend}
        </Button>
      </div>
      <p className="quiet small">{signIn.code.nothing}</p>
    </form>
  );
}
