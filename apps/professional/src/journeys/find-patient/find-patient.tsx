// A patient by their INS (TD0.2), then what stands between the professional and the record: nothing, an agreement to collect, a refusal.
// Beside it, one's own patients. A secretariat records agreements for its team, and opens nothing.

import type { DossierStatus, ProfessionalSession } from '@carnet/contract';
import { Button, DateText, Identifier, Notice, ProblemNotice, QrIcon, SearchIcon, Segmented, TextField, TextLink, isProblem, ForwardIcon } from '@carnet/ui';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { searchDossier } from '../../api.ts';
import { useStructureChange } from '../../frame.tsx';
import { usePageTitle } from '../../page-title.ts';
import { type RecentRecord, useProfessional, useSession } from '../../session.tsx';
import { useOnce } from '../../use-once.ts';
import { type Words, useWords } from '../../words.ts';
import { ageText } from '../record/age.ts';
import { Authorisation, ExpressAgreement } from '../record/authorisation.tsx';
import { TeamAgreement } from '../record/team-agreement.tsx';
import { OwnMisfiled } from '../misfiled/own-misfiled.tsx';
import { InsField } from './ins-field.tsx';
import { Patients } from './patients.tsx';

export function FindPatient(): ReactNode {
  const words = useWords();
  const { search } = words;
  const session = useProfessional();
  const navigate = useNavigate();
  const [by, setBy] = useState<'ins' | 'ipp'>('ins');
  const [number, setNumber] = useState('');
  const [fault, setFault] = useState<string | undefined>(undefined);
  // Numbers of one's own exist for one structure only: without it, or with another, the INS is asked.
  const ownNumbers = session.structure?.numbersPatients === true ? session.structure : undefined;
  const byIpp = by === 'ipp' && ownNumbers !== undefined;
  const title = session.role === 'secretariat' ? words.care.secretariat.title : search.title;
  usePageTitle(title);
  const lookUp = useOnce({
    mutationFn: searchDossier,
    onSuccess: (status) => {
      if (opensAtOnce(status, session)) void navigate(`/dossier/${status.dossierId}`);
    },
    onError: (error) => setFault(insFault(error, words)),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const text = number.trim();
    setFault(text === '' ? (byIpp ? search.ipp.missing : search.missing) : undefined);
    if (text !== '') lookUp.mutate(byIpp ? { ipp: text } : { ins: text });
  };
  const type = (next: string): void => {
    setNumber(next);
    setFault(undefined);
    lookUp.reset();
  };
  const otherFault = lookUp.error !== null && insFault(lookUp.error, words) === undefined;
  return (
    <div className="find-patient">
      <div className="find-main stack-l">
        <div className="stack">
          <h1>{title}</h1>
          {session.role === 'secretariat' && <p className="lead">{words.care.secretariat.lead}</p>}
          {session.structure === undefined && session.structures.length > 1 && <ChooseStructure />}
          {ownNumbers !== undefined && (
            <Segmented
              label={search.by.label}
              choices={(['ins', 'ipp'] as const).map((value) => ({ value, label: search.by[value] }))}
              value={by}
              onChange={(next) => {
                setBy(next);
                type('');
              }}
            />
          )}
          <form onSubmit={submit} className="ins-form" noValidate>
            {byIpp ? (
              <TextField
                label={search.ipp.label}
                help={search.ipp.help(ownNumbers.name)}
                error={fault}
                value={number}
                onChange={type}
                mono
                autoComplete="off"
              />
            ) : (
              <InsField label={search.label} help={search.help} error={fault} value={number} onChange={type} autoFocus />
            )}
            <Button type="submit" kind="primary" icon={<SearchIcon />} isPending={lookUp.isPending}>
              {search.action}
            </Button>
          </form>
          <p className="small quiet">{search.traced}</p>
        </div>
        <div aria-live="polite" className="stack">
          {otherFault && <ProblemNotice error={lookUp.error} />}
          {!byIpp && lookUp.data?.currentIns !== undefined && (
            <Notice tone="info" title={search.former.title}>
              <p>
                {search.former.today} <Identifier value={lookUp.data.currentIns} kind="ins" name={words.record.insName} />
              </p>
            </Notice>
          )}
          {lookUp.data !== undefined && <Found key={lookUp.submittedAt} status={lookUp.data} notFound={byIpp ? search.ipp.notFound : search.notFound} />}
        </div>
        {session.role === undefined && <OwnMisfiled />}
        {session.role === undefined && session.needsExpressAgreement !== true && <ShowsCode />}
        <Recent />
        <Openings />
      </div>
      <Patients />
    </div>
  );
}

/** A secretariat opens nothing. */
export const opensAtOnce = ({ found, life, autorisation }: DossierStatus, { role }: ProfessionalSession): boolean =>
  found && life === 'ouvert' && autorisation === 'VALIDE' && role === undefined;

/** The server's finding, in words that help to read the number again. */
function insFault(error: unknown, { search }: Words): string | undefined {
  if (!isProblem(error, 'INS_INVALIDE')) return undefined;
  return error.problem.findings?.some(({ rule }) => rule === 'INS_CLE') === true ? search.wrongKey : search.wrongShape;
}

export function Found({ status, notFound }: { readonly status: DossierStatus; readonly notFound: Words['search']['notFound'] }): ReactNode {
  const { search } = useWords();
  const session = useProfessional();
  if (!status.found || status.dossierId === undefined)
    return (
      <Notice tone="info" title={notFound.title}>
        <p>{notFound.why}</p>
        <p>{notFound.what}</p>
      </Notice>
    );
  if (status.life === 'ferme')
    return (
      <Notice tone="warning" title={search.closed.title}>
        <p>{search.closed.why}</p>
        <p>{search.closed.what}</p>
      </Notice>
    );
  if (session.role === 'secretariat') return <TeamAgreement status={status} dossierId={status.dossierId} />;
  if (status.autorisation === 'VALIDE' || status.autorisation === undefined) return null;
  if (session.needsExpressAgreement === true && status.autorisation !== 'INTERDIT') return <ExpressAgreement />;
  return <Authorisation dossierId={status.dossierId} status={status.autorisation} />;
}

function ChooseStructure(): ReactNode {
  const { chooseStructure } = useWords();
  const { structures } = useProfessional();
  const change = useStructureChange();
  return (
    <Notice
      tone="info"
      title={chooseStructure.title}
      actions={structures.map(({ id, name }) => (
        <Button key={id} small onPress={() => void change(id)}>
          {name}
        </Button>
      ))}
    >
      {chooseStructure.why}
    </Notice>
  );
}

function Recent(): ReactNode {
  const words = useWords();
  const { search } = words;
  const { recent } = useSession();
  if (recent.length === 0) return null;
  return (
    <section className="recent" aria-labelledby="recent">
      <h2 id="recent">{search.recent}</h2>
      <ul className="recent-list">
        {recent.map((record) => (
          <RecentRow key={record.dossierId} record={record} words={words} />
        ))}
      </ul>
      <p className="small quiet">{search.recentHelp}</p>
    </section>
  );
}

/** What this card may open for others, and why one would; what its structure fed. */
function Openings(): ReactNode {
  const { openings, deposits } = useWords();
  const { opens, listsDeposits } = useProfessional();
  if (opens.length === 0 && listsDeposits !== true) return null;
  return (
    <section className="opening-links" aria-label={deposits.elsewhere}>
      {opens.map((whom) => (
        <p key={whom}>
          <TextLink href={whom === 'for' ? '/ouvrir' : '/residents'}>{whom === 'for' ? openings.link : openings.residentsLink}</TextLink>{' '}
          <span className="quiet small">{whom === 'for' ? openings.linkHelp : openings.residentsLinkHelp}</span>
        </p>
      ))}
      {listsDeposits === true && (
        <p>
          <TextLink href="/depots">{deposits.link}</TextLink> <span className="quiet small">{deposits.linkHelp}</span>
        </p>
      )}
    </section>
  );
}

/** The patient is there, and shows a code. */
function ShowsCode(): ReactNode {
  const { share } = useWords();
  return (
    <p className="shows-code">
      <TextLink href="/partage" className="icon-word">
        <QrIcon />
        {share.link}
      </TextLink>
      <span className="quiet small">{share.linkHelp}</span>
    </p>
  );
}

function RecentRow({ record, words }: { readonly record: RecentRecord; readonly words: Words }): ReactNode {
  return (
    <li>
      <TextLink href={`/dossier/${record.dossierId}`} className="recent-row">
        <span className="recent-words">
          <span className="strong">{record.displayName}</span>
          <span className="quiet">
            {ageText(words, record.birthDate)} · {words.record.sexe[record.sexe]}
          </span>
        </span>
        <span className="quiet small">
          <DateText iso={record.openedAt} as="moment" />
        </span>
        <ForwardIcon />
      </TextLink>
    </li>
  );
}
