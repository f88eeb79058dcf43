// Signing in with a card: how to, the button that reads it on the TLS listener, and in the sandbox the drawer of cards.

import { Button, EmptyState, Notice, ProblemNotice, KeyIcon, IdentityIcon, Skeleton, TextField, Gloss } from '@carnet/ui';
import type { SandboxCards } from '@carnet/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { presentSandboxCard, readSandboxCards } from '../../api.ts';
import { Frame } from '../../frame.tsx';
import { usePageTitle } from '../../page-title.ts';
import { useSession } from '../../session.tsx';
import { useWords } from '../../words.ts';

export function SignIn({ forDirectAccess }: { readonly forDirectAccess: boolean }): ReactNode {
  const { signIn } = useWords();
  const { left } = useSession();
  usePageTitle(signIn.title);
  const refusal = useSearchParams()[0].get('refus');
  return (
    <Frame>
      <div className="sign-in">
        <div className="sign-in-card stack">
          <h1>{signIn.title}</h1>
          <p className="lead">{signIn.lead}</p>
          {left !== undefined && (
            <Notice tone={left === 'ended' ? 'warning' : 'info'} live>
              {left === 'ended' ? signIn.ended : signIn.left}
            </Notice>
          )}
          {refusal !== null && left === undefined && <CardRefused code={refusal} />}
          <ol className="steps">
            {signIn.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {/* A plain link: it leaves the app for the TLS listener, which reads the card and comes back. */}
          <a className="button" data-kind="primary" data-wide="" href={forDirectAccess ? '/auth/carte?vers=acces-direct' : '/auth/carte'}>
            <KeyIcon />
            <span className="button-word">{signIn.action}</span>
          </a>
          <p className="small">
            <Gloss term={signIn.needHelp}>{signIn.help}</Gloss>
          </p>
        </div>
        <SandboxDrawer />
      </div>
    </Frame>
  );
}

function CardRefused({ code }: { readonly code: string }): ReactNode {
  const { signIn, errors } = useWords();
  return (
    <Notice tone="danger" title={signIn.refused} live>
      <p>{signIn.reasons[code] ?? signIn.otherReason}</p>
      <p className="small notice-code">{errors.ruleCode(code.slice(0, 60))}</p>
    </Notice>
  );
}

function SandboxDrawer(): ReactNode {
  const { data: cards, isPending } = useQuery({ queryKey: ['sandbox-cards'], queryFn: async () => (await readSandboxCards()) ?? null, staleTime: Infinity });
  if (isPending) return <Skeleton shape="rows" count={4} />;
  return cards === null || cards === undefined ? null : <Cards cards={cards} />;
}

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

function Cards({ cards }: { readonly cards: SandboxCards }): ReactNode {
  const { signIn } = useWords();
  const { opened } = useSession();
  const [filter, setFilter] = useState('');
  const present = useMutation({ mutationFn: presentSandboxCard, onSuccess: opened });
  const shown = cards.filter((card) =>
    folded(`${card.displayName} ${card.professionLabel} ${card.structureName} ${card.story} ${card.key}`).includes(folded(filter)),
  );
  return (
    <section className="sandbox-drawer stack" aria-labelledby="sandbox-cards">
      <h2 id="sandbox-cards">{signIn.sandbox.title}</h2>
      <p className="quiet">{signIn.sandbox.lead}</p>
      {present.error !== null && <ProblemNotice error={present.error} />}
      {cards.length > 6 && <TextField label={signIn.sandbox.filter} value={filter} onChange={setFilter} autoComplete="off" />}
      {shown.length === 0 ? (
        <EmptyState level={3} drawing="search" title={signIn.sandbox.none} />
      ) : (
        <ul className="card-list">
          {shown.map((card) => (
            <li key={card.key} className="card-row">
              <span className="card-icon" aria-hidden="true">
                <IdentityIcon />
              </span>
              <span className="card-words">
                <span className="strong">{card.displayName}</span>
                <span className="quiet">
                  {card.professionLabel}
                  {card.structureName !== '' && ` · ${card.structureName}`}
                </span>
                {card.story !== '' && <span className="small quiet">{card.story}</span>}
              </span>
              <Button
                small
                isPending={present.isPending && present.variables === card.key}
                isDisabled={present.isPending && present.variables !== card.key}
                onPress={() => present.mutate(card.key)}
                aria-label={signIn.sandbox.presentOf(card.displayName)}
              >
                {signIn.sandbox.present}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
