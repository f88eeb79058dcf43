// The browsers of the journeys. Plain JavaScript for any Node from 20.19.

import { existsSync } from 'node:fs';

/** Where Debian, Ubuntu and others put it. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const shell = '/usr/bin/chromium-headless-shell';

/** CARNET_CHROMIUM names another. Undefined: none on this machine. */
export const findChromium = () => [process.env.CARNET_CHROMIUM, ...places].find((path) => path && existsSync(path));
/** The same pages without windows, menus and services around them, in two thirds of the processor. Undefined: none, or another browser was named. */
export const findShell = () => (process.env.CARNET_CHROMIUM || !existsSync(shell) ? undefined : shell);
