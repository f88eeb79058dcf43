// A patient shows her record to the physiotherapist in front of her: a code on her telephone, said aloud, typed on his screen; he sees whose record it is,
// opens it, she sees who did and takes it back (issues 8 and 9, ADR 44).

import { expect } from '@playwright/test';
import decodeQR from 'qr/decode.js';
import { expectAccessible, fitsNarrow, patientOf, picture, presentCard, professionalOf, test } from '../support/journey.ts';
import { signInAnyTime } from '../support/journey-sign-in.ts';
import { drawnQr } from '../support/journey-qr.ts';

test('a code is shown, misread, scanned again, redeemed once, told at once and taken back', async ({ page, openPage }) => {
  test.setTimeout(180_000);
  const carer = professionalOf('mk-benali');
  await signInAnyTime(page, patientOf('sacha'));
  const pro = await openPage();
  await pro.setViewportSize({ width: 1280, height: 800 });
  await presentCard(pro, carer);

  await test.step('she chooses for how long, and is told that it is the whole record', async () => {
    await page.getByRole('link', { name: 'Montrer mon dossier' }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: 'Montrer mon dossier à un professionnel' })).toBeVisible();
    await expect(page.getByText('un document ne se partage pas seul')).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'partage-choix');
    await page.getByRole('button', { name: 'Montrer un code' }).click();
    await expect(page.getByRole('heading', { name: 'Montrez ce code, ou dites-le' })).toBeFocused();
    await expect(page.getByText('Valable encore 10 minutes')).toBeVisible();
    await fitsNarrow(page);
    await expectAccessible(page);
    await picture(page, 'partage-code');
  });

  const address = decodeQR(await drawnQr(page.getByRole('img', { name: /Code QR/ })));
  expect(address).toMatch(/\/pro\/partage#[\w-]{22}$/);
  const signs = (await page.locator('.share-signs [aria-hidden]').allTextContents()).join('-');
  expect(signs).toMatch(/^[2-9CFHJKLMPRTVXY]{3}-[2-9CFHJKLMPRTVXY]{3}-[2-9CFHJKLMPRTVXY]{3}$/);

  await test.step('he misreads it, then sees whose record it is and who agrees, and opens it', async () => {
    await pro.getByRole('link', { name: 'Scanner ou saisir le code du patient' }).click();
    const typed = pro.getByRole('textbox', { name: 'Code que dit le patient' });
    await typed.fill('O01');
    await pro.getByRole('button', { name: 'Lire le code' }).click();
    await expect(pro.getByText('Un code a neuf signes')).toBeVisible();
    await typed.fill('222 333 444');
    await pro.getByRole('button', { name: 'Lire le code' }).click();
    await expect(pro.getByText('Ce code n’ouvre rien')).toBeVisible();
    await expectAccessible(pro);
    await picture(pro, 'partage-faux');
    await typed.fill(signs.toLowerCase());
    await pro.getByRole('button', { name: 'Lire le code' }).click();
    await expect(pro.getByRole('heading', { name: 'Ce patient vous montre son dossier' })).toBeFocused();
    await expect(pro.getByText(/PERRIN/)).toBeVisible();
    await expect(pro.getByText('le patient lui-même')).toBeVisible();
    await expectAccessible(pro);
    await fitsNarrow(pro);
    await picture(pro, 'partage-lu');
    await pro.getByRole('button', { name: 'Ouvrir le dossier' }).click();
    await expect(pro).toHaveURL(/\/pro\/dossier\//);
    await expect(pro.getByText(/PERRIN/).first()).toBeVisible();
  });

  await test.step('she sees at once who, until when; the code serves no more, whoever scans it', async () => {
    await expect(page.getByRole('heading', { name: /BENALI.* peut lire le dossier/i })).toBeVisible();
    await expect(page.getByText('Son accès s’arrête tout seul')).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'partage-utilise');
    await pro.goto(address);
    await expect(pro.getByText('Ce code n’ouvre rien')).toBeVisible();
    expect(pro.url()).not.toContain('#');
    expect(await pro.evaluate(() => sessionStorage.length)).toBe(0);
  });

  await test.step('she takes it back; her journal tells the whole of it', async () => {
    await page.getByRole('button', { name: 'Retirer l’accès' }).click();
    await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button', { name: 'Retirer l’accès' }).click();
    await expect(page.getByRole('button', { name: 'Montrer un code' })).toBeVisible();
    await page.goto('/avis');
    await expect(page.getByText('Un professionnel a utilisé le code que vous avez montré').first()).toBeVisible();
    await page.goto('/journal');
    await expect(page.getByText(/a utilisé le code montré/).first()).toBeVisible();
    await expect(page.getByText('Vous avez fait un code pour montrer le dossier à un professionnel').first()).toBeVisible();
  });

  await test.step('a telephone that scans another asks for the card first, then says whose record it is; withdrawn meanwhile, it opens nothing', async () => {
    await page.goto('/partager');
    await page.getByText('24 heures', { exact: true }).click();
    await page.getByRole('button', { name: 'Montrer un code' }).click();
    const phone = await openPage();
    await phone.goto(decodeQR(await drawnQr(page.getByRole('img', { name: /Code QR/ }))));
    await expect(phone).toHaveURL(/\/pro\/connexion$/);
    await phone.getByRole('button', { name: new RegExp(`Présenter cette carte.*${professionalOf('sf-roche').familyName}`, 'i') }).click();
    await expect(phone.getByRole('heading', { name: 'Ce patient vous montre son dossier' })).toBeVisible();
    await expect(phone.getByText('24 heures')).toBeVisible();
    await expectAccessible(phone);
    await picture(phone, 'partage-scanne');
    await page.getByRole('button', { name: 'Retirer le code' }).click();
    await expect(page.getByRole('button', { name: 'Montrer un code' })).toBeVisible();
    await phone.getByRole('button', { name: 'Ouvrir le dossier' }).click();
    await expect(phone.getByText('Ce code n’ouvre rien')).toBeVisible();
  });
});
