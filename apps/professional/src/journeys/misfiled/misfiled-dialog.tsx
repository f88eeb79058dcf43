// A document of one's own that is not this patient's: put aside at once, then taken to where it is to be corrected.

import { ConfirmDialog, TextArea, isProblem, useAnnounce } from '@carnet/ui';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { reportMisfiled } from '../../api.ts';
import { useWords } from '../../words.ts';

interface MisfiledProps {
  readonly dossierId: string;
  readonly documentId: string;
  readonly version: number;
  readonly onClose: () => void;
}

export function MisfiledDialog({ dossierId, documentId, version, onClose }: MisfiledProps): ReactNode {
  const { document, misfiled } = useWords();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [words, setWords] = useState('');
  const [tried, setTried] = useState(false);
  const report = async (): Promise<void> => {
    try {
      await reportMisfiled(dossierId, documentId, { version, words: words.trim() });
      announce(misfiled.done);
      void navigate(`/a-corriger/${dossierId}/${documentId}`);
    } catch (failure) {
      if (!isProblem(failure, 'VERSION_PERIMEE')) throw failure;
      announce(document.stale, 'warning');
    }
    queries.removeQueries({ queryKey: ['dossier', dossierId, 'sheet', documentId] });
    for (const changed of [['dossier', dossierId, 'documents'], ['dossier', dossierId, 'glance'], ['misfiled']])
      void queries.invalidateQueries({ queryKey: changed });
  };
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
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
