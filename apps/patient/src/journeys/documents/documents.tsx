// A list of documents (one space, or across them) and, on a wide screen, the document that is open beside it.

import {
  AddIcon,
  BackIcon,
  Button,
  DocumentTable,
  EmptyState,
  ErrorState,
  Gloss,
  LinkButton,
  PageHeader,
  Segmented,
  Select,
  Skeleton,
  type SortKey,
  TextField,
  TextLink,
  sortKeys,
  useKitWords,
  useMedia,
  MissingNotice,
} from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Outlet, useMatch, useNavigate, useNavigationType, useSearchParams } from 'react-router';
import { usePageTitle } from '../../frames.tsx';
import { DocumentPages } from './document-pages.tsx';
import { keepTyped, typedIn, useNarrowed } from './narrowed.ts';
import { type ListPlace, documentHref, listHref, onlySome, readPlace, sortOf } from './places.ts';
import { type SortedDocuments, useSortedDocuments } from './sorted-documents.ts';

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
  const wide = useMedia('(min-width: 62rem)');
  const { sort, descending } = sortOf(place);
  const sortBy = (next: SortKey): void => {
    const ascending = next === sort ? descending : undefined;
    void navigate(listHref({ ...place, sort: next, ascending }), { replace: true, preventScrollReset: true });
  };
  if (!list.ordered)
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

/** One field over all that a row says, and the two heaps one looks for most. */
function Narrowing({
  place,
  text,
  onText,
  list,
  found,
}: {
  readonly place: ListPlace;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly list: SortedDocuments;
  readonly found: number;
}): ReactNode {
  const { search } = useWords().documents;
  const navigate = useNavigate();
  const choose = (only: ListPlace['only']): void => void navigate(listHref({ ...place, only }), { replace: true, preventScrollReset: true });
  const narrowed = text.trim() !== '' || place.only !== undefined;
  return (
    <search className="list-search">
      <TextField label={search.label} value={text} onChange={onText} placeholder={search.hint} autoComplete="off" />
      <Segmented
        label={search.only}
        hideLabel
        value={place.only ?? 'all'}
        choices={(['all', ...onlySome] as const).map((value) => ({ value, label: search.which[value] }))}
        onChange={(value) => choose(value === 'all' ? undefined : value)}
      />
      <p role="status" className="quiet">
        {narrowed && (list.gathering ? search.reading(found, list.documents.length, list.total) : search.found(found))}
      </p>
    </search>
  );
}

function NothingFound({ text, onAll }: { readonly text: string; readonly onAll: () => void }): ReactNode {
  const { search } = useWords().documents;
  return (
    <EmptyState
      drawing="page"
      title={text.trim() === '' ? search.none.title : search.none.titleOf(text.trim())}
      actions={<Button onPress={onAll}>{search.all}</Button>}
    >
      <p>{search.none.body}</p>
    </EmptyState>
  );
}

/** What is looked for in this list; another list has its own. */
function useTyped(list: string): readonly [string, (text: string) => void] {
  const [typed, setTyped] = useState({ text: typedIn(list), list });
  if (typed.list !== list) setTyped({ text: typedIn(list), list });
  const type = (text: string): void => {
    keepTyped(list, text);
    setTyped({ text, list });
  };
  return [typed.text, type];
}

/** The rows of a list, all or those that hold what is looked for; before them, or in their place, what is to be said of them. */
function Rows({ place, openId, comesBack }: { readonly place: ListPlace; readonly openId: string | undefined; readonly comesBack: boolean }): ReactNode {
  const navigate = useNavigate();
  const [text, type] = useTyped(listHref({ space: place.space, view: place.view }));
  const narrowed = text.trim() !== '' || place.only !== undefined;
  const list = useSortedDocuments(place, narrowed);
  const found = useNarrowed(list.documents, text, place.only);
  const { data, isPending, error, refetch } = list.query;
  if (isPending) return <Skeleton count={6} />;
  if (data === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (list.total === 0) return <EmptyList place={place} />;
  const showAll = (): void => {
    type('');
    if (place.only !== undefined) void navigate(listHref({ ...place, only: undefined }), { replace: true, preventScrollReset: true });
  };
  const listed = narrowed ? { ...list, documents: found, total: found.length } : list;
  return (
    <>
      <Counters total={list.total} masked={list.masked} />
      <MissingNotice pages={data.pages} />
      {openId === undefined && <Narrowing place={place} text={text} onText={type} list={list} found={found.length} />}
      {listed.total > 0 ? (
        <Listed place={place} list={listed} openId={openId} comesBack={comesBack} />
      ) : list.gathering ? (
        <Skeleton count={6} />
      ) : (
        <NothingFound text={text} onAll={showAll} />
      )}
    </>
  );
}

export default function Documents(): ReactNode {
  const words = useWords();
  const kit = useKitWords();
  const [query] = useSearchParams();
  const place = readPlace(query);
  const openId = useMatch('/documents/:documentId')?.params.documentId;
  const sideBySide = useMedia('(min-width: 75rem)');
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
          <Rows place={place} openId={openId} comesBack={comesBack} />
        </div>
      )}
      <Outlet />
    </div>
  );
}
