// The places of the app, and who may stand in them: without a session there is the sign-in page and nothing else.

import type { ProfessionalSession } from '@carnet/contract';
import { EmptyState, ErrorState, LinkButton, LinkRouter, Skeleton, latePage, whenIdle } from '@carnet/ui';
import { type ReactNode, useEffect } from 'react';
import { Navigate, Route, Routes, useHref, useLocation, useNavigate } from 'react-router';
import { Frame } from './frame.tsx';
import { ClosedToSecretariat } from './journeys/record/team-agreement.tsx';
import { holdsSecret, keepSecretOf } from './journeys/share/kept-secret.ts';
import { SignIn } from './journeys/sign-in/sign-in.tsx';
import { usePageTitle } from './page-title.ts';
import { useSession } from './session.tsx';
import { useWords } from './words.ts';

// Each place is fetched when it is first entered.
const Counter = latePage(async () => (await import('./journeys/openings/counter.tsx')).Counter);
const Residents = latePage(async () => (await import('./journeys/residents/residents.tsx')).Residents);
const DepositsPage = latePage(async () => (await import('./journeys/deposits/deposits-page.tsx')).DepositsPage);
const DirectAccess = latePage(async () => (await import('./journeys/direct-access/direct-access.tsx')).DirectAccess);
const FindPatient = latePage(async () => (await import('./journeys/find-patient/find-patient.tsx')).FindPatient);
const MatrixPage = latePage(async () => (await import('./journeys/matrix/matrix-page.tsx')).MatrixPage);
const MisfiledPage = latePage(async () => (await import('./journeys/misfiled/misfiled-page.tsx')).MisfiledPage);
const RecordPage = latePage(async () => (await import('./journeys/record/record-page.tsx')).RecordPage);
const ShownCode = latePage(async () => (await import('./journeys/share/shown-code.tsx')).ShownCode);

export function App(): ReactNode {
  const navigate = useNavigate();
  return (
    <LinkRouter navigate={(to: string) => void navigate(to)} useHref={useHref}>
      <Routes>
        <Route path="/connexion" element={<SignInPlace />} />
        <Route path="/*" element={<SignedIn />} />
      </Routes>
    </LinkRouter>
  );
}

function SignInPlace(): ReactNode {
  const { session } = useSession();
  const { state, search } = useLocation();
  const from = (state as { readonly from?: string } | null)?.from ?? (isForDirectAccess(search) ? directPlace : undefined);
  return session === null || session === undefined ? <SignIn forDirectAccess={from === directPlace} /> : <Navigate to={from ?? '/'} replace />;
}

/** Where what a program of care opened waits; the sign-in by card leaves the app, and says in its address where it comes back. */
const directPlace = '/acces-direct';
const isForDirectAccess = (search: string): boolean => new URLSearchParams(search).get('vers') === 'acces-direct';

function SignedIn(): ReactNode {
  const { session, error, left } = useSession();
  const location = useLocation();
  // Signing in with a card leaves this page: what a QR code brought here waits in this tab.
  keepSecretOf(location);
  const reads = session !== null && session !== undefined && session.role === undefined;
  useEffect(() => (reads ? whenIdle(RecordPage.ahead) : undefined), [reads]);
  if (error !== null && error !== undefined && session === undefined)
    return (
      <Frame>
        <ErrorState level={1} error={error} onRetry={() => globalThis.location.reload()} />
      </Frame>
    );
  if (session === undefined)
    return (
      <Frame>
        <Skeleton shape="text" count={4} />
      </Frame>
    );
  // Whoever comes back with their card after an end of session finds the place they were in; whoever left starts afresh.
  if (session === null) return <Navigate to="/connexion" replace state={left === 'signed-out' ? null : { from: `${location.pathname}${location.search}` }} />;
  return (
    <Routes>
      <Route path="/" element={holdsSecret() ? <Navigate to="/partage" replace /> : <Frame>{homeOf(session.role)}</Frame>} />
      <Route
        path="/dossier/:dossierId/*"
        element={
          session.role === undefined ? (
            <Frame width="full">
              <RecordPage />
            </Frame>
          ) : (
            <Frame>
              <ClosedToSecretariat />
            </Frame>
          )
        }
      />
      <Route path="/a-corriger/:dossierId/:documentId" element={<Frame>{session.role === undefined ? <MisfiledPage /> : <ClosedToSecretariat />}</Frame>} />
      <Route
        path="/acces-direct"
        element={
          <Frame>
            <DirectAccess />
          </Frame>
        }
      />
      <Route
        path="/partage"
        element={
          <Frame>
            <ShownCode />
          </Frame>
        }
      />
      <Route
        path="/ouvrir"
        element={
          <Frame>
            <Counter />
          </Frame>
        }
      />
      <Route
        path="/residents"
        element={
          <Frame>
            <Residents />
          </Frame>
        }
      />
      <Route
        path="/depots"
        element={
          <Frame>
            <DepositsPage />
          </Frame>
        }
      />
      <Route path="/matrice" element={<Frame>{session.role === undefined ? <MatrixPage /> : <ClosedToSecretariat />}</Frame>} />
      <Route
        path="*"
        element={
          <Frame>
            <NotHere />
          </Frame>
        }
      />
    </Routes>
  );
}

function homeOf(role: ProfessionalSession['role']): ReactNode {
  if (role === 'guichet') return <Counter />;
  return role === undefined || role === 'secretariat' ? <FindPatient /> : <OtherRole />;
}

/** Who steers a structure, or runs the installation: their place is elsewhere. */
function OtherRole(): ReactNode {
  const { otherRole } = useWords().care;
  usePageTitle(otherRole.title);
  return (
    <EmptyState
      level={1}
      drawing="people"
      title={otherRole.title}
      actions={
        <a className="button" data-kind="primary" href="/pilotage/">
          <span className="button-word">{otherRole.action}</span>
        </a>
      }
    >
      <p>{otherRole.why}</p>
    </EmptyState>
  );
}

function NotHere(): ReactNode {
  const { errors } = useWords();
  usePageTitle(errors.notHere.title);
  return (
    <EmptyState
      level={1}
      drawing="search"
      title={errors.notHere.title}
      actions={
        <LinkButton href="/" kind="primary">
          {errors.notHere.action}
        </LinkButton>
      }
    >
      <p>{errors.notHere.why}</p>
    </EmptyState>
  );
}
