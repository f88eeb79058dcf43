// Signing in without a card in a reader: the three ways of the sign-in page, a refusal on the telephone and what it says, the simulated e-CPS, one of two
// structures, a record opened with the patient's agreement, and a sign-out of both. Then by one's establishment, which consults only.

import { expect, test } from '@playwright/test';
import { expectAccessible, openRecord, patientOf, picture, professionalOf } from '../support/journey.ts';

test('Pro Santé Connect: refused, then approved on the telephone, one of two structures, a record, and out of both', async ({ page }) => {
  const doctor = professionalOf('dr-boileau');
  const toTelephone = async (): Promise<void> => {
    await page.getByRole('link', { name: 'Se connecter avec Pro Santé Connect' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Simulateur de Pro Santé Connect' })).toBeVisible();
    await page.getByRole('combobox', { name: 'Qui se connecte avec son e-CPS ?' }).selectOption(doctor.key);
    await page.getByRole('button', { name: 'Envoyer la demande au téléphone' }).click();
    await expect(page.getByRole('heading', { name: /Le téléphone de .*BOILEAU/ })).toBeVisible();
  };

  await test.step('two doors, told apart by what one has at hand', async () => {
    await page.goto('/pro/');
    await expect(page.getByRole('heading', { level: 2, name: 'Avec votre e-CPS' })).toBeVisible();
    await expect(page.getByRole('heading', { level: 2, name: 'Avec votre carte, dans un lecteur' })).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'sign-in-doors');
  });

  await test.step('refused on the telephone, the page says so and what to do', async () => {
    await toTelephone();
    await expectAccessible(page);
    await picture(page, 'psc-telephone');
    await page.getByRole('button', { name: 'Refuser' }).click();
    await expect(page.getByRole('alert').getByText('La demande a été refusée sur votre téléphone')).toBeVisible();
    await expect(page.getByText('PSC_REFUSE')).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'psc-refused');
  });

  await test.step('approved, one says which structure one works for', async () => {
    await toTelephone();
    const shown = await page.getByRole('strong').first().textContent();
    await page.getByRole('button', { name: shown!, exact: true }).click();
    await expect(page).toHaveURL(/\/pro\/$/);
    await page.getByRole('button', { name: 'Clinique du Belvédère' }).click();
    await expect(page.getByText('Vous agissez maintenant pour Clinique du Belvédère.')).toBeVisible();
    await picture(page, 'psc-structure');
  });

  await test.step('a record opens as with a card', async () => {
    await openRecord(page, patientOf('solange'));
    await page.getByRole('radio', { name: 'Moi seul' }).check({ force: true });
    await page.getByRole('checkbox').check({ force: true });
    await page.getByRole('button', { name: 'Enregistrer l’accord et ouvrir le dossier' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/solange/i);
    await page.getByRole('link', { name: 'Journal' }).click();
    await expect(page.getByRole('cell', { name: /avec Pro Santé Connect/ }).first()).toBeVisible();
  });

  await test.step('out of Carnet, and of Pro Santé Connect: whoever comes next is asked who they are', async () => {
    await page.getByRole('button', { name: /BOILEAU/ }).click();
    await page.getByRole('menuitem', { name: 'Se déconnecter' }).click();
    await expect(page).toHaveURL(/\/pro\/connexion\?parti=oui$/);
    await expect(page.getByText('Vous êtes déconnecté.')).toBeVisible();
    await toTelephone();
  });

  await test.step('signed out at Pro Santé Connect, in another window: the next press here says that the session is over', async () => {
    const shown = await page.getByRole('strong').first().textContent();
    await page.getByRole('button', { name: shown!, exact: true }).click();
    await expect(page).toHaveURL(/\/pro\/$/);
    const there = await page.context().newPage();
    await there.goto('/sandbox/psc/compte');
    await expectAccessible(there);
    await there.getByRole('button', { name: 'Se déconnecter de Pro Santé Connect' }).click();
    await expect(there.getByText('Personne n’est connecté à Pro Santé Connect dans ce navigateur.')).toBeVisible();
    await there.close();
    await page.getByRole('button', { name: 'Clinique du Belvédère' }).click();
    await expect(page.getByText('Votre session est terminée.')).toBeVisible();
    await picture(page, 'psc-ended');
  });

  await test.step('by one’s establishment: one factor is refused, two open the app, which reads and says it deposits nothing', async () => {
    await page.goto('/pro/connexion');
    await page.getByRole('link', { name: 'Essayer le portail simulé d’un établissement' }).click();
    await page.getByRole('combobox', { name: 'Qui se connecte au portail ?' }).selectOption('dr-navarro');
    await page.getByRole('button', { name: 'Mot de passe seul (refusé)' }).click();
    await expect(page.getByRole('alert')).toContainText('Carnet a refusé');
    await expectAccessible(page);
    await page.getByRole('combobox', { name: 'Qui se connecte au portail ?' }).selectOption('dr-navarro');
    await page.getByRole('button', { name: 'Mot de passe et code sur le téléphone, puis ouvrir le DMP' }).click();
    await expect(page).toHaveURL(/\/pro\/$/);
    await openRecord(page, patientOf('solange'));
    await page.getByRole('radio', { name: 'Moi seul' }).check({ force: true });
    await page.getByRole('checkbox').check({ force: true });
    await page.getByRole('button', { name: 'Enregistrer l’accord et ouvrir le dossier' }).click();
    await expect(page.getByText(/^Consultation seule/)).toBeVisible();
    await expect(page.getByRole('link', { name: /Déposer|Synthèse/ })).toHaveCount(0);
    await expectAccessible(page);
    await picture(page, 'air-record');
    await page.goto(`${page.url().replace(/[?#].*/, '')}/vsm`);
    await expect(page.getByText('Par l’accès de votre établissement, vous pouvez consulter, pas alimenter.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Valider et déposer' })).toHaveCount(0);
  });
});
