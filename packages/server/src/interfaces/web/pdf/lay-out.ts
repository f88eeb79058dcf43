// The reading view of a document laid out on pages of A4: tagged for those who listen, in its language, each page headed with whose it is, and
// numbered. PDF/A-2a, with its fonts within: a sign they have not is shown as one that is missing, and the copy says so.

import type { Block, ReadingSection, ReadingView, TableCell } from '@carnet/contract';
import PDFDocument from 'pdfkit';
import { type Run, cellText, factsText, runsOf } from './runs.ts';

export interface Picture {
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}
export interface Printed {
  readonly view: ReadingView;
  readonly media: readonly Picture[];
  /** At the head of each page: the patient and their INS. */
  readonly head: string;
  /** At its foot: who wrote it, and when. */
  readonly foot: string;
  readonly language: string;
  readonly words: PrintedWords;
  /** Files. */
  readonly fonts: Readonly<Record<'regular' | 'bold' | 'italic', string>>;
  /** Milliseconds: when the copy is made. */
  readonly at: number;
}
export interface PrintedWords {
  /** `{page}` and `{pages}`. */
  readonly page: string;
  /** That it is a copy, and of what. */
  readonly copy: string;
  readonly missingSigns: string;
  readonly cut: string;
  readonly notShown: string;
  readonly unreadable: string;
}

const margin = 56;
const headHeight = 30;
const size = 10.5;
const ink = '#1b1f23';
const quiet = '#4a5560';
const line = '#b9c2ca';
/** A copy of more is cut, and says so: what is whole is the document itself. */
const pagesMaximum = 300;
const signsMaximum = 500_000;
/** A picture may say in few bytes that it is immense, and is unpacked outside the bounds of the thread. */
const pixelsMaximum = 16_000_000;
const missing = '\uFFFD';

type Structure = ReturnType<PDFKit.PDFDocument['struct']>;

export async function layOut(printed: Printed): Promise<Uint8Array> {
  const { view, language, fonts, head, at } = printed;
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: margin + headHeight, bottom: margin + headHeight, left: margin, right: margin },
    pdfVersion: '1.7',
    subset: 'PDF/A-2a',
    tagged: true,
    lang: language,
    displayTitle: true,
    bufferPages: true,
    font: fonts.regular,
    info: { Title: inXmp(view.title), Subject: inXmp(head), Producer: 'Carnet', Creator: 'Carnet', CreationDate: new Date(at) },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => doc.on('end', resolve));
  new Copy(doc, printed).write();
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

type Opened = PDFKit.Mixins.ImageSrc & { readonly width: number; readonly height: number };

/** The words of the file itself are written into XML as they are. */
const inXmp = (text: string): string =>
  text.replaceAll(/\p{Cc}/gu, ' ').replaceAll(/[<>&]/g, (sign) => (sign === '<' ? '\u2039' : sign === '>' ? '\u203A' : '\uFF06'));

/** Writing stops here, and the copy says that it is cut. */
class Full extends Error {}

class Copy {
  readonly #doc: PDFKit.PDFDocument;
  readonly #printed: Printed;
  readonly #root: Structure;
  readonly #signs: { hasGlyphForCodePoint(code: number): boolean };
  #pages = 1;
  #signsLeft = signsMaximum;
  #hasMissing = false;

  constructor(doc: PDFKit.PDFDocument, printed: Printed) {
    this.#doc = doc;
    this.#printed = printed;
    for (const [name, file] of Object.entries(printed.fonts)) doc.registerFont(name, file);
    // The three fonts have the same signs.
    this.#signs = (doc.font('regular') as unknown as { readonly _font: { readonly font: { hasGlyphForCodePoint(code: number): boolean } } })._font.font;
    this.#root = doc.struct('Document');
    doc.addStructure(this.#root);
    doc.on('pageAdded', () => {
      this.#pages += 1;
    });
  }

  write(): void {
    const { view, words } = this.#printed;
    try {
      this.#body(view);
    } catch (error) {
      if (!(error instanceof Full)) throw error;
      this.#begin();
      this.#doc.addPage();
      this.#paragraph([{ text: words.cut, bold: true }]);
    }
    this.#begin();
    this.#space(12);
    this.#paragraph([{ text: words.copy, italic: true }], quiet);
    if (this.#hasMissing) this.#paragraph([{ text: words.missingSigns, bold: true }]);
    this.#root.end();
    this.#frames();
  }

  /** What is said of the copy is never cut. */
  #begin(): void {
    this.#pages = 0;
    this.#signsLeft = signsMaximum;
  }

  #body(view: ReadingView): void {
    this.#heading('H1', view.title, 17);
    for (const fact of factsText(view)) this.#paragraph([{ text: fact }], quiet);
    this.#space(6);
    if (view.unreadable !== undefined) this.#paragraph([{ text: this.#printed.words.unreadable, bold: true }]);
    this.#blocks(view.blocks);
    for (const section of view.sections) this.#section(section);
    this.#guard();
  }

  #section({ title, level, blocks, sections }: ReadingSection): void {
    this.#space(8);
    const depth = Math.min(Math.max(level, 2), 6);
    this.#heading(`H${depth}`, title, depth === 2 ? 13 : 11.5);
    this.#blocks(blocks);
    for (const below of sections) this.#section(below);
  }

  #blocks(blocks: readonly Block[]): void {
    for (const block of blocks) this.#block(block);
  }

  #block(block: Block): void {
    switch (block.kind) {
      case 'paragraph':
        this.#paragraph([...runsOf(block.caption ?? [], { bold: true }), ...runsOf(block.children)]);
        return;
      case 'list':
        this.#list(block);
        return;
      case 'table':
        this.#table(block);
        return;
      case 'image':
        this.#picture(block);
        return;
      case 'pdf':
        this.#paragraph([{ text: `${block.title} – ${this.#printed.words.notShown}`, italic: true }]);
    }
  }

  #list({ ordered, caption, items }: Extract<Block, { kind: 'list' }>): void {
    if (caption !== undefined) this.#paragraph(runsOf(caption, { bold: true }));
    const list = this.#doc.struct('L');
    this.#root.add(list);
    for (const [index, item] of items.entries()) {
      this.#guard();
      const row = this.#doc.struct('LI');
      list.add(row);
      const mark = ordered ? `${index + 1}.` : '•';
      const words = [...runsOf(item.caption ?? [], { bold: true }), { text: cellText(item) }];
      row.add(this.#doc.struct('LBody', {}, () => this.#runs([{ text: `${mark} ` }, ...words], { indent: 8 })));
      row.end();
    }
    list.end();
    this.#space(4);
  }

  /** Side by side where each row stands on a page; otherwise one cell under the other. */
  #table({ caption, head, body, foot }: Extract<Block, { kind: 'table' }>): void {
    if (caption !== undefined) this.#paragraph(runsOf(caption, { bold: true }));
    const rows = placed([...head, ...body, ...foot]);
    const columns = Math.max(1, ...rows.map((row) => row.reduce((most, { column, span }) => Math.max(most, column + span), 0)));
    const table = this.#doc.struct('Table');
    this.#root.add(table);
    const width = (this.#doc.page.width - 2 * margin) / columns;
    for (const row of rows) {
      this.#guard();
      const cells = row.map(({ cell, column, span }) => ({ cell, text: this.#written(cellText(cell)), x: margin + column * width, width: span * width - 8 }));
      const height = Math.max(14, ...cells.map(({ cell, text, width: own }) => this.#font(cell.header).heightOfString(text, { width: own }))) + 6;
      const tr = this.#doc.struct('TR');
      table.add(tr);
      const stacked = width < 60 || height > (this.#bottom - this.#doc.page.margins.top) / 2;
      if (!stacked && this.#doc.y + height > this.#bottom) this.#doc.addPage();
      const top = this.#doc.y;
      for (const { cell, text, x, width: own } of cells)
        tr.add(
          this.#doc.struct(cell.header ? 'TH' : 'TD', {}, () => {
            if (stacked) this.#font(cell.header).text(text, margin, this.#doc.y);
            else this.#font(cell.header).text(text, x, top + 3, { width: own });
          }),
        );
      tr.end();
      this.#doc.x = margin;
      if (!stacked) this.#doc.y = top + height;
      this.#rule();
    }
    table.end();
    this.#space(6);
  }

  #picture({ media, mimeType, alt }: Extract<Block, { kind: 'image' }>): void {
    const picture = this.#opened(this.#printed.media[media], mimeType);
    if (picture === undefined) {
      this.#paragraph([{ text: `${alt} – ${this.#printed.words.notShown}`, italic: true }]);
      return;
    }
    const fit = { width: this.#doc.page.width - 2 * margin, height: 320 };
    if (this.#doc.y + fit.height > this.#bottom) this.#doc.addPage();
    const figure = this.#doc.struct('Figure', { alt: this.#written(alt) }, () =>
      this.#doc.image(picture, margin, this.#doc.y, { fit: [fit.width, fit.height] }),
    );
    this.#root.add(figure);
    this.#space(6);
  }

  #opened(picture: Picture | undefined, mimeType: string): PDFKit.Mixins.ImageSrc | undefined {
    if (picture === undefined || !['image/jpeg', 'image/png'].includes(mimeType)) return undefined;
    try {
      const { buffer, byteOffset, byteLength } = picture.bytes;
      // Given opened, it is not opened again: the types name neither.
      const opened = (this.#doc as unknown as { openImage(bytes: Buffer): Opened }).openImage(Buffer.from(buffer, byteOffset, byteLength));
      return opened.width * opened.height <= pixelsMaximum ? opened : undefined;
    } catch {
      // Not of the form it says: said as what is not shown.
      return undefined;
    }
  }

  #heading(kind: string, text: string, points: number): void {
    this.#guard();
    // Not at the foot of a page, alone.
    if (this.#doc.y + points * 4 > this.#bottom) this.#doc.addPage();
    this.#root.add(
      this.#doc.struct(kind, {}, () => {
        this.#doc.font('bold').fontSize(points).fillColor(ink).text(this.#written(text), margin, this.#doc.y);
      }),
    );
    this.#space(4);
  }

  #paragraph(runs: readonly Run[], color = ink): void {
    this.#guard();
    if (runs.every(({ text }) => text.trim() === '')) return;
    this.#root.add(this.#doc.struct('P', {}, () => this.#runs(runs, { color })));
    this.#space(3);
  }

  #runs(runs: readonly Run[], { color = ink, indent = 0 }: { readonly color?: string; readonly indent?: number }): void {
    this.#doc.x = margin + indent;
    const last = runs.length - 1;
    for (const [index, { text, bold, italic, underline, struck }] of runs.entries())
      this.#doc
        .font(bold === true ? 'bold' : italic === true ? 'italic' : 'regular')
        .fontSize(size)
        .fillColor(color)
        .text(this.#written(text), {
          continued: index < last,
          underline: underline === true,
          strike: struck === true,
          lineGap: 2,
          width: this.#doc.page.width - 2 * margin - indent,
        });
    this.#doc.x = margin;
  }

  #font(header: boolean): PDFKit.PDFDocument {
    return this.#doc
      .font(header ? 'bold' : 'regular')
      .fontSize(size - 1)
      .fillColor(ink);
  }

  get #bottom(): number {
    return this.#doc.page.height - this.#doc.page.margins.bottom;
  }

  #space(points: number): void {
    this.#doc.y += points;
  }

  #guard(): void {
    if (this.#pages > pagesMaximum || this.#signsLeft <= 0) throw new Full();
  }

  #rule(): void {
    this.#artifact(() =>
      this.#doc
        .moveTo(margin, this.#doc.y)
        .lineTo(this.#doc.page.width - margin, this.#doc.y)
        .lineWidth(0.5)
        .strokeColor(line)
        .stroke(),
    );
  }

  #artifact(draw: () => void): void {
    this.#doc.markContent('Artifact', { type: 'Layout' });
    draw();
    this.#doc.endMarkedContent();
  }

  /** What the fonts have no sign for is shown as missing: a PDF/A has no sign that is none. */
  #written(text: string): string {
    let written = '';
    const within = text.slice(0, Math.max(0, this.#signsLeft));
    this.#signsLeft -= text.length;
    for (const sign of within.normalize('NFC').replaceAll(/\r\n?/g, '\n').replaceAll('\t', ' ')) {
      const has = sign === '\n' || this.#signs.hasGlyphForCodePoint(sign.codePointAt(0)!);
      this.#hasMissing ||= !has;
      written += has ? sign : /\p{M}|\p{Cf}|\uFE0F/u.test(sign) ? '' : missing;
    }
    return written;
  }

  /** The head and the foot of each page, which nobody is read: they say on each what the document says once. */
  #frames(): void {
    const { head, foot, words } = this.#printed;
    this.#begin();
    const { start, count } = this.#doc.bufferedPageRange();
    for (let index = start; index < start + count; index += 1) {
      this.#doc.switchToPage(index);
      const { page } = this.#doc;
      // The foot stands below the margin: writing there must begin no page.
      page.margins.bottom = 0;
      const numbered = words.page.replace('{page}', String(index + 1)).replace('{pages}', String(count));
      const width = page.width - 2 * margin;
      this.#doc.markContent('Artifact', { type: 'Pagination' });
      this.#doc.font('regular').fontSize(8.5).fillColor(quiet);
      this.#doc.text(this.#written(head), margin, margin - 12, { width, height: 12, ellipsis: true, lineBreak: false });
      this.#doc.text(this.#written(foot), margin, page.height - margin - 4, { width: width - 90, height: 12, ellipsis: true, lineBreak: false });
      this.#doc.text(numbered, page.width - margin - 80, page.height - margin - 4, { width: 80, align: 'right', lineBreak: false });
      this.#doc.endMarkedContent();
    }
  }
}

interface Placed {
  readonly cell: TableCell;
  readonly column: number;
  readonly span: number;
}
/** Each cell by the column it stands in, those that come down from a row above being passed over. */
function placed(rows: readonly (readonly TableCell[])[]): readonly (readonly Placed[])[] {
  const taken = new Map<number, number>();
  return rows.map((row) => {
    let column = 0;
    const cells = row.map((cell): Placed => {
      while ((taken.get(column) ?? 0) > 0) column += 1;
      const span = Math.max(1, Math.min(cell.colSpan ?? 1, 50));
      for (let over = column; over < column + span; over += 1) taken.set(over, cell.rowSpan ?? 1);
      column += span;
      return { cell, column: column - span, span };
    });
    for (const [one, left] of taken) taken.set(one, left - 1);
    return cells;
  });
}
