// Which page an address is, and what its parts say. Pure: neither the browser nor React.

export type Params = Readonly<Record<string, string | undefined>>;

/** Of the app: what comes before it in the window's own address is taken off. */
export interface Address {
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}

/** `/documents/:documentId`, `/opposition/:code?`. Case and a last slash say nothing. */
const shapeOf = (path: string): RegExp =>
  new RegExp(
    `^${path
      .replaceAll(/\/:(\w+)\?/g, '(?:/(?<$1>[^/]+))?')
      .replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')
      .replace(/\/$/, '')}/*$`,
    'i',
  );

const shapes = new Map<string, RegExp>();

/** As typed where it is no encoded text. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Undefined: another page. */
export function paramsOf(path: string, pathname: string): Params | undefined {
  const shape = shapes.get(path) ?? shapeOf(path);
  shapes.set(path, shape);
  const found = shape.exec(pathname);
  if (found === null) return undefined;
  return Object.fromEntries(Object.entries(found.groups ?? {}).flatMap(([name, part]) => (part === undefined ? [] : [[name, decoded(part)]])));
}

/** Where the app begins: `/`, or `/pour/<record>`. */
export const addressIn = (base: string, { pathname, search, hash }: Address): Address => ({
  pathname: base === '/' ? pathname : pathname.slice(base.length) || '/',
  search,
  hash,
});

export function hrefIn(base: string, { pathname, search, hash }: Address): string {
  const path = base === '/' ? pathname : pathname === '/' ? base : base + pathname;
  return path + search + hash;
}

/** What a link leads to, seen from where one is. Undefined: out of the app. */
export function addressOf(to: string, from: Address): Address | undefined {
  if (!/^(?:\/(?![/\\])|[?#]|$)/.test(to)) return undefined;
  const { pathname, search, hash } = new URL(to, `http://app.invalid${from.pathname}${from.search}`);
  return { pathname, search, hash };
}
