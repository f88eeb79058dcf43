// How Chromium is launched for the journeys: its shell where there is one, the whole of it for what the shell does not do.

import type { LaunchOptions } from '@playwright/test';
import { findChromium, findShell } from '../../tools/chromium.mjs';

/** `path` undefined: the one Playwright downloaded, if it did. */
const launching = (path: string | undefined): LaunchOptions => ({
  ...(path === undefined ? {} : { executablePath: path }),
  // Under a locale without accents, Chromium calls « Compte rendu à relire.pdf » "download".
  env: { ...process.env, LC_ALL: 'C.UTF-8' } as Record<string, string>,
  // Chromium refuses its sandbox to root; /dev/shm is small in containers.
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'],
});

export const lightBrowser = launching(findShell() ?? findChromium());
/** As people have it: notifications, the look of letters, measures. The shell shows no notification, and draws letters by other settings. */
export const wholeBrowser = launching(findChromium());
