// Relatives: from one's own record, those one opens for others and who helps with one's own; from somebody else's, who helps with theirs.

import { ErrorState, PageHeader, Skeleton } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { useMay, useOpenRecord } from '../../open-record.tsx';
import { queries } from '../../queries.ts';
import { useSession } from '../../session.tsx';
import { AidantsSection } from './aidants-section.tsx';
import { AyantsDroitSection } from './ayants-droit-section.tsx';
import { RecordsSection } from './records-section.tsx';

function OthersRecords(): ReactNode {
  const { dossierId } = useSession();
  const records = useQuery(queries.records());
  if (records.isPending) return <Skeleton count={2} />;
  if (records.data === undefined) return <ErrorState error={records.error} onRetry={() => void records.refetch()} />;
  return <RecordsSection ties={records.data.records.filter((one) => one.dossierId !== dossierId)} />;
}

export default function Family(): ReactNode {
  const { family } = useWords();
  const { isOwn, firstName } = useOpenRecord();
  const may = useMay();
  const title = isOwn ? family.title : family.titleOf(firstName);
  usePageTitle(title);
  return (
    <>
      <PageHeader title={title} lead={<p>{isOwn ? family.lead : family.leadOf(firstName)}</p>} />
      {isOwn && <OthersRecords />}
      {isOwn && <AyantsDroitSection />}
      {may('manage-accesses') && <AidantsSection />}
    </>
  );
}
