// A lost password: a code by e-mail, then a new password. The answer is the same whether the identifier exists or not.

import { passwordRules } from '@carnet/contract/password-rules';
import { Button, CodeField, Notice, PageHeader, PasswordField, ProblemNotice, TextField, TextLink, callDoor } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { signInHref } from '../../sign-in-href.ts';
import { rememberedLogin } from './remembered-login.ts';
import { typingError } from './step.ts';

function AskCode({ onSent }: { readonly onSent: (login: string) => void }): ReactNode {
  const { signIn } = useWords();
  const [login, setLogin] = useState(rememberedLogin() ?? '');
  const [asked, setAsked] = useState(false);
  const start = useMutation({
    mutationFn: () => callDoor('/api/recovery/start', { method: 'POST', body: { login: login.trim() } }),
    onSuccess: () => onSent(login.trim()),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (login.trim() !== '' && !start.isPending) start.mutate();
  };
  return (
    <form className="form" onSubmit={submit} noValidate>
      {start.isError && <ProblemNotice error={start.error} />}
      <TextField
        label={signIn.identifier}
        help={signIn.identifierHelp}
        name="username"
        value={login}
        onChange={setLogin}
        autoComplete="username"
        mono
        error={asked && login.trim() === '' ? signIn.missing.login : undefined}
      />
      <Button type="submit" kind="primary" wide isPending={start.isPending}>
        {signIn.recovery.send}
      </Button>
    </form>
  );
}

function ChoosePassword({ login, onDone, onAgain }: { readonly login: string; readonly onDone: () => void; readonly onAgain: () => void }): ReactNode {
  const { signIn } = useWords();
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const complete = passwordRules.every(({ test }) => test(password));
  const save = useMutation({
    mutationFn: () => callDoor('/api/recovery/complete', { method: 'POST', body: { login, code, password } }),
    onSuccess: onDone,
    gcTime: 0,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (complete && code.length === 6 && !save.isPending) save.mutate();
  };
  return (
    <form className="form" onSubmit={submit} noValidate>
      <Notice live>{signIn.recovery.sent}</Notice>
      {save.isError && typingError(save.error) === undefined && <ProblemNotice error={save.error} />}
      <CodeField
        label={signIn.recovery.code}
        help={signIn.code.help}
        name="code"
        value={code}
        onChange={setCode}
        autoFocus
        error={asked && code.length < 6 ? signIn.missing.code : typingError(save.error, 'code')}
      />
      <PasswordField
        label={signIn.recovery.newPassword}
        name="new-password"
        value={password}
        onChange={setPassword}
        autoComplete="new-password"
        rules={passwordRules}
        error={asked && !complete ? signIn.change.unmet : typingError(save.error, 'password')}
      />
      <div className="form-actions">
        <Button type="submit" kind="primary" wide isPending={save.isPending}>
          {signIn.recovery.save}
        </Button>
        <Button kind="quiet" wide onPress={onAgain}>
          {signIn.recovery.again}
        </Button>
      </div>
    </form>
  );
}

export default function Recovery(): ReactNode {
  const { signIn } = useWords();
  const [login, setLogin] = useState<string | undefined>(undefined);
  const [done, setDone] = useState(false);
  usePageTitle(signIn.recovery.title);
  if (done)
    return (
      <div className="stack">
        <PageHeader title={signIn.recovery.doneTitle} lead={<p role="status">{signIn.recovery.done}</p>} />
        <a className="button" data-kind="primary" href={signInHref('/accueil')}>
          {signIn.recovery.signIn}
        </a>
      </div>
    );
  return (
    <div className="stack-l">
      <PageHeader title={signIn.recovery.title} lead={<p>{signIn.recovery.lead}</p>} />
      {login === undefined ? <AskCode onSent={setLogin} /> : <ChoosePassword login={login} onDone={() => setDone(true)} onAgain={() => setLogin(undefined)} />}
      <section className="stack-s">
        <h2>{signIn.recovery.noMail.title}</h2>
        <p>{signIn.recovery.noMail.body}</p>
      </section>
      <p>
        <TextLink href="/creer?identifiant">{signIn.lostLogin}</TextLink>
      </p>
    </div>
  );
}
