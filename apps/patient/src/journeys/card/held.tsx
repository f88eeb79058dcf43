// A card that somebody holds: opened by its QR code, without a session, in the reader's language. The minimum first; the rest with its code.

import type { CardCode, CardLanguage, CardSaid, OpenedCard } from '@carnet/contract';
import { Button, EmptyState, NoAnswerError, Skeleton, TextField, callDoor } from '@carnet/ui';
import { type CardWords, cardWords, isRightToLeft } from '@carnet/ui/wording/card';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useAddress } from '../../router/outlet.tsx';
import { usePageTitle } from '../../frames.tsx';
import { door } from '../../queries.ts';
import { CardFace } from './card-face.tsx';
import { CardLanguageSelect, languageOfBrowser } from './card-language.tsx';

export default function HeldCard(): ReactNode {
  const token = useAddress().hash.slice(1);
  const [language, setLanguage] = useState<CardLanguage>(languageOfBrowser);
  const [rest, setRest] = useState<CardSaid | undefined>(undefined);
  const words = cardWords[language];
  usePageTitle(words.title);
  // Each opening is told to the card's owner: asked once, and again only by whoever presses.
  const card = useQuery({
    queryKey: ['held-card', token],
    queryFn: () => callDoor<OpenedCard>(`${door}/emergency-card/open`, { method: 'POST', body: { token } }),
    staleTime: Infinity,
    retry: false,
    refetchOnReconnect: false,
  });
  return (
    <div className="card-layout" lang={language} dir={isRightToLeft(language) ? 'rtl' : 'ltr'}>
      <h1 className="visually-hidden">{words.title}</h1>
      <CardLanguageSelect language={language} onChange={setLanguage} />
      {card.isPending && (
        <div role="status" aria-label={words.loading}>
          <Skeleton shape="text" count={4} />
        </div>
      )}
      {card.isError && <Closed words={words} unreachable={card.error instanceof NoAnswerError} onRetry={() => void card.refetch()} />}
      {card.data !== undefined && (
        <>
          <CardFace {...card.data} content={rest === undefined ? card.data.content : { ...card.data.content, rest }} language={language} />
          {card.data.withCode && rest === undefined && <WithCode token={token} words={words} left={card.data.triesLeft} onOpen={setRest} />}
        </>
      )}
    </div>
  );
}

function Closed({ words, unreachable, onRetry }: { readonly words: CardWords; readonly unreachable: boolean; readonly onRetry: () => void }): ReactNode {
  const { title, body } = unreachable ? words.unreachable : words.over;
  return (
    <EmptyState level={2} drawing="door" title={title} actions={unreachable && <Button onPress={onRetry}>{words.unreachable.again}</Button>}>
      <p>{body}</p>
      <p>{words.help}</p>
    </EmptyState>
  );
}

function WithCode({
  token,
  words,
  left,
  onOpen,
}: {
  readonly token: string;
  readonly words: CardWords;
  readonly left: number;
  readonly onOpen: (rest: CardSaid) => void;
}): ReactNode {
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<'missing' | number | undefined>(undefined);
  const open = useMutation({
    mutationFn: () => callDoor<CardCode>(`${door}/emergency-card/code`, { method: 'POST', body: { token, code } }),
    onSuccess: (answer) => {
      if (answer.right) onOpen(answer.rest);
      else setFault(answer.triesLeft);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!/^\d{4,6}$/.test(code)) setFault('missing');
    else if (!open.isPending) open.mutate();
  };
  const closed = fault === 0 || left === 0;
  return (
    <section className="stack no-print">
      <h2>{words.code.title}</h2>
      {closed ? (
        <p role="alert">{words.code.closed}</p>
      ) : (
        <form className="form" onSubmit={submit} noValidate>
          <TextField
            label={words.code.label}
            help={words.code.lead}
            value={code}
            onChange={(typed) => setCode(typed.replaceAll(/\D/g, '').slice(0, 6))}
            inputMode="numeric"
            autoComplete="off"
            mono
            error={fault === undefined ? undefined : fault === 'missing' ? words.code.missing : words.code.wrong(fault)}
          />
          {open.isError && <p role="alert">{words.unreachable.body}</p>}
          <Button type="submit" kind="primary" wide isPending={open.isPending}>
            {words.code.open}
          </Button>
        </form>
      )}
    </section>
  );
}
