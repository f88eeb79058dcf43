// The copy of a record as one folder for all who may open it: pages for people (index.html), an IHE XDM medium for health software, rows for
// spreadsheets. Each document is there once, in its original bytes, in the folder of the medium; pages point to it.

import { fhirDocumentType } from '@carnet/codecs/fhir-document';
import { isCda } from '@carnet/codecs/cda';
import { writeSummary } from '@carnet/codecs/fhir';
import { type XdmDocument, writeXdmMetadata, xdmFile, xdmSubset } from '@carnet/codecs/xds';
import { exportReadme, exportWording as words, summaryWording, typeLabel } from '@carnet/contract/wording';
import type { DocumentEntry, LogicalId } from '@carnet/domain/document';
import { displayName } from '@carnet/domain/identity';
import { toIso } from '@carnet/domain/kernel';
import type { ExportBeginning, ExportedDocument, ExportedRest, RecordWriter, Sink } from '../../../application/make-export.ts';
import { distinctTitles } from '../distinct-titles.ts';
import { historyView } from '../history-view.ts';
import { authorName } from '../present-document.ts';
import { extensionOf, readable } from '../reading.ts';
import { type Markup, dayOf, facts, html, momentOf, page, said, table } from './html.ts';
import {
  type Section,
  accessesSection,
  bindersSection,
  familySection,
  journalCsvHead,
  journalRow,
  journalTable,
  measuresSection,
  profileSection,
} from './sections.ts';
import { viewBody } from './view-page.ts';
import { type ZipFolder, zipFolder } from './zip-folder.ts';

/** What one page, or one METADATA.XML, can hold and still be opened by any machine. */
const documentsAPage = 500;
const documentsASubset = 1_000;
const journalLinesShown = 1_000;

export interface WriterContext {
  readonly newId: () => string;
  /** Of the FHIR door: what the summary names its resources by. */
  readonly fhirUrl: string;
}
export const recordWriter =
  (context: WriterContext) =>
  (sink: Sink): RecordWriter =>
    new FolderWriter(context, sink);

type Row = readonly (string | Markup | undefined)[];

class FolderWriter implements RecordWriter {
  readonly #context: WriterContext;
  readonly #sink: Sink;
  #begun: (ExportBeginning & { readonly folder: ZipFolder }) | undefined;
  #documents = 0;
  /** What pages beside the documents call them. */
  readonly #titles = new Map<LogicalId, string>();
  #attached = 1;
  #subsets = 0;
  #subset: XdmDocument[] = [];
  #rows: Row[] = [];
  /** The first page of documents is in index.html, written last. */
  #firstRows: readonly Row[] = [];
  #pages = 0;
  #sections: { readonly section: Section; readonly file: string }[] = [];
  #journal: ReturnType<ZipFolder['open']> | undefined;
  readonly #journalRows: Row[] = [];
  #journalLines = 0;
  #reached: readonly string[] = [];

  constructor(context: WriterContext, sink: Sink) {
    this.#context = context;
    this.#sink = sink;
  }

  get #open(): ExportBeginning & { readonly folder: ZipFolder } {
    if (this.#begun === undefined) throw new Error('a copy begins with `begin`');
    return this.#begun;
  }

  async begin(beginning: ExportBeginning): Promise<void> {
    const folder = zipFolder(this.#sink, new Date(beginning.at));
    this.#begun = { ...beginning, folder };
    await folder.add('README.TXT', Buffer.from(exportReadme(toIso(beginning.at)), 'ascii'));
    await folder.add('INDEX.HTM', indexOfMedium(displayName(beginning.identity.traits)));
  }

  async document(one: ExportedDocument): Promise<void> {
    const { folder } = this.#open;
    const { entry, bytes, sha256 } = one;
    if (this.#subset.length === 0) this.#subsets += 1;
    this.#documents += 1;
    const file = xdmFile(this.#documents, extensionOf(entry.mimeType) === 'json' ? 'jsn' : extensionOf(entry.mimeType));
    const path = `IHE_XDM/${xdmSubset(this.#subsets)}/${file}`;
    // What is compressed already is kept as it is: deflating it again would only take time.
    await folder.add(path, bytes, { known: sha256, stored: !/xml|json|text/.test(entry.mimeType) });
    this.#subset.push({ entry, file });
    const readHref = await this.#readablePage(one, file.slice(0, file.indexOf('.')));
    const original = html`<a href="${path}">${said(readHref === undefined ? words.read : words.original)}<span class="sr"> ${entry.title}</span></a>`;
    const read = readHref === undefined ? undefined : html`<a href="${readHref}">${said(words.read)}<span class="sr"> ${entry.title}</span></a> `;
    await this.#row(entry, html`${read}${original}`);
    if (this.#subset.length === documentsASubset) await this.#endSubset();
  }

  async unreadable(entry: DocumentEntry): Promise<void> {
    await this.#row(entry, said(words.unreadable));
  }

  /** Of what no program of every day opens: a page to read. */
  async #readablePage({ entry, bytes, history }: ExportedDocument, name: string): Promise<string | undefined> {
    const structured = history !== undefined || isCda(bytes) || entry.mimeType === fhirDocumentType || entry.mimeType === 'text/plain';
    if (!structured) return undefined;
    const { folder } = this.#open;
    const { view, media } = history === undefined ? readable('fr', { bytes, entry }) : { view: historyView('fr', entry, history), media: [] };
    const first = this.#attached;
    const pdfOf = (index: number): string => `P${String(first + index).padStart(7, '0')}.PDF`;
    this.#attached += media.length;
    for (const [index, { mimeType, bytes: attached }] of media.entries())
      if (mimeType === 'application/pdf') await folder.add(`LIRE/${pdfOf(index)}`, attached, { stored: true });
    const path = `LIRE/${name}.HTM`;
    await folder.add(path, page({ title: entry.title, body: viewBody(distinctTitles(view), media, pdfOf), back: backFrom('..') }));
    return path;
  }

  async #row(entry: DocumentEntry, files: Markup): Promise<void> {
    this.#titles.set(entry.logicalId, entry.title);
    const status = entry.status === 'Archived' ? words.putAway : entry.status === 'Deprecated' ? words.replaced : undefined;
    const type = typeLabel('fr', entry.type.code);
    const named = html`<strong>${entry.title}</strong>${type === entry.title ? undefined : html`<div class="quiet">${type}</div>`}${
        status === undefined ? undefined : html`<div>${said(status)}</div>`
      }`;
    this.#rows.push([named, entry.authors.map(authorName).join(', '), dayOf(entry.serviceStart), files]);
    if (this.#rows.length === documentsAPage) await this.#endPage();
  }

  async #endPage(): Promise<void> {
    if (this.#rows.length === 0) return;
    this.#pages += 1;
    if (this.#pages === 1) this.#firstRows = this.#rows;
    else {
      const body = html`<h1>${said(words.documentsNext)}</h1>
        <p class="quiet">${said(words.page)} ${this.#pages}</p>
        ${documentsTable(this.#rows)}`;
      await this.#open.folder.add(pagePath(this.#pages), page({ title: `${words.documents.fr} ${this.#pages}`, body, back: backFrom('.') }));
    }
    this.#rows = [];
  }

  async #endSubset(): Promise<void> {
    if (this.#subset.length === 0) return;
    const { folder, setOf } = this.#open;
    const metadata = writeXdmMetadata({ ...setOf(), title: words.title.fr }, this.#subset, this.#context.newId);
    await folder.add(`IHE_XDM/${xdmSubset(this.#subsets)}/METADATA.XML`, Buffer.from(metadata));
    this.#subset = [];
  }

  async rest(rest: ExportedRest): Promise<void> {
    await this.#endPage();
    await this.#endSubset();
    const { folder, identity, at } = this.#open;
    const { telecoms, address } = rest.contact;
    this.#reached = [
      ...telecoms.map(({ value }) => value),
      ...(address === undefined ? [] : [...address.lines, [address.postalCode, address.city].filter((part) => part !== undefined).join(' ')]),
    ];
    const sections = [
      { file: 'PROFIL', section: profileSection(rest) },
      { file: 'MESURES', section: measuresSection(rest) },
      { file: 'ACCES', section: accessesSection(rest) },
      { file: 'PROCHES', section: familySection(rest) },
      { file: 'CLASSEUR', section: bindersSection(rest, this.#titles) },
    ];
    for (const { file, section } of sections) await this.#section(file, section);
    const summary = writeSummary({
      baseUrl: this.#context.fhirUrl,
      id: this.#context.newId(),
      at,
      patient: { dossierId: identity.id, ins: identity.ins, traits: identity.traits },
      facts: rest.summary.facts,
      absent: rest.summary.absent,
      custodian: 'Carnet',
      wording: summaryWording,
    });
    await folder.add('DONNEES/IPS.JSN', Buffer.from(JSON.stringify(summary)));
    this.#journal = folder.open('DONNEES/JOURNAL.CSV');
    await this.#journal.write(journalCsvHead);
  }

  async #section(file: string, section: Section): Promise<void> {
    const { folder } = this.#open;
    this.#sections.push({ section, file });
    if (section.csv !== undefined) await folder.add(`DONNEES/${file}.CSV`, Buffer.from(section.csv));
    const { title, csv } = section;
    const link = csv === undefined ? undefined : html`<p><a href="${file}.CSV">${said(words.csv)}</a></p>`;
    await folder.add(
      `DONNEES/${file}.HTM`,
      page({
        title: title.fr,
        body: html`<h1>${said(title)}</h1>
          ${link}${section.body}`,
        back: backFrom('..'),
      }),
    );
  }

  async journal(lines: Parameters<RecordWriter['journal']>[0]): Promise<void> {
    const rows = lines.map(journalRow);
    this.#journalLines += rows.length;
    this.#journalRows.push(...rows.slice(0, Math.max(0, journalLinesShown - this.#journalRows.length)).map(({ cells }) => cells));
    await this.#journal?.write(rows.map(({ csv }) => csv).join(''));
  }

  async end(missing: number): Promise<void> {
    await this.#journal?.end();
    const cut = this.#journalLines > this.#journalRows.length ? html`<p>${said(words.journalCut)}</p>` : undefined;
    const body = html`<p>${said(words.journalLead)}</p>
      <p><a href="JOURNAL.CSV">${said(words.csv)}</a></p>
      ${journalTable(this.#journalRows)}${cut}`;
    await this.#section('JOURNAL', { title: words.journal, body });
    await this.#open.folder.add('index.html', this.#index(missing));
    await this.#open.folder.end();
  }

  #index(missing: number): Buffer {
    const { at, identity } = this.#open;
    const { traits, ins, formerIns, openedAt } = identity;
    const name = displayName(traits);
    const pages = Array.from({ length: Math.max(0, this.#pages - 1) }, (_, index) => pagePath(index + 2));
    const body = html`<h1>${said(words.title)}</h1>
      ${facts([
        [words.of, html`<strong>${name}</strong>`],
        [words.madeAt, momentOf(at)],
      ])}
      <p>${said(words.lead)}</p>
      <p>${said(words.keepSafe)}</p>
      ${missing === 0 ? undefined : html`<p><strong>${said(words.missing)} ${missing}</strong></p>`}
      <h2>${said(words.documents)} (${this.#documents})</h2>
      ${this.#firstRows.length === 0 ? html`<p>${said(words.noDocument)}</p>` : documentsTable(this.#firstRows)}
      ${
        pages.length === 0
          ? undefined
          : html`<ul class="plain">
              ${pages.map((path, index) => html`<li><a href="${path}">${said(words.next)}, ${index + 2}</a></li>`)}
            </ul>`
      }
      <h2>${said(words.beside)}</h2>
      <ul class="plain">
        ${this.#sections.map(({ section, file }) => html`<li><a href="DONNEES/${file}.HTM">${said(section.title)}</a></li>`)}
      </ul>
      <h2>${said(words.identity)}</h2>
      ${facts([
        [words.birthName, traits.birthName],
        [words.firstNames, traits.birthFirstNames],
        [words.birthDate, traits.birthDate.split('-').toReversed().join('/')],
        [words.sex, traits.sexe],
        [words.birthPlace, traits.birthPlaceCog],
        [words.ins, ins.matricule],
        ...(formerIns.length === 0 ? [] : [[words.formerIns, formerIns.map(({ matricule }) => matricule).join(', ')] as const]),
        [words.openedAt, dayOf(openedAt)],
        ...(this.#reached.length === 0 ? [] : [[words.reach, this.#reached.map((one) => html`<div>${one}</div>`)] as const]),
      ])}
      <h2>${said(words.software)}</h2>
      <p>${said(words.xdm)}</p>
      <ul class="plain">
        <li><a href="DONNEES/IPS.JSN">${said(words.ips)}</a></li>
        <li>
          <a href="MANIFEST.TXT">${said(words.manifest)}</a>
          <div class="quiet">${said(words.manifestHow)}</div>
        </li>
      </ul>`;
    return page({ title: `${words.title.fr}, ${name}`, body });
  }
}

const pagePath = (number: number): string => `DOCS${String(number).padStart(4, '0')}.HTM`;
const backFrom = (root: string): Markup => html`<a href="${root}/index.html">${said(words.back)}</a>`;
const documentsTable = (rows: readonly Row[]): Markup =>
  table(words.documents, [words.columns.document, words.columns.author, words.columns.date, words.columns.files], rows);

/** What ITI-32 wants at the root (TF-2 §3.32.4.1.2): who made it, and the way to what it holds. */
const indexOfMedium = (name: string): Buffer =>
  page({
    title: words.title.fr,
    body: html`<h1>${said(words.title)}</h1>
      <p>${said(words.of)} ${name}. Carnet.</p>
      <p><a href="index.html">${said(words.lead)}</a></p>
      <p><a href="README.TXT">README.TXT</a></p>`,
  });
