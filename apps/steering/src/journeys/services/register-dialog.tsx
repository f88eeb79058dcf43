// A service or a structure's software written in the register: what its publisher asks, pasted as it is, and why it is let in.

import { Button, Dialog, ProblemNotice, TextArea, TextField, useAnnounce } from '@carnet/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { registerService } from '../../api.ts';
import { ReasonField, isReason } from '../../decisions/decision-fields.tsx';
import { useWords } from '../../words.ts';

/** Undefined: not an object of JSON. */
function metadataIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Readonly<Record<string, unknown>>) : undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

export function RegisterDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { services } = useWords();
  const words = services.form;
  const announce = useAnnounce();
  const client = useQueryClient();
  const form = useId();
  const [id, setId] = useState('');
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const metadata = metadataIn(text);
  const register = useMutation({
    mutationFn: (asked: Readonly<Record<string, unknown>>) =>
      registerService({ ...(id.trim() === '' ? {} : { id: id.trim() }), metadata: asked, reason: reason.trim() }),
    onSuccess: async ({ name }) => {
      announce(words.done(name));
      await client.invalidateQueries({ queryKey: ['services'] });
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (metadata !== undefined && isReason(reason) && !register.isPending) register.mutate(metadata);
  };
  const fault = text.trim() === '' ? words.missing : metadata === undefined ? words.notJson : undefined;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.title}
      actions={
        <>
          <Button kind="primary" type="submit" form={form} isPending={register.isPending}>
            {services.register}
          </Button>
          <Button onPress={onClose}>{words.cancel}</Button>
        </>
      }
    >
      <form id={form} className="form" onSubmit={submit} noValidate>
        <p>{words.lead}</p>
        {register.isError && <ProblemNotice error={register.error} />}
        <TextField label={words.id} help={words.idHelp} value={id} onChange={setId} mono autoComplete="off" />
        <TextArea label={words.metadata} value={text} onChange={setText} isRequired error={checked ? fault : undefined} />
        <ReasonField value={reason} onChange={setReason} checked={checked} />
      </form>
    </Dialog>
  );
}
