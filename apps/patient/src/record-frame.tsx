// The frame of the record's pages: who is signed in, where one is, and the way out.

import {
  AccountIcon,
  AddIcon,
  Button,
  DocumentsIcon,
  HealthIcon,
  HomeIcon,
  IdentityIcon,
  JournalIcon,
  Menu,
  MoreIcon,
  type NavPlace,
  NoticeIcon,
  PeopleIcon,
  Shell,
  SignOutIcon,
} from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Outlet, useLocation } from 'react-router';
import { Help } from './frames.tsx';
import { queries } from './queries.ts';
import { readableName } from './readable-name.ts';
import { SessionGate, useDossierId, useSession, useSignOut } from './session.tsx';

export default function RecordFrame(): ReactNode {
  return (
    <SessionGate>
      <RecordShell />
    </SessionGate>
  );
}

function usePlaces(): readonly NavPlace[] {
  const { nav } = useWords();
  const { pathname } = useLocation();
  const notices = useQuery(queries.unread(useDossierId()));
  const at = (href: string): boolean => pathname === href || pathname.startsWith(`${href}/`);
  const unread = notices.data?.unread ?? 0;
  const place = (href: string, label: string, icon: ReactNode, rest: Partial<NavPlace> = {}): NavPlace => ({ href, label, icon, isCurrent: at(href), ...rest });
  const underMore = ['/plus', '/journal', '/ma-sante', '/mon-identite', '/avis'].some(at);
  return [
    place('/accueil', nav.home, <HomeIcon />, { onPhone: true }),
    place('/documents', nav.documents, <DocumentsIcon />, { onPhone: true }),
    place('/ajouter', nav.add, <AddIcon />, { onPhone: true }),
    place('/acces', nav.accesses, <PeopleIcon />, { onPhone: true, shortLabel: nav.accessesShort }),
    place('/journal', nav.journal, <JournalIcon />),
    place('/avis', nav.notices, <NoticeIcon />, { count: unread, countLabel: nav.unread(unread) }),
    place('/ma-sante', nav.health, <HealthIcon />),
    place('/mon-identite', nav.identity, <IdentityIcon />),
    place('/plus', nav.more, <MoreIcon />, { onPhone: true, onDesk: false, isCurrent: underMore, count: unread, countLabel: nav.unread(unread) }),
  ];
}

function AccountMenu(): ReactNode {
  const words = useWords();
  const name = readableName(useSession().displayName);
  const signOut = useSignOut();
  return (
    <div className="account-button">
      <Menu
        label={words.account.label}
        trigger={
          <Button kind="quiet" icon={<AccountIcon />} aria-label={`${words.account.label} : ${name}`}>
            {name}
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
    <Shell
      home="/accueil"
      homeLabel={words.homeLink}
      places={places}
      bar={<AccountMenu />}
      footer={<Help />}
      width={pathname.startsWith('/documents') ? 'full' : 'page'}
    >
      <Outlet />
    </Shell>
  );
}
