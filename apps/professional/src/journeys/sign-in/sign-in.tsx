// Signing in, by one of three doors: Pro Santé Connect where this installation is connected to it, a card that the TLS listener reads, or one's
// establishment, whose program opens the app. In the sandbox,
// the drawer of cards beside them.

import { Button, EmptyState, Notice, ProblemNotice, KeyIcon, IdentityIcon, Skeleton, TextField, Gloss } from '@carnet/ui';
import type { SandboxCards } from '@carnet/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { presentSandboxCard, readMeans, readSandboxCards } from '../../api.ts';
import { Frame } from '../../frame.tsx';
import { usePageTitle } from '../../page-title.ts';
import { useSession } from '../../session.tsx';
import { useWords } from '../../words.ts';

export function SignIn({ forDirectAccess }: { readonly forDirectAccess: boolean }): ReactNode {
  const { signIn, connect } = useWords();
  const { left } = useSession();
  const { data: means, isPending } = useQuery({ queryKey: ['means'], queryFn: readMeans, staleTime: Infinity });
  usePageTitle(signIn.title);
  const [search] = useSearchParams();
  const refusal = search.get('refus');
  const byConnect = means?.proSanteConnect;
  const vers = forDirectAccess ? '?vers=acces-direct' : '';
  return (
    <Frame>
      <div className="sign-in">
        <div className="sign-in-card stack">
          <h1>{signIn.title}</h1>
          <p className="lead">{signIn.lead}</p>
          {left !== undefined && (
            <Notice tone={left === 'ended' ? 'warning' : 'info'} live>
              {left === 'ended' ? (byConnect === undefined ? signIn.ended : connect.ended) : signIn.left}
            </Notice>
          )}
          {left === undefined && refusal === null && search.has('parti') && (
            <Notice tone="info" live>
              {connect.left}
            </Notice>
          )}
          {refusal !== null && left === undefined && <Refused code={refusal} />}
          {isPending ? (
            <Skeleton shape="text" count={3} />
          ) : (
            <>
              {byConnect !== undefined && (
                <section className="sign-in-door stack" aria-labelledby="by-connect">
                  <h2 id="by-connect">{connect.title}</h2>
                  <p>{connect.lead}</p>
                  {/* A plain link: it leaves the app, and comes back signed in, or with the reason why not. */}
                  <a className="button" data-kind="primary" data-wide="" href={`/auth/psc/login${vers}`}>
                    <IdentityIcon />
                    <span className="button-word">{connect.action}</span>
                  </a>
                  {byConnect.simulated && <p className="small quiet">{connect.simulated}</p>}
                </section>
              )}
              <section className="sign-in-door stack" aria-labelledby="by-card">
                <h2 id="by-card">{signIn.byCard}</h2>
                <ol className="steps">
                  {signIn.steps.map((step) => (
                    <li key={step}>{step}</li>
                  ))}
                </ol>
                {/* A plain link: it leaves the app for the TLS listener, which reads the card and comes back. */}
                <a className="button" data-kind={byConnect === undefined ? 'primary' : 'secondary'} data-wide="" href={`/auth/carte${vers}`}>
                  <KeyIcon />
                  <span className="button-word">{signIn.action}</span>
                </a>
                <p className="small">
                  <Gloss term={signIn.needHelp}>{signIn.help}</Gloss>
                </p>
              </section>
              <section className="sign-in-door stack" aria-labelledby="by-air">
                <h2 id="by-air">{signIn.air.title}</h2>
                <p>{signIn.air.lead}</p>
                {means?.portal !== undefined && (
                  <p className="small">
                    <a className="text-link" href={means.portal}>
                      {signIn.air.portal}
                    </a>
                  </p>
                )}
              </section>
            </>
          )}
        </div>
        <SandboxDrawer />
      </div>
    </Frame>
  );
}

function Refused({ code }: { readonly code: string }): ReactNode {
  const { signIn, connect, errors } = useWords();
  const byConnect = Object.hasOwn(connect.reasons, code);
  return (
    <Notice tone="danger" title={byConnect ? connect.refused : code.startsWith('AIR_') ? signIn.air.refused : signIn.refused} live>
      <p>{connect.reasons[code] ?? signIn.reasons[code] ?? signIn.otherReason}</p>
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
