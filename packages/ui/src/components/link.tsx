// A link: an address of the app is followed by the app's router, any other one, or a press that asks for another window, by the browser. Written here
// because a page has up to sixty: React Aria's, which follows presses, hovering and focus by itself, costs a list most of its first drawing (ADR 66).

import { type AnchorHTMLAttributes, type MouseEvent, type ReactNode, createContext, useContext, useMemo } from 'react';
import { RouterProvider } from 'react-aria-components';

interface Followed {
  readonly navigate: (to: string) => void;
  /** A hook: what the browser is shown of an address of the app. */
  readonly useHref: (to: string) => string;
}
const FollowedContext = createContext<Followed>({ navigate: (to) => location.assign(to), useHref: (to) => to });

/** Ties links, and the choices of menus that are links, to the router of the app. Links are drawn again where what it is given changes. */
export function LinkRouter({ navigate, useHref, children }: Followed & { readonly children: ReactNode }): ReactNode {
  const followed = useMemo(() => ({ navigate, useHref }), [navigate, useHref]);
  return (
    <RouterProvider navigate={navigate} useHref={useHref}>
      <FollowedContext value={followed}>{children}</FollowedContext>
    </RouterProvider>
  );
}

/** In this window, and by no key that asks the browser for something else. */
const isForRouter = ({ currentTarget: link, button, metaKey, ctrlKey, altKey, shiftKey }: MouseEvent<HTMLAnchorElement>): boolean =>
  button === 0 &&
  ![metaKey, ctrlKey, altKey, shiftKey].includes(true) &&
  ['', '_self'].includes(link.target) &&
  !link.hasAttribute('download') &&
  link.origin === location.origin;

export type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href' | 'style'> & { readonly href: string };

export function Link({ href, onClick, children, ...props }: LinkProps): ReactNode {
  const { navigate, useHref } = useContext(FollowedContext);
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    if (event.defaultPrevented || !isForRouter(event)) return;
    event.preventDefault();
    navigate(href);
  };
  // Safari leaves links out of the order of keys where they do not say that they are in it.
  return (
    <a {...props} href={useHref(href)} tabIndex={0} onClick={follow}>
      {children}
    </a>
  );
}
