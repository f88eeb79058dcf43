// A document may carry several PDFs under one title: each is numbered, so that whoever listens to the page tells them apart.

import type { Block, ReadingSection, ReadingView } from '@carnet/contract';

type PdfBlock = Extract<Block, { kind: 'pdf' }>;

export function distinctTitles(view: ReadingView): ReadingView {
  const byTitle = Map.groupBy([...pdfsIn(view.blocks), ...view.sections.flatMap(pdfsOf)], ({ title }) => title);
  for (const [title, pdfs] of byTitle) if (pdfs.length > 1) for (const [index, pdf] of pdfs.entries()) pdf.title = `${title} (${index + 1})`;
  return view;
}

const pdfsOf = (section: ReadingSection): PdfBlock[] => [...pdfsIn(section.blocks), ...section.sections.flatMap(pdfsOf)];

const pdfsIn = (blocks: readonly Block[]): PdfBlock[] =>
  blocks.flatMap((block) => {
    if (block.kind === 'pdf') return [block];
    if (block.kind === 'list') return block.items.flatMap((item) => pdfsIn(item.blocks));
    return block.kind === 'table' ? [...block.head, ...block.body, ...block.foot].flat().flatMap((cell) => pdfsIn(cell.blocks)) : [];
  });
