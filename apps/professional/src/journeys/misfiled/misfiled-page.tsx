// A document of one's own that was put aside: read again, then said whose it is. Deposited where it belongs with the same file, the form filled in
// advance, under the name of the right patient.

import type { MisfiledDocument, MisfilingOutcome } from '@carnet/contract';
import {
  BackIcon,
  Button,
  ConfirmDialog,
  DateText,
  DownloadIcon,
  ErrorState,
  Facts,
  Notice,
  PageHeader,
  ProblemNotice,
  ReadingView,
  Section,
  Skeleton,
  TextArea,
  TextLink,
  isProblem,
  useAnnounce,
} from '@carnet/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { answerMisfiled, misfiledMediaHref, misfiledOriginalHref, readMisfiled, searchDossier } from '../../api.ts';
import { usePageTitle } from '../../page-title.ts';
import { useOnce } from '../../use-once.ts';
import { useWords } from '../../words.ts';
import { InsField } from '../find-patient/ins-field.tsx';
import { MisfiledDeposit } from './misfiled-deposit.tsx';

interface Named {
  readonly dossierId: string;
  readonly documentId: string;
}
interface OneProps extends Named {
  readonly document: MisfiledDocument;
}

export function MisfiledPage(): ReactNode {
  const { misfiled } = useWords();
  usePageTitle(misfiled.page);
  const { dossierId = '', documentId = '' } = useParams();
  const into = useSearchParams()[0].get('vers') ?? undefined;
  const { data, error, refetch } = useQuery({
    queryKey: ['misfiled', dossierId, documentId],
    queryFn: () => readMisfiled(dossierId, documentId),
    staleTime: 0,
  });
  return (
    <>
      <PageHeader
        eyebrow={
          <TextLink href={into === undefined ? '/' : `/a-corriger/${dossierId}/${documentId}`} className="icon-word back-link">
            <BackIcon />
            {into === undefined ? misfiled.back : misfiled.page}
          </TextLink>
        }
        title={into === undefined ? misfiled.page : misfiled.depositing}
      />
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {error === null && data === undefined && <Skeleton shape="text" count={6} />}
      {data !== undefined && into !== undefined && <MisfiledDeposit dossierId={dossierId} documentId={documentId} document={data} into={into} />}
      {data !== undefined && into === undefined && <Opened dossierId={dossierId} documentId={documentId} document={data} />}
    </>
  );
}

function Opened({ dossierId, documentId, document }: OneProps): ReactNode {
  const { misfiled } = useWords();
  const { title, typeLabel, serviceStart, depositedAt, byAuthor, reportedAt, words, proposal, view } = document;
  return (
    <div className="stack-l">
      <Section title={title}>
        <div className="stack">
          <Facts
            facts={[
              { term: misfiled.facts.type, value: typeLabel },
              { term: misfiled.facts.act, value: <DateText iso={serviceStart} as="day" exact /> },
              { term: misfiled.facts.deposited, value: <DateText iso={depositedAt} as="day" exact /> },
              {
                term: byAuthor ? misfiled.reported.author : misfiled.reported.holder,
                value: (
                  <>
                    {misfiled.reported.on} <DateText iso={reportedAt} as="day" exact />
                  </>
                ),
              },
              { term: misfiled.facts.why, value: words },
            ]}
          />
          <p>
            <a className="button" data-kind="secondary" data-small="" href={misfiledOriginalHref(dossierId, documentId)} download>
              <DownloadIcon />
              <span className="button-word">{misfiled.original}</span>
            </a>
          </p>
        </div>
      </Section>
      {proposal !== undefined && (
        <Notice tone="info" title={misfiled.said}>
          <p>{proposal.words}</p>
          <p className="small">
            {misfiled.sent} <DateText iso={proposal.at} as="day" exact />. {misfiled.changeable}
          </p>
        </Notice>
      )}
      <Section title={misfiled.choose}>
        <div className="stack-l">
          <p className="quiet">{misfiled.chooseWhy}</p>
          <RightPatient dossierId={dossierId} documentId={documentId} />
          <Otherwise dossierId={dossierId} documentId={documentId} />
        </div>
      </Section>
      <ReadingView view={view} levelShift={1} mediaHref={(media) => misfiledMediaHref(dossierId, documentId, media)} />
    </div>
  );
}

/** By their INS, as a patient is found. */
function RightPatient({ dossierId, documentId }: Named): ReactNode {
  const { misfiled, search } = useWords();
  const { other } = misfiled;
  const navigate = useNavigate();
  const [ins, setIns] = useState('');
  const [fault, setFault] = useState<string | undefined>(undefined);
  const found = useOnce({
    mutationFn: searchDossier,
    onSuccess: (status) => {
      if (!status.found || status.dossierId === undefined || status.life === 'ferme') setFault(other.notFound);
      else if (status.dossierId === dossierId) setFault(other.same);
      else void navigate(`/a-corriger/${dossierId}/${documentId}?vers=${status.dossierId}`);
    },
    onError: (error) => setFault(isProblem(error, 'INS_INVALIDE') ? search.wrongShape : undefined),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const text = ins.trim();
    setFault(text === '' ? other.missing : undefined);
    if (text !== '') found.mutate({ ins: text });
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <div>
        <h3>{other.title}</h3>
        <p className="quiet">{other.why}</p>
      </div>
      <InsField
        label={other.ins}
        help={other.insHelp}
        error={fault}
        value={ins}
        onChange={(next) => {
          setIns(next);
          setFault(undefined);
          found.reset();
        }}
      />
      {found.error !== null && fault === undefined && <ProblemNotice error={found.error} />}
      <p>
        <Button type="submit" kind="primary" isPending={found.isPending}>
          {other.action}
        </Button>
      </p>
    </form>
  );
}

function Otherwise({ dossierId, documentId }: Named): ReactNode {
  const { misfiled } = useWords();
  const [outcome, setOutcome] = useState<MisfilingOutcome | undefined>(undefined);
  return (
    <p className="row">
      <Button onPress={() => setOutcome('withdraw')}>{misfiled.nothing.open}</Button>
      <Button onPress={() => setOutcome('return')}>{misfiled.theirs.open}</Button>
      {outcome !== undefined && <AnswerDialog dossierId={dossierId} documentId={documentId} outcome={outcome} onClose={() => setOutcome(undefined)} />}
    </p>
  );
}

function AnswerDialog({ dossierId, documentId, outcome, onClose }: Named & { readonly outcome: MisfilingOutcome; readonly onClose: () => void }): ReactNode {
  const { misfiled } = useWords();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const [words, setWords] = useState('');
  const [tried, setTried] = useState(false);
  const said = outcome === 'withdraw' ? misfiled.nothing : misfiled.theirs;
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={said.title}
      confirmLabel={misfiled.send}
      isComplete={() => {
        setTried(true);
        return words.trim() !== '';
      }}
      onConfirm={async () => {
        await answerMisfiled(dossierId, documentId, { outcome, words: words.trim() });
        announce(said.done);
        await queries.invalidateQueries({ queryKey: ['misfiled'] });
      }}
    >
      <p>{said.what}</p>
      <TextArea
        label={misfiled.words}
        help={misfiled.wordsHelp}
        value={words}
        onChange={setWords}
        maxLength={1000}
        error={tried && words.trim() === '' ? misfiled.missing : undefined}
      />
    </ConfirmDialog>
  );
}
