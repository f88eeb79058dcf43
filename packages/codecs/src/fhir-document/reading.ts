// A FHIR document as people read it: the facts of its Composition, then the narrative of every section, with the pictures and PDFs it carries set
// apart as media, in the same view as a CDA. Bounded; weird content is shown as far as it goes and noted, never thrown.

import { isInsOid } from '@carnet/domain/identity';
import { type Finding, type Parsed, parsed } from '@carnet/domain/kernel';
import { folded } from '../cda/elements.ts';
import { shownMimeType } from '../cda/media.ts';
import type { CdaReading } from '../cda/reading.ts';
import { type Block, type HeaderFact, type Media, type ReadingSection, textBlock } from '../cda/reading-view.ts';
import { type CdaLabel, type CdaWording, filled } from '../cda/wording.ts';
import { parseFhirDateTime } from '../fhir/date-time.ts';
import { type Element, type JsonObject, isObject } from '../fhir/json.ts';
import { parseBase64 } from '../xml/base64.ts';
import { type FhirDocument, openFhirDocument } from './bundle.ts';
import { xhtmlBlocks } from './narrative.ts';

const mediaMaximum = 200;
const mediaBytesMaximum = 100 * 1024 * 1024;
const narrativeUnits = 200_000;
const sectionsMaximum = 500;
const depthMaximum = 10;
const charactersMaximum = 300;

/** Refuses what is no FHIR document. */
export function readFhirDocument(bytes: Uint8Array, wording: CdaWording): Parsed<CdaReading> {
  const opened = openFhirDocument(bytes);
  if (!opened.ok) return opened;
  const reader = new SectionReader(opened.value, wording);
  const { composition } = opened.value;
  const sections = reader.sections(composition, 'section', 2);
  // A document without sections tells itself in the narrative of its Composition.
  const blocks = sections.length > 0 ? [] : reader.narrative(composition);
  const title = folded(composition.string('title') ?? '').slice(0, 500);
  return parsed({ view: { title, header: headerOf(opened.value, wording), blocks, sections }, media: reader.media, findings: opened.value.findings });
}

class SectionReader {
  readonly media: Media[] = [];
  readonly #document: FhirDocument;
  readonly #wording: CdaWording;
  readonly #findings: Finding[];
  #units = narrativeUnits;
  #sections = sectionsMaximum;
  #bytes = 0;

  constructor(document: FhirDocument, wording: CdaWording) {
    this.#document = document;
    this.#wording = wording;
    this.#findings = document.findings;
  }

  sections(parent: Element, prefix: string, level: number): ReadingSection[] {
    if (level > depthMaximum) return [];
    return parent.children('section').flatMap((section, index) => {
      if (this.#sections-- <= 0) return [];
      return [this.#section(section, `${prefix}-${index + 1}`, level)];
    });
  }

  #section(section: Element, id: string, level: number): ReadingSection {
    const { labels } = this.#wording;
    const title = folded(section.string('title') ?? '') || conceptText(section.value['code']) || labels.untitledSection;
    const blocks = [...this.narrative(section), ...section.children('entry').flatMap((reference) => this.#attached(reference))];
    const sections = this.sections(section, id, level + 1);
    const empty = section.value['entry'] === undefined ? conceptText(section.value['emptyReason']) || labels.sectionEmpty : labels.sectionWithoutText;
    const told = blocks.length > 0 || sections.length > 0 ? blocks : [textBlock(this.#units < 0 ? labels.truncated : empty)];
    return { id, title: title.slice(0, charactersMaximum), level, blocks: told, sections };
  }

  narrative(of: Element): Block[] {
    const div = of.child('text')?.string('div');
    if (div === undefined) return [];
    const read = xhtmlBlocks(div, {
      spend: (units) => (this.#units -= units) >= 0,
      picture: (address, alt) => this.#pictureAt(address, alt),
    });
    if (read.ok) return read.value;
    this.#findings.push(...read.findings.map((finding) => ({ ...finding, field: of.at('text.div') })));
    return [textBlock(this.#wording.labels.sectionWithoutText)];
  }

  #pictureAt(address: string, alt: string): Block | undefined {
    const data = /^data:[a-z/+.-]+;base64,/i.exec(address);
    return data === null ? undefined : this.#shown(address.slice(data[0].length), alt);
  }

  /** A picture or a PDF that an entry of the section carries: a Binary, or the attachment of a DocumentReference. */
  #attached(reference: Element): Block[] {
    const named = this.#document.around.get(reference.string('reference') ?? '');
    if (named === undefined) return [];
    const attachment = named['resourceType'] === 'DocumentReference' ? attachmentIn(named) : named['resourceType'] === 'Binary' ? named : undefined;
    const url = attachment?.['url'];
    const source = typeof url === 'string' ? this.#document.around.get(url) : attachment;
    if (attachment === undefined || typeof source?.['data'] !== 'string') return [];
    const title = typeof attachment['title'] === 'string' ? attachment['title'].slice(0, charactersMaximum) : '';
    const type = String(attachment['contentType'] ?? '').slice(0, 100);
    return [this.#shown(source['data'], title) ?? textBlock(filled(this.#wording.labels.mediaUnreadable, { type }))];
  }

  /** Believed only for what its first bytes show. */
  #shown(base64: string, title: string): Block | undefined {
    if (this.media.length >= mediaMaximum) return undefined;
    const decoded = parseBase64(base64, 'data', 'folded');
    const mimeType = decoded.ok ? shownMimeType(decoded.value) : undefined;
    if (!decoded.ok || mimeType === undefined || this.#bytes + decoded.value.length > mediaBytesMaximum) return undefined;
    this.#bytes += decoded.value.length;
    this.media.push({ mimeType, bytes: decoded.value });
    const media = this.media.length - 1;
    const { labels } = this.#wording;
    return mimeType === 'application/pdf'
      ? { kind: 'pdf', media, title: title || labels.attachedDocument }
      : { kind: 'image', media, mimeType, alt: title || labels.image };
  }
}

function attachmentIn(resource: JsonObject): JsonObject | undefined {
  const content: unknown = Array.isArray(resource['content']) ? resource['content'][0] : undefined;
  const attachment = isObject(content) ? content['attachment'] : undefined;
  return isObject(attachment) ? attachment : undefined;
}

/** The words of a CodeableConcept, its display, or its code. */
function conceptText(concept: unknown): string {
  if (!isObject(concept)) return '';
  const coding: unknown = Array.isArray(concept['coding']) ? concept['coding'][0] : undefined;
  const words = [concept['text'], ...(isObject(coding) ? [coding['display'], coding['code']] : [])].find((text) => typeof text === 'string');
  return typeof words === 'string' ? folded(words).slice(0, charactersMaximum) : '';
}

function headerOf({ composition, around }: FhirDocument, { labels, locale }: CdaWording): HeaderFact[] {
  const resourceOf = (reference: Element | undefined): JsonObject | undefined => around.get(reference?.string('reference') ?? '');
  const subject = resourceOf(composition.child('subject'));
  const authors = composition.children('author').map((reference) => nameOf(resourceOf(reference), around) || (reference.string('display') ?? ''));
  const signer = composition.children('attester').find(({ value }) => value['mode'] === 'legal');
  const facts: readonly (readonly [CdaLabel, readonly string[]])[] = [
    ['patient', [nameOf(subject, around)]],
    ['ins', identifiersOf(subject).flatMap(({ system, value }) => (isInsOid(system.replace(/^urn:oid:/, '')) ? [value] : []))],
    ['birth', [dayText(subject?.['birthDate'], locale)]],
    ['documentType', [conceptText(composition.value['type'])]],
    ['documentDate', [dayText(composition.value['date'], locale)]],
    ['authors', authors],
    ['authenticator', signer === undefined ? [] : [nameOf(resourceOf(signer.child('party')), around)]],
    ['custodian', [nameOf(resourceOf(composition.child('custodian')), around)]],
    ['mainAct', composition.children('event').map((event) => conceptText(event.children('code')[0]?.value))],
  ];
  return facts.flatMap(([label, details]) => {
    const kept = [...new Set(details.filter((detail) => detail !== '').map((detail) => detail.slice(0, charactersMaximum)))].slice(0, 40);
    return kept.length === 0 ? [] : [{ term: labels[label], details: kept }];
  });
}

function identifiersOf(resource: JsonObject | undefined): { system: string; value: string }[] {
  const given: readonly unknown[] = Array.isArray(resource?.['identifier']) ? resource['identifier'] : [];
  return given.flatMap((one) =>
    isObject(one) && typeof one['system'] === 'string' && typeof one['value'] === 'string' ? [{ system: one['system'], value: one['value'] }] : [],
  );
}

/** Of a person, of an organisation; a role is told by its person and its organisation. */
function nameOf(resource: JsonObject | undefined, around: FhirDocument['around']): string {
  if (resource === undefined) return '';
  if (typeof resource['name'] === 'string') return folded(resource['name']);
  if (resource['resourceType'] === 'PractitionerRole') {
    const linked = [resource['practitioner'], resource['organization']].map((link) =>
      isObject(link) && typeof link['reference'] === 'string' ? nameOf(withoutRole(around.get(link['reference'])), around) : '',
    );
    return linked.filter((name) => name !== '').join(', ');
  }
  const name: unknown = Array.isArray(resource['name']) ? resource['name'][0] : undefined;
  if (!isObject(name)) return '';
  const words = (value: unknown): string => (Array.isArray(value) ? value.filter((part) => typeof part === 'string').join(' ') : '');
  const family = typeof name['family'] === 'string' ? name['family'] : '';
  return folded(typeof name['text'] === 'string' ? name['text'] : [words(name['prefix']), words(name['given']), family].join(' '));
}

/** A role that leads to a role leads nowhere. */
const withoutRole = (resource: JsonObject | undefined): JsonObject | undefined => (resource?.['resourceType'] === 'PractitionerRole' ? undefined : resource);

function dayText(date: unknown, locale: string): string {
  const span = typeof date === 'string' ? parseFhirDateTime(date, 'date') : undefined;
  return span?.ok === true ? new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'Europe/Paris' }).format(span.value.from) : '';
}
