// A part of the application that does not arrive: said, with what to do, where nothing would be shown; and taken anew by itself where a newer
// version took the place of the one that a window was left on.

import { expect } from '@playwright/test';
import { expectAccessible, fitsNarrow, test } from '../support/journey.ts';

// The installed app has every part at hand.
test.use({ serviceWorkers: 'block' });

const title = 'Cette page n’est pas arrivée jusqu’ici';

test('a page whose code or whose words do not arrive says so, and is loaded anew', async ({ page }, info) => {
  await test.step('the network is lost between two pages', async () => {
    await page.goto('/');
    await page.route(/\/assets\/discover-|\?version/, (route) => route.abort());
    await page.getByRole('link', { name: 'Comprendre en deux minutes' }).click();
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expect(page.getByText('Ce qui était enregistré l’est toujours.')).toBeVisible();
    await expectAccessible(page);
    await fitsNarrow(page);
    await page.screenshot({ path: info.outputPath('unreached.png') });
    await page.unrouteAll({ behavior: 'wait' });
    await page.getByRole('button', { name: 'Recharger la page' }).click();
    await expect(page).toHaveURL(/\/decouvrir$/);
    await expect(page.getByRole('heading', { level: 1, name: 'À quoi sert Carnet' })).toBeVisible();
  });

  await test.step('the words themselves do not arrive', async () => {
    await page.route(/\/assets\/kit-|\?version/, (route) => route.abort());
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expectAccessible(page);
    await page.unrouteAll({ behavior: 'wait' });
    await page.getByRole('button', { name: 'Recharger la page' }).click();
    await expect(page.getByRole('link', { name: 'Me connecter' }).first()).toBeVisible();
  });

  await test.step('a window left on a version that is not there any more takes the new one by itself, once', async () => {
    let asked = 0;
    await page.route(/\/assets\/discover-/, (route) => (asked++ === 0 ? route.fulfill({ status: 404 }) : route.continue()));
    await page.getByRole('link', { name: 'Comprendre en deux minutes' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'À quoi sert Carnet' })).toBeVisible();
    expect(asked).toBe(2);
    await page.unrouteAll({ behavior: 'wait' });
    // The same part lacks again: loading would go on for ever.
    await page.goto('/');
    await page.route(/\/assets\/discover-/, (route) => route.fulfill({ status: 404 }));
    await page.getByRole('link', { name: 'Comprendre en deux minutes' }).click();
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  });
});
