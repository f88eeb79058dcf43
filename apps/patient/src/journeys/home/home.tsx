// The first page of the record: what is new, then the notebook's nine spaces in their order, then three other ways of looking.

import {
  DateText,
  DocumentRow,
  EmptyState,
  ErrorState,
  ForwardIcon,
  LinkButton,
  AddIcon,
  PageHeader,
  QrIcon,
  Section,
  Skeleton,
  SpaceList,
  TextLink,
} from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { lastDayBefore } from '../../days.ts';
import { usePageTitle } from '../../frames.tsx';
import { useMay, useOpenRecord, useTieWords } from '../../open-record.tsx';
import { queries } from '../../queries.ts';
import { firstName } from '@carnet/ui/wording/readable-name';
import { useDossierId, useSession } from '../../session.tsx';
import { documentHref, listHref } from '../documents/places.ts';
import { HomeReminders } from '../reminders/home-reminders.tsx';

const shownNew = 5;

function WhatIsNew(): ReactNode {
  const { home } = useWords();
  const dossierId = useDossierId();
  const recent = useInfiniteQuery(queries.documents(dossierId, { sort: 'deposited' }));
  const may = useMay();
  const { isOwn } = useOpenRecord();
  const notices = useQuery({ ...queries.unread(dossierId), enabled: may('read-notices') });
  const spaces = useQuery(queries.spaces(dossierId));
  if (recent.isPending) return <Skeleton count={3} />;
  if (recent.isError) return <ErrorState error={recent.error} onRetry={() => void recent.refetch()} />;
  const [first] = recent.data.pages;
  if (first?.total === 0)
    return (
      <EmptyState
        drawing="page"
        title={isOwn ? home.empty.title : home.emptyOther.title}
        level={3}
        actions={
          may('deposit') && (
            <LinkButton href="/ajouter" icon={<AddIcon />}>
              {home.add}
            </LinkButton>
          )
        }
      >
        <p>{isOwn ? home.empty.body : home.emptyOther.body}</p>
      </EmptyState>
    );
  const fresh = (first?.documents ?? []).filter((document) => document.isNew);
  const unseen = spaces.data?.unseen ?? fresh.length;
  const unread = notices.data?.unread ?? 0;
  return (
    <>
      {fresh.length === 0 ? (
        <p className="home-quiet">{home.nothingNew}</p>
      ) : (
        <ul className="document-list home-new" data-roomy="">
          {fresh.slice(0, shownNew).map((document) => (
            <li key={document.id}>
              {/* The heading already says that they are new. */}
              <DocumentRow document={{ ...document, isNew: false }} href={documentHref(document.id, { view: 'recents' })} />
            </li>
          ))}
        </ul>
      )}
      {(unseen > shownNew || unread > 0) && (
        <p className="row home-after">
          {unseen > shownNew && <TextLink href={listHref({ view: 'recents' })}>{home.allNew(unseen)}</TextLink>}
          {unread > 0 && <TextLink href="/avis">{home.notices(unread)}</TextLink>}
        </p>
      )}
    </>
  );
}

/** In one's own record a greeting and the last visit; in somebody else's, whose it is, as what one is there and until when. */
function Welcome(): ReactNode {
  const { home, family, nav, share } = useWords();
  const { displayName, previousSignInAt } = useSession();
  const { isOwn, firstName: person, dossier } = useOpenRecord();
  const may = useMay();
  const tieWords = useTieWords();
  usePageTitle(isOwn ? nav.home : family.home.title(person));
  const ownLead =
    previousSignInAt === undefined ? (
      <p>{home.firstVisit}</p>
    ) : (
      <p>
        {home.lastVisit} <DateText iso={previousSignInAt} as="moment" />
      </p>
    );
  const otherLead = dossier !== undefined && (
    <>
      <p>{dossier.as === 'aidant' ? family.home.aidantLead(person) : dossier.as === 'ayant-droit' ? family.home.heirLead(person) : family.home.lead(person)}</p>
      <p className="small quiet tie-line">
        {family.home.tie(tieWords(dossier))} {dossier.reason !== undefined && `${family.records.reasons[dossier.reason]}.`}
        {dossier.until !== undefined && (
          <>
            {' '}
            {family.home.until} <DateText iso={lastDayBefore(dossier.until)} as="day" exact />.
          </>
        )}
      </p>
    </>
  );
  return (
    <PageHeader
      title={isOwn ? home.title(firstName(displayName)) : family.home.title(person)}
      lead={isOwn ? ownLead : otherLead}
      actions={
        <>
          {may('deposit') && (
            <span className="desk-only">
              <LinkButton href="/ajouter" icon={<AddIcon />} kind="primary">
                {home.add}
              </LinkButton>
            </span>
          )}
          {may('manage-accesses') && (
            <LinkButton href="/partager" icon={<QrIcon />}>
              {share.short}
            </LinkButton>
          )}
        </>
      }
    />
  );
}

export default function Home(): ReactNode {
  const { home, family } = useWords();
  const dossierId = useDossierId();
  const { isOwn, dossier } = useOpenRecord();
  const spaces = useQuery(queries.spaces(dossierId));
  const shared = dossier?.categories;
  const shownSpaces = spaces.data?.spaces.filter(({ space }) => shared === undefined || shared.includes(space));
  const views = [
    { href: listHref({}), name: home.views.all, help: home.viewsHelp.all },
    { href: listHref({ view: 'recents' }), name: home.views.recent, help: home.viewsHelp.recent },
    ...(isOwn ? [{ href: listHref({ view: 'les-miens' }), name: home.views.own, help: home.viewsHelp.own }] : []),
  ];
  return (
    <>
      <Welcome />
      <Section title={home.newTitle}>
        <WhatIsNew />
      </Section>
      <HomeReminders />
      <Section title={isOwn ? home.spacesTitle : shared === undefined ? family.home.spacesTitle : family.home.sharedTitle}>
        {spaces.isPending && <Skeleton shape="tiles" count={9} />}
        {spaces.isError && <ErrorState error={spaces.error} onRetry={() => void spaces.refetch()} />}
        {shownSpaces !== undefined && <SpaceList spaces={shownSpaces} href={(space) => listHref({ space })} />}
      </Section>
      <Section title={home.viewsTitle}>
        <ul className="views">
          {views.map(({ href, name, help }) => (
            <li key={href}>
              <TextLink href={href} className="view-link">
                <span className="view-name">{name}</span>
                <span className="view-help">{help}</span>
                <ForwardIcon />
              </TextLink>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
