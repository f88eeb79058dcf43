// A document written from a template: its headings on one page, begun with what the record says where it may be read, signed and deposited in one
// press. What is unfinished outlives the tab, sealed.

import type { DepositOptions, TemplateDraft, TemplateForm } from '@carnet/contract';
import {
  BackIcon,
  Button,
  Checkbox,
  ErrorState,
  LinkButton,
  MissingNotice,
  NoAnswerError,
  Notice,
  ProblemNotice,
  Skeleton,
  TextField,
  TextLink,
  formatDay,
  isProblem,
  useLanguage,
  atRest,
} from '@carnet/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Dispatch, type FormEvent, type ReactNode, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { beginTemplate, depositTemplate, readDepositOptions, readTemplate } from '../../api.ts';
import { usePageTitle } from '../../page-title.ts';
import { useOnce } from '../../use-once.ts';
import { useWords } from '../../words.ts';
import { AlreadyThere, Deposited } from '../deposit/deposited.tsx';
import { SightFields } from '../deposit/sight-fields.tsx';
import { Signing } from '../deposit/signing.tsx';
import { PendingLines, takeAll, usePendingLines } from '../writing/pending-lines.ts';
import { Resumed } from '../writing/resumed.tsx';
import { sealedDraft } from '../writing/sealed-draft.ts';
import { keepsEnter } from '../writing/signed-by-press.ts';
import { type Change, type Faults, type Filled, begun, faultsOf, fill, isFilled, toDeposit, without } from './filled.ts';
import { Heading } from './heading.tsx';

interface PageProps {
  readonly dossierId: string;
  readonly secret: boolean;
}

export function TemplatePage({ dossierId, secret }: PageProps): ReactNode {
  const { template = '' } = useParams();
  const { deposit, templates } = useWords();
  const key = ['dossier', dossierId, 'template', template];
  const options = useQuery({ queryKey: ['dossier', dossierId, 'deposit'], queryFn: () => readDepositOptions(dossierId), staleTime: Infinity });
  const form = useQuery({ queryKey: key, queryFn: () => readTemplate(dossierId, template), staleTime: Infinity, retry: false });
  // Who may not deposit it begins none.
  const begins = form.data?.begun === true && options.data?.may.allowed === true;
  const draft = useQuery({
    queryKey: [...key, 'draft'],
    queryFn: () => beginTemplate(dossierId, template),
    enabled: begins,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const title = form.data?.title ?? templates.title;
  usePageTitle(title);
  const isWaiting = form.data === undefined || options.data === undefined || (begins && draft.isPending);
  const closed = isProblem(form.error, 'PARAMETRE_INVALIDE');
  const error = closed ? null : (form.error ?? options.error);
  return (
    <section className="record-page" aria-labelledby="template" tabIndex={0}>
      <div className="template">
        <TextLink href={`/dossier/${dossierId}/deposer`} className="text-link icon-word">
          <BackIcon />
          {deposit.title}
        </TextLink>
        <h2 id="template">{title}</h2>
        {closed && (
          <Notice tone="warning" actions={<LinkButton href={`/dossier/${dossierId}/deposer`}>{templates.choose}</LinkButton>}>
            <p>{templates.notYours}</p>
          </Notice>
        )}
        {error !== null && <ErrorState error={error} onRetry={() => void Promise.all([form.refetch(), options.refetch()])} />}
        {!closed && error === null && isWaiting && <Skeleton shape="text" count={10} />}
        {error === null && form.data !== undefined && options.data !== undefined && !isWaiting && (
          <Signing options={options.data}>
            <Writing key={template} dossierId={dossierId} secret={secret} options={options.data} form={form.data} draft={draft.data} undrawn={draft.error} />
          </Signing>
        )}
      </div>
    </section>
  );
}

interface WritingProps extends PageProps {
  readonly options: DepositOptions;
  readonly form: TemplateForm;
  /** Undefined: it is begun with nothing; `undrawn` says why, where it might have been. */
  readonly draft: TemplateDraft | undefined;
  readonly undrawn: unknown;
}
interface Kept {
  readonly at: string;
  readonly filled: Filled;
}
const isKept = (value: unknown, form: TemplateForm): value is Kept =>
  typeof value === 'object' && value !== null && typeof (value as Kept).at === 'string' && isFilled((value as Kept).filled, form);

function Writing({ form, draft, undrawn, ...props }: WritingProps): ReactNode {
  const { templates } = useWords();
  const { dossierId } = props;
  const sealed = useMemo(() => sealedDraft(`carnet-template-${form.name}-${dossierId}`, form.draftKey), [dossierId, form]);
  const [filled, change] = useReducer(fill, undefined, () => begun(form, draft));
  const [resumed, setResumed] = useState<string>();
  const [isOpened, setOpened] = useState(false);
  const touched = useRef(false);
  useEffect(() => {
    let left = false;
    void sealed.open().then((kept) => {
      if (left) return;
      if (isKept(kept, form)) {
        change({ kind: 'start', filled: kept.filled });
        setResumed(kept.at);
      }
      setOpened(true);
    });
    return () => {
      left = true;
    };
  }, [sealed, form]);
  useEffect(() => {
    if (!touched.current) return undefined;
    return atRest(() => void sealed.save({ at: new Date().toISOString(), filled } satisfies Kept));
  }, [sealed, filled]);
  if (!isOpened) return <Skeleton shape="text" count={10} />;
  const alter: Dispatch<Change> = (one) => {
    touched.current = true;
    change(one);
  };
  const restart = (): void => {
    sealed.clear();
    touched.current = false;
    setResumed(undefined);
    change({ kind: 'start', filled: begun(form, draft) });
  };
  const drawn = Object.values(draft?.parts ?? {}).some(({ lines }) => lines.length > 0);
  return (
    <>
      <p>{form.help}</p>
      {undrawn !== null && <Notice tone="info">{isProblem(undrawn) && undrawn.problem.status === 403 ? templates.unread : templates.notDrawn}</Notice>}
      {drawn && <p className="quiet">{templates.begun}</p>}
      <Unquoted draft={draft} />
      {resumed !== undefined && <Resumed at={resumed} onRestart={restart} />}
      <Form form={form} draft={draft} filled={filled} onChange={alter} onDeposited={() => sealed.forget()} {...props} />
    </>
  );
}

function Unquoted({ draft }: { readonly draft: TemplateDraft | undefined }): ReactNode {
  const { synthesis } = useWords();
  if (draft === undefined) return null;
  return (
    <>
      {draft.unquoted > 0 && <p className="small quiet">{synthesis.unquoted(draft.unquoted)}</p>}
      {draft.more && <p className="small quiet">{synthesis.bounded}</p>}
      <MissingNotice pages={[draft]} />
    </>
  );
}

interface FormProps extends Omit<WritingProps, 'undrawn'> {
  readonly filled: Filled;
  readonly onChange: Dispatch<Change>;
  readonly onDeposited: () => void;
}

function Form({ dossierId, secret, options, form, draft, filled, onChange, onDeposited }: FormProps): ReactNode {
  const { deposit, templates } = useWords();
  const { language } = useLanguage();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const place = useRef<HTMLFormElement>(null);
  const attempt = useRef(crypto.randomUUID());
  const pending = usePendingLines();
  const [faults, setFaults] = useState<Faults>(new Map());
  const former = draft?.replaces;
  const sending = useOnce({
    mutationFn: (written: Filled) => depositTemplate(dossierId, form.name, toDeposit(written, attempt.current, former?.id)),
    onError: (error, written) => {
      // Refused, it left nothing behind: what is sent next is another deposit. Unanswered, it may have arrived.
      if (!(error instanceof NoAnswerError)) attempt.current = crypto.randomUUID();
      setFaults(isProblem(error) ? faultsOf(error.problem.findings, written) : new Map());
      // The first place at fault takes the focus, once its error is there to be read.
      requestAnimationFrame(() => place.current?.querySelector<HTMLElement>('[aria-invalid="true"], .template-heading > .field-error')?.focus());
    },
    onSuccess: () => {
      onDeposited();
      for (const part of ['documents', 'glance', 'template']) void queries.invalidateQueries({ queryKey: ['dossier', dossierId, part] });
      queries.removeQueries({ queryKey: ['dossier', dossierId, 'sheet'] });
    },
  });
  const change: Dispatch<Change> = (one) => {
    setFaults((before) => without(before, one));
    onChange(one);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (sending.isPending) return;
    const taken = takeAll(pending).map((one): Change => ({ kind: 'lines', change: one }));
    for (const one of taken) change(one);
    sending.mutate(taken.reduce(fill, filled));
  };
  if (sending.isSuccess)
    return (
      <Deposited
        dossierId={dossierId}
        deposited={sending.data}
        sight={filled.sight}
        replaced={former !== undefined && filled.renews}
        onAgain={() => void navigate(`/dossier/${dossierId}/deposer`)}
      />
    );
  if (isProblem(sending.error, 'IDENTIFIANT_DEJA_UTILISE')) return <AlreadyThere dossierId={dossierId} />;
  return (
    <form ref={place} className="template-form" onSubmit={submit} onKeyDownCapture={keepsEnter} noValidate>
      {former !== undefined && (
        <Checkbox isSelected={filled.renews} onChange={(renews) => change({ kind: 'set', values: { renews } })} help={templates.renewsHelp}>
          {templates.renews(formatDay(former.at, language))}
        </Checkbox>
      )}
      <PendingLines value={pending}>
        {form.headings.map((heading) => (
          <Heading key={heading.name} heading={heading} filled={filled} faults={faults} dossierId={dossierId} onChange={change} />
        ))}
      </PendingLines>
      <TextField
        type="date"
        label={templates.date}
        value={filled.serviceDate}
        onChange={(serviceDate) => change({ kind: 'set', values: { serviceDate } })}
        error={faults.get('serviceDate')}
      />
      <SightFields options={options} seen={filled} onChange={(values) => change({ kind: 'set', values })} secret={secret} carried={false} />
      <p role="status" className={faults.size > 0 ? 'template-status' : 'visually-hidden'}>
        {faults.size > 0 && templates.toCorrect(faults.size)}
      </p>
      {sending.isError && faults.size === 0 && <ProblemNotice error={sending.error} actions={<span className="small">{deposit.kept}</span>} />}
      <div className="form-actions">
        <Button type="submit" kind="primary" isPending={sending.isPending}>
          {deposit.send}
        </Button>
      </div>
      <p className="small quiet">{templates.kept}</p>
    </form>
  );
}
