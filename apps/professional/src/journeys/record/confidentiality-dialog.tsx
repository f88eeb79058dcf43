// Masking a document to professionals, or showing it again: what will happen is said before, and what may not be done says who can.

import type { DocumentDetail } from '@carnet/contract';
import { ConfirmDialog, Dialog, ErrorState, Skeleton, isProblem, useAnnounce } from '@carnet/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { changeMask, readDocument } from '../../api.ts';
import { useWords } from '../../words.ts';

interface DialogProps {
  readonly dossierId: string;
  readonly documentId: string;
  readonly onClose: () => void;
}

export function ConfidentialityDialog(props: DialogProps): ReactNode {
  const { document } = useWords();
  const { dossierId, documentId, onClose } = props;
  const { data: detail, error } = useQuery({
    queryKey: ['dossier', dossierId, 'sheet', documentId],
    queryFn: () => readDocument(dossierId, documentId),
    staleTime: 0,
  });
  if (detail === undefined)
    return (
      <Dialog isOpen onClose={onClose} title={document.confidentiality}>
        {error === null ? <Skeleton shape="text" count={3} /> : <ErrorState error={error} />}
      </Dialog>
    );
  const act = detail.masked ? 'unmask' : 'mask';
  if (!detail.abilities[act].allowed)
    return (
      <Dialog isOpen onClose={onClose} title={document.confidentiality}>
        <p>{document.notAllowed}</p>
      </Dialog>
    );
  return <ChangeDialog {...props} detail={detail} act={act} />;
}

function ChangeDialog({
  dossierId,
  documentId,
  onClose,
  detail,
  act,
}: DialogProps & { readonly detail: DocumentDetail; readonly act: 'mask' | 'unmask' }): ReactNode {
  const { document } = useWords();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const change = async (): Promise<void> => {
    try {
      const after = await changeMask(dossierId, documentId, act, detail.version);
      const gone = after.abilities.unmask.because === 'DOCUMENT_INEXISTANT' && after.masked;
      announce(act === 'unmask' ? document.unmask.done : gone ? document.mask.gone : document.mask.done);
      if (gone) void navigate(`/dossier/${dossierId}`);
    } catch (error) {
      if (!isProblem(error, 'VERSION_PERIMEE')) throw error;
      announce(document.stale, 'warning');
    }
    queries.removeQueries({ queryKey: ['dossier', dossierId, 'sheet', documentId] });
    void queries.invalidateQueries({ queryKey: ['dossier', dossierId, 'documents'] });
  };
  return (
    <ConfirmDialog isOpen onClose={onClose} title={document[act].title} confirmLabel={document[act].action} onConfirm={change}>
      <p>{document[act].why}</p>
      {act === 'mask' && <p className="quiet">{document.mask.traced}</p>}
    </ConfirmDialog>
  );
}
