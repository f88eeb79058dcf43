// A document in a list: what it is in plain words, who wrote it, when the act took place, then its flags. As a row, or as a line of a table.

import type { DocumentSummary } from '@carnet/contract';
import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import { type ComponentType, type ReactNode, memo } from 'react';
import { type Kit, type Language, formatDay, formatShortDay, useKitWords, useLanguage } from '../wording/index.ts';
import { DocumentFlags } from './badge.tsx';
import { TextLink } from './button.tsx';
import { DateText } from './facts.tsx';
import { SpaceIcon } from './spaces.tsx';
import { Button as AriaButton } from 'react-aria-components/Button';

/** What it is, in plain words. */
export const plainType = (words: Kit, typeCode: string, typeLabel: string): string => words.types[typeCode] ?? words.expandType(typeLabel);

const letters = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');

/** The author's title, where it says more than the type does. */
export function ownTitle(words: Kit, document: Pick<DocumentSummary, 'title' | 'typeCode' | 'typeLabel'>): string | undefined {
  const title = letters(words.expandType(document.title));
  const said = [plainType(words, document.typeCode, document.typeLabel), words.expandType(document.typeLabel), document.typeLabel].map(letters);
  return title === '' || said.some((type) => type === title) ? undefined : document.title;
}

/** What patients add is named by them; what professionals write is named by what it is, or by a title that begins by saying so. */
export function documentName(
  words: Kit,
  document: Pick<DocumentSummary, 'title' | 'typeCode' | 'typeLabel' | 'depositor'>,
): { readonly name: string; readonly beside: string | undefined } {
  const type = plainType(words, document.typeCode, document.typeLabel);
  const own = ownTitle(words, document);
  if (own === undefined) return { name: type, beside: undefined };
  if (document.depositor === 'patient') return { name: own, beside: type };
  return letters(own).startsWith(letters(type)) ? { name: own, beside: undefined } : { name: type, beside: own };
}

export function authorLine(words: Kit, document: Pick<DocumentSummary, 'authors' | 'depositor'>, reader: 'patient' | 'professional' = 'patient'): string {
  if (document.depositor === 'patient' && reader === 'patient') return words.document.you;
  const [first, ...others] = document.authors;
  if (first === undefined) return document.depositor === 'assurance-maladie' ? words.document.reimbursements : words.document.unknownAuthor;
  return others.length === 0 ? first.displayName : words.document.authorAnd(first.displayName, others.length);
}

/** When the act took place; of a stay or of a period of reimbursements, its first and its last day. */
function ActDate({ document: { serviceStart, serviceStop = serviceStart } }: { readonly document: DocumentSummary }): ReactNode {
  const { language } = useLanguage();
  const words = useKitWords();
  const [first, last] = [formatDay(serviceStart, language), formatDay(serviceStop, language)];
  return first === last ? <DateText iso={serviceStart} /> : words.date.from(first, last);
}

interface RowProps {
  readonly document: DocumentSummary;
  /** Absent: a row that opens nothing. */
  readonly href?: string;
  readonly isCurrent?: boolean;
  readonly reader?: 'patient' | 'professional';
}

export const DocumentRow = memo(function DocumentRow({ document, href, isCurrent = false, reader = 'patient' }: RowProps): ReactNode {
  const words = useKitWords();
  const { name, beside } = documentName(words, document);
  const institution = document.authors[0]?.institution;
  const inside = (
    <>
      <span className="document-icon">
        <SpaceIcon space={document.space} />
      </span>
      <span className="document-words">
        <span className="document-name">{name}</span>
        {beside !== undefined && <span className="document-beside">{beside}</span>}
        <span className="document-by">
          {authorLine(words, document, reader)}
          {document.depositor !== 'patient' && institution !== undefined && <span className="document-institution"> · {institution}</span>}
        </span>
      </span>
      <span className="document-when">
        <ActDate document={document} />
      </span>
      <DocumentFlags flags={document} reader={reader} />
    </>
  );
  if (href === undefined) return <div className="document-row">{inside}</div>;
  return (
    <TextLink href={href} className="document-row" data-new={document.isNew ? '' : undefined} {...(isCurrent ? { 'aria-current': 'page' as const } : {})}>
      {inside}
    </TextLink>
  );
});

export const sortKeys = ['service', 'title', 'author', 'deposited'] as const;
export type SortKey = (typeof sortKeys)[number];

interface TableProps {
  readonly documents: readonly DocumentSummary[];
  readonly href: (document: DocumentSummary) => string;
  readonly caption: string;
  readonly sort: SortKey;
  readonly descending: boolean;
  readonly onSort: (sort: SortKey) => void;
  /** At the end of each line, and what its column is called. */
  readonly Beside?: ComponentType<{ readonly document: DocumentSummary }>;
  readonly besideLabel?: string;
  readonly reader?: 'patient' | 'professional';
}

function TableLine({
  document,
  href,
  words,
  language,
  reader,
  Beside,
}: {
  readonly document: DocumentSummary;
  readonly href: string;
  readonly Beside: TableProps['Beside'];
  readonly words: Kit;
  readonly language: Language;
  readonly reader: 'patient' | 'professional';
}): ReactNode {
  const { name, beside } = documentName(words, document);
  return (
    <tr data-new={document.isNew ? '' : undefined}>
      <td className="column-date">
        <DateText iso={document.serviceStart} />
      </td>
      <th scope="row">
        <TextLink href={href} className="document-link">
          <span className="document-name">{name}</span>
          {beside !== undefined && <span className="document-beside">{beside}</span>}
        </TextLink>
        <DocumentFlags flags={document} reader={reader} />
      </th>
      <td>
        {authorLine(words, document, reader)}
        {document.depositor !== 'patient' && document.authors[0]?.institution !== undefined && (
          <span className="document-beside">{document.authors[0].institution}</span>
        )}
      </td>
      <td className="column-date">{formatShortDay(document.depositedAt, language)}</td>
      <td className="column-date">{document.lastReadAt === undefined ? words.document.neverRead : formatShortDay(document.lastReadAt, language)}</td>
      <td className="column-date">{formatShortDay(document.changedAt, language)}</td>
      {Beside !== undefined && (
        <td className="column-beside">
          <Beside document={document} />
        </td>
      )}
    </tr>
  );
}
const MemoLine = memo(TableLine);

/** The list in columns, for wide screens. Headers sort. */
export function DocumentTable({ documents, href, caption, sort, descending, onSort, reader = 'patient', Beside, besideLabel }: TableProps): ReactNode {
  const words = useKitWords();
  const { language } = useLanguage();
  const { columns } = words.document;
  const heading = (key: SortKey, label: string): ReactNode => (
    <th scope="col" aria-sort={sort === key ? (descending ? 'descending' : 'ascending') : 'none'}>
      <AriaButton className="sort-button" aria-label={words.document.sortBy(label)} onPress={() => onSort(key)}>
        {label}
        {sort !== key ? <ArrowUpDown /> : descending ? <ArrowDown /> : <ArrowUp />}
      </AriaButton>
    </th>
  );
  return (
    <table className="document-table">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {heading('service', columns.act)}
          {heading('title', columns.document)}
          {heading('author', columns.author)}
          {heading('deposited', columns.deposited)}
          <th scope="col">{columns.read}</th>
          <th scope="col">{columns.changed}</th>
          {Beside !== undefined && (
            <th scope="col">
              <span className="visually-hidden">{besideLabel}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {documents.map((document) => (
          <MemoLine key={document.id} document={document} href={href(document)} words={words} language={language} reader={reader} Beside={Beside} />
        ))}
      </tbody>
    </table>
  );
}

/** What is no file of its own reads nowhere else: a copy on pages does. */
export const isText = (mimeType: string): boolean => /\b(?:xml|json|plain)$/.test(mimeType);
