// One document: it opens on its reading view; what can be done with it stands above, its details in plain words below.

import type { DocumentDetail, DocumentList, MasquageLine } from '@carnet/contract';
import {
  Arrivals,
  BackIcon,
  Button,
  DateText,
  DeleteIcon,
  DocumentFlags,
  DownloadIcon,
  ErrorState,
  EyeIcon,
  FolderIcon,
  Facts,
  Identifier,
  LinkButton,
  ListenButton,
  MaskIcon,
  NoVoice,
  Notice,
  PeopleIcon,
  PrintIcon,
  QrIcon,
  ReadingView,
  Section,
  Skeleton,
  TextLink,
  Versions,
  authorLine,
  documentName,
  formatDay,
  isText,
  isProblem,
  replacementOf,
  serverNow,
  useKitWords,
  useLanguage,
} from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type InfiniteData, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useParams, useQueryOfAddress } from '../../router/outlet.tsx';
import { useMay } from '../../open-record.tsx';
import { documentPath, queries } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { Masquages } from '../accesses/masquage-list.tsx';
import { FileDialog } from '../binders/file-dialog.tsx';
import { PinButton } from '../binders/pins.tsx';
import { DeleteDialog, MaskDialog, UnmaskDialog } from './document-dialogs.tsx';
import { MisfiledDialog } from './misfiled-dialog.tsx';
import { changesHref, documentHref, listHref, readPlace } from './places.ts';
import { useReimbursementsHidden } from './reimbursements-hidden.ts';

const readIn = ({ pages, pageParams }: InfiniteData<DocumentList>, id: string): InfiniteData<DocumentList> => ({
  pageParams,
  pages: pages.map((page) =>
    page.documents.some((document) => document.id === id)
      ? {
          ...page,
          documents: page.documents.map((document) =>
            document.id === id ? { ...document, isNew: false, lastReadAt: serverNow().toISOString() as typeof document.changedAt } : document,
          ),
        }
      : page,
  ),
});

/** Pages that are one picture or one PDF need less paper around them. */
const isMedia = (mimeType: string): boolean => mimeType.startsWith('image/') || mimeType === 'application/pdf';

function Reading({ detail, download }: { readonly detail: DocumentDetail; readonly download: ReactNode }): ReactNode {
  const dossierId = useDossierId();
  const client = useQueryClient();
  const reading = useQuery(queries.reading(dossierId, detail.id));
  const mediaHref = useCallback((media: number) => documentPath(dossierId, detail.id, `/media/${media}`), [dossierId, detail.id]);
  const wasNew = detail.isNew;
  const arrived = reading.isSuccess;
  const { id } = detail;
  // Reading takes the "new" flag off: counts are asked again, lists are told, because a long one would be asked again page by page.
  useEffect(() => {
    if (!arrived || !wasNew) return;
    client.setQueriesData<InfiniteData<DocumentList>>({ queryKey: ['documents'] }, (list) => list && readIn(list, id));
    for (const key of ['spaces', 'notices']) void client.invalidateQueries({ queryKey: [key] });
  }, [arrived, wasNew, client, id]);
  if (reading.isPending) return <Skeleton shape="page" count={1} />;
  if (reading.isError)
    return (
      <ErrorState error={reading.error} onRetry={() => void reading.refetch()}>
        {download}
      </ErrorState>
    );
  return (
    <div className="sheet" data-media={isMedia(detail.mimeType) ? '' : undefined}>
      <div className="listen-line no-print">
        <ListenButton selector=".sheet .reading-body" lang={detail.language} />
        <NoVoice lang={detail.language} />
      </div>
      <ReadingView
        view={reading.data}
        mediaHref={mediaHref}
        download={download}
        lang={detail.language}
        explained={detail.depositor !== 'patient' && detail.language.startsWith('fr')}
      />
    </div>
  );
}

function Details({ detail }: { readonly detail: DocumentDetail }): ReactNode {
  const { facts, depositors } = useWords().documents.detail;
  const kit = useKitWords();
  const authors = detail.authors.map(({ displayName, specialtyLabel, institution }) => [displayName, specialtyLabel, institution].filter(Boolean).join(', '));
  return (
    <Facts
      facts={[
        { term: facts.type, value: detail.typeLabel },
        { term: facts.title, value: detail.title },
        {
          term: facts.author,
          value:
            detail.depositor === 'patient'
              ? kit.document.you
              : authors.length === 0
                ? kit.document.unknownAuthor
                : authors.map((author) => <div key={author}>{author}</div>),
        },
        ...(detail.legalAuthenticator === undefined || detail.depositor === 'patient' ? [] : [{ term: facts.validator, value: detail.legalAuthenticator }]),
        { term: facts.act, value: <DateText iso={detail.serviceStart} as="day" exact /> },
        { term: facts.written, value: <DateText iso={detail.creationTime} as="day" exact /> },
        { term: facts.arrived, value: <DateText iso={detail.depositedAt} as="moment" exact /> },
        ...(detail.received === undefined ? [] : [{ term: facts.receivedLast, value: <DateText iso={detail.received.lastAt} as="moment" exact /> }]),
        { term: facts.changed, value: <DateText iso={detail.changedAt} as="moment" exact /> },
        { term: facts.space, value: kit.spaces[detail.space] },
        { term: facts.depositor, value: depositors[detail.depositor] },
        ...(detail.comments === undefined ? [] : [{ term: facts.comments, value: detail.comments }]),
        { term: facts.uniqueId, value: <Identifier value={detail.uniqueId} kind="plain" name={facts.uniqueIdName} /> },
      ]}
    />
  );
}

type Asked = 'mask' | 'unmask' | 'delete' | 'misfiled';

/** What keeps this document from some only: itself, or the whole space it is in. */
function useHidings(detail: DocumentDetail): readonly MasquageLine[] {
  const dossierId = useDossierId();
  const asked = useMay()('manage-accesses');
  const masquages = useQuery({ ...queries.masquages(dossierId), enabled: asked });
  return (masquages.data?.masquages ?? []).filter(({ what }) =>
    what.kind === 'document' ? [detail, ...detail.copies].some(({ id }) => id === what.id) : what.id === detail.space,
  );
}

interface OpenedProps {
  readonly detail: DocumentDetail;
  readonly backHref: string;
  /** Of another document, beside the same list. */
  readonly hrefOf: (id: string) => string;
  readonly changesOf: (id: string, former: string) => string;
}

function Opened({ detail, backHref, hrefOf, changesOf }: OpenedProps): ReactNode {
  const words = useWords();
  const kit = useKitWords();
  const { language } = useLanguage();
  const dossierId = useDossierId();
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  const [stale, setStale] = useState(false);
  const { detail: said } = words.documents;
  const { hidden } = words;
  const may = useMay();
  const { name, beside } = documentName(kit, detail);
  const { mask, unmask, delete: remove, 'report-misfiled': report } = detail.abilities;
  const hidings = useHidings(detail);
  const areReimbursementsHidden = useReimbursementsHidden(detail.space);
  const current = replacementOf(detail);
  // A dialog that opens again has nothing left of the last time.
  const [opening, setOpening] = useState(0);
  const [filing, setFiling] = useState(false);
  useEffect(() => {
    document.title = words.title(name);
  }, [name, words]);
  const download = (
    <a className="button" data-kind="secondary" href={documentPath(dossierId, detail.id, '/original')} download>
      <DownloadIcon />
      <span className="button-word">{said.download}</span>
    </a>
  );
  // Who acts again has seen what changed.
  const ask = (act: Asked): void => {
    setStale(false);
    setOpening(opening + 1);
    setAsked(act);
  };
  const close = (): void => setAsked(undefined);
  const becameStale = (): void => {
    close();
    setStale(true);
  };
  return (
    <>
      <header>
        <h1>{name}</h1>
        {beside !== undefined && <p className="lead">{beside}</p>}
        <p className="document-facts">
          <span>{kit.document.by(authorLine(kit, detail))}</span>
          <span aria-hidden="true">·</span>
          <span>
            {said.act}{' '}
            {detail.serviceStop === undefined || formatDay(detail.serviceStop, language) === formatDay(detail.serviceStart, language) ? (
              <DateText iso={detail.serviceStart} as="day" exact />
            ) : (
              kit.date.from(formatDay(detail.serviceStart, language), formatDay(detail.serviceStop, language)).replace(/^du /, '')
            )}
          </span>
        </p>
        <DocumentFlags flags={detail} />
      </header>
      {stale && (
        <Notice tone="warning" live>
          {said.stale}
        </Notice>
      )}
      {detail.masked && <Notice>{said.maskedNotice}</Notice>}
      {areReimbursementsHidden && !detail.masked && (
        <Notice>
          <p>{words.documents.reimbursementsHidden.says}</p>
          <TextLink href="/acces">{words.documents.reimbursementsHidden.change}</TextLink>
        </Notice>
      )}
      {hidings.length > 0 && !detail.masked && (
        <Notice title={hidden.present}>
          <Masquages lines={hidings} />
        </Notice>
      )}
      {detail.invisibleRepresentants === true && <Notice>{said.secretNotice}</Notice>}
      {detail.status === 'Deprecated' && (
        <Notice>
          <p>{said.replacedNotice}</p>
          {current !== undefined && <TextLink href={hrefOf(current)}>{kit.versions.open}</TextLink>}
        </Notice>
      )}
      <div className="document-actions no-print" role="group" aria-label={said.actions}>
        {!detail.masked && mask.allowed && (
          <Button icon={<MaskIcon />} onPress={() => ask('mask')}>
            {said.mask}
          </Button>
        )}
        {detail.masked && unmask.allowed && (
          <Button icon={<EyeIcon />} onPress={() => ask('unmask')}>
            {said.unmask}
          </Button>
        )}
        {download}
        {isText(detail.mimeType) && (
          <a className="button" data-kind="secondary" href={documentPath(dossierId, detail.id, '/pdf')} download>
            <DownloadIcon />
            <span className="button-word">{said.copy}</span>
          </a>
        )}
        {may('manage-accesses') && (
          <LinkButton href="/partager" icon={<QrIcon />}>
            {words.share.withDoctor}
          </LinkButton>
        )}
        {detail.status === 'Approved' && (
          <>
            <PinButton document={detail} />
            <Button icon={<FolderIcon />} onPress={() => setFiling(true)}>
              {words.binders.file.open}
            </Button>
          </>
        )}
        <Button icon={<PrintIcon />} onPress={() => print()}>
          {said.print}
        </Button>
        {remove.allowed && (
          <Button kind="quiet" icon={<DeleteIcon />} onPress={() => ask('delete')}>
            {said.delete}
          </Button>
        )}
        {report.allowed && (
          <Button kind="quiet" icon={<PeopleIcon />} onPress={() => ask('misfiled')}>
            {words.misfiled.open}
          </Button>
        )}
      </div>
      <Reading detail={detail} download={download} />
      <div className="no-print">
        {detail.history.length > 1 && (
          <Section title={kit.versions.title}>
            <Versions detail={detail} href={hrefOf} changes={changesOf} />
          </Section>
        )}
        {detail.arrivals.length > 1 && (
          <Section title={kit.arrivals.title(detail.arrivals.length)}>
            <Arrivals detail={detail} />
          </Section>
        )}
        <Section title={said.details}>
          <Details detail={detail} />
        </Section>
      </div>
      <MaskDialog key={opening} isOpen={asked === 'mask'} onClose={close} onStale={becameStale} detail={detail} hidings={hidings} />
      <FileDialog document={detail} isOpen={filing} onClose={() => setFiling(false)} />
      <UnmaskDialog isOpen={asked === 'unmask'} onClose={close} onStale={becameStale} detail={detail} />
      <MisfiledDialog key={`misfiled ${opening}`} isOpen={asked === 'misfiled'} onClose={close} onStale={becameStale} detail={detail} backHref={backHref} />
      <DeleteDialog isOpen={asked === 'delete'} onClose={close} onStale={becameStale} detail={detail} backHref={backHref} />
    </>
  );
}

export default function DocumentPage(): ReactNode {
  const { documents } = useWords();
  const { documentId = '' } = useParams();
  const query = useQueryOfAddress();
  const place = readPlace(query);
  const backHref = listHref(place);
  const detail = useQuery(queries.document(useDossierId(), documentId));
  return (
    <article className="document-page">
      <p className="eyebrow no-print">
        <TextLink href={backHref} className="icon-word">
          <BackIcon />
          {documents.detail.back}
        </TextLink>
      </p>
      {detail.isPending && <Skeleton shape="page" count={1} />}
      {detail.isError && detail.data === undefined && (
        <ErrorState error={detail.error} level={1} {...(isProblem(detail.error, 'DOCUMENT_INEXISTANT') ? {} : { onRetry: () => void detail.refetch() })}>
          <LinkButton href="/documents">{documents.detail.gone.back}</LinkButton>
        </ErrorState>
      )}
      {detail.data !== undefined && (
        <Opened
          key={detail.data.id}
          detail={detail.data}
          backHref={backHref}
          hrefOf={(id) => documentHref(id, place)}
          changesOf={(id, older) => changesHref(id, older, place)}
        />
      )}
    </article>
  );
}
