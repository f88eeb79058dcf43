// A document as it is read: its reading view, the pictures and PDFs the view names, and the original as it was deposited.
// Bytes go out as what they are, never sniffed, in a sandbox of their own; only PDF and pictures are ever shown inline.

import { type CdaWording, type Inflate, type Media, cdaLabels, isCda, readCda } from '@carnet/codecs/cda';
import { fhirDocumentType, readFhirDocument } from '@carnet/codecs/fhir-document';
import { type ReadingView } from '@carnet/contract';
import { type LabelLanguage, readingLabels, typeLabel } from '@carnet/contract/wording';
import type { DocumentEntry, LogicalId } from '@carnet/domain/document';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyRequest, RouteHandlerMethod } from 'fastify';
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { type DocumentContent, readDocument } from '../../application/read-document.ts';
import type { Ports } from '../../ports/index.ts';
import { FileAnswer } from './answer.ts';
import { distinctTitles } from './distinct-titles.ts';
import type { Limiting } from './door.ts';
import { mimeTypeOf } from './file-inspection.ts';
import { historyView } from './history-view.ts';
import { printCopy } from './pdf/print.ts';
import { authorName } from './present-document.ts';
import type { DossierCall } from './web-deps.ts';

type OfDocument = (act: (call: DossierCall, id: LogicalId, request: FastifyRequest) => Promise<Result<unknown>>) => RouteHandlerMethod;

export function readingRoutes(app: FastifyInstance, ports: Ports, document: string, ofDocument: OfDocument, limited: Limiting): void {
  app.get(
    `${document}/reading`,
    ofDocument((call, id) => showReading(ports, call, id)),
  );
  app.get(
    `${document}/media/:index`,
    ofDocument((call, id, { params }) => showMedia(ports, call, id, (params as { readonly index: string }).index)),
  );
  app.get(
    `${document}/original`,
    ofDocument((call, id) => showOriginal(ports, call, id)),
  );
  app.get(
    `${document}/pdf`,
    limited,
    ofDocument((call, id) => showCopy(ports, call, id)),
  );
}

async function showReading(ports: Ports, call: DossierCall, id: LogicalId): Promise<Result<ReadingView>> {
  const content = await readDocument(ports, call.caller, call.dossier, { logicalId: id });
  if (!content.ok) return content;
  const { history } = content.value;
  return ok(history === undefined ? distinctTitles(readable(call.language, content.value).view) : historyView(call.language, content.value.entry, history));
}

async function showMedia(ports: Ports, call: DossierCall, id: LogicalId, index: string): Promise<Result<FileAnswer>> {
  const content = await readDocument(ports, call.caller, call.dossier, { logicalId: id });
  if (!content.ok) return content;
  return mediaIn(readable(call.language, content.value), index);
}

export function mediaIn({ media }: Readable, index: string): Result<FileAnswer> {
  const one = /^\d{1,3}$/.test(index) ? media[Number(index)] : undefined;
  return one === undefined ? refuse('DOCUMENT_INEXISTANT') : ok(new FileAnswer(one.bytes, one.mimeType));
}

async function showOriginal(ports: Ports, call: DossierCall, id: LogicalId): Promise<Result<FileAnswer>> {
  const content = await readDocument(ports, call.caller, call.dossier, { logicalId: id });
  if (!content.ok) return content;
  const { bytes, entry } = content.value;
  return ok(new FileAnswer(bytes, entry.mimeType, `${entry.title}.${extensionOf(entry.mimeType)}`));
}

/** A copy to be read anywhere: the PDF a document is or carries, and otherwise its reading view on pages. */
async function showCopy(ports: Ports, call: DossierCall, id: LogicalId): Promise<Result<FileAnswer>> {
  const content = await readDocument(ports, call.caller, call.dossier, { logicalId: id });
  if (!content.ok) return content;
  const { entry, history } = content.value;
  const { view, media } = readable(call.language, content.value);
  const carried = view.sections.length === 0 && view.blocks.length === 1 && view.blocks[0]!.kind === 'pdf' ? media[view.blocks[0]!.media] : undefined;
  const shown = history === undefined ? distinctTitles(view) : historyView(call.language, entry, history);
  const bytes = carried?.bytes ?? (await printCopy({ view: shown, media, language: call.language, at: ports.clock.now() }));
  return bytes === undefined ? refuse('SERVICE_INDISPONIBLE') : ok(new FileAnswer(bytes, 'application/pdf', `${entry.title}.pdf`));
}

const extensions: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/tiff': 'tif',
  'text/plain': 'txt',
  'text/xml': 'xml',
  'application/xml': 'xml',
  'application/rtf': 'rtf',
  'text/rtf': 'rtf',
  [fhirDocumentType]: 'json',
};
export const extensionOf = (mimeType: string): string => extensions[mimeType] ?? 'bin';

interface Readable {
  readonly view: ReadingView;
  readonly media: readonly Media[];
}

export function readable(language: LabelLanguage, { bytes, entry }: Pick<DocumentContent, 'bytes' | 'entry'>): Readable {
  if (isCda(bytes)) {
    const read = readCda(bytes, cdaWordings[language], { inflate });
    return read.ok ? read.value : unreadable(language, entry);
  }
  if (entry.mimeType === fhirDocumentType) {
    const read = readFhirDocument(bytes, cdaWordings[language]);
    return read.ok ? read.value : unreadable(language, entry);
  }
  const mimeType = mimeTypeOf(bytes);
  if (mimeType === 'application/pdf')
    return { view: plainView(language, entry, [{ kind: 'pdf', media: 0, title: entry.title }]), media: [{ mimeType, bytes }] };
  if (mimeType !== undefined)
    return { view: plainView(language, entry, [{ kind: 'image', media: 0, mimeType, alt: entry.title }]), media: [{ mimeType, bytes }] };
  return entry.mimeType === 'text/plain' ? { view: plainView(language, entry, paragraphs(language, bytes)), media: [] } : unreadable(language, entry);
}

const unreadable = (language: LabelLanguage, entry: DocumentEntry): Readable => ({
  view: { ...plainView(language, entry, []), unreadable: { mimeType: entry.mimeType } },
  media: [],
});

const wordingIn = (language: LabelLanguage): CdaWording => ({
  locale: language === 'fr' ? 'fr-FR' : 'en-GB',
  labels: Object.fromEntries(cdaLabels.map((label) => [label, readingLabels[label][language]])) as CdaWording['labels'],
});
const cdaWordings: Readonly<Record<LabelLanguage, CdaWording>> = { fr: wordingIn('fr'), en: wordingIn('en') };

/** Unpacks what a CDA carries compressed, up to the cap it is given; anything else is not shown. */
const inflate: Inflate = (bytes, compression, maxOutputLength) => {
  try {
    return { 'deflate-raw': inflateRawSync, 'deflate': inflateSync, 'gzip': gunzipSync }[compression](bytes, { maxOutputLength });
  } catch {
    // Not of that form, or larger than the cap: zlib says both by throwing, and the codec notes the finding.
    return undefined;
  }
};

/** The view of a document that says nothing of itself: what its metadata say stands for its header. */
function plainView(language: LabelLanguage, entry: DocumentEntry, blocks: ReadingView['blocks']): ReadingView {
  const words = (label: keyof typeof readingLabels): string => readingLabels[label][language];
  const date = new Intl.DateTimeFormat(cdaWordings[language].locale, { dateStyle: 'long', timeZone: 'Europe/Paris' }).format(entry.serviceStart);
  return {
    title: entry.title,
    header: [
      { term: words('documentType'), details: [typeLabel(language, entry.type.code)] },
      { term: words('authors'), details: entry.authors.map(authorName) },
      { term: words('documentDate'), details: [date] },
      ...(entry.comments === undefined ? [] : [{ term: words('comments'), details: [entry.comments] }]),
    ],
    blocks,
    sections: [],
  };
}

/** What one screen can be asked to lay out; the rest is in the original. */
const plainTextMaximum = 2_000_000;

function paragraphs(language: LabelLanguage, bytes: Uint8Array): ReadingView['blocks'] {
  const text = new TextDecoder().decode(bytes.subarray(0, plainTextMaximum)).replaceAll(/\r\n?/g, '\n');
  const chunks = text.split(/\n{2,}/).filter((chunk) => chunk.trim() !== '');
  if (bytes.length > plainTextMaximum) chunks.push(readingLabels.truncated[language]);
  return chunks.map((chunk) => ({
    kind: 'paragraph',
    children: chunk.split('\n').flatMap((line, index) => (index === 0 ? [{ kind: 'text', text: line }] : [{ kind: 'break' }, { kind: 'text', text: line }])),
  }));
}
