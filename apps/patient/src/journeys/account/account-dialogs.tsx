// A new password, and the end of the other sessions: each asks for the current password, says what it will do, and stays open when refused.

import { passwordRules } from '@carnet/contract/password-rules';
import { ConfirmDialog, PasswordField, callDoor, useAnnounce } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { door, queries } from '../../queries.ts';
import { CurrentPassword } from './current-password.tsx';

interface AccountDialog {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Does it, says it, and reads the sessions again. */
function useAccountAct(): (path: string, body: object, done: string) => Promise<void> {
  const announce = useAnnounce();
  const client = useQueryClient();
  return async (path, body, done) => {
    await callDoor(`${door}${path}`, { method: 'POST', body });
    announce(done);
    await client.invalidateQueries({ queryKey: queries.sessions().queryKey });
  };
}

export function ChangePassword(dialog: AccountDialog): ReactNode {
  const { myAccount, signIn } = useWords();
  const words = myAccount.password;
  const act = useAccountAct();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const complete = passwordRules.every(({ test }) => test(password));
  return (
    <ConfirmDialog
      {...dialog}
      title={words.change}
      confirmLabel={words.save}
      isComplete={() => {
        setTried(true);
        return current !== '' && complete;
      }}
      onConfirm={() => act('/password', { current, password }, words.done)}
    >
      <p>{words.what}</p>
      <PasswordField
        label={words.current}
        name="password"
        value={current}
        onChange={setCurrent}
        autoComplete="current-password"
        error={tried && current === '' ? signIn.missing.password : undefined}
      />
      <PasswordField
        label={signIn.change.label}
        name="new-password"
        value={password}
        onChange={setPassword}
        autoComplete="new-password"
        rules={passwordRules}
        error={tried && !complete ? signIn.change.unmet : undefined}
      />
    </ConfirmDialog>
  );
}

export function CloseOthers({ count, ...dialog }: AccountDialog & { readonly count: number }): ReactNode {
  const { myAccount } = useWords();
  const words = myAccount.others;
  const act = useAccountAct();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  return (
    <ConfirmDialog
      {...dialog}
      title={words.close(count)}
      confirmLabel={words.close(count)}
      isComplete={() => {
        setTried(true);
        return password !== '';
      }}
      onConfirm={() => act('/sessions/close-others', { password }, words.done)}
    >
      <p>{words.what}</p>
      <CurrentPassword value={password} onChange={setPassword} tried={tried} />
      <p className="quiet">{words.after}</p>
    </ConfirmDialog>
  );
}
