// The frame of the record's pages: whose record it is, who is signed in, where one is, and the way out. A record that does not open says why.

import {
  AccountIcon,
  AddIcon,
  Button,
  DocumentsIcon,
  DownloadIcon,
  EmergencyIcon,
  ErrorState,
  HealthIcon,
  HomeIcon,
  IdentityIcon,
  JournalIcon,
  KeyIcon,
  Menu,
  MoreIcon,
  type NavPlace,
  NoticeIcon,
  PeopleIcon,
  QrIcon,
  RelativesIcon,
  Shell,
  SignOutIcon,
  Skeleton,
} from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Outlet, useAddress } from './router/outlet.tsx';
import { Help, usePageTitle } from './frames.tsx';
import { useMay, useOpenRecord } from './open-record.tsx';
import { queries } from './queries.ts';
import { readableName } from '@carnet/ui/wording/readable-name';
import { useRecordStrip } from './record-strip.tsx';
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
  const { family } = useWords();
  const { pathname } = useAddress();
  const { isOwn } = useOpenRecord();
  const may = useMay();
  const notices = useQuery({ ...queries.unread(useDossierId()), enabled: may('read-notices') });
  const at = (href: string): boolean => pathname === href || pathname.startsWith(`${href}/`);
  const unread = notices.data?.unread ?? 0;
  const place = (href: string, label: string, icon: ReactNode, rest: Partial<NavPlace> = {}): NavPlace => ({ href, label, icon, isCurrent: at(href), ...rest });
  const underMore = [
    '/plus',
    '/journal',
    '/signalements',
    '/ma-sante',
    '/carte-urgence',
    '/partager',
    '/mon-identite',
    '/avis',
    '/proches',
    '/services',
    '/mon-compte',
    '/emporter',
  ].some(at);
  const managed = may('manage-accesses');
  return [
    place('/accueil', nav.home, <HomeIcon />, { onPhone: true }),
    place('/documents', nav.documents, <DocumentsIcon />, { onPhone: true, isCurrent: at('/documents') || at('/classeurs') }),
    ...(may('deposit') ? [place('/ajouter', nav.add, <AddIcon />, { onPhone: true })] : []),
    ...(may('read-accesses') ? [place('/acces', nav.accesses, <PeopleIcon />, { onPhone: true, shortLabel: nav.accessesShort })] : []),
    ...(isOwn || managed ? [place('/proches', isOwn ? family.nav : family.aidantsNav, <RelativesIcon />)] : []),
    ...(may('read-journal') ? [place('/journal', nav.journal, <JournalIcon />)] : []),
    ...(may('read-notices') ? [place('/avis', nav.notices, <NoticeIcon />, { count: unread, countLabel: nav.unread(unread) })] : []),
    ...(may('read-profile') ? [place('/ma-sante', isOwn ? nav.health : nav.healthOther, <HealthIcon />)] : []),
    place('/mon-identite', isOwn ? nav.identity : nav.identityOther, <IdentityIcon />),
    place('/plus', nav.more, <MoreIcon />, { onPhone: true, onDesk: false, isCurrent: underMore, count: unread, countLabel: nav.unread(unread) }),
  ];
}

function AccountMenu(): ReactNode {
  const words = useWords();
  const name = readableName(useSession().displayName);
  const { isOwn } = useOpenRecord();
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
          // What is one's own is one press away from one's own record only: elsewhere these words would name somebody else's.
          ...(isOwn
            ? [
                { id: 'health', label: words.nav.healthFull, icon: <HealthIcon />, href: '/ma-sante' },
                { id: 'share', label: words.share.short, icon: <QrIcon />, href: '/partager' },
                { id: 'card', label: words.card.title, icon: <EmergencyIcon />, href: '/carte-urgence' },
                { id: 'identity', label: words.nav.identity, icon: <IdentityIcon />, href: '/mon-identite' },
                { id: 'relatives', label: words.family.nav, icon: <RelativesIcon />, href: '/proches' },
                { id: 'services', label: words.services.title, icon: <KeyIcon />, href: '/services' },
                { id: 'notices', label: words.notices.settings, icon: <NoticeIcon />, href: '/avis/reglages' },
                { id: 'export', label: words.export.title, icon: <DownloadIcon />, href: '/emporter' },
                { id: 'account', label: words.account.label, icon: <AccountIcon />, href: '/mon-compte' },
              ]
            : [{ id: 'own', label: words.family.notOpen.back, icon: <HomeIcon />, onAction: () => location.assign('/accueil') }]),
          { id: 'out', label: words.account.signOut, icon: <SignOutIcon />, onAction: () => void signOut() },
        ]}
      />
    </div>
  );
}

/** Somebody else's record is shown once the server has said that it opens. */
function RecordPages(): ReactNode {
  const { isOwn } = useOpenRecord();
  const dossier = useQuery(queries.dossier(useDossierId()));
  if (isOwn || dossier.data !== undefined) return <Outlet />;
  if (dossier.isPending) return <Skeleton shape="page" count={1} />;
  return <NotOpen error={dossier.error} />;
}

function NotOpen({ error }: { readonly error: unknown }): ReactNode {
  const { notOpen } = useWords().family;
  usePageTitle(notOpen.title);
  return (
    <ErrorState error={error} level={1}>
      <Button kind="primary" onPress={() => location.assign('/accueil')}>
        {notOpen.back}
      </Button>
    </ErrorState>
  );
}

function RecordShell(): ReactNode {
  const words = useWords();
  const places = usePlaces();
  const strip = useRecordStrip();
  const { pathname } = useAddress();
  return (
    <Shell
      home="/accueil"
      homeLabel={words.homeLink}
      places={places}
      bar={<AccountMenu />}
      {...(strip === undefined ? {} : { strip })}
      footer={<Help />}
      width={pathname.startsWith('/documents') && !pathname.includes('/depuis/') ? 'full' : 'page'}
    >
      <RecordPages />
    </Shell>
  );
}
