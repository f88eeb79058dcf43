// A page walked with keys and nothing else, as whoever has no pointer does: a place is reached by Tab, from where the focus is, and each stop on the way
// must be in sight and show its ring. After an act the focus is somewhere: never nowhere.

import { type Page, expect } from '@playwright/test';
import { type AtFocus, lookAtFocus } from './page-faults.ts';

interface Way {
  /** Presses after which it is not to be reached. */
  readonly most?: number;
  readonly back?: boolean;
}

export interface ByKeyboard {
  /** Tab until what has the focus is called so. */
  to(name: string | RegExp, way?: Way): Promise<void>;
  press(key: string): Promise<void>;
  /** Enter on what is called so. */
  enter(name: string | RegExp, way?: Way): Promise<void>;
  /** In the list or the group in hand: this arrow until what has the focus is called so. */
  arrowTo(name: string | RegExp, key?: string): Promise<void>;
  type(text: string): Promise<void>;
  /** Keys pressed so far; a text typed is one. */
  presses(): number;
  /** Where a stop was out of sight, without a ring or smaller than 24 px, and where the focus was lost. */
  readonly faults: readonly string[];
}

const isCalled = (at: AtFocus | undefined, name: string | RegExp): boolean =>
  at !== undefined && (typeof name === 'string' ? at.name === name || at.name.startsWith(`${name} `) : name.test(at.name));

export function byKeyboard(page: Page): ByKeyboard {
  let count = 0;
  let loads = 0;
  let seenLoads = 0;
  let last = 'the start';
  const faults: string[] = [];
  page.on('domcontentloaded', () => {
    loads += 1;
  });
  /** A page that is being left answers nothing. */
  const at = (): Promise<AtFocus | undefined> => page.evaluate(lookAtFocus).catch(() => undefined);
  const faultsOf = ({ html, ringed, inSight, under, width, height }: AtFocus): readonly string[] => [
    // What only holds others was given the focus by the page, for what follows to be next.
    ...(ringed || /^<(?:main|section|h[1-4])\b/.test(html) ? [] : [`no ring: ${html}`]),
    ...(inSight ? [] : [`out of sight: ${html} under ${under}`]),
    // A link or a word explained, in a text, is as high as its line.
    ...((width < 24 || height < 24) && !/^<(?:a|summary)\b|class="(?:gloss|term)"/.test(html) ? [`${width} × ${height} px: ${html}`] : []),
  ];
  /** What opens has the focus before it has its place: a fault is one that stays. */
  const look = async (stop: AtFocus): Promise<void> => {
    let found = faultsOf(stop);
    for (const until = Date.now() + 1_000; found.length > 0 && Date.now() < until;) {
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn))).catch(() => undefined);
      const now = await at();
      if (now === undefined) return;
      found = faultsOf(now);
    }
    faults.push(...found);
  };
  const pressed = async (key: string): Promise<void> => {
    count += 1;
    await page.keyboard.press(key);
  };
  /** A page that was just loaded begins at its top. */
  const isHeld = async (): Promise<void> => {
    const held = expect
      .poll(
        async () => {
          const isSomewhere = (await at()) !== undefined;
          if (isSomewhere) seenLoads = loads;
          return isSomewhere || loads > seenLoads;
        },
        { timeout: 3_000 },
      )
      .toBe(true);
    await held.catch(() => faults.push(`the focus is lost after ${last}`));
  };
  const until = async (name: string | RegExp, key: string, most: number): Promise<void> => {
    await isHeld();
    const met: string[] = [];
    for (let turn = 0; turn <= most; turn += 1) {
      const stop = await at();
      if (stop !== undefined && turn > 0) await look(stop);
      if (isCalled(stop, name)) {
        last = stop!.name;
        return;
      }
      met.push(stop?.name ?? '(nothing)');
      await pressed(key);
    }
    throw new Error(`${String(name)} was not met in ${most} presses of ${key}: ${met.join(' | ')}`);
  };
  const to: ByKeyboard['to'] = (name, { most = 60, back = false } = {}) => until(name, back ? 'Shift+Tab' : 'Tab', most);
  const press: ByKeyboard['press'] = async (key) => {
    await pressed(key);
    last = `${key} on ${last}`;
    await isHeld();
  };
  return {
    to,
    press,
    enter: async (name, way) => {
      await to(name, way);
      await press('Enter');
    },
    arrowTo: (name, key = 'ArrowDown') => until(name, key, 40),
    type: async (text) => {
      count += 1;
      await page.keyboard.type(text);
    },
    presses: () => count,
    faults,
  };
}
