// The app's addresses and the browser's history: which page is shown, fetched before it takes the place of the one before. ADR 61.

import type { ComponentType } from 'react';
import { type Address, type Params, addressIn, addressOf, hrefIn, paramsOf } from './addresses.ts';
import { keepHeight } from './scroll-heights.ts';

export interface Route {
  /** Of a page, from the root, or from the page it stands in. None: what pages stand in; `*`: any other address. */
  readonly path?: string;
  readonly Part?: ComponentType;
  /** Fetched when first entered. */
  readonly lazy?: () => Promise<ComponentType>;
  /** Begun with the fetching of the page, not after it. */
  readonly asks?: (address: Address) => void;
  /** In its place when it breaks, or what it holds does. */
  readonly Broken?: ComponentType<{ readonly error: unknown }>;
  readonly children?: readonly Route[];
}

interface Level {
  readonly route: Route;
  readonly Part: ComponentType | undefined;
}
type Arrival = 'POP' | 'PUSH' | 'REPLACE';

export interface Shown {
  readonly address: Address;
  /** Of this place in the history. */
  readonly key: string;
  readonly arrival: Arrival;
  readonly keepsScroll: boolean;
  readonly params: Params;
  readonly levels: readonly Level[];
  /** What did not arrive, said at the level that says it. */
  readonly failed: { readonly level: number; readonly error: unknown } | undefined;
}

interface NavigateOptions {
  readonly replace?: boolean;
  /** The page stays at the height where it is. */
  readonly keepsScroll?: boolean;
}
export type Navigate = (to: string, options?: NavigateOptions) => Promise<void>;

export interface Router {
  readonly shown: () => Shown | undefined;
  readonly navigate: Navigate;
  readonly hrefOf: (to: string) => string;
  /** Answers how to stop. */
  readonly follow: (show: (shown: Shown) => void) => () => void;
}

interface Branch {
  readonly path: string;
  readonly routes: readonly Route[];
}
const branchesOf = (routes: readonly Route[], above: readonly Route[] = [], prefix = ''): readonly Branch[] =>
  routes.flatMap((route) => {
    const path = route.path === undefined ? prefix : route.path.startsWith('/') || route.path === '*' ? route.path : `${prefix}/${route.path}`;
    const here = [...above, route];
    return [...(route.path === undefined ? [] : [{ path, routes: here }]), ...branchesOf(route.children ?? [], here, path)];
  });

const newKey = (): string => Math.random().toString(36).slice(2, 10);
const keptKey = (): string | undefined => (history.state as { readonly key?: string } | null)?.key;

export function newRouter(routes: readonly Route[], base: string): Router {
  const branches = branchesOf(routes);
  const otherwise = branches.find(({ path }) => path === '*');
  let shown: Shown | undefined;
  let show: (next: Shown) => void = () => undefined;
  let lastTurn = 0;

  const find = (pathname: string): { readonly routes: readonly Route[]; readonly params: Params } => {
    for (const { path, routes: found } of branches) {
      const params = path === '*' ? undefined : paramsOf(path, pathname);
      if (params !== undefined) return { routes: found, params };
    }
    return { routes: otherwise?.routes ?? [], params: {} };
  };

  /** Once fetched, fetched for good; what did not come is asked for again the next time. */
  const fetched = new Map<Route, ComponentType>();
  const partOf = async (route: Route): Promise<ComponentType | undefined> => {
    const part = route.Part ?? fetched.get(route) ?? (await route.lazy?.());
    if (part !== undefined) fetched.set(route, part);
    return part;
  };

  async function go(address: Address, arrival: Arrival, keepsScroll = false): Promise<void> {
    lastTurn += 1;
    const turn = lastTurn;
    const found = find(address.pathname);
    for (const [depth, route] of found.routes.entries()) if (shown?.levels[depth]?.route !== route) route.asks?.(address);
    let failed: Shown['failed'];
    const levels = await Promise.all(
      found.routes.map(async (route, depth): Promise<Level> => {
        try {
          return { route, Part: await partOf(route) };
        } catch (error) {
          failed ??= { level: found.routes.findLastIndex(({ Broken }, at) => at <= depth && Broken !== undefined), error };
          return { route, Part: undefined };
        }
      }),
    );
    // Another link was followed meanwhile.
    if (turn !== lastTurn) return;
    if (shown !== undefined) keepHeight(shown.key);
    const had = arrival === 'POP' ? keptKey() : undefined;
    const key = had ?? newKey();
    if (arrival === 'PUSH') history.pushState({ key }, '', hrefIn(base, address));
    else if (had === undefined) history.replaceState({ key }, '', hrefIn(base, address));
    shown = { address, key, arrival, keepsScroll, params: found.params, levels, failed };
    show(shown);
  }
  const asShown = (): Address => shown?.address ?? addressIn(base, location);

  void go(addressIn(base, location), 'POP');
  return {
    shown: () => shown,
    navigate: async (to, { replace = false, keepsScroll = false } = {}) => {
      const address = addressOf(to, asShown());
      if (address === undefined) throw new Error('an address out of the app');
      await go(address, replace ? 'REPLACE' : 'PUSH', keepsScroll);
    },
    hrefOf: (to) => {
      const address = addressOf(to, asShown());
      return address === undefined ? to : hrefIn(base, address);
    },
    follow: (next) => {
      const back = (): void => void go(addressIn(base, location), 'POP');
      show = next;
      if (shown !== undefined) next(shown);
      addEventListener('popstate', back);
      return () => {
        show = () => undefined;
        removeEventListener('popstate', back);
      };
    },
  };
}
