// Opposing an opening that was announced, with the code of the e-mail (in the address) or of the letter (typed): who it is about, until when,
// one act, and its proof to keep.

import type { OpeningAnnounced, OppositionRecorded } from '@carnet/contract';
import { Button, DateText, ErrorState, LinkButton, Notice, PageHeader, ProblemNotice, Skeleton, TextField, callDoor } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useNavigate, useParams } from '../../router/outlet.tsx';
import { usePageTitle } from '../../frames.tsx';

export default function Opposition(): ReactNode {
  const { opposition } = useWords();
  const { code } = useParams();
  usePageTitle(opposition.title);
  return code === undefined ? <TypeCode /> : <Announced code={code} />;
}

function TypeCode(): ReactNode {
  const { opposition } = useWords();
  const navigate = useNavigate();
  const [code, setCode] = useState('');
  const [asked, setAsked] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (code.trim() !== '') void navigate(`/opposition/${encodeURIComponent(code.trim())}`);
  };
  return (
    <div className="stack">
      <PageHeader title={opposition.title} lead={<p>{opposition.lead}</p>} />
      <form className="form" onSubmit={submit} noValidate>
        <TextField
          label={opposition.code}
          help={opposition.codeHelp}
          name="code"
          value={code}
          onChange={setCode}
          mono
          autoComplete="off"
          error={asked && code.trim() === '' ? opposition.missing : undefined}
        />
        <Button type="submit" kind="primary" wide>
          {opposition.next}
        </Button>
      </form>
      <p className="quiet">{opposition.noCode}</p>
    </div>
  );
}

function Announced({ code }: { readonly code: string }): ReactNode {
  const { opposition } = useWords();
  const announced = useQuery({
    queryKey: ['opposition', code],
    queryFn: ({ signal }) => callDoor<OpeningAnnounced>('/api/opposition/find', { method: 'POST', body: { code }, signal }),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const record = useMutation({ mutationFn: () => callDoor<OppositionRecorded>('/api/opposition/record', { method: 'POST', body: { code } }) });
  if (announced.isError)
    return (
      <ErrorState error={announced.error} level={1}>
        <LinkButton href="/opposition">{opposition.retype}</LinkButton>
      </ErrorState>
    );
  if (announced.data === undefined) return <Skeleton shape="text" count={4} />;
  const { name, opensOn, state } = announced.data;
  if (record.data?.state === 'recorded') return <Recorded name={name} at={record.data.at} />;
  if (state === 'opened' || record.data?.state === 'opened') return <AlreadyOpen name={name} />;
  if (state === 'opposed')
    return (
      <div className="stack">
        <PageHeader title={opposition.already.title} lead={<p>{opposition.already.lead(name)}</p>} />
        <LinkButton href="/creer">{opposition.openAfterAll}</LinkButton>
      </div>
    );
  return (
    <div className="stack">
      <PageHeader
        title={opposition.title}
        lead={
          <p>
            {opposition.announced(name)} <DateText iso={`${opensOn}T12:00:00Z`} as="day" />.
          </p>
        }
      />
      <p>{opposition.means}</p>
      {record.isError && <ProblemNotice error={record.error} />}
      <div className="form-actions">
        <Button kind="primary" wide isPending={record.isPending} onPress={() => record.mutate()}>
          {opposition.oppose}
        </Button>
        <LinkButton href="/" kind="quiet" wide>
          {opposition.letOpen}
        </LinkButton>
      </div>
    </div>
  );
}

function Recorded({ name, at }: { readonly name: string; readonly at: string }): ReactNode {
  const { opposition } = useWords();
  return (
    <div className="stack">
      <PageHeader title={opposition.done.title} lead={<p role="status">{opposition.done.lead(name)}</p>} />
      <Notice tone="success" title={opposition.done.proof}>
        <p>
          {opposition.done.at} <DateText iso={at} as="day" exact />.
        </p>
        <p>{opposition.done.later}</p>
      </Notice>
      <Button onPress={() => globalThis.print()}>{opposition.done.print}</Button>
    </div>
  );
}

function AlreadyOpen({ name }: { readonly name: string }): ReactNode {
  const { opposition } = useWords();
  return (
    <div className="stack">
      <PageHeader title={opposition.opened.title} lead={<p role="status">{opposition.opened.lead(name)}</p>} />
      <LinkButton href="/creer" kind="primary" wide>
        {opposition.opened.enter}
      </LinkButton>
    </div>
  );
}
