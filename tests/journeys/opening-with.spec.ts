// « Ouvrir avec… » : from a record, a service of the structure opens in a tab of its own and shows what the professional may read of it (SMART EHR
// launch, walked by the sandbox's own service, a client without a library); signed out, it reads nothing more, and the journal names both.

import { expect } from '@playwright/test';
import { expectAccessible, fitsNarrow, openRecord, patientOf, picture, presentCard, professionalOf, test } from '../support/journey.ts';
import { depositFor } from '../support/journey-deposit.ts';

test('a service is opened from a record, and closes with the session', async ({ page, context }) => {
  await depositFor('dr-moreau', 'ruth', { title: 'Bilan du printemps', typeCode: '11502-2' });
  await presentCard(page, professionalOf('dr-moreau'));
  await openRecord(page, patientOf('ruth'));
  const open = page.getByRole('button', { name: 'Ouvrir avec…' });

  const service = await test.step('by the keyboard, in another tab, with nothing of ours', async () => {
    await open.press('Enter');
    await expect(page.getByRole('menuitem', { name: /^Exemple de service/ })).toBeFocused();
    await picture(page, 'open-with');
    await expectAccessible(page);
    const tab = context.waitForEvent('page');
    await page.keyboard.press('Enter');
    const opened = await tab;
    await expect(opened.getByRole('status')).toHaveText(/^Documents que ce dossier laisse lire : [1-9]/);
    await expect(opened.getByRole('row').filter({ hasText: 'Bilan du printemps' })).toHaveCount(1);
    expect(await opened.evaluate(() => [window.opener, document.referrer])).toEqual([null, '']);
    // Neither the word it was opened with nor the code stays in the address, and nobody was ever named in it.
    expect(new URL(opened.url()).search).toBe('');
    await expect(page).toHaveURL(/\/pro\/dossier\//);
    await picture(opened, 'sample-service');
    await expectAccessible(opened);
    await fitsNarrow(opened);
    return opened;
  });

  await test.step('the journal says who, and with which service', async () => {
    await page.getByRole('link', { name: 'Journal', exact: true }).click();
    await expect(page.getByRole('row').filter({ hasText: 'avec Exemple de service' }).first()).toContainText('Liste des documents consultée');
    await expect(page.getByRole('row').filter({ hasText: 'Dossier ouvert dans un service' }).first()).toBeVisible();
    await fitsNarrow(page);
  });

  await test.step('signed out, it reads nothing more', async () => {
    await page.request.delete('/api/pro/session', { headers: { 'x-carnet': '1', 'origin': new URL(page.url()).origin } });
    await service.getByRole('button', { name: 'Relire la liste' }).click();
    await expect(service.getByRole('status')).toHaveText(/^Refusé\. Jeton refusé/);
    await expect(service.getByRole('row').filter({ hasText: 'Bilan du printemps' })).toBeHidden();
  });
});
