// Every act on the accesses as a dialog: each says what it will do and what it will not, then that it is done.

import type { Accesses } from '@carnet/contract';
import { ConfirmDialog, callDoor } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type ReactNode, useState } from 'react';
import { recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { ReportDialog } from '../reports/report-dialog.tsx';
import { type Asked, useAct, useLastAsked } from './asked.ts';
import { AuthoriseDialog } from './authorise-dialog.tsx';
import { BlockDialog } from './block-dialog.tsx';
import { DoctorDialog } from './doctor-dialog.tsx';
import { HideSpaceDialog } from './hide-space-dialog.tsx';
import { usePersonAgreement } from './person-agreement.tsx';

type Plain = Extract<Asked, { readonly act: 'withdraw' | 'unblock' | 'end-doctor' | 'give-admin' | 'take-admin' }>;

export interface OpenDialog {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function AccessDialogs({
  asked,
  onClose,
  list,
}: {
  readonly asked: Asked | undefined;
  readonly onClose: () => void;
  readonly list: Accesses;
}): ReactNode {
  const last = useLastAsked(asked);
  if (last === undefined) return null;
  const { question, opening } = last;
  const dialog = { isOpen: asked !== undefined, onClose };
  switch (question.act) {
    case 'authorise':
      return <AuthoriseDialog key={opening} {...dialog} list={list} renews={question.renews} />;
    case 'block':
      return <BlockDialog key={opening} {...dialog} list={list} who={question.who} />;
    case 'report':
      return <ReportDialog key={opening} {...dialog} reported={{ name: question.name, actor: question.id, canBlock: question.kind === 'professionnel' }} />;
    case 'doctor':
      return <DoctorDialog key={opening} {...dialog} list={list} />;
    case 'hide-space':
      return <HideSpaceDialog key={opening} {...dialog} list={list} who={question.who} />;
    default:
      return <PlainDialog key={opening} {...dialog} question={question} />;
  }
}

/** What needs no more than a yes. */
function PlainDialog({ question, ...dialog }: OpenDialog & { readonly question: Plain }): ReactNode {
  const { accesses } = useWords();
  const dossierId = useDossierId();
  const act = useAct();
  const [tried, setTried] = useState(false);
  const agreement = usePersonAgreement(tried, question.act === 'give-admin');
  const words = {
    'withdraw': accesses.withdrawDialog,
    'unblock': accesses.unblockDialog,
    'end-doctor': accesses.doctorEndDialog,
    'give-admin': accesses.giveAdminDialog,
    'take-admin': accesses.takeAdminDialog,
  }[question.act];
  const ask = (): Promise<unknown> => {
    const id = encodeURIComponent(question.id);
    switch (question.act) {
      case 'withdraw':
        return callDoor(recordPath(dossierId, '/accesses/withdraw'), { method: 'POST', body: { kind: question.kind, id: question.id } });
      case 'unblock':
        return callDoor(recordPath(dossierId, '/accesses/unblock'), { method: 'POST', body: { id: question.id } });
      case 'end-doctor':
        return callDoor(recordPath(dossierId, `/medecin-traitant?id=${id}`), { method: 'DELETE' });
      case 'give-admin':
        return callDoor(recordPath(dossierId, '/administrateurs'), {
          method: 'POST',
          body: { id: question.id, ...agreement.stated },
        });
      case 'take-admin':
        return callDoor(recordPath(dossierId, `/administrateurs?id=${id}`), { method: 'DELETE' });
    }
  };
  return (
    <ConfirmDialog
      {...dialog}
      title={words.title(question.name)}
      confirmLabel={words.confirm}
      isComplete={() => {
        setTried(true);
        return agreement.said;
      }}
      onConfirm={() =>
        act(async () => {
          await ask();
          return words.done(question.name);
        })
      }
    >
      <p>{words.what}</p>
      {'after' in words && <p className="quiet">{words.after}</p>}
      {agreement.field}
    </ConfirmDialog>
  );
}
