// What a program of care opened the browser for: the page it asked, of the patient it named, once whoever is here has shown their card. What stands
// between them and the record is said as if they had typed the number.

import type { DirectPage } from '@carnet/contract';
import { Button, EmptyState, ErrorState, LinkButton, Skeleton } from '@carnet/ui';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { takeDirectAccess } from '../../api.ts';
import { usePageTitle } from '../../page-title.ts';
import { useProfessional } from '../../session.tsx';
import { useWords } from '../../words.ts';
import { Found, opensAtOnce } from '../find-patient/find-patient.tsx';

/** Under the record, with the space shown first. */
const ofRecord: Readonly<Record<Exclude<DirectPage, 'settings'>, string>> = {
  home: '',
  documents: '',
  accesses: '/acces',
  journal: '/journal',
  wishes: '?rubrique=espace-personnel',
  vaccinations: '?rubrique=prevention',
};

export function DirectAccess(): ReactNode {
  const { directAccess, search } = useWords();
  const session = useProfessional();
  const refusal = useSearchParams()[0].get('refus');
  const [confirmed, setConfirmed] = useState(false);
  usePageTitle(directAccess.title);
  // Taken once: asked again, it is nothing.
  const { data, error, refetch } = useQuery({
    queryKey: ['direct-access', confirmed],
    queryFn: () => takeDirectAccess(confirmed),
    enabled: refusal === null,
    staleTime: Infinity,
    retry: false,
    refetchOnWindowFocus: false,
  });
  if (refusal !== null) return <Nothing {...(refusal === 'INS_INVALIDE' ? directAccess.wrongNumber : directAccess.wrongAddress)} />;
  if (error !== null)
    return (
      <ErrorState level={1} error={error} onRetry={() => void refetch()}>
        <LinkButton href="/">{search.title}</LinkButton>
      </ErrorState>
    );
  if (data === undefined) return <Skeleton shape="text" count={4} />;
  if (data.state === 'nothing') return <Nothing {...directAccess.nothing} />;
  if (data.state === 'to-confirm')
    return (
      <div className="stack">
        <h1>{directAccess.toConfirm.title}</h1>
        <p>{directAccess.toConfirm.why}</p>
        <p className="small quiet">{search.traced}</p>
        <div className="row">
          <Button kind="primary" onPress={() => setConfirmed(true)}>
            {directAccess.toConfirm.yes}
          </Button>
          <LinkButton href="/">{directAccess.toConfirm.no}</LinkButton>
        </div>
      </div>
    );
  const { page, status } = data;
  if (page === 'settings') return <Navigate to="/matrice" replace />;
  if (status === undefined) return <Navigate to="/" replace />;
  if (opensAtOnce(status, session)) return <Navigate to={`/dossier/${status.dossierId}${ofRecord[page]}`} replace />;
  return (
    <div className="stack">
      <h1>{directAccess.title}</h1>
      <Found status={status} notFound={search.notFound} />
      <div>
        <LinkButton href="/">{directAccess.other}</LinkButton>
      </div>
    </div>
  );
}

function Nothing({ title, why }: { readonly title: string; readonly why: string }): ReactNode {
  const { directAccess } = useWords();
  return (
    <EmptyState
      level={1}
      drawing="search"
      title={title}
      actions={
        <LinkButton href="/" kind="primary">
          {directAccess.other}
        </LinkButton>
      }
    >
      <p>{why}</p>
    </EmptyState>
  );
}
