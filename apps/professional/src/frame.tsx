// The frame of every page: who is signed in, the structure they act for, the language, the way out.

import { Button, IdentityIcon, LanguageSwitch, Menu, type MenuChoice, Shell, SignOutIcon, useAnnounce } from '@carnet/ui';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { actFor } from './api.ts';
import { useSession } from './session.tsx';
import { useWords } from './words.ts';

export function Frame({ children, width = 'page' }: { readonly children: ReactNode; readonly width?: 'page' | 'full' | 'narrow' }): ReactNode {
  const words = useWords();
  return (
    <Shell home="/" homeLabel={words.home} width={width} bar={<Bar />}>
      {children}
    </Shell>
  );
}

function Bar(): ReactNode {
  const { session } = useSession();
  return (
    <>
      {session !== null && session !== undefined && <Account />}
      <LanguageSwitch />
    </>
  );
}

function Account(): ReactNode {
  const words = useWords();
  const { session, signOut } = useSession();
  const changeStructure = useStructureChange();
  const navigate = useNavigate();
  if (session === null || session === undefined) return null;
  const others: MenuChoice[] = session.structures
    .filter(({ id }) => id !== session.structure?.id)
    .map(({ id, name }) => ({ id: `structure-${id}`, label: words.actingFor(name), onAction: () => void changeStructure(id) }));
  const alone: MenuChoice[] =
    session.structure === undefined ? [] : [{ id: 'nobody', label: words.withoutStructure, onAction: () => void changeStructure(null) }];
  const matrix: MenuChoice[] = session.role === undefined ? [{ id: 'matrix', label: words.care.matrix.link, onAction: () => void navigate('/matrice') }] : [];
  const forOthers: MenuChoice[] = session.opens.map((whom) =>
    whom === 'for'
      ? { id: 'open-for', label: words.openings.link, onAction: () => void navigate('/ouvrir') }
      : { id: 'open-residents', label: words.openings.residentsLink, onAction: () => void navigate('/residents') },
  );
  const deposits: MenuChoice[] =
    session.listsDeposits === true ? [{ id: 'deposits', label: words.deposits.link, onAction: () => void navigate('/depots') }] : [];
  const leave: MenuChoice = { id: 'sign-out', label: words.signOut, icon: <SignOutIcon />, onAction: () => void signOut() };
  return (
    <Menu
      label={words.account(session.displayName)}
      choices={[...others, ...alone, ...forOthers, ...deposits, ...matrix, leave]}
      trigger={
        <Button kind="quiet" icon={<IdentityIcon />}>
          <span className="account-name">{session.displayName}</span>
          <span className="account-role">{session.structure === undefined ? words.actingForNobody : words.actingFor(session.structure.name)}</span>
        </Button>
      }
    />
  );
}

/** What was read in the name of one structure is read again in the name of the other. */
export function useStructureChange(): (id: string | null) => Promise<void> {
  const words = useWords();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const { opened } = useSession();
  return async (id) => {
    const session = await actFor(id);
    opened(session);
    await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'dossier' || queryKey[0] === 'patients' });
    announce(session.structure === undefined ? words.structureLeft : words.structureChanged(session.structure.name), 'info');
  };
}
