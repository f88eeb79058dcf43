// The reading view of a document as a page that stands by itself: the server's own rendering (reading.ts), its pictures inside the page, its PDFs
// as files beside it. Nothing of the document's own markup is in it.

import type { Block, Inline, ReadingSection, ReadingView, TableCell } from '@carnet/contract';
import { exportWording } from '@carnet/contract/wording';
import { Markup, html, said } from './html.ts';

export interface ViewMedia {
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}
/** `pdfHref`: where the PDF of this index is kept. */
export type PdfHref = (media: number) => string;
interface Drawing {
  readonly media: readonly ViewMedia[];
  readonly pdfHref: PdfHref;
}

const tags = { strong: 'strong', emphasis: 'em', underline: 'u', sub: 'sub', sup: 'sup', deleted: 'del' } as const;
const wrapped = (tag: string, content: Markup): Markup => new Markup(`<${tag}>${content.text}</${tag}>`);

function inline(one: Inline): Markup {
  switch (one.kind) {
    case 'text':
      return html`${one.text}`;
    case 'break':
      return html`<br />`;
    case 'styled':
      return wrapped(tags[one.style], inlines(one.children));
    case 'link':
      // Inside the document, or a web page of its author's: nothing else is a link.
      return /^(?:#|https:\/\/)/.test(one.href) ? html`<a href="${one.href}" rel="noreferrer noopener">${inlines(one.children)}</a>` : inlines(one.children);
    case 'footnote':
      return html`<small>[${inlines(one.children)}]</small>`;
    case 'mark':
      return html`<strong aria-hidden="true">${one.text}</strong><span class="sr">${one.spoken}</span>`;
  }
}
const inlines = (children: readonly Inline[]): Markup => html`${children.map(inline)}`;
const caption = (children: readonly Inline[] | undefined): Markup | undefined =>
  children === undefined ? undefined : html`<p><strong>${inlines(children)}</strong></p>`;

function cell(drawing: Drawing, { header, scope, colSpan, rowSpan, blocks: content }: TableCell): Markup {
  const spans = html`${colSpan === undefined ? undefined : html` colspan="${colSpan}"`}${rowSpan === undefined ? undefined : html` rowspan="${rowSpan}"`}`;
  const [only] = content;
  const inside = content.length === 1 && only?.kind === 'paragraph' && only.caption === undefined ? inlines(only.children) : blocks(drawing, content);
  return header ? html`<th${scope === undefined ? undefined : html` scope="${scope}"`}${spans}>${inside}</th>` : html`<td${spans}>${inside}</td>`;
}

function block(drawing: Drawing, one: Block): Markup {
  switch (one.kind) {
    case 'paragraph':
      return html`${caption(one.caption)}
        <p>${inlines(one.children)}</p>`;
    case 'list': {
      const items = html`${one.items.map((item) => html`<li>${caption(item.caption)}${blocks(drawing, item.blocks)}</li>`)}`;
      return html`${caption(one.caption)}${wrapped(one.ordered ? 'ol' : 'ul', items)}`;
    }
    case 'table': {
      const rows = (tag: string, group: readonly (readonly TableCell[])[]): Markup | undefined =>
        group.length === 0
          ? undefined
          : wrapped(
              tag,
              html`${group.map(
                (row) =>
                  html`<tr>
                    ${row.map((each) => cell(drawing, each))}
                  </tr>`,
              )}`,
            );
      return html`<div class="wide"><table${one.stacks === true ? html` class="sheet"` : undefined}>${
        one.caption === undefined
          ? undefined
          : html`<caption>
              ${inlines(one.caption)}
            </caption>`
      }${rows('thead', one.head)}${rows('tbody', one.body)}${rows('tfoot', one.foot)}</table></div>`;
    }
    case 'image': {
      const media = drawing.media[one.media];
      // What the server shows inline, and nothing a page could run.
      if (media === undefined || !/^image\/(?:png|jpeg|gif)$/.test(media.mimeType)) return html`<p class="quiet">${one.alt}</p>`;
      return html`<p><img alt="${one.alt}" src="data:${media.mimeType};base64,${new Markup(Buffer.from(media.bytes).toString('base64'))}" /></p>`;
    }
    case 'pdf':
      return html`<p><a href="${drawing.pdfHref(one.media)}">${said(exportWording.attachment)}</a> ${one.title}</p>`;
  }
}
const blocks = (drawing: Drawing, all: readonly Block[]): Markup => html`${all.map((one) => block(drawing, one))}`;

const section = (drawing: Drawing, { id, title, level, blocks: own, sections }: ReadingSection): Markup =>
  html`<section id="${id}">
    ${wrapped(`h${Math.min(Math.max(level, 2), 6)}`, html`${title}`)}${blocks(drawing, own)}${sections.map((one) => section(drawing, one))}
  </section>`;

export function viewBody(view: ReadingView, media: readonly ViewMedia[], pdfHref: PdfHref): Markup {
  const drawing = { media, pdfHref };
  const header = view.header.map(
    ({ term, details }) =>
      html`<div>
        <dt>${term}</dt>
        <dd>${details.map((detail) => html`<div>${detail}</div>`)}</dd>
      </div>`,
  );
  return html`<h1>${view.title}</h1>
    <dl>${header}</dl>
    ${view.unreadable === undefined ? undefined : html`<p>${said(exportWording.cannotShow)}</p>`}
    ${blocks(drawing, view.blocks)}${view.sections.map((one) => section(drawing, one))}`;
}
