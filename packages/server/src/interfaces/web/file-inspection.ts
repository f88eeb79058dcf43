// What a file sent by a patient really is: its first bytes decide, never its name nor what the browser says of it.
// Guarantees: a PDF, JPEG or PNG that is whole, of a size a screen can hold, that nothing runs in and that a reader can open.
// Not an antivirus: readers are protected by the way bytes are served (sandbox, nosniff), this only keeps the useless and the harmful out.

import { inflateSync } from 'node:zlib';
import { type Finding, type Result, ok, refuse } from '@carnet/domain/kernel';

export type AcceptedMimeType = 'application/pdf' | 'image/jpeg' | 'image/png';

/** Longest side and area a picture may have: 100 megapixels decode to 400 MB, the most a reader's device can be asked for. */
const maximumSide = 20_000;
const maximumPixels = 100_000_000;

const refusedFile = (rule: string, given?: string, expected?: string): Result<never> => {
  const finding: Finding = { field: 'file', rule, ...(given === undefined ? {} : { given }), ...(expected === undefined ? {} : { expected }) };
  return refuse('CONTENU_REFUSE', [finding]);
};

const pdfStart = Buffer.from('%PDF-');
const jpegStart = Buffer.from([0xff, 0xd8, 0xff]);
const jpegEnd = Buffer.from([0xff, 0xd9]);
const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** By the first bytes alone; undefined: none of the three. */
export function mimeTypeOf(bytes: Buffer): AcceptedMimeType | undefined {
  if (bytes.subarray(0, pdfStart.length).equals(pdfStart)) return 'application/pdf';
  if (bytes.subarray(0, jpegStart.length).equals(jpegStart)) return 'image/jpeg';
  return bytes.subarray(0, pngStart.length).equals(pngStart) ? 'image/png' : undefined;
}

export function inspectFile(bytes: Buffer): Result<AcceptedMimeType> {
  if (bytes.length === 0) return refusedFile('FICHIER_VIDE');
  switch (mimeTypeOf(bytes)) {
    case 'application/pdf':
      return inspectPdf(bytes);
    case 'image/jpeg':
      return inspectPicture('image/jpeg', jpegSize(bytes));
    case 'image/png':
      return inspectPicture('image/png', pngSize(bytes));
    default:
      return refusedFile('FICHIER_TYPE', bytes.subarray(0, 8).toString('hex'), 'PDF, JPEG, PNG');
  }
}

// ---- PDF (ISO 32000-1) ----

/** Actions that run something when the document is opened. A `/JS` entry only acts under `/S /JavaScript` (§12.6.4.16). */
const activeNames = ['/JavaScript', '/Launch'] as const;

/**
 * Whole: a header at the first byte (a header further on is how polyglot files are made) and an end marker in the last kilobyte (§7.5.5).
 * Encrypted is refused: no professional, nor anybody in twenty years, would have the password.
 * Active is refused: our viewer runs nothing, but the original is downloaded to software that may.
 */
function inspectPdf(bytes: Buffer): Result<AcceptedMimeType> {
  const text = bytes.toString('latin1');
  if (!/^%PDF-[12]\.\d/.test(text)) return refusedFile('PDF_ENTETE');
  if (!text.slice(-1024).includes('%%EOF')) return refusedFile('PDF_TRONQUE');
  // The trailer and the dictionary of a cross-reference stream are never compressed: /Encrypt is always in clear.
  const clear = plainNames(text);
  if (/\/Encrypt(?![A-Za-z])/.test(clear)) return refusedFile('PDF_CHIFFRE');
  const inside = objectStreams(bytes, text);
  if (inside === undefined) return refusedFile('PDF_ILLISIBLE');
  const active = activeNames.find((name) => clear.includes(name) || inside.some((stream) => plainNames(stream).includes(name)));
  return active === undefined ? ok('application/pdf') : refusedFile('PDF_ACTIF', active);
}

/** A name may hide its letters as `#4A` (§7.3.5). */
const plainNames = (text: string): string => text.replaceAll(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Dictionaries may lie in compressed object streams (§7.5.7). All together they may open to this much: a bomb goes no further. */
const inflatedMaximum = 64 * 1024 * 1024;
const objectStreamMaximum = 5_000;

/** How far behind its name a stream may open: a dictionary is shorter. */
const dictionaryMaximum = 4096;

function objectStreams(bytes: Buffer, text: string): string[] | undefined {
  const found: string[] = [];
  // Of bytes looked through, as they are and as they open: streams that overlap, or end far away, are paid for each time.
  let left = inflatedMaximum;
  let named = 0;
  for (let at = text.indexOf('/ObjStm'); at !== -1; at = text.indexOf('/ObjStm', at + 7)) {
    if ((named += 1) > objectStreamMaximum) return undefined;
    const opening = /stream\r?\n/.exec(text.slice(at, at + dictionaryMaximum));
    if (opening === null) continue;
    const start = at + opening.index + opening[0].length;
    const end = text.indexOf('endstream', start);
    if (end === -1) break;
    left -= end - start;
    const stream = left > 0 ? inflated(bytes.subarray(start, end), left) : undefined;
    if (stream === undefined) return undefined;
    left -= stream.length;
    found.push(stream);
  }
  return found;
}

/** What the stream opens to; itself when it is not compressed; undefined when it opens to more than what is left. */
function inflated(stream: Buffer, maximum: number): string | undefined {
  try {
    return inflateSync(stream, { maxOutputLength: maximum }).toString('latin1');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? undefined : stream.toString('latin1');
  }
}

// ---- Pictures ----

interface PictureSize {
  readonly width: number;
  readonly height: number;
}

function inspectPicture(mimeType: 'image/jpeg' | 'image/png', size: PictureSize | undefined): Result<AcceptedMimeType> {
  if (size === undefined || size.width === 0 || size.height === 0) return refusedFile('IMAGE_TRONQUEE');
  if (Math.max(size.width, size.height) > maximumSide || size.width * size.height > maximumPixels)
    return refusedFile('IMAGE_TROP_GRANDE', `${size.width} × ${size.height}`, `${maximumSide} × ${maximumSide}, ${maximumPixels} pixels`);
  return ok(mimeType);
}

/** Walks the segments to the frame header (ITU T.81 B.2.2). Undefined: no frame, or no end marker. */
function jpegSize(bytes: Buffer): PictureSize | undefined {
  if (bytes.lastIndexOf(jpegEnd) < 4) return undefined;
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // SOF0 to SOF15, but DHT (C4), JPG (C8) and DAC (CC).
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    // SOS or EOI before any frame header.
    if (marker === 0xda || marker === 0xd9) return undefined;
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

/** IHDR first, then chunk by chunk to IEND (PNG §5). Undefined: one is missing. */
function pngSize(bytes: Buffer): PictureSize | undefined {
  if (bytes.length < 33 || bytes.readUInt32BE(8) !== 13 || bytes.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  for (let at = 8; at + 12 <= bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    if (bytes.toString('latin1', at + 4, at + 8) === 'IEND') return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  }
  return undefined;
}
