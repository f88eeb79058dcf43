// Suspending a service, striking it off or putting it on line again: what happens is said first, and the reason is kept.

import type { ServiceState } from '@carnet/contract';
import { Button, Dialog, ProblemNotice, useAnnounce } from '@carnet/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { changeServiceState } from '../../api.ts';
import { ReasonField, isReason } from '../../decisions/decision-fields.tsx';
import { useWords } from '../../words.ts';
import type { SteeredService } from './services-page.tsx';

interface ChangeStateProps {
  readonly service: SteeredService;
  readonly to: ServiceState;
  readonly onClose: () => void;
}

export function ChangeState({ service, to, onClose }: ChangeStateProps): ReactNode {
  const { services: words } = useWords();
  const announce = useAnnounce();
  const client = useQueryClient();
  const form = useId();
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const change = useMutation({
    mutationFn: () => changeServiceState(service.id, to, reason.trim()),
    onSuccess: async () => {
      announce(words.change.done(service.name));
      await client.invalidateQueries({ queryKey: ['services'] });
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (isReason(reason) && !change.isPending) change.mutate();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.change.title[to]}
      actions={
        <>
          <Button kind="primary" type="submit" form={form} isPending={change.isPending}>
            {words.act[to]}
          </Button>
          <Button onPress={onClose}>{words.form.cancel}</Button>
        </>
      }
    >
      <form id={form} className="form" onSubmit={submit} noValidate>
        <p>
          <span className="strong">{service.name}</span>
          <span className="beside">{words.by(service.publisher)}</span>
        </p>
        <p>{words.change.what[to]}</p>
        {change.isError && <ProblemNotice error={change.error} />}
        <ReasonField value={reason} onChange={setReason} checked={checked} />
      </form>
    </Dialog>
  );
}
