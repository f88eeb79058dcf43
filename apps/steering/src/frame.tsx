// The frame of every page: the places this role opens, who is signed in, the language, the way out.

import {
  Button,
  ContentsIcon,
  DownloadIcon,
  DocumentsIcon,
  EditIcon,
  HomeIcon,
  IdentityIcon,
  KeyIcon,
  LanguageSwitch,
  Menu,
  MoreIcon,
  type NavPlace,
  Shell,
  ShieldIcon,
  SignOutIcon,
  IndicatorsIcon,
  NoticeIcon,
} from '@carnet/ui';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { type Ability, useSession } from './session.tsx';
import { useWords } from './words.ts';

/** Before a session: no places to go to. */
export function BareFrame({ children }: { readonly children: ReactNode }): ReactNode {
  const words = useWords();
  return (
    <Shell home="/" homeLabel={words.home} bar={<LanguageSwitch />}>
      {children}
    </Shell>
  );
}

export const morePath = '/plus';

export function Frame({ children, width = 'page' }: { readonly children: ReactNode; readonly width?: 'page' | 'full' }): ReactNode {
  const words = useWords();
  return (
    <Shell
      home="/"
      homeLabel={words.home}
      width={width}
      places={usePlaces()}
      bar={
        <>
          <Account />
          <LanguageSwitch />
        </>
      }
    >
      {children}
    </Shell>
  );
}

/** What a phone's bar holds. */
const placesOnPhone = 5;

/** Where there are more places than a phone's bar holds, its last leads to those that do not fit. */
export function usePlaces(): readonly NavPlace[] {
  const { places } = useWords();
  const { session } = useSession();
  const { pathname } = useLocation();
  if (session === null || session === undefined || session === 'no-role') return [];
  const all: readonly (Omit<NavPlace, 'isCurrent' | 'onPhone'> & { readonly needs?: Ability })[] = [
    { href: '/', label: places.home, icon: <HomeIcon /> },
    { href: '/matrice', label: places.matrix, shortLabel: places.matrixShort, icon: <ContentsIcon />, needs: 'read-law' },
    { href: '/valeurs', label: places.policies, shortLabel: places.policiesShort, icon: <EditIcon />, needs: 'read-law' },
    { href: '/envois', label: places.intakes, shortLabel: places.intakesShort, icon: <DownloadIcon />, needs: 'read-law' },
    { href: '/messages', label: places.messages, shortLabel: places.messagesShort, icon: <NoticeIcon />, needs: 'read-law' },
    { href: '/ouvertures', label: places.openings, icon: <DocumentsIcon />, needs: 'change-law' },
    { href: '/services', label: places.services, icon: <KeyIcon />, needs: 'change-law' },
    { href: '/indicateurs', label: places.indicators, shortLabel: places.indicatorsShort, icon: <IndicatorsIcon />, needs: 'read-indicators' },
    { href: '/surete', label: places.pillars, icon: <ShieldIcon />, needs: 'read-law' },
    { href: '/identites', label: places.identities, icon: <IdentityIcon />, needs: 'keep-identities' },
    { href: '/controle', label: places.review, shortLabel: places.reviewShort, icon: <ShieldIcon />, needs: 'review-accesses' },
  ];
  const mine = all.filter(({ needs }) => needs === undefined || session.abilities.includes(needs));
  const fit = mine.length <= placesOnPhone ? mine.length : placesOnPhone - 1;
  const shown = mine.map(({ needs: _, ...place }, index) => ({
    ...place,
    onPhone: index < fit,
    isCurrent: place.href === '/' ? pathname === '/' : pathname.startsWith(place.href),
  }));
  if (fit === mine.length) return shown;
  const underMore = pathname === morePath || shown.some(({ onPhone, isCurrent }) => !onPhone && isCurrent);
  return [...shown, { href: morePath, label: places.more, icon: <MoreIcon />, onPhone: true, onDesk: false, isCurrent: underMore }];
}

function Account(): ReactNode {
  const words = useWords();
  const { session, signOut } = useSession();
  if (session === null || session === undefined || session === 'no-role') return null;
  const role = words.roles[session.role];
  return (
    <Menu
      label={words.account(session.displayName)}
      choices={[{ id: 'sign-out', label: words.signOut, icon: <SignOutIcon />, onAction: () => void signOut() }]}
      trigger={
        <Button kind="quiet" icon={<IdentityIcon />}>
          <span className="account-name">{session.displayName}</span>
          <span className="account-role">{session.structure === undefined ? role : words.roleAt(role, session.structure.label)}</span>
        </Button>
      }
    />
  );
}
