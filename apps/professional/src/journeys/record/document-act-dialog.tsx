// What may be done to a document, one act at a time: what will happen is said before, and what may not be done says who can. What cannot be
// undone asks for a tick.

import type { DocumentDetail } from '@carnet/contract';
import { Checkbox, ConfirmDialog, Dialog, ErrorState, Skeleton, WholeLine, isProblem, lineLock, useAnnounce } from '@carnet/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { type DocumentAct, changeDocument, readDocument } from '../../api.ts';
import { type Words, useWords } from '../../words.ts';
import { usePlaces } from './criteria.ts';

/** `confidentiality` masks, or unmasks what is masked. */
export type AskedAct = 'confidentiality' | Exclude<DocumentAct, 'mask' | 'unmask'>;

interface DialogProps {
  readonly dossierId: string;
  readonly documentId: string;
  readonly asked: AskedAct;
  readonly onClose: () => void;
}

export function DocumentActDialog(props: DialogProps): ReactNode {
  const words = useWords();
  const { dossierId, documentId, asked, onClose } = props;
  const { data: detail, error } = useQuery({
    queryKey: ['dossier', dossierId, 'sheet', documentId],
    queryFn: () => readDocument(dossierId, documentId),
    staleTime: 0,
  });
  const title = asked === 'confidentiality' ? words.document.confidentiality : wordsOf(words, asked).title;
  if (detail === undefined)
    return (
      <Dialog isOpen onClose={onClose} title={title}>
        {error === null ? <Skeleton shape="text" count={3} /> : <ErrorState error={error} />}
      </Dialog>
    );
  const act = asked === 'confidentiality' ? (detail.masked ? 'unmask' : 'mask') : asked;
  if (!detail.abilities[act].allowed)
    return (
      <Dialog isOpen onClose={onClose} title={title}>
        <p>{whoElse(words, act)}</p>
      </Dialog>
    );
  return <ActDialog {...props} detail={detail} act={act} />;
}

interface ActWords {
  readonly title: string;
  readonly why: string;
  readonly action: string;
  readonly done: string;
  /** What must be true, and be said so. */
  readonly tick?: string;
  readonly required?: string;
}

function wordsOf({ document, care: { labels } }: Words, act: DocumentAct): ActWords {
  switch (act) {
    case 'mask':
    case 'unmask':
      return document[act];
    case 'show-to-patient':
      return labels.showToPatient;
    case 'show-to-representants':
      return labels.showToRepresentants;
    case 'archive':
    case 'unarchive':
      return labels[act];
  }
}

function whoElse({ document, care: { labels } }: Words, act: DocumentAct): string {
  if (act === 'mask' || act === 'unmask') return document.notAllowed;
  return act === 'archive' || act === 'unarchive' ? labels.notYours.archive : labels.notYours.show;
}

function ActDialog({ dossierId, documentId, onClose, detail, act }: DialogProps & { readonly detail: DocumentDetail; readonly act: DocumentAct }): ReactNode {
  const words = useWords();
  const { document } = words;
  const said = wordsOf(words, act);
  const announce = useAnnounce();
  const navigate = useNavigate();
  const places = usePlaces(dossierId);
  const queries = useQueryClient();
  const reminder = useId();
  const [ticked, setTicked] = useState(false);
  const [reminded, setReminded] = useState(false);
  const change = async (): Promise<void> => {
    try {
      const after = await changeDocument(dossierId, documentId, act, lineLock(detail, act));
      const gone = act === 'mask' && after.masked && after.abilities.unmask.because === 'DOCUMENT_INEXISTANT';
      announce(gone ? document.mask.gone : said.done);
      if (gone) void navigate(places.list);
    } catch (error) {
      if (!isProblem(error, 'VERSION_PERIMEE')) throw error;
      announce(document.stale, 'warning');
    }
    queries.removeQueries({ queryKey: ['dossier', dossierId, 'sheet', documentId] });
    void queries.invalidateQueries({ queryKey: ['dossier', dossierId, 'documents'] });
  };
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={said.title}
      confirmLabel={said.action}
      danger={act === 'show-to-patient' || act === 'show-to-representants'}
      isComplete={() => {
        setReminded(said.tick !== undefined && !ticked);
        return said.tick === undefined || ticked;
      }}
      onConfirm={change}
    >
      <p>{said.why}</p>
      <WholeLine detail={detail} act={act} />
      {act === 'mask' && <p className="quiet">{document.mask.traced}</p>}
      {said.tick !== undefined && (
        <>
          <Checkbox
            isSelected={ticked}
            onChange={(next) => {
              setTicked(next);
              setReminded(false);
            }}
            isInvalid={reminded}
            {...(reminded ? { 'aria-describedby': reminder } : {})}
          >
            {said.tick}
          </Checkbox>
          {reminded && (
            <p id={reminder} className="field-error" role="alert">
              {said.required}
            </p>
          )}
        </>
      )}
    </ConfirmDialog>
  );
}
