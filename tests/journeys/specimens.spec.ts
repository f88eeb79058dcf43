// The design kit's page of specimens: every component in every state passes axe in light, dark and forced colours, fits 320 px, shows its
// focus, and looks as it was drawn. After a wanted change of look: `npx playwright test specimens --update-snapshots` from tests/.

import { type Page, expect, test } from '@playwright/test';
import { axeFindings, wcag } from '../support/axe.ts';
import { wholeBrowser } from '../support/browser.ts';

test.use({ launchOptions: wholeBrowser });

async function openSpecimens(page: Page): Promise<void> {
  await page.goto('/specimens');
  await expect(page.getByRole('heading', { level: 1, name: 'Specimens' })).toBeVisible();
  // Skeletons appear once the wait has lasted.
  await expect(page.locator('.skeleton[data-shown]').first()).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
}

const looks = [
  { name: 'light', media: { colorScheme: 'light' } },
  { name: 'dark', media: { colorScheme: 'dark' } },
  { name: 'forced colours', media: { colorScheme: 'light', forcedColors: 'active' } },
] as const;

test('axe finds nothing to say of the specimens in light, dark and forced colours, and finds what is there to be found', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openSpecimens(page);
  for (const { name, media } of looks) {
    await page.emulateMedia(media);
    await expect.poll(() => axeFindings(page), { message: name }).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  await page.evaluate(() => {
    const main = document.querySelector('main')!;
    main.append(new Image());
    const pale = document.createElement('p');
    pale.textContent = 'pâle';
    pale.style.color = '#ccc';
    main.append(pale);
  });
  const found = await axeFindings(page, wcag);
  expect(found.map((finding) => finding.split(':')[0])).toEqual(['color-contrast', 'image-alt']);
});

test('axe finds nothing to say of a dialog, a menu and a bubble', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openSpecimens(page);
  const check = async (): Promise<void> => {
    // The rules of WCAG; axe's own advice that everything be in a landmark does not suit a bubble, which belongs to none.
    expect(await axeFindings(page, wcag)).toEqual([]);
  };
  await page.getByRole('button', { name: 'Ouvrir une confirmation' }).click();
  await page.getByRole('button', { name: 'Supprimer définitivement' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('PS_BLOQUE');
  await check();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Ouvrir une confirmation' })).toBeFocused();
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: 'Masquer' })).toBeVisible();
  await check();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Médecin traitant : qu’est-ce que c’est ?' }).click();
  await expect(page.getByRole('dialog')).toContainText('Assurance Maladie');
  await check();
});

test('the specimens fit 320 px, as at 400 % on a desktop', async ({ page, isMobile }) => {
  test.skip(isMobile, 'held once');
  await page.setViewportSize({ width: 320, height: 512 });
  await openSpecimens(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test('every stop of the keyboard is seen, and none is hidden behind a bar', async ({ page, isMobile }) => {
  test.skip(isMobile, 'a phone has no tabulation');
  await openSpecimens(page);
  const stops = 60;
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return { name: 'body', ring: false, inSight: false };
      // A choice's ring is drawn on its mark, beside the input that holds the focus.
      const holder = element.closest('.choice')?.querySelector('.choice-mark, .switch-track') ?? element.closest('.segment') ?? element;
      const { outlineStyle, outlineWidth } = getComputedStyle(holder);
      const { top, bottom } = holder.getBoundingClientRect();
      return {
        name: element.outerHTML.slice(0, 80),
        ring: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
        inSight: bottom > 0 && top < innerHeight,
      };
    });
    expect(focused, `stop ${stop + 1}`).toMatchObject({ ring: true, inSight: true });
  }
});

test('a number is copied without its spaces', async ({ page, context, isMobile }) => {
  test.skip(isMobile, 'held once');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openSpecimens(page);
  await page.getByRole('button', { name: 'Copier l’identité nationale de santé' }).click();
  await expect(page.getByText('Copié, sans les espaces.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('279035121518989');
});

test('changing the language keeps the page and says so', async ({ page, isMobile }) => {
  test.skip(!isMobile, 'held once');
  await openSpecimens(page);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByText('The application is in English.')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  expect(new URL(page.url()).pathname).toBe('/specimens');
});

for (const scheme of ['light', 'dark'] as const)
  test(`the specimens look as they were drawn, in ${scheme}`, async ({ page, isMobile }) => {
    test.skip(isMobile !== (scheme === 'dark'), 'each look is held at one size');
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    // Tall enough for each part to be seen whole.
    await page.setViewportSize({ width: page.viewportSize()?.width ?? 1280, height: 1600 });
    await openSpecimens(page);
    // Rows off the screen are laid out only when they come near it: their place would move while the picture is taken.
    await page.evaluate(() => document.styleSheets[0]!.insertRule('* { content-visibility: visible !important; }'));
    for (const part of ['Type and colour', 'Button', 'Facts and flags', 'Spaces', 'Document rows']) {
      const section = page.locator('.section', { has: page.getByRole('heading', { level: 2, name: part, exact: true }) });
      await expect(section).toHaveScreenshot(`${part.toLowerCase().replaceAll(' ', '-')}-${scheme}.png`, { scale: 'css', maxDiffPixelRatio: 0.03 });
    }
  });
