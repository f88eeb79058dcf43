// axe on a page in hand, run in each of its frames: axe's own script, evaluated where it looks.
// (Its Playwright wrapper reports on a page it opens for that, four seconds each time on two cores; this one takes half a second.)

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { RunOptions, default as axe } from 'axe-core';
import type { Page } from '@playwright/test';

const script = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
declare const window: { readonly axe?: typeof axe };

/** The tags of the rules of WCAG 2.2 AA, and with them axe's own advice. */
export const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] as const;

/**
 * What axe finds to say, each as `rule: where | where`; of every rule it has unless some are named by tag. Left out: react-aria's off-screen
 * announcer, which for seven seconds still repeats the label of a waiting button that has gone with its page.
 */
export async function axeFindings(page: Page, tags?: readonly string[]): Promise<readonly string[]> {
  const options: RunOptions = { iframes: false, resultTypes: ['violations'], ...(tags === undefined ? {} : { runOnly: [...tags] }) };
  const found: string[] = [];
  for (const frame of page.frames()) {
    if (!(await frame.evaluate(() => window.axe !== undefined))) await frame.evaluate(script);
    const violations = await frame.evaluate(async (asked) => {
      const { violations: told } = await window.axe!.run({ exclude: ['[data-live-announcer]'] }, asked);
      return told.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
    }, options);
    found.push(...violations);
  }
  return found;
}
