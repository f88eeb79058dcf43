// A list of documents (one space, or across them) and, on a wide screen, the document that is open beside it.

import {
  AddIcon,
  BackIcon,
  Button,
  DocumentTable,
  EmptyState,
  ErrorState,
  FolderIcon,
  LinkButton,
  PageHeader,
  Skeleton,
  TextLink,
  useKitWords,
  useMedia,
  MissingNotice,
} from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Outlet, useParamsAt, useNavigate, useArrival, useQueryOfAddress } from '../../router/outlet.tsx';
import { usePageTitle } from '../../frames.tsx';
import { DocumentPages } from './document-pages.tsx';
import { BinderActs } from '../binders/binder-acts.tsx';
import { Pinned, PinsOfList, RowPin } from '../binders/pins.tsx';
import { useArrangement } from '../../arrangement.ts';
import { ListTools } from './list-tools.tsx';
import { useNarrowed, useSought, waysOf } from './narrowed.ts';
import { type ListPlace, documentHref, listHref, readPlace, sortOf } from './places.ts';
import { useSortBy } from './sort-by.ts';
import { type SortedDocuments, useSortedDocuments } from './sorted-documents.ts';

function EmptyList({ place }: { readonly place: ListPlace }): ReactNode {
  const { documents, binders } = useWords();
  if (place.binder !== undefined)
    return (
      <EmptyState drawing="page" title={binders.emptyOne.title} actions={<LinkButton href="/documents">{binders.emptyOne.action}</LinkButton>}>
        <p>{binders.emptyOne.body}</p>
      </EmptyState>
    );
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
  const {
    documents: words,
    binders: { pin: pinWord },
  } = useWords();
  const wide = useMedia('(min-width: 62rem)');
  const { sort, descending } = sortOf(place);
  const sortBy = useSortBy(place);
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
            Beside={RowPin}
            besideLabel={pinWord}
          />
        )}
      </DocumentPages>
    );
  return <DocumentPages key={listHref(place)} list={list} place={place} comesBack={comesBack} openId={openId} />;
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

/** The rows of a list, all or those that hold what is looked for; before them, or in their place, what is to be said of them. */
function Rows({ place, openId, comesBack }: { readonly place: ListPlace; readonly openId: string | undefined; readonly comesBack: boolean }): ReactNode {
  const navigate = useNavigate();
  const { search } = useWords().documents;
  const [sought, seek] = useSought(listHref({ space: place.space, view: place.view, binder: place.binder }));
  const [whole, setWhole] = useState(false);
  const isNarrowed = waysOf(sought, place) > 0;
  const list = useSortedDocuments(place, whole || isNarrowed);
  const narrowed = useNarrowed(list.documents, sought, place);
  const { data, isPending, error, refetch } = list.query;
  if (isPending) return <Skeleton count={6} />;
  if (data === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (list.total === 0) return <EmptyList place={place} />;
  const showAll = (): void => {
    seek({ text: '', type: undefined, year: undefined });
    if (place.only !== undefined) void navigate(listHref({ ...place, only: undefined }), { replace: true, keepsScroll: true });
  };
  const found = narrowed.documents;
  const listed = isNarrowed ? { ...list, documents: found, total: found.length } : list;
  return (
    <>
      {openId === undefined ? (
        <ListTools place={place} list={list} sought={sought} onSeek={seek} narrowed={narrowed} onWhole={() => setWhole(true)} />
      ) : (
        isNarrowed && <p className="quiet">{search.found(found.length)}</p>
      )}
      <MissingNotice pages={data.pages} />
      {openId === undefined && !isNarrowed && <Pinned place={place} />}
      {listed.total > 0 ? (
        <Listed place={place} list={listed} openId={openId} comesBack={comesBack} />
      ) : list.gathering ? (
        <Skeleton count={6} />
      ) : (
        <NothingFound text={sought.text} onAll={showAll} />
      )}
    </>
  );
}

function useTitle({ binder, space, view }: ListPlace): string {
  const { documents, binders } = useWords();
  const kit = useKitWords();
  const { arrangement, isKnown } = useArrangement();
  if (binder !== undefined) return arrangement.binders.find(({ id }) => id === binder)?.name ?? (isKnown ? binders.gone : binders.title);
  if (space !== undefined) return kit.spaces[space];
  return view === 'recents' ? documents.recent : view === 'les-miens' ? documents.own : documents.all;
}

export default function Documents(): ReactNode {
  const words = useWords();
  const query = useQueryOfAddress();
  const place = readPlace(query);
  const openId = useParamsAt('/documents/:documentId')?.documentId;
  const sideBySide = useMedia('(min-width: 75rem)');
  const { documents, binders } = words;
  const { arrangement } = useArrangement();
  const binder = arrangement.binders.find(({ id }) => id === place.binder);
  const title = useTitle(place);
  usePageTitle(title);
  // The open document keeps its title once it has one: see document.tsx.
  useEffect(() => {
    if (openId === undefined) document.title = words.title(title);
  }, [openId, title, words]);
  // By the browser's Back, or by the link above the document that was open.
  const wasOpen = useRef(openId);
  const comesBack = useArrival() === 'POP' || wasOpen.current !== undefined;
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
              <TextLink href={place.binder === undefined ? '/accueil' : '/classeurs'} className="icon-word">
                <BackIcon />
                {place.binder === undefined ? documents.back : binders.title}
              </TextLink>
            }
            title={title}
            lead={
              openId === undefined && place.space !== undefined ? (
                <p>
                  {documents.spaceLead[place.space]} {documents.writers[place.space]}
                </p>
              ) : openId === undefined && place.binder === undefined && place.view === undefined ? (
                <TextLink href="/classeurs" className="icon-word">
                  <FolderIcon />
                  {binders.open(arrangement.binders.length)}
                </TextLink>
              ) : undefined
            }
            actions={
              openId === undefined && binder !== undefined ? (
                <BinderActs key={binder.id} binder={binder} />
              ) : openId === undefined && place.binder === undefined && (place.space === undefined || place.space === 'espace-personnel') ? (
                <span className="desk-only">
                  <LinkButton href="/ajouter" icon={<AddIcon />}>
                    {documents.add}
                  </LinkButton>
                </span>
              ) : undefined
            }
          />
          <PinsOfList>
            <Rows place={place} openId={openId} comesBack={comesBack} />
          </PinsOfList>
        </div>
      )}
      <Outlet />
    </div>
  );
}
