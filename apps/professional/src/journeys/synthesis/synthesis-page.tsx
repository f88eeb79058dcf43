// The volet de synthèse médicale, written in under three minutes (A046): the seven headings on one page, begun with what the record says, each line
// kept, rewritten or removed by the keyboard; one press deposits it. What is unfinished outlives the tab, sealed.

import { type SynthesisDraft, type SynthesisPart, synthesisParts, synthesisSections } from '@carnet/contract';
import { ErrorState, ProblemNotice, Skeleton, TextLink, formatDay, isProblem, useAnnounce, useLanguage, MissingNotice, atRest } from '@carnet/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Dispatch, type ReactNode, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { beginSynthesis, depositSynthesis } from '../../api.ts';
import { usePageTitle } from '../../page-title.ts';
import { useOnce } from '../../use-once.ts';
import { useWords } from '../../words.ts';
import { useProfessional } from '../../session.tsx';
import { DepositClosed } from '../deposit/signing.tsx';
import { SynthesisSummary } from './synthesis-summary.tsx';
import { type LineChange, keptLines } from '../writing/lines.ts';
import { LinesBlock } from '../writing/lines-block.tsx';
import { PendingLines, takeAll, usePendingLines } from '../writing/pending-lines.ts';
import { Resumed } from '../writing/resumed.tsx';
import { sealedDraft } from '../writing/sealed-draft.ts';
import { type Change, type Writing, begun, isWriting, toDeposit, write } from './writing.ts';

export function SynthesisPage({ dossierId }: { readonly dossierId: string }): ReactNode {
  const { synthesis } = useWords();
  // They came by an address: nothing here leads them to what they may not write.
  const consultsOnly = useProfessional().consultsOnly === true;
  usePageTitle(synthesis.title);
  const { data, error, refetch } = useQuery({
    queryKey: ['dossier', dossierId, 'vsm'],
    queryFn: () => beginSynthesis(dossierId),
    enabled: !consultsOnly,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  return (
    <section className="record-page synthesis" aria-labelledby="synthesis" tabIndex={0}>
      <h2 id="synthesis">{synthesis.title}</h2>
      {error !== null && <ErrorState error={error} {...(isRefusal(error) ? {} : { onRetry: () => void refetch() })} />}
      {consultsOnly && <DepositClosed because="AUTHENTIFICATION_INSUFFISANTE" />}
      {!consultsOnly && error === null && data === undefined && <Skeleton shape="text" count={12} />}
      {error === null && data !== undefined && <Begun dossierId={dossierId} draft={data} />}
    </section>
  );
}
const isRefusal = (error: unknown): boolean => isProblem(error) && error.problem.status === 403;

interface Kept {
  readonly at: string;
  readonly writing: Writing;
}
const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && typeof (value as Kept).at === 'string' && isWriting((value as Kept).writing);

function Begun({ dossierId, draft }: { readonly dossierId: string; readonly draft: SynthesisDraft }): ReactNode {
  const sealed = useMemo(() => sealedDraft(`carnet-vsm-${dossierId}`, draft.draftKey), [dossierId, draft.draftKey]);
  const [writing, change] = useReducer(write, draft, begun);
  const [resumed, setResumed] = useState<string>();
  const [isOpened, setOpened] = useState(false);
  const touched = useRef(false);
  const alter: Dispatch<Change> = (one) => {
    touched.current = true;
    change(one);
  };
  useEffect(() => {
    let left = false;
    void sealed.open().then((kept) => {
      if (left) return;
      if (isKept(kept)) {
        change({ kind: 'start', writing: kept.writing });
        setResumed(kept.at);
      }
      setOpened(true);
    });
    return () => {
      left = true;
    };
  }, [sealed]);
  useEffect(() => {
    if (!touched.current) return undefined;
    return atRest(() => void sealed.save({ at: new Date().toISOString(), writing } satisfies Kept));
  }, [sealed, writing]);
  if (!isOpened) return <Skeleton shape="text" count={12} />;
  const restart = (): void => {
    sealed.clear();
    touched.current = false;
    setResumed(undefined);
    change({ kind: 'start', writing: begun(draft) });
  };
  return (
    <>
      <Lead dossierId={dossierId} draft={draft} />
      {resumed !== undefined && <Resumed at={resumed} onRestart={restart} />}
      <Form dossierId={dossierId} writing={writing} onChange={alter} onDeposited={() => sealed.forget()} />
    </>
  );
}

function Lead({ dossierId, draft }: { readonly dossierId: string; readonly draft: SynthesisDraft }): ReactNode {
  const { synthesis } = useWords();
  const { language } = useLanguage();
  const { former, replaces, read, unquoted, more } = draft;
  return (
    <div className="synthesis-lead">
      <p>
        {synthesis.lead(read)} {replaces !== undefined && synthesis.replaces(formatDay(replaces.at, language))}
      </p>
      {former !== undefined && (
        <p className="small quiet">
          {synthesis.former}{' '}
          <TextLink href={`/dossier/${dossierId}/document/${former.id}`}>
            {[former.title, former.author, formatDay(former.at, language)].filter((part) => part !== undefined).join(', ')}
          </TextLink>
        </p>
      )}
      {unquoted > 0 && <p className="small quiet">{synthesis.unquoted(unquoted)}</p>}
      {more && <p className="small quiet">{synthesis.bounded}</p>}
      <MissingNotice pages={[draft]} />
    </div>
  );
}

interface FormProps {
  readonly dossierId: string;
  readonly writing: Writing;
  readonly onChange: Dispatch<Change>;
  readonly onDeposited: () => void;
}

/** `family.lines.0.text`: the part, and the line among those that were sent. */
const faultPlace = /^([a-z-]+)\.lines\.(\d+)\./;

function Form({ dossierId, writing, onChange, onDeposited }: FormProps): ReactNode {
  const { synthesis } = useWords();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map());
  const pending = usePendingLines();
  const deposit = useOnce({
    mutationFn: (written: Writing) => depositSynthesis(dossierId, toDeposit(written)),
    onSuccess: ({ id }) => {
      onDeposited();
      announce(synthesis.deposited);
      // What it was begun with is not asked for again: each asking is a line of the journal.
      void queries.invalidateQueries({ queryKey: ['dossier', dossierId], predicate: ({ queryKey: [, , part] }) => part !== 'vsm' });
      void navigate(`/dossier/${dossierId}/document/${id}`);
    },
    onError: (error, written) => setFaults(faultsOf(error, written)),
  });
  const change = (one: Change): void => {
    if ('key' in one) setFaults((before) => new Map([...before].filter(([key]) => key !== one.key)));
    onChange(one);
  };
  const sign = (): void => {
    const taken = takeAll(pending) as readonly LineChange<SynthesisPart>[];
    for (const one of taken) change(one);
    deposit.mutate(taken.reduce<Writing>(write, writing));
  };
  const block = (part: SynthesisPart, alone: boolean): ReactNode => (
    <LinesBlock
      key={part}
      part={part}
      name={synthesis.parts[part]}
      short={alone ? undefined : synthesis.short[part]}
      help={synthesis.help[part]}
      written={writing[part]}
      faults={faults}
      dossierId={dossierId}
      onChange={change}
    />
  );
  return (
    <div className="synthesis-form">
      <div className="synthesis-sections">
        <PendingLines value={pending}>
          {synthesisSections.map(({ name, parts }, index) => (
            <section key={name} className="synthesis-section" aria-labelledby={`synthesis-${name}`}>
              <h3 id={`synthesis-${name}`}>
                <span className="synthesis-number">{index + 1}.</span> {synthesis.sections[name]}
              </h3>
              {parts.map((part) => block(part, parts.length === 1))}
            </section>
          ))}
        </PendingLines>
      </div>
      <SynthesisSummary writing={writing} isPending={deposit.isPending} toCorrect={faults.size > 0} onDeposit={sign}>
        {deposit.error !== null && faultsOf(deposit.error, writing).size === 0 && <ProblemNotice error={deposit.error} />}
      </SynthesisSummary>
    </div>
  );
}

/** What is wrong, by the key of the line it is about. */
function faultsOf(error: unknown, writing: Writing): ReadonlyMap<string, string> {
  const faults = new Map<string, string>();
  for (const { field, text } of isProblem(error) ? (error.problem.findings ?? []) : []) {
    const [, part, place] = faultPlace.exec(field) ?? [];
    const line = synthesisParts.some((one) => one === part) ? keptLines(writing[part as SynthesisPart])[Number(place)] : undefined;
    if (line !== undefined && text !== undefined) faults.set(line.key, text);
  }
  return faults;
}
