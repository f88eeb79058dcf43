// Masking, unmasking, deleting: said before, announced after. Each act names the version it was decided on; if the document changed
// meanwhile the act is not done and the page shows the newer version.

import type { DocumentDetail } from '@carnet/contract';
import { ConfirmDialog, callDoor, isProblem, useAnnounce } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { documentPath, forgetLists, queries } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';

interface ActDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onStale: () => void;
  readonly detail: DocumentDetail;
}

function useChangeVisibility(detail: DocumentDetail, onStale: () => void): (act: 'mask' | 'unmask', done: string) => Promise<void> {
  const client = useQueryClient();
  const announce = useAnnounce();
  const dossierId = useDossierId();
  const { queryKey } = queries.document(dossierId, detail.id);
  return async (act, done) => {
    try {
      const changed = await callDoor<DocumentDetail>(documentPath(dossierId, detail.id, `/${act}`), { method: 'POST', body: { version: detail.version } });
      client.setQueryData(queryKey, changed);
    } catch (error) {
      if (!isProblem(error, 'VERSION_PERIMEE')) throw error;
      await client.refetchQueries({ queryKey });
      onStale();
      return;
    }
    announce(done);
    void forgetLists(client);
  };
}

const Points = ({ title, points }: { readonly title: string; readonly points: readonly string[] }): ReactNode => (
  <div>
    <p className="strong">{title}</p>
    <ul className="bullets">
      {points.map((point) => (
        <li key={point}>{point}</li>
      ))}
    </ul>
  </div>
);

export function MaskDialog({ detail, onStale, ...dialog }: ActDialogProps): ReactNode {
  const { mask } = useWords().documents;
  const change = useChangeVisibility(detail, onStale);
  return (
    <ConfirmDialog {...dialog} title={mask.title} confirmLabel={mask.confirm} onConfirm={() => change('mask', mask.done)}>
      <p>{mask.what}</p>
      <Points title={mask.exceptTitle} points={mask.except} />
      <Points title={mask.notTitle} points={mask.not} />
      <p className="quiet">{mask.undo}</p>
    </ConfirmDialog>
  );
}

export function UnmaskDialog({ detail, onStale, ...dialog }: ActDialogProps): ReactNode {
  const { unmask } = useWords().documents;
  const change = useChangeVisibility(detail, onStale);
  return (
    <ConfirmDialog {...dialog} title={unmask.title} confirmLabel={unmask.confirm} onConfirm={() => change('unmask', unmask.done)}>
      <p>{unmask.what}</p>
    </ConfirmDialog>
  );
}

export function DeleteDialog({ detail, onStale, backHref, ...dialog }: ActDialogProps & { readonly backHref: string }): ReactNode {
  const words = useWords().documents.delete;
  const client = useQueryClient();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const dossierId = useDossierId();
  const remove = async (): Promise<void> => {
    try {
      await callDoor(`${documentPath(dossierId, detail.id)}?version=${detail.version}`, { method: 'DELETE' });
    } catch (error) {
      if (!isProblem(error, 'VERSION_PERIMEE')) throw error;
      await client.refetchQueries({ queryKey: queries.document(dossierId, detail.id).queryKey });
      onStale();
      return;
    }
    announce(words.done);
    await navigate(backHref, { replace: true });
    client.removeQueries({ queryKey: ['document', dossierId, detail.id] });
    void forgetLists(client);
  };
  return (
    <ConfirmDialog {...dialog} title={words.title} confirmLabel={words.confirm} danger onConfirm={remove}>
      <p>{words.what}</p>
      <p>{words.final}</p>
    </ConfirmDialog>
  );
}
