// What every page stands in: the router's ties, the help line at the foot, and the frame of the public pages. Moving to a page names it
// and puts the focus on its top.

import {
  AloudBar,
  Button,
  EmptyState,
  ErrorState,
  LanguageSwitch,
  LinkButton,
  LinkRouter,
  Shell,
  Skeleton,
  TextLink,
  Unreached,
  UnreachedError,
  useLanguage,
} from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type ReactNode, Suspense, useEffect, useRef } from 'react';
import { Outlet, useAddress, useHref, useNavigate } from './router/outlet.tsx';
import { ScrollPlace } from './router/scroll-place.tsx';
import { LookButton } from './look-button.tsx';

/** Ties the kit's links to the router, and restores the place in the page when going back. */
export function Root(): ReactNode {
  const navigate = useNavigate();
  const { pathname } = useAddress();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current !== pathname) document.querySelector<HTMLElement>('#contenu')?.focus({ preventScroll: true });
    before.current = pathname;
  }, [pathname]);
  return (
    <LinkRouter navigate={navigate} useHref={useHref}>
      <ScrollPlace />
      <Suspense fallback={<Skeleton shape="page" count={1} />}>
        <Outlet />
      </Suspense>
      <AloudBar page={pathname} />
    </LinkRouter>
  );
}

/** Names the page in the browser's title. */
export function usePageTitle(title: string): void {
  const words = useWords();
  useEffect(() => {
    document.title = words.title(title);
  }, [title, words]);
}

export function Help(): ReactNode {
  const { help, easy, siteMap } = useWords();
  const { speech } = useLanguage();
  return (
    <div className="footer-inner">
      <div className="stack-s">
        <p>
          <strong>{help.title}</strong> {help.line} : <a href={help.phoneHref}>{help.phone}</a>, {help.hours}.
        </p>
        <p>
          <strong>{help.emergencyTitle}</strong> {help.emergency}
        </p>
        <p className="row">
          <TextLink href="/accessibilite">{help.accessibility}</TextLink>
          <TextLink href="/decouvrir">{help.discover}</TextLink>
          <TextLink href="/mots">{easy.words.title}</TextLink>
          <TextLink href="/plan">{siteMap.title}</TextLink>
        </p>
        {speech === 'fr-simple' && <p className="easy-draft">{easy.draft}</p>}
      </div>
      <div className="stack-s footer-look">
        <LanguageSwitch />
        <LookButton />
      </div>
    </div>
  );
}

export function PublicFrame(): ReactNode {
  const words = useWords();
  const { pathname } = useAddress();
  const narrow =
    pathname.startsWith('/connexion') ||
    pathname.startsWith('/connecter') ||
    ['/mot-de-passe-oublie', '/creer', '/opposition'].some((path) => pathname.startsWith(path));
  return (
    <Shell home="/" homeLabel={words.homeLink} bar={<LookButton />} footer={<Help />} width={narrow ? 'narrow' : 'page'}>
      <Outlet />
    </Shell>
  );
}

export function NotFoundPage(): ReactNode {
  const { notFound } = useWords();
  usePageTitle(notFound.title);
  return (
    <EmptyState
      level={1}
      drawing="door"
      title={notFound.title}
      actions={
        <LinkButton href="/" kind="primary">
          {notFound.home}
        </LinkButton>
      }
    >
      <p>{notFound.body}</p>
    </EmptyState>
  );
}

/** A page that broke, or whose code did not arrive: said plainly, with the way out. */
export function Crashed({ error }: { readonly error: unknown }): ReactNode {
  const words = useWords();
  const { speech } = useLanguage();
  if (error instanceof UnreachedError) return <Unreached speech={speech} error={error} />;
  return (
    <ErrorState level={1} error={error}>
      <Button kind="primary" onPress={() => location.reload()}>
        {words.crashed.reload}
      </Button>
    </ErrorState>
  );
}

/** Where the frame itself is what broke. */
export const CrashedAlone = ({ error }: { readonly error: unknown }): ReactNode => (
  <main id="contenu">
    <Crashed error={error} />
  </main>
);
