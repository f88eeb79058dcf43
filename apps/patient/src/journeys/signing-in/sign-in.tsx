// Signing in, at the address where the OIDC provider sends the browser: identifier and password, the first change of password, the code
// received by e-mail; or a passkey, which stands for all of it. The server says which step comes next; nothing here tells whether an identifier exists.

import type { SignInState } from '@carnet/contract';
import { ErrorState, Skeleton, TextLink, callDoor, isProblem } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useParams } from '../../router/outlet.tsx';
import { usePageTitle } from '../../frames.tsx';
import { signInHref } from '../../sign-in-href.ts';
import { ChangePasswordStep } from './change-password-step.tsx';
import { CodeStep } from './code-step.tsx';
import { IdentifierStep } from './identifier-step.tsx';
import { PasskeyStep } from './passkey-step.tsx';

export default function SignIn(): ReactNode {
  const { signIn } = useWords();
  const { uid = '' } = useParams();
  const path = `/api/sign-in/${encodeURIComponent(uid)}`;
  const [state, setState] = useState<SignInState | undefined>(undefined);
  const start = useQuery({
    queryKey: ['sign-in', uid],
    queryFn: ({ signal }) => callDoor<SignInState>(path, { signal }),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const current = state ?? start.data;
  usePageTitle(signIn.title);

  useEffect(() => {
    if (current?.step === 'done') location.assign(current.redirectTo);
  }, [current]);

  if (start.isError)
    return (
      <ErrorState error={start.error} level={1} {...(isProblem(start.error, 'CONNEXION_EXPIREE') ? {} : { onRetry: () => void start.refetch() })}>
        <a className="button" data-kind="primary" href={signInHref('/accueil')}>
          {signIn.over.restart}
        </a>
      </ErrorState>
    );
  if (current === undefined) return <Skeleton shape="text" count={3} />;
  return (
    <div className="sign-in">
      {current.step === 'identifier' && <IdentifierStep path={path} onState={setState} />}
      {current.step === 'change-password' && <ChangePasswordStep path={path} onState={setState} />}
      {current.step === 'code' && <CodeStep path={path} state={current} onState={setState} />}
      {current.step === 'done' && (
        <p role="status" className="lead">
          {signIn.opening}
        </p>
      )}
      {current.step === 'identifier' && <PasskeyStep path={path} onState={setState} />}
      {current.step === 'identifier' && (
        <ul className="stack-s">
          <li>
            <TextLink href="/mot-de-passe-oublie">{signIn.lost}</TextLink>
          </li>
          <li>
            <TextLink href="/creer?identifiant">{signIn.lostLogin}</TextLink>
          </li>
        </ul>
      )}
    </div>
  );
}
