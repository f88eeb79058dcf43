// "This document is not mine": what happens then is said before; why, in the person's own words, is read by its author and the identity cell.

import type { DocumentDetail } from '@carnet/contract';
import { ConfirmDialog, TextArea, callDoor, isProblem, useAnnounce } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useNavigate } from '../../router/outlet.tsx';
import { documentPath, forgetLists, queries } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';

interface MisfiledProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onStale: () => void;
  readonly detail: DocumentDetail;
  readonly backHref: string;
}

export function MisfiledDialog({ detail, onStale, backHref, ...dialog }: MisfiledProps): ReactNode {
  const { misfiled } = useWords();
  const client = useQueryClient();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const dossierId = useDossierId();
  const [words, setWords] = useState('');
  const [tried, setTried] = useState(false);
  const report = async (): Promise<void> => {
    try {
      await callDoor(documentPath(dossierId, detail.id, '/misfiled'), { method: 'POST', body: { version: detail.version, words: words.trim() } });
    } catch (error) {
      if (!isProblem(error, 'VERSION_PERIMEE')) throw error;
      await client.refetchQueries({ queryKey: queries.document(dossierId, detail.id).queryKey });
      onStale();
      return;
    }
    announce(misfiled.done);
    await navigate(backHref, { replace: true });
    client.removeQueries({ queryKey: ['document', dossierId, detail.id] });
    void forgetLists(client);
  };
  return (
    <ConfirmDialog
      {...dialog}
      title={misfiled.title}
      confirmLabel={misfiled.confirm}
      isComplete={() => {
        setTried(true);
        return words.trim() !== '';
      }}
      onConfirm={report}
    >
      <p>{misfiled.what}</p>
      <p>{misfiled.next}</p>
      <p className="quiet">{misfiled.instead}</p>
      <TextArea
        label={misfiled.words}
        help={misfiled.wordsHelp}
        value={words}
        onChange={setWords}
        maxLength={1000}
        error={tried && words.trim() === '' ? misfiled.missing : undefined}
      />
    </ConfirmDialog>
  );
}
