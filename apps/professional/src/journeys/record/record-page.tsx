// An open record: the patient always in sight, then documents, journal or accesses. What may not be opened says why and what to do.

import type { Dossier } from '@carnet/contract';
import {
  AddIcon,
  Badge,
  Button,
  CloseIcon,
  ErrorState,
  formatDay,
  Identifier,
  IdentityIcon,
  isProblem,
  LinkButton,
  serverNow,
  ShieldIcon,
  Skeleton,
  TextLink,
  useLanguage,
} from '@carnet/ui';
import { useQuery } from '@tanstack/react-query';
import { type FocusEvent, type ReactNode, useEffect, useRef } from 'react';
import { Navigate, Route, Routes, useLocation, useNavigate, useParams } from 'react-router';
import { readDossier } from '../../api.ts';
import { usePageTitle } from '../../page-title.ts';
import { useProfessional, useSession } from '../../session.tsx';
import { useWords } from '../../words.ts';
import { DepositPage } from '../deposit/deposit-page.tsx';
import { AccessesPage } from './accesses-page.tsx';
import { ageText } from './age.ts';
import { Authorisation, ExpressAgreement, type Standing } from './authorisation.tsx';
import { DocumentsPage } from './documents-page.tsx';
import { EmergencyBand } from './emergency.tsx';
import { useHeaderRoom } from './header-room.ts';
import { JournalPage } from './journal-page.tsx';
import { MeasuresPage } from './measures-page.tsx';
import { OpenWith } from './open-with.tsx';
import { SynthesisPage } from '../synthesis/synthesis-page.tsx';
import { TemplatePage } from '../templates/template-page.tsx';
import { SecretBand, SecretSwitch } from './secret.tsx';
import { SituationsPage } from './situations-page.tsx';

/** A refusal that is not about an agreement one could collect. */
const expressMissing = 'CONSENTEMENT_TRAVAIL_ABSENT';
const standingOf: Readonly<Record<string, Standing>> = { AUTORISATION_ABSENTE: 'NON_EXISTE', AUTORISATION_EXPIREE: 'EXPIREE', PS_BLOQUE: 'INTERDIT' };

export function RecordPage(): ReactNode {
  const { dossierId = '' } = useParams();
  const { remember } = useSession();
  const location = useLocation();
  const { data: dossier, error, isPending, refetch } = useQuery({ queryKey: ['dossier', dossierId, 'identity'], queryFn: () => readDossier(dossierId) });
  useEffect(() => {
    if (dossier !== undefined)
      remember({
        dossierId: dossier.id,
        displayName: dossier.displayName,
        birthDate: dossier.birthDate,
        sexe: dossier.sexe,
        openedAt: serverNow().toISOString(),
      });
  }, [dossier, remember]);
  if (isPending) return <Skeleton shape="rows" count={6} />;
  if (error !== null) return <Closed dossierId={dossierId} error={error} onRetry={() => void refetch()} />;
  return (
    <div className="record">
      <PatientHeader dossier={dossier} />
      <Routes>
        <Route path="/" element={<DocumentsPage dossierId={dossierId} birthDate={dossier.birthDate} />} />
        <Route path="/document/:documentId" element={<DocumentsPage dossierId={dossierId} birthDate={dossier.birthDate} />} />
        <Route
          path="/situations/:situation?"
          element={<SituationsPage dossierId={dossierId} birthDate={dossier.birthDate} inEmergency={dossier.emergency !== undefined} />}
        />
        <Route path="/vsm" element={<SynthesisPage dossierId={dossierId} />} />
        <Route path="/deposer" element={<DepositPage key={location.search} dossierId={dossierId} secret={dossier.secret === true} />} />
        <Route path="/modele/:template" element={<TemplatePage key={location.pathname} dossierId={dossierId} secret={dossier.secret === true} />} />
        <Route path="/mesures" element={<MeasuresPage dossierId={dossierId} />} />
        {dossier.emergency === undefined && (
          <>
            <Route path="/journal" element={<JournalPage dossierId={dossierId} />} />
            <Route path="/acces" element={<AccessesPage dossierId={dossierId} />} />
          </>
        )}
        <Route path="*" element={<Navigate to={`/dossier/${dossierId}`} replace />} />
      </Routes>
    </div>
  );
}

function Closed({ dossierId, error, onRetry }: { readonly dossierId: string; readonly error: unknown; readonly onRetry: () => void }): ReactNode {
  const { authorisation } = useWords();
  usePageTitle(authorisation.heading);
  const standing = isProblem(error) ? standingOf[error.problem.code] : undefined;
  if (isProblem(error, expressMissing))
    return (
      <div className="closed-record">
        <h1>{authorisation.heading}</h1>
        <ExpressAgreement />
        <LinkButton href="/">{authorisation.otherPatient}</LinkButton>
      </div>
    );
  return (
    <div className="closed-record">
      {standing === undefined ? (
        <ErrorState level={1} error={error} onRetry={onRetry}>
          <LinkButton href="/">{authorisation.otherPatient}</LinkButton>
        </ErrorState>
      ) : (
        <>
          <h1>{authorisation.heading}</h1>
          <Authorisation dossierId={dossierId} status={standing} />
          <LinkButton href="/">{authorisation.otherPatient}</LinkButton>
        </>
      )}
    </div>
  );
}

/** The row slides on a telephone: browsers leave half of a link cut. */
const showWhole = ({ target }: FocusEvent): void => target.scrollIntoView({ block: 'nearest', inline: 'nearest' });

function PatientHeader({ dossier }: { readonly dossier: Dossier }): ReactNode {
  const words = useWords();
  const { record } = words;
  const { consultsOnly } = useProfessional();
  const { language } = useLanguage();
  const navigate = useNavigate();
  const header = useRef<HTMLElement>(null);
  const views = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // The row slides on a telephone: where one is is in sight, however one came.
  useEffect(() => {
    views.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [pathname]);
  useHeaderRoom(header);
  const usesAnother = !dossier.displayName.toUpperCase().endsWith(dossier.birthName.toUpperCase());
  return (
    <header ref={header} className="patient-header" aria-label={record.patient}>
      <h1 className="visually-hidden">{record.of(dossier.displayName)}</h1>
      <div className="patient-who">
        <p className="patient-line">
          <strong className="patient-name">{dossier.displayName}</strong>
          <span>{ageText(words, dossier.birthDate)}</span>
          <span>{record.sexe[dossier.sexe]}</span>
        </p>
        <p className="patient-facts">
          <span className="patient-born">{record.born[dossier.sexe](formatDay(dossier.birthDate, language))}</span>
          {usesAnother && <span className="patient-birth-name">{record.birthName(dossier.birthName)}</span>}
          <span className="patient-ins">
            {record.ins} <Identifier value={dossier.ins} kind="ins" name={record.insName} />
          </span>
          {dossier.formerIns.length > 0 && (
            <span className="patient-former">
              {record.formerIns(dossier.formerIns.length)}{' '}
              {dossier.formerIns.map((ins) => (
                <Identifier key={ins} value={ins} kind="ins" name={record.insName} copy={false} />
              ))}
            </span>
          )}
          {dossier.identityToConfirm === true && (
            <Badge tone="waiting" icon={<IdentityIcon />}>
              {record.identityToConfirm}
            </Badge>
          )}
          {dossier.namesake === true && (
            <Badge tone="waiting" icon={<IdentityIcon />}>
              {record.namesake}
            </Badge>
          )}
          {dossier.medecinTraitant !== undefined && (
            <span className="icon-word patient-doctor">
              <ShieldIcon />
              {record.herMedecinTraitant(dossier.medecinTraitant)}
            </span>
          )}
        </p>
      </div>
      <nav ref={views} className="record-views" aria-label={record.views}>
        <ViewLink to={`/dossier/${dossier.id}`} covers={`/dossier/${dossier.id}/document/`} label={record.documents} />
        <ViewLink to={`/dossier/${dossier.id}/situations`} covers={`/dossier/${dossier.id}/situations/`} label={words.situations.title} />
        {consultsOnly !== true && <ViewLink to={`/dossier/${dossier.id}/vsm`} label={words.synthesis.view} />}
        <ViewLink to={`/dossier/${dossier.id}/mesures`} label={words.measures.title} />
        {dossier.emergency === undefined && (
          <>
            <ViewLink to={`/dossier/${dossier.id}/journal`} label={record.journal} />
            <ViewLink to={`/dossier/${dossier.id}/acces`} label={record.accesses} />
          </>
        )}
      </nav>
      {dossier.minor === true && dossier.secret !== true && <SecretSwitch dossierId={dossier.id} />}
      {dossier.emergency === undefined && dossier.secret !== true && <OpenWith dossierId={dossier.id} />}
      <DepositLink dossierId={dossier.id} />
      <Button kind="quiet" small icon={<CloseIcon />} onPress={() => void navigate('/')}>
        {record.close}
      </Button>
      <ConsultsOnly />
      {dossier.emergency !== undefined && <EmergencyBand dossierId={dossier.id} access={dossier.emergency} />}
      {dossier.secret === true && <SecretBand dossierId={dossier.id} />}
    </header>
  );
}

/** Came by their establishment: why nothing offers to deposit. */
function ConsultsOnly(): ReactNode {
  const { deposit } = useWords();
  return useProfessional().consultsOnly === true ? <p className="patient-note small quiet">{deposit.consultsOnly}</p> : null;
}

/** Nothing to offer where one is depositing already, or may not. */
function DepositLink({ dossierId }: { readonly dossierId: string }): ReactNode {
  const { deposit } = useWords();
  const { pathname } = useLocation();
  const { consultsOnly } = useProfessional();
  const place = `/dossier/${dossierId}/deposer`;
  if (consultsOnly === true || pathname === place) return null;
  return (
    <LinkButton href={place} kind="primary" small icon={<AddIcon />} aria-label={deposit.title}>
      {deposit.open}
    </LinkButton>
  );
}

function ViewLink({ to, covers, label }: { readonly to: string; readonly covers?: string; readonly label: string }): ReactNode {
  const { pathname } = useLocation();
  const current = pathname === to || (covers !== undefined && pathname.startsWith(covers));
  return (
    <TextLink href={to} className="view-link" onFocus={showWhole} {...(current ? { 'aria-current': 'page' as const } : {})}>
      {label}
    </TextLink>
  );
}
