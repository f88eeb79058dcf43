// A document of several parts: the network falls on the way, and the tab closes; it goes on from where it stopped, and arrives once.

import { expect, test } from '@playwright/test';
import { expectAccessible, patientOf } from '../support/journey.ts';
import { signInAnyTime } from '../support/journey-sign-in.ts';
import { smallPdf } from '../support/small-files.ts';

const mebi = 1024 * 1024;
/** Four parts and a bit: a comment between its header and its first object. */
function longPdf(): Buffer {
  const small = smallPdf();
  return Buffer.concat([small.subarray(0, 9), Buffer.from(`%${'carnet '.repeat(Math.ceil((4.2 * mebi) / 7))}\n`), small.subarray(9)]);
}

test('a network that falls, and a tab that closes, cost a part and not the document', async ({ page }, info) => {
  const patient = patientOf('maud');
  await signInAnyTime(page, patient);
  const begun: string[] = [];
  const offsets: number[] = [];
  // Cut at the second part; then silent, as a network is in a tunnel.
  let silent = false;
  await page.route(/\/uploads(?:\/[^/]+)?$/, async (route) => {
    const request = route.request();
    if (request.method() === 'POST') begun.push(request.url());
    if (request.method() !== 'PATCH') return route.continue();
    const offset = Number(request.headers()['upload-offset']);
    if (silent || (offset === mebi && !offsets.includes(mebi))) {
      if (!silent) await page.context().setOffline(true);
      offsets.push(offset);
      return route.abort('internetdisconnected');
    }
    offsets.push(offset);
    if (offset === 2 * mebi) silent = true;
    return route.continue();
  });
  await page.goto('/ajouter');
  await page.locator('input[type="file"]').first().setInputFiles({ name: 'radio-du-genou.pdf', mimeType: 'application/pdf', buffer: longPdf() });
  await page.getByLabel('Titre').fill('Radio du genou, en plusieurs parties');
  await page.locator('input[type="date"]').fill('2021-03-04');
  await expect(page.getByRole('button', { name: /De quoi s’agit-il/ })).toContainText('Une radio');

  await test.step('cut on the way, it says so, and goes on as soon as the network is back', async () => {
    await page.getByRole('button', { name: 'Ajouter à mon dossier' }).click();
    await expect(page.getByText('Pas de réseau. L’envoi reprendra tout seul')).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath('cut.png'), fullPage: true });
    await page.context().setOffline(false);
    await expect.poll(() => offsets.includes(3 * mebi)).toBe(true);
  });

  await test.step('the tab closes: what had left is not sent again', async () => {
    await expect(page.getByText('Pas de réseau. L’envoi reprendra tout seul')).toBeVisible();
    await page.reload();
    await expect(page.getByText('Un ajout attendait ici')).toBeVisible();
    await expect(page.getByLabel('Titre')).toHaveValue('Radio du genou, en plusieurs parties');
    silent = false;
    offsets.length = 0;
    offsets.push(mebi);
    await page.getByRole('button', { name: 'Ajouter à mon dossier' }).click();
    await expect(page.getByText('Le document est dans votre dossier')).toBeVisible();
    // Asked where to go on, then on from there.
    expect(offsets.slice(1)).toEqual([0, 3 * mebi, 4 * mebi]);
    expect(begun).toHaveLength(1);
    expect(await page.evaluate(() => localStorage.getItem('carnet.ajout'))).toBeNull();
  });

  await test.step('it is there once, and opens', async () => {
    await page.getByRole('link', { name: 'Ouvrir le document' }).click();
    await expect(page.getByRole('heading', { name: 'Radio du genou, en plusieurs parties' })).toBeVisible();
    await expect(page.getByRole('main').locator('canvas').first()).toBeVisible();
    await page.goto('/documents?vue=les-miens');
    await expect(page.getByRole('link', { name: /Radio du genou, en plusieurs parties/ })).toHaveCount(1);
  });
});
