// How the reader wants to be told of each event (features A107): by e-mail at once, in a digest or not; on their devices or not; and the hours
// of the night in which nothing rings.

import type { NoticePreferences } from '@carnet/contract';
import { BackIcon, Button, ErrorState, PageHeader, ProblemNotice, Select, Skeleton, Switch, TextField, TextLink, callDoor, useAnnounce } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { queries, recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { Devices } from './devices.tsx';

type Event = keyof NoticePreferences['choices'];
type Email = NoticePreferences['choices'][Event]['email'];
const usualNight = { from: '22:00', to: '07:00' } as const;

function Choices({
  chosen,
  onChange,
}: {
  readonly chosen: NoticePreferences['choices'];
  readonly onChange: (chosen: NoticePreferences['choices']) => void;
}): ReactNode {
  const { columns, caption, emails, events, ring } = useWords().preferences;
  const offered = (Object.keys(emails) as Email[]).map((value) => ({ value, label: emails[value] }));
  return (
    <table className="preferences-table">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {Object.values(columns).map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {(Object.keys(events) as Event[]).map((event) => (
          <tr key={event}>
            <th scope="row">
              {events[event].title}
              {events[event].help !== '' && <span className="field-help">{events[event].help}</span>}
            </th>
            <td>
              <Select<Email>
                label={columns.email}
                choices={offered}
                value={chosen[event].email}
                onChange={(email) => onChange({ ...chosen, [event]: { ...chosen[event], email } })}
              />
            </td>
            <td data-label={columns.push}>
              <Switch isSelected={chosen[event].push} onChange={(push) => onChange({ ...chosen, [event]: { ...chosen[event], push } })}>
                {ring}
              </Switch>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Night({ quiet, onChange }: { readonly quiet: NoticePreferences['quiet']; readonly onChange: (quiet: NoticePreferences['quiet']) => void }): ReactNode {
  const words = useWords().preferences;
  const time = (which: 'from' | 'to'): ReactNode =>
    quiet !== null && (
      <TextField
        type="time"
        label={words[which]}
        value={quiet[which]}
        onChange={(value) => onChange({ ...quiet, [which]: value })}
        error={quiet[which] === '' ? words.timeNeeded : undefined}
      />
    );
  return (
    <div className="preference">
      <h2>{words.quietTitle}</h2>
      <Switch isSelected={quiet !== null} onChange={(rests) => onChange(rests ? usualNight : null)} help={words.quietHelp}>
        {words.quiet}
      </Switch>
      {quiet !== null && (
        <div className="row night-hours">
          {time('from')}
          {time('to')}
        </div>
      )}
    </div>
  );
}

function Form({ saved }: { readonly saved: NoticePreferences }): ReactNode {
  const { preferences } = useWords();
  const announce = useAnnounce();
  const client = useQueryClient();
  const dossierId = useDossierId();
  const [wanted, setWanted] = useState(saved);
  const save = useMutation({
    mutationFn: () => callDoor<NoticePreferences | undefined>(recordPath(dossierId, '/notices/preferences'), { method: 'PUT', body: wanted }),
    onSuccess: () => {
      client.setQueryData(queries.preferences(dossierId).queryKey, wanted);
      announce(preferences.saved);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (wanted.quiet !== null && (wanted.quiet.from === '' || wanted.quiet.to === '')) return;
    if (JSON.stringify(saved) === JSON.stringify(wanted)) announce(preferences.unchanged, 'info');
    else if (!save.isPending) save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Choices chosen={wanted.choices} onChange={(choices) => setWanted({ ...wanted, choices })} />
      <p className="quiet small">{preferences.digests}</p>
      <Night quiet={wanted.quiet} onChange={(quiet) => setWanted({ ...wanted, quiet })} />
      {save.isError && <ProblemNotice error={save.error} />}
      <Button type="submit" kind="primary" isPending={save.isPending}>
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
      <Devices />
    </>
  );
}
