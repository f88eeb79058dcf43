// Taking back a decision before its day: what will not happen is said, a reason is asked, and both stay in the history.

import { Button, Dialog, ProblemNotice, formatDay, useAnnounce, useKitWords, useLanguage } from '@carnet/ui';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useLawChanged } from '../law.ts';
import { useWords } from '../words.ts';
import { ReasonField, isReason } from './decision-fields.tsx';

interface WithdrawDialogProps {
  readonly day: string;
  readonly onClose: () => void;
  readonly onWithdraw: (reason: string) => Promise<unknown>;
}

export function WithdrawDialog({ day, onClose, onWithdraw }: WithdrawDialogProps): ReactNode {
  const { withdraw } = useWords();
  const kit = useKitWords();
  const { language } = useLanguage();
  const announce = useAnnounce();
  const lawChanged = useLawChanged();
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const act = useMutation({
    mutationFn: onWithdraw,
    onSuccess: async () => {
      announce(withdraw.done);
      onClose();
      await lawChanged();
    },
  });
  const submit = (): void => {
    setChecked(true);
    if (isReason(reason)) act.mutate(reason.trim());
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={withdraw.title}
      actions={
        <>
          <Button kind="danger" isPending={act.isPending} onPress={submit}>
            {withdraw.action}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {kit.cancel}
          </Button>
        </>
      }
    >
      <p>{withdraw.what(formatDay(day, language))}</p>
      <p className="quiet">{withdraw.kept}</p>
      <ReasonField value={reason} onChange={setReason} checked={checked} />
      {act.error !== null && <ProblemNotice error={act.error} />}
    </Dialog>
  );
}
