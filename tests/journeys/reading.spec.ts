// Reading more easily: easy French, a text twice as large and a stronger contrast, chosen by the keyboard before signing in, kept on the device,
// and changed without losing one's place nor what was typed.

import { type Page, expect } from '@playwright/test';
import { signInAnyTime } from '../support/journey-sign-in.ts';
import { expectAccessible, fitsNarrow, patientOf, picture, test } from '../support/journey.ts';

const rootSize = (page: Page): Promise<number> => page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));

test('easy French, large text, contrast', async ({ page }) => {
  test.setTimeout(180_000);
  const main = page.getByRole('main');
  const dialog = page.getByRole('dialog');

  await test.step('from the welcome page, by the keyboard alone', async () => {
    await page.goto('/');
    const usual = await rootSize(page);
    const open = page.getByRole('banner').getByRole('button', { name: 'Version accessible' });
    await expect(open).toBeVisible();
    // The way to the content, the way home, then this.
    for (let turn = 0; turn < 3; turn++) await page.keyboard.press('Tab');
    await expect(open).toBeFocused();
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Français facile' }).press('Enter');
    await expect(dialog.getByText('Comme sur l’appareil')).toBeVisible();
    await dialog.getByRole('radio', { name: 'Normale' }).focus();
    for (let turn = 0; turn < 3; turn++) await page.keyboard.press('ArrowDown');
    await dialog.getByRole('radio', { name: 'Plus fort' }).press('Space');
    // The dialog scrolls to what has the focus.
    await expect(dialog.getByText('Plus fort')).toBeInViewport();
    expect(await rootSize(page)).toBeCloseTo(usual * 2, 0);
    await expectAccessible(page);
    await picture(page, 'look');
    await dialog.getByRole('button', { name: 'J’ai terminé' }).press('Enter');
    await expect(page.getByRole('banner').getByRole('button', { name: 'Lire plus facilement' })).toBeFocused();
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
    await expect(page.getByText('Brouillon simplifié')).toBeVisible();
    await expectAccessible(page);
    await fitsNarrow(page);
    await picture(page, 'welcome-easy');
  });

  await test.step('kept on the device, at once; the words are explained', async () => {
    await page.goto('/mots');
    await expect(main.getByRole('heading', { level: 1, name: 'Les mots expliqués' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more');
    await expect(page.locator('html')).toHaveAttribute('data-text', '200');
    await expectAccessible(page);
    await fitsNarrow(page);
  });

  await test.step('what was typed stays while the language changes', async () => {
    await page.goto('/mot-de-passe-oublie');
    await main.getByRole('textbox').first().fill('4017 2093');
    await page.getByRole('banner').getByRole('button', { name: 'Lire plus facilement' }).click();
    await dialog.getByRole('button', { name: 'Français', exact: true }).click();
    await dialog.getByRole('radio', { name: 'Normale' }).press('Space');
    await dialog.getByRole('button', { name: 'J’ai terminé' }).click();
    await expect(main.getByRole('textbox').first()).toHaveValue('4017 2093');
  });

  await test.step('in the record: the page is kept, and three of them fit', async () => {
    await signInAnyTime(page, patientOf('camille'));
    await page.goto('/acces');
    const emergency = main.getByText('C’est le « bris de glace »', { exact: false });
    await expect(emergency).toBeVisible();
    const place = main.getByRole('heading', { name: 'En cas d’urgence' });
    await page.getByRole('contentinfo').getByRole('button', { name: 'Français facile' }).click();
    await expect(main.getByText('Cela s’appelle : le « bris de glace ».', { exact: false })).toBeVisible();
    await expect(place).toBeVisible();
    await expect(page).toHaveURL(/\/acces$/);
    await expectAccessible(page);
    await page.goto('/mon-compte');
    await main.getByRole('radio', { name: 'Deux fois plus grande' }).press('Space');
    await expectAccessible(page);
    await picture(page, 'account-look');
    for (const path of ['/accueil', '/acces', '/journal']) {
      await page.goto(path);
      await expect(main.getByRole('heading', { level: 1 })).toBeVisible();
      await fitsNarrow(page);
      await picture(page, `easy${path.replace('/', '-')}`);
    }
  });
});
