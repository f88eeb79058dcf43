// The history of reimbursements as it is read, in the reader's language: the period and what the data are worth first (features A077), then
// the five tables with their columns (A071 to A075), an H before what was done in hospital, spoken as words (A076).

import { dayOf, historyTablesInWords } from '@carnet/codecs/cda';
import type { Block, Inline, ReadingView, TableCell } from '@carnet/contract';
import { type LabelLanguage, historyWording } from '@carnet/contract/wording';
import type { DocumentEntry } from '@carnet/domain/document';
import type { DocumentContent } from '../../application/read-document.ts';
import { authorName } from './present-document.ts';

export function historyView(language: LabelLanguage, entry: DocumentEntry, { period, tables }: NonNullable<DocumentContent['history']>): ReadingView {
  const words = historyWording[language];
  return {
    title: entry.title,
    header: [
      { term: words.period, details: [words.from(dayOf(period.from), dayOf(period.to))] },
      { term: words.insurer, details: entry.authors.map(authorName) },
    ],
    blocks: [
      {
        kind: 'paragraph',
        children: [{ kind: 'styled', style: 'strong', children: [said(words.period)] }, said(` ${words.from(dayOf(period.from), dayOf(period.to))}`)],
      },
    ],
    sections: [
      { id: 'section-use', title: words.useTitle, level: 2, sections: [], blocks: [...words.use, words.hospital.legend].map(paragraph) },
      ...historyTablesInWords(tables, words).map(({ nature, title, columns, rows }) => ({
        id: `section-${nature}`,
        title,
        level: 2,
        sections: [],
        blocks: rows.length === 0 ? [paragraph(words.none)] : [table(columns, rows, words.hospital)],
      })),
    ],
  };
}

const said = (text: string): Inline => ({ kind: 'text', text });
const paragraph = (text: string): Block => ({ kind: 'paragraph', children: [said(text)] });
const cell = (children: readonly Inline[]): TableCell => ({ header: false, blocks: [{ kind: 'paragraph', children: [...children] }] });

function table(
  columns: readonly string[],
  rows: readonly { readonly inHospital: boolean; readonly cells: readonly string[] }[],
  { mark, spoken }: { readonly mark: string; readonly spoken: string },
): Block {
  return {
    kind: 'table',
    stacks: true,
    head: [columns.map((column) => ({ header: true, scope: 'col', blocks: [paragraph(column)] }))],
    body: rows.map(({ inHospital, cells: [date = '', ...others] }) => [
      cell(inHospital ? [{ kind: 'mark', text: mark, spoken }, said(` ${date}`)] : [said(date)]),
      ...others.map((text) => cell([said(text)])),
    ]),
    foot: [],
  };
}
