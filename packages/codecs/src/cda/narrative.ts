// The narrative of a section (CDA R2 §4.3.5, StrucDocText) turned into plain blocks. Nothing of the document's own markup goes through:
// no script, no style, no address but https:, mailto:, tel: and anchors inside the view. White space is folded as a browser would.

import type { XmlElement } from 'libxml2-wasm';
import { attribute, contentOf, elementsOf } from '../xml/tree.ts';
import { folded, hl7 } from './elements.ts';
import type { Alignment, Block, Inline, Style, TableCell } from './reading-view.ts';

type Node = XmlElement | string;
export type Piece = { readonly inline: Inline } | { readonly block: Block };

/** What the narrative asks of the document around it. */
export interface NarrativeContext {
  /** False once the view has grown beyond its bounds: what follows is left out. */
  spend(units: number): boolean;
  /** Blocks for the objects `renderMultiMedia` names. */
  mediaBlocks(ids: readonly string[], caption: string): Block[];
  /** The view's anchor for an ID of the document; undefined: nowhere in the view. */
  anchor(id: string): string | undefined;
  /** A stable, safe id for a footnote of the document. */
  footnote(id: string): string;
}

const stylesOf: Readonly<Record<string, readonly Style[]>> = {
  bold: ['strong'],
  italics: ['emphasis'],
  emphasis: ['emphasis'],
  bolditalics: ['strong', 'emphasis'],
  underline: ['underline'],
  strikethrough: ['deleted'],
  xstrikethrough: ['deleted'],
};

function stylesFrom(element: XmlElement): readonly Style[] {
  const codes = (attribute(element, 'styleCode') ?? '').toLowerCase().split(/\s+/);
  const styles = codes.flatMap((code) => (Object.hasOwn(stylesOf, code) ? stylesOf[code]! : []));
  return [...new Set<Style>([...styles, ...(attribute(element, 'revised') === 'delete' ? (['deleted'] as const) : [])])];
}

/** Wraps each run of inline pieces; blocks among them pass through. */
export function styled(pieces: readonly Piece[], wrap: (children: Inline[]) => Inline): Piece[] {
  const out: Piece[] = [];
  let run: Inline[] = [];
  const flush = (): void => {
    if (run.length > 0) out.push({ inline: wrap(run) });
    run = [];
  };
  for (const piece of pieces) {
    if ('inline' in piece) run.push(piece.inline);
    else {
      flush();
      out.push(piece);
    }
  }
  flush();
  return out;
}

const withStyles = (pieces: readonly Piece[], styles: readonly Style[]): readonly Piece[] =>
  styles.reduce<readonly Piece[]>((inner, style) => styled(inner, (children) => ({ kind: 'styled', style, children })), pieces);

export const allowedHref = /^(?:https:\/\/[^\s]+|mailto:[^\s]+|tel:[+\d().\s-]+)$/i;

function hrefOf(raw: string, context: NarrativeContext): string | undefined {
  const href = raw.trim();
  if (href.startsWith('#')) {
    const anchor = context.anchor(href.slice(1));
    return anchor === undefined ? undefined : `#${anchor}`;
  }
  return href.length <= 2000 && allowedHref.test(href) ? href : undefined;
}

function link(element: XmlElement, context: NarrativeContext): readonly Piece[] {
  const raw = attribute(element, 'href') ?? '';
  const href = hrefOf(raw, context);
  const inner = pieces(contentOf(element), context);
  const shown: readonly Piece[] = inner.some((piece) => 'block' in piece || hasText(piece.inline))
    ? inner
    : [{ inline: { kind: 'text', text: folded(raw).slice(0, 300) } }];
  return href === undefined ? shown : styled(shown, (children) => ({ kind: 'link', href, children }));
}

function media(element: XmlElement, context: NarrativeContext): readonly Piece[] {
  const ids = (attribute(element, 'referencedObject') ?? '').split(/\s+/).filter((id) => id !== '');
  const caption = folded(hl7.first(element, 'caption')?.content ?? '');
  return context.mediaBlocks(ids, caption).map((block) => ({ block }));
}

function footnote(element: XmlElement, context: NarrativeContext): readonly Piece[] {
  const id = context.footnote(attribute(element, 'ID') ?? '');
  return styled(pieces(contentOf(element), context), (children) => ({ kind: 'footnote', id, children }));
}

/** One element of the narrative. An element it does not know shows its content. */
function piecesOf(element: XmlElement, context: NarrativeContext): readonly Piece[] {
  const inner = (): readonly Piece[] => pieces(contentOf(element), context);
  switch (element.name) {
    case 'br':
      return [{ inline: { kind: 'break' } }];
    case 'sub':
    case 'sup': {
      const style = element.name;
      return styled(inner(), (children) => ({ kind: 'styled', style, children }));
    }
    case 'linkHtml':
      return link(element, context);
    case 'footnote':
      return footnote(element, context);
    case 'footnoteRef':
      return [{ inline: { kind: 'footnote', id: context.footnote(attribute(element, 'IDREF') ?? ''), children: [] } }];
    case 'renderMultiMedia':
      return media(element, context);
    case 'paragraph':
      return paragraph(element, context).map((block) => ({ block }));
    case 'list':
      return list(element, context).map((block) => ({ block }));
    case 'table':
      return table(element, context).map((block) => ({ block }));
    // Captions are read by the block they belong to; columns carry widths only.
    case 'caption':
    case 'col':
    case 'colgroup':
      return [];
    default:
      return withStyles(inner(), stylesFrom(element));
  }
}

function pieces(nodes: readonly Node[], context: NarrativeContext): readonly Piece[] {
  return nodes.flatMap((node): readonly Piece[] => {
    if (!context.spend(typeof node === 'string' ? 1 + node.length / 100 : 1)) return [];
    return typeof node === 'string' ? [{ inline: { kind: 'text', text: node.replaceAll(/\s+/g, ' ') } }] : piecesOf(node, context);
  });
}

const hasText = (inline: Inline): boolean =>
  inline.kind === 'text' ? inline.text.trim() !== '' : inline.kind === 'footnote' ? true : inline.kind !== 'break' && inline.children.some(hasText);

/** Blank text and line breaks at either end say nothing. */
export function trimmed(inlines: readonly Inline[]): Inline[] {
  const first = inlines.findIndex(hasText);
  if (first === -1) return [];
  const kept = inlines.slice(first, inlines.findLastIndex(hasText) + 1);
  return kept.map((inline, index) => {
    if (inline.kind !== 'text') return inline;
    const start = index === 0 ? inline.text.trimStart() : inline.text;
    return { kind: 'text', text: index === kept.length - 1 ? start.trimEnd() : start };
  });
}

/** Runs of inline pieces become paragraphs between the blocks. */
export function blocksOf(list: readonly Piece[]): Block[] {
  const blocks: Block[] = [];
  let run: Inline[] = [];
  const flush = (): void => {
    const children = trimmed(run);
    if (children.length > 0) blocks.push({ kind: 'paragraph', children });
    run = [];
  };
  for (const piece of list) {
    if ('inline' in piece) run.push(piece.inline);
    else {
      flush();
      blocks.push(piece.block);
    }
  }
  flush();
  return blocks;
}

function captionOf(element: XmlElement, context: NarrativeContext): { caption?: Inline[] } {
  const caption = hl7.first(element, 'caption');
  if (caption === undefined) return {};
  const inlines = trimmed(pieces(contentOf(caption), context).flatMap((piece) => ('inline' in piece ? [piece.inline] : [])));
  return inlines.length === 0 ? {} : { caption: inlines };
}

function paragraph(element: XmlElement, context: NarrativeContext): Block[] {
  const blocks = blocksOf(withStyles(pieces(contentOf(element), context), stylesFrom(element)));
  const caption = captionOf(element, context);
  if (caption.caption === undefined) return blocks;
  const [first, ...rest] = blocks;
  return first?.kind === 'paragraph' ? [{ ...first, ...caption }, ...rest] : [{ kind: 'paragraph', ...caption, children: [] }, ...blocks];
}

function list(element: XmlElement, context: NarrativeContext): Block[] {
  const items = hl7
    .children(element, 'item')
    .map((item) => ({ ...captionOf(item, context), blocks: blocksOf(withStyles(pieces(contentOf(item), context), stylesFrom(item))) }));
  const kept = items.filter((item) => item.blocks.length > 0 || item.caption !== undefined);
  return kept.length === 0 ? [] : [{ kind: 'list', ordered: attribute(element, 'listType') === 'ordered', ...captionOf(element, context), items: kept }];
}

const alignments = ['left', 'right', 'center'] as const;
export const alignmentOf = (element: XmlElement): Alignment | undefined =>
  alignments.find((alignment) => alignment === attribute(element, 'align')?.toLowerCase());

/** A span written as a whole number from 2 to 200; anything else is none. */
export function spanOf(cell: XmlElement, name: 'colspan' | 'rowspan'): number | undefined {
  const written = attribute(cell, name) ?? '';
  const span = /^\d{1,3}$/.test(written) ? Number(written) : 1;
  return span > 1 && span <= 200 ? span : undefined;
}

function cellOf(cell: XmlElement, header: boolean, scope: 'col' | 'row', inherited: Alignment | undefined, context: NarrativeContext): TableCell {
  const written = attribute(cell, 'scope');
  const colSpan = spanOf(cell, 'colspan');
  const rowSpan = spanOf(cell, 'rowspan');
  const align = alignmentOf(cell) ?? inherited;
  return {
    header,
    ...(header ? { scope: written === 'col' || written === 'row' ? written : scope } : {}),
    ...(colSpan === undefined ? {} : { colSpan }),
    ...(rowSpan === undefined ? {} : { rowSpan }),
    ...(align === undefined ? {} : { align }),
    blocks: blocksOf(withStyles(pieces(contentOf(cell), context), stylesFrom(cell))),
  };
}

function rowsOf(group: XmlElement, inHead: boolean, inherited: Alignment | undefined, context: NarrativeContext): TableCell[][] {
  const align = alignmentOf(group) ?? inherited;
  return hl7.children(group, 'tr').flatMap((row) => {
    const cells = elementsOf(row).filter((cell) => hl7.is(cell, 'td') || hl7.is(cell, 'th'));
    const allHeaders = cells.every((cell) => cell.name === 'th');
    if (cells.length === 0 || !context.spend(cells.length)) return [];
    return [cells.map((cell) => cellOf(cell, inHead || cell.name === 'th', inHead || allHeaders ? 'col' : 'row', alignmentOf(row) ?? align, context))];
  });
}

function table(element: XmlElement, context: NarrativeContext): Block[] {
  const groups = (name: string): XmlElement[] => hl7.children(element, name);
  const align = alignmentOf(element);
  const head = groups('thead').flatMap((group) => rowsOf(group, true, align, context));
  const body = [...groups('tbody').flatMap((group) => rowsOf(group, false, align, context)), ...rowsOf(element, false, align, context)];
  const foot = groups('tfoot').flatMap((group) => rowsOf(group, false, align, context));
  const filledTable = [...head, ...body, ...foot].some((row) => row.some((cell) => cell.blocks.length > 0));
  return filledTable ? [{ kind: 'table', ...captionOf(element, context), head, body, foot }] : [];
}

/** The blocks of one `section/text`. */
export const narrativeBlocks = (text: XmlElement, context: NarrativeContext): Block[] => blocksOf(pieces(contentOf(text), context));
