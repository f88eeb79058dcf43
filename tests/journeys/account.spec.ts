// One's own account: where one is signed in, said and closed; a passkey that signs in alone; a new password from inside; the whole record taken away and opened from a disk;
// and nothing of a record left in the browser once one has left.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from '@playwright/test';
import { withPasskeyDevice } from '../support/journey-passkey.ts';
import { signInAnyTime } from '../support/journey-sign-in.ts';
import { chosenPassword, expectAccessible, fitsNarrow, mailsTo, patientOf, picture, test } from '../support/journey.ts';
import { readZip } from '../support/zip.ts';

const patientKey = (project: string): string => (project === 'phone' ? 'nicole' : 'roland');
const nextPassword = 'Capucine-Orange!17';

test('where one is signed in, the others closed, the password changed', async ({ openPage, page, context }, info) => {
  test.setTimeout(300_000);
  const patient = patientOf(patientKey(info.project.name));
  const phone = info.project.name === 'phone';
  const main = page.getByRole('main');
  const dialog = page.getByRole('dialog');
  const elsewhere = await openPage();
  await signInAnyTime(page, patient);
  await signInAnyTime(elsewhere, patient);

  await test.step('both are told, this one by name', async () => {
    if (phone) {
      await page.goto('/plus');
      await main.getByRole('link', { name: 'Mon compte' }).click();
    } else {
      await page.getByRole('button', { name: /^Mon compte/ }).click();
      await page.getByRole('menuitem', { name: 'Mon compte' }).click();
    }
    await expect(main.getByRole('heading', { level: 1, name: 'Mon compte' })).toBeVisible();
    await expect(main.getByRole('listitem')).toHaveCount(2);
    await expect(main.getByRole('listitem').first()).toContainText('Chrome');
    await expect(main.getByRole('listitem').first().getByText('Cette session')).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'account');
    await fitsNarrow(page);
  });

  await test.step('a wrong password closes nothing, the right one closes the other', async () => {
    await main.getByRole('button', { name: 'Fermer l’autre session' }).click();
    await dialog.getByRole('button', { name: 'Fermer l’autre session' }).click();
    await expect(dialog.getByText('Écrivez votre mot de passe.')).toBeVisible();
    await dialog.getByLabel('Mot de passe actuel').fill('Un-Autre-Mot-9');
    await dialog.getByRole('button', { name: 'Fermer l’autre session' }).click();
    await expect(dialog.getByText('Ce n’est pas votre mot de passe actuel.')).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'account-close');
    await dialog.getByLabel('Mot de passe actuel').fill(chosenPassword);
    await dialog.getByRole('button', { name: 'Fermer l’autre session' }).click();
    await expect(dialog).toBeHidden();
    await expect(main.getByText('Vous n’êtes connecté nulle part ailleurs.')).toBeVisible();
    await elsewhere.goto('/accueil');
    await expect(elsewhere).toHaveURL(/\/connexion\//);
  });

  if (phone)
    await test.step('a passkey is added, signs in alone, by its button and then by itself under the field, and is removed', async () => {
      const device = await withPasskeyDevice(page);
      const signOut = async (): Promise<void> => {
        await page.goto('/plus');
        await page.getByRole('button', { name: 'Se déconnecter' }).click();
        await expect(page).toHaveURL(/\/$/);
        await page.getByRole('link', { name: 'Me connecter' }).first().click();
      };
      await main.getByRole('button', { name: 'Ajouter une clé d’accès' }).click();
      await dialog.getByLabel('Nom de la clé').fill('Ma tablette');
      await dialog.getByLabel('Mot de passe actuel').fill(chosenPassword);
      await expectAccessible(page);
      await device.answers(true);
      await dialog.getByRole('button', { name: 'Continuer' }).click();
      await expect(dialog).toBeHidden();
      await expect(main.getByRole('list', { name: 'Clés d’accès' }).getByRole('listitem')).toContainText('Ma tablette');
      expect((await mailsTo(page, patient.email)).some(({ subject }) => subject.startsWith('Une clé d’accès a été ajoutée'))).toBe(true);

      await device.answers(false);
      await signOut();
      const byPasskey = page.getByRole('button', { name: 'Me connecter avec une clé d’accès' });
      await expect(byPasskey).toBeVisible();
      await expectAccessible(page);
      await fitsNarrow(page);
      await device.answers(true);
      await byPasskey.click();
      await expect(page).toHaveURL(/\/accueil/);

      // Its owner answers what the browser offers by itself.
      await signOut();
      await expect(page).toHaveURL(/\/accueil/);

      await page.goto('/mon-compte');
      await main.getByRole('button', { name: 'Retirer « Ma tablette »' }).click();
      await dialog.getByLabel('Mot de passe actuel').fill(chosenPassword);
      await dialog.getByRole('button', { name: 'Retirer', exact: true }).click();
      await expect(main.getByText('Vous n’avez pas encore de clé d’accès.')).toBeVisible();
      await expectAccessible(page);
    });

  await test.step('the password is changed; a password manager pastes both', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const paste = async (label: string, text: string): Promise<void> => {
      await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
      await dialog.getByLabel(label, { exact: true }).focus();
      await page.keyboard.press('ControlOrMeta+V');
    };
    await main.getByRole('button', { name: 'Changer de mot de passe' }).click();
    await paste('Mot de passe actuel', chosenPassword);
    await paste('Nouveau mot de passe', nextPassword);
    await expectAccessible(page);
    await picture(page, 'account-password');
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(dialog).toBeHidden();
    expect((await mailsTo(page, patient.email)).some(({ subject }) => subject.includes('Votre mot de passe a changé'))).toBe(true);
    await page.goto('/journal');
    await expect(main.getByText('Mot de passe du compte changé')).toBeVisible();
  });

  await test.step('the whole record is asked for, found again, downloaded, and opens from a disk', async () => {
    await page.goto('/mon-compte');
    await main.getByRole('link', { name: 'Emporter mon dossier' }).press('Enter');
    await expect(main.getByRole('heading', { level: 1, name: 'Emporter mon dossier' })).toBeVisible();
    await picture(page, 'export-ask');
    await main.getByRole('button', { name: 'Préparer la copie' }).press('Enter');
    await page.goto('/journal');
    await page.goto('/emporter');
    const link = main.getByRole('link', { name: /^Télécharger/ });
    await expect(link).toBeVisible({ timeout: 60_000 });
    await expectAccessible(page);
    await picture(page, 'export-ready');
    await fitsNarrow(page);
    const coming = page.waitForEvent('download');
    await link.press('Enter');
    const folder = info.outputPath('copy');
    await readZip(await (await coming).path(), (path, bytes) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    });
    const reader = await openPage();
    await reader.goto(`file://${join(folder, 'index.html')}`);
    await expect(reader.getByRole('heading', { level: 1 })).toContainText('Copie du dossier médical');
    await expect(reader.getByText(patient.birthName, { exact: true })).toBeVisible();
    await expectAccessible(reader);
    await picture(reader, 'export-folder');
    await fitsNarrow(reader);
    await reader.getByRole('link', { name: /^Journal/ }).click();
    await expect(reader.getByRole('cell', { name: /Copie de tout le dossier/ }).first()).toBeAttached();
    await reader.getByRole('link', { name: /Retour au sommaire/ }).click();
    await expect(reader).toHaveURL(/index\.html$/);
    await main.getByRole('button', { name: 'La supprimer maintenant' }).click();
    await expect(main.getByRole('button', { name: 'Préparer la copie' })).toBeVisible();
  });

  await test.step('in English too', async () => {
    await page.goto('/mon-compte');
    await page
      .getByRole('button', { name: 'English' })
      .or(page.getByRole('link', { name: 'English' }))
      .first()
      .click();
    await expect(main.getByRole('heading', { level: 1, name: 'My account' })).toBeVisible();
    await expect(main.getByText('You are not signed in anywhere else.')).toBeVisible();
    await expectAccessible(page);
    await page
      .getByRole('button', { name: 'Français' })
      .or(page.getByRole('link', { name: 'Français' }))
      .first()
      .click();
  });

  await test.step('what the browser keeps names nobody, before and after leaving; going back shows nothing', async () => {
    // As it was, for the other journeys of this person.
    const back = await page.request.post('/api/patient/password', {
      headers: { 'x-carnet': '1', 'origin': new URL(page.url()).origin },
      data: { current: nextPassword, password: chosenPassword },
    });
    expect(back.status()).toBe(204);
    const kept = () =>
      page.evaluate(async () => {
        const cached = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
        return JSON.stringify({ ...localStorage, ...sessionStorage, cached, databases: await indexedDB.databases(), cookie: document.cookie });
      });
    await page.goto('/mon-identite');
    await expect(main.getByText(patient.birthName).first()).toBeVisible();
    const words = new RegExp(`${patient.birthName}|${patient.ins}|${patient.ins.slice(0, 13)}|/api/`, 'i');
    expect(await kept()).not.toMatch(words);
    if (phone) await page.goto('/plus');
    else await page.getByRole('button', { name: /^Mon compte/ }).click();
    await page.getByRole(phone ? 'button' : 'menuitem', { name: 'Se déconnecter' }).click();
    await expect(page).toHaveURL(/\/$/);
    expect(await kept()).not.toMatch(words);
    await page.goBack();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText(patient.birthName)).toHaveCount(0);
  });
});
