// Masking, unmasking, deleting: said before, announced after. Each act names the version it was decided on; if the document changed
// meanwhile the act is not done and the page shows the newer version.

import type { DocumentDetail, MasquageLine } from '@carnet/contract';
import { ConfirmDialog, WholeLine, callDoor, isProblem, lineLock, useAnnounce } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useNavigate } from '../../router/outlet.tsx';
import { useMay, useOpenRecord } from '../../open-record.tsx';
import { documentPath, forgetAccesses, forgetLists, queries, recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { type FromKind, HideFromFields, masquageFrom, noOneYet } from '../accesses/hide-from.tsx';

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
      const changed = await callDoor<DocumentDetail>(documentPath(dossierId, detail.id, `/${act}`), { method: 'POST', body: lineLock(detail, act) });
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

/** Who goes on seeing it, by name where the server told one. */
function useStillSee(detail: DocumentDetail, someOnly: boolean): readonly string[] {
  const { except } = useWords().documents.mask;
  const { dossier } = useOpenRecord();
  const authors = detail.depositor === 'patient' ? [] : detail.authors.map(({ displayName }) => except.author(displayName));
  return [
    except.you,
    ...(authors.length === 0 && detail.depositor !== 'patient' ? [except.someAuthor] : authors),
    ...(dossier?.medecinTraitant === undefined ? [] : [except.doctor(dossier.medecinTraitant)]),
    ...(someOnly ? [except.others] : []),
  ];
}

const fromSome: readonly FromKind[] = ['everyone', 'professionnel', 'profession', 'structure'];

/** From everybody, or from some only. What is hidden from some already is told here and ends on the page behind. */
export function MaskDialog({ detail, onStale, hidings, ...dialog }: ActDialogProps & { readonly hidings: readonly MasquageLine[] }): ReactNode {
  const { documents, hidden } = useWords();
  const { mask } = documents;
  const client = useQueryClient();
  const announce = useAnnounce();
  const dossierId = useDossierId();
  const mayHideFromSome = useMay()('manage-accesses');
  const [from, setFrom] = useState(() => noOneYet('everyone'));
  const [tried, setTried] = useState(false);
  const accesses = useQuery({ ...queries.accesses(dossierId), enabled: dialog.isOpen && from.kind !== 'everyone' });
  const masquages = useQuery({ ...queries.masquages(dossierId), enabled: dialog.isOpen && mayHideFromSome });
  const change = useChangeVisibility(detail, onStale);
  const toEveryone = from.kind === 'everyone';
  const stillSee = useStillSee(detail, !toEveryone);
  const hideFromSome = async (): Promise<void> => {
    const line = await callDoor<MasquageLine>(recordPath(dossierId, '/masquages'), {
      method: 'POST',
      body: { from: masquageFrom(from), what: { kind: 'document', id: detail.id } },
    });
    announce(hidden.done(line.from.label));
    await forgetAccesses(client);
  };
  return (
    <ConfirmDialog
      {...dialog}
      title={mask.title}
      confirmLabel={mask.confirm}
      isComplete={() => {
        setTried(true);
        return toEveryone || masquageFrom(from) !== undefined;
      }}
      onConfirm={() => (toEveryone ? change('mask', mask.done) : hideFromSome())}
    >
      {mayHideFromSome && <HideFromFields kinds={fromSome} value={from} onChange={setFrom} accesses={accesses.data} masquages={masquages.data} tried={tried} />}
      <p>{toEveryone ? mask.what : mask.whatSome}</p>
      <WholeLine detail={detail} act="mask" />
      <Points title={mask.exceptTitle} points={stillSee} />
      <Points title={mask.notTitle} points={mask.not} />
      <p className="quiet">{mask.undo}</p>
      {hidings.length > 0 && (
        <div>
          <p className="strong">{hidden.present}</p>
          <ul className="bullets">
            {hidings.map((line) => (
              <li key={line.id}>{line.from.label}</li>
            ))}
          </ul>
        </div>
      )}
    </ConfirmDialog>
  );
}

export function UnmaskDialog({ detail, onStale, ...dialog }: ActDialogProps): ReactNode {
  const { unmask } = useWords().documents;
  const change = useChangeVisibility(detail, onStale);
  return (
    <ConfirmDialog {...dialog} title={unmask.title} confirmLabel={unmask.confirm} onConfirm={() => change('unmask', unmask.done)}>
      <p>{unmask.what}</p>
      <WholeLine detail={detail} act="unmask" />
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
      const { version, copies = [] } = lineLock(detail, 'delete');
      const others = copies.length === 0 ? '' : `&copies=${copies.map((copy) => `${copy.id}.${copy.version}`).join(',')}`;
      await callDoor(`${documentPath(dossierId, detail.id)}?version=${version}${others}`, { method: 'DELETE' });
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
      <WholeLine detail={detail} act="delete" />
      <p>{words.final}</p>
    </ConfirmDialog>
  );
}
