// The addresses of the app. Each journey is fetched when it is first entered, with the volumes of words that it says.

import type { ComponentType } from 'react';
import { arrived, fetchWords, whenIdle } from '@carnet/ui';
import type { Volume } from '@carnet/ui/wording/patient';
import type { QueryClient } from '@tanstack/react-query';
import { type Route, type Router, newRouter } from './router/router.ts';
import { catalogue } from './words.ts';
import { Crashed, CrashedAlone, NotFoundPage, PublicFrame, Root } from './frames.tsx';
import { askFirst, first } from './first-questions.ts';
import { queries } from './queries.ts';
import { basename } from './record-address.ts';

const page =
  (load: () => Promise<{ readonly default: ComponentType }>, ...volumes: readonly Volume[]): (() => Promise<ComponentType>) =>
  async () => {
    const [code] = await arrived(Promise.all([load(), fetchWords(catalogue, volumes)]));
    return code.default;
  };

const publicPages: Route[] = [
  { path: '/', lazy: page(() => import('./journeys/arriving/welcome.tsx')) },
  { path: '/decouvrir', lazy: page(() => import('./journeys/arriving/discover.tsx')) },
  { path: '/droits', lazy: page(() => import('./journeys/arriving/rights.tsx'), 'rights') },
  { path: '/creer', lazy: page(() => import('./journeys/opening/opening.tsx'), 'account', 'opening') },
  { path: '/opposition/:code?', lazy: page(() => import('./journeys/opening/opposition.tsx'), 'opening') },
  { path: '/mots', lazy: page(() => import('./journeys/arriving/words.tsx')) },
  { path: '/plan', lazy: page(() => import('./journeys/arriving/site-map.tsx'), 'accesses', 'health', 'preferences', 'record', 'rights') },
  { path: '/accessibilite', lazy: page(() => import('./journeys/arriving/accessibility.tsx')) },
  { path: '/connexion/:uid', lazy: page(() => import('./journeys/signing-in/sign-in.tsx'), 'account') },
  { path: '/connecter/:uid', lazy: page(() => import('./journeys/services/connecting.tsx'), 'record') },
  { path: '/mot-de-passe-oublie', lazy: page(() => import('./journeys/signing-in/recovery.tsx'), 'account') },
  { path: '/invitation/:code', lazy: page(() => import('./journeys/family/invitation.tsx'), 'record') },
  { path: '/carte', lazy: page(() => import('./journeys/card/held.tsx')) },
  { path: '/ma-carte', lazy: page(() => import('./journeys/card/kept.tsx'), 'record') },
  { path: '/specimens', lazy: page(() => import('./journeys/specimens/specimens.tsx')) },
];

const recordPages: Route[] = [
  { path: '/accueil', lazy: page(() => import('./journeys/home/home.tsx'), 'health') },
  {
    path: '/documents',
    lazy: page(() => import('./journeys/documents/documents.tsx'), 'documents'),
    children: [{ path: ':documentId', lazy: page(() => import('./journeys/documents/document.tsx'), 'accesses', 'documents') }],
  },
  { path: '/documents/:documentId/depuis/:formerId', lazy: page(() => import('./journeys/documents/changes.tsx'), 'documents') },
  { path: '/classeurs', lazy: page(() => import('./journeys/binders/binders.tsx'), 'documents') },
  { path: '/ajouter', lazy: page(() => import('./journeys/adding/adding.tsx'), 'documents') },
  { path: '/acces', lazy: page(() => import('./journeys/accesses/accesses.tsx'), 'accesses', 'rights') },
  { path: '/acces/comme', lazy: page(() => import('./journeys/accesses/see-as.tsx'), 'accesses') },
  { path: '/partager', lazy: page(() => import('./journeys/share/share.tsx'), 'accesses') },
  { path: '/proches', lazy: page(() => import('./journeys/family/family.tsx'), 'accesses', 'rights') },
  { path: '/services', lazy: page(() => import('./journeys/services/services.tsx'), 'accesses') },
  { path: '/journal', lazy: page(() => import('./journeys/journal/journal.tsx'), 'accesses', 'rights') },
  { path: '/signalements', lazy: page(() => import('./journeys/reports/reports.tsx'), 'accesses', 'rights') },
  { path: '/avis', lazy: page(() => import('./journeys/notices/notices.tsx'), 'accesses', 'rights') },
  { path: '/avis/reglages', lazy: page(() => import('./journeys/notices/preferences.tsx'), 'preferences') },
  { path: '/carte-urgence', lazy: page(() => import('./journeys/card/card.tsx')) },
  { path: '/ma-sante', lazy: page(() => import('./journeys/health/health.tsx'), 'health') },
  { path: '/ma-sante/mesures', lazy: page(() => import('./journeys/measures/measures.tsx'), 'health') },
  { path: '/ma-sante/mesures/:kind', lazy: page(() => import('./journeys/measures/measure.tsx'), 'health') },
  { path: '/ma-sante/rappels', lazy: page(() => import('./journeys/reminders/reminders.tsx'), 'health') },
  { path: '/mon-identite', lazy: page(() => import('./journeys/identity/identity.tsx')) },
  { path: '/mon-compte', lazy: page(() => import('./journeys/account/account.tsx'), 'account', 'opening') },
  { path: '/emporter', lazy: page(() => import('./journeys/export/export.tsx')) },
  { path: '/plus', lazy: page(() => import('./journeys/home/more.tsx'), 'accesses', 'account', 'preferences', 'rights') },
];

/** What most people open next, first what they open most, of what the navigation of this window shows. */
const nextPaths = (): readonly string[] => ['/documents', '/acces', ...(matchMedia('(min-width: 60rem)').matches ? ['/journal', '/ma-sante'] : ['/plus'])];
const fetchNext = (): void => {
  for (const next of nextPaths()) {
    const lazy = recordPages.find(({ path }) => path === next)?.lazy;
    if (lazy !== undefined) whenIdle(() => lazy().catch(() => undefined));
  }
};

/** Who is signed in is asked while the code that shows it is on its way; the next pages are fetched once this one is there. */
const frameOf = (client: QueryClient): NonNullable<Route['lazy']> => {
  const load = page(() => import('./record-frame.tsx'), 'record');
  return async () => {
    void client.prefetchQuery(queries.session());
    const frame = await load();
    fetchNext();
    return frame;
  };
};

/** What a page shows is asked for with its code, not after it; the page, which asks the same, then finds it on its way or there. */
const askedWith = (client: QueryClient, pages: readonly Route[]): Route[] =>
  pages.map((one) => {
    const asks = first[one.path ?? ''];
    return asks === undefined ? one : { ...one, asks: (address) => void askFirst(client, asks, address) };
  });

export const routerOf = (client: QueryClient): Router =>
  newRouter(
    [
      {
        Part: Root,
        Broken: CrashedAlone,
        children: [
          { Part: PublicFrame, Broken: CrashedAlone, children: [{ Broken: Crashed, children: [...publicPages, { path: '*', Part: NotFoundPage }] }] },
          { lazy: frameOf(client), Broken: CrashedAlone, children: [{ Broken: Crashed, children: askedWith(client, recordPages) }] },
        ],
      },
    ],
    basename,
  );
