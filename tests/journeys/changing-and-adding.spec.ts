// What goes wrong or heavy on the patient's side, said and held: two tabs that disagree, a large photo, a PDF, a file that is not what its
// name says; and a wait told by the server's clock and not the device's.

import { type Page, expect, test } from '@playwright/test';
import { tinyPdf } from '../fixtures/cda/compose.ts';
import { expectAccessible, patientOf, signIn } from '../support/journey.ts';

const patientKey = 'samira';

interface Chosen {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}
const choose = (page: Page, file: Chosen): Promise<void> => page.locator('input[type="file"]').first().setInputFiles(file);

async function describeAndSend(page: Page, title: string): Promise<void> {
  await page.getByLabel('Titre').fill(title);
  await page.getByRole('button', { name: /De quoi s’agit-il/ }).click();
  await page.getByRole('option', { name: 'Une radio, une image' }).click();
  await page.locator('input[type="date"]').fill('2019-05-06');
  await page.getByRole('button', { name: 'Ajouter à mon dossier' }).click();
  await expect(page.getByText('Le document est dans votre dossier')).toBeVisible();
}

/** A photo of 4,200 × 3,150 with grain, as a phone takes it: several megabytes, because grain does not compress. */
async function largePhoto(page: Page): Promise<Buffer> {
  const text = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [4_200, 3_150];
    const context = canvas.getContext('2d')!;
    const tile = context.createImageData(600, 450);
    let state = 1;
    for (let at = 0; at < tile.data.length; at++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      tile.data[at] = at % 4 === 3 ? 255 : 96 + (state >>> 26);
    }
    for (let x = 0; x < canvas.width; x += 600) for (let y = 0; y < canvas.height; y += 450) context.putImageData(tile, x, y);
    return canvas.toDataURL('image/jpeg', 0.95).split(',')[1]!;
  });
  return Buffer.from(text, 'base64');
}

test('a wrong file, a PDF, a large photo, two tabs, and a clock that was moved', async ({ page, request }) => {
  test.setTimeout(480_000);
  const patient = patientOf(patientKey);
  const main = page.getByRole('main');
  await signIn(page, patient, patient.password);

  await test.step('a file that is not what its name says is refused next to the field, and the field can be used again', async () => {
    await page.goto('/ajouter');
    await choose(page, { name: 'radio.pdf', mimeType: 'application/pdf', buffer: Buffer.from('Ceci n’est pas un PDF.') });
    const field = page.getByRole('group', { name: 'Le fichier' });
    await expect(field.getByRole('alert')).toHaveText('Ce format n’est pas accepté. Choisissez un PDF, un JPEG ou un PNG.');
    await choose(page, { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) });
    await expect(field.getByRole('alert')).toHaveText('Cette photo ne s’ouvre pas. Elle est peut-être abîmée : choisissez-en une autre.');
    await page.getByRole('button', { name: 'Ajouter à mon dossier' }).click();
    await expect(page.getByText('Donnez un titre, de 200 caractères au plus.')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('a file chosen while another is still being prepared is the one kept, whichever is ready first', async () => {
    await page.evaluate(() => {
      const real = window.createImageBitmap.bind(window);
      window.createImageBitmap = async (...given: unknown[]) => {
        window.createImageBitmap = real;
        await new Promise((later) => setTimeout(later, 2_000));
        document.documentElement.dataset['opened'] = '';
        return Reflect.apply(real, window, given);
      };
    });
    await choose(page, { name: 'lente.png', mimeType: 'image/png', buffer: await page.screenshot() });
    await choose(page, { name: 'suivante.pdf', mimeType: 'application/pdf', buffer: tinyPdf('Choisi ensuite') });
    await expect(page.getByText('suivante.pdf')).toBeVisible();
    await expect(page.locator('html[data-opened]')).toBeAttached();
    await page.evaluate(() => new Promise((later) => setTimeout(later, 500)));
    await expect(page.getByText('suivante.pdf')).toBeVisible();
    await expect(page.getByText('lente.png')).toHaveCount(0);
  });

  await test.step('a PDF whose name hides what it is goes as the PDF it is', async () => {
    await choose(page, { name: 'scan.jpg', mimeType: 'image/jpeg', buffer: tinyPdf('Radio du genou') });
    await expect(page.getByRole('group', { name: 'Le fichier' }).getByText('scan.jpg')).toBeVisible();
    await expect(page.getByRole('group', { name: 'Le fichier' }).getByRole('alert')).toHaveCount(0);
    await describeAndSend(page, 'Radio du genou');
    await page.getByRole('link', { name: 'Ouvrir le document' }).click();
    await expect(main.locator('canvas').first()).toBeVisible();
  });

  await test.step('a large photo is lightened on the device, which says so, and is shown', async () => {
    await page.goto('/ajouter');
    const photo = await largePhoto(page);
    expect(photo.length).toBeGreaterThan(3_000_000);
    await choose(page, { name: 'IMG_0042.jpg', mimeType: 'image/jpeg', buffer: photo });
    await expect(page.getByText(/^Photo allégée\s: [\d,]+\sMo → [\d,]+\s[MK]o\.$/i)).toBeVisible({ timeout: 90_000 });
    await expectAccessible(page);
    await describeAndSend(page, 'Cicatrice');
    await page.getByRole('link', { name: 'Ouvrir le document' }).click();
    const image = main.getByRole('img').first();
    await expect(image).toBeVisible();
    await expect.poll(() => image.evaluate((element: HTMLImageElement) => Math.max(element.naturalWidth, element.naturalHeight))).toBe(3_508);
  });

  await test.step('masked in one tab, the other’s mask is not done, says that the document has changed, and shows how it is now', async () => {
    const other = await page.context().newPage();
    await other.goto(page.url());
    await expect(other.getByRole('main').getByRole('button', { name: 'Masquer' })).toBeVisible();
    await main.getByRole('button', { name: 'Masquer' }).click();
    await page.getByRole('button', { name: 'Masquer le document' }).click();
    await expect(main.getByRole('button', { name: 'Rendre visible' })).toBeVisible();
    await other.getByRole('main').getByRole('button', { name: 'Masquer' }).click();
    // By the keyboard: who may be named comes while the dialog is read, and moves what a pointer was on.
    await other.getByRole('button', { name: 'Masquer le document' }).press('Enter');
    await expect(other.getByText('Ce document a changé pendant que vous le lisiez.')).toBeVisible();
    await expect(other.getByRole('dialog')).toHaveCount(0);
    await expect(other.getByRole('main').getByRole('button', { name: 'Rendre visible' })).toBeVisible();
    await expectAccessible(other);
    // What was said of the change no longer holds once the person acts on what they now see.
    await other.getByRole('main').getByRole('button', { name: 'Rendre visible' }).click();
    await other.getByRole('dialog').getByRole('button', { name: 'Rendre visible' }).click();
    await expect(other.getByRole('main').getByRole('button', { name: 'Masquer' })).toBeVisible();
    await expect(other.getByText('Ce document a changé pendant que vous le lisiez.')).toHaveCount(0);
    await other.close();
  });

  await test.step('on a device whose clock is days late, the wait of a code is still counted in seconds', async () => {
    const moved = await request.post('/sandbox/clock', { data: { now: new Date(Date.now() + 3 * 86_400_000).toISOString() } });
    expect(moved.status()).toBe(200);
    try {
      // The session ended long ago for the server: the page goes to sign-in of its own accord, when the server has answered it.
      await page.goto('/accueil', { waitUntil: 'commit' });
      await expect(page).toHaveURL(/\/connexion\//);
      await page.getByRole('textbox', { name: 'Identifiant' }).fill(patient.login);
      await page.getByLabel('Mot de passe', { exact: true }).fill('Tournesol-Jaune!88');
      await page.getByRole('button', { name: 'Continuer' }).click();
      const resend = page.getByRole('button', { name: /Renvoyer|Recevoir|autre code/i });
      await expect(resend).toHaveText(/\d{1,3}\ss/);
    } finally {
      await request.post('/sandbox/clock', { data: { now: null } });
    }
  });
});
