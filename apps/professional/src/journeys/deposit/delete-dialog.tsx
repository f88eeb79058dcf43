// Deleting a document of one's own (TD3.3c): what will happen is said before, and that a correction would do. Final, so it asks for a tick.

import { Checkbox, ConfirmDialog, Dialog, ErrorState, Skeleton, WholeLine, isProblem, lineLock, useAnnounce } from '@carnet/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { deleteDocument, readDocument } from '../../api.ts';
import { useWords } from '../../words.ts';

interface DeleteProps {
  readonly dossierId: string;
  readonly documentId: string;
  readonly onClose: () => void;
}

export function DeleteDialog({ dossierId, documentId, onClose }: DeleteProps): ReactNode {
  const { deposit, document } = useWords();
  const { remove } = deposit;
  const announce = useAnnounce();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const reminder = useId();
  const [ticked, setTicked] = useState(false);
  const [reminded, setReminded] = useState(false);
  const { data: detail, error } = useQuery({
    queryKey: ['dossier', dossierId, 'sheet', documentId],
    queryFn: () => readDocument(dossierId, documentId),
    staleTime: 0,
  });
  if (detail?.abilities.delete.allowed !== true)
    return (
      <Dialog isOpen onClose={onClose} title={remove.title}>
        {detail !== undefined ? <p>{deposit.notYours.why}</p> : error === null ? <Skeleton shape="text" count={3} /> : <ErrorState error={error} />}
      </Dialog>
    );
  const confirm = async (): Promise<void> => {
    try {
      await deleteDocument(dossierId, documentId, lineLock(detail, 'delete'));
      announce(remove.done);
      void navigate(`/dossier/${dossierId}`);
    } catch (failure) {
      if (!isProblem(failure, 'VERSION_PERIMEE')) throw failure;
      announce(document.stale, 'warning');
    }
    queries.removeQueries({ queryKey: ['dossier', dossierId, 'sheet', documentId] });
    void queries.invalidateQueries({ queryKey: ['dossier', dossierId, 'documents'] });
    void queries.invalidateQueries({ queryKey: ['dossier', dossierId, 'glance'] });
  };
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={remove.title}
      confirmLabel={remove.action}
      danger
      isComplete={() => {
        setReminded(!ticked);
        return ticked;
      }}
      onConfirm={confirm}
    >
      <p>{remove.why}</p>
      <WholeLine detail={detail} act="delete" />
      <p>{remove.instead}</p>
      <p className="quiet">{remove.told}</p>
      <Checkbox
        isSelected={ticked}
        onChange={(next) => {
          setTicked(next);
          setReminded(false);
        }}
        isInvalid={reminded}
        {...(reminded ? { 'aria-describedby': reminder } : {})}
      >
        {remove.tick}
      </Checkbox>
      {reminded && (
        <p id={reminder} className="field-error" role="alert">
          {remove.required}
        </p>
      )}
    </ConfirmDialog>
  );
}
