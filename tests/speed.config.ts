// `npm run bench:app`: how long the apps take to show something, on a slow telephone over a slow network. Measures, and judges nothing: timing is no test.

import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import journeys from './playwright.config.ts';
import { wholeBrowser } from './support/browser.ts';

export default defineConfig({
  ...journeys,
  testDir: resolve(import.meta.dirname, 'speed'),
  timeout: 900_000,
  globalSetup: resolve(import.meta.dirname, 'support/journeys-server.ts'),
  use: { ...journeys.use, launchOptions: wholeBrowser },
  projects: journeys.projects!.map((project) => ({
    name: project.name!,
    use: project.use!,
    // Read at a desk.
    testIgnore: project.name === 'phone' ? '**/professional-app.spec.ts' : [],
  })),
});
