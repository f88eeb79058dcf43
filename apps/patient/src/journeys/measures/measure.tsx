// One measure over time: its curve, its values one by one, and what may be done: add, correct, withdraw, hide from professionals, set a target.

import { type CurvePoint, type MeasureKind, measureKindCodes, rowOfKind } from '@carnet/contract';
import {
  AddIcon,
  BackIcon,
  Button,
  ConfirmDialog,
  Curve,
  EmptyState,
  ErrorState,
  MeasureTable,
  PageHeader,
  Skeleton,
  Switch,
  TextField,
  TextLink,
  callDoor,
  formatShortDay,
  useAnnounce,
  useLanguage,
  valueText,
} from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useParams } from '../../router/outlet.tsx';
import { NotFoundPage, usePageTitle } from '../../frames.tsx';
import { useMay, useOpenRecord } from '../../open-record.tsx';
import { forgetMeasures, queries, recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { MeasureDialog } from './measure-dialog.tsx';
import { useChoice } from './use-choice.ts';

export default function MeasurePage(): ReactNode {
  const { kind } = useParams();
  return measureKindCodes.includes(kind as MeasureKind) ? <OneMeasure kind={kind as MeasureKind} /> : <NotFoundPage />;
}

function OneMeasure({ kind }: { readonly kind: MeasureKind }): ReactNode {
  const { measures } = useWords();
  const may = useMay();
  const { isOwn } = useOpenRecord();
  const read = useQuery(queries.measures(useDossierId(), kind));
  const [open, setOpen] = useState<'add' | { readonly correct: CurvePoint } | { readonly withdraw: CurvePoint } | undefined>(undefined);
  const title = measures.kinds[kind];
  usePageTitle(title);
  const series = read.data?.curves.find((one) => one.kind === kind);
  const enterable = rowOfKind(kind).computed !== true && may('write-measures');
  const close = (): void => setOpen(undefined);
  return (
    <>
      <p>
        <TextLink href="/ma-sante/mesures" className="icon-word">
          <BackIcon />
          {measures.back}
        </TextLink>
      </p>
      <PageHeader title={title} />
      {read.isPending && <Skeleton count={4} />}
      {read.isError && read.data === undefined && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
      {read.data !== undefined && (
        <div className="stack">
          {enterable && (
            <div>
              <Button kind="primary" icon={<AddIcon />} onPress={() => setOpen('add')}>
                {measures.add}
              </Button>
            </div>
          )}
          {series === undefined ? (
            <EmptyState drawing="page" title={measures.empty.title} level={2}>
              <p>{measures.empty.body}</p>
            </EmptyState>
          ) : (
            <>
              <Curve series={series} words={measures} target={kind === 'hba1c' ? read.data.hba1cTarget : undefined} />
              {read.data.more && <p className="quiet">{measures.bounded}</p>}
              <MeasureTable
                series={series}
                words={measures}
                reader={isOwn ? 'self' : 'other'}
                documentHref={(id) => `/documents/${id}`}
                {...(enterable ? { renderActions: (point) => <Acts kind={kind} point={point} onAct={setOpen} /> } : {})}
              />
            </>
          )}
          {may('manage-accesses') && <Choices kind={kind} hidden={read.data.hidden ?? []} target={read.data.hba1cTarget} />}
          {open === 'add' && <MeasureDialog kind={kind} onClose={close} />}
          {typeof open === 'object' && 'correct' in open && <MeasureDialog kind={kind} point={open.correct} onClose={close} />}
          {typeof open === 'object' && 'withdraw' in open && <Withdrawal point={open.withdraw} onClose={close} />}
        </div>
      )}
    </>
  );
}

function Acts({
  kind,
  point,
  onAct,
}: {
  readonly kind: MeasureKind;
  readonly point: CurvePoint;
  readonly onAct: (act: { readonly correct: CurvePoint } | { readonly withdraw: CurvePoint }) => void;
}): ReactNode {
  const { measures } = useWords();
  const { language } = useLanguage();
  if (point.origin.from !== 'measure' || !point.origin.own) return null;
  const named = [valueText(kind, point, measures, language), formatShortDay(point.at, language)] as const;
  return (
    <span className="row">
      {/* What a service entered is withdrawn, not rewritten. */}
      {point.origin.by !== 'service-tiers' && (
        <Button small kind="quiet" aria-label={measures.correctThat(...named)} onPress={() => onAct({ correct: point })}>
          {measures.correct}
        </Button>
      )}
      <Button small kind="quiet" aria-label={measures.withdrawThat(...named)} onPress={() => onAct({ withdraw: point })}>
        {measures.withdraw}
      </Button>
    </span>
  );
}

function Withdrawal({ point, onClose }: { readonly point: CurvePoint; readonly onClose: () => void }): ReactNode {
  const { measures } = useWords();
  const announce = useAnnounce();
  const client = useQueryClient();
  const dossierId = useDossierId();
  const { origin } = point;
  if (origin.from !== 'measure') return null;
  return (
    <ConfirmDialog
      isOpen
      danger
      title={measures.withdrawTitle}
      confirmLabel={measures.withdraw}
      onClose={onClose}
      onConfirm={async () => {
        await callDoor(recordPath(dossierId, `/measures/${origin.id}?version=${origin.version}`), { method: 'DELETE' });
        await forgetMeasures(client);
        announce(measures.withdrawn);
      }}
    >
      <p>{measures.withdrawWhat}</p>
    </ConfirmDialog>
  );
}

function Choices({
  kind,
  hidden,
  target,
}: {
  readonly kind: MeasureKind;
  readonly hidden: readonly MeasureKind[];
  readonly target: number | undefined;
}): ReactNode {
  const { measures } = useWords();
  const { language } = useLanguage();
  const choice = useChoice();
  const [text, setText] = useState(target === undefined ? '' : String(target).replace('.', language === 'fr' ? ',' : '.'));
  const [asked, setAsked] = useState(false);
  const number = text.trim() === '' ? null : Number(text.trim().replace(',', '.'));
  const fault = number === null || (number >= 4 && number <= 12) ? undefined : measures.targetFault;
  const keepTarget = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (fault === undefined) choice.mutate({ hba1cTarget: number === null ? null : Math.round(number * 10) / 10 });
  };
  return (
    <section className="stack">
      {kind === 'hba1c' && (
        <form className="form" onSubmit={keepTarget} noValidate>
          <TextField
            label={measures.target}
            optional
            help={measures.targetHelp}
            mono
            inputMode="decimal"
            value={text}
            onChange={setText}
            error={asked ? fault : undefined}
          />
          <div>
            <Button type="submit" isPending={choice.isPending}>
              {measures.targetSave}
            </Button>
          </div>
        </form>
      )}
      <Switch
        isSelected={hidden.includes(kind)}
        isReadOnly={choice.isPending}
        help={measures.hideHelp}
        onChange={(hide) => choice.mutate({ hidden: hide ? [...hidden, kind] : hidden.filter((one) => one !== kind) })}
      >
        {measures.hide}
      </Switch>
    </section>
  );
}
