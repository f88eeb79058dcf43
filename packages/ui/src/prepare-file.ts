// Looks at a chosen file before anything is sent: what it is by its first bytes, not by its name, and whether it can go. A large photo is
// redrawn smaller on the device, which also leaves its place and camera data behind.

import { patientDepositMaximumBytes } from '@carnet/contract/deposit-limits';

type FileFault = 'heic' | 'kind' | 'empty' | 'size' | 'unreadablePhoto';
export type Prepared = { readonly ok: true; readonly file: File; readonly lightened: boolean } | { readonly ok: false; readonly fault: FileFault };

/** Enough to read a page of text photographed by hand: about 300 dots per inch over A4. */
const longestSide = 3508;
/** Under this a photo goes as it is. */
const lightEnoughBytes = 2 * 1024 * 1024;
const quality = 0.85;

const starts = (bytes: Uint8Array, ...signature: number[]): boolean => signature.every((byte, index) => bytes[index] === byte);
const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));

type Kind = 'application/pdf' | 'image/jpeg' | 'image/png' | 'heic' | undefined;
function kindOf(bytes: Uint8Array): Kind {
  if (ascii(bytes, 0, 5) === '%PDF-') return 'application/pdf';
  if (starts(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  return ascii(bytes, 4, 8) === 'ftyp' && /^(?:hei|hev|mif|msf)/.test(ascii(bytes, 8, 12)) ? 'heic' : undefined;
}

const fault = (name: FileFault): Prepared => ({ ok: false, fault: name });

export async function prepareFile(file: File): Promise<Prepared> {
  if (file.size === 0) return fault('empty');
  const kind = kindOf(new Uint8Array(await file.slice(0, 16).arrayBuffer()));
  if (kind === 'heic') return fault('heic');
  if (kind === undefined) return fault('kind');
  const lighter = kind === 'application/pdf' ? undefined : await lighten(file);
  if (lighter === 'unreadable') return fault('unreadablePhoto');
  const sent = lighter ?? (file.type === kind ? file : new File([file], file.name, { type: kind }));
  return sent.size > patientDepositMaximumBytes ? fault('size') : { ok: true, file: sent, lightened: lighter !== undefined };
}

/** A smaller JPEG of the picture; undefined when it is light enough already, or would not get lighter. */
async function lighten(file: File): Promise<File | 'unreadable' | undefined> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined);
  if (picture === undefined) return 'unreadable';
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  if (scale === 1 && file.size <= lightEnoughBytes) {
    picture.close();
    return undefined;
  }
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  // JPEG has no transparency: what was transparent is paper.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  if (blob === null || blob.size >= file.size) return undefined;
  return new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' });
}
