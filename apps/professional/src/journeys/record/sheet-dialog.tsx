// The sheet of a document: what its metadata say, without its content. Asking for it is a reading, written in the patient's journal.

import type { DocumentDetail } from '@carnet/contract';
import { DateText, Dialog, ErrorState, Skeleton, formatSize, useKitWords, useLanguage } from '@carnet/ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { readDocument } from '../../api.ts';
import { useWords } from '../../words.ts';
import { Confidentiality } from './document-flags.tsx';

interface SheetProps {
  readonly dossierId: string;
  readonly documentId: string;
  readonly onClose: () => void;
}

export function SheetDialog({ dossierId, documentId, onClose }: SheetProps): ReactNode {
  const { acts } = useWords().list;
  const { data: detail, error } = useQuery({
    queryKey: ['dossier', dossierId, 'sheet', documentId],
    queryFn: () => readDocument(dossierId, documentId),
    staleTime: 0,
  });
  return (
    <Dialog isOpen onClose={onClose} title={acts.sheetTitle} size="large">
      {detail !== undefined && <Facts detail={detail} />}
      {detail === undefined && (error === null ? <Skeleton shape="text" count={8} /> : <ErrorState error={error} />)}
    </Dialog>
  );
}

function Facts({ detail }: { readonly detail: DocumentDetail }): ReactNode {
  const { facts } = useWords().list.acts;
  const kit = useKitWords();
  const { language } = useLanguage();
  const authors = detail.authors.map(({ displayName, specialtyLabel, institution }) => [displayName, specialtyLabel, institution].filter(Boolean).join(', '));
  const lines: readonly (readonly [string, ReactNode])[] = [
    [facts.title, detail.title],
    [facts.type, detail.typeLabel],
    [facts.class, detail.classLabel],
    [facts.authors, authors.join(' ; ')],
    ...(detail.legalAuthenticator === undefined ? [] : [[facts.authenticator, detail.legalAuthenticator] as const]),
    [facts.act, <DateText key="act" iso={detail.serviceStart} as="day" />],
    [facts.created, <DateText key="created" iso={detail.creationTime} as="day" />],
    [facts.deposited, <DateText key="deposited" iso={detail.depositedAt} as="day" />],
    [facts.confidentiality, <Confidentiality key="confidentiality" document={detail} />],
    [facts.file, `${detail.mimeType}, ${formatSize(detail.size, language, kit)}`],
    [facts.version, String(detail.version)],
    [facts.uniqueId, detail.uniqueId],
    ...(detail.comments === undefined ? [] : [[facts.comments, detail.comments] as const]),
  ];
  return (
    <dl className="sheet-facts">
      {lines.map(([term, fact]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}
