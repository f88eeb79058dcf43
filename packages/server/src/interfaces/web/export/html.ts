// Pages that are read from a disk, years later perhaps: one file each, its styles inside, no script, nothing fetched. A value put into a page is
// escaped where it goes in; only `html` makes markup. French first, English beside.

import type { Bilingual } from '@carnet/contract/wording';

/** Well-formed markup: what `html` yields, and nothing else. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
type Value = Markup | string | number | undefined | readonly Value[];

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** Controls have no place in HTML (WHATWG 13.2.3.5), but tab and line ends. */
const escaped = (value: string): string => value.replaceAll(/[^\P{Cc}\t\n\r]/gu, '\uFFFD').replaceAll(/[&<>"']/g, (one) => escapes[one]!);
const written = (value: Value): string => {
  if (value === undefined) return '';
  if (value instanceof Markup) return value.text;
  return typeof value === 'object' ? value.map(written).join('') : escaped(String(value));
};

export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Markup =>
  new Markup(parts.map((part, index) => part + written(values[index])).join(''));

/** Both languages, one under the other or beside: styles decide. */
export const said = ({ fr, en }: Bilingual): Markup => (fr === en ? html`${fr}` : html`${fr} <span class="en" lang="en">${en}</span>`);

const styles = `
:root{color-scheme:light dark;--paper:#fbfaf7;--ink:#17211e;--green:#0b5d4e;--line:#d9d5cb;--quiet:#4a5753}
@media (prefers-color-scheme:dark){:root{--paper:#141a18;--ink:#ecebe6;--green:#7fd1bd;--line:#3b4642;--quiet:#b6c0bc}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:1.5rem 1rem 4rem;background:var(--paper);color:var(--ink);font:1.0625rem/1.5 "Atkinson Hyperlegible Next",system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.25;margin:.5rem 0 1rem}h2{font-size:1.3rem;margin:2.5rem 0 .75rem}h3{font-size:1.1rem}
a{color:var(--green)}a:focus-visible{outline:3px solid currentColor;outline-offset:2px}
.en{color:var(--quiet);font-size:.875em;font-weight:400}h1 .en,h2 .en,th .en,dt .en,p>.en,li>.en{display:block}
.quiet{color:var(--quiet)}
dl{margin:0}dl>div{display:flex;flex-wrap:wrap;gap:0 1rem;padding:.5rem 0;border-bottom:1px solid var(--line)}dt{flex:0 1 14rem;color:var(--quiet)}dd{margin:0;flex:1 1 14rem}
.wide{overflow-x:auto}table{width:100%;border-collapse:collapse}caption{text-align:left;font-weight:600;padding:.5rem 0}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--line)}
ul.plain{list-style:none;padding:0}ul.plain li{padding:.5rem 0;border-bottom:1px solid var(--line)}
td a,ul.plain a{display:inline-block;padding:.25rem .5rem .25rem 0}
img{max-width:100%;height:auto}.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media (max-width:40rem){table.sheet,.sheet tbody,.sheet tr,.sheet td{display:block}.sheet thead{position:absolute;clip-path:inset(50%)}.sheet tr{padding:.75rem 0;border-bottom:1px solid var(--line)}.sheet td{border:0;padding:.125rem 0}.sheet td:empty{display:none}}
@media print{body{max-width:none;padding:0;font-size:10.5pt}a{color:inherit}nav{display:none}tr,dl>div,li{break-inside:avoid}h2,h3{break-after:avoid}}
`;

/** `back`: the way to the contents. */
export function page({ title, body, back }: { readonly title: string; readonly body: Markup; readonly back?: Markup }): Buffer {
  const whole = html`<!DOCTYPE html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <style>
          ${new Markup(styles)}
        </style>
      </head>
      <body>
        ${back === undefined ? undefined : html`<nav>${back}</nav>`}
        <main>${body}</main>
      </body>
    </html> `;
  return Buffer.from(whole.text);
}

/** A table that becomes one sheet for each row where there is no room. */
export const table = (caption: Bilingual, columns: readonly Bilingual[], rows: readonly (readonly Value[])[]): Markup =>
  html`<div class="wide">
    <table class="sheet">
      <caption class="sr">
        ${said(caption)}
      </caption>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${said(column)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell) => html`<td>${cell}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;

export const facts = (terms: readonly (readonly [term: Bilingual, value: Value])[]): Markup =>
  html`<dl>
    ${terms.map(
      ([term, value]) =>
        html`<div>
          <dt>${said(term)}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;

const moment = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' });
const day = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' });
export const momentOf = (at: number): string => moment.format(at);
export const dayOf = (at: number): string => day.format(at);
