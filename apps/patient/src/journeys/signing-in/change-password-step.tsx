// First sign-in ever: the initial password gives way to one's own.

import { passwordRules } from '@carnet/contract/password-rules';
import { Button, PasswordField, ProblemNotice } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type StepProps, typingError, useStep } from './step.ts';

export function ChangePasswordStep(props: StepProps): ReactNode {
  const { signIn } = useWords();
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const step = useStep<{ password: string }>(props, 'password');
  const complete = passwordRules.every(({ test }) => test(password));
  const refusedTyping = typingError(step.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (complete && !step.isPending) step.mutate({ password });
  };
  return (
    <form className="form" onSubmit={submit} noValidate>
      <div className="sign-in-title">
        <p className="quiet">{signIn.steps(1)}</p>
        <h1>{signIn.change.title}</h1>
        <p className="lead">{signIn.change.lead}</p>
      </div>
      {step.isError && refusedTyping === undefined && <ProblemNotice error={step.error} />}
      <PasswordField
        label={signIn.change.label}
        name="new-password"
        value={password}
        onChange={setPassword}
        autoComplete="new-password"
        rules={passwordRules}
        error={asked && !complete ? signIn.change.unmet : refusedTyping}
      />
      <Button type="submit" kind="primary" wide isPending={step.isPending}>
        {signIn.change.save}
      </Button>
    </form>
  );
}
