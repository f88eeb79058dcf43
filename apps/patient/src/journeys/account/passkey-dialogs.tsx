// A passkey added, renamed, removed: what it will do said before, the password asked again for what opens or closes a way in.

import type { NewPasskeyQuestion, OwnPasskey } from '@carnet/contract';
import { ConfirmDialog, ProblemError, TextField, arrived, callDoor, useAnnounce } from '@carnet/ui';
import { type PatientWords, useWords } from '@carnet/ui/wording/patient';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { door, queries } from '../../queries.ts';
import { CurrentPassword } from './current-password.tsx';
import type { MadePasskey } from '../signing-in/passkey-gesture.ts';

interface PasskeyDialog {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}
const nameLongest = 60;

/** The devices people have, as their browser names their system; in this order, for a telephone says it is like a computer. */
const systems = [
  ['iphone', /iPhone/],
  ['ipad', /iPad/],
  ['android', /Android/],
  ['windows', /Windows/],
  ['mac', /Macintosh/],
  ['linux', /Linux/],
] as const;
const systemHere = (): (typeof systems)[number][0] | 'other' => systems.find(([, pattern]) => pattern.test(navigator.userAgent))?.[0] ?? 'other';

function useDone(): (words: string) => Promise<void> {
  const announce = useAnnounce();
  const client = useQueryClient();
  return async (words) => {
    announce(words);
    await Promise.all([queries.passkeys(), queries.sessions()].map(({ queryKey }) => client.invalidateQueries({ queryKey })));
  };
}

/** What went wrong on the device is told as any refusal is. */
async function made(question: NewPasskeyQuestion, { faults }: PatientWords['passkeys']): Promise<MadePasskey> {
  const { PasskeyFault, makePasskey } = await arrived(import('../signing-in/passkey-gesture.ts'));
  try {
    return await makePasskey(question);
  } catch (error) {
    if (!(error instanceof PasskeyFault)) throw error;
    throw new ProblemError({ type: 'about:blank', status: 0, code: `CLE_${error.fault.toUpperCase()}`, ...faults[error.fault] });
  }
}

function PasskeyName({ value, onChange, tried }: Parameters<typeof CurrentPassword>[0]): ReactNode {
  const { passkeys: words } = useWords();
  return (
    <TextField
      label={words.name}
      help={words.nameHelp}
      autoComplete="off"
      maxLength={nameLongest}
      value={value}
      onChange={onChange}
      error={tried && value.trim() === '' ? words.nameMissing : undefined}
    />
  );
}

export function AddPasskey(dialog: PasskeyDialog): ReactNode {
  const { passkeys: words } = useWords();
  const done = useDone();
  const suggested = words.names[systemHere()];
  const [name, setName] = useState<string>(suggested);
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const add = async (): Promise<void> => {
    const question = await callDoor<NewPasskeyQuestion>(`${door}/passkeys/options`, { method: 'POST', body: { password } });
    const { answer, elsewhere } = await made(question, words);
    const kept = elsewhere !== undefined && name === suggested ? words.names[elsewhere] : name.trim();
    await callDoor(`${door}/passkeys`, { method: 'POST', body: { name: kept, answer } });
    await done(words.added);
  };
  return (
    <ConfirmDialog
      {...dialog}
      title={words.add}
      confirmLabel={words.go}
      isComplete={() => {
        setTried(true);
        return password !== '' && name.trim() !== '';
      }}
      onConfirm={add}
    >
      <p>{words.how}</p>
      <p>{words.shared}</p>
      <PasskeyName value={name} onChange={setName} tried={tried} />
      <CurrentPassword value={password} onChange={setPassword} tried={tried} />
    </ConfirmDialog>
  );
}

export function RenamePasskey({ passkey, ...dialog }: PasskeyDialog & { readonly passkey: OwnPasskey }): ReactNode {
  const { passkeys: words } = useWords();
  const done = useDone();
  const [name, setName] = useState(passkey.name);
  return (
    <ConfirmDialog
      {...dialog}
      title={words.renameOf(passkey.name)}
      confirmLabel={words.save}
      isComplete={() => name.trim() !== ''}
      onConfirm={async () => {
        await callDoor(`${door}/passkeys/${passkey.id}`, { method: 'PUT', body: { name: name.trim() } });
        await done(words.renamed);
      }}
    >
      <PasskeyName value={name} onChange={setName} tried />
    </ConfirmDialog>
  );
}

export function RemovePasskey({ passkey, ...dialog }: PasskeyDialog & { readonly passkey: OwnPasskey }): ReactNode {
  const { passkeys: words } = useWords();
  const done = useDone();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  return (
    <ConfirmDialog
      {...dialog}
      danger
      title={words.removeOf(passkey.name)}
      confirmLabel={words.remove}
      isComplete={() => {
        setTried(true);
        return password !== '';
      }}
      onConfirm={async () => {
        await callDoor(`${door}/passkeys/${passkey.id}/remove`, { method: 'POST', body: { password } });
        await done(words.removed);
      }}
    >
      <p>{words.removing}</p>
      <p>{words.removingThere}</p>
      <CurrentPassword value={password} onChange={setPassword} tried={tried} />
    </ConfirmDialog>
  );
}
