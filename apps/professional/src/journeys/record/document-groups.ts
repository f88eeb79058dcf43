// The lines of a list under the year of their act, or under the sending they arrived with, in the order the list has them.

import type { DocumentSummary } from '@carnet/contract';
import { formatDay, useLanguage } from '@carnet/ui';
import { useMemo } from 'react';
import { useWords } from '../../words.ts';
import type { Criteria } from './criteria.ts';
import { authorText } from './document-flags.tsx';

export interface DocumentGroup {
  readonly key: string;
  /** Absent: the list is not grouped. */
  readonly title?: string;
  readonly documents: readonly DocumentSummary[];
}

const yearInParis = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', year: 'numeric' });

export function useDocumentGroups(documents: readonly DocumentSummary[], { group, sort }: Pick<Criteria, 'group' | 'sort'>): readonly DocumentGroup[] {
  const { list } = useWords();
  const { language } = useLanguage();
  return useMemo(() => {
    if (group === 'none') return [{ key: 'all', documents }];
    const yearOf = ({ serviceStart, depositedAt }: DocumentSummary): string => yearInParis.format(new Date(sort === 'deposited' ? depositedAt : serviceStart));
    const titleOf = (key: string, [first, ...others]: readonly DocumentSummary[]): string => {
      if (group === 'year' || first === undefined) return list.filters.year(key);
      const said = others.length === 0 ? list.filters.setAlone : list.filters.setArrived;
      return said(formatDay(first.depositedAt, language), authorText(first, list.fromPatient));
    };
    const groups = Map.groupBy(documents, (one) => (group === 'year' ? yearOf(one) : (one.set ?? one.id)));
    return [...groups].map(([key, held]) => ({ key, title: titleOf(key, held), documents: held }));
  }, [documents, group, sort, list, language]);
}
