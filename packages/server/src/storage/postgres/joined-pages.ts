// One page of several lists put together. Each list keeps its own cursor; the joined one is all of them, with `null` for a list not begun and
// `false` for one that has ended. Where a list gave more rows than the page took, it is read once more, as far as it was taken.

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly nextCursor?: string;
}
interface Joining<Part, Row> {
  readonly parts: readonly Part[];
  readonly cursor: string | undefined;
  readonly limit: number;
  readonly compare: (a: Row, b: Row) => number;
  /** `isFirst`: each list is read so once. */
  readonly read: (part: Part, page: { readonly limit: number; readonly cursor?: string }, isFirst: boolean) => Promise<Page<Row>>;
}
type Place = string | null | false;

const prefix = 'joined.';
export const toJoined = (places: readonly Place[]): string => prefix + Buffer.from(JSON.stringify(places)).toString('base64url');

/** Undefined: not a cursor of so many lists. */
export function fromJoined(cursor: string, count: number): readonly Place[] | undefined {
  if (!cursor.startsWith(prefix)) return undefined;
  try {
    const places = JSON.parse(Buffer.from(cursor.slice(prefix.length), 'base64url').toString('utf8')) as unknown;
    const isPlace = (one: unknown): one is Place => one === null || one === false || typeof one === 'string';
    return Array.isArray(places) && places.length === count && places.every(isPlace) ? places : undefined;
  } catch {
    return undefined;
  }
}

/** A cursor of one list from before there were several is given to each: those it is of go on from there. */
export async function joinPages<Part, Row>({ parts, cursor, limit, compare, read }: Joining<Part, Row>): Promise<Page<Row>> {
  const places = cursor === undefined ? parts.map(() => null) : (fromJoined(cursor, parts.length) ?? parts.map(() => cursor));
  const at = (place: Place): { readonly cursor?: string } => (typeof place === 'string' ? { cursor: place } : {});
  const pages: Page<Row>[] = [];
  for (const [index, part] of parts.entries()) {
    const place = places[index]!;
    const page = await read(part, { limit, ...at(place) }, true);
    pages.push(place === false ? { rows: [] } : page);
  }
  const merged = pages.flatMap(({ rows }, list) => rows.map((row) => ({ row, list }))).toSorted((a, b) => compare(a.row, b.row));
  const taken = merged.slice(0, limit);
  const next: Place[] = [];
  for (const [index, part] of parts.entries()) {
    const count = taken.filter(({ list }) => list === index).length;
    const { rows, nextCursor } = pages[index]!;
    if (count === rows.length) next.push(count === 0 ? places[index]! : (nextCursor ?? false));
    else next.push(count === 0 ? places[index]! : ((await read(part, { limit: count, ...at(places[index]!) }, false)).nextCursor ?? false));
    // Nothing was there to take.
    if (rows.length === 0 && nextCursor === undefined) next[index] = false;
  }
  return { rows: taken.map(({ row }) => row), ...(next.every((place) => place === false) ? {} : { nextCursor: toJoined(next) }) };
}
