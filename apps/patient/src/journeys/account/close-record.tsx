// Closing one's record, said whole before: who sees what then, what is kept, what to take away first; and the page of a closed one, which reopens it.

import type { ClosedByPatient } from '@carnet/contract';
import { Button, ConfirmDialog, LinkButton, PageHeader, ProblemNotice, Section, Shell, TextArea, callDoor } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Help, usePageTitle } from '../../frames.tsx';
import { recordPath } from '../../queries.ts';
import { ExportState } from '../export/export-state.tsx';

export function CloseRecord({ dossierId }: { readonly dossierId: string }): ReactNode {
  const { closing, export: words } = useWords();
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const close = async (): Promise<void> => {
    await callDoor<ClosedByPatient>(recordPath(dossierId, '/close'), { method: 'POST', body: reason.trim() === '' ? {} : { reason: reason.trim() } });
    // A full navigation: nothing of the record stays in memory, and the session says that it is closed.
    location.assign('/accueil');
  };
  return (
    <Section title={closing.title} lead={closing.lead}>
      <p className="section-after">
        <Button onPress={() => setAsked(true)}>{closing.ask}</Button>
      </p>
      {asked && (
        <ConfirmDialog isOpen danger onClose={() => setAsked(false)} title={closing.title} confirmLabel={closing.confirm} onConfirm={close}>
          <ul className="points">
            {closing.points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
          <p>{closing.before}</p>
          <p className="row">
            <LinkButton href="/emporter">{words.beforeClosing}</LinkButton>
          </p>
          <TextArea label={closing.reason} help={closing.reasonHelp} optional value={reason} onChange={setReason} maxLength={500} />
        </ConfirmDialog>
      )}
    </Section>
  );
}

export function ClosedRecord({ dossierId, onSignOut }: { readonly dossierId: string; readonly onSignOut: () => void }): ReactNode {
  const { closing, account, export: copy, homeLink } = useWords();
  usePageTitle(closing.closed.title);
  const reopen = useMutation({
    mutationFn: () => callDoor(recordPath(dossierId, '/reopen'), { method: 'POST' }),
    onSuccess: () => location.assign('/accueil'),
  });
  return (
    <Shell home="/" homeLabel={homeLink} footer={<Help />} width="narrow">
      <PageHeader title={closing.closed.title} lead={<p role="status">{closing.closed.lead}</p>} />
      <div className="stack">
        <p>{closing.closed.reopens}</p>
        {reopen.isError && <ProblemNotice error={reopen.error} />}
        <div className="form-actions">
          <Button kind="primary" wide isPending={reopen.isPending} onPress={() => reopen.mutate()}>
            {closing.closed.reopen}
          </Button>
          <Button kind="quiet" wide onPress={onSignOut}>
            {account.signOut}
          </Button>
        </div>
      </div>
      <Section title={copy.title} lead={copy.lead}>
        <div className="section-after">
          <ExportState dossierId={dossierId} />
        </div>
      </Section>
    </Shell>
  );
}
