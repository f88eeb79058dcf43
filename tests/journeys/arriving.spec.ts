// What anybody may read before signing in: every public page is told by its title, clean for axe, and fits a screen of 320 px.

import { expect, test } from '@playwright/test';
import { expectAccessible, picture } from '../support/journey.ts';

const pages = ['/', '/decouvrir', '/droits', '/creer', '/accessibilite'];

test('the pages one reads before signing in', async ({ page }) => {
  const usual = page.viewportSize()!;
  for (const path of pages)
    await test.step(path, async () => {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(page);
      if (path === '/') await picture(page, 'welcome');
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      await page.setViewportSize(usual);
    });
  await test.step('from what the record is for to the rights one has, and back', async () => {
    await page.goto('/decouvrir');
    await page.getByRole('main').getByRole('link', { name: 'Vos droits, et les limites des autres' }).click();
    await expect(page.getByRole('heading', { name: 'Ceux qui n’entrent jamais' })).toBeVisible();
    await page.getByRole('link', { name: 'À quoi sert Carnet' }).first().click();
    await expect(page).toHaveURL(/\/decouvrir$/);
  });
  await test.step('the page of the sign-in by the name people give it', async () => {
    await page.goto('/connexion');
    await expect(page).toHaveURL(/\/connexion\/./);
    await expect(page.getByRole('textbox', { name: 'Identifiant' })).toBeVisible();
    await picture(page, 'sign-in');
  });
});
