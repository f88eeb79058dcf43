// Notices: what happened that the patient should know, unread first in sight, each with what can be done about it.

import type { Notices as NoticePage } from '@carnet/contract';
import {
  Badge,
  Button,
  DateText,
  EmptyState,
  ErrorState,
  LinkButton,
  NoticeIcon,
  PageHeader,
  Skeleton,
  TextLink,
  callDoor,
  useAnnounce,
  useKitWords,
  MissingNotice,
} from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { queries, recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { documentHref, listHref } from '../documents/places.ts';

type NoticeItem = NoticePage['notices'][number];
const emergencies: readonly NoticeItem['kind'][] = ['bris-de-glace', 'centre-15', 'acces-injustifie', 'carte-ouverte'];
const aboutAccesses: readonly NoticeItem['kind'][] = ['premier-acces', 'code-utilise', 'medecin-traitant', 'majorite'];
const aboutReports: readonly NoticeItem['kind'][] = ['signalement-repondu'];
const aboutRelatives: readonly NoticeItem['kind'][] = ['partage', 'fin-representation'];

function useMarkRead(): ReturnType<typeof useMutation<unknown, Error, string | undefined>> {
  const { notices } = useWords();
  const announce = useAnnounce();
  const client = useQueryClient();
  const dossierId = useDossierId();
  return useMutation({
    mutationFn: (id: string | undefined) => callDoor(recordPath(dossierId, '/notices/read'), { method: 'POST', body: id === undefined ? {} : { id } }),
    onSuccess: async (_answer, id) => {
      await client.invalidateQueries({ queryKey: ['notices'] });
      announce(id === undefined ? notices.markedAll : notices.markedOne);
    },
    onError: () => undefined,
  });
}

function NoticeLine({ notice, onRead }: { readonly notice: NoticeItem; readonly onRead: (id: string) => void }): ReactNode {
  const { card, notices, journal, reports } = useWords();
  const { title, body } = notices.kinds[notice.kind];
  const many = notice.count > 1;
  const what = notice.documentTitle ?? notice.typeLabel;
  const read = (): void => {
    if (!notice.read) onRead(notice.id);
  };
  return (
    <li data-unread={notice.read ? undefined : ''}>
      <div className="notice-line">
        <h2>{many ? notices.many(notice.count) : title}</h2>
        {notice.documentId !== undefined && (
          <p>
            <TextLink href={documentHref(notice.documentId, { view: 'recents' })} onClick={read}>
              {what ?? notices.open}
            </TextLink>
          </p>
        )}
        {many && (
          <p>
            <TextLink href={listHref({ view: 'recents' })} onClick={read}>
              {notices.seeRecent}
            </TextLink>
          </p>
        )}
        {notice.reason !== undefined && <p>{journal.reason(notice.reason)}</p>}
        {notice.kind !== 'document-nouveau' && <p className="quiet">{body}</p>}
        <p className="small quiet row">
          <DateText iso={notice.at} as="moment" exact />
          {notice.actorName !== undefined && <span>{notices.from(notice.actorName)}</span>}
          {!notice.read && (
            <Badge tone="new" icon={<NoticeIcon />}>
              {notices.unread}
            </Badge>
          )}
          {aboutAccesses.includes(notice.kind) && <TextLink href="/acces">{notices.seeAccesses}</TextLink>}
          {aboutRelatives.includes(notice.kind) && <TextLink href="/proches">{notices.seeRelatives}</TextLink>}
          {aboutReports.includes(notice.kind) && <TextLink href="/signalements">{reports.see}</TextLink>}
          {emergencies.includes(notice.kind) && <TextLink href="/journal">{notices.seeJournal}</TextLink>}
          {notice.kind === 'carte-ouverte' && <TextLink href="/carte-urgence">{card.name}</TextLink>}
        </p>
        {!notice.read && (
          <Button
            kind="quiet"
            small
            aria-label={`${notices.markOne} : ${[many ? notices.many(notice.count) : title, what].filter(Boolean).join(', ')}`}
            onPress={read}
          >
            {notices.markOne}
          </Button>
        )}
      </div>
    </li>
  );
}

export default function Notices(): ReactNode {
  const { notices } = useWords();
  const kit = useKitWords();
  const list = useInfiniteQuery(queries.notices(useDossierId()));
  const markRead = useMarkRead();
  usePageTitle(notices.title);
  const all = list.data?.pages.flatMap((page) => page.notices) ?? [];
  const unread = list.data?.pages[0]?.unread ?? 0;
  return (
    <>
      <PageHeader
        title={notices.title}
        lead={<p>{notices.lead}</p>}
        actions={
          <>
            {unread > 0 && (
              <Button isPending={markRead.isPending} onPress={() => markRead.mutate(undefined)}>
                {notices.markAll}
              </Button>
            )}
            <LinkButton href="/avis/reglages" kind="quiet">
              {notices.settings}
            </LinkButton>
          </>
        }
      />
      {list.isPending && <Skeleton count={4} />}
      {list.isError && list.data === undefined && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      <MissingNotice pages={list.data?.pages} />
      {list.data !== undefined && all.length === 0 && list.data.pages.every(({ missing }) => missing === 0) && (
        <EmptyState drawing="letter" title={notices.empty.title}>
          <p>{notices.empty.body}</p>
        </EmptyState>
      )}
      <ul className="list-lines">
        {all.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} onRead={(id) => markRead.mutate(id)} />
        ))}
      </ul>
      {list.hasNextPage && (
        <div className="list-foot">
          <Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage}>
            {kit.list.more}
          </Button>
        </div>
      )}
    </>
  );
}
