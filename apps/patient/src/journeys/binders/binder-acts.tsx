// What is done with one binder, above the documents that are in it.

import type { Binder } from '@carnet/contract';
import { Button, ConfirmDialog, DeleteIcon, EditIcon, TextField, useAnnounce } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type ReactNode, useState } from 'react';
import { useNavigate } from '../../router/outlet.tsx';
import { useArrangement } from '../../arrangement.ts';

export function BinderActs({ binder }: { readonly binder: Binder }): ReactNode {
  const { binders: words } = useWords();
  const { arrange } = useArrangement();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<'rename' | 'remove' | undefined>(undefined);
  const [name, setName] = useState(binder.name);
  const close = (): void => setAsked(undefined);
  return (
    <>
      <Button
        small
        icon={<EditIcon />}
        onPress={() => {
          setName(binder.name);
          setAsked('rename');
        }}
      >
        {words.rename}
      </Button>
      <Button small kind="quiet" icon={<DeleteIcon />} onPress={() => setAsked('remove')}>
        {words.remove.open}
      </Button>
      <ConfirmDialog
        isOpen={asked === 'rename'}
        onClose={close}
        title={words.rename}
        confirmLabel={words.rename}
        isComplete={() => name.trim() !== ''}
        onConfirm={async () => {
          await arrange({ act: 'rename', binder: binder.id, name: name.trim() });
          announce(words.renamed);
        }}
      >
        <TextField
          label={words.newName}
          value={name}
          onChange={setName}
          maxLength={60}
          autoComplete="off"
          error={name.trim() === '' ? words.nameMissing : undefined}
        />
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asked === 'remove'}
        onClose={close}
        title={words.remove.title(binder.name)}
        confirmLabel={words.remove.confirm}
        danger
        onConfirm={async () => {
          await arrange({ act: 'remove', binder: binder.id });
          announce(words.remove.done);
          await navigate('/classeurs', { replace: true });
        }}
      >
        <p>{words.remove.what(binder.documents.length)}</p>
      </ConfirmDialog>
    </>
  );
}
