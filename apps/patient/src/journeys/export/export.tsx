// The whole record, to take away: what the copy holds, how it opens, and where it is.

import { PageHeader } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import type { ReactNode } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { useOpenRecord } from '../../open-record.tsx';
import { useDossierId } from '../../session.tsx';
import { ExportState } from './export-state.tsx';

export default function TakeAway(): ReactNode {
  const { export: words } = useWords();
  const { isOwn, firstName } = useOpenRecord();
  const dossierId = useDossierId();
  const title = isOwn ? words.title : words.titleOf(firstName);
  usePageTitle(title);
  return (
    <>
      <PageHeader title={title} lead={<p>{words.lead}</p>} />
      <div className="stack-l">
        <ExportState dossierId={dossierId} />
        <ul className="points">
          {words.what.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
        <p>{words.opens}</p>
      </div>
    </>
  );
}
