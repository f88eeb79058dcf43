// How one is told: choices that are kept, a trial that arrives, and what this device may do.

import { expect, test } from '@playwright/test';
import { signInAnyTime } from '../support/journey-sign-in.ts';
import { expectAccessible, fitsNarrow, patientOf } from '../support/journey.ts';
import { wholeBrowser } from '../support/browser.ts';

test.use({ launchOptions: wholeBrowser });

test('one chooses how to be told, and sees that it arrives', async ({ page, context }, info) => {
  test.setTimeout(180_000);
  const patient = patientOf('dominique');
  await signInAnyTime(page, patient);
  await page.goto('/avis/reglages');
  await expect(page.getByRole('heading', { name: 'Comment vous prévenir' })).toBeVisible();

  await test.step('choices are kept', async () => {
    const opened = page.getByRole('row', { name: /Votre dossier est ouvert ou rouvert/ });
    await opened.getByRole('button', { name: /Courriel/ }).click();
    await page.getByRole('option', { name: 'Une fois par semaine' }).click();
    await page.getByRole('button', { name: 'Enregistrer mes choix' }).click();
    await expect(page.getByText('Vos choix sont enregistrés.').first()).toBeVisible();
    await page.reload();
    await expect(opened.getByRole('button', { name: /Une fois par semaine/ })).toBeVisible();
  });

  await test.step('a trial arrives', async () => {
    await page.getByRole('button', { name: 'Envoyer un essai' }).click();
    await expect(page.getByText('Le courriel est en route.')).toBeVisible();
    await expect(page.getByText('Aucune notification : aucun appareil n’est choisi.')).toBeVisible();
    await expect(async () => {
      const mails = (await (await page.request.get(`/sandbox/mail?to=${patient.email}`)).json()) as { subject: string }[];
      expect(mails.map(({ subject }) => subject)).toContain('Un essai, comme demandé / A trial, as you asked');
    }).toPass({ timeout: 20_000 });
  });

  await test.step('this device, as its browser allows', async () => {
    await context.grantPermissions(['notifications']);
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Cet appareil n’est pas prévenu' })).toBeVisible({ timeout: 20_000 });
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath('preferences.png'), fullPage: true });
    await fitsNarrow(page);
  });

  // A browser subscribes with its maker's service, which a test may not need: what arrives from it is handed over here as the browser does.
  await test.step('what a push service brings is shown by the worker, once', async () => {
    const browser = await context.newCDPSession(page);
    const registered = new Promise<string>((found) =>
      browser.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const own = registrations.find(({ isDeleted }) => !isDeleted);
        if (own !== undefined) found(own.registrationId);
      }),
    );
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await browser.send('ServiceWorker.enable');
    const registrationId = await registered;
    const message = { title: 'Du nouveau dans votre carnet', body: 'Ouvrez Carnet pour le lire.', url: '/avis' };
    const shown = (): Promise<unknown> =>
      page.evaluate(async () =>
        (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body, data }) => ({ title, body, url: (data as { url: string }).url })),
      );
    // Twice, as a push service may: one notification. What is not ours to read says that there is something, and takes its place.
    const { origin } = new URL(page.url());
    const unread = { title: 'Carnet', body: '', url: '/avis' };
    for (const [data, expected] of [
      [JSON.stringify(message), message],
      [JSON.stringify(message), message],
      ['not JSON', unread],
    ] as const) {
      await browser.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
      await expect.poll(shown, { timeout: 20_000 }).toEqual([expected]);
    }
  });
});
