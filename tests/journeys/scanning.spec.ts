// A paper of two pages, photographed from the side: straightened on the device by touch and by keyboard, put in order, and one PDF in the record.

import { type Page, expect, test } from '@playwright/test';
import { expectAccessible, patientOf } from '../support/journey.ts';
import { signInAnyTime } from '../support/journey-sign-in.ts';

/** A white sheet seen from the side on a dark table, with lines of ink; its number of bars tells the page. */
async function photoOf(page: Page, bars: number): Promise<{ readonly name: string; readonly mimeType: string; readonly buffer: Buffer }> {
  const text = await page.evaluate((count) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [1200, 1600];
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#4a3b2e';
    context.fillRect(0, 0, 1200, 1600);
    const light = context.createLinearGradient(0, 0, 1200, 1600);
    light.addColorStop(0, '#f4f1e8');
    light.addColorStop(1, '#a9a598');
    context.fillStyle = light;
    context.beginPath();
    context.moveTo(220, 180);
    context.lineTo(1010, 240);
    context.lineTo(1110, 1420);
    context.lineTo(110, 1380);
    context.fill();
    context.fillStyle = '#26304a';
    for (let bar = 0; bar < count; bar++) context.fillRect(330, 380 + bar * 170, 500, 50);
    context.font = '44px sans-serif';
    context.fillText('Compte rendu de consultation', 300, 330);
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1]!;
  }, bars);
  return { name: `page-${bars}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(text, 'base64') };
}

test('two pages scanned, straightened, put in order, and deposited as one PDF', async ({ page }, info) => {
  const patient = patientOf('maud');
  await signInAnyTime(page, patient);
  await page.goto('/ajouter');
  await page.getByRole('button', { name: 'Numériser un papier' }).click();
  await expect(page.getByRole('heading', { name: 'Numériser un papier' })).toBeVisible();
  await expect(page.getByText('20 pages au plus')).toBeVisible();
  await expectAccessible(page);

  await test.step('photos become pages, and one that is none says so', async () => {
    const several = page.locator('input[type="file"][multiple]');
    await several.setInputFiles([await photoOf(page, 2), await photoOf(page, 5)]);
    await expect(page.getByRole('listitem').filter({ hasText: 'Page 2' })).toBeVisible();
    await several.setInputFiles({ name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('pas une photo') });
    await expect(page.getByRole('alert')).toContainText('« notes.jpg » ne s’ouvre pas');
  });

  await test.step('corners are moved by hand and by the arrows; crossed, they cannot be kept', async () => {
    await page.getByRole('button', { name: 'Recadrer la page 1' }).click();
    const corner = page.getByRole('button', { name: /^Coin en haut à gauche/ });
    await expect(corner).toHaveAccessibleName(/à 6\s% du bord gauche, 6\s% du haut/);
    const photo = (await page.getByRole('img', { name: 'Photo de la page 1' }).boundingBox())!;
    const sheet = {
      'haut à gauche': [0.183, 0.1125],
      'haut à droite': [0.842, 0.15],
      'bas à droite': [0.925, 0.8875],
      'bas à gauche': [0.092, 0.8625],
    } as const;
    for (const [where, [x, y]] of Object.entries(sheet)) {
      const at = (await page.getByRole('button', { name: new RegExp(`^Coin en ${where}`) }).boundingBox())!;
      await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2);
      await page.mouse.down();
      await page.mouse.move(photo.x + photo.width * x, photo.y + photo.height * y, { steps: 3 });
      await page.mouse.up();
    }
    await expect(corner).toHaveAccessibleName(/à 18\s% du bord gauche, 11\s% du haut/);
    await corner.focus();
    for (let press = 0; press < 16; press++) await page.keyboard.press('Shift+ArrowRight');
    await expect(page.getByText('Les coins se croisent')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Garder la page' })).toBeDisabled();
    for (let press = 0; press < 16; press++) await page.keyboard.press('Shift+ArrowLeft');
    await expect(corner).toHaveAccessibleName(/à 18\s% du bord gauche/);
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath('corners.png'), fullPage: true });
    await page.getByRole('button', { name: 'Garder la page' }).click();
    await expect(page.getByRole('img', { name: 'Page 1, telle qu’elle sera envoyée' })).toBeVisible();
  });

  await test.step('pages are turned, put in another order, and their size is said before', async () => {
    const shape = (): Promise<number> =>
      page.getByRole('img', { name: /^Page 2, telle/ }).evaluate((image: HTMLImageElement) => image.naturalWidth / image.naturalHeight);
    expect(await shape()).toBeLessThan(1);
    await page.getByRole('button', { name: 'Tourner la page 2 d’un quart de tour' }).click();
    await expect.poll(shape).toBeGreaterThan(1);
    await page.getByRole('button', { name: 'Avancer la page 2' }).click();
    await expect
      .poll(() => page.getByRole('img', { name: /^Page 1, telle/ }).evaluate((image: HTMLImageElement) => image.naturalWidth / image.naturalHeight))
      .toBeGreaterThan(1);
    await expect(page.getByText(/^2 pages, environ \d+\s[KkM]o\.$/)).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath('pages.png'), fullPage: true });
  });

  await test.step('they are one PDF, sent like any other', async () => {
    await page.getByRole('button', { name: 'Utiliser ces 2 pages' }).click();
    await expect(page.getByText('papier-numerise.pdf')).toBeVisible();
    await page.screenshot({ path: info.outputPath('form.png'), fullPage: true });
    await page.getByLabel('Titre').fill('Compte rendu de mars');
    await page.locator('input[type="date"]').fill('2019-05-06');
    await expect(page.getByText('Proposé d’après le nom.')).toBeVisible();
    await expect(page.getByRole('button', { name: /De quoi s’agit-il/ })).toContainText('Un compte rendu');
    // What is kept is written shortly after the last key.
    await page.waitForFunction(() => localStorage.getItem('carnet.ajout') !== null);
    await page.waitForTimeout(1_000);
    await page.reload();
    await expect(page.getByText('Un ajout attendait ici')).toBeVisible();
    await expect(page.getByLabel('Titre')).toHaveValue('Compte rendu de mars');
    await expect(page.getByText('papier-numerise.pdf')).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath('resumed.png'), fullPage: true });
    await page.getByRole('button', { name: 'Ajouter à mon dossier' }).click();
    await expect(page.getByText('Le document est dans votre dossier')).toBeVisible();
    await page.getByRole('link', { name: 'Ouvrir le document' }).click();
    await expect(page.getByRole('main').locator('canvas').first()).toBeVisible();
    await page.screenshot({ path: info.outputPath('read.png'), fullPage: true });
  });

  await test.step('the same file again is noticed before it is sent; nothing of it stays once it is given up, or deposited', async () => {
    expect(await page.evaluate(() => localStorage.getItem('carnet.ajout'))).toBeNull();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Télécharger' }).click()]);
    await page.goto('/ajouter');
    await page
      .locator('input[type="file"]')
      .first()
      .setInputFiles(await download.path());
    await expect(page.getByText('Ce document est déjà dans le dossier')).toBeVisible();
    await expect(page.getByText('« Compte rendu de mars », ajouté le')).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath('alike.png'), fullPage: true });
    await page.getByRole('link', { name: 'Ouvrir celui qui y est' }).click();
    await expect(page.getByRole('heading', { name: 'Compte rendu de mars' })).toBeVisible();
    await page.goto('/ajouter');
    await page.getByRole('button', { name: 'Effacer et recommencer' }).click();
    await expect(page.getByText('Un ajout attendait ici')).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Ajouter un document' })).toBeVisible();
    expect(await page.evaluate(() => localStorage.getItem('carnet.ajout'))).toBeNull();
  });
});
