// The open document: what it is and who wrote it, what to be careful of, then its reading view. A document the patient has not seen
// is opened only after a warning (EX_3.2-1025): nothing of it is fetched before.

import type { DocumentSummary } from '@carnet/contract';
import {
  ArchiveIcon,
  Arrivals,
  BackIcon,
  Button,
  CloseIcon,
  DateText,
  DeleteIcon,
  DownloadIcon,
  EditIcon,
  ErrorState,
  IconButton,
  LinkButton,
  MaskIcon,
  Notice,
  PeopleIcon,
  ReadingView,
  Skeleton,
  TextLink,
  Versions,
  formatDay,
  isText,
  useKitWords,
  useLanguage,
} from '@carnet/ui';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { copyHref, mediaHref, originalHref, readDocument, readView } from '../../api.ts';
import { useProfessional } from '../../session.tsx';
import { useWide } from '../../use-wide.ts';
import { useWords } from '../../words.ts';
import { Changes } from '../compare/changes.tsx';
import { DeleteDialog } from '../deposit/delete-dialog.tsx';
import { MisfiledDialog } from '../misfiled/misfiled-dialog.tsx';
import { Awaiting } from './awaiting.tsx';
import { type PlaceState, usePlaces } from './criteria.ts';
import { type AskedAct, DocumentActDialog } from './document-act-dialog.tsx';
import { Confidentiality, authorText } from './document-flags.tsx';

interface PaneProps {
  readonly dossierId: string;
  readonly documentId: string;
  /** Known when the document is in the loaded list: its sheet is then not asked for again. */
  readonly summary: DocumentSummary | undefined;
  readonly listPending: boolean;
  /** Of two that are open: the other one alone. */
  readonly closesTo: string | undefined;
  readonly isSecond?: boolean;
}

export function DocumentPane({ dossierId, documentId, summary: listed, listPending, closesTo, isSecond = false }: PaneProps): ReactNode {
  const words = useWords();
  const sheet = useQuery({
    queryKey: ['dossier', dossierId, 'sheet', documentId],
    queryFn: () => readDocument(dossierId, documentId),
    enabled: listed === undefined && !listPending,
  });
  const summary = listed ?? sheet.data;
  return (
    <section className="document-pane" aria-label={isSecond ? words.document.second : words.document.region}>
      <PaneBar dossierId={dossierId} closesTo={closesTo} />
      {summary !== undefined && <Opened dossierId={dossierId} summary={summary} />}
      {summary === undefined && sheet.error !== null && <ErrorState error={sheet.error} />}
      {summary === undefined && sheet.error === null && <Skeleton shape="text" count={6} />}
    </section>
  );
}

function PaneBar({ dossierId, closesTo }: Pick<PaneProps, 'dossierId' | 'closesTo'>): ReactNode {
  const { document } = useWords();
  const wide = useWide();
  const navigate = useNavigate();
  const places = usePlaces(dossierId);
  if (wide || closesTo !== undefined)
    return (
      <div className="pane-close">
        <IconButton label={document.close} icon={<CloseIcon />} onPress={() => void navigate(closesTo ?? places.list)} />
      </div>
    );
  return (
    <TextLink href={places.list} className="text-link icon-word pane-back">
      <BackIcon />
      {document.back}
    </TextLink>
  );
}

function Opened({ dossierId, summary }: { readonly dossierId: string; readonly summary: DocumentSummary }): ReactNode {
  const { document, list, care } = useWords();
  const kit = useKitWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const [warned, setWarned] = useState(!summary.invisiblePatient);
  const [asked, setAsked] = useState<AskedAct | undefined>(undefined);
  // Opened again from the list, it takes the focus again.
  const { key: opening, state } = useLocation();
  const { former, second } = usePlaces(dossierId);
  // Of two, the one that was just opened.
  const takesFocus = second === undefined || second === summary.id;
  const narrowed = (state as PlaceState)?.narrowed === true;
  useEffect(() => {
    if (!narrowed && takesFocus) heading.current?.focus({ preventScroll: true });
  }, [warned, opening, narrowed, takesFocus]);
  return (
    <>
      <header className="pane-header">
        <p className="small quiet">{summary.typeLabel}</p>
        <h2 ref={heading} tabIndex={-1}>
          {summary.title}
        </h2>
        <p className="pane-facts">
          <span>
            {authorText(summary, list.fromPatient)}
            {summary.authors[0]?.specialtyLabel !== undefined && <span className="quiet">, {summary.authors[0].specialtyLabel}</span>}
            {summary.authors[0]?.institution !== undefined && <span className="quiet"> · {summary.authors[0].institution}</span>}
          </span>
          <span className="quiet">
            {document.actOf} <DateText iso={summary.serviceStart} as="day" />
          </span>
          <span className="quiet">
            {document.depositedOn} <DateText iso={summary.depositedAt} as="day" />
          </span>
          {summary.received !== undefined && (
            <span className="quiet">
              {kit.badge.received(summary.received.count)}, {document.receivedLastOn} <DateText iso={summary.received.lastAt} as="day" />
            </span>
          )}
          <Confidentiality document={summary} />
        </p>
        {warned && (
          <div className="row no-print" role="group" aria-label={document.actions}>
            <a className="button" data-kind="secondary" data-small="" href={originalHref(dossierId, summary.id)} download>
              <DownloadIcon />
              <span className="button-word">{document.original}</span>
            </a>
            {isText(summary.mimeType) && (
              <a className="button" data-kind="secondary" data-small="" href={copyHref(dossierId, summary.id)} download>
                <DownloadIcon />
                <span className="button-word">{document.copy}</span>
              </a>
            )}
            {summary.status === 'Approved' && (
              <Button small icon={<MaskIcon />} onPress={() => setAsked('confidentiality')}>
                {document.confidentiality}
              </Button>
            )}
            {(summary.status === 'Approved' || summary.status === 'Archived') && (
              <Button small icon={<ArchiveIcon />} onPress={() => setAsked(summary.status === 'Archived' ? 'unarchive' : 'archive')}>
                {summary.status === 'Archived' ? care.labels.unarchive.open : care.labels.archive.open}
              </Button>
            )}
            {summary.mine === true && <OwnActs dossierId={dossierId} summary={summary} />}
          </div>
        )}
      </header>
      {!warned && <Awaiting onOpen={() => setWarned(true)} />}
      {warned && former !== undefined && <Changes dossierId={dossierId} documentId={summary.id} former={former} />}
      {warned && former === undefined && <Content dossierId={dossierId} summary={summary} onAsk={setAsked} />}
      {asked !== undefined && <DocumentActDialog dossierId={dossierId} documentId={summary.id} asked={asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}

/** What only its author does: a version that takes its place, or its deletion. */
function OwnActs({ dossierId, summary: { id, status, version } }: { readonly dossierId: string; readonly summary: DocumentSummary }): ReactNode {
  const { deposit, misfiled } = useWords();
  const { consultsOnly } = useProfessional();
  const [deleting, setDeleting] = useState(false);
  const [reporting, setReporting] = useState(false);
  return (
    <>
      {status === 'Approved' && consultsOnly !== true && (
        <LinkButton small icon={<EditIcon />} href={`/dossier/${dossierId}/deposer?remplace=${id}`}>
          {deposit.replace}
        </LinkButton>
      )}
      <Button small icon={<DeleteIcon />} onPress={() => setDeleting(true)}>
        {deposit.remove.open}
      </Button>
      <Button small icon={<PeopleIcon />} onPress={() => setReporting(true)}>
        {misfiled.open}
      </Button>
      {reporting && <MisfiledDialog dossierId={dossierId} documentId={id} version={version} onClose={() => setReporting(false)} />}
      {deleting && <DeleteDialog dossierId={dossierId} documentId={id} onClose={() => setDeleting(false)} />}
    </>
  );
}

interface ContentProps {
  readonly dossierId: string;
  readonly summary: DocumentSummary;
  readonly onAsk: (act: AskedAct) => void;
}

function Content({ dossierId, summary, onAsk }: ContentProps): ReactNode {
  const { document, care } = useWords();
  const {
    data: view,
    error,
    refetch,
  } = useQuery({ queryKey: ['dossier', dossierId, 'reading', summary.id], queryFn: () => readView(dossierId, summary.id), staleTime: Infinity });
  return (
    <div className="pane-content stack">
      <Restrictions summary={summary} onAsk={onAsk} />
      {summary.masked && <Notice tone="info">{document.maskedBand}</Notice>}
      {summary.status === 'Archived' && <Notice tone="info">{care.labels.archivedBand}</Notice>}
      {summary.status === 'Deprecated' && <Notice tone="info">{document.replacedBand}</Notice>}
      {(summary.received !== undefined || summary.versions !== undefined || summary.status === 'Deprecated') && (
        <PastOf dossierId={dossierId} documentId={summary.id} />
      )}
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {view === undefined && error === null && <Skeleton shape="text" count={8} />}
      {view !== undefined && <ReadingView view={view} levelShift={1} mediaHref={(media) => mediaHref(dossierId, summary.id, media)} />}
    </div>
  );
}

/** Where it came from each time, and its versions: asked for when somebody looks, since each asking is a reading. */
function PastOf({ dossierId, documentId }: { readonly dossierId: string; readonly documentId: string }): ReactNode {
  const { document } = useWords();
  const kit = useKitWords();
  const places = usePlaces(dossierId);
  const [open, setOpen] = useState(false);
  const { data: detail, error } = useQuery({
    queryKey: ['dossier', dossierId, 'sheet', documentId],
    queryFn: () => readDocument(dossierId, documentId),
    enabled: open,
  });
  return (
    <details className="document-past" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{document.past}</summary>
      {error !== null && <ErrorState error={error} />}
      {open && detail === undefined && error === null && <Skeleton shape="text" count={2} />}
      {detail !== undefined && (
        <div className="stack">
          {detail.history.length > 1 && (
            <div>
              <h3>{kit.versions.title}</h3>
              <Versions detail={detail} href={places.document} changes={places.changes} />
            </div>
          )}
          {detail.arrivals.length > 1 && (
            <div>
              <h3>{kit.arrivals.title(detail.arrivals.length)}</h3>
              <Arrivals detail={detail} reader="professional" />
            </div>
          )}
        </div>
      )}
    </details>
  );
}

/** What is kept from the patient or from those who represent them, until when, and the way to lift it. */
function Restrictions({ summary, onAsk }: Omit<ContentProps, 'dossierId'>): ReactNode {
  const { document, care } = useWords();
  const { language } = useLanguage();
  const { labels } = care;
  return (
    <>
      {summary.invisiblePatient && (
        <Notice
          tone="warning"
          actions={
            <Button small onPress={() => onAsk('show-to-patient')}>
              {labels.showToPatient.open}
            </Button>
          }
        >
          <p>{document.awaiting.band}</p>
          {summary.releasesAt !== undefined && <p>{labels.releasesOn(formatDay(summary.releasesAt, language))}</p>}
        </Notice>
      )}
      {summary.invisibleRepresentants === true && (
        <Notice
          tone="info"
          actions={
            <Button small onPress={() => onAsk('show-to-representants')}>
              {labels.showToRepresentants.open}
            </Button>
          }
        >
          <p>{labels.representantsBand}</p>
        </Notice>
      )}
    </>
  );
}
