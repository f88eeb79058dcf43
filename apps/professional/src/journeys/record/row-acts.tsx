// What may be done from a line of the list (A102): Afficher, Consulter, Importer, Confidentialité. One menu for each line, one dialog for the list.

import type { DocumentSummary } from '@carnet/contract';
import { CompareIcon, ConfirmDialog, DocumentsIcon, DownloadIcon, EyeIcon, IconButton, IdentityIcon, MaskIcon, Menu, MoreIcon } from '@carnet/ui';
import { type ReactNode, createContext, useContext, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { originalHref } from '../../api.ts';
import { useWide } from '../../use-wide.ts';
import { useWords } from '../../words.ts';
import { type InAddress, usePlaces } from './criteria.ts';
import { DocumentActDialog } from './document-act-dialog.tsx';
import { SheetDialog } from './sheet-dialog.tsx';

type Act = 'sheet' | 'save' | 'confidentiality';
interface Acts {
  readonly open: (document: DocumentSummary) => void;
  /** Beside the open document, where there is one. */
  readonly openBeside: (id: string) => void;
  readonly ask: (act: Act, document: DocumentSummary) => void;
  readonly sameSet: (document: DocumentSummary) => void;
}
const ActsContext = createContext<Acts | undefined>(undefined);

/** As a press on a link that downloads: a refusal does not take the page away. */
function download(href: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = '';
  link.click();
}

export function RowActs({
  dossierId,
  change,
  openBeside,
  children,
}: {
  readonly dossierId: string;
  readonly change: InAddress['change'];
  readonly openBeside: Acts['openBeside'];
  readonly children: ReactNode;
}): ReactNode {
  const { awaiting } = useWords().document;
  const { acts } = useWords().list;
  const navigate = useNavigate();
  const places = usePlaces(dossierId);
  const [asked, setAsked] = useState<{ readonly act: Act; readonly document: DocumentSummary } | undefined>(undefined);
  const close = (): void => setAsked(undefined);
  const given = useMemo<Acts>(
    () => ({
      open: ({ id }) => void navigate(places.document(id)),
      openBeside,
      // What the patient has not seen is not taken away without a word either (EX_3.2-1025).
      ask: (act, one) => (act === 'save' && !one.invisiblePatient ? download(originalHref(dossierId, one.id)) : setAsked({ act, document: one })),
      sameSet: ({ set }) => change({ set }),
    }),
    [navigate, places, dossierId, change, openBeside],
  );
  return (
    <ActsContext value={given}>
      {children}
      {asked?.act === 'sheet' && <SheetDialog dossierId={dossierId} documentId={asked.document.id} onClose={close} />}
      {asked?.act === 'confidentiality' && <DocumentActDialog dossierId={dossierId} documentId={asked.document.id} asked="confidentiality" onClose={close} />}
      {asked?.act === 'save' && (
        <ConfirmDialog
          isOpen
          onClose={close}
          title={awaiting.title}
          confirmLabel={acts.save}
          onConfirm={async () => download(originalHref(dossierId, asked.document.id))}
        >
          <p>{awaiting.band}</p>
        </ConfirmDialog>
      )}
    </ActsContext>
  );
}

export function RowMenu({ document: one }: { readonly document: DocumentSummary }): ReactNode {
  const { acts } = useWords().list;
  const does = useContext(ActsContext);
  const wide = useWide();
  if (does === undefined) return null;
  return (
    <Menu
      label={acts.of(one.title)}
      trigger={<IconButton label={acts.of(one.title)} icon={<MoreIcon />} />}
      choices={[
        { id: 'show', label: acts.show, icon: <EyeIcon />, onAction: () => does.open(one) },
        ...(wide ? [{ id: 'beside', label: acts.beside, help: acts.besideHelp, icon: <CompareIcon />, onAction: () => does.openBeside(one.id) }] : []),
        { id: 'sheet', label: acts.sheet, icon: <IdentityIcon />, onAction: () => does.ask('sheet', one) },
        { id: 'save', label: acts.save, help: acts.saveHelp, icon: <DownloadIcon />, onAction: () => does.ask('save', one) },
        ...(one.status === 'Approved'
          ? [{ id: 'confidentiality', label: acts.confidentiality, icon: <MaskIcon />, onAction: () => does.ask('confidentiality', one) }]
          : []),
        ...(one.set === undefined ? [] : [{ id: 'set', label: acts.sameSet, icon: <DocumentsIcon />, onAction: () => does.sameSet(one) }]),
      ]}
    />
  );
}
