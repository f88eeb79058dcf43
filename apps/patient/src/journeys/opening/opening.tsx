// "Ouvrir mon dossier": who one is, the code received, one's agreement and a password; then one is inside. Nothing on the first two screens
// depends on whether somebody answers to what was typed: it is said once the code is right.

import type { OpeningDone, OpeningIdentity, OpeningStarted, OpeningState } from '@carnet/contract';
import { Button, Identifier, Notice, PageHeader } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { signInHref } from '../../sign-in-href.ts';
import { AgreementStep } from './agreement-step.tsx';
import { CodeStep } from './code-step.tsx';
import { IdentityStep, noIdentity, useFindsLogin } from './identity-step.tsx';

export default function Opening(): ReactNode {
  const { opening } = useWords();
  const [identity, setIdentity] = useState<OpeningIdentity>(noIdentity);
  const [started, setStarted] = useState<OpeningStarted | undefined>(undefined);
  const [proved, setProved] = useState<{ readonly code: string; readonly state: OpeningState } | undefined>(undefined);
  const [done, setDone] = useState<OpeningDone | undefined>(undefined);
  usePageTitle(useFindsLogin() ? opening.findLogin.title : opening.title);
  useTopOf([started !== undefined, proved !== undefined, done !== undefined].filter(Boolean).length);
  const again = (): void => {
    setStarted(undefined);
    setProved(undefined);
  };
  if (done !== undefined) return <Done login={done.login} />;
  if (started === undefined) return <IdentityStep identity={identity} onChange={setIdentity} onStarted={setStarted} />;
  if (proved === undefined)
    return <CodeStep identity={identity} started={started} onStarted={setStarted} onProved={(code, state) => setProved({ code, state })} onAgain={again} />;
  const { code, state } = proved;
  if (state.state === 'opens') return <AgreementStep identity={identity} code={code} state={state} onDone={setDone} onAgain={again} />;
  return state.state === 'has-space' ? <HasSpace {...state} /> : <NotServed displayName={state.displayName} />;
}

/** Each step is read from its top, as a page would be. */
function useTopOf(step: number): void {
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    scrollTo({ top: 0 });
    document.querySelector<HTMLElement>('#contenu')?.focus({ preventScroll: true });
  }, [step]);
}

/** The session is open already: leaving this page goes in. */
function Done({ login }: OpeningDone): ReactNode {
  const { opening } = useWords();
  return (
    <div className="stack">
      <PageHeader title={opening.done.title} lead={<p role="status">{opening.done.lead}</p>} />
      <Notice tone="success" title={opening.done.identifier}>
        <p>
          <Identifier value={login} kind="plain" name={opening.done.identifierName} />
        </p>
        <p>{opening.done.keep}</p>
      </Notice>
      {/* A full navigation: the session's cookie was just set. */}
      <Button kind="primary" wide onPress={() => location.assign('/accueil')}>
        {opening.done.enter}
      </Button>
    </div>
  );
}

function HasSpace({ login, life }: Extract<OpeningState, { state: 'has-space' }>): ReactNode {
  const { opening } = useWords();
  const words = life === 'open' ? opening.hasSpace.open : opening.hasSpace.closed;
  return (
    <div className="stack">
      <PageHeader title={words.title} lead={<p role="status">{words.lead}</p>} />
      <Notice title={opening.done.identifier}>
        <p>
          <Identifier value={login} kind="plain" name={opening.done.identifierName} />
        </p>
        <p>{opening.hasSpace.lost}</p>
      </Notice>
      <a className="button" data-kind="primary" data-wide="" href={signInHref('/accueil')}>
        {opening.hasSpace.signIn}
      </a>
    </div>
  );
}

function NotServed({ displayName }: { readonly displayName: string }): ReactNode {
  const { opening } = useWords();
  return (
    <div className="stack">
      <PageHeader title={opening.notServed.title} lead={<p role="status">{opening.notServed.lead(displayName)}</p>} />
      <p>{opening.notServed.list}</p>
      <p>{opening.notServed.next}</p>
    </div>
  );
}
