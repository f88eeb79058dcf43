// What a version changes of the one before, of two readings that are each allowed and traced: whoever may not read one of the two compares nothing.

import { ErrorState, Notice, Skeleton } from '@carnet/ui';
import { ComparedVersions, type NumberedVersion } from '@carnet/ui/compared';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { mediaHref, readDocument, readView } from '../../api.ts';
import { useWords } from '../../words.ts';
import { Awaiting } from '../record/awaiting.tsx';
import { usePlaces } from '../record/criteria.ts';

interface ChangesProps {
  readonly dossierId: string;
  readonly documentId: string;
  readonly former: string;
}

export function Changes({ dossierId, documentId, former }: ChangesProps): ReactNode {
  const { compare } = useWords();
  const sheet = useQuery({ queryKey: ['dossier', dossierId, 'sheet', documentId], queryFn: () => readDocument(dossierId, documentId) });
  if (sheet.error !== null) return <ErrorState error={sheet.error} onRetry={() => void sheet.refetch()} />;
  if (sheet.data === undefined) return <Skeleton shape="text" count={8} />;
  const { history } = sheet.data;
  const [older, newer] = [former, documentId].map((id) => history.findIndex((one) => one.id === id)) as [number, number];
  if (older === -1 || newer === -1) return <Notice tone="warning">{compare.unknown}</Notice>;
  return <Between dossierId={dossierId} before={{ ...history[older]!, number: older + 1 }} after={{ ...history[newer]!, number: newer + 1 }} />;
}

interface BetweenProps {
  readonly dossierId: string;
  readonly before: NumberedVersion;
  readonly after: NumberedVersion;
}

/** What the patient has not seen is not fetched before a warning (EX_3.2-1025); the open version was warned of already. */
function Between({ dossierId, before, after }: BetweenProps): ReactNode {
  const { compare } = useWords();
  const places = usePlaces(dossierId);
  const [warned, setWarned] = useState(!before.invisiblePatient);
  const reading = (id: string) => ({
    queryKey: ['dossier', dossierId, 'reading', id],
    queryFn: () => readView(dossierId, id),
    staleTime: Infinity,
    enabled: warned,
  });
  const older = useQuery(reading(before.id));
  const newer = useQuery(reading(after.id));
  const error = older.error ?? newer.error;
  if (!warned) return <Awaiting onOpen={() => setWarned(true)} />;
  if (error !== null) return <ErrorState error={error} onRetry={() => void Promise.all([older.refetch(), newer.refetch()])} />;
  if (older.data === undefined || newer.data === undefined) return <Skeleton shape="text" count={8} />;
  return (
    <ComparedVersions
      words={compare}
      before={before}
      after={after}
      views={[older.data, newer.data]}
      level={3}
      backHref={places.document(after.id)}
      mediaHref={(id, media) => mediaHref(dossierId, id, media)}
    />
  );
}
