// A CDA document as people read it: header facts, then the narrative of every section, with its pictures and PDFs set apart as media.
// Bounded whatever the document's size; weird content is shown as far as it goes and noted among the findings, never thrown.

import { type Finding, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import { type XmlDocument, XmlElement } from 'libxml2-wasm';
import { parseBase64 } from '../xml/base64.ts';
import { parseXml } from '../xml/parse.ts';
import type { XmlLimits } from '../xml/scan.ts';
import { attribute } from '../xml/tree.ts';
import { folded, hl7 } from './elements.ts';
import { headerFacts } from './header-facts.ts';
import { type Embedded, type Inflate, MediaBag, type MediaLimits, mediaById, mediaIn } from './media.ts';
import { type NarrativeContext, narrativeBlocks } from './narrative.ts';
import { codesOfSections, isSynthesis, underHeadings } from './synthesis-reading.ts';
import { type Block, type Media, type ReadingSection, type ReadingView, textBlock } from './reading-view.ts';
import { type CdaWording, filled } from './wording.ts';

export interface ReadingOptions {
  readonly xml?: XmlLimits;
  readonly media?: MediaLimits;
  /** Units of narrative: one per element, cell, or 100 characters. */
  readonly narrativeUnits?: number;
  /** How compressed media are unpacked; without it they are not shown. */
  readonly inflate?: Inflate;
}
export interface CdaReading {
  readonly view: ReadingView;
  readonly media: readonly Media[];
  /** What was wrong and could be left out: a picture that does not decode. */
  readonly findings: readonly Finding[];
}

const defaultMediaLimits: MediaLimits = { count: 200, bytes: 100 * 1024 * 1024 };
const defaultNarrativeUnits = 200_000;

/** Refuses what is not XML, not a CDA document, or has no body (`CDA_CORPS`); a level 1 body whose base64 is broken is refused too. */
export function readCda(bytes: Uint8Array, wording: CdaWording, options: ReadingOptions = {}): Parsed<CdaReading> {
  const tree = parseXml(bytes, options.xml);
  if (!tree.ok) return tree;
  using document = tree.value;
  const root = document.root;
  if (!hl7.is(root, 'ClinicalDocument')) return faulty({ field: 'document', rule: 'CDA_RACINE', given: root.name.slice(0, 64), expected: 'ClinicalDocument' });
  const reader = new BodyReader(document, wording, options);
  const title = folded(hl7.first(root, 'title')?.content ?? '').slice(0, 500);
  const header = headerFacts(root, wording);
  const structured = hl7.first(root, 'component', 'structuredBody');
  if (structured !== undefined) {
    const sections = reader.sections(structured, 'section', 2);
    const read = isSynthesis(root) ? underHeadings(sections, codesOfSections(structured), wording) : sections;
    return parsed(reader.reading({ title, header, blocks: [], sections: read }));
  }
  const plain = hl7.first(root, 'component', 'nonXMLBody', 'text');
  if (plain === undefined) return faulty({ field: 'ClinicalDocument/component', rule: 'CDA_CORPS', expected: 'structuredBody | nonXMLBody' });
  const body = reader.level1(plain, title);
  return body.ok ? parsed(reader.reading({ title, header, sections: [], ...body.value })) : body;
}

type Body = Pick<ReadingView, 'blocks' | 'unreadable'>;

class BodyReader {
  readonly #wording: CdaWording;
  readonly #media: MediaBag;
  readonly #mediaById: ReadonlyMap<string, XmlElement>;
  readonly #anchors: ReadonlyMap<string, string>;
  readonly #footnotes = new Map<string, string>();
  readonly #shown = new Set<string>();
  readonly #findings: Finding[] = [];
  #units: number;

  constructor(document: XmlDocument, wording: CdaWording, options: ReadingOptions) {
    this.#wording = wording;
    this.#media = new MediaBag(options.media ?? defaultMediaLimits, options.inflate, this.#findings);
    this.#mediaById = mediaById(document);
    this.#units = options.narrativeUnits ?? defaultNarrativeUnits;
    this.#anchors = anchorsOf(document.root);
  }

  reading(view: ReadingView): CdaReading {
    const blocks = this.#units < 0 ? [textBlock(this.#wording.labels.truncated), ...view.blocks] : view.blocks;
    return { view: { ...view, blocks }, media: this.#media.media, findings: this.#findings };
  }

  sections(parent: XmlElement, prefix: string, level: number): ReadingSection[] {
    return sectionsIn(parent).map((section, index) => this.#section(section, `${prefix}-${index + 1}`, level));
  }

  #section(section: XmlElement, id: string, level: number): ReadingSection {
    const title =
      folded(hl7.first(section, 'title')?.content ?? '') ||
      folded(attribute(hl7.first(section, 'code'), 'displayName') ?? '') ||
      this.#wording.labels.untitledSection;
    const text = hl7.first(section, 'text');
    const told = text === undefined ? [] : narrativeBlocks(text, this.#context());
    const blocks = [...told, ...this.#unreferenced(section)];
    const sections = this.sections(section, id, level + 1);
    return {
      id,
      title: title.slice(0, 300),
      level,
      blocks: blocks.length > 0 || sections.length > 0 ? blocks : [textBlock(this.#emptiness(section))],
      sections,
    };
  }

  #emptiness(section: XmlElement): string {
    if (this.#units < 0) return this.#wording.labels.truncated;
    return hl7.children(section, 'entry').length > 0 ? this.#wording.labels.sectionWithoutText : this.#wording.labels.sectionEmpty;
  }

  /** Objects in a section's entries that its narrative does not call are shown after it: nothing the author attached is lost. */
  #unreferenced(section: XmlElement): Block[] {
    return mediaIn(section).flatMap((element, index) => {
      const id = attribute(element, 'ID');
      if (id !== undefined && this.#shown.has(id)) return [];
      return this.#block(element, id ?? `${section.line}-${element.line}-${index}`, '');
    });
  }

  #context(): NarrativeContext {
    return {
      spend: (units) => (this.#units -= units) >= 0,
      mediaBlocks: (ids, caption) =>
        ids.flatMap((id) => {
          const element = this.#mediaById.get(id);
          return element === undefined ? [textBlock(this.#wording.labels.mediaElsewhere)] : this.#block(element, attribute(element, 'ID') ?? id, caption);
        }),
      anchor: (id) => this.#anchors.get(id),
      footnote: (id) => this.#footnoteId(id),
    };
  }

  #footnoteId(id: string): string {
    const known = this.#footnotes.get(id);
    if (known !== undefined) return known;
    const made = `note-${this.#footnotes.size + 1}`;
    this.#footnotes.set(id === '' ? made : id, made);
    return made;
  }

  #block(element: XmlElement, key: string, caption: string): Block[] {
    this.#shown.add(key);
    const embedded = this.#media.embed(hl7.first(element, 'value'), `observationMedia[${key.slice(0, 64)}]/value`, key);
    return [this.#shownAs(embedded, caption)];
  }

  #shownAs(embedded: Embedded, caption: string): Block {
    const { labels } = this.#wording;
    if (embedded.kind === 'elsewhere') return textBlock(labels.mediaElsewhere);
    if (embedded.kind === 'unreadable') return textBlock(filled(labels.mediaUnreadable, { type: embedded.mimeType }));
    if (embedded.mimeType === 'application/pdf') return { kind: 'pdf', media: embedded.index, title: caption || labels.attachedDocument };
    return { kind: 'image', media: embedded.index, mimeType: embedded.mimeType, alt: caption || labels.image };
  }

  /** A level 1 body: text as paragraphs, a PDF or a picture as media, anything else unreadable here. */
  level1(text: XmlElement, title: string): Parsed<Body> {
    const mediaType = attribute(text, 'mediaType') ?? 'text/plain';
    const field = 'ClinicalDocument/component/nonXMLBody/text';
    if (mediaType === 'text/plain') return this.#plainText(text, field);
    const embedded = this.#media.embed(text, field, 'nonXMLBody');
    if (this.#findings.length > 0) return faulty(...this.#findings);
    if (embedded.kind !== 'shown') return parsed({ blocks: [], unreadable: { mimeType: mediaType.slice(0, 100) } });
    return parsed({ blocks: [this.#shownAs(embedded, title)] });
  }

  #plainText(text: XmlElement, field: string): Parsed<Body> {
    if (attribute(text, 'representation') !== 'B64') return parsed({ blocks: paragraphs(text.content) });
    const decoded = parseBase64(text.content, field, 'folded');
    return decoded.ok ? parsed({ blocks: paragraphs(new TextDecoder().decode(decoded.value)) }) : decoded;
  }
}

const plainTextMaximum = 2_000_000;

/** Paragraphs end at a blank line; other line ends are kept as breaks. */
function paragraphs(text: string): Block[] {
  const chunks = text
    .slice(0, plainTextMaximum)
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n\s*/);
  return chunks
    .map((chunk) => chunk.trim())
    .filter((chunk) => chunk !== '')
    .map((chunk) => ({
      kind: 'paragraph',
      children: chunk.split('\n').flatMap((line, index) => [...(index === 0 ? [] : [{ kind: 'break' } as const]), { kind: 'text', text: line } as const]),
    }));
}

const sectionsIn = (parent: XmlElement): XmlElement[] => hl7.children(parent, 'component').flatMap((component) => hl7.children(component, 'section'));

/** Every ID of the narrative, and the anchor of the section it is in. */
function anchorsOf(root: XmlElement): ReadonlyMap<string, string> {
  const anchors = new Map<string, string>();
  const visit = (parent: XmlElement, prefix: string): void => {
    for (const [index, section] of sectionsIn(parent).entries()) {
      const anchor = `${prefix}-${index + 1}`;
      for (const identified of section.find('*[local-name()="text"]/descendant-or-self::*[@ID]'))
        if (identified instanceof XmlElement) anchors.set(attribute(identified, 'ID')!, anchor);
      const own = attribute(section, 'ID');
      if (own !== undefined) anchors.set(own, anchor);
      visit(section, anchor);
    }
  };
  const body = hl7.first(root, 'component', 'structuredBody');
  if (body !== undefined) visit(body, 'section');
  return anchors;
}
