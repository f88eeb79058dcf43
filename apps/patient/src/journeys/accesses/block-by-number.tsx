// Keeping out a professional who is in no list, by the RPPS number printed on a prescription.

import { Button, TextField, groupIdentifier } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Asked } from './access-dialogs.tsx';

export function BlockByNumber({ onAsk, doctorId }: { readonly onAsk: (asked: Asked) => void; readonly doctorId?: string }): ReactNode {
  const { accesses } = useWords();
  const [number, setNumber] = useState('');
  const [asked, setAsked] = useState(false);
  const bare = number.replaceAll(/\s/g, '');
  const complete = /^\d{11}$/.test(bare);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (!complete) return;
    onAsk({ act: 'block', id: bare, name: groupIdentifier(bare, 'rpps'), isDoctor: doctorId === `8${bare}` });
    setAsked(false);
    setNumber('');
  };
  return (
    <form className="form block-form" onSubmit={submit} noValidate>
      <h3>{accesses.blockTitle}</h3>
      <TextField
        label={accesses.rpps}
        help={accesses.blockLead}
        value={number}
        onChange={setNumber}
        inputMode="numeric"
        autoComplete="off"
        mono
        error={asked && !complete ? accesses.rppsWrong : undefined}
      />
      <div className="form-actions">
        <Button type="submit" wide>
          {accesses.blockConfirm}
        </Button>
      </div>
    </form>
  );
}
