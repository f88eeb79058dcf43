// The narrative of a FHIR section (R4 §2.4.1: an XHTML div) turned into the same plain blocks as a CDA's. Nothing of its markup goes through: what could
// run or load something is dropped with what it holds, an element that is not known shows its content, and a picture is one the document carries.

import { parsed, type Parsed } from '@carnet/domain/kernel';
import type { XmlElement } from 'libxml2-wasm';
import { type Piece, type NarrativeContext, alignmentOf, allowedHref, blocksOf, spanOf, styled, trimmed } from '../cda/narrative.ts';
import type { Alignment, Block, Inline, Style, TableCell } from '../cda/reading-view.ts';
import { parseXml } from '../xml/parse.ts';
import { attribute, contentOf, elementsOf } from '../xml/tree.ts';

const limits = { bytes: 5 * 1024 * 1024, depth: 100, elements: 100_000, attributes: 200_000 };

/** HTML 4 names of U+00A0 to U+00FF, in order, and the few beyond that are typed: XML knows none of them. */
const latin1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'.split(
    ' ',
  );
const named: ReadonlyMap<string, number> = new Map([
  ...latin1.map((name, index) => [name, 0xa0 + index] as const),
  ...Object.entries({
    oelig: 0x153,
    OElig: 0x152,
    euro: 0x20ac,
    hellip: 0x2026,
    ndash: 0x2013,
    mdash: 0x2014,
    rsquo: 0x2019,
    lsquo: 0x2018,
    le: 0x2264,
    ge: 0x2265,
  }),
]);
const withoutNames = (div: string): string =>
  div.replaceAll(/&([A-Za-z][A-Za-z0-9]{1,7});/g, (whole, name: string) => (named.has(name) ? `&#${named.get(name)};` : whole));

/** Refuses what is not XML, with a declaration of a type or beyond its bounds. */
export function xhtmlBlocks(div: string, context: XhtmlContext): Parsed<Block[]> {
  const tree = parseXml(Buffer.from(withoutNames(div), 'utf8'), limits);
  if (!tree.ok) return tree;
  using document = tree.value;
  return parsed(blocksOf(piecesOf(document.root, context)));
}

export interface XhtmlContext extends Pick<NarrativeContext, 'spend'> {
  /** The picture of a `data:` address; undefined: it cannot be shown. */
  picture(address: string, alt: string): Block | undefined;
}

const dropped: ReadonlySet<string> = new Set(
  'script style iframe frame frameset object embed applet audio video source track canvas svg math template noscript form input button select option textarea link meta base head title'.split(
    ' ',
  ),
);
const styles: Readonly<Record<string, Style>> = {
  b: 'strong',
  strong: 'strong',
  i: 'emphasis',
  em: 'emphasis',
  cite: 'emphasis',
  dfn: 'emphasis',
  var: 'emphasis',
  u: 'underline',
  ins: 'underline',
  sub: 'sub',
  sup: 'sup',
  s: 'deleted',
  strike: 'deleted',
  del: 'deleted',
};
/** Each begins and ends a paragraph of its own. */
const paragraphs: ReadonlySet<string> = new Set('p div section article header footer address blockquote pre dt dd dl hr'.split(' '));
const headings: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

const asBlocks = (blocks: readonly Block[]): readonly Piece[] => blocks.map((block) => ({ block }));

function pieces(element: XmlElement, context: XhtmlContext, preformatted = false): readonly Piece[] {
  return contentOf(element).flatMap((node): readonly Piece[] => {
    if (!context.spend(typeof node === 'string' ? 1 + node.length / 100 : 1)) return [];
    if (typeof node !== 'string') return piecesOf(node, context, preformatted);
    if (!preformatted) return [{ inline: { kind: 'text', text: node.replaceAll(/\s+/g, ' ') } }];
    return node
      .split('\n')
      .flatMap((line, index): Piece[] => [...(index === 0 ? [] : [{ inline: { kind: 'break' } } as const]), { inline: { kind: 'text', text: line } }]);
  });
}

function piecesOf(element: XmlElement, context: XhtmlContext, preformatted = false): readonly Piece[] {
  const name = element.name.toLowerCase();
  if (dropped.has(name)) return [];
  if (paragraphs.has(name)) return asBlocks(blocksOf(pieces(element, context, preformatted || name === 'pre')));
  if (headings.has(name)) return asBlocks(blocksOf(styled(pieces(element, context), (children) => ({ kind: 'styled', style: 'strong', children }))));
  switch (name) {
    case 'br':
      return [{ inline: { kind: 'break' } }];
    case 'a':
      return link(element, context);
    case 'img':
      return picture(element, context);
    case 'ul':
    case 'ol':
      return asBlocks(list(element, name === 'ol', context));
    case 'table':
      return asBlocks(table(element, context));
    default: {
      const style = Object.hasOwn(styles, name) ? styles[name] : undefined;
      const inner = pieces(element, context, preformatted);
      return style === undefined ? inner : styled(inner, (children) => ({ kind: 'styled', style, children }));
    }
  }
}

/** Anchors inside a narrative lead nowhere in the view: their words are kept. */
function link(element: XmlElement, context: XhtmlContext): readonly Piece[] {
  const href = (attribute(element, 'href') ?? '').trim();
  const inner = pieces(element, context);
  return href.length <= 2000 && allowedHref.test(href) ? styled(inner, (children) => ({ kind: 'link', href, children })) : inner;
}

function picture(element: XmlElement, context: XhtmlContext): readonly Piece[] {
  const alt = (attribute(element, 'alt') ?? '').slice(0, 300);
  const shown = context.picture(attribute(element, 'src') ?? '', alt);
  return shown === undefined ? [{ inline: { kind: 'text', text: alt } }] : [{ block: shown }];
}

function list(element: XmlElement, ordered: boolean, context: XhtmlContext): Block[] {
  const items = childrenNamed(element, 'li').map((item) => ({ blocks: blocksOf(pieces(item, context)) }));
  const kept = items.filter(({ blocks }) => blocks.length > 0);
  return kept.length === 0 ? [] : [{ kind: 'list', ordered, items: kept }];
}

const childrenNamed = (parent: XmlElement, ...names: string[]): XmlElement[] =>
  elementsOf(parent).filter((element) => names.includes(element.name.toLowerCase()));

function cellOf(cell: XmlElement, inHead: boolean, scope: 'col' | 'row', inherited: Alignment | undefined, context: XhtmlContext): TableCell {
  const header = inHead || cell.name.toLowerCase() === 'th';
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
    blocks: blocksOf(pieces(cell, context)),
  };
}

function rowsOf(group: XmlElement, inHead: boolean, context: XhtmlContext): TableCell[][] {
  return childrenNamed(group, 'tr').flatMap((row) => {
    const cells = childrenNamed(row, 'td', 'th');
    if (cells.length === 0 || !context.spend(cells.length)) return [];
    const allHeaders = cells.every((cell) => cell.name.toLowerCase() === 'th');
    return [cells.map((cell) => cellOf(cell, inHead, inHead || allHeaders ? 'col' : 'row', alignmentOf(row), context))];
  });
}

function table(element: XmlElement, context: XhtmlContext): Block[] {
  const groups = (name: string, inHead: boolean): TableCell[][] => childrenNamed(element, name).flatMap((group) => rowsOf(group, inHead, context));
  const head = groups('thead', true);
  const body = [...groups('tbody', false), ...rowsOf(element, false, context)];
  const foot = groups('tfoot', false);
  const inlines = (of: XmlElement): Inline[] => trimmed(pieces(of, context).flatMap((piece) => ('inline' in piece ? [piece.inline] : [])));
  const caption = childrenNamed(element, 'caption').flatMap(inlines);
  const isFilled = [...head, ...body, ...foot].some((row) => row.some(({ blocks }) => blocks.length > 0));
  return isFilled ? [{ kind: 'table', ...(caption.length === 0 ? {} : { caption }), head, body, foot }] : [];
}
