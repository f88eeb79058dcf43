// A document to read: the contract's tree of blocks as plain accessible HTML, with its own contents, tables that scroll by themselves,
// pictures, PDF bodies and footnotes. No markup of the document ever reaches the page.

import type { Block, Inline, ReadingSection, ReadingView as View, TableCell } from '@carnet/contract';
import { CornerDownLeft } from 'lucide-react';
import { type MouseEvent, type ReactNode, Suspense, createContext, lazy, useContext, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useKitWords } from '../wording/index.ts';
import { arrived } from '../http/arrived.ts';
import { ExplainedText, ExplainedWords } from './explained.tsx';
import { ImageViewer } from './image-viewer.tsx';
import { EmptyState, Skeleton } from './messages.tsx';

const PdfViewer = lazy(() => arrived(import('./pdf-viewer/pdf-viewer.tsx')));

interface Frame {
  readonly mediaHref: (media: number) => string;
  readonly anchor: (id: string) => string;
  readonly go: (event: MouseEvent, id: string) => void;
  readonly footnoteNumber: (id: string) => number;
}
const FrameContext = createContext<Frame | undefined>(undefined);
function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (frame === undefined) throw new Error('ReadingView is missing above this block');
  return frame;
}

function Inlines({ inlines }: { readonly inlines: readonly Inline[] }): ReactNode {
  return inlines.map((inline, index) => <InlinePart key={index} inline={inline} />);
}

const tags = { strong: 'strong', emphasis: 'em', underline: 'u', sub: 'sub', sup: 'sup', deleted: 'del' } as const;

function InlinePart({ inline }: { readonly inline: Inline }): ReactNode {
  const frame = useFrame();
  const words = useKitWords();
  switch (inline.kind) {
    case 'text':
      return <ExplainedText inline={inline} />;
    case 'break':
      return <br />;
    case 'styled': {
      const Tag = tags[inline.style];
      return (
        <Tag>
          <Inlines inlines={inline.children} />
        </Tag>
      );
    }
    case 'link': {
      if (inline.href.startsWith('#')) {
        const id = inline.href.slice(1);
        return (
          <a href={`#${frame.anchor(id)}`} onClick={(event) => frame.go(event, frame.anchor(id))}>
            <Inlines inlines={inline.children} />
          </a>
        );
      }
      return (
        <a href={inline.href} target="_blank" rel="noreferrer noopener">
          <Inlines inlines={inline.children} />
          <span className="visually-hidden"> ({words.reading.externalLink})</span>
        </a>
      );
    }
    case 'mark':
      return (
        <>
          <b className="reading-mark" aria-hidden="true">
            {inline.text}
          </b>
          <span className="visually-hidden" data-spoken={inline.spoken}>
            {inline.spoken} :{' '}
          </span>
        </>
      );
    case 'footnote': {
      const number = frame.footnoteNumber(inline.id);
      const target = frame.anchor(`note-${number}`);
      return (
        <sup>
          <a id={frame.anchor(`appel-${number}`)} href={`#${target}`} onClick={(event) => frame.go(event, target)} aria-label={words.reading.footnote(number)}>
            {number}
          </a>
        </sup>
      );
    }
  }
}

function Caption({ caption }: { readonly caption: readonly Inline[] | undefined }): ReactNode {
  return caption === undefined || caption.length === 0 ? null : (
    <p className="block-caption">
      <Inlines inlines={caption} />
    </p>
  );
}

const textOf = (inlines: readonly Inline[] | undefined): string =>
  (inlines ?? []).map((inline) => (inline.kind === 'text' ? inline.text : 'children' in inline ? textOf(inline.children) : ' ')).join('');

/** Of a cell of one paragraph. */
const wordsOf = ({ blocks: [only] }: TableCell): string => (only?.kind === 'paragraph' ? textOf(only.children) : '');

function Cell({ cell, label }: { readonly cell: TableCell; readonly label: string | undefined }): ReactNode {
  const [only] = cell.blocks;
  const content =
    cell.blocks.length === 1 && only?.kind === 'paragraph' && only.caption === undefined ? (
      <Inlines inlines={only.children} />
    ) : (
      <Blocks blocks={cell.blocks} />
    );
  const span = {
    ...(cell.colSpan === undefined ? {} : { colSpan: cell.colSpan }),
    ...(cell.rowSpan === undefined ? {} : { rowSpan: cell.rowSpan }),
    'data-align': cell.align,
  };
  if (!cell.header)
    return (
      <td {...span} data-label={label}>
        {label === undefined ? content : <span>{content}</span>}
      </td>
    );
  return (
    <th {...span} scope={cell.scope ?? 'col'}>
      {content}
    </th>
  );
}

/** `labels`: of the columns, for the rows of a table that stacks. */
const Rows = ({ rows, labels = [] }: { readonly rows: readonly TableCell[][]; readonly labels?: readonly string[] }): ReactNode =>
  rows.map((row, index) => (
    <tr key={index}>
      {row.map((cell, at) => (
        <Cell key={at} cell={cell} label={labels[at]} />
      ))}
    </tr>
  ));

/** A table wider than its place scrolls by itself, reached by keyboard; a table that fits adds no stop. A group and no landmark: a document may hold dozens. */
function Table({ block }: { readonly block: Extract<Block, { kind: 'table' }> }): ReactNode {
  const words = useKitWords();
  const holder = useRef<HTMLDivElement>(null);
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const element = holder.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setOverflows(element.scrollWidth > element.clientWidth + 1));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const caption = textOf(block.caption);
  return (
    <div
      ref={holder}
      className="table-holder"
      data-overflows={overflows ? '' : undefined}
      {...(overflows ? { role: 'group', tabIndex: 0, 'aria-label': caption === '' ? words.reading.tableUnnamed : words.reading.tableRegion(caption) } : {})}
    >
      <table className="reading-table" data-stacks={block.stacks === true ? '' : undefined}>
        {caption !== '' && (
          <caption>
            <Inlines inlines={block.caption ?? []} />
          </caption>
        )}
        {block.head.length > 0 && (
          <thead>
            <Rows rows={block.head} />
          </thead>
        )}
        {block.body.length > 0 && (
          <tbody>
            <Rows rows={block.body} {...(block.stacks === true ? { labels: (block.head[0] ?? []).map(wordsOf) } : {})} />
          </tbody>
        )}
        {block.foot.length > 0 && (
          <tfoot>
            <Rows rows={block.foot} />
          </tfoot>
        )}
      </table>
    </div>
  );
}

function BlockPart({ block }: { readonly block: Block }): ReactNode {
  const frame = useFrame();
  const words = useKitWords();
  switch (block.kind) {
    case 'paragraph':
      return (
        <div>
          <Caption caption={block.caption} />
          <p>
            <Inlines inlines={block.children} />
          </p>
        </div>
      );
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <div>
          <Caption caption={block.caption} />
          <List>
            {block.items.map((item, index) => (
              <li key={index}>
                <Caption caption={item.caption} />
                {item.blocks.length === 1 && item.blocks[0]?.kind === 'paragraph' && item.blocks[0].caption === undefined ? (
                  <Inlines inlines={item.blocks[0].children} />
                ) : (
                  <Blocks blocks={item.blocks} />
                )}
              </li>
            ))}
          </List>
        </div>
      );
    }
    case 'table':
      return <Table block={block} />;
    case 'image':
      return <ImageViewer src={frame.mediaHref(block.media)} alt={block.alt === '' ? words.reading.image : block.alt} />;
    case 'pdf':
      return (
        <Suspense fallback={<Skeleton shape="page" count={1} />}>
          <PdfViewer src={frame.mediaHref(block.media)} title={block.title} />
        </Suspense>
      );
  }
}

function Blocks({ blocks }: { readonly blocks: readonly Block[] }): ReactNode {
  return blocks.map((block, index) => <BlockPart key={index} block={block} />);
}

function SectionPart({ section, shift }: { readonly section: ReadingSection; readonly shift: number }): ReactNode {
  const frame = useFrame();
  const Title = `h${Math.min(6, Math.max(2, section.level + shift))}` as 'h2';
  return (
    <section className="reading-section" data-level={section.level}>
      {section.title !== '' && (
        <Title id={frame.anchor(section.id)} tabIndex={-1}>
          {section.title}
        </Title>
      )}
      <Blocks blocks={section.blocks} />
      {section.sections.map((inner) => (
        <SectionPart key={inner.id} section={inner} shift={shift} />
      ))}
    </section>
  );
}

function collectFootnotes(view: View): Extract<Inline, { kind: 'footnote' }>[] {
  const found: Extract<Inline, { kind: 'footnote' }>[] = [];
  const inInlines = (inlines: readonly Inline[] | undefined): void => {
    for (const inline of inlines ?? []) {
      if (inline.kind === 'footnote' && !found.some(({ id }) => id === inline.id)) found.push(inline);
      if ('children' in inline) inInlines(inline.children);
    }
  };
  const inBlocks = (blocks: readonly Block[]): void => {
    for (const block of blocks) {
      if ('caption' in block) inInlines(block.caption);
      if (block.kind === 'paragraph') inInlines(block.children);
      if (block.kind === 'list')
        for (const item of block.items) {
          inInlines(item.caption);
          inBlocks(item.blocks);
        }
      if (block.kind === 'table') for (const row of [...block.head, ...block.body, ...block.foot]) for (const cell of row) inBlocks(cell.blocks);
    }
  };
  const inSections = (sections: readonly ReadingSection[]): void => {
    for (const section of sections) {
      inBlocks(section.blocks);
      inSections(section.sections);
    }
  };
  inBlocks(view.blocks);
  inSections(view.sections);
  return found;
}

interface ReadingViewProps {
  readonly view: View;
  readonly mediaHref: (media: number) => string;
  /** Where the original can be downloaded, offered when the content cannot be shown. */
  readonly download?: ReactNode;
  /** Added to the headings' levels: 1 under a page whose own sections are h2. */
  readonly levelShift?: number;
  /** Leave out the facts of the header (a preview shows them elsewhere). */
  readonly bare?: boolean;
  /** The language it is written in. */
  readonly lang?: string;
  /** Its hard words are explained where they stand: for what a professional wrote, in French. */
  readonly explained?: boolean;
}

export function ReadingView({ view, mediaHref, download, levelShift = 0, bare = false, lang, explained = false }: ReadingViewProps): ReactNode {
  const words = useKitWords();
  const prefix = useId().replaceAll(/[^\w-]/g, '');
  const footnotes = useMemo(() => collectFootnotes(view), [view]);
  const frame = useMemo<Frame>(
    () => ({
      mediaHref,
      anchor: (id) => `lecture-${prefix}-${id}`,
      go: (event, id) => {
        const target = document.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
        if (target === null) return;
        event.preventDefault();
        target.scrollIntoView({ block: 'start' });
        target.focus({ preventScroll: true });
      },
      footnoteNumber: (id) => footnotes.findIndex((note) => note.id === id) + 1,
    }),
    [mediaHref, prefix, footnotes],
  );
  const titled = view.sections.filter((section) => section.title !== '');
  const isEmpty = view.blocks.length === 0 && view.sections.length === 0 && view.unreadable === undefined;
  const SubTitle = `h${2 + levelShift}` as 'h2';
  return (
    <FrameContext.Provider value={frame}>
      <article className="reading" aria-label={view.title}>
        {!bare && view.header.length > 0 && (
          <details className="reading-about">
            <summary>{words.reading.about}</summary>
            <dl className="facts">
              {view.header.map(({ term, details }, index) => (
                <div key={index}>
                  <dt>{term}</dt>
                  {details.map((detail, at) => (
                    <dd key={at}>{detail}</dd>
                  ))}
                </div>
              ))}
            </dl>
          </details>
        )}
        {titled.length > 2 && (
          <nav className="reading-contents no-print" aria-label={words.reading.contents}>
            <p className="reading-contents-title">{words.reading.contents}</p>
            <ol>
              {titled.map((section) => (
                <li key={section.id}>
                  <a href={`#${frame.anchor(section.id)}`} onClick={(event) => frame.go(event, frame.anchor(section.id))}>
                    {section.title}
                  </a>
                </li>
              ))}
            </ol>
          </nav>
        )}
        {view.unreadable !== undefined && (
          <EmptyState title={words.reading.unreadableTitle} drawing="broken" actions={download}>
            <p>{words.reading.unreadable(view.unreadable.mimeType)}</p>
          </EmptyState>
        )}
        {isEmpty && <p className="quiet">{words.reading.empty}</p>}
        <div className="reading-body" lang={lang}>
          <ExplainedWords view={view} wanted={explained}>
            <Blocks blocks={view.blocks} />
            {view.sections.map((section) => (
              <SectionPart key={section.id} section={section} shift={levelShift} />
            ))}
          </ExplainedWords>
          {footnotes.length > 0 && (
            <section className="reading-footnotes">
              <SubTitle>{words.reading.footnotes}</SubTitle>
              <ol>
                {footnotes.map((note, index) => (
                  <li key={note.id} id={frame.anchor(`note-${index + 1}`)} tabIndex={-1}>
                    <Inlines inlines={note.children} />{' '}
                    <a
                      href={`#${frame.anchor(`appel-${index + 1}`)}`}
                      onClick={(event) => frame.go(event, frame.anchor(`appel-${index + 1}`))}
                      aria-label={words.reading.backToText}
                    >
                      <CornerDownLeft />
                    </a>
                  </li>
                ))}
              </ol>
            </section>
          )}
        </div>
      </article>
    </FrameContext.Provider>
  );
}
