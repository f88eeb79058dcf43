// A patient makes her emergency card, leaves out what she hid, carries it on paper, as an image and on her phone; somebody who treats her scans it
// far from home, reads it in Arabic, gives its code; she is told, and takes it back (features A190, A037).

import { type Page, expect } from '@playwright/test';
import decodeQR from 'qr/decode.js';
import { allergy, coded, entry, problem, treatment } from '../fixtures/cda/clinical.ts';
import { expectAccessible, patientOf, picture, test } from '../support/journey.ts';
import { depositFor } from '../support/journey-deposit.ts';
import { drawnQr } from '../support/journey-qr.ts';
import { signInAnyTime } from '../support/journey-sign-in.ts';

/** What a telephone reads in the QR code on the page. */
const scanned = async (page: Page): Promise<string> => decodeQR(await drawnQr(page.getByRole('img', { name: /Scan/ })));

test('a card is made, scanned in Arabic, opened with its code, told, kept without a network and taken back', async ({ page, openPage }, info) => {
  test.setTimeout(240_000);
  const patient = patientOf('amara');
  const icd10 = '2.16.840.1.113883.6.3';
  await depositFor('dr-moreau', 'amara', {
    title: 'Synthèse médicale',
    typeCode: '60591-5',
    entries: [
      allergy(),
      treatment(),
      problem(),
      problem({ value: coded('Z95.0', icd10, 'Stimulateur cardiaque en place') }),
      problem({ value: coded('G35', icd10, 'Sclérose en plaques') }),
    ]
      .map((one) => entry(one))
      .join(''),
  });
  await signInAnyTime(page, patient);
  await page.goto('/ma-sante');
  await page.getByRole('button', { name: 'Modifier : Personnes à prévenir en urgence' }).click();
  await page.getByText('J’en ai :').click();
  await page.getByRole('textbox', { name: 'Personnes à prévenir' }).fill('Ma sœur Fatou, 06 39 98 12 34');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByText('Ma sœur Fatou, 06 39 98 12 34')).toBeVisible();

  await test.step('she chooses what it says, and a code', async () => {
    await page.getByRole('link', { name: 'Ma carte d’urgence' }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: 'Ma carte d’urgence' })).toBeVisible();
    await picture(page, 'carte-vide');
    await page.getByRole('button', { name: 'Faire la carte' }).click();
    await expect(page.getByRole('checkbox', { name: /Amoxicilline/ })).toBeChecked();
    await page.getByText('Sclérose en plaques').click();
    await page.getByRole('button', { name: 'Faire la carte' }).click();
    await expect(page.getByText('Écrivez 4 à 6 chiffres')).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'carte-choix');
    await page.getByRole('textbox', { name: 'Code de la carte' }).fill('4071');
    await page.getByRole('button', { name: 'Faire la carte' }).click();
    await expect(page.getByText('Stimulateur ou défibrillateur cardiaque')).toBeVisible();
    await expect(page.getByText('Sclérose en plaques')).toBeHidden();
    await expectAccessible(page);
    await picture(page, 'carte-faite');
  });

  const address = await scanned(page);
  expect(address).toMatch(/\/carte#[\w-]{22}$/);
  const stranger = await openPage();

  await test.step('whoever holds it reads the minimum in their language, and the rest with the code', async () => {
    await stranger.goto(address);
    await expect(stranger.getByRole('heading', { level: 2, name: /DIARRA/i })).toBeVisible();
    await expect(stranger.getByText('Diabète de type 2')).toHaveCount(0);
    await stranger.getByRole('button', { name: /Langue de la carte/ }).click();
    await stranger.getByRole('option', { name: 'العربية' }).click();
    await expect(stranger.getByText('منظم ضربات القلب أو مزيل رجفان')).toBeVisible();
    expect(await stranger.locator('.emergency-card').evaluate((card) => getComputedStyle(card).direction)).toBe('rtl');
    await expect(stranger.getByText('أموكسيسيلين')).toBeVisible();
    expect(await stranger.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await expectAccessible(stranger);
    await picture(stranger, 'carte-tenue-arabe');
    const code = stranger.getByRole('textbox');
    await code.fill('1111');
    await stranger.getByRole('button', { name: 'فتح البقية' }).click();
    await expect(stranger.getByText('هذا الرمز خاطئ. المحاولات المتبقية: 4.')).toBeVisible();
    await code.fill('4071');
    await stranger.getByRole('button', { name: 'فتح البقية' }).click();
    await expect(stranger.getByText('السكري من النوع الثاني')).toBeVisible();
  });

  await test.step('it is kept on her phone, read without a network, and gone at sign-out', async () => {
    await page.getByRole('button', { name: 'Garder sur cet appareil' }).click();
    await expect(page.getByRole('link', { name: 'Lire sans réseau' })).toBeVisible();
    const [image] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Image pour l’écran verrouillé' }).click()]);
    expect(image.suggestedFilename()).toBe('carte-urgence.png');
    await image.saveAs(info.outputPath('ecran-verrouille.png'));
    await page.evaluate(() => {
      globalThis.print = () => undefined;
    });
    await page.getByRole('button', { name: 'Imprimer pour le portefeuille (A6)' }).click();
    const pdf = await page.pdf({ path: info.outputPath('portefeuille.pdf'), preferCSSPageSize: true });
    // One sheet of 105 by 148 mm, in points.
    const sheets = [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, wide, high]) => [
      Math.round(Number(wide)),
      Math.round(Number(high)),
    ]);
    expect(sheets).toEqual([[298, 420]]);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.getByRole('link', { name: 'Lire sans réseau' }).click();
    await expect(page).toHaveURL(/\/ma-carte$/);
    await expect(page.getByText('Metformine', { exact: false }).first()).toBeVisible();
    await page.context().setOffline(true);
    await page.reload();
    await expect(page.getByRole('heading', { level: 2, name: /DIARRA/i })).toBeVisible();
    await page.context().setOffline(false);
  });

  await test.step('she is told, and takes it back', async () => {
    await page.goto('/avis');
    await expect(page.getByText('Votre carte d’urgence a été ouverte').first()).toBeVisible();
    await page.goto('/journal');
    await expect(page.getByText('Quelqu’un qui tenait la carte d’urgence a donné son code et l’a lue en entier').first()).toBeVisible();
    await page.goto('/carte-urgence');
    await page.getByRole('button', { name: 'Retirer la carte' }).click();
    await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button', { name: 'Retirer la carte' }).click();
    await expect(page.getByRole('button', { name: 'Faire la carte' })).toBeVisible();
    expect(await page.evaluate(() => indexedDB.databases().then((all) => all.map(({ name }) => name)))).not.toContain('carnet-carte');
    await stranger.reload();
    await expect(stranger.getByRole('heading', { name: 'Cette carte ne s’ouvre plus' })).toBeVisible();
  });
});
