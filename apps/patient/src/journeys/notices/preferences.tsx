// How the patient wants to be told of each event (features A107): at once, once a day, or in the application only.

import type { NoticePreferences } from '@carnet/contract';
import { BackIcon, Button, ErrorState, PageHeader, ProblemNotice, RadioGroup, Skeleton, TextLink, callDoor, useAnnounce } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { queries, recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';

type Event = keyof NoticePreferences;
type Channel = NoticePreferences[Event];

function Form({ saved }: { readonly saved: NoticePreferences }): ReactNode {
  const { preferences } = useWords();
  const announce = useAnnounce();
  const client = useQueryClient();
  const dossierId = useDossierId();
  const [chosen, setChosen] = useState(saved);
  const unchanged = (Object.keys(saved) as Event[]).every((event) => saved[event] === chosen[event]);
  const save = useMutation({
    mutationFn: () => callDoor<NoticePreferences | undefined>(recordPath(dossierId, '/notices/preferences'), { method: 'PUT', body: chosen }),
    onSuccess: () => {
      client.setQueryData(queries.preferences(dossierId).queryKey, chosen);
      announce(preferences.saved);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (unchanged) announce(preferences.unchanged, 'info');
    else if (!save.isPending) save.mutate();
  };
  return (
    <form onSubmit={submit}>
      {(Object.keys(preferences.events) as Event[]).map((event) => (
        <div key={event} className="preference">
          <RadioGroup<Channel>
            label={preferences.events[event]}
            value={chosen[event]}
            onChange={(channel) => setChosen({ ...chosen, [event]: channel })}
            choices={(Object.keys(preferences.channels) as Channel[]).map((value) => ({ value, label: preferences.channels[value] }))}
          />
        </div>
      ))}
      {save.isError && <ProblemNotice error={save.error} />}
      <Button type="submit" kind="primary" wide isPending={save.isPending}>
        {preferences.save}
      </Button>
    </form>
  );
}

export default function Preferences(): ReactNode {
  const { notices, preferences } = useWords();
  const saved = useQuery(queries.preferences(useDossierId()));
  usePageTitle(preferences.title);
  return (
    <>
      <PageHeader
        eyebrow={
          <TextLink href="/avis" className="icon-word">
            <BackIcon />
            {notices.title}
          </TextLink>
        }
        title={preferences.title}
        lead={
          <>
            <p>{preferences.lead}</p>
            <p>{preferences.emergencies}</p>
          </>
        }
      />
      {saved.isPending && <Skeleton count={4} />}
      {saved.isError && saved.data === undefined && <ErrorState error={saved.error} onRetry={() => void saved.refetch()} />}
      {saved.data !== undefined && <Form saved={saved.data} />}
    </>
  );
}
