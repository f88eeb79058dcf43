// The bodies of what a professional deposits by hand: a file, carried whole in a body of level 1 (XDS-SD), or a note, as narrative people read.

import type { Coded } from '@carnet/domain/document';
import { type Markup, element, text } from '../xml/index.ts';
import { formatOfBody, frenchFormatSystem } from './format-codes.ts';
import type { CdaHeader } from './write-header.ts';

export interface WrittenBody {
  readonly models: CdaHeader['models'];
  readonly format: Coded;
  readonly body: Markup;
}

/** IHE XDS-SD. */
const scanned = { root: '1.3.6.1.4.1.19376.1.2.20' } as const;

/** JDV_J60 has no code for PNG: the one of an unstructured picture stands for both, the media type tells them apart. */
export function fileBody(mediaType: 'application/pdf' | 'image/jpeg' | 'image/png', bytes: Uint8Array): WrittenBody {
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return {
    models: [scanned],
    format: formatOfBody(mediaType === 'image/png' ? 'image/jpeg' : mediaType)!,
    body: element('nonXMLBody', {}, element('text', { mediaType, representation: 'B64' }, text(base64))),
  };
}

/** Paragraphs stand apart by an empty line; a line that ends within one ends there too. */
export function paragraphsOf(words: string): readonly Markup[] {
  const lines = (paragraph: string): readonly Markup[] =>
    paragraph.split('\n').flatMap((line, index) => [...(index === 0 ? [] : [element('br')]), element('content', {}, text(line.trimEnd()))]);
  return words
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n[\t ]*\n\s*/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => element('paragraph', {}, lines(paragraph)));
}

/** It follows no model of the CI-SIS, and says so (JDV_J60). */
export const modelless = { models: [], format: { code: 'urn:asipSante:modelesHorsProfils:2011', system: frenchFormatSystem } } as const;

export const noteBody = (note: string): WrittenBody => ({
  ...modelless,
  body: element(
    'structuredBody',
    {},
    element('component', {}, element('section', {}, element('title', {}, text('Note')), element('text', {}, ...paragraphsOf(note)))),
  ),
});
