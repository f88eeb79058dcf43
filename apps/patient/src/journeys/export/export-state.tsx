// Where the copy of a record is: to be asked for, being made, ready, over, failed. It is looked at again while it is made, and found again by
// whoever comes back.

import type { RecordExport } from '@carnet/contract';
import {
  Button,
  DateText,
  DownloadIcon,
  ErrorState,
  Notice,
  ProblemNotice,
  Skeleton,
  callDoor,
  formatSize,
  useAnnounce,
  useKitWords,
  useLanguage,
} from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { lastDayBefore } from '../../days.ts';
import { queries, recordPath } from '../../queries.ts';

export function ExportState({ dossierId }: { readonly dossierId: string }): ReactNode {
  const { export: words } = useWords();
  const client = useQueryClient();
  const announce = useAnnounce();
  const own = useQuery(queries.exports());
  const current = own.data?.exports.find((one) => one.dossierId === dossierId);
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: queries.exports().queryKey });
  const ask = useMutation({
    mutationFn: () => callDoor<RecordExport>(recordPath(dossierId, '/exports'), { method: 'POST' }),
    onSuccess: async () => {
      announce(words.asked);
      await again();
    },
  });
  const remove = useMutation({
    mutationFn: ({ id }: RecordExport) => callDoor(recordPath(dossierId, `/exports/${encodeURIComponent(id)}`), { method: 'DELETE' }),
    onSuccess: async (_, { state }) => {
      announce(state === 'ready' ? words.ready.deleted : words.preparing.givenUp);
      await again();
    },
  });
  if (own.isPending) return <Skeleton shape="rows" count={1} />;
  if (own.data === undefined) return <ErrorState error={own.error} onRetry={() => void own.refetch()} />;
  const removing = { isPending: remove.isPending, onPress: () => current && remove.mutate(current) };
  const problem = ask.error ?? remove.error;
  return (
    <div className="stack">
      {current?.state === 'asked' && <Preparing made={current} {...removing} />}
      {current?.state === 'ready' && <Ready made={current} {...removing} />}
      {current?.state === 'expired' && (
        <Notice title={words.expired.title}>
          <p>{words.expired.body}</p>
        </Notice>
      )}
      {current?.state === 'failed' && (
        <Notice tone="danger" title={words.failed.title}>
          <p>{words.failed[current.failure ?? 'error']}</p>
        </Notice>
      )}
      {problem !== null && <ProblemNotice error={problem} />}
      {current?.state !== 'asked' && (
        <div className="stack-s">
          <p>
            <Button kind={current?.state === 'ready' ? 'secondary' : 'primary'} isPending={ask.isPending} onPress={() => ask.mutate()}>
              {current === undefined ? words.ask : words.askAgain}
            </Button>
          </p>
          <p className="quiet">{words.kept(own.data.days)}</p>
        </div>
      )}
    </div>
  );
}

interface Part {
  readonly made: RecordExport;
  readonly isPending: boolean;
  readonly onPress: () => void;
}

function Preparing({ made: { done, total }, ...removing }: Part): ReactNode {
  const { preparing } = useWords().export;
  const known = total !== undefined && total > 0;
  return (
    <Notice title={preparing.title} actions={<Button {...removing}>{preparing.giveUp}</Button>}>
      <p>{preparing.body}</p>
      <p>
        <progress aria-label={preparing.progress} className="progress" {...(known ? { value: done, max: total } : {})} />
      </p>
      <p role="status">{known ? preparing.done(done, total) : preparing.waiting}</p>
    </Notice>
  );
}

function Ready({ made: { id, dossierId, readyAt, until, bytes }, ...removing }: Part): ReactNode {
  const { ready } = useWords().export;
  const { language } = useLanguage();
  const kit = useKitWords();
  return (
    <Notice
      title={ready.title}
      actions={
        <>
          <a className="button" data-kind="primary" href={recordPath(dossierId, `/exports/${encodeURIComponent(id)}`)} download>
            <DownloadIcon />
            <span className="button-word">
              {ready.download}
              {bytes !== undefined && ` (${formatSize(bytes, language, kit)})`}
            </span>
          </a>
          <Button kind="quiet" {...removing}>
            {ready.delete}
          </Button>
        </>
      }
    >
      {readyAt !== undefined && (
        <p>
          {ready.made} <DateText iso={readyAt} as="moment" exact />
        </p>
      )}
      {until !== undefined && (
        <p>
          {ready.until} <DateText iso={lastDayBefore(until)} as="day" exact />
        </p>
      )}
      <p>{ready.alone}</p>
      <p>{ready.safe}</p>
    </Notice>
  );
}
