// Pages of a scan: each a picture with the corners of its sheet, made straight by the worker, then all of them one PDF under the limit. Nothing
// leaves the device.

import { type Corners, turned, wholePicture } from './geometry.ts';
import { pdfOf } from './pdf.ts';
import type { PageAsked } from './scan-worker.ts';
import type { Pixels } from './straighten.ts';

/** What was photographed, upright, no larger than is of use. */
export interface Picture {
  readonly blob: Blob;
  readonly width: number;
  readonly height: number;
}
export interface Shape {
  readonly corners: Corners;
  readonly whiten: boolean;
}
export interface Page extends Shape {
  readonly id: string;
  readonly picture: Picture;
  /** As it will be sent. */
  readonly made: Picture;
}

/** 200 dots per inch over A4: small print is read, and twenty pages stay under the limit. */
const longestSide = 2339;
/** Of a photo, before its corners are cut: what is cut away is not counted above. */
const longestTaken = 3200;
const quality = 0.8;

const context = (canvas: HTMLCanvasElement): CanvasRenderingContext2D => {
  const found = canvas.getContext('2d', { willReadFrequently: true });
  if (found === null) throw new Error('this browser draws nothing');
  return found;
};

async function toJpeg(canvas: HTMLCanvasElement, at: number): Promise<Picture> {
  const { width, height } = canvas;
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', at));
  // Safari counts every canvas until it is collected, and then draws nothing more.
  canvas.width = canvas.height = 0;
  if (blob === null) throw new Error('the picture was not written');
  return { blob, width, height };
}

async function drawn(source: Blob, longest: number): Promise<HTMLCanvasElement> {
  const bitmap = await createImageBitmap(source, { imageOrientation: 'from-image' });
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const drawing = context(canvas);
  drawing.fillStyle = '#fff';
  drawing.fillRect(0, 0, canvas.width, canvas.height);
  drawing.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}

function straightenedAway(asked: PageAsked): Promise<Pixels> {
  const worker = new Worker(new URL('./scan-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Pixels>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Pixels>) => resolve(data));
    worker.addEventListener('error', () => reject(new Error('the page was not straightened')));
    worker.postMessage(asked, [asked.picture.data.buffer]);
  }).finally(() => worker.terminate());
}

/** Rejects when the picture does not open. */
export const takePicture = async (file: Blob): Promise<Picture> => toJpeg(await drawn(file, longestTaken), 0.9);

export async function makePage(id: string, picture: Picture, shape: Shape): Promise<Page> {
  const canvas = await drawn(picture.blob, longestTaken);
  const pixels = context(canvas).getImageData(0, 0, canvas.width, canvas.height);
  const { width, height, data } = await straightenedAway({ picture: { width: pixels.width, height: pixels.height, data: pixels.data }, longestSide, ...shape });
  canvas.width = width;
  canvas.height = height;
  context(canvas).putImageData(new ImageData(data, width, height), 0, 0);
  return { id, picture, ...shape, made: await toJpeg(canvas, quality) };
}

export const newPage = (picture: Picture, corners: Corners = wholePicture): Promise<Page> => makePage(crypto.randomUUID(), picture, { corners, whiten: true });
export const turnedPage = ({ id, picture, corners, whiten }: Page): Promise<Page> => makePage(id, picture, { corners: turned(corners), whiten });

export const sizeOf = (pages: readonly Page[]): number => pages.reduce((sum, { made }) => sum + made.blob.size, 0);

/** The dictionaries around each picture, and what opens and closes the file. */
const aroundPages = 4096;
/** Each time lighter: dots kept of a side, quality. */
const lighter = [
  [1, 0.65],
  [0.8, 0.6],
  [0.65, 0.5],
] as const;

/** One PDF no larger than this; undefined where even the lightest is. */
export async function assembled(pages: readonly Page[], maximumBytes: number): Promise<Blob | undefined> {
  let made = pages.map((page) => page.made);
  const fits = (): boolean => made.reduce((sum, { blob }) => sum + blob.size + aroundPages, aroundPages) <= maximumBytes;
  for (const [scale, at] of lighter) {
    if (fits()) break;
    const anew: Picture[] = [];
    for (const { made: page } of pages) anew.push(await toJpeg(await drawn(page.blob, longestSide * scale), at));
    made = anew;
  }
  if (!fits()) return undefined;
  return pdfOf(await Promise.all(made.map(async ({ blob, width, height }) => ({ width, height, jpeg: new Uint8Array(await blob.arrayBuffer()) }))));
}
