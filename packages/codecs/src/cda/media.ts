// Images and PDFs carried inside a document: found by the narrative's references, decoded, and believed only for what their first bytes show.

import type { Finding } from '@carnet/domain/kernel';
import { type XmlDocument, XmlElement } from 'libxml2-wasm';
import { parseBase64 } from '../xml/base64.ts';
import { attribute } from '../xml/tree.ts';
import { hl7, hl7Namespace } from './elements.ts';
import type { Media } from './reading-view.ts';

/** HL7 CompressionAlgorithm: DF raw deflate, ZL zlib, GZ gzip. */
export type Compression = 'deflate-raw' | 'deflate' | 'gzip';
/** Unpacks, or answers undefined when the bytes are not of that form or would pass the cap. */
export type Inflate = (bytes: Uint8Array, compression: Compression, maximumBytes: number) => Uint8Array | undefined;

export interface MediaLimits {
  readonly count: number;
  /** All of them together, unpacked. */
  readonly bytes: number;
}

const compressions: Readonly<Record<string, Compression>> = { DF: 'deflate-raw', ZL: 'deflate', GZ: 'gzip' };

const startsWith = (bytes: Uint8Array, ...first: number[]): boolean => first.every((byte, index) => bytes[index] === byte);

/** The media type a browser may be given, by the bytes themselves; undefined: none that is shown here. */
export function shownMimeType(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (startsWith(bytes, 0x47, 0x49, 0x46, 0x38)) return 'image/gif';
  // ISO 32000 readers look for the mark in the first kilobyte.
  if (Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) return 'application/pdf';
  return undefined;
}

/** What became of one embedded object. */
export type Embedded =
  | { readonly kind: 'shown'; readonly index: number; readonly mimeType: string }
  | { readonly kind: 'unreadable'; readonly mimeType: string }
  | { readonly kind: 'elsewhere' };

export class MediaBag {
  readonly media: Media[] = [];
  readonly #limits: MediaLimits;
  readonly #inflate: Inflate | undefined;
  readonly #findings: Finding[];
  readonly #known = new Map<string, Embedded>();
  #bytes = 0;

  constructor(limits: MediaLimits, inflate: Inflate | undefined, findings: Finding[]) {
    this.#limits = limits;
    this.#inflate = inflate;
    this.#findings = findings;
  }

  /** Reads an ED value (`observationMedia/value`, `nonXMLBody/text`). The same `key` is decoded once. */
  embed(value: XmlElement | undefined, field: string, key: string): Embedded {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const embedded = this.#read(value, field);
    this.#known.set(key, embedded);
    return embedded;
  }

  #read(value: XmlElement | undefined, field: string): Embedded {
    const claimed = (attribute(value, 'mediaType') ?? 'text/plain').slice(0, 100);
    const unreadable: Embedded = { kind: 'unreadable', mimeType: claimed };
    if (value === undefined) return unreadable;
    if (hl7.first(value, 'reference') !== undefined && value.content.trim() === '') return { kind: 'elsewhere' };
    if (this.media.length >= this.#limits.count) return unreadable;
    const decoded = parseBase64(value.content, field, 'folded');
    if (!decoded.ok) {
      this.#findings.push(...decoded.findings);
      return unreadable;
    }
    const bytes = this.#unpacked(decoded.value, attribute(value, 'compression'));
    const mimeType = bytes === undefined ? undefined : shownMimeType(bytes);
    if (bytes === undefined || mimeType === undefined || this.#bytes + bytes.length > this.#limits.bytes) return unreadable;
    this.#bytes += bytes.length;
    this.media.push({ mimeType, bytes });
    return { kind: 'shown', index: this.media.length - 1, mimeType };
  }

  #unpacked(bytes: Uint8Array, compression: string | undefined): Uint8Array | undefined {
    if (compression === undefined) return bytes;
    const algorithm = compressions[compression];
    return algorithm === undefined ? undefined : this.#inflate?.(bytes, algorithm, this.#limits.bytes - this.#bytes);
  }
}

const namespaces = { h: hl7Namespace };

/** Every `observationMedia` and `regionOfInterest` by its ID; a region stands for the picture it outlines. */
export function mediaById(document: XmlDocument): ReadonlyMap<string, XmlElement> {
  const found = new Map<string, XmlElement>();
  for (const element of document.find('//h:observationMedia[@ID]|//h:regionOfInterest[@ID]', namespaces)) {
    if (!(element instanceof XmlElement)) continue;
    const picture = element.name === 'regionOfInterest' ? element.get('.//h:observationMedia', namespaces) : element;
    if (picture instanceof XmlElement) found.set(attribute(element, 'ID')!, picture);
  }
  return found;
}

/** Every `observationMedia` of a section's own entries, in order. */
export const mediaIn = (section: XmlElement): XmlElement[] =>
  section.find('h:entry//h:observationMedia', namespaces).filter((node): node is XmlElement => node instanceof XmlElement);
