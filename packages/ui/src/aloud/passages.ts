// What is read aloud of a part of a page, sentence by sentence, each with its place: text as it is seen and as it is spoken to a screen reader; tables
// row by row, each value after its heading. Buttons, fields and navigation are not read.

export interface Passage {
  readonly text: string;
  readonly lang: string;
  readonly place: Range;
}

const unread =
  'button, [role="button"]:not(.term), [role="radiogroup"], select, input, textarea, nav, search, script, style, svg, canvas, .no-print, .text-layer ~ p, [aria-hidden="true"], [hidden]';

/** A piece of text of the page. */
interface Piece {
  readonly node: Text;
  /** Where it begins in the run. */
  readonly from: number;
}

const tidy = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const langOf = (node: Node): string => (node instanceof Element ? node : node.parentElement)?.closest('[lang]')?.getAttribute('lang') ?? 'fr';

/** Ends of the sentences of a text. */
export function sentenceEnds(text: string, lang: string): readonly number[] {
  return [...new Intl.Segmenter(lang, { granularity: 'sentence' }).segment(text)].map(({ index, segment }) => index + segment.length);
}

/** `Glycémie : résultat : 1,2 g/L, au-dessus de la normale. Valeurs de référence : …`: the first of a row says what the others are of. */
export function rowSaid(cells: readonly { readonly heading: string; readonly said: string; readonly sign: string }[]): string {
  const told = cells.filter(({ said }) => said !== '').map(({ heading, said, sign }) => ({ heading, said: sign === '' ? said : `${said}, ${sign}` }));
  const [first, ...others] = told;
  if (first === undefined) return '';
  if (others.length === 0) return first.said;
  return `${first.said} : ${others.map(({ heading, said }) => (heading === '' ? said : `${heading} : ${said}`)).join('. ')}`;
}

const isHidden = (element: Element): boolean => element.matches(unread) || !element.checkVisibility();
const isInline = (element: Element): boolean => element.matches('.term') || /^(?:inline|contents|ruby)/.test(getComputedStyle(element).display);

export function passagesOf(root: Element): readonly Passage[] {
  const passages: Passage[] = [];
  let pieces: Piece[] = [];
  let run = '';

  const placeOf = (from: number, to: number): Range => {
    const place = document.createRange();
    const at = (offset: number, last: boolean): readonly [Text, number] => {
      const piece = pieces.findLast((one) => (last ? one.from < offset : one.from <= offset)) ?? pieces[0]!;
      return [piece.node, Math.min(offset - piece.from, piece.node.length)];
    };
    place.setStart(...at(from, false));
    place.setEnd(...at(to, true));
    return place;
  };
  /** The run is over: it is cut in sentences. */
  const flush = (): void => {
    if (tidy(run) !== '') {
      const lang = langOf(pieces[0]!.node);
      let from = 0;
      for (const to of sentenceEnds(run, lang)) {
        const sentence = run.slice(from, to);
        const text = tidy(sentence);
        if (/[\p{L}\p{N}]/u.test(text)) passages.push({ text, lang, place: placeOf(from + sentence.search(/\S/), from + sentence.trimEnd().length) });
        from = to;
      }
    }
    pieces = [];
    run = '';
  };
  const add = (node: Text): void => {
    pieces.push({ node, from: run.length });
    run += node.data;
  };
  const walk = (node: Node): void => {
    if (node instanceof Text) return add(node);
    if (!(node instanceof HTMLElement) || isHidden(node)) return;
    if (node instanceof HTMLTableElement) {
      flush();
      passages.push(...rowsOf(node));
      return;
    }
    if (node instanceof HTMLBRElement) return flush();
    if (node instanceof HTMLImageElement) {
      flush();
      const place = document.createRange();
      place.selectNode(node);
      if (tidy(node.alt) !== '') passages.push({ text: tidy(node.alt), lang: langOf(node), place });
      return;
    }
    // The text of a PDF: lines laid over its picture, that go on from one to the next.
    const isLine = node.closest('.text-layer') !== null && !node.matches('.text-layer');
    const isOwn = !isLine && !isInline(node);
    if (isOwn) flush();
    for (const child of node.childNodes) walk(child);
    if (isLine) run += ' ';
    if (isOwn) flush();
  };
  walk(root);
  flush();
  return passages;
}

/** The text of a cell, and the sign in it that is spoken otherwise. */
function cellSaid(cell: Element): { readonly said: string; readonly sign: string } {
  let said = '';
  let sign = '';
  const walk = (node: Node): void => {
    if (node instanceof Text) said += node.data;
    if (!(node instanceof HTMLElement) || node.matches(unread)) return;
    const spoken = node.dataset['spoken'];
    if (spoken !== undefined) {
      sign = spoken;
      return;
    }
    for (const child of node.childNodes) walk(child);
    if (!/^(?:inline|contents)/.test(getComputedStyle(node).display) || node instanceof HTMLBRElement) said += ' ';
  };
  walk(cell);
  return { said: tidy(said), sign };
}

function rowsOf(table: HTMLTableElement): readonly Passage[] {
  const lang = langOf(table);
  const over = (element: Element): Range => {
    const place = document.createRange();
    place.selectNodeContents(element);
    return place;
  };
  const headings: string[] = [];
  for (const cell of [...(table.tHead?.rows ?? [])].at(-1)?.cells ?? [])
    for (let column = 0; column < cell.colSpan; column++) headings.push(cellSaid(cell).said);
  const caption = table.caption;
  const body = [...table.rows].filter((row) => row.parentElement !== table.tHead);
  const isLaidOut = body.every((row) => row.querySelector('table') === null);
  return [
    ...(caption === null || tidy(caption.textContent) === '' ? [] : [{ text: tidy(caption.textContent), lang, place: over(caption) }]),
    ...(isLaidOut
      ? body.flatMap((row): readonly Passage[] => {
          let column = 0;
          const cells = [...row.cells].map((cell) => {
            const heading = headings[column] ?? '';
            column += cell.colSpan;
            return { heading, ...cellSaid(cell) };
          });
          const text = rowSaid(cells);
          return /[\p{L}\p{N}]/u.test(text) ? [{ text, lang, place: over(row) }] : [];
        })
      : body.flatMap((row) => [...row.cells].flatMap((cell) => [...cell.children].flatMap(passagesOf)))),
  ];
}
