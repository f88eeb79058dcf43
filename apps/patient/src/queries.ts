// What the app asks of the server, one entry per resource, with the keys they are kept under. Answers stay in memory only.

import type {
  Accesses,
  Arrangement,
  AyantsDroit,
  Aidants,
  CardOffer,
  Choices,
  ConnectedServices,
  Curves,
  DirectoryFound,
  DocumentDetail,
  DocumentList,
  Journal,
  Masquages,
  MeasureKind,
  NoticePreferences,
  PushDevices,
  Notices,
  OpenSessions,
  Passkeys,
  OwnCard,
  PatientDossier,
  PatientSession,
  Preview,
  Profile,
  ReadingView,
  RecordExports,
  Records,
  Reminders,
  Reports,
  ShareState,
  ShownShare,
  Spaces,
} from '@carnet/contract';
import { NoAnswerError, callDoor } from '@carnet/ui';
import { QueryClient, infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

export const door = '/api/patient';
export const recordPath = (dossierId: string, rest = ''): string => `${door}/dossiers/${encodeURIComponent(dossierId)}${rest}`;
export const pushPath = (rest = ''): string => `${door}/push${rest}`;
export const documentPath = (dossierId: string, documentId: string, rest = ''): string =>
  recordPath(dossierId, `/documents/${encodeURIComponent(documentId)}${rest}`);

const withQuery = (path: string, query: Readonly<Record<string, string | number | undefined>>): string => {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, String(value)]]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
};

const exportPollMs = 2_000;
const sharePollMs = 3_000;

export interface ListFilter {
  readonly space?: string | undefined;
  readonly own?: boolean | undefined;
  /** One of one's own binders. */
  readonly binder?: string | undefined;
  readonly sort: 'service' | 'deposited';
}
export interface JournalFilter {
  readonly from?: string | undefined;
  readonly what?: string | undefined;
  readonly outcome?: string | undefined;
}

export const queries = {
  session: () => queryOptions({ queryKey: ['session'], queryFn: ({ signal }) => callDoor<PatientSession>(`${door}/session`, { signal }), staleTime: 60_000 }),
  sessions: () => queryOptions({ queryKey: ['sessions'], queryFn: ({ signal }) => callDoor<OpenSessions>(`${door}/sessions`, { signal }), staleTime: 0 }),
  passkeys: () => queryOptions({ queryKey: ['passkeys'], queryFn: ({ signal }) => callDoor<Passkeys>(`${door}/passkeys`, { signal }), staleTime: 0 }),
  ayantsDroit: () => queryOptions({ queryKey: ['ayants-droit'], queryFn: ({ signal }) => callDoor<AyantsDroit>('/api/patient/ayants-droit', { signal }) }),
  /** Every record this person may enter, their own first. */
  records: () => queryOptions({ queryKey: ['records'], queryFn: ({ signal }) => callDoor<Records>(`${door}/records`, { signal }), staleTime: 60_000 }),
  /** Copies one asked for, of every record; looked at again while one is made. */
  exports: () =>
    queryOptions({
      queryKey: ['exports'],
      queryFn: ({ signal }) => callDoor<RecordExports>(`${door}/exports`, { signal }),
      refetchInterval: ({ state }) => (state.data?.exports.some((one) => one.state === 'asked') === true ? exportPollMs : false),
      refetchOnWindowFocus: true,
      staleTime: 0,
    }),
  dossier: (id: string) =>
    queryOptions({ queryKey: ['dossier', id], queryFn: ({ signal }) => callDoor<PatientDossier>(recordPath(id), { signal }), staleTime: 300_000 }),
  spaces: (id: string) => queryOptions({ queryKey: ['spaces', id], queryFn: ({ signal }) => callDoor<Spaces>(recordPath(id, '/spaces'), { signal }) }),
  /** The first page is short, to come at once; those after it are long, being asked for by who wants them all. */
  documents: (id: string, { space, own, binder, sort }: ListFilter) =>
    infiniteQueryOptions({
      queryKey: ['documents', id, { space, own, binder, sort }],
      queryFn: ({ signal, pageParam }) =>
        callDoor<DocumentList>(
          withQuery(recordPath(id, '/documents'), {
            space,
            binder,
            depositor: own === true ? 'patient' : undefined,
            sort,
            limit: pageParam === undefined ? 50 : 200,
            cursor: pageParam,
          }),
          { signal },
        ),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor,
    }),
  /** Whoever deletes or hides a document asks again. */
  arrangement: (id: string) =>
    queryOptions({
      queryKey: ['arrangement', id],
      queryFn: ({ signal }) => callDoor<Arrangement>(recordPath(id, '/arrangement'), { signal }),
      staleTime: 300_000,
    }),
  document: (id: string, documentId: string) =>
    queryOptions({ queryKey: ['document', id, documentId], queryFn: ({ signal }) => callDoor<DocumentDetail>(documentPath(id, documentId), { signal }) }),
  /** Each reading is written in the journal: asked once, then kept while the app is open. */
  reading: (id: string, documentId: string) =>
    queryOptions({
      queryKey: ['reading', id, documentId],
      queryFn: () => callDoor<ReadingView>(documentPath(id, documentId, '/reading')),
      staleTime: Infinity,
      gcTime: 600_000,
      refetchOnMount: false,
    }),
  accesses: (id: string) => queryOptions({ queryKey: ['accesses', id], queryFn: ({ signal }) => callDoor<Accesses>(recordPath(id, '/accesses'), { signal }) }),
  aidants: (id: string) => queryOptions({ queryKey: ['aidants', id], queryFn: ({ signal }) => callDoor<Aidants>(recordPath(id, '/aidants'), { signal }) }),
  services: (id: string) =>
    queryOptions({ queryKey: ['services', id], queryFn: ({ signal }) => callDoor<ConnectedServices>(recordPath(id, '/services'), { signal }) }),
  /** Every agreement there ever was. */
  accessHistory: (id: string) =>
    queryOptions({ queryKey: ['accesses', id, 'history'], queryFn: ({ signal }) => callDoor<Accesses>(recordPath(id, '/accesses?history=true'), { signal }) }),
  card: (id: string) => queryOptions({ queryKey: ['card', id], queryFn: ({ signal }) => callDoor<OwnCard>(recordPath(id, '/card'), { signal }) }),
  /** Each document a line comes from is read, and the journal says so: asked when somebody makes a card, and not again on the way. */
  cardOffer: (id: string) =>
    queryOptions({
      queryKey: ['card-offer', id],
      queryFn: ({ signal }) => callDoor<CardOffer>(recordPath(id, '/card/offer'), { signal }),
      staleTime: Infinity,
      gcTime: 0,
      refetchOnReconnect: false,
    }),
  share: (id: string) =>
    queryOptions({ queryKey: ['share', id], queryFn: ({ signal }) => callDoor<ShownShare>(recordPath(id, '/share'), { signal }), staleTime: 0 }),
  /** Whether the code on the screen still waits: no access, and no line of the journal. */
  shareState: (secret: string) =>
    queryOptions({
      queryKey: ['share-state', secret],
      queryFn: ({ signal }) => callDoor<ShareState>(`${door}/shares/state`, { method: 'POST', body: { secret }, signal }),
      refetchInterval: ({ state }) => (state.data === undefined || state.data.state === 'waiting' ? sharePollMs : false),
      refetchOnWindowFocus: true,
      staleTime: 0,
      gcTime: 0,
    }),
  /** Public register of professionals and structures; says nothing of any record. */
  directory: (q: string) =>
    queryOptions({
      queryKey: ['directory', q],
      queryFn: ({ signal }) => callDoor<DirectoryFound>(withQuery(`${door}/directory`, { q }), { signal }),
      staleTime: 600_000,
    }),
  masquages: (id: string) =>
    queryOptions({ queryKey: ['masquages', id], queryFn: ({ signal }) => callDoor<Masquages>(recordPath(id, '/masquages'), { signal }) }),
  /** Asked afresh each time: it is what they would see at this moment. */
  preview: (id: string, asked: { readonly as: string; readonly structure?: string | undefined; readonly space?: string | undefined }) =>
    infiniteQueryOptions({
      queryKey: ['preview', id, asked],
      queryFn: ({ signal, pageParam }) => callDoor<Preview>(withQuery(recordPath(id, '/preview'), { ...asked, cursor: pageParam }), { signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.documents?.nextCursor,
      staleTime: 0,
      gcTime: 0,
    }),
  choices: (id: string) => queryOptions({ queryKey: ['choices', id], queryFn: ({ signal }) => callDoor<Choices>(recordPath(id, '/choices'), { signal }) }),
  journal: (id: string, filter: JournalFilter) =>
    infiniteQueryOptions({
      queryKey: ['journal', id, filter],
      queryFn: ({ signal, pageParam }) => callDoor<Journal>(withQuery(recordPath(id, '/journal'), { ...filter, cursor: pageParam }), { signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor,
    }),
  reports: (id: string) => queryOptions({ queryKey: ['reports', id], queryFn: ({ signal }) => callDoor<Reports>(recordPath(id, '/reports'), { signal }) }),
  notices: (id: string) =>
    infiniteQueryOptions({
      queryKey: ['notices', id],
      queryFn: ({ signal, pageParam }) => callDoor<Notices>(withQuery(recordPath(id, '/notices'), { cursor: pageParam }), { signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor,
    }),
  unread: (id: string) =>
    queryOptions({
      queryKey: ['notices', id, 'unread'],
      queryFn: ({ signal }) => callDoor<Notices>(withQuery(recordPath(id, '/notices'), { limit: 1 }), { signal }),
      staleTime: 60_000,
    }),
  devices: () => queryOptions({ queryKey: ['devices'], queryFn: ({ signal }) => callDoor<PushDevices>(pushPath(), { signal }) }),
  preferences: (id: string) =>
    queryOptions({ queryKey: ['preferences', id], queryFn: ({ signal }) => callDoor<NoticePreferences>(recordPath(id, '/notices/preferences'), { signal }) }),
  /** `whole`: the kind whose values are all told; of the others, the last. */
  measures: (id: string, whole?: MeasureKind) =>
    queryOptions({
      queryKey: ['measures', id, whole ?? 'last'],
      queryFn: ({ signal }) => callDoor<Curves>(withQuery(recordPath(id, '/measures'), { whole }), { signal }),
    }),
  reminders: (id: string) =>
    queryOptions({ queryKey: ['reminders', id], queryFn: ({ signal }) => callDoor<Reminders>(recordPath(id, '/reminders'), { signal }), staleTime: 300_000 }),
  profile: (id: string) => queryOptions({ queryKey: ['profile', id], queryFn: ({ signal }) => callDoor<Profile>(recordPath(id, '/profile'), { signal }) }),
};

/** Refusals are final; only silence is asked again. Nothing is asked again without a reason: every question to the record is a line of its journal. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { staleTime: 30_000, refetchOnWindowFocus: false, retry: (failures, error) => failures < 2 && error instanceof NoAnswerError } },
  });
}

/** After a change of who may see what. */
export async function forgetAccesses(client: QueryClient): Promise<void> {
  await Promise.all(['accesses', 'masquages', 'dossier', 'journal', 'notices'].map((key) => client.invalidateQueries({ queryKey: [key] })));
}

/** After a measure was entered, corrected, withdrawn or hidden. */
export async function forgetMeasures(client: QueryClient): Promise<void> {
  await Promise.all(['measures', 'journal'].map((key) => client.invalidateQueries({ queryKey: [key] })));
}

/** After an act on a document: every list, count and journal may have changed. */
export async function forgetLists(client: QueryClient): Promise<void> {
  await Promise.all(['documents', 'spaces', 'arrangement', 'journal', 'notices'].map((key) => client.invalidateQueries({ queryKey: [key] })));
}
