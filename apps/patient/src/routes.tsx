// The addresses of the app. Each journey is fetched when it is first entered.

import type { ReactNode } from 'react';
import { type RouteObject, createBrowserRouter } from 'react-router';
import { Crashed, NotFoundPage, PublicFrame, Root } from './frames.tsx';
import { basename } from './record-address.ts';

const page =
  (load: () => Promise<{ readonly default: () => ReactNode }>): NonNullable<RouteObject['lazy']> =>
  async () => ({ Component: (await load()).default });

const publicPages: RouteObject[] = [
  { path: '/', lazy: page(() => import('./journeys/arriving/welcome.tsx')) },
  { path: '/decouvrir', lazy: page(() => import('./journeys/arriving/discover.tsx')) },
  { path: '/droits', lazy: page(() => import('./journeys/arriving/rights.tsx')) },
  { path: '/creer', lazy: page(() => import('./journeys/opening/opening.tsx')) },
  { path: '/opposition/:code?', lazy: page(() => import('./journeys/opening/opposition.tsx')) },
  { path: '/mots', lazy: page(() => import('./journeys/arriving/words.tsx')) },
  { path: '/plan', lazy: page(() => import('./journeys/arriving/site-map.tsx')) },
  { path: '/accessibilite', lazy: page(() => import('./journeys/arriving/accessibility.tsx')) },
  { path: '/connexion/:uid', lazy: page(() => import('./journeys/signing-in/sign-in.tsx')) },
  { path: '/connecter/:uid', lazy: page(() => import('./journeys/services/connecting.tsx')) },
  { path: '/mot-de-passe-oublie', lazy: page(() => import('./journeys/signing-in/recovery.tsx')) },
  { path: '/invitation/:code', lazy: page(() => import('./journeys/family/invitation.tsx')) },
  { path: '/carte', lazy: page(() => import('./journeys/card/held.tsx')) },
  { path: '/ma-carte', lazy: page(() => import('./journeys/card/kept.tsx')) },
  { path: '/specimens', lazy: page(() => import('./journeys/specimens/specimens.tsx')) },
];

const recordPages: RouteObject[] = [
  { path: '/accueil', lazy: page(() => import('./journeys/home/home.tsx')) },
  {
    path: '/documents',
    lazy: page(() => import('./journeys/documents/documents.tsx')),
    children: [{ path: ':documentId', lazy: page(() => import('./journeys/documents/document.tsx')) }],
  },
  { path: '/ajouter', lazy: page(() => import('./journeys/adding/adding.tsx')) },
  { path: '/acces', lazy: page(() => import('./journeys/accesses/accesses.tsx')) },
  { path: '/acces/comme', lazy: page(() => import('./journeys/accesses/see-as.tsx')) },
  { path: '/partager', lazy: page(() => import('./journeys/share/share.tsx')) },
  { path: '/proches', lazy: page(() => import('./journeys/family/family.tsx')) },
  { path: '/services', lazy: page(() => import('./journeys/services/services.tsx')) },
  { path: '/journal', lazy: page(() => import('./journeys/journal/journal.tsx')) },
  { path: '/signalements', lazy: page(() => import('./journeys/reports/reports.tsx')) },
  { path: '/avis', lazy: page(() => import('./journeys/notices/notices.tsx')) },
  { path: '/avis/reglages', lazy: page(() => import('./journeys/notices/preferences.tsx')) },
  { path: '/carte-urgence', lazy: page(() => import('./journeys/card/card.tsx')) },
  { path: '/ma-sante', lazy: page(() => import('./journeys/health/health.tsx')) },
  { path: '/ma-sante/mesures', lazy: page(() => import('./journeys/measures/measures.tsx')) },
  { path: '/ma-sante/mesures/:kind', lazy: page(() => import('./journeys/measures/measure.tsx')) },
  { path: '/ma-sante/rappels', lazy: page(() => import('./journeys/reminders/reminders.tsx')) },
  { path: '/mon-identite', lazy: page(() => import('./journeys/identity/identity.tsx')) },
  { path: '/mon-compte', lazy: page(() => import('./journeys/account/account.tsx')) },
  { path: '/emporter', lazy: page(() => import('./journeys/export/export.tsx')) },
  { path: '/plus', lazy: page(() => import('./journeys/home/more.tsx')) },
];

export const newRouter = (): ReturnType<typeof createBrowserRouter> =>
  createBrowserRouter(
    [
      {
        Component: Root,
        ErrorBoundary: Crashed,
        HydrateFallback: () => null,
        children: [
          { Component: PublicFrame, ErrorBoundary: Crashed, children: [...publicPages, { path: '*', Component: NotFoundPage }] },
          { lazy: page(() => import('./record-frame.tsx')), ErrorBoundary: Crashed, children: recordPages },
        ],
      },
    ],
    { basename },
  );
