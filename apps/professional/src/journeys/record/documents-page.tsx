// The documents of a record and the one that is open: side by side on a wide screen, one after the other on a narrow one.
// Keyboard first: `/` filters, arrows move, Enter opens, Escape comes back to the list. Moving opens nothing: each reading is traced.

import type { DocumentList as Page, DocumentSummary } from '@carnet/contract';
import { Button, EmptyState, ErrorState, ProblemNotice, Select, Skeleton, type SpaceName, TextField, useKitWords, MissingNotice } from '@carnet/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { listDocuments } from '../../api.ts';
import { useWide } from '../../use-wide.ts';
import { useWords } from '../../words.ts';
import { DocumentPane } from './document-pane.tsx';
import { DocumentList } from './document-list.tsx';
import { useListKeys } from './list-keys.ts';
import { useListPlace } from './list-place.ts';

const spaceNames: readonly SpaceName[] = [
  'synthese',
  'traitement',
  'analyses',
  'imagerie',
  'comptes-rendus',
  'prevention',
  'certificats',
  'remboursements',
  'espace-personnel',
];
type SpaceChoice = SpaceName | 'all' | 'archives';

const asked = (choice: SpaceChoice): Parameters<typeof listDocuments>[1] =>
  choice === 'all' ? {} : choice === 'archives' ? { archived: true } : { space: choice };

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
const searchable = (document: DocumentSummary): string =>
  folded(
    [
      document.title,
      document.typeLabel,
      document.classLabel,
      ...document.authors.flatMap(({ displayName, institution = '' }) => [displayName, institution]),
    ].join(' '),
  );

export function DocumentsPage({ dossierId }: { readonly dossierId: string }): ReactNode {
  const { list } = useWords();
  const { documentId } = useParams();
  const navigate = useNavigate();
  const wide = useWide();
  const askedFor = (useLocation().state as { readonly space?: SpaceName } | null)?.space;
  const [space, setSpace] = useState<SpaceChoice>(askedFor ?? 'all');
  const [filter, setFilter] = useState('');
  const page = useInfiniteQuery({
    queryKey: ['dossier', dossierId, 'documents', space],
    queryFn: ({ pageParam }) => listDocuments(dossierId, asked(space), pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page) => last.nextCursor,
  });
  const loaded = useMemo(() => page.data?.pages.flatMap(({ documents }) => documents) ?? [], [page.data]);
  const sought = folded(useDeferredValue(filter).trim());
  const shown = useMemo(() => (sought === '' ? loaded : loaded.filter((document) => searchable(document).includes(sought))), [loaded, sought]);
  const open = useCallback((id: string) => void navigate(`/dossier/${dossierId}/document/${id}`), [navigate, dossierId]);
  const panes = useRef<HTMLDivElement>(null);
  useListKeys(panes);
  useListPlace(panes, documentId, wide);
  const beside = wide || documentId === undefined;
  return (
    <div className="documents" data-open={documentId === undefined ? undefined : ''} ref={panes}>
      {beside && (
        <section className="list-pane" aria-label={list.caption}>
          <div className="list-tools">
            <ListFilter value={filter} onChange={setFilter} />
            <SpaceSelect value={space} onChange={setSpace} />
          </div>
          {page.data?.pages[0] !== undefined && <Count page={page.data.pages[0]} loaded={loaded.length} shown={shown.length} filtered={sought !== ''} />}
          {page.isPending && <Skeleton shape="rows" count={8} />}
          {page.error !== null && loaded.length === 0 && <ErrorState error={page.error} onRetry={() => void page.refetch()} />}
          <MissingNotice pages={page.data?.pages} />
          {page.data !== undefined && shown.length === 0 && (sought !== '' || page.data.pages[0]?.total === 0) && (
            <NothingHere filtered={sought !== ''} space={space} onClear={() => setFilter('')} />
          )}
          {shown.length > 0 && <DocumentList documents={shown} current={documentId} wide={wide} onOpen={open} />}
          {page.hasNextPage && (
            <div className="list-more">
              {page.isFetchNextPageError && <ProblemNotice error={page.error} />}
              <Button isPending={page.isFetchingNextPage} onPress={() => void page.fetchNextPage()}>
                {list.more}
              </Button>
            </div>
          )}
          {wide && <p className="list-keys small quiet">{list.keys}</p>}
        </section>
      )}
      {(wide || documentId !== undefined) && (
        <div className="document-pane-holder">
          {documentId === undefined ? (
            <EmptyState drawing="page" title={list.choose.title}>
              <p>{list.choose.why}</p>
            </EmptyState>
          ) : (
            <DocumentPane
              key={documentId}
              dossierId={dossierId}
              documentId={documentId}
              summary={loaded.find(({ id }) => id === documentId)}
              listPending={page.isPending}
            />
          )}
        </div>
      )}
    </div>
  );
}

function ListFilter({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }): ReactNode {
  const { list } = useWords();
  return (
    <div className="list-filter">
      <TextField label={list.filter} value={value} onChange={onChange} placeholder={list.filterHint} autoComplete="off" />
    </div>
  );
}

function SpaceSelect({ value, onChange }: { readonly value: SpaceChoice; readonly onChange: (value: SpaceChoice) => void }): ReactNode {
  const { list, care } = useWords();
  const kit = useKitWords();
  const choices: readonly { value: SpaceChoice; label: string }[] = [
    { value: 'all', label: list.everySpace },
    ...spaceNames.map((name) => ({ value: name, label: kit.spaces[name] })),
    { value: 'archives', label: care.labels.archives },
  ];
  return (
    <div className="list-space">
      <Select label={list.space} choices={choices} value={value} onChange={onChange} />
    </div>
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
  readonly loaded: number;
  readonly shown: number;
  readonly filtered: boolean;
}): ReactNode {
  const { list } = useWords();
  const parts = [
    list.count(page.total),
    ...(page.masked > 0 ? [list.countMasked(page.masked)] : []),
    ...(filtered ? [list.matching(shown, loaded, page.total)] : loaded < page.total ? [list.shown(loaded, page.total)] : []),
  ];
  return (
    <p className="list-count" role="status">
      {parts.join(' · ')}
    </p>
  );
}

function NothingHere({ filtered, space, onClear }: { readonly filtered: boolean; readonly space: SpaceChoice; readonly onClear: () => void }): ReactNode {
  const { list, care } = useWords();
  const empty = space === 'all' ? list.empty : space === 'archives' ? care.labels.emptyArchives : list.emptySpace;
  const words = filtered ? list.nothingMatches : empty;
  return (
    <EmptyState drawing={filtered ? 'search' : 'page'} title={words.title} actions={filtered ? <Button onPress={onClear}>{list.clear}</Button> : undefined}>
      <p>{words.why}</p>
    </EmptyState>
  );
}
