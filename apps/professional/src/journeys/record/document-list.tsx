// The list itself: a table with its columns on a wide screen, rows to tap on a narrow one, under their year or their sending where it is asked for.
// Arrows move, Enter opens.

import type { DocumentSummary } from '@carnet/contract';
import { NewBadge, ReceivedBadge, TextLink, VersionBadge, formatShortDay, useLanguage } from '@carnet/ui';
import { type ReactNode, memo, useDeferredValue, useMemo } from 'react';
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components/Table';
import { useWords } from '../../words.ts';
import { Confidentiality, authorText } from './document-flags.tsx';
import type { DocumentGroup } from './document-groups.ts';
import { RowMenu } from './row-acts.tsx';

interface ListProps {
  readonly groups: readonly DocumentGroup[];
  readonly current: string | undefined;
  readonly wide: boolean;
  /** The address of a document. */
  readonly place: (id: string) => string;
  readonly onOpen: (id: string) => void;
}

export const DocumentList = memo(function DocumentList({ wide, ...props }: ListProps): ReactNode {
  return wide ? <DocumentGrid {...props} /> : <DocumentGroups {...props} />;
});

function DocumentGroups({ groups, place }: Pick<ListProps, 'groups' | 'place'>): ReactNode {
  const { list } = useWords();
  return groups.map(({ key, title, documents }) =>
    title === undefined ? (
      <DocumentRows key={key} label={list.caption} documents={documents} place={place} />
    ) : (
      <section key={key} aria-label={title}>
        <h2 className="group-title">{title}</h2>
        <DocumentRows label={title} documents={documents} place={place} />
      </section>
    ),
  );
}

function DocumentRows({ label, documents, place }: Pick<ListProps, 'place'> & Pick<DocumentGroup, 'documents'> & { readonly label: string }): ReactNode {
  const { list } = useWords();
  const { language } = useLanguage();
  return (
    <ul className="document-rows" aria-label={label}>
      {documents.map((document) => (
        <li key={document.id}>
          <TextLink href={place(document.id)} className="pro-card" data-document={document.id}>
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
              {document.isNew && <NewBadge />}
              <Confidentiality document={document} />
              {document.versions !== undefined && <VersionBadge number={document.versions} />}
              {document.received !== undefined && <ReceivedBadge count={document.received.count} />}
            </span>
          </TextLink>
          <RowMenu document={document} />
        </li>
      ))}
    </ul>
  );
}

type Line = DocumentSummary | { readonly id: string; readonly group: string };
/** More than a high screen shows; the others are drawn as soon as these are seen (ADR 66). */
const firstLines = 25;

function DocumentGrid({ groups, current, onOpen }: Omit<ListProps, 'wide' | 'place'>): ReactNode {
  const { list } = useWords();
  const { language } = useLanguage();
  // The same lines until the list is another: what is deferred would begin again.
  const lines = useMemo(
    () =>
      groups.flatMap(({ key, title, documents }): readonly Line[] => [...(title === undefined ? [] : [{ id: `group ${key}`, group: title }]), ...documents]),
    [groups],
  );
  const drawn = useDeferredValue(lines, lines.slice(0, firstLines));
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
        <Column className="column-actions">
          <span className="visually-hidden">{list.columns.actions}</span>
        </Column>
      </TableHeader>
      <TableBody items={drawn} dependencies={[current, language]}>
        {(line) =>
          'group' in line ? (
            <Row id={line.id} textValue={line.group} className="group-row" isDisabled>
              <Cell colSpan={6} className="group-title">
                {line.group}
              </Cell>
            </Row>
          ) : (
            <DocumentRow document={line} isCurrent={line.id === current} />
          )
        }
      </TableBody>
    </Table>
  );
}

function DocumentRow({ document, isCurrent }: { readonly document: DocumentSummary; readonly isCurrent: boolean }): ReactNode {
  const { list } = useWords();
  const { language } = useLanguage();
  return (
    <Row
      id={document.id}
      textValue={`${document.title}, ${document.typeLabel}`}
      className="pro-row"
      data-document={document.id}
      {...(isCurrent ? { 'data-current': '' } : {})}
    >
      <Cell className="column-date">{formatShortDay(document.serviceStart, language)}</Cell>
      <Cell className="column-type">{document.typeLabel}</Cell>
      <Cell className="column-title">
        <span className="strong clamped" title={document.title}>
          {document.title}
        </span>
        {(document.isNew || (document.received ?? document.versions) !== undefined) && (
          <span className="flags">
            {document.isNew && <NewBadge />}
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
      <Cell className="column-actions">
        <RowMenu document={document} />
      </Cell>
    </Row>
  );
}
