// What the router shows, for React: the pages, one inside the other, and what they ask of their address.

import { Component, type ReactNode, createContext, startTransition, useContext, useEffect, useMemo, useState } from 'react';
import { type Params, paramsOf } from './addresses.ts';
import type { Navigate, Route, Router, Shown } from './router.ts';

const RouterContext = createContext<Router | undefined>(undefined);
const ShownContext = createContext<Shown | undefined>(undefined);
const DepthContext = createContext(0);

function useRouter(): Router {
  const router = useContext(RouterContext);
  if (router === undefined) throw new Error('RouterProvider is missing above this component');
  return router;
}
export function useShown(): Shown {
  const shown = useContext(ShownContext);
  if (shown === undefined) throw new Error('RouterProvider is missing above this component');
  return shown;
}

/** Nothing before the first page is there. The next ones take its place once they are drawn. */
export function RouterProvider({ router }: { readonly router: Router }): ReactNode {
  const [shown, setShown] = useState(router.shown);
  useEffect(() => router.follow((next) => startTransition(() => setShown(next))), [router]);
  if (shown === undefined) return null;
  return (
    <RouterContext value={router}>
      <ShownContext value={shown}>
        <AtLevel depth={0} />
      </ShownContext>
    </RouterContext>
  );
}

interface BoundaryProps {
  readonly at: Shown;
  readonly Broken: NonNullable<Route['Broken']>;
  readonly children: ReactNode;
}
interface BoundaryState {
  readonly at: Shown;
  readonly caught: { readonly error: unknown } | undefined;
}
/** What broke is forgotten with the page that did. */
class Boundary extends Component<BoundaryProps, BoundaryState> {
  override readonly state: BoundaryState = { at: this.props.at, caught: undefined };
  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { caught: { error } };
  }
  static getDerivedStateFromProps({ at }: BoundaryProps, state: BoundaryState): BoundaryState | null {
    return at === state.at ? null : { at, caught: undefined };
  }
  override render(): ReactNode {
    const { Broken, children } = this.props;
    return this.state.caught === undefined ? children : <Broken error={this.state.caught.error} />;
  }
}

function AtLevel({ depth }: { readonly depth: number }): ReactNode {
  const shown = useShown();
  const level = shown.levels[depth];
  if (level === undefined) return null;
  const { Part, route } = level;
  if (shown.failed?.level === depth && route.Broken !== undefined) return <route.Broken error={shown.failed.error} />;
  const inside = Part === undefined ? <AtLevel depth={depth + 1} /> : <Part />;
  return (
    <DepthContext value={depth + 1}>
      {route.Broken === undefined ? (
        inside
      ) : (
        <Boundary at={shown} Broken={route.Broken}>
          {inside}
        </Boundary>
      )}
    </DepthContext>
  );
}

/** What stands inside the page that says it. */
export const Outlet = (): ReactNode => <AtLevel depth={useContext(DepthContext)} />;

export const useNavigate = (): Navigate => useRouter().navigate;
/** Of a link of the app, as the browser is to show it. */
export const useHref = (to: string): string => useRouter().hrefOf(to);
export const useAddress = (): Shown['address'] => useShown().address;
export const useArrival = (): Shown['arrival'] => useShown().arrival;
export const useParams = (): Params => useShown().params;
/** What the address asks for after its `?`. */
export function useQueryOfAddress(): URLSearchParams {
  const { search } = useAddress();
  return useMemo(() => new URLSearchParams(search), [search]);
}
/** Undefined: another page is open. */
export const useParamsAt = (path: string): Params | undefined => paramsOf(path, useAddress().pathname);
