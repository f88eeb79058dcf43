// The geometry of a sheet photographed from the side: four corners in a picture, the homography that straightens them, the size of what comes out.
// Points are fractions of the picture, so that they hold at any size. Pure: nothing of the browser.

export interface Point {
  readonly x: number;
  readonly y: number;
}
/** Clockwise from the top left of the sheet. */
export type Corners = readonly [Point, Point, Point, Point];

export const wholePicture: Corners = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
];
/** Where corners wait to be put on those of the sheet. */
export const atMargins: Corners = wholePicture.map(({ x, y }) => ({ x: x === 0 ? 0.06 : 0.94, y: y === 0 ? 0.06 : 0.94 })) as unknown as Corners;

/** A quarter turn clockwise: what was the bottom left comes to the top left. */
export const turned = ([a, b, c, d]: Corners): Corners => [d, a, b, c];

const within = (value: number): number => Math.min(1, Math.max(0, value));
export const moved = (corners: Corners, which: number, to: Point): Corners =>
  corners.map((corner, index) => (index === which ? { x: within(to.x), y: within(to.y) } : corner)) as unknown as Corners;

/** No sheet has a corner inside, nor two that cross: every turn goes the same way. */
export function isSheet(corners: Corners): boolean {
  const turns = corners.map((corner, index) => {
    const [next, after] = [corners[(index + 1) % 4]!, corners[(index + 2) % 4]!];
    return (next.x - corner.x) * (after.y - next.y) - (next.y - corner.y) * (after.x - next.x);
  });
  return turns.every((turn) => turn > 0.002);
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** As wide as the longer of its two widths, as high as the longer of its heights, within a longest side. */
export function sheetSize(corners: Corners, picture: Size, longestSide: number): Size {
  const [tl, tr, br, bl] = corners;
  const length = (from: Point, to: Point): number => Math.hypot((to.x - from.x) * picture.width, (to.y - from.y) * picture.height);
  const [width, height] = [Math.max(length(tl, tr), length(bl, br)), Math.max(length(tl, bl), length(tr, br))];
  const scale = Math.min(1, longestSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Nine numbers, row by row; the last is 1. */
export type Homography = readonly number[];

/** What takes the unit square (0,0) (1,0) (1,1) (0,1) to these four points (Heckbert 1989, §2.2). */
export function squareTo([p0, p1, p2, p3]: Corners): Homography {
  const [sx, sy] = [p0.x - p1.x + p2.x - p3.x, p0.y - p1.y + p2.y - p3.y];
  const [dx1, dy1, dx2, dy2] = [p1.x - p2.x, p1.y - p2.y, p3.x - p2.x, p3.y - p2.y];
  const determinant = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / determinant;
  const h = (dx1 * sy - sx * dy1) / determinant;
  return [p1.x - p0.x + g * p1.x, p3.x - p0.x + h * p3.x, p0.x, p1.y - p0.y + g * p1.y, p3.y - p0.y + h * p3.y, p0.y, g, h, 1];
}

export function through([a, b, c, d, e, f, g, h, i]: Homography, { x, y }: Point): Point {
  const depth = g! * x + h! * y + i!;
  return { x: (a! * x + b! * y + c!) / depth, y: (d! * x + e! * y + f!) / depth };
}
