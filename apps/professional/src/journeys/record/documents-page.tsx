// The documents of a record and the one that is open, or the record at a glance: side by side on a wide screen, one after the other on a narrow one.
// Keyboard first: list-keys.ts. Moving opens nothing: each reading is traced. What narrows the list stands in the address: criteria.ts.

import type { DocumentList as Page, DocumentSummary } from '@carnet/contract';
import { Button, EmptyState, ErrorState, MissingNotice, ProblemNotice, Skeleton } from '@carnet/ui';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { usePageTitle } from '../../page-title.ts';
import { useWide } from '../../use-wide.ts';
import { useWords } from '../../words.ts';
import { useFilterWords } from './active-filters.tsx';
import { type Criteria, useCriteria, usePlaces } from './criteria.ts';
import { useDocumentGroups } from './document-groups.ts';
import { DocumentList } from './document-list.tsx';
import { DocumentPane } from './document-pane.tsx';
import { type FoundDocuments, useFoundDocuments } from './found-documents.ts';
import { GlanceFold, GlancePane } from './glance.tsx';
import { useListKeys, useSingleKeys } from './list-keys.ts';
import { useListPlace } from './list-place.ts';
import { ListTools } from './list-tools.tsx';
import { RowActs } from './row-acts.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';

/** Its first field; the panel itself as long as that one has nothing to offer. */
function focusFilters(holder: HTMLElement | null): void {
  const panel = holder?.querySelector<HTMLElement>('.filter-panel');
  const first = panel?.querySelector<HTMLElement>('button, input');
  (first?.matches(':disabled') === true ? panel : first)?.focus();
}

export function DocumentsPage({ dossierId, birthDate }: { readonly dossierId: string; readonly birthDate: string }): ReactNode {
  const { list, record } = useWords();
  usePageTitle(record.documents);
  const { documentId } = useParams();
  const wide = useWide();
  const inAddress = useCriteria();
  const [panelIsOpen, openPanel] = useState(false);
  const [helpIsOpen, openHelp] = useState(false);
  const found = useFoundDocuments(dossierId, inAddress.criteria, panelIsOpen);
  const panes = useRef<HTMLDivElement>(null);
  const singleKeys = useSingleKeys();
  const places = usePlaces(dossierId);
  const second = documentId === places.second ? undefined : places.second;
  const hasTwo = documentId !== undefined && second !== undefined;
  // Kept apart from what is drawn: the list is not drawn again for each document that is opened.
  const besideOpen = useRef<(id: string) => void>(undefined);
  const navigate = useNavigate();
  useEffect(() => {
    besideOpen.current = (id) => {
      if (documentId === undefined) void navigate(places.document(id));
      else if (id !== documentId) void navigate(places.beside(documentId, id));
    };
  }, [documentId, navigate, places]);
  const openBeside = useCallback((id: string) => besideOpen.current?.(id), []);
  const focusBack = useCallback((): void => panes.current?.querySelector<HTMLElement>('.list-more-tools button')?.focus(), []);
  useListKeys({
    panes,
    single: singleKeys.on,
    onFilters: useCallback(() => {
      openPanel(true);
      requestAnimationFrame(() => focusFilters(panes.current));
    }, []),
    onBeside: openBeside,
    onHelp: useCallback(() => openHelp(true), []),
    onLeaveFilters: useCallback(() => {
      openPanel(false);
      focusBack();
    }, [focusBack]),
    onBack: useCallback(
      (from: Element) => {
        if (documentId === undefined || (wide && second === undefined)) return false;
        const first = panes.current?.querySelector('.document-pane-holder');
        // Of two, the one in hand.
        void navigate(second === undefined ? places.list : places.document(first?.contains(from) === true ? second : documentId));
        return true;
      },
      [documentId, second, wide, navigate, places],
    ),
  });
  // What its first field offers has come: unless somebody went on meanwhile.
  const choicesCame = found.choices !== undefined;
  useEffect(() => {
    if (choicesCame && document.activeElement?.matches('.filter-panel') === true) focusFilters(panes.current);
  }, [choicesCame]);
  useListPlace(panes, documentId, wide);
  const clearAll = (): void => {
    inAddress.clear();
    focusBack();
  };
  return (
    <RowActs dossierId={dossierId} change={inAddress.change} openBeside={openBeside}>
      <div className="documents" data-open={documentId === undefined ? undefined : ''} data-two={hasTwo ? '' : undefined} ref={panes}>
        {(wide || documentId === undefined) && !hasTwo && (
          <section className="list-pane" aria-label={list.caption}>
            {!wide && <GlanceFold dossierId={dossierId} birthDate={birthDate} />}
            <ListTools
              {...inAddress}
              clear={clearAll}
              named={found}
              panelIsOpen={panelIsOpen}
              onPanel={openPanel}
              onHelp={() => openHelp(true)}
              focusBack={focusBack}
            />
            <FoundList dossierId={dossierId} found={found} criteria={inAddress.criteria} onClear={clearAll} wide={wide} current={documentId} />
          </section>
        )}
        {documentId !== undefined && (
          <div className="document-pane-holder">
            <DocumentPane
              key={documentId}
              dossierId={dossierId}
              documentId={documentId}
              summary={found.documents.find(({ id }) => id === documentId)}
              listPending={found.page.isPending}
              closesTo={second === undefined ? undefined : places.document(second)}
            />
          </div>
        )}
        {hasTwo && (
          <div className="document-pane-holder">
            <DocumentPane
              key={second}
              dossierId={dossierId}
              documentId={second}
              summary={found.documents.find(({ id }) => id === second)}
              listPending={found.page.isPending}
              closesTo={places.document(documentId)}
              isSecond
            />
          </div>
        )}
        {wide && documentId === undefined && (
          <div className="document-pane-holder">
            <GlancePane dossierId={dossierId} birthDate={birthDate} />
          </div>
        )}
      </div>
      {helpIsOpen && <ShortcutsDialog keys={singleKeys} wide={wide} onClose={() => openHelp(false)} />}
    </RowActs>
  );
}

interface FoundListProps {
  readonly dossierId: string;
  readonly found: FoundDocuments;
  readonly criteria: Criteria;
  readonly onClear: () => void;
  readonly wide: boolean;
  readonly current: string | undefined;
}

function FoundList({ dossierId, found, criteria, onClear, wide, current }: FoundListProps): ReactNode {
  const { list } = useWords();
  const navigate = useNavigate();
  const places = usePlaces(dossierId);
  const open = useCallback((id: string) => void navigate(places.document(id)), [navigate, places]);
  const { page, documents, shown, filtered } = found;
  const groups = useDocumentGroups(shown, criteria);
  const first = page.data?.pages[0];
  return (
    <>
      {first !== undefined && <Count page={first} loaded={documents} shown={shown.length} filtered={filtered} />}
      {page.isPending && <Skeleton shape="rows" count={8} />}
      {page.error !== null && documents.length === 0 && <ErrorState error={page.error} onRetry={() => void page.refetch()} />}
      <MissingNotice pages={page.data?.pages} />
      {first !== undefined && shown.length === 0 && (filtered || first.total === 0) && (
        <NothingHere criteria={criteria} choices={found.choices} documents={documents} onClear={onClear} />
      )}
      {shown.length > 0 && <DocumentList groups={groups} current={current} wide={wide} place={places.document} onOpen={open} />}
      {page.hasNextPage && (
        <div className="list-more">
          {page.isFetchNextPageError && <ProblemNotice error={page.error} />}
          <Button isPending={page.isFetchingNextPage} onPress={() => void page.fetchNextPage()}>
            {list.more}
          </Button>
        </div>
      )}
    </>
  );
}

/** Counts what this professional may see and nothing else: whatever is hidden from them leaves no gap. */
function Count({
  page,
  loaded,
  shown,
  filtered,
}: {
  readonly page: Page;
  readonly loaded: readonly DocumentSummary[];
  readonly shown: number;
  readonly filtered: boolean;
}): ReactNode {
  const { list } = useWords();
  const fresh = loaded.filter(({ isNew }) => isNew).length;
  const parts = [
    list.count(page.total),
    ...(page.masked > 0 ? [list.countMasked(page.masked)] : []),
    // Of a list that is not all there, how many are new is not known.
    ...(fresh > 0 && loaded.length >= page.total ? [list.countNew(fresh)] : []),
    ...(filtered ? [list.matching(shown, loaded.length, page.total)] : loaded.length < page.total ? [list.shown(loaded.length, page.total)] : []),
  ];
  return (
    <p className="list-count" role="status">
      {parts.join(' · ')}
    </p>
  );
}

/** Says what leaves nothing, and offers to take it off. */
function NothingHere({ onClear, ...asked }: Parameters<typeof useFilterWords>[0] & { readonly onClear: () => void }): ReactNode {
  const { list, care } = useWords();
  const filters = useFilterWords(asked);
  const [only] = filters;
  if (only === undefined || (filters.length === 1 && only.name === 'space')) {
    const words = only === undefined ? list.empty : asked.criteria.space === 'archives' ? care.labels.emptyArchives : list.emptySpace;
    return (
      <EmptyState drawing="page" title={words.title}>
        <p>{words.why}</p>
      </EmptyState>
    );
  }
  const { title, one, several, text } = list.nothingMatches;
  return (
    <EmptyState drawing="search" title={title} actions={<Button onPress={onClear}>{list.filters.clear}</Button>}>
      <p>{filters.length === 1 ? one : several(filters.length)}</p>
      <ul className="excluding">
        {filters.map(({ name, words }) => (
          <li key={name}>{words}</li>
        ))}
      </ul>
      {filters.some(({ name }) => name === 'text') && <p>{text}</p>}
    </EmptyState>
  );
}
