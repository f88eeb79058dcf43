// « Ouvrir avec… » : a service of the structure, opened on this record in a tab of its own, which knows nothing of ours. The tab is opened by the press
// itself, before the server has said where it goes: a browser lets nothing open later.

import { Button, ExternalIcon, LinkButton, Menu, ProblemNotice, useAnnounce } from '@carnet/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { launchService, readCareServices } from '../../api.ts';
import { useProfessional } from '../../session.tsx';
import { useWords } from '../../words.ts';

interface Opening {
  readonly service: { readonly id: string; readonly name: string };
  /** Null: the browser opened none. */
  readonly tab: Window | null;
}

export function OpenWith({ dossierId }: { readonly dossierId: string }): ReactNode {
  const { openWith: words } = useWords();
  const announce = useAnnounce();
  const { structure } = useProfessional();
  const { data } = useQuery({ queryKey: ['care-services', structure?.id], queryFn: readCareServices });
  const launch = useMutation({
    mutationFn: ({ service }: Opening) => launchService(dossierId, service.id),
    onSuccess: ({ url }, { service, tab }) => {
      if (tab === null) return;
      tab.location.replace(url);
      announce(words.opened(service.name));
    },
    onError: (_error, { tab }) => tab?.close(),
  });
  const open = (service: Opening['service']): void => {
    const tab = window.open('', '_blank');
    if (tab !== null) tab.opener = null;
    launch.mutate({ service, tab });
  };
  if (data === undefined || data.services.length === 0) return null;
  const blocked = launch.data !== undefined && launch.variables.tab === null ? { url: launch.data.url, name: launch.variables.service.name } : undefined;
  return (
    <>
      <Menu
        label={words.open}
        trigger={
          <Button kind="quiet" small icon={<ExternalIcon />} isPending={launch.isPending}>
            {words.open}
          </Button>
        }
        choices={data.services.map(({ id, name, publisher }) => ({ id, label: name, help: words.what(publisher), onAction: () => open({ id, name }) }))}
      />
      {launch.error !== null && (
        <div className="open-with-said">
          <ProblemNotice error={launch.error} />
        </div>
      )}
      {blocked !== undefined && (
        <p className="open-with-said" role="status">
          {words.blocked}{' '}
          <LinkButton small href={blocked.url} target="_blank" rel="noopener noreferrer" onClick={() => launch.reset()}>
            {words.openBlocked(blocked.name)}
          </LinkButton>
        </p>
      )}
    </>
  );
}
