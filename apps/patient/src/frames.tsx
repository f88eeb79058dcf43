// The two frames: the public pages and the record's. Both carry the help line on every page; moving to a page names it and puts the
// focus on its top.

import { AccountIcon, AddIcon, Button, DocumentsIcon, EmptyState, ErrorState, HealthIcon, HomeIcon, IdentityIcon, JournalIcon, LanguageSwitch, LinkButton, LinkRouter, Menu, MoreIcon, type NavPlace, NoticeIcon, PeopleIcon, Shell, SignOutIcon, TextLink, callDoor } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';

import { Outlet, ScrollRestoration, useHref, useLocation, useNavigate, useRouteError } from 'react-router';
import { door, queries } from './queries.ts';
import { SessionGate, useDossierId, useSession } from './session.tsx';

/** Ties the kit's links to the router, and restores the place in the page when going back. */
export function Root(): ReactNode {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current !== pathname) document.querySelector<HTMLElement>('#contenu')?.focus({ preventScroll: true });
    before.current = pathname;
  }, [pathname]);
  return (
    <LinkRouter navigate={(to, options) => void navigate(to, options)} useHref={useHref}>
      <ScrollRestoration />
      <Outlet />
    </LinkRouter>
  );
}

/** Names the page in the browser's title. */
export function usePageTitle(title: string): void {
  const words = useWords();
  useEffect(() => {
    document.title = words.title(title);
  }, [title, words]);
}

function Help(): ReactNode {
  const { help } = useWords();
  return (
    <div className="footer-inner">
      <div className="stack-s">
        <p>
          <strong>{help.title}</strong> {help.line} : <a href={help.phoneHref}>{help.phone}</a>, {help.hours}.
        </p>
        <p>
          <strong>{help.emergencyTitle}</strong> {help.emergency}
        </p>
        <p className="row">
          <TextLink href="/accessibilite">{help.accessibility}</TextLink>
          <TextLink href="/decouvrir">{help.discover}</TextLink>
        </p>
      </div>
      <LanguageSwitch />
    </div>
  );
}

export function PublicFrame(): ReactNode {
  const words = useWords();
  const { pathname } = useLocation();
  const narrow = pathname.startsWith('/connexion') || pathname === '/mot-de-passe-oublie';
  return (
    <Shell home="/" homeLabel={words.homeLink} footer={<Help />} width={narrow ? 'narrow' : 'page'}>
      <Outlet />
    </Shell>
  );
}

export function RecordFrame(): ReactNode {
  return (
    <SessionGate>
      <RecordShell />
    </SessionGate>
  );
}

function usePlaces(): readonly NavPlace[] {
  const { nav } = useWords();
  const { pathname } = useLocation();
  const notices = useQuery({ ...queries.unread(useDossierId()) });
  const at = (href: string): boolean => pathname === href || pathname.startsWith(`${href}/`);
  const unread = notices.data?.unread ?? 0;
  const place = (href: string, label: string, icon: ReactNode, rest: Partial<NavPlace> = {}): NavPlace => ({ href, label, icon, isCurrent: at(href), ...rest });
  const underMore = ['/plus', '/journal', '/ma-sante', '/mon-identite', '/avis'].some(at);
  return [
    place('/accueil', nav.home, <HomeIcon />, { onPhone: true }),
    place('/documents', nav.documents, <DocumentsIcon />, { onPhone: true }),
    place('/ajouter', nav.add, <AddIcon />, { onPhone: true }),
    place('/acces', nav.accesses, <PeopleIcon />, { onPhone: true }),
    place('/journal', nav.journal, <JournalIcon />),
    place('/avis', nav.notices, <NoticeIcon />, { count: unread, countLabel: nav.unread(unread) }),
    place('/ma-sante', nav.health, <HealthIcon />),
    place('/mon-identite', nav.identity, <IdentityIcon />),
    place('/plus', nav.more, <MoreIcon />, { onPhone: true, onDesk: false, isCurrent: underMore, count: unread, countLabel: nav.unread(unread) }),
  ];
}

export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await callDoor(`${door}/logout`, { method: 'POST' }).catch(() => undefined);
    client.clear();
    location.assign('/');
  };
}

function AccountMenu(): ReactNode {
  const words = useWords();
  const { displayName } = useSession();
  const signOut = useSignOut();
  return (
    <div className="account-button">
      <Menu
        label={words.account.label}
        trigger={
          <Button kind="quiet" icon={<AccountIcon />} aria-label={`${words.account.label} : ${displayName}`}>
            {displayName}
          </Button>
        }
        choices={[
          { id: 'health', label: words.nav.healthFull, icon: <HealthIcon />, href: '/ma-sante' },
          { id: 'identity', label: words.nav.identity, icon: <IdentityIcon />, href: '/mon-identite' },
          { id: 'notices', label: words.notices.settings, icon: <NoticeIcon />, href: '/avis/reglages' },
          { id: 'out', label: words.account.signOut, icon: <SignOutIcon />, onAction: () => void signOut() },
        ]}
      />
    </div>
  );
}

function RecordShell(): ReactNode {
  const words = useWords();
  const places = usePlaces();
  const { pathname } = useLocation();
  return (
    <Shell home="/accueil" homeLabel={words.homeLink} places={places} bar={<AccountMenu />} footer={<Help />} width={pathname.startsWith('/documents') ? 'full' : 'page'}>
      <Outlet />
    </Shell>
  );
}

export function NotFoundPage(): ReactNode {
  const { notFound } = useWords();
  usePageTitle(notFound.title);
  return (
    <EmptyState level={1} drawing="door" title={notFound.title} actions={<LinkButton href="/" kind="primary">{notFound.home}</LinkButton>}>
      <p>{notFound.body}</p>
    </EmptyState>
  );
}

/** A page that broke: said plainly, with the way out. */
export function Crashed(): ReactNode {
  const words = useWords();
  const error = useRouteError();
  return (
    <ErrorState level={1} error={error}>
      <Button kind="primary" onPress={() => location.reload()}>
        {words.crashed.reload}
      </Button>
    </ErrorState>
  );
}
