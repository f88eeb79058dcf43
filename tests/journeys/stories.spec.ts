// Whoever looks at Carnet plays a story from the sandbox's page, by the keyboard: one step, then the rest, each with what was asked and answered; and
// ends on the screen that proves it, as the person who sees it. On 320 px too.

import { expect } from '@playwright/test';
import { expectAccessible, fitsNarrow, picture, test } from '../support/journey.ts';

test('a file that was lost on the way is read in the emergency department', async ({ page }) => {
  const status = page.getByRole('status').first();

  await test.step('found from the sandbox; one step, then the rest', async () => {
    await page.goto('/sandbox');
    await page.getByRole('link', { name: 'Des histoires du médico-social' }).press('Enter');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Le dossier papier d’Yvette se perd' }).press('Enter');
    await expect(status).toHaveText('Rien n’est encore joué.');
    await page.getByRole('button', { name: 'Jouer l’étape suivante' }).press('Enter');
    await expect(status).toHaveText('Étapes vérifiées : 1 sur 6.');
    await expect(status).toBeFocused();
    await expect(page.getByRole('button', { name: /^Ouvrir avec la carte/ })).toHaveCount(0);
    await page.getByRole('button', { name: 'Jouer la suite' }).press('Enter');
    await expect(status).toHaveText('Étapes vérifiées : 6 sur 6. L’histoire est jouée, et tout est vrai.', { timeout: 20_000 });
    await expect(page.getByRole('link', { name: 'AUTORISATION_ABSENTE' })).toHaveAttribute('href', '/docs/erreurs#AUTORISATION_ABSENTE');
    for (const summary of await page.getByText('Ce qui a été demandé, et répondu').all()) await summary.click();
    await expect(page.getByText(/\/emergency → 201/)).toBeVisible();
    await picture(page, 'stories');
    await expectAccessible(page);
    await fitsNarrow(page);
  });

  await test.step('the screen at the end, with the card of who reads it', async () => {
    await page.getByRole('button', { name: 'Ouvrir avec la carte de Paul NAVARRO' }).press('Enter');
    await expect(page).toHaveURL(/\/pro\/dossier\/[^/]+\/document\//);
    await expect(page.getByText('Insuline glargine, 18 unités le soir').first()).toBeVisible();
    await expect(page.getByText('Personne amenée aux urgences, hors d’état de répondre').first()).toBeVisible();
  });
});
