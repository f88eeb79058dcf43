// What a version of a document changes of a former one. Both are read as if each were opened: allowed, and written in the journal, one by one;
// where one is refused, its refusal is what is shown and nothing is compared (ADR 53).

import type { DocumentDetail } from '@carnet/contract';
import { BackIcon, ErrorState, Notice, PageHeader, Skeleton, TextLink, documentName, useKitWords } from '@carnet/ui';
import { ComparedVersions, type NumberedVersion } from '@carnet/ui/compared';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useParams, useQueryOfAddress } from '../../router/outlet.tsx';
import { usePageTitle } from '../../frames.tsx';
import { documentPath, queries } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { documentHref, readPlace } from './places.ts';

function Between({ before, after, backHref }: { readonly before: NumberedVersion; readonly after: NumberedVersion; readonly backHref: string }): ReactNode {
  const { compare } = useWords();
  const dossierId = useDossierId();
  const older = useQuery(queries.reading(dossierId, before.id));
  const newer = useQuery(queries.reading(dossierId, after.id));
  const error = older.error ?? newer.error;
  if (error !== null) return <ErrorState error={error} onRetry={() => void Promise.all([older.refetch(), newer.refetch()])} />;
  if (older.data === undefined || newer.data === undefined) return <Skeleton shape="text" count={8} />;
  return (
    <ComparedVersions
      words={compare}
      before={before}
      after={after}
      views={[older.data, newer.data]}
      level={2}
      backHref={backHref}
      mediaHref={(id, media) => documentPath(dossierId, id, `/media/${media}`)}
    />
  );
}

function Told({ detail, formerId, backHref }: { readonly detail: DocumentDetail; readonly formerId: string; readonly backHref: string }): ReactNode {
  const { compare } = useWords();
  const [older, newer] = [formerId, detail.id].map((id) => detail.history.findIndex((one) => one.id === id)) as [number, number];
  if (older === -1 || newer === -1) return <Notice tone="warning">{compare.unknown}</Notice>;
  return <Between before={{ ...detail.history[older]!, number: older + 1 }} after={{ ...detail.history[newer]!, number: newer + 1 }} backHref={backHref} />;
}

export default function DocumentChanges(): ReactNode {
  const { documents } = useWords();
  const kit = useKitWords();
  const { documentId = '', formerId = '' } = useParams();
  const query = useQueryOfAddress();
  const backHref = documentHref(documentId, readPlace(query));
  const detail = useQuery(queries.document(useDossierId(), documentId));
  usePageTitle(kit.versions.changes);
  return (
    <>
      <PageHeader
        eyebrow={
          <TextLink href={backHref} className="icon-word">
            <BackIcon />
            {documents.changesBack}
          </TextLink>
        }
        title={kit.versions.changes}
        lead={detail.data === undefined ? undefined : <p>{documentName(kit, detail.data).name}</p>}
      />
      {detail.isPending && <Skeleton shape="text" count={8} />}
      {detail.isError && detail.data === undefined && <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />}
      {detail.data !== undefined && <Told detail={detail.data} formerId={formerId} backHref={backHref} />}
    </>
  );
}
