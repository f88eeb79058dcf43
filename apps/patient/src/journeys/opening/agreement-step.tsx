// Third step, once the code is right: what opening means, one's agreement, and a password. It opens, and signs in at once.

import type { OpeningDone, OpeningIdentity, OpeningState } from '@carnet/contract';
import { passwordRules } from '@carnet/contract/password-rules';
import { Button, Checkbox, DateText, FaultIcon, Notice, PageHeader, PasswordField, ProblemNotice, callDoor } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { typingError } from '../signing-in/step.ts';

export interface AgreementStepProps {
  readonly identity: OpeningIdentity;
  readonly code: string;
  readonly state: Extract<OpeningState, { state: 'opens' }>;
  readonly onDone: (done: OpeningDone) => void;
  readonly onAgain: () => void;
}

export function AgreementStep({ identity, code, state, onDone, onAgain }: AgreementStepProps): ReactNode {
  const { opening, signIn } = useWords();
  const [agreed, setAgreed] = useState(false);
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const complete = passwordRules.every(({ test }) => test(password));
  const open = useMutation({
    mutationFn: () => callDoor<OpeningDone>('/api/opening/complete', { method: 'POST', body: { identity, code, password, agreed: true } }),
    onSuccess: onDone,
    gcTime: 0,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (agreed && complete && !open.isPending) open.mutate();
  };
  const { agreement } = opening;
  const said = state.known === undefined ? agreement.points : state.known === 'open' ? agreement.knownOpen : agreement.knownClosed;
  const codeFault = typingError(open.error, 'code');
  return (
    <div className="stack">
      <PageHeader
        title={agreement.title(state.displayName)}
        eyebrow={<span className="quiet">{opening.step(3)}</span>}
        lead={<p role="status">{agreement.lead(state.sentTo)}</p>}
      />
      {state.opposedAt !== undefined && (
        <Notice tone="warning">
          {agreement.opposed} <DateText iso={state.opposedAt} as="day" />. {agreement.opposedTakenBack}
        </Notice>
      )}
      <ul className="points">
        {said.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <form className="form" onSubmit={submit} noValidate>
        {open.isError && typingError(open.error, 'password') === undefined && codeFault === undefined && <ProblemNotice error={open.error} />}
        {codeFault !== undefined && (
          <Notice tone="danger" live actions={<Button onPress={onAgain}>{agreement.newCode}</Button>}>
            {codeFault}
          </Notice>
        )}
        <PasswordField
          label={signIn.change.label}
          name="new-password"
          value={password}
          onChange={setPassword}
          autoComplete="new-password"
          rules={passwordRules}
          error={asked && !complete ? signIn.change.unmet : typingError(open.error, 'password')}
        />
        <Checkbox isSelected={agreed} onChange={setAgreed} isInvalid={asked && !agreed}>
          {state.known === undefined ? agreement.tick : agreement.tickKnown}
        </Checkbox>
        {asked && !agreed && (
          <p className="field-error" role="alert">
            <FaultIcon />
            <span>{agreement.missing}</span>
          </p>
        )}
        <Button type="submit" kind="primary" wide isPending={open.isPending}>
          {state.known === undefined ? agreement.open : agreement.enter}
        </Button>
      </form>
      <p className="quiet small">{agreement.free}</p>
    </div>
  );
}
