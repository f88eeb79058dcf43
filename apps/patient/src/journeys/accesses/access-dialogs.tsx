// Withdrawing, blocking, unblocking: each says what it will do and what it will not, then that it is done.

import { ConfirmDialog, Notice, callDoor, useAnnounce } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';

export type Asked =
  | { readonly act: 'withdraw'; readonly kind: 'professionnel' | 'structure'; readonly id: string; readonly name: string }
  | { readonly act: 'block'; readonly id: string; readonly name: string; readonly isDoctor: boolean }
  | { readonly act: 'unblock'; readonly id: string; readonly name: string };

export function AccessDialogs({ asked, onClose }: { readonly asked: Asked | undefined; readonly onClose: () => void }): ReactNode {
  const { accesses } = useWords();
  const client = useQueryClient();
  const announce = useAnnounce();
  const dossierId = useDossierId();
  // The last question stays while its dialog leaves the screen.
  const [shown, setShown] = useState(asked);
  useEffect(() => {
    if (asked !== undefined) setShown(asked);
  }, [asked]);
  if (shown === undefined) return null;
  const words = { withdraw: accesses.withdrawDialog, block: accesses.blockDialog, unblock: accesses.unblockDialog }[shown.act];
  const act = async (): Promise<void> => {
    await callDoor(recordPath(dossierId, `/accesses/${shown.act}`), {
      method: 'POST',
      body: shown.act === 'withdraw' ? { kind: shown.kind, id: shown.id } : { id: shown.id },
    });
    announce(words.done(shown.name));
    await Promise.all([client.invalidateQueries({ queryKey: ['accesses'] }), client.invalidateQueries({ queryKey: ['journal'] })]);
  };
  return (
    <ConfirmDialog
      isOpen={asked !== undefined}
      onClose={onClose}
      title={words.title(shown.name)}
      confirmLabel={words.confirm}
      danger={shown.act === 'block'}
      onConfirm={act}
    >
      {shown.act === 'block' && shown.isDoctor && <Notice tone="warning">{accesses.blockDialog.doctor}</Notice>}
      <p>{words.what}</p>
      {'after' in words && <p className="quiet">{words.after}</p>}
    </ConfirmDialog>
  );
}
