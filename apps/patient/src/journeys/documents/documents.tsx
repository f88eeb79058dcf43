// A list of documents (one space, or across them) and, on a wide screen, the document that is open beside it.

import {
  AddIcon,
  BackIcon,
  DocumentTable,
  EmptyState,
  ErrorState,
  Gloss,
  LinkButton,
  PageHeader,
  Select,
  Skeleton,
  type SortKey,
  TextLink,
  sortKeys,
  useKitWords,
  MissingNotice,
} from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type ReactNode, useEffect, useRef } from 'react';
import { Outlet, useMatch, useNavigate, useNavigationType, useSearchParams } from 'react-router';
import { usePageTitle } from '../../frames.tsx';
import { DocumentPages } from './document-pages.tsx';
import { type ListPlace, documentHref, listHref, readPlace, sortOf } from './places.ts';
import { type SortedDocuments, useSortedDocuments } from './sorted-documents.ts';
import { useWide } from './use-wide.ts';

function EmptyList({ place }: { readonly place: ListPlace }): ReactNode {
  const { documents } = useWords();
  const said =
    place.view === 'les-miens' || place.space === 'espace-personnel'
      ? documents.empty.own
      : place.space === undefined
        ? documents.empty.all
        : documents.empty.space;
  const mayAdd = place.space === undefined || place.space === 'espace-personnel';
  return (
    <EmptyState
      drawing={mayAdd ? 'pencil' : 'page'}
      title={said.title}
      actions={
        mayAdd ? (
          <LinkButton href="/ajouter" icon={<AddIcon />}>
            {documents.add}
          </LinkButton>
        ) : undefined
      }
    >
      <p>{said.body}</p>
    </EmptyState>
  );
}

function Counters({ total, masked }: { readonly total: number; readonly masked: number }): ReactNode {
  const { counters } = useWords().documents;
  return (
    <p className="counters">
      <span>{counters.line(total - masked, total)}</span>
      <Gloss term={counters.term}>{counters.explained(masked)}</Gloss>
    </p>
  );
}

function Listed({
  place,
  list,
  openId,
  comesBack,
}: {
  readonly place: ListPlace;
  readonly list: SortedDocuments;
  readonly openId: string | undefined;
  readonly comesBack: boolean;
}): ReactNode {
  const { documents: words } = useWords();
  const navigate = useNavigate();
  const wide = useWide('(min-width: 62rem)');
  const { sort, descending } = sortOf(place);
  const sortBy = (next: SortKey): void => {
    const ascending = next === sort ? descending : undefined;
    void navigate(listHref({ ...place, sort: next, ascending }), { replace: true, preventScrollReset: true });
  };
  if (list.gathering)
    return (
      <>
        <p role="status" className="quiet">
          {words.sorting(list.documents.length, list.total)}
        </p>
        <Skeleton count={6} />
      </>
    );
  if (wide && openId === undefined)
    return (
      <DocumentPages key={listHref(place)} list={list} place={place} comesBack={comesBack}>
        {(shown) => (
          <DocumentTable
            documents={shown.flat()}
            href={(document) => documentHref(document.id, place)}
            caption={words.listLabel}
            sort={sort}
            descending={descending}
            onSort={sortBy}
          />
        )}
      </DocumentPages>
    );
  return (
    <>
      <div className="list-tools">
        <Select label={words.sort.label} value={sort} onChange={sortBy} choices={sortKeys.map((value) => ({ value, label: words.sort[value] }))} />
      </div>
      <DocumentPages key={listHref(place)} list={list} place={place} comesBack={comesBack} openId={openId} />
    </>
  );
}

export default function Documents(): ReactNode {
  const words = useWords();
  const kit = useKitWords();
  const [query] = useSearchParams();
  const place = readPlace(query);
  const openId = useMatch('/documents/:documentId')?.params.documentId;
  const sideBySide = useWide('(min-width: 75rem)');
  const list = useSortedDocuments(place);
  const { documents } = words;
  const title =
    place.space !== undefined
      ? kit.spaces[place.space]
      : place.view === 'recents'
        ? documents.recent
        : place.view === 'les-miens'
          ? documents.own
          : documents.all;
  usePageTitle(title);
  // The open document keeps its title once it has one: see document.tsx.
  useEffect(() => {
    if (openId === undefined) document.title = words.title(title);
  }, [openId, title, words]);
  // By the browser's Back, or by the link above the document that was open.
  const wasOpen = useRef(openId);
  const comesBack = useNavigationType() === 'POP' || wasOpen.current !== undefined;
  useEffect(() => {
    wasOpen.current = openId;
  }, [openId]);
  const showList = openId === undefined || sideBySide;
  return (
    <div className="documents" data-open={openId === undefined ? undefined : ''}>
      {showList && (
        <div className="documents-list no-print">
          <PageHeader
            eyebrow={
              <TextLink href="/accueil" className="icon-word">
                <BackIcon />
                {documents.back}
              </TextLink>
            }
            title={title}
            lead={
              openId === undefined && place.space !== undefined ? (
                <p>
                  {documents.spaceLead[place.space]} {documents.writers[place.space]}
                </p>
              ) : undefined
            }
            actions={
              openId === undefined && (place.space === undefined || place.space === 'espace-personnel') ? (
                <span className="desk-only">
                  <LinkButton href="/ajouter" icon={<AddIcon />}>
                    {documents.add}
                  </LinkButton>
                </span>
              ) : undefined
            }
          />
          {list.query.isPending && <Skeleton count={6} />}
          {list.query.isError && list.query.data === undefined && <ErrorState error={list.query.error} onRetry={() => void list.query.refetch()} />}
          {list.query.data !== undefined && list.total === 0 && <EmptyList place={place} />}
          {list.query.data !== undefined && list.total > 0 && (
            <>
              <Counters total={list.total} masked={list.masked} />
              <MissingNotice pages={list.query.data.pages} />
              <Listed place={place} list={list} openId={openId} comesBack={comesBack} />
            </>
          )}
        </div>
      )}
      <Outlet />
    </div>
  );
}
