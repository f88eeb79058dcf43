// What axe does not look at on a page and a machine still can: criteria of the RGAA 4.1 by number, each told with where it fails.

import type { Page } from '@playwright/test';

/** Spaced as WCAG 1.4.12 allows a reader to space any text. */
const spacing = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }`;

/** Of the page as it stands. */
export function standingFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const where = (element: Element): string => element.outerHTML.replaceAll(/\s+/g, ' ').slice(0, 120);
    const fault = (criterion: string, element: Element | string): void => {
      faults.push(`${criterion}: ${typeof element === 'string' ? element : where(element)}`);
    };
    const visible = (element: Element): boolean => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const all = (selector: string): Element[] => [...document.querySelectorAll(selector)].filter(visible);
    const textOf = (element: Element): string => (element.getAttribute('aria-label') ?? element.textContent).trim();

    // 1.2: a drawing says what it is, or is passed over.
    for (const drawing of all('svg, canvas'))
      if (drawing.closest('[aria-hidden="true"], [role="img"], [aria-label]') === null && drawing.getAttribute('aria-hidden') !== 'true') fault('1.2', drawing);
    // 5.4, 5.7: a table has its title, its headings their reach.
    for (const table of all('table, [role="grid"]')) {
      if (table.querySelector('caption') === null && !table.hasAttribute('aria-label') && !table.hasAttribute('aria-labelledby')) fault('5.4', table);
      for (const heading of table.querySelectorAll('th')) if (!heading.hasAttribute('scope') && !heading.hasAttribute('role')) fault('5.7', heading);
    }
    // 6.1: two links of one name lead to one place.
    const places = new Map<string, string>();
    for (const link of all('a[href]')) {
      const name = textOf(link);
      const place = (link as HTMLAnchorElement).href;
      if (name === '' && link.querySelector('[aria-label], img[alt]') === null) fault('6.2', link);
      if ((places.get(name) ?? place) !== place) fault('6.1', link);
      places.set(name, place);
    }
    // 8.7: words of the other language say so.
    for (const other of all('button, a')) if (/^English$/.test(textOf(other)) && other.closest('[lang]')?.getAttribute('lang') !== 'en') fault('8.7', other);
    // 9.1: titled.
    if (all('h1').length === 0) fault('9.1', 'no h1');
    // 11.13: a field that asks for something of the person can be filled by their browser.
    for (const field of all('input[type="email"], input[type="tel"], input[type="password"]')) if (!field.hasAttribute('autocomplete')) fault('11.13', field);
    // 13.2: a new window is said.
    for (const link of all('a[target="_blank"]'))
      if (!/nouvel onglet|nouvelle fenêtre/i.test(`${textOf(link)} ${link.getAttribute('title') ?? ''}`)) fault('13.2', link);
    // 13.8: nothing goes on moving by itself.
    for (const { effect } of document.getAnimations())
      if (Number(effect?.getComputedTiming().activeDuration) > 5_000) fault('13.8', JSON.stringify(effect?.getTiming()));
    return faults;
  });
}

/** Text that its box hides, or a page wider than the screen, once text is spaced (10.12) and then twice as large (10.4). */
export async function grownFaults(page: Page): Promise<readonly string[]> {
  const hidden = (criterion: string): Promise<readonly string[]> =>
    page.evaluate((name) => {
      const faults: string[] = [];
      if (document.documentElement.scrollWidth > document.documentElement.clientWidth) faults.push(`${name}: wider than the screen`);
      for (const element of document.querySelectorAll<HTMLElement>('main *, header *, footer *, nav *')) {
        if (element.childElementCount > 0 || element.textContent.trim() === '' || !element.checkVisibility()) continue;
        const { overflowX, overflowY, clip, clipPath } = getComputedStyle(element);
        // Words for those who listen are hidden on purpose.
        if (clip !== 'auto' || clipPath !== 'none' || element.clientWidth <= 1) continue;
        const cut = (overflow: string, content: number, box: number): boolean => overflow !== 'visible' && overflow !== 'auto' && content > box + 1;
        if (cut(overflowX, element.scrollWidth, element.clientWidth) || cut(overflowY, element.scrollHeight, element.clientHeight))
          faults.push(`${name}: ${element.outerHTML.slice(0, 120)}`);
      }
      return faults;
    }, criterion);
  /** A sheet made by script: the page's own policy lets no style be written in it. */
  const styled = async (rules: string, criterion: string): Promise<readonly string[]> => {
    await page.evaluate((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      document.adoptedStyleSheets = [sheet];
    }, rules);
    const found = await hidden(criterion);
    await page.evaluate(() => {
      document.adoptedStyleSheets = [];
    });
    return found;
  };
  return [...(await styled(spacing, '10.12')), ...(await styled('html { font-size: 200% !important; }', '10.4'))];
}

export interface AtFocus {
  readonly name: string;
  readonly html: string;
  readonly href: string | null;
  readonly ringed: boolean;
  readonly inSight: boolean;
  /** What stands over it, when it is not. */
  readonly under: string;
  readonly width: number;
  readonly height: number;
}
/** What has the focus, as who reads by the keyboard meets it; undefined: nothing has. Runs in the page. */
export function lookAtFocus(): AtFocus | undefined {
  const element = document.activeElement;
  if (element === null || element === document.body) return undefined;
  // A choice's ring is drawn on its mark, beside the input that holds the focus.
  const holder = element.closest('.choice')?.querySelector('.choice-mark, .switch-track') ?? element.closest('.segment') ?? element;
  const ringed = [element, holder, element.parentElement ?? element].some((one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  });
  const { top, bottom, left, right } = holder.getBoundingClientRect();
  // Its label is what one presses.
  const target = (element.closest('.choice') ?? holder).getBoundingClientRect();
  const over = document.elementFromPoint((left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2);
  const isOver =
    over !== null &&
    (holder.contains(over) ||
      over.contains(holder) ||
      // It slides away for a moment.
      over.matches('.skip-link') ||
      (element.id !== '' && over.closest(`label[for="${element.id}"]`) !== null));
  const textOf = (one: Element | null | undefined): string => (one?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  const named = (element.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => textOf(document.querySelector(`[id="${id}"]`)));
  const labels = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? [...(element.labels ?? [])].map(textOf) : [];
  return {
    // What only holds others is no place to act.
    name: (element.matches('main, section, [role="dialog"], [role="alertdialog"]')
      ? ''
      : ([element.getAttribute('aria-label'), named.join(' '), labels.join(' '), textOf(element)].find((one) => (one ?? '').trim() !== '') ?? '')
    ).replaceAll(/\s+/g, ' '),
    html: element.outerHTML.replaceAll(/\s+/g, ' ').slice(0, 120),
    href: element.getAttribute('href'),
    ringed,
    inSight: element.matches('.skip-link') || (bottom > 0 && top < innerHeight && isOver),
    under: (over?.outerHTML ?? 'nothing').slice(0, 80),
    width: Math.round(target.width),
    height: Math.round(target.height),
  };
}
declare const window: { atFocus: (AtFocus | undefined)[]; lookAtFocus: typeof lookAtFocus };
const pressesAtOnce = 20;

/**
 * By the tabulation alone, from the top of the page: each stop is in sight and shows its ring (10.7), nothing covers it (WCAG 2.4.11), the
 * first leads to the content (12.7), and one comes out at the end (12.9). Each is looked at when the next is asked for.
 */
export async function keyboardFaults(page: Page, most = 160): Promise<readonly string[]> {
  await page.evaluate(`window.lookAtFocus = ${lookAtFocus.toString()}`);
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    getSelection()?.removeAllRanges();
    scrollTo(0, 0);
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    window.atFocus = [];
    addEventListener('keydown', () => void window.atFocus.push(window.lookAtFocus()), { capture: true });
  });
  const stops: AtFocus[] = [];
  // The first press leaves the page's top, where nothing was looked at yet.
  await page.keyboard.press('Tab');
  await page.evaluate(() => {
    window.atFocus = [];
  });
  for (;;) {
    for (let press = 0; press < pressesAtOnce; press += 1) await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => window.atFocus.splice(0));
    const out = seen.indexOf(undefined);
    stops.push(...(seen.slice(0, out === -1 ? undefined : out) as AtFocus[]));
    if (out !== -1 || stops.length > most) break;
  }
  return [
    ...(stops[0]?.href === '#contenu' ? [] : [`12.7: ${stops[0]?.html ?? 'nothing can be reached'}`]),
    ...stops.filter(({ ringed }) => !ringed).map(({ html }) => `10.7: ${html}`),
    ...stops.filter(({ inSight }) => !inSight).map(({ html }) => `2.4.11: ${html}`),
    ...(stops.length > most ? [`12.9: not out after ${most} stops`] : []),
  ];
}
