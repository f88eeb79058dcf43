// First step: who, and the password.

import { Button, Checkbox, PasswordField, ProblemNotice, TextField } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type FormEvent, type ReactNode, useState } from 'react';
import { maskLogin, rememberLogin, rememberedLogin } from './remembered-login.ts';
import { type StepProps, typingError, useStep } from './step.ts';

export function IdentifierStep(props: StepProps): ReactNode {
  const { signIn } = useWords();
  const [remembered, setRemembered] = useState(rememberedLogin);
  const [login, setLogin] = useState(remembered ?? '');
  const [password, setPassword] = useState('');
  const [keepIt, setKeepIt] = useState(remembered !== undefined);
  const [asked, setAsked] = useState(false);
  const step = useStep<{ login: string; password: string }>(props, 'identifier');
  const refusedTyping = typingError(step.error);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (login.trim() === '' || password === '' || step.isPending) return;
    rememberLogin(keepIt ? login.trim() : undefined);
    step.mutate({ login: login.trim(), password });
  };
  const forget = (): void => {
    rememberLogin(undefined);
    setRemembered(undefined);
    setKeepIt(false);
    setLogin('');
  };
  return (
    <form className="form" onSubmit={submit} noValidate>
      <div className="sign-in-title">
        <p className="quiet">{signIn.steps(1)}</p>
        <h1>{signIn.title}</h1>
      </div>
      {step.isError && refusedTyping === undefined && <ProblemNotice error={step.error} />}
      {remembered === undefined ? (
        <TextField
          label={signIn.identifier}
          help={signIn.identifierHelp}
          name="username"
          value={login}
          onChange={setLogin}
          autoComplete="username webauthn"
          mono
          error={asked && login.trim() === '' ? signIn.missing.login : undefined}
        />
      ) : (
        <div className="remembered">
          <p>
            {signIn.remembered} <span className="masked-login">{maskLogin(remembered)}</span>
          </p>
          <input type="hidden" name="username" autoComplete="username" value={login} readOnly />
          <Button kind="quiet" small onPress={forget}>
            {signIn.other}
          </Button>
        </div>
      )}
      <PasswordField
        label={signIn.password}
        name="password"
        value={password}
        onChange={setPassword}
        autoComplete={remembered === undefined ? 'current-password' : 'current-password webauthn'}
        error={asked && password === '' ? signIn.missing.password : refusedTyping}
      />
      <Checkbox isSelected={keepIt} onChange={setKeepIt} help={signIn.rememberHelp}>
        {signIn.remember}
      </Checkbox>
      <Button type="submit" kind="primary" wide isPending={step.isPending}>
        {signIn.next}
      </Button>
    </form>
  );
}
