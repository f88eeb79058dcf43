// Browser journeys: a phone of 360 px and a desktop of 1280 px, on the system's Chromium or its shell, against a real sandbox.

import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import { lightBrowser } from './support/browser.ts';
import { atOneSize, fileOf } from './support/sizes.ts';

const root = resolve(import.meta.dirname, '..');
export default defineConfig({
  testDir: resolve(import.meta.dirname, 'journeys'),
  outputDir: resolve(root, 'test-results'),
  globalSetup: resolve(import.meta.dirname, 'support/journeys-server.ts'),
  // One server holds the state every journey changes: one journey at a time.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  // For a machine four times slower than two quiet cores, where a long journey takes under a minute; those say their own time.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    baseURL: process.env['CARNET_JOURNEYS_URL'] ?? 'http://localhost:8080',
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    // Movement is what a click waits for longest; the first path is walked with it.
    contextOptions: { reducedMotion: 'reduce' },
    // What is not there within this is not coming: better said at once than when the whole journey runs out of time.
    actionTimeout: 30_000,
    screenshot: 'only-on-failure',
    launchOptions: lightBrowser,
  },
  projects: [
    {
      name: 'phone',
      testIgnore: atOneSize.desktop.map(fileOf).map((file) => `**/${file}`),
      use: { browserName: 'chromium', viewport: { width: 360, height: 780 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
    },
    {
      name: 'desktop',
      testIgnore: atOneSize.phone.map(fileOf).map((file) => `**/${file}`),
      use: { browserName: 'chromium', viewport: { width: 1280, height: 800 } },
    },
  ],
});
