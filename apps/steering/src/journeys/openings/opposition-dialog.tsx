// An opposition that came by letter, by telephone or at a counter: who, how it was said, and what proves it.

import type { OppositionRecorded } from '@carnet/contract';
import { Button, Dialog, Notice, ProblemNotice, RadioGroup, TextArea, TextField, useAnnounce } from '@carnet/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { type Opposition, recordOpposition } from '../../api.ts';
import { useWords } from '../../words.ts';

const nobody: Opposition = { matricule: '', familyName: '', firstName: '', birthDate: '', means: 'courrier', proof: '' };

export function OppositionDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { openings } = useWords();
  const words = openings.opposition;
  const announce = useAnnounce();
  const client = useQueryClient();
  const form = useId();
  const [who, setWho] = useState(nobody);
  const [asked, setAsked] = useState(false);
  const record = useMutation({
    mutationFn: () => recordOpposition(who),
    onSuccess: ({ state }: OppositionRecorded) => {
      if (state !== 'recorded') return;
      announce(words.done);
      void client.invalidateQueries({ queryKey: ['openings'] });
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (Object.values(who).every((value) => value.trim() !== '') && !record.isPending) record.mutate();
  };
  const field = (key: 'matricule' | 'familyName' | 'firstName' | 'birthDate' | 'proof') => ({
    label: words.fields[key],
    name: key,
    value: who[key],
    onChange: (value: string) => setWho({ ...who, [key]: value }),
    error: asked && who[key].trim() === '' ? words.missing : undefined,
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={openings.record}
      actions={
        <>
          <Button kind="primary" type="submit" form={form} isPending={record.isPending}>
            {words.record}
          </Button>
          <Button onPress={onClose}>{words.cancel}</Button>
        </>
      }
    >
      <form id={form} className="form" onSubmit={submit} noValidate>
        <p>{words.lead}</p>
        {record.isError && <ProblemNotice error={record.error} />}
        {record.data?.state === 'opened' && (
          <Notice tone="warning" live>
            {words.opened}
          </Notice>
        )}
        <TextField {...field('matricule')} mono autoComplete="off" />
        <TextField {...field('familyName')} autoComplete="off" />
        <TextField {...field('firstName')} autoComplete="off" />
        <TextField {...field('birthDate')} type="date" autoComplete="off" />
        <RadioGroup
          label={words.fields.means}
          value={who.means}
          onChange={(means) => setWho({ ...who, means })}
          choices={(['courrier', 'telephone', 'guichet'] as const).map((value) => ({ value, label: words.means[value] }))}
        />
        <TextArea {...field('proof')} help={words.proofHelp} />
      </form>
    </Dialog>
  );
}
