// The places of the app, and who may stand in them: without a session there is the sign-in page, and a page this role does not open says so.

import { EmptyState, ErrorState, LinkButton, LinkRouter, Skeleton, latePage } from '@carnet/ui';
import type { ReactNode } from 'react';
import { Navigate, Route, Routes, useHref, useLocation, useNavigate } from 'react-router';
import { BareFrame, Frame, morePath } from './frame.tsx';
import { Home } from './journeys/home/home.tsx';
import { More } from './journeys/home/more.tsx';
import { SignIn } from './journeys/sign-in/sign-in.tsx';
import { usePageTitle } from './page-title.ts';
import { type Ability, useSession, useSteering } from './session.tsx';
import { useWords } from './words.ts';

// Each place is fetched when it is first entered.
const PillarsPage = latePage(async () => (await import('./journeys/pillars/pillars-page.tsx')).PillarsPage);
const IntakePage = latePage(async () => (await import('./journeys/intakes/intake-page.tsx')).IntakePage);
const IntakesPage = latePage(async () => (await import('./journeys/intakes/intakes-page.tsx')).IntakesPage);
const IdentitiesPage = latePage(async () => (await import('./journeys/identities/identities-page.tsx')).IdentitiesPage);
const IdentityPage = latePage(async () => (await import('./journeys/identities/identity-page.tsx')).IdentityPage);
const Indicators = latePage(async () => (await import('./journeys/indicators/indicators.tsx')).Indicators);
const LoadMatrix = latePage(async () => (await import('./journeys/load/load-matrix.tsx')).LoadMatrix);
const MatrixPage = latePage(async () => (await import('./journeys/matrix/matrix-page.tsx')).MatrixPage);
const MessagesPage = latePage(async () => (await import('./journeys/messages/messages-page.tsx')).MessagesPage);
const OpeningsPage = latePage(async () => (await import('./journeys/openings/openings.tsx')).OpeningsPage);
const PoliciesPage = latePage(async () => (await import('./journeys/policies/policies-page.tsx')).PoliciesPage);
const PolicyPage = latePage(async () => (await import('./journeys/policies/policy-page.tsx')).PolicyPage);
const DayPage = latePage(async () => (await import('./journeys/review/day-page.tsx')).DayPage);
const ReportPage = latePage(async () => (await import('./journeys/review/report-page.tsx')).ReportPage);
const ReviewPage = latePage(async () => (await import('./journeys/review/review-page.tsx')).ReviewPage);
const ServicesPage = latePage(async () => (await import('./journeys/services/services-page.tsx')).ServicesPage);

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

const isNobody = (session: ReturnType<typeof useSession>['session']): boolean => session === null || session === 'no-role';

function SignInPlace(): ReactNode {
  const { session } = useSession();
  const from = (useLocation().state as { readonly from?: string } | null)?.from;
  return session === undefined || isNobody(session) ? <SignIn /> : <Navigate to={from ?? '/'} replace />;
}

function SignedIn(): ReactNode {
  const { session, error, left } = useSession();
  const location = useLocation();
  if (session === undefined)
    return (
      <BareFrame>
        {error === null || error === undefined ? (
          <Skeleton shape="text" count={4} />
        ) : (
          <ErrorState level={1} error={error} onRetry={() => globalThis.location.reload()} />
        )}
      </BareFrame>
    );
  // Whoever comes back with their card after an end of session finds the place they were in; whoever left starts afresh.
  if (isNobody(session)) return <Navigate to="/connexion" replace state={left === 'signed-out' ? null : { from: `${location.pathname}${location.search}` }} />;
  return (
    <Routes>
      <Route
        path="/"
        element={
          <Frame>
            <Home />
          </Frame>
        }
      />
      <Route
        path={morePath}
        element={
          <Frame>
            <More />
          </Frame>
        }
      />
      <Route path="/matrice" element={<Place needs="read-law" width="full" page={<MatrixPage />} />} />
      <Route path="/matrice/charger" element={<Place needs="change-law" page={<LoadMatrix />} />} />
      <Route path="/valeurs" element={<Place needs="read-law" page={<PoliciesPage />} />} />
      <Route path="/valeurs/:key" element={<Place needs="read-law" page={<PolicyPage />} />} />
      <Route path="/surete" element={<Place needs="read-law" page={<PillarsPage />} />} />
      <Route path="/envois" element={<Place needs="read-law" page={<IntakesPage />} />} />
      <Route path="/envois/un" element={<Place needs="read-law" page={<IntakePage />} />} />
      <Route path="/messages" element={<Place needs="read-law" page={<MessagesPage />} />} />
      <Route path="/services" element={<Place needs="change-law" page={<ServicesPage />} />} />
      <Route path="/ouvertures" element={<Place needs="change-law" page={<OpeningsPage />} />} />
      <Route path="/indicateurs" element={<Place needs="read-indicators" page={<Indicators />} />} />
      <Route path="/identites" element={<Place needs="keep-identities" page={<IdentitiesPage />} />} />
      <Route path="/identites/:dossierId" element={<Place needs="keep-identities" page={<IdentityPage />} />} />
      <Route path="/controle" element={<Place needs="review-accesses" page={<ReviewPage />} />} />
      <Route path="/controle/signalements/:dossierId/:reportId" element={<Place needs="review-accesses" page={<ReportPage />} />} />
      <Route path="/controle/journee" element={<Place needs="review-accesses" page={<DayPage />} />} />
      <Route
        path="*"
        element={
          <Frame>
            <Elsewhere why="notHere" />
          </Frame>
        }
      />
    </Routes>
  );
}

function Place({ needs, width = 'page', page }: { readonly needs: Ability; readonly width?: 'page' | 'full'; readonly page: ReactNode }): ReactNode {
  return <Frame width={width}>{useSteering().may(needs) ? page : <Elsewhere why="notYours" />}</Frame>;
}

function Elsewhere({ why }: { readonly why: 'notHere' | 'notYours' }): ReactNode {
  const words = useWords().errors[why];
  usePageTitle(words.title);
  return (
    <EmptyState
      level={1}
      drawing={why === 'notHere' ? 'search' : 'door'}
      title={words.title}
      actions={
        <LinkButton href="/" kind="primary">
          {words.action}
        </LinkButton>
      }
    >
      <p>{words.why}</p>
    </EmptyState>
  );
}
