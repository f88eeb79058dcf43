// Signing in with a card: the button that reads it on the TLS listener, in the sandbox the drawer of the cards that may enter, and a kind
// word to whoever holds a card that has no role here.

import type { SandboxCards } from '@carnet/contract';
import { Button, EmptyState, IdentityIcon, KeyIcon, Notice, ProblemNotice, Skeleton } from '@carnet/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { isWithoutRole, presentSandboxCard, readSandboxCards } from '../../api.ts';
import { BareFrame } from '../../frame.tsx';
import { usePageTitle } from '../../page-title.ts';
import { useSession } from '../../session.tsx';
import { useWords } from '../../words.ts';

/** What the card reader's way back says when the card is valid and its holder has no role here. */
const noRoleCodes = ['ACTEUR_INTERDIT', 'FONCTION_INTERDITE'];

export function SignIn(): ReactNode {
  const { signIn } = useWords();
  const { left, session } = useSession();
  usePageTitle(signIn.title);
  const refusal = useSearchParams()[0].get('refus');
  const noRole = session === 'no-role' || (refusal !== null && noRoleCodes.includes(refusal));
  return (
    <BareFrame>
      <div className="sign-in">
        <div className="sign-in-card stack">
          <h1>{signIn.title}</h1>
          <p className="lead">{signIn.lead}</p>
          {left !== undefined && (
            <Notice tone={left === 'ended' ? 'warning' : 'info'} live>
              {left === 'ended' ? signIn.ended : signIn.left}
            </Notice>
          )}
          {noRole && left === undefined && <WithoutRole />}
          {refusal !== null && !noRole && left === undefined && <CardRefused code={refusal} />}
          <ol className="steps">
            {signIn.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {/* A plain link: it leaves the app for the TLS listener, which reads the card and comes back. */}
          <a className="button" data-kind="primary" data-wide="" href="/auth/carte?app=pilotage">
            <KeyIcon />
            <span className="button-word">{signIn.action}</span>
          </a>
        </div>
        <SandboxDrawer />
      </div>
    </BareFrame>
  );
}

function WithoutRole(): ReactNode {
  const { noRole } = useWords().signIn;
  return (
    <Notice
      tone="warning"
      title={noRole.title}
      live
      actions={
        /* Another app: the browser goes there, this router does not. */
        <a className="button" data-kind="secondary" data-small="" href="/pro/">
          <span className="button-word">{noRole.professional}</span>
        </a>
      }
    >
      <p>{noRole.why}</p>
      <p>{noRole.what}</p>
    </Notice>
  );
}

function CardRefused({ code }: { readonly code: string }): ReactNode {
  const { signIn } = useWords();
  return (
    <Notice tone="danger" title={signIn.refused} live>
      <p>{signIn.reasons[code] ?? signIn.otherReason}</p>
      <p className="small notice-code">{signIn.code(code.slice(0, 60))}</p>
    </Notice>
  );
}

function SandboxDrawer(): ReactNode {
  const { data: cards, isPending } = useQuery({ queryKey: ['sandbox-cards'], queryFn: async () => (await readSandboxCards()) ?? null, staleTime: Infinity });
  if (isPending) return <Skeleton shape="rows" count={2} />;
  return cards === null || cards === undefined ? null : <Cards cards={cards} />;
}

function Cards({ cards }: { readonly cards: SandboxCards }): ReactNode {
  const { sandbox } = useWords().signIn;
  const { opened } = useSession();
  const present = useMutation({ mutationFn: presentSandboxCard, onSuccess: opened });
  return (
    <section className="sandbox-drawer stack" aria-labelledby="sandbox-cards">
      <h2 id="sandbox-cards">{sandbox.title}</h2>
      <p className="quiet">{sandbox.lead}</p>
      {present.error !== null && (isWithoutRole(present.error) ? <WithoutRole /> : <ProblemNotice error={present.error} />)}
      {cards.length === 0 ? (
        <EmptyState level={3} drawing="people" title={sandbox.none.title}>
          <p>{sandbox.none.why}</p>
        </EmptyState>
      ) : (
        <ul className="card-list">
          {cards.map((card) => (
            <li key={card.key} className="card-row">
              <span className="card-icon" aria-hidden="true">
                <IdentityIcon />
              </span>
              <span className="card-words">
                <span className="strong">{card.displayName}</span>
                <span className="quiet">{[card.professionLabel, card.structureName].filter((word) => word !== '').join(' · ')}</span>
                {card.story !== '' && <span className="small quiet">{card.story}</span>}
              </span>
              <Button
                small
                isPending={present.isPending && present.variables === card.key}
                isDisabled={present.isPending && present.variables !== card.key}
                onPress={() => present.mutate(card.key)}
                aria-label={sandbox.presentOf(card.displayName)}
              >
                {sandbox.present}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
