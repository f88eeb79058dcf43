// One's binders: made, opened, named otherwise, thrown away; the documents that are in them stay where they are.

import {
  Button,
  EmptyState,
  ErrorState,
  FolderAddIcon,
  FolderIcon,
  PageHeader,
  ProblemNotice,
  Skeleton,
  TextField,
  TextLink,
  BackIcon,
  useAnnounce,
} from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useArrangement } from '../../arrangement.ts';
import { usePageTitle } from '../../frames.tsx';
import { queries } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { listHref } from '../documents/places.ts';
import './binders.css';

export default function Binders(): ReactNode {
  const { binders: words, documents } = useWords();
  usePageTitle(words.title);
  const asked = useQuery(queries.arrangement(useDossierId()));
  return (
    <div className="binders">
      <PageHeader
        eyebrow={
          <TextLink href="/documents" className="icon-word">
            <BackIcon />
            {documents.all}
          </TextLink>
        }
        title={words.title}
        lead={<p>{words.own}</p>}
      />
      {asked.isPending && <Skeleton count={3} />}
      {asked.isError && asked.data === undefined && <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.data !== undefined && (
        <>
          {asked.data.binders.length === 0 ? (
            <EmptyState drawing="page" title={words.empty.title}>
              <p>{words.empty.body}</p>
            </EmptyState>
          ) : (
            <ul className="binder-list">
              {asked.data.binders.map(({ id, name, documents: held }) => (
                <li key={id}>
                  <TextLink href={listHref({ binder: id })} className="binder">
                    <FolderIcon />
                    <span className="strong">{name}</span>
                    <span className="quiet">{words.count(held.length)}</span>
                  </TextLink>
                </li>
              ))}
            </ul>
          )}
          <NewBinder />
        </>
      )}
    </div>
  );
}

function NewBinder(): ReactNode {
  const { binders: words } = useWords();
  const { arrange } = useArrangement();
  const announce = useAnnounce();
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const make = async (): Promise<void> => {
    setTried(true);
    if (name.trim() === '') return;
    setPending(true);
    setError(undefined);
    try {
      await arrange({ act: 'make', name: name.trim() });
      announce(words.made(name.trim()));
      setName('');
      setTried(false);
    } catch (cause) {
      setError(cause);
    } finally {
      setPending(false);
    }
  };
  return (
    <form
      className="new-binder"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <TextField
        label={words.newName}
        value={name}
        onChange={setName}
        maxLength={60}
        autoComplete="off"
        placeholder={words.newHint}
        error={tried && name.trim() === '' ? words.nameMissing : undefined}
      />
      <Button type="submit" kind="primary" icon={<FolderAddIcon />} isPending={pending}>
        {words.make}
      </Button>
      {error !== undefined && <ProblemNotice error={error} />}
    </form>
  );
}
