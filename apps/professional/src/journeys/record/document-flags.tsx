// What a line says of who may see its document, and who wrote it: the same words in the list, in the open document and in its sheet.

import type { DocumentSummary } from '@carnet/contract';
import { Badge, DocumentFlags, MaskIcon } from '@carnet/ui';
import type { ReactNode } from 'react';
import { useWords } from '../../words.ts';

export const authorText = ({ authors, depositor }: Pick<DocumentSummary, 'authors' | 'depositor'>, fromPatient: string): string =>
  depositor === 'patient' ? fromPatient : authors.map(({ displayName }) => displayName).join(', ');

/** A102: Masqué or Non sensible; then what the professional must know before opening. Its author, its version and its receipts have their own places. */
export function Confidentiality({ document }: { readonly document: DocumentSummary }): ReactNode {
  const { list, care } = useWords();
  return (
    <span className="flags">
      {document.masked ? <Badge icon={<MaskIcon />}>{list.masked}</Badge> : <span className="quiet">{list.notSensitive}</span>}
      {document.invisibleRepresentants === true && <Badge icon={<MaskIcon />}>{care.labels.hiddenFromRepresentants}</Badge>}
      <DocumentFlags
        reader="professional"
        flags={{ ...document, isNew: false, masked: false, received: undefined, versions: undefined, depositor: 'professionnel' }}
      />
    </span>
  );
}
