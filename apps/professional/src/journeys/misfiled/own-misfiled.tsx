// What was put aside of one's own, on the first page: nothing where there is nothing.

import { DateText, Notice, TextLink } from '@carnet/ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { listOwnMisfiled } from '../../api.ts';
import { useWords } from '../../words.ts';

export function OwnMisfiled(): ReactNode {
  const { misfiled } = useWords();
  const { data } = useQuery({ queryKey: ['misfiled'], queryFn: listOwnMisfiled, staleTime: 0 });
  if (data === undefined || data.documents.length === 0) return null;
  return (
    <Notice tone="warning" title={misfiled.waiting.title}>
      <p>{misfiled.waiting.why}</p>
      <ul className="stack-s">
        {data.documents.map(({ dossierId, documentId, reportedAt, state }) => (
          <li key={documentId}>
            <TextLink href={`/a-corriger/${dossierId}/${documentId}`}>
              {misfiled.link} <DateText iso={reportedAt} as="day" />
            </TextLink>
            {state !== 'open' && <span className="quiet small"> {misfiled.answered}</span>}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
