// The list itself: a table with its columns on a wide screen, rows to tap on a narrow one. Arrows move, Enter opens.

import type { DocumentSummary } from '@carnet/contract';
import { Badge, DocumentFlags, MaskIcon, ReceivedBadge, TextLink, VersionBadge, formatShortDay, useLanguage } from '@carnet/ui';
import { type ReactNode, memo } from 'react';
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components/Table';
import { useParams } from 'react-router';
import { useWords } from '../../words.ts';

interface ListProps {
  readonly documents: readonly DocumentSummary[];
  readonly current: string | undefined;
  readonly wide: boolean;
  readonly onOpen: (id: string) => void;
}

export const DocumentList = memo(function DocumentList({ documents, current, wide, onOpen }: ListProps): ReactNode {
  return wide ? <DocumentGrid documents={documents} current={current} onOpen={onOpen} /> : <DocumentRows documents={documents} />;
});

function DocumentRows({ documents }: { readonly documents: readonly DocumentSummary[] }): ReactNode {
  const { list } = useWords();
  const { language } = useLanguage();
  const { dossierId } = useParams();
  return (
    <ul className="document-rows" aria-label={list.caption}>
      {documents.map((document) => (
        <li key={document.id}>
          <TextLink href={`/dossier/${dossierId}/document/${document.id}`} className="pro-card">
            <span className="quiet small">
              {formatShortDay(document.serviceStart, language)} · {document.typeLabel}
            </span>
            <span className="strong">{document.title}</span>
            <span className="small">
              {authorText(document, list.fromPatient)}
              {document.depositor !== 'patient' && document.authors[0]?.institution !== undefined && (
                <span className="quiet"> · {document.authors[0].institution}</span>
              )}
            </span>
            <span className="small flags">
              <Confidentiality document={document} />
              {document.versions !== undefined && <VersionBadge number={document.versions} />}
              {document.received !== undefined && <ReceivedBadge count={document.received.count} />}
            </span>
          </TextLink>
        </li>
      ))}
    </ul>
  );
}

export const authorText = ({ authors, depositor }: Pick<DocumentSummary, 'authors' | 'depositor'>, fromPatient: string): string =>
  depositor === 'patient' ? fromPatient : authors.map(({ displayName }) => displayName).join(', ');

function DocumentGrid({ documents, current, onOpen }: Omit<ListProps, 'wide'>): ReactNode {
  const { list } = useWords();
  const { language } = useLanguage();
  return (
    <Table aria-label={list.caption} className="pro-table" selectionMode="none" onRowAction={(key) => onOpen(String(key))}>
      <TableHeader>
        <Column className="column-date">{list.columns.date}</Column>
        <Column className="column-type">{list.columns.type}</Column>
        <Column className="column-title" isRowHeader>
          {list.columns.title}
        </Column>
        <Column className="column-author">{list.columns.author}</Column>
        <Column className="column-confidentiality">{list.columns.confidentiality}</Column>
      </TableHeader>
      <TableBody items={documents} dependencies={[current, language]}>
        {(document) => (
          <Row
            id={document.id}
            textValue={`${document.title}, ${document.typeLabel}`}
            className="pro-row"
            {...(document.id === current ? { 'data-current': '' } : {})}
          >
            <Cell className="column-date">{formatShortDay(document.serviceStart, language)}</Cell>
            <Cell className="column-type">{document.typeLabel}</Cell>
            <Cell className="column-title">
              <span className="strong clamped" title={document.title}>
                {document.title}
              </span>
              {(document.received ?? document.versions) !== undefined && (
                <span className="flags">
                  {document.versions !== undefined && <VersionBadge number={document.versions} />}
                  {document.received !== undefined && <ReceivedBadge count={document.received.count} />}
                </span>
              )}
            </Cell>
            <Cell className="column-author">
              {authorText(document, list.fromPatient)}
              {document.depositor !== 'patient' && document.authors[0]?.institution !== undefined && (
                <span className="document-beside">{document.authors[0].institution}</span>
              )}
            </Cell>
            <Cell className="column-confidentiality">
              <Confidentiality document={document} />
            </Cell>
          </Row>
        )}
      </TableBody>
    </Table>
  );
}

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
