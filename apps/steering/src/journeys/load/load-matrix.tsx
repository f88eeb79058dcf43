// Loading a matrix: the file, what it changes, the day and the reason, the confirmation. The server reads the file; nothing is decided before.

import { matrixFileMaximumCharacters } from '@carnet/contract/steering-limits';
import type { MatrixPreview } from '@carnet/contract';
import {
  BackIcon,
  Button,
  ConfirmDialog,
  ErrorState,
  FileDrop,
  PageHeader,
  Section,
  Skeleton,
  TextLink,
  formatDay,
  isProblem,
  useAnnounce,
  useLanguage,
} from '@carnet/ui';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { loadMatrix, previewMatrix } from '../../api.ts';
import { DayField, ReasonField, isPossibleDay, isReason } from '../../decisions/decision-fields.tsx';
import { useLawChanged, useMatrices } from '../../law.ts';
import { usePageTitle } from '../../page-title.ts';
import { useWords } from '../../words.ts';
import { Faults } from './faults.tsx';
import { Preview } from './preview.tsx';

const csvTypes = ['.csv', 'text/csv', 'text/plain'];

interface Chosen {
  readonly file: File;
  /** Tells this reading of a file from any other, even of the same name. */
  readonly reading: number;
  readonly csv: string;
}

export function LoadMatrix(): ReactNode {
  const { load } = useWords();
  usePageTitle(load.title);
  const [chosen, setChosen] = useState<Chosen>();
  const [fault, setFault] = useState<'tooLarge' | 'unreadable'>();
  const choose = async (file: File | undefined): Promise<void> => {
    setChosen(undefined);
    setFault(undefined);
    if (file === undefined) return;
    // A character of UTF-8 takes four bytes at most.
    if (file.size > 4 * matrixFileMaximumCharacters) return setFault('tooLarge');
    const csv = await file.text().catch(() => undefined);
    if (csv === undefined) setFault('unreadable');
    else if (csv.length > matrixFileMaximumCharacters) setFault('tooLarge');
    else setChosen({ file, reading: Date.now(), csv });
  };
  return (
    <>
      <PageHeader
        eyebrow={
          <TextLink href="/matrice" className="icon-word back-link">
            <BackIcon />
            {load.back}
          </TextLink>
        }
        title={load.title}
        lead={load.lead}
      />
      <FileDrop
        label={load.file}
        help={load.fileHelp}
        accept={csvTypes}
        file={chosen?.file}
        onFile={(file) => void choose(file)}
        error={fault === undefined ? undefined : load[fault]}
      />
      {chosen !== undefined && <Reading key={chosen.reading} chosen={chosen} />}
    </>
  );
}

const faultsOf = (error: unknown) => (isProblem(error) && error.problem.status < 500 ? error.problem.findings : undefined);

function Reading({ chosen }: { readonly chosen: Chosen }): ReactNode {
  const { load } = useWords();
  const [day, setDay] = useState<string>();
  // What was read stays while it is compared with another day.
  const { data, error, refetch } = useQuery({
    queryKey: ['preview', chosen.reading, day],
    queryFn: () => previewMatrix(chosen.csv, day),
    placeholderData: (before) => before,
    gcTime: 0,
  });
  const faults = faultsOf(error);
  if (faults !== undefined && faults.length > 0) return <Faults faults={faults} />;
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined)
    return (
      <Section title={load.reading}>
        <Skeleton shape="rows" count={4} />
      </Section>
    );
  return (
    <>
      <Section title={load.preview}>
        <Preview preview={data} />
      </Section>
      <Decide chosen={chosen} preview={data} day={day ?? data.from} onDay={setDay} />
    </>
  );
}

interface DecideProps {
  readonly chosen: Chosen;
  readonly preview: MatrixPreview;
  readonly day: string;
  readonly onDay: (day: string) => void;
}

function Decide({ chosen, preview, day, onDay }: DecideProps): ReactNode {
  const { load } = useWords();
  const { language } = useLanguage();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const lawChanged = useLawChanged();
  const [typedDay, setTypedDay] = useState(day);
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const [asking, setAsking] = useState(false);
  const { earliestFrom } = preview;
  const { data: matrices } = useMatrices();
  const atOnce = matrices !== undefined && day <= matrices.today;
  const said = formatDay(day, language);
  const changeDay = (value: string): void => {
    setTypedDay(value);
    if (isPossibleDay(value, earliestFrom)) onDay(value);
  };
  const confirm = async (): Promise<void> => {
    await loadMatrix(chosen.csv, day, reason.trim());
    announce(atOnce ? load.doneNow : load.done(said));
    await lawChanged();
    void navigate('/matrice?vue=historique');
  };
  return (
    <form
      className="form decide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (isPossibleDay(typedDay, earliestFrom) && isReason(reason)) setAsking(true);
      }}
    >
      <DayField value={typedDay} onChange={changeDay} checked={checked} earliest={earliestFrom} />
      <ReasonField value={reason} onChange={setReason} checked={checked} />
      <div className="form-actions">
        <Button kind="primary" type="submit" wide>
          {load.action}
        </Button>
      </div>
      <ConfirmDialog isOpen={asking} onClose={() => setAsking(false)} title={load.confirmTitle} confirmLabel={load.action} onConfirm={confirm}>
        <p>{atOnce ? load.confirmNow : load.confirm(said)}</p>
        <p>
          {load.opened(preview.opened.length)}, {load.closed(preview.closed.length).toLowerCase()}.
        </p>
        {!atOnce && <p className="quiet">{load.confirmUndo}</p>}
      </ConfirmDialog>
    </form>
  );
}
