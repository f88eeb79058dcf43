// The pixels of a sheet: taken from a picture by its homography, then its paper made white. On plain arrays, so that it runs in a worker and in a
// test alike.

import { type Corners, type Size, sheetSize, squareTo } from './geometry.ts';

export interface Pixels extends Size {
  /** RGBA, row by row. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** Each pixel of the sheet is looked for in the picture, and mixed from the four around it. */
export function straightened(picture: Pixels, corners: Corners, longestSide: number): Pixels {
  const { width, height } = sheetSize(corners, picture, longestSide);
  const data = new Uint8ClampedArray(width * height * 4);
  const [a, b, c, d, e, f, g, h] = squareTo(corners) as [number, number, number, number, number, number, number, number];
  const [lastX, lastY] = [picture.width - 1, picture.height - 1];
  const from = picture.data;
  const row = picture.width * 4;
  for (let y = 0, at = 0; y < height; y++) {
    const v = (y + 0.5) / height;
    for (let x = 0; x < width; x++, at += 4) {
      const u = (x + 0.5) / width;
      const depth = g * u + h * v + 1;
      const px = Math.min(lastX, Math.max(0, ((a * u + b * v + c) / depth) * picture.width - 0.5));
      const py = Math.min(lastY, Math.max(0, ((d * u + e * v + f) / depth) * picture.height - 0.5));
      const [left, top] = [Math.floor(px), Math.floor(py)];
      const [right, down] = [left < lastX ? 4 : 0, top < lastY ? row : 0];
      const [fx, fy] = [px - left, py - top];
      const first = top * row + left * 4;
      for (let channel = 0; channel < 3; channel++) {
        const here = first + channel;
        const above = from[here]! * (1 - fx) + from[here + right]! * fx;
        const below = from[here + down]! * (1 - fx) + from[here + down + right]! * fx;
        data[at + channel] = above * (1 - fy) + below * fy;
      }
      data[at + 3] = 255;
    }
  }
  return { width, height, data };
}

/** Side of the squares whose brightest tenth is taken for the paper: larger than letters, smaller than a shadow. */
const block = 32;
const paperWhite = 238;
const inkBlack = 40;

/** As a copier sees it: the paper white wherever the light fell, ink darker, colours kept. */
export function whitened({ width, height, data }: Pixels): Pixels {
  const [columns, rows] = [Math.ceil(width / block), Math.ceil(height / block)];
  const paper = smoothed(paperOf({ width, height, data }, columns, rows), columns, rows);
  const out = new Uint8ClampedArray(data.length);
  for (let y = 0, at = 0; y < height; y++) {
    const gy = Math.min(rows - 1, Math.max(0, y / block - 0.5));
    const top = Math.floor(gy);
    const bottom = Math.min(rows - 1, top + 1);
    for (let x = 0; x < width; x++, at += 4) {
      const gx = Math.min(columns - 1, Math.max(0, x / block - 0.5));
      const left = Math.floor(gx);
      const right = Math.min(columns - 1, left + 1);
      const [fx, fy] = [gx - left, gy - top];
      const light =
        (paper[top * columns + left]! * (1 - fx) + paper[top * columns + right]! * fx) * (1 - fy) +
        (paper[bottom * columns + left]! * (1 - fx) + paper[bottom * columns + right]! * fx) * fy;
      const gain = 255 / light;
      for (let channel = 0; channel < 3; channel++) out[at + channel] = ((data[at + channel]! * gain - inkBlack) * 255) / (paperWhite - inkBlack);
      out[at + 3] = 255;
    }
  }
  return { width, height, data: out };
}

const luminance = (data: Uint8ClampedArray, at: number): number => 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!;

function paperOf({ width, height, data }: Pixels, columns: number, rows: number): Float32Array {
  const paper = new Float32Array(columns * rows);
  const seen = new Uint32Array(256);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      seen.fill(0);
      let count = 0;
      for (let y = row * block; y < Math.min(height, (row + 1) * block); y += 2)
        for (let x = column * block; x < Math.min(width, (column + 1) * block); x += 2, count++)
          seen[Math.min(255, Math.round(luminance(data, (y * width + x) * 4)))]! += 1;
      let level = 255;
      for (let brighter = seen[level]!; brighter < count / 10 && level > 0;) brighter += seen[--level]!;
      paper[row * columns + column] = level;
    }
  // A square of ink, or of the table, has no paper in it: it stays as much darker as it is.
  const floor = Math.max(70, paper.reduce((most, level) => Math.max(most, level), 0) / 2);
  return paper.map((level) => Math.max(floor, level));
}

/** With its neighbours: a square that is all ink takes the paper of those around it. */
function smoothed(paper: Float32Array, columns: number, rows: number): Float32Array {
  const out = new Float32Array(paper.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let [sum, weight] = [0, 0];
      for (let y = Math.max(0, row - 2); y <= Math.min(rows - 1, row + 2); y++)
        for (let x = Math.max(0, column - 2); x <= Math.min(columns - 1, column + 2); x++) {
          const value = paper[y * columns + x]!;
          // Brighter squares are likelier to be paper.
          sum += value * value;
          weight += value;
        }
      out[row * columns + column] = sum / weight;
    }
  return out;
}
