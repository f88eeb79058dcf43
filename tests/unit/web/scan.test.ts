// A sheet photographed from the side comes out straight and white, and its pages are a PDF whose every part is where it says, which the server takes (a
// journey opens one in the reader).

import { inspectFile } from '@carnet/server/interfaces/web/file-inspection';
import { describe, expect, it, test } from 'vitest';
import { type Corners, isSheet, moved, sheetSize, squareTo, through, turned, wholePicture } from '../../../apps/patient/src/journeys/adding/scan/geometry.ts';
import { pdfOf } from '../../../apps/patient/src/journeys/adding/scan/pdf.ts';
import { type Pixels, straightened, whitened } from '../../../apps/patient/src/journeys/adding/scan/straighten.ts';
import { smallJpeg } from '../../support/small-files.ts';

const leaning: Corners = [
  { x: 0.2, y: 0.1 },
  { x: 0.85, y: 0.2 },
  { x: 0.95, y: 0.9 },
  { x: 0.05, y: 0.8 },
];

describe('the homography', () => {
  it.each([
    ['of a sheet seen from the side', leaning],
    ['of a rectangle', wholePicture],
    ['of a sheet on its side', turned(leaning)],
  ])('%s takes each corner of the page to that of the sheet', (_name, corners) => {
    const found = wholePicture.map((corner) => through(squareTo(corners), corner));
    for (const [index, { x, y }] of found.entries()) {
      expect(x).toBeCloseTo(corners[index]!.x, 10);
      expect(y).toBeCloseTo(corners[index]!.y, 10);
    }
  });
  it('keeps straight lines straight: the middle of the page is where its diagonals cross', () => {
    const [a, b, c, d] = leaning;
    const { x, y } = through(squareTo(leaning), { x: 0.5, y: 0.5 });
    const beside = (from: typeof a, to: typeof a): number => (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x);
    expect(beside(a, c)).toBeCloseTo(0, 10);
    expect(beside(b, d)).toBeCloseTo(0, 10);
  });
});

describe('corners', () => {
  it('stay within the picture, and are those of a sheet unless they cross', () => {
    expect(moved(leaning, 0, { x: -3, y: 2 })[0]).toEqual({ x: 0, y: 1 });
    expect(isSheet(leaning)).toBe(true);
    expect(isSheet(turned(leaning))).toBe(true);
    expect(isSheet(moved(leaning, 0, { x: 0.9, y: 0.85 }))).toBe(false);
    const [a, b, c, d] = leaning;
    expect(isSheet([b, a, c, d])).toBe(false);
    expect(isSheet([a, a, c, d])).toBe(false);
  });
  it('turned four times are the same; a turn makes of a page on its side one that stands', () => {
    expect(turned(turned(turned(turned(leaning))))).toEqual(leaning);
    expect(sheetSize(wholePicture, { width: 400, height: 300 }, 1000)).toEqual({ width: 400, height: 300 });
    expect(sheetSize(turned(wholePicture), { width: 400, height: 300 }, 1000)).toEqual({ width: 300, height: 400 });
    expect(sheetSize(wholePicture, { width: 4000, height: 3000 }, 1000)).toEqual({ width: 1000, height: 750 });
  });
});

/** Each pixel by its place, from 0 to 1. */
function drawn(width: number, height: number, grey: (x: number, y: number) => number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      data.fill(grey((x + 0.5) / width, (y + 0.5) / height), at, at + 3);
      data[at + 3] = 255;
    }
  return { width, height, data };
}
const greyAt = ({ width, height, data }: Pixels, x: number, y: number): number => data[(Math.floor(y * height) * width + Math.floor(x * width)) * 4]!;

test('a sheet seen from the side fills the page: what was around it is gone, what was on it is in its place', () => {
  // Black table, white sheet, its lower right quarter grey.
  const photo = drawn(100, 80, () => 0);
  for (let v = 0; v < 1; v += 0.004)
    for (let u = 0; u < 1; u += 0.004) {
      const { x, y } = through(squareTo(leaning), { x: u, y: v });
      const at = (Math.floor(y * 80) * 100 + Math.floor(x * 100)) * 4;
      photo.data.fill(u > 0.5 && v > 0.5 ? 120 : 255, at, at + 3);
    }
  const page = straightened(photo, leaning, 1000);
  for (const [x, y, grey] of [
    [0.1, 0.1, 255],
    [0.9, 0.1, 255],
    [0.1, 0.9, 255],
    [0.4, 0.4, 255],
    [0.6, 0.6, 120],
    [0.9, 0.9, 120],
  ] as const)
    expect([x, y, greyAt(page, x, y)]).toEqual([x, y, grey]);
  const quarter = straightened(photo, turned(leaning), 1000);
  expect([greyAt(quarter, 0.1, 0.9), greyAt(quarter, 0.9, 0.9)]).toEqual([120, 255]);
});

test('a paper under a shadow becomes white everywhere, its ink dark, its red red', () => {
  const shadow = (x: number): number => 240 - 110 * x;
  const inked = (x: number, y: number): boolean => Math.floor(y * 40) % 4 === 0 && Math.floor(x * 100) % 3 !== 0;
  const page = whitened(drawn(400, 300, (x, y) => (inked(x, y) ? shadow(x) * 0.25 : shadow(x))));
  for (const x of [0.053, 0.5, 0.953]) expect(greyAt(page, x, 0.06)).toBeGreaterThan(245);
  for (const x of [0.015, 0.525, 0.955]) expect(greyAt(page, x, 0.11)).toBeLessThan(60);
  const red = drawn(400, 300, () => 200);
  red.data.set([190, 40, 40, 255], (150 * 400 + 200) * 4);
  const at = (150 * 400 + 200) * 4;
  const [r, g, b] = whitened(red).data.subarray(at, at + 3);
  expect(r! - Math.max(g!, b!)).toBeGreaterThan(120);
});

test('pages are a PDF the server takes, every part where the table says, each page of the shape of its picture on an A4', async () => {
  const jpeg = (width: number, height: number): { readonly jpeg: Uint8Array<ArrayBuffer>; readonly width: number; readonly height: number } => ({
    jpeg: new Uint8Array(smallJpeg(width, height)),
    width,
    height,
  });
  const bytes = Buffer.from(await pdfOf([jpeg(1654, 2339), jpeg(2339, 1654), jpeg(1000, 1000)]).arrayBuffer());
  expect(inspectFile(bytes)).toEqual({ ok: true, value: 'application/pdf' });
  const text = bytes.toString('latin1');
  const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)![1]);
  expect(text.slice(table, table + 10)).toBe('xref\n0 12\n');
  const offsets = [...text.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
  expect(offsets.map((offset) => text.slice(offset, offset + 8).split(' obj')[0])).toEqual(Array.from({ length: 11 }, (_, index) => `${index + 1} 0`));
  for (const [, length, body] of text.matchAll(/\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/g)) expect(body).toHaveLength(Number(length));
  expect([...text.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, wide, high]) => [Number(wide), Number(high)])).toEqual([
    [595.33, 841.89],
    [841.89, 595.33],
    [841.89, 841.89],
  ]);
});
