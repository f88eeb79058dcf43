// Builds the patient app: served at the root of the site, installable, its shell kept for slow networks. Health data is never cached.

import { fetchAhead, pdfAssets, textFonts, twoLanguages } from '@carnet/ui/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** Everything the service worker must leave to the server. */
const serverPaths = [
  /^\/api\//,
  /^\/auth\//,
  // Alone: the pages of a sign-in, under it, are the app's.
  /^\/connexion$/,
  /^\/oidc/,
  /^\/fhir/,
  /^\/si-dmp-server\//,
  /^\/pro(\/|$)/,
  /^\/pilotage(\/|$)/,
  /^\/docs/,
  /^\/health\//,
  /^\/metrics/,
  /^\/sandbox/,
];

/**
 * Small parts that many pages share, which one by one would each cost a journey to the server: with the first script, with what a sign-in shares with
 * a record, or with the first record.
 */
const groups = [
  { name: 'first', tags: ['$initial' as const], priority: 3 },
  { name: 'first', test: /apps\/patient\/src\/sign-in-href|ui\/src\/wording\/(?:lasting|of-name|plural)\.ts/, priority: 3 },
  {
    name: 'shared',
    minShareCount: 2,
    test: /@tanstack|ui\/src\/wording\/dates\.ts|lucide-react\/dist\/esm\/icons\/(?:check|circle|circle-exclamation-point|eye|eye-off)\./,
    priority: 2,
  },
  {
    name: 'fields',
    test: /ui\/src\/components\/(?:field|choice)\.tsx|contract\/src\/password-rules\.ts|patient\/src\/(?:use-seconds-until|journeys\/signing-in\/(?:step|remembered-login))\.ts/,
    priority: 1,
  },
  {
    name: 'record',
    minShareCount: 2,
    test: /lucide-react|ui\/src\/(?:components\/(?:badge|dialog|documents|facts|overlays|spaces)|wording\/(?:dates|readable-name))\.tsx?|apps\/patient\/src\/(?:days|open-record|session|journeys\/(?:documents\/places|reminders\/due-reminder))\.tsx?/,
  },
];

export default defineConfig({
  plugins: [
    textFonts(),
    twoLanguages(),
    react(),
    pdfAssets(),
    fetchAhead({
      start: 'src/start.ts',
      routes: 'src/routes.tsx',
      words: '../../packages/ui/src/wording/patient.ts',
      frame: { file: 'src/record-frame.tsx', volumes: ['record'] },
    }),
    VitePWA({
      registerType: 'autoUpdate',
      injectRegister: null,
      manifest: {
        id: '/',
        name: 'Carnet, mon dossier médical',
        short_name: 'Carnet',
        description: 'Votre dossier médical partagé : vos documents de santé, et qui les voit.',
        lang: 'fr',
        start_url: '/accueil',
        scope: '/',
        display: 'standalone',
        background_color: '#fbfaf7',
        theme_color: '#fbfaf7',
        icons: [
          { src: '/icons/carnet.svg', sizes: 'any', type: 'image/svg+xml' },
          { src: '/icons/carnet-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icons/carnet-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icons/carnet-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: {
        globPatterns: ['index.html', 'assets/*.{js,css,woff2}', 'icons/*'],
        globIgnores: ['**/pdf*', '**/specimens*'],
        navigateFallback: '/index.html',
        navigateFallbackDenylist: serverPaths,
        runtimeCaching: [],
        importScripts: ['/push.js'],
        inlineWorkboxRuntime: true,
      },
    }),
  ],
  build: {
    target: 'es2022',
    // Inlined assets would need `data:` in the fonts' policy.
    assetsInlineLimit: 0,
    manifest: true,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
});
